// The delegate's pass: keeps this page on the device, and forgets it on signing out.
import { forgetPages, keepPage } from "./page_kept.js";

const pass = document.querySelector("[data-pass]");

if (pass) {
  addEventListener("load", async () => {
    const kept = await keepPage(pass.dataset).catch(() => false);
    document.getElementById("kept").hidden = !kept;
  });
}

// What somebody else may see on a shared computer goes with the session, before it ends.
for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.forgotten || !("caches" in window)) return;
    event.preventDefault();
    form.dataset.forgotten = "yes";
    await forgetPages("/my");
    form.submit();
  });
}
