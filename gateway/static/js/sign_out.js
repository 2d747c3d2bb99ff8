// What the pages of a pass, of a gate and of the hall kept goes with the session of whoever opened them: on a shared
// computer somebody else would see it. Scans and showings that were not sent stay.
import { forgetFilm, forgetHall, keptForAnother } from "./film_kept.js";
import { forgetPages, keepNoMore } from "./page_kept.js";

const PATIENCE = 1500;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('form[action="/sign-out"]') || !isSecureContext || !window.indexedDB) return;
  event.preventDefault();
  keepNoMore();
  // Whatever becomes of it, nobody is kept from signing out.
  const forgotten = Promise.allSettled([forgetPass(), forgetGate(), forgetHall(), forgetFilm()]);
  await Promise.race([forgotten, new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  form.submit();
});

const forgetPass = () => forgetPages("/my");

async function forgetGate() {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === "hoinghi-station")) return;
  const [store, install] = await Promise.all([import("./station/store.js"), import("./station/install.js")]);
  await Promise.all([store.forget(), install.forgetPage()]);
}

// A session may end without a word; whoever comes next does not find the page of the hall either.
if (keptForAnother()) forgetHall();
