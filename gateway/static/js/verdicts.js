// Shows verdicts: the whole screen for a moment, then a line in "just scanned".
import { sound } from "./sounds.js";
import { element, icon } from "./station/people.js";

const SHOWN_FOR = 2500;
const KEPT_LINES = 6;
const ICONS = {
  accepted: "check-circle-fill", duplicate: "exclamation-triangle-fill", refused: "x-octagon-fill",
  conflict: "question-octagon-fill", unsent: "hourglass-split",
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

/** Adds a line to "just scanned"; returns it. `waits`: the server has not decided yet. */
export function addLine(verdict, time, waits) {
  document.getElementById("recent-empty").hidden = true;
  const line = element("li", `recent-line recent-${verdict.outcome}`);
  const words = element("span", "recent-words");
  words.append(
    element("span", "recent-name", verdict.full_name || verdict.title || list.dataset.unnamed),
    element("span", "recent-about", about(verdict, time)),
  );
  if (waits) words.append(element("span", "recent-waits", list.dataset.waits));
  line.append(icon(ICONS[verdict.outcome]), words);
  list.prepend(line);
  while (list.children.length > KEPT_LINES) list.lastElementChild.remove();
  return line;
}

function about(verdict, time) {
  const why = verdict.outcome === "refused" && verdict.full_name ? verdict.title : list.dataset[verdict.outcome];
  return [why, verdict.unit_name, time].filter(Boolean).join(" · ");
}

/** The server has decided on a line's scan. */
export function settled(line) { line.querySelector(".recent-waits")?.remove(); }

/** Marks a line as taken back. */
export function strike(line) {
  line.classList.add("recent-undone");
  line.querySelector(".recent-about").textContent = list.dataset.undone;
}
