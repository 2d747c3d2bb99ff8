// A scanner that types: many keys, faster than any person, then Enter. It is heard wherever the focus is.
// Milliseconds between keys; nobody keeps below it for a whole pass.
const FASTEST_PERSON = 90;
const SHORTEST_PASS = 60;
const PASS_SIGNS = /^[0-9A-Z $%*+\-./:]+$/;

/** Calls `scanned(text)` for a pass, and `garbled()` when an input method changed what the scanner typed. */
export function listenForScanner(scanned, garbled) {
  let text = "";
  let before = 0;
  let field = null;
  let kept = "";
  let spoiled = false;

  function begin(target) {
    field = target.matches?.("input, textarea") ? target : null;
    kept = field?.value ?? "";
    text = "";
    spoiled = false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === "Shift" || event.key === "CapsLock") return;
    const fast = event.timeStamp - before < FASTEST_PERSON;
    before = event.timeStamp;
    if (!fast) begin(event.target);
    if (event.key === "Enter") {
      if (fast && text.length >= SHORTEST_PASS) finish(event);
      text = "";
      return;
    }
    if (event.key.length === 1) text += event.key;
    else if (["Backspace", "Process", "Unidentified", "Dead"].includes(event.key)) spoiled = true;
    // From the third key on this is no person: the keys are kept from scrolling, pressing and searching.
    if (fast && text.length > 2 && !field) event.preventDefault();
  }, true);

  function finish(event) {
    event.preventDefault();
    event.stopPropagation();
    if (field) {
      field.value = kept;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (!spoiled && PASS_SIGNS.test(text)) scanned(text);
    else garbled();
  }
}
