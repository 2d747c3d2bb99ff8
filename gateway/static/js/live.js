// Live news: one stream a browser, shared by its tabs, handed to the page as events on <body>.
//
//   <div data-listens hx-get="…" hx-select="#x" hx-trigger="live:attendance from:body delay:200ms">
//   document.body.addEventListener("live:attendance", (event) => event.detail.name …)
//
// Events: live:attendance, live:changed (detail.noun), live:reset (load anew), live:connected, live:lost.

const ASK = "ask";
const NAMES = ["attendance", "changed", "reset", "signed_out"];
// The latest event that this page knows of.
let known;

/**
 * Listen at `url` to what comes after the event `from`, which the page was made with. The tab that holds the lock has the
 * stream; the others hear it through a channel.
 */
export function openLive(url, from) {
  known = from;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`live ${url}`) : null;
  if (channel) {
    channel.onmessage = ({ data }) => { if (data.name !== ASK) hear(data); };
    // A tab opened later hears from the one that has the stream whether it is there.
    channel.postMessage({ name: ASK });
  }
  const lead = () => new Promise(() => listen(url, channel));
  // Locks need a secure context; without them each tab has its own stream.
  if (channel && navigator.locks) navigator.locks.request(`live ${url}`, lead);
  else listen(url, null);
}

function listen(url, channel) {
  // Also what came between the page and its stream, or while the stream went from one tab to another.
  const source = new EventSource(`${url}?after=${encodeURIComponent(known)}`);
  const everywhere = (name, detail, id = known) => {
    hear({ name, detail, id });
    channel?.postMessage({ name, detail, id });
  };
  channel?.addEventListener("message", ({ data }) => {
    if (data.name === ASK && source.readyState === EventSource.OPEN) channel.postMessage({ name: "connected", detail: {}, id: known });
  });
  source.onopen = () => everywhere("connected", {});
  source.onerror = () => everywhere("lost", {});
  for (const name of NAMES) {
    source.addEventListener(name, (event) => {
      if (name === "signed_out") source.close();
      everywhere(name, JSON.parse(event.data), event.lastEventId || known);
    });
  }
}

function hear({ name, detail, id }) {
  const missed = name === "connected" && isAfter(id, known);
  known = id;
  tell(name, detail);
  // The tab with the stream heard news after this page was made, and before it listened.
  if (missed) tell("reset", {});
}

/** Ids are `<run of the server>-<number>`. */
function isAfter(id, other) {
  const [[run, number], [otherRun, otherNumber]] = [id.split("-"), other.split("-")];
  return run !== otherRun || Number(number) > Number(otherNumber);
}

function tell(name, detail) {
  document.body.classList.toggle("live-lost", name === "lost");
  if (name === "signed_out") location.reload();
  document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
  // For hx-trigger="live:changed:delegates from:body".
  if (name === "changed") document.body.dispatchEvent(new CustomEvent(`live:changed:${detail.noun}`, { detail }));
}
