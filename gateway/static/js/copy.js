// Buttons that copy a field's text, and say so for a moment.
const SAID_FOR = 2500;

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Without a secure context there is no clipboard: select, for Ctrl-C.
    field.select();
    if (!document.execCommand("copy")) return;
  }
  const words = button.querySelector("span");
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, SAID_FOR);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
