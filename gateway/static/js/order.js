// Puts the lines of `form[data-order]` in order: by dragging a handle, or with the arrow keys on it.
// The form is sent when a line was let go in another place; without script the buttons at each line do the same.

const KEYS = { ArrowUp: -1, ArrowDown: 1 };
// Several presses of a key are one change.
const REST = 900;
let timer;

function lines(item) {
  return [...item.parentElement.querySelectorAll(":scope > [data-place]")];
}

function send(item) {
  item.closest("form[data-order]").requestSubmit();
}

document.addEventListener("keydown", (event) => {
  const step = KEYS[event.key];
  const handle = event.target.closest?.("[data-handle]");
  if (!step || !handle) return;
  event.preventDefault();
  const item = handle.closest("[data-place]");
  const neighbour = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!neighbour) return;
  if (step < 0) neighbour.before(item);
  else neighbour.after(item);
  handle.focus();
  clearTimeout(timer);
  timer = setTimeout(() => send(item), REST);
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  handle.focus();
  const item = handle.closest("[data-place]");
  const before = lines(item).indexOf(item);
  item.classList.add("is-moving");
  // On the document: a line that is moved in the page loses a captured pointer.
  const move = ({ clientY }) => {
    const other = lines(item).find((line) => {
      const box = line.getBoundingClientRect();
      return line !== item && clientY >= box.top && clientY <= box.bottom;
    });
    if (!other) return;
    const box = other.getBoundingClientRect();
    if (clientY < box.top + box.height / 2) other.before(item);
    else other.after(item);
  };
  const end = () => {
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
    item.classList.remove("is-moving");
    if (lines(item).indexOf(item) !== before) send(item);
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
});
