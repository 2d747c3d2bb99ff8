// What a gate's page kept of delegates goes with the session of whoever opened it; scans that were not sent stay.
const PATIENCE = 1500;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('form[action="/sign-out"]') || !isSecureContext || !window.indexedDB) return;
  event.preventDefault();
  // Whatever becomes of it, nobody is kept from signing out.
  await Promise.race([forget().catch(() => {}), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  form.submit();
});

async function forget() {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === "hoinghi-station")) return;
  const [store, install] = await Promise.all([import("./station/store.js"), import("./station/install.js")]);
  await Promise.all([store.forget(), install.forgetPage()]);
}
