// What every page does: CSRF token on htmx requests, signs of work, notices, focus on refusals, live news.
/* global htmx */
import { openLive } from "./live.js";
import "./confirm.js";
import "./file_drop.js";
import "./sign_out.js";

const token = document.querySelector('meta[name="csrf-token"]').content;
const working = document.getElementById("working");
const notices = document.getElementById("notices");
const SHOW_AFTER = 300;
let timer;

document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token;
});

function begin() {
  clearTimeout(timer);
  timer = setTimeout(() => { working.hidden = false; }, SHOW_AFTER);
}

function end() {
  clearTimeout(timer);
  working.hidden = true;
}

document.body.addEventListener("htmx:beforeRequest", begin);
document.body.addEventListener("htmx:afterRequest", end);
document.body.addEventListener("htmx:responseError", () => notice(notices.dataset.failed));
document.body.addEventListener("htmx:sendError", () => notice(notices.dataset.offline));

// A form that is on its way is not sent again by an impatient second click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  begin();
});
addEventListener("pageshow", () => {
  end();
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A part that comes anew between pressing a button in it and letting go would swallow the click: it is asked for again.
let pressed = null;
let heldBack = [];
addEventListener("pointerdown", (event) => { pressed = event.button === 0 ? event.target : null; }, { capture: true });
for (const name of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(name, () => {
    pressed = null;
    const parts = heldBack;
    heldBack = [];
    // After the click, which comes next.
    if (parts.length) setTimeout(() => { for (const { elt, path } of parts) htmx.ajax("GET", path, { source: elt }); });
  }, { capture: true });
}
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (!pressed || !target.contains(pressed) || requestConfig.verb !== "get") return;
  event.detail.shouldSwap = false;
  heldBack.push(requestConfig);
});

/** Shows a short message in the corner; it stays until it is closed. */
export function notice(text, tone = "danger") {
  const toast = document.createElement("div");
  toast.className = `toast show text-bg-${tone} border-0`;
  toast.setAttribute("role", "alert");
  const body = document.createElement("div");
  body.className = "d-flex";
  const words = document.createElement("div");
  words.className = "toast-body";
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-close btn-close-white me-2 m-auto";
  close.setAttribute("aria-label", notices.dataset.close);
  close.addEventListener("click", () => toast.remove());
  body.append(words, close);
  toast.append(body);
  notices.append(toast);
}

document.querySelector("[data-focus]")?.focus();
if (document.body.dataset.live && document.querySelector("[data-listens], [hx-trigger*='live:']")) {
  openLive(document.body.dataset.live, document.body.dataset.liveFrom);
}
