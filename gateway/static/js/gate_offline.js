// Service worker of the gate: asks the network first, and starts the page from this device when there is none.
// KEPT = {version, language, pages: {address: address of the page without anybody's data}, parts: [addresses]} comes
// before this.
const NAME = `gate ${KEPT.version}`;
const OURS = new RegExp(`^gate ${KEPT.scope} `);
const PATIENCE = 3000;
const LOST_FOR = 20000;
let lostAt = -LOST_FOR;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && address.pathname in KEPT.pages) event.respondWith(answer(event.request, address.pathname));
  else if (address.pathname.startsWith("/static/")) event.respondWith(answer(event.request, address.pathname));
});

async function keep() {
  const cache = await caches.open(NAME);
  await cache.addAll(KEPT.parts);
  await Promise.all(Object.entries(KEPT.pages).map(async ([address, bare]) => {
    const page = await fetch(bare, { credentials: "same-origin", headers: { "Accept-Language": KEPT.language } });
    // Somebody who may not see the page is led elsewhere.
    if (!page.ok || page.redirected) throw new Error("the page cannot be kept");
    await cache.put(address, page);
  }));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => OURS.test(name) && name !== NAME).map((name) => caches.delete(name)));
}

async function answer(request, pathname) {
  const known = await (await caches.open(NAME)).match(pathname, { ignoreSearch: true, ignoreVary: true });
  if (!known) return fetch(request);
  if (performance.now() - lostAt < LOST_FOR) {
    // A network that has just kept us waiting is not waited for again; whether it is back is found out beside.
    fetch(request).then(() => { lostAt = -LOST_FOR; }, () => {});
    return known;
  }
  try {
    const fresh = await inTime(fetch(request));
    return fresh.status >= 500 ? known : fresh;
  } catch {
    lostAt = performance.now();
    return known;
  }
}

function inTime(promise) {
  return Promise.race([
    promise,
    new Promise((_resolve, reject) => { setTimeout(() => reject(new Error("slow")), PATIENCE); }),
  ]);
}
