// Counts what is left of the item that is on, by the server's clock, and goes on without a network.
//
//   <section data-now="2024-07-04T01:10:00+00:00">            the server's time when this part was rendered
//     <p data-planned-to="…begun…" data-minutes="15"><span data-clock></span> <span data-clock-word></span></p>
const NEAR = 120;
let drawnFor = null;
let ahead = 0;

const two = (number) => String(number).padStart(2, "0");

/** How far the server's clock is ahead of this one: asked anew with every part that comes. */
function setClock() {
  const part = document.querySelector("[data-now]");
  if (!part || part.dataset.now === drawnFor) return;
  drawnFor = part.dataset.now;
  ahead = Date.parse(drawnFor) - Date.now();
}

function draw() {
  setClock();
  const now = Date.now() + ahead;
  for (const place of document.querySelectorAll("[data-planned-to]")) {
    const length = Number(place.dataset.minutes) * 60;
    const gone = Math.floor((now - Date.parse(place.dataset.plannedTo)) / 1000);
    const left = length - gone;
    const rest = Math.abs(left);
    const hours = Math.floor(rest / 3600);
    place.querySelector("[data-clock]").textContent =
      `${hours ? `${hours}:` : ""}${hours ? two(Math.floor(rest / 60) % 60) : Math.floor(rest / 60)}:${two(rest % 60)}`;
    place.querySelector("[data-clock-word]").textContent = left < 0 ? place.dataset.over : place.dataset.left;
    place.classList.toggle("is-near", left >= 0 && left < NEAR);
    place.classList.toggle("is-over", left < 0);
    const bar = place.parentElement.querySelector("[data-gone]");
    bar?.setAttribute("width", Math.round(1000 * Math.min(1, Math.max(0, gone / length))));
    bar?.parentElement.classList.toggle("is-late", left < 0);
  }
  const wall = document.querySelector("[data-wall]");
  if (wall) wall.textContent = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", timeZone: wall.dataset.wall }).format(now);
}

document.querySelector("[data-full-screen]")?.addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
});
// A screen that goes dark in the middle of a speech helps nobody.
const stayAwake = () => navigator.wakeLock?.request("screen").catch(() => {});
if (document.querySelector("[data-full-screen]")) {
  stayAwake();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) stayAwake(); });
}
document.body.addEventListener("htmx:afterSwap", draw);
draw();
setInterval(draw, 1000);
