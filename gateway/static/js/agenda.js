// The agenda builder: times ripple while one types or drags, every change is kept at once, Ctrl+Z takes it back.
// The room comes back from the server after each change, with its problems; without this script its buttons do it all.
import { notice } from "./page.js";

const frame = document.getElementById("agenda-room");
const said = document.getElementById("agenda-said");
const AGENDA = "[data-agenda]";
const UNDO = "[data-agenda-undo]";
const PIXELS = 4;
const REST = 250;
let timer;
let sending = false;
let typed = false;
// A button that was pressed while a change was on its way: pressed again when the room is back.
let pressed = null;

const one = (selector) => frame.querySelector(selector);
const rows = () => [...frame.querySelectorAll(".agenda-row")];
const field = (row, name) => row.querySelector(`[name="${name}"]`);
const minutesOf = (text) => { const [hours, minutes] = text.split(":").map(Number); return hours * 60 + minutes; };
const clock = (minutes) => {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
};
const words = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// Only what differs: the observer below would otherwise see its own work without end.
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** The same rule as on the server: an item begins when the one before it ends, or at its fixed time. */
function ripple() {
  const room = one("[data-room]");
  const begins = minutesOf(room.dataset.begins);
  const length = Number(room.dataset.length);
  let at = begins;
  let last = begins;
  const places = rows().map((row) => {
    const fixed = field(row, "fixed_start").value;
    const minutes = Number(field(row, "minutes").value) || 0;
    const start = fixed ? minutesOf(fixed) : at;
    at = start + minutes;
    last = Math.max(last, at);
    write(row.querySelector("[data-begins]"), clock(start));
    write(row.querySelector("[data-ends]"), clock(at));
    return { id: row.dataset.item, start: start - begins, minutes };
  });
  const strip = one("[data-strip]");
  if (!strip) return;
  strip.setAttribute("viewBox", `0 0 ${Math.max(length, last - begins, 1) * PIXELS} 44`);
  for (const { id, start, minutes } of places) {
    const box = strip.querySelector(`[data-of="${CSS.escape(id)}"]`);
    box?.setAttribute("x", start * PIXELS + 1);
    box?.setAttribute("width", Math.max(minutes * PIXELS - 2, 1));
  }
  const sum = one("[data-sum]");
  const over = last - begins - length;
  write(sum, words(over > 0 ? sum.dataset.over : over < 0 ? sum.dataset.left : sum.dataset.exact, { at: clock(last), n: Math.abs(over) }));
  sum.classList.toggle("is-over", over > 0);
}

function held() {
  const here = document.activeElement;
  if (!frame.contains(here)) return null;
  const row = here.closest(".agenda-row");
  const selector = here.name ? `[name="${here.name}"]` : here.matches("[data-handle]") ? "[data-handle]" : here.dataset.step ? `[data-step="${here.dataset.step}"]` : "summary";
  const at = here.matches("input:not([type]), textarea") ? here.selectionStart : null;
  return row ? { item: row.dataset.item, selector, at, open: Boolean(here.closest("details[open]")) } : null;
}

function hold(place) {
  const row = place && frame.querySelector(`[data-item="${CSS.escape(place.item)}"]`);
  if (!row) return;
  if (place.open) row.querySelector("details").open = true;
  const here = row.querySelector(place.selector);
  here?.focus({ preventScroll: true });
  if (place.at !== null) here?.setSelectionRange(place.at, place.at);
}

function show(html, place) {
  const reason = one("#publish-reason")?.value ?? "";
  // Our own server's page, escaped by its templates.
  frame.innerHTML = html;
  // A preview of what was before would lead astray.
  document.querySelector(".paper-preview")?.replaceChildren();
  if (one("#publish-reason")) one("#publish-reason").value = reason;
  hold(place);
  ripple();
  one("[data-agenda-refusal]")?.scrollIntoView({ block: "nearest" });
}

function blame(errors) {
  for (const { pointer, detail } of errors) {
    const [, place, name] = /\/items\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
    const wrong = place && rows()[place] && field(rows()[place], name);
    wrong?.classList.add("is-wrong");
    wrong?.setAttribute("title", detail);
  }
}

/** Whether something is or has to be sent first; then the press is kept. Undoing would drop what was just typed. */
function waits(form, button) {
  if (!sending && !(typed && form.matches(UNDO))) return false;
  if (button) pressed = { of: form.matches(UNDO) ? UNDO : AGENDA, name: button.name, value: button.value };
  else typed = true;
  if (!sending) send(one(AGENDA));
  return true;
}

function goOn(well) {
  const { of, name, value } = pressed ?? {};
  const again = of && well && [...frame.querySelectorAll(`${of} button:enabled`)].find((each) => each.name === name && each.value === value);
  if (well && typed && !(again && of === AGENDA)) send(one(AGENDA));
  else {
    pressed = null;
    if (again) send(again.form, again);
  }
}

/** Sends a form as it stands (with the button that was pressed) and shows the room that comes back. */
async function send(form, button = null) {
  if (waits(form, button)) return;
  clearTimeout(timer);
  sending = true;
  typed = false;
  const place = held();
  const order = rows();
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  said.textContent = frame.dataset.saving;
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "room" } });
    if (answer.status === 422) {
      const { detail, errors } = await answer.json();
      blame(errors);
      notice([...errors.map((each) => each.detail), errors.length ? "" : detail].filter(Boolean).join(" "));
    } else if (answer.ok || answer.status === 409) {
      const html = await answer.text();
      const goesOn = typed || one(".is-moving") || rows().some((row, number) => row !== order[number]);
      if (goesOn && answer.ok && !button) keepTyping(html);
      else show(html, held() ?? place);
      said.textContent = answer.ok ? frame.dataset.saved : "";
    } else throw new Error(answer.statusText);
  } catch {
    said.textContent = "";
    notice(navigator.onLine ? frame.dataset.failed : frame.dataset.offline);
  } finally {
    sending = false;
  }
  goOn(answer?.ok);
}

// Somebody typed or moved lines on while the last change was on its way: that stays, and only the version is taken over.
function keepTyping(html) {
  const came = new DOMParser().parseFromString(html, "text/html").querySelector("[data-room]");
  for (const version of frame.querySelectorAll('[name="version"]')) version.value = came.dataset.version;
}

function sendSoon() {
  typed = true;
  clearTimeout(timer);
  timer = setTimeout(() => send(one("[data-agenda]")), REST);
}

frame.addEventListener("input", (event) => {
  event.target.classList.remove("is-wrong");
  if (sending && event.target.closest("[data-agenda]")) typed = true;
  if (event.target.matches('[name="minutes"], [name="fixed_start"]')) ripple();
});
frame.addEventListener("change", (event) => {
  const form = event.target.closest("[data-agenda]");
  if (form && event.target.checkValidity()) sendSoon();
});
frame.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (!step) return;
  const minutes = field(step.closest(".agenda-row"), "minutes");
  minutes.value = Math.min(600, Math.max(1, Number(minutes.value) + Number(step.dataset.step)));
  ripple();
  sendSoon();
});
// Before page.js marks the form as sent; order.js asks for sending when a line was let go.
frame.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-agenda], [data-agenda-undo]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
document.addEventListener("keydown", (event) => {
  // A title is one line, however many it takes on the page.
  if (event.key === "Enter" && event.target.matches(".agenda-input-title")) { event.preventDefault(); event.target.blur(); }
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !event.target.matches("input, textarea")) {
    event.preventDefault();
    one("[data-agenda-undo] button:enabled")?.click();
  }
  if (event.key === "Escape") for (const open of frame.querySelectorAll("details.agenda-more[open]")) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => {
  for (const open of frame.querySelectorAll("details.agenda-more[open]")) if (!open.contains(event.target)) open.open = false;
});
for (const name of ["mouseover", "focusin"]) {
  frame.addEventListener(name, (event) => {
    const row = event.target.closest(".agenda-row");
    for (const box of frame.querySelectorAll(".strip-item")) box.classList.toggle("is-found", box.dataset.of === row?.dataset.item);
  });
}
if (one("[data-agenda] .agenda-row [name]")) ripple();
// While a line is dragged, the times follow.
new MutationObserver(() => { if (one(".is-moving") || document.activeElement.matches("[data-handle]")) ripple(); }).observe(frame, { childList: true, subtree: true });
