// Service worker of one page, that of its scope: asks the network first, and shows what was kept when there is none.
// Only an answer marked with KEPT_BY is kept; any other answer of the server makes it forget what it had.
const PAGE = new URL(self.registration.scope).pathname;
const KEPT = `page ${PAGE}`;
const KEPT_BY = "X-Kept-Offline";
const PATIENCE = 4000;
let lost = false;

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
    if (address.pathname === PAGE) event.respondWith(page(event.request));
  } else if (address.pathname.startsWith("/static/") || event.request.destination === "worker") {
    event.respondWith(part(event.request));
  }
});

async function keep({ parts }) {
  // Opened before anything is asked for: when all is forgotten meanwhile, what comes then is written nowhere.
  const cache = await caches.open(KEPT);
  const answer = await fetch(PAGE, { credentials: "same-origin" });
  if (!answer.headers.has(KEPT_BY)) return false;
  await Promise.all(parts.map(async (url) => cache.put(url, await fetch(url))));
  await cache.put(PAGE, answer);
  return true;
}

async function page(request) {
  const cache = await caches.open(KEPT);
  const known = await cache.match(PAGE, { ignoreVary: true });
  const answer = await inTime(fetch(request), known ? PATIENCE : 60000).catch((fault) => { if (!known) throw fault; });
  lost = Boolean(known) && (!answer || answer.status >= 500);
  if (lost) return known;
  if (answer.headers.has(KEPT_BY)) await cache.put(PAGE, answer.clone());
  else await cache.delete(PAGE);
  return answer;
}

async function part(request) {
  const known = await (await caches.open(KEPT)).match(request, { ignoreVary: true });
  if (!known) return fetch(request);
  // A page that came from here is not made to wait for each of its parts.
  return lost ? known : inTime(fetch(request), PATIENCE).then((answer) => (answer.ok ? answer : known), () => known);
}

function inTime(promise, milliseconds) {
  return Promise.race([
    promise,
    new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), milliseconds)),
  ]);
}
