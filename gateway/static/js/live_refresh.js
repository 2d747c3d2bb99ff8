// Keeps `data-refreshes` elements fresh: each has hx-trigger="refresh", which asks for the page and takes its own part.
// News refreshes at once, then at most every BETWEEN; without the stream it is asked for every POLL.
const BETWEEN = 400;
const POLL = 3000;
// A clock on the page moves on, and a stream that died silently is noticed.
const IDLE = 30000;

const parts = [...document.querySelectorAll("[data-refreshes]")];
const word = document.querySelector("[data-live-word] span");
const words = word?.parentElement.dataset;
let last = 0;
let waiting = 0;
let connected = false;
let timer;
// Until then a stream that is being opened is not called lost.
const OPENING = 3000;

function refresh() {
  if (waiting) return;
  const rest = Math.max(0, last + BETWEEN - Date.now());
  waiting = setTimeout(() => {
    waiting = 0;
    last = Date.now();
    for (const part of parts) htmx.trigger(part, "refresh");
  }, rest);
}

function keepUp() {
  clearInterval(timer);
  timer = setInterval(refresh, connected ? IDLE : POLL);
}

function say(state) {
  if (!word) return;
  word.textContent = words[state];
  word.parentElement.classList.toggle("is-lost", state !== "connected");
}

function setConnected(value) {
  clearTimeout(opening);
  if (value !== connected) refresh();
  connected = value;
  if (value) say("connected");
  else if (word?.textContent !== words?.failed) say("lost");
  keepUp();
}

const opening = setTimeout(() => say("lost"), OPENING);

for (const name of ["live:attendance", "live:changed", "live:reset"]) document.body.addEventListener(name, refresh);
document.body.addEventListener("live:connected", () => setConnected(true));
document.body.addEventListener("live:lost", () => setConnected(false));
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });

for (const part of parts) {
  // Said on the page itself: a notice every few seconds would bury the screen.
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    part.addEventListener(name, (event) => { event.stopPropagation(); say("failed"); });
  }
  for (const name of ["htmx:beforeRequest", "htmx:afterRequest"]) {
    part.addEventListener(name, (event) => event.stopPropagation());
  }
  part.addEventListener("htmx:afterSwap", () => { if (word?.textContent === words?.failed) say(connected ? "connected" : "lost"); });
}
keepUp();
