// The delegate's pass: keeps this page on the device.
import { keepPage } from "./page_kept.js";

const pass = document.querySelector("[data-pass]");

if (pass) {
  addEventListener("load", async () => {
    const kept = await keepPage(pass.dataset).catch(() => false);
    document.getElementById("kept").hidden = !kept;
  });
}
