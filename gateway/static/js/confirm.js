// Dialogs for what cannot be undone: the button opens when the asked word was typed.
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-typed-word]");
  if (!form || !event.target.matches("[data-word]")) return;
  const typed = event.target.value.trim().normalize("NFC").toLowerCase();
  form.querySelector(".btn-danger").disabled = typed !== form.dataset.typedWord.normalize("NFC").toLowerCase();
});
