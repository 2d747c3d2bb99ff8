// Live news: one stream a browser, shared by its tabs, handed to the page as events on <body>.
//
//   <div data-listens hx-get="…" hx-select="#x" hx-trigger="live:attendance from:body delay:200ms">
//   document.body.addEventListener("live:attendance", (event) => event.detail.name …)
//
// Events: live:attendance, live:changed (detail.noun), live:reset (load anew), live:connected, live:lost.

const ASK = "ask";
const NAMES = ["attendance", "changed", "reset", "signed_out"];

/** Listen at `url`. The tab that holds the lock has the stream; the others hear it through a channel. */
export function openLive(url) {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`live ${url}`) : null;
  if (channel) {
    channel.onmessage = ({ data }) => { if (data.name !== ASK) tell(data.name, data.detail); };
    // A tab opened later hears from the one that has the stream whether it is there.
    channel.postMessage({ name: ASK });
  }
  const lead = () => new Promise(() => listen(url, channel));
  // Locks need a secure context; without them each tab has its own stream.
  if (channel && navigator.locks) navigator.locks.request(`live ${url}`, lead);
  else listen(url, null);
}

function listen(url, channel) {
  const source = new EventSource(url);
  const everywhere = (name, detail) => {
    tell(name, detail);
    channel?.postMessage({ name, detail });
  };
  channel?.addEventListener("message", ({ data }) => {
    if (data.name === ASK && source.readyState === EventSource.OPEN) channel.postMessage({ name: "connected", detail: {} });
  });
  source.onopen = () => everywhere("connected", {});
  source.onerror = () => everywhere("lost", {});
  for (const name of NAMES) {
    source.addEventListener(name, (event) => {
      if (name === "signed_out") source.close();
      everywhere(name, JSON.parse(event.data));
    });
  }
}

function tell(name, detail) {
  document.body.classList.toggle("live-lost", name === "lost");
  if (name === "signed_out") location.reload();
  document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
  // For hx-trigger="live:changed:delegates from:body".
  if (name === "changed") document.body.dispatchEvent(new CustomEvent(`live:changed:${detail.noun}`, { detail }));
}
