// Comments beside the film: a click on a time goes there, a button takes the moment that is being watched.
// What is sent beside the film brings the page anew: it opens where the film was.
// Without a player on the page times are plain text, and moments are typed.
// News of others refreshes the list, and what to do next, unless something is being written there.

import { playerOf } from "./film_player.js";

const player = () => playerOf(document.querySelector("[data-film-player]"));
const PLACE = "film-place";
const PARTS = "[data-film-comments], [data-film-next]";
const english = document.documentElement.lang === "en";

/** `03:15`, or `03:15,5` where it does not fall on a second; the hour only where there is one. */
function written(ms) {
  const whole = Math.floor(ms / 1000);
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const clock = hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
  const rest = ms % 1000 ? String(ms % 1000).padStart(3, "0").replace(/0+$/, "") : "";
  return rest ? `${clock}${english ? "." : ","}${rest}` : clock;
}

function keepPlace(event) {
  if (!player() || !event.target.closest("[data-film-comments]")) return;
  sessionStorage.setItem(PLACE, JSON.stringify({ film: player().video.getAttribute("src"), ms: player().ms }));
}

function takePlace() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE));
  if (!kept || kept.film !== player()?.video.getAttribute("src")) return;
  sessionStorage.removeItem(PLACE);
  player().seek(kept.ms);
}

function dress() {
  if (!player()) return;
  for (const part of document.querySelectorAll("[data-take-time]")) part.hidden = false;
  for (const span of document.querySelectorAll("span[data-moment-ms]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = span.className;
    button.dataset.seekMs = span.dataset.momentMs;
    button.title = span.dataset.seekLabel;
    button.textContent = span.textContent;
    span.replaceWith(button);
  }
}

document.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take]");
  if (!take || !player()) return;
  player().pause();
  take.form.elements[take.dataset.take].value = written(player().ms);
});

document.addEventListener("submit", keepPlace);

const isWriting = (part) =>
  part.contains(document.activeElement) || part.querySelector("details.comment-reply[open], .modal.show") ||
  [...part.querySelectorAll("textarea, input[name$='_ms']")].some((field) => field.value !== field.defaultValue) ||
  part.querySelector("input[type=radio]:checked") || [...part.querySelectorAll("select")].some((field) => field.value);

const stale = new Set();

function refresh(parts) {
  for (const part of parts) {
    stale.delete(part);
    if (isWriting(part)) stale.add(part);
    else htmx.trigger(part, "refresh");
  }
}

document.body.addEventListener("live:changed:video_report", () => {
  refresh([...document.querySelectorAll(PARTS)].filter((part) => !part.parentElement.closest("[data-film-next]")));
});
// Somebody began to write while the answer was on its way: it is asked for again when nothing is being written.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches(PARTS) || !isWriting(detail.target)) return;
  detail.shouldSwap = false;
  stale.add(detail.target);
});
document.addEventListener("focusout", () => setTimeout(() => refresh([...stale].filter((part) => part.isConnected))));
// On the document, as the player does it first: it may have come with the swap.
document.addEventListener("htmx:afterSwap", dress);
dress();
takePlace();
