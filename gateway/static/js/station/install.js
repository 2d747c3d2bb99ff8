// Keeps the page itself on this device, and forgets it when the pairing ends.
const CACHES = "gate ";

/** Registers the service worker, which keeps page, code and type for a start without a network. */
export function keepPage({ worker, scope }) {
  return navigator.serviceWorker?.register(worker, { scope });
}

/** Drops the kept page and its service worker. */
export async function forgetPage() {
  const names = await (globalThis.caches?.keys() ?? []);
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
  const workers = await (navigator.serviceWorker?.getRegistrations() ?? []);
  await Promise.all(workers.filter((each) => new URL(each.scope).pathname.includes("/gate")).map((each) => each.unregister()));
}
