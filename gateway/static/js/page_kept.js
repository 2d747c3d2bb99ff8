// Keeps the page at hand on this device, by the service worker of one page (page_offline.js).
const CACHES = "page ";
const PATIENCE = 1000;
let kept = Promise.resolve();
let forgotten = Promise.resolve();
let leaving = false;

/** Keeps the page with what it has loaded and what `more` names; resolves to whether it is kept. */
export function keepPage(wanted) {
  kept = forgotten.then(() => !leaving && keep(wanted));
  return kept;
}

/** Drops the kept pages whose address ends so, of every conference. */
export function forgetPages(ending) {
  // What is being kept would else come back after it was dropped. A slow line is not waited for: see the worker's keep.
  const settled = Promise.race([kept.catch(() => false), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  forgotten = Promise.all([forgotten, settled.then(() => drop(ending))]);
  return forgotten;
}

/** From here on this page keeps nothing: its reader is signing out. */
export function keepNoMore() {
  leaving = true;
}

async function keep({ worker, page, more = [] }) {
  if (!("serviceWorker" in navigator)) return false;
  // After fonts, so that they are among what is kept.
  await document.fonts.ready;
  const registration = await navigator.serviceWorker.register(worker, { scope: page });
  const active = registration.active ?? await becomesActive(registration);
  const parts = performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
    .filter((address) => address.origin === location.origin && address.pathname.startsWith("/static/"))
    .map((address) => address.href);
  const channel = new MessageChannel();
  const answered = new Promise((resolve) => { channel.port1.onmessage = ({ data }) => resolve(data.kept); });
  active.postMessage({ parts: [...new Set([...parts, ...more])] }, [channel.port2]);
  return answered;
}

async function drop(ending) {
  const names = await (globalThis.caches?.keys() ?? []);
  await Promise.all(names.filter((name) => name.startsWith(CACHES) && name.endsWith(ending)).map((name) => caches.delete(name)));
}

function becomesActive(registration) {
  const worker = registration.installing ?? registration.waiting;
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => { if (worker.state === "activated") resolve(worker); });
  });
}
