// Shows verdicts: the whole screen for a moment, then a line in "just scanned".
import { sound } from "./sounds.js";

const SHOWN_FOR = 2500;
const KEPT_LINES = 6;
const ICONS = {
  accepted: "check-circle-fill", duplicate: "exclamation-triangle-fill", refused: "x-octagon-fill",
};
const list = document.getElementById("recent");
let timer;

/** Fills the whole screen with a verdict; a tap, a key or the next scan ends it. */
export function showVerdict(verdict) {
  hideVerdict();
  const screen = document.getElementById(`verdict-${verdict.outcome}`);
  for (const slot of screen.querySelectorAll("[data-slot]")) {
    slot.textContent = slot.dataset.slot.split(".").reduce((value, name) => value?.[name], verdict) ?? "";
    if (slot.tagName === "P") slot.hidden = slot.textContent === "";
  }
  screen.hidden = false;
  sound(verdict.outcome);
  timer = setTimeout(hideVerdict, SHOWN_FOR);
}

export function hideVerdict() {
  clearTimeout(timer);
  for (const screen of document.querySelectorAll(".verdict")) screen.hidden = true;
}

for (const screen of document.querySelectorAll(".verdict")) {
  screen.addEventListener("click", (event) => { if (!event.target.closest("button")) hideVerdict(); });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideVerdict(); });

/** Adds a line to "just scanned"; returns it. */
export function addLine(verdict, time) {
  document.getElementById("recent-empty").hidden = true;
  const line = document.createElement("li");
  line.className = `recent-line recent-${verdict.outcome}`;
  const icon = document.createElement("i");
  icon.className = `bi bi-${ICONS[verdict.outcome]}`;
  icon.setAttribute("aria-hidden", "true");
  const words = document.createElement("span");
  words.append(part("recent-name", verdict.full_name || verdict.title), part("recent-about", about(verdict, time)));
  line.append(icon, words);
  list.prepend(line);
  while (list.children.length > KEPT_LINES) list.lastElementChild.remove();
  return line;
}

function about(verdict, time) {
  const why = verdict.outcome === "refused" && verdict.full_name ? verdict.title : list.dataset[verdict.outcome];
  return [why, verdict.unit_name, time].filter(Boolean).join(" · ");
}

/** Marks a line as taken back. */
export function strike(line) {
  line.classList.add("recent-undone");
  line.querySelector(".recent-about").textContent = list.dataset.undone;
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}
