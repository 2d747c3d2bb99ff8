// Dialogs for what cannot be undone: the button opens when the asked word was typed.
const folded = (text) => text.trim().normalize("NFC").toLowerCase();

function judge(field) {
  const form = field.closest("[data-typed-word]");
  if (form) form.querySelector(".btn-danger").disabled = folded(field.value) !== folded(form.dataset.typedWord);
}

document.addEventListener("input", (event) => { if (event.target.matches("[data-word]")) judge(event.target); });
// Typed before this script came, or brought back by the browser with the page.
addEventListener("pageshow", () => document.querySelectorAll("[data-word]").forEach(judge));
document.querySelectorAll("[data-word]").forEach(judge);
