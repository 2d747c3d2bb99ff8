// The delegate's pass: keeps this page on the device, and forgets it on signing out.
const pass = document.querySelector("[data-pass]");
const KEPT = "pass";

async function keep() {
  const worker = await navigator.serviceWorker.register(pass.dataset.worker, { scope: pass.dataset.page });
  const active = worker.active ?? await becomesActive(worker);
  const parts = performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
    .filter((address) => address.origin === location.origin && address.pathname.startsWith("/static/"))
    .map((address) => address.href);
  const channel = new MessageChannel();
  channel.port1.onmessage = (event) => { document.getElementById("kept").hidden = !event.data.kept; };
  active.postMessage({ page: pass.dataset.page, parts: [...new Set(parts)] }, [channel.port2]);
}

function becomesActive(registration) {
  const worker = registration.installing ?? registration.waiting;
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => { if (worker.state === "activated") resolve(worker); });
  });
}

if (pass && "serviceWorker" in navigator) {
  // After fonts, so that they are among what is kept.
  addEventListener("load", () => document.fonts.ready.then(keep).catch(() => {}));
}

// What somebody else may see on a shared computer goes with the session, before it ends.
for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.forgotten || !("caches" in window)) return;
    event.preventDefault();
    form.dataset.forgotten = "yes";
    await caches.delete(KEPT);
    form.submit();
  });
}
