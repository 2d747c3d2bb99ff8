// Service worker of one page, the delegate's own: asks the network first, and shows what was kept when there is none.
// Only an answer marked with KEPT_BY is kept; any other answer of the server makes it forget what it had.
const KEPT = "pass";
const KEPT_BY = "X-Kept-Offline";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data).then(
    (kept) => event.ports[0].postMessage({ kept }),
    () => event.ports[0].postMessage({ kept: false }),
  ));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    if (self.registration.scope === address.origin + address.pathname) event.respondWith(page(event.request));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(part(event.request));
  }
});

async function keep({ page: address, parts }) {
  const cache = await caches.open(KEPT);
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.headers.has(KEPT_BY)) return false;
  await cache.put(address, answer);
  await Promise.all(parts.map(async (url) => cache.put(url, await fetch(url))));
  return true;
}

async function page(request) {
  const cache = await caches.open(KEPT);
  const address = new URL(request.url).pathname;
  const known = await cache.match(address);
  try {
    const answer = await inTime(fetch(request), known ? PATIENCE : 60000);
    if (answer.status >= 500 && known) return known;
    if (answer.headers.has(KEPT_BY)) await cache.put(address, answer.clone());
    else await cache.delete(address);
    return answer;
  } catch (fault) {
    if (known) return known;
    throw fault;
  }
}

async function part(request) {
  const known = await (await caches.open(KEPT)).match(request);
  return known ? fetch(request).catch(() => known) : fetch(request);
}

function inTime(promise, milliseconds) {
  return Promise.race([
    promise,
    new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), milliseconds)),
  ]);
}
