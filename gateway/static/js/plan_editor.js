// The plan's text: line numbers beside it, jumps to a line, and no applying of what was not checked.
const source = document.getElementById("source");
const lines = document.querySelector(".source-lines");
const shift = document.getElementById("shift_to");
const file = document.getElementById("file");

function number() {
  const count = source.value.split("\n").length;
  lines.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
  lines.scrollTop = source.scrollTop;
}

function jump(line) {
  const texts = source.value.split("\n");
  const start = texts.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  source.focus({ preventScroll: true });
  source.setSelectionRange(start, start + (texts[line - 1] ?? "").length);
  const height = parseFloat(getComputedStyle(source).lineHeight);
  source.scrollTop = Math.max(0, (line - 4) * height);
  source.scrollIntoView({ block: "center" });
}

function edited() {
  for (const button of document.querySelectorAll("[data-needs-same]")) button.hidden = true;
  const words = document.querySelector("[data-edited]");
  if (words) words.hidden = false;
}

source.addEventListener("input", () => { number(); edited(); });
source.addEventListener("scroll", () => { lines.scrollTop = source.scrollTop; });
shift.addEventListener("input", edited);
// A chosen file is read at once, so that its lines are there to jump to; then the text alone is sent.
async function read(chosen) {
  if (!chosen) return;
  source.value = await chosen.text();
  file.value = "";
  number();
  edited();
}
file.addEventListener("change", () => read(file.files[0]));
file.closest("[data-file-drop]").addEventListener("drop", (event) => read(event.dataTransfer.files[0]));
for (const finding of document.querySelectorAll("[data-line]")) {
  finding.addEventListener("click", () => jump(Number(finding.dataset.line)));
}
number();
