// The hall: find a person, drag one to a seat, or do the same with the keyboard; the last move can be undone.
// A move is sent at once, and the answer is the room as the office's draft then is. Narrow screens only look.
import { notice } from "./page.js";

const frame = document.getElementById("seating-room");
const said = document.getElementById("seating-said");
const FAR_ENOUGH = 6;
const FLASH_FOR = 4500;
const EDGE = 60;
const STEP = 14;
const wide = matchMedia("(min-width: 768px)");
let undo = null;
let picked = null;
let chosen = null;
let drag = null;
let busy = false;

const one = (selector) => frame.querySelector(selector);
const all = (selector) => [...frame.querySelectorAll(selector)];
const seatOf = (label) => one(`[data-seat="${CSS.escape(label)}"]`);
const personOf = (id) => one(`.attendant[data-person="${CSS.escape(id)}"]`);
const edits = () => frame.dataset.edits === "yes" && wide.matches;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const say = (words, values = {}) => {
  said.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
};

/** Seats `person` there (null clears the seat), shows the room anew; true when it was done. */
async function send(seat, person) {
  if (busy) return false;
  busy = true;
  const body = new URLSearchParams({ version: one("[data-room]").dataset.version, delegate_id: person ?? "" });
  const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content };
  try {
    const address = frame.dataset.seats.replace("SEAT", encodeURIComponent(seat));
    const answer = await fetch(address, { method: "POST", body, headers });
    if (!answer.ok && ![404, 409, 422].includes(answer.status)) throw new Error(answer.statusText);
    show(await answer.text());
    return answer.ok;
  } catch {
    const notices = document.getElementById("notices").dataset;
    notice(navigator.onLine ? notices.failed : notices.offline);
    return false;
  } finally {
    busy = false;
  }
}

function show(room) {
  const words = one("#find-person").value;
  // Our own server's page, escaped by its templates.
  frame.innerHTML = room;
  one("#find-person").value = words;
  for (const field of document.querySelectorAll("[data-version]:not([data-room])")) field.value = one("[data-room]").dataset.version;
  prepare();
}

/** Moves somebody; what would take it back is kept. */
async function move(person, seat) {
  const target = seatOf(seat);
  if (!target) {
    say(frame.dataset.noSeat, { seat });
    notice(said.textContent);
    return;
  }
  const before = personOf(person).dataset.at;
  const holder = target.dataset.person ?? null;
  const name = personOf(person).dataset.name;
  if (before === seat) return;
  // Back to where they were; somebody who had no seat makes room for whoever sat there.
  const back = before ? [before, person] : [seat, holder];
  if (!await send(seat, person)) return;
  undo = back;
  say(frame.dataset.moved, { name, seat });
  finish(seat);
}

async function clear(seat) {
  const person = seatOf(seat)?.dataset.person ?? all(".attendant").find((each) => each.dataset.at === seat)?.dataset.person;
  if (!person || !await send(seat, null)) return;
  undo = [seat, person];
  say(frame.dataset.cleared, { seat });
  finish(seat);
}

async function takeBack() {
  const [seat, person] = undo;
  if (!await send(seat, person)) return;
  undo = null;
  say(frame.dataset.undone);
  finish(seat);
}

function finish(seat) {
  one("[data-undo]").disabled = undo === null;
  focusSeat(seatOf(seat) ?? one("[data-seat]"));
  flash(seatOf(seat));
}

function prepare() {
  picked = chosen = null;
  const first = one("[data-seat]");
  if (first) first.tabIndex = 0;
  if (one("[data-undo]")) one("[data-undo]").disabled = undo === null;
  filter();
}

function flash(seat) {
  if (!seat) return;
  for (const each of all(".seat-found")) each.classList.remove("seat-found");
  seat.classList.add("seat-found");
  seat.scrollIntoView({ block: "center", inline: "center", behavior: "smooth" });
  setTimeout(() => seat.classList.remove("seat-found"), FLASH_FOR);
}

function choose(person) {
  for (const each of all(".seat-chosen")) each.classList.remove("seat-chosen");
  const about = personOf(person);
  const seat = about.dataset.at && seatOf(about.dataset.at);
  if (seat) seat.classList.add("seat-chosen");
  chosen = person;
  const panel = one("[data-chosen]");
  if (!panel || !edits()) return;
  one("[data-chosen-name]").textContent = about.dataset.name;
  one("[data-chosen-about]").textContent = [about.dataset.at, about.dataset.about].filter(Boolean).join(" · ");
  one("[data-clear]").hidden = !about.dataset.at;
  one("#new-seat").value = "";
  panel.hidden = false;
}

function filter() {
  const words = folded(one("#find-person").value).split(" ").filter(Boolean);
  let shown = 0;
  for (const each of all(".attendant")) {
    const text = folded(`${each.dataset.name} ${each.dataset.about} ${each.dataset.at}`);
    const hidden = words.length ? !words.every((word) => text.includes(word)) : each.dataset.at !== "";
    each.parentElement.hidden = hidden;
    shown += !hidden;
  }
  one("[data-nobody]").hidden = shown > 0 || words.length > 0;
}

// Keyboard: arrows go from seat to seat, Space lifts a person and Enter sets them down, Enter alone shows who it is.
function focusSeat(seat) {
  for (const each of all('[data-seat][tabindex="0"]')) each.tabIndex = -1;
  seat.tabIndex = 0;
  seat.focus({ preventScroll: true });
}

function beside(seat, key) {
  const rows = all("[data-row]").map((row) => [...row.querySelectorAll("[data-seat]")]).filter((row) => row.length);
  const row = rows.findIndex((seats) => seats.includes(seat));
  const place = rows[row].indexOf(seat);
  if (key === "ArrowLeft") return rows[row][place - 1];
  if (key === "ArrowRight") return rows[row][place + 1];
  if (key === "Home") return rows[row][0];
  if (key === "End") return rows[row].at(-1);
  const next = rows[row + (key === "ArrowDown" ? 1 : -1)];
  const middle = (each) => each.getBoundingClientRect().left + each.offsetWidth / 2;
  return next?.reduce((best, each) => (Math.abs(middle(each) - middle(seat)) < Math.abs(middle(best) - middle(seat)) ? each : best));
}

function pick(seat) {
  picked = seat.dataset.person;
  seat.setAttribute("aria-pressed", "true");
  say(frame.dataset.picked, { name: personOf(picked).dataset.name });
}

function putDown() {
  for (const each of all("[aria-pressed]")) each.removeAttribute("aria-pressed");
  picked = null;
}

frame.addEventListener("keydown", (event) => {
  const seat = event.target.closest("[data-seat]");
  if (event.key === "Escape" && picked) {
    putDown();
    say(frame.dataset.dropped);
    return;
  }
  if (!seat) return;
  if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
    event.preventDefault();
    const next = beside(seat, event.key);
    if (next) focusSeat(next);
  } else if ([" ", "Enter"].includes(event.key) && picked && edits()) {
    event.preventDefault();
    const person = picked;
    putDown();
    move(person, seat.dataset.seat);
  } else if (event.key === " " && seat.dataset.person && edits()) {
    event.preventDefault();
    pick(seat);
  }
});

frame.addEventListener("click", (event) => {
  if (event.target.closest("[data-undo]")) { takeBack(); return; }
  if (event.target.closest("[data-clear]")) { clear(personOf(chosen).dataset.at); return; }
  const who = event.target.closest("[data-person]");
  if (!who) return;
  choose(who.dataset.person);
  if (who.matches(".attendant")) flash(who.dataset.at && seatOf(who.dataset.at));
  else focusSeat(who);
  // By keyboard (a click without a pointer): on to the field where the new seat is typed.
  if (event.detail === 0 && edits() && one("[data-chosen]")) one("#new-seat").focus();
});

frame.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-seat-form]")) return;
  event.preventDefault();
  const [, row, number] = /^([A-Z0-9]{1,4}?)[-. ]*(\d{1,4})$/.exec(one("#new-seat").value.trim().toUpperCase()) ?? [];
  move(chosen, row ? `${row}-${number.padStart(2, "0")}` : one("#new-seat").value.trim());
});
frame.addEventListener("input", (event) => { if (event.target.matches("#find-person")) filter(); });

// Dragging, by mouse or pen: a finger scrolls.
frame.addEventListener("pointerdown", (event) => {
  const who = event.target.closest("[data-person]");
  if (!who || !edits() || event.pointerType === "touch" || event.button !== 0) return;
  drag = { person: who.dataset.person, x: event.clientX, y: event.clientY, ghost: null };
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) return;
  if (!drag.ghost) {
    drag.ghost = document.createElement("div");
    drag.ghost.className = "seat-ghost";
    drag.ghost.textContent = personOf(drag.person).dataset.name;
    document.body.append(drag.ghost);
  }
  event.preventDefault();
  drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
  // A hall is taller than a screen: at its edges the page goes on.
  if (event.clientY < EDGE) scrollBy(0, -STEP);
  if (event.clientY > innerHeight - EDGE) scrollBy(0, STEP);
  for (const each of all(".seat-over")) each.classList.remove("seat-over");
  seatUnder(event)?.classList.add("seat-over");
});
addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { person, ghost } = drag;
  endDrag();
  const seat = ghost && seatUnder(event);
  if (ghost) addEventListener("click", swallow, { capture: true, once: true });
  if (ghost) setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  if (seat) move(person, seat.dataset.seat);
});
addEventListener("pointercancel", endDrag);

// The click that a browser makes of the end of a drag is none.
function swallow(event) {
  event.stopPropagation();
  event.preventDefault();
}

function seatUnder(event) {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-seat]");
}

function endDrag() {
  drag?.ghost?.remove();
  for (const each of all(".seat-over")) each.classList.remove("seat-over");
  drag = null;
}

if (frame && one("[data-room]")) prepare();
