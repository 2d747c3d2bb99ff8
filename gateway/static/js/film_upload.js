// Sends a film by the tus protocol: in pieces, with speed and time left, paused and resumed, also after the page was closed.
/* global tus, htmx */
const CHUNK = 32 * 1024 * 1024;
const RETRIES = [0, 1000, 3000, 5000, 10000];
const AGAIN_AFTER = 15000;
const SPEED_OVER = 10000;
const POLL = 1000;
const LOCKED = 423;
const GONE = [404, 410];
const UNITS = ["B", "kB", "MB", "GB"];

const panel = document.querySelector("[data-film-upload]");
const words = panel.dataset;
const token = document.querySelector('meta[name="csrf-token"]').content;
const input = panel.querySelector("input[type=file]");
const part = (name) => panel.querySelector(`[data-${name}]`);
const bar = panel.querySelector("progress");
let upload;
let samples = [];
let again;
let ownSum = "";
const unknown = part("verdict").textContent;

function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) { value /= 1000; unit += 1; }
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit > 2 ? 2 : 1 })} ${UNITS[unit]}`;
}

function duration(seconds) {
  if (seconds < 60) return `${Math.ceil(seconds)} ${words.seconds}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} ${words.minutes}` : `${Math.floor(minutes / 60)} ${words.hours} ${minutes % 60} ${words.minutes}`;
}

function note(text) { part("progress-note").textContent = text; }

function fault(text) {
  part("upload-fault").textContent = text;
  part("upload-fault").hidden = !text;
}

function showProgress(sent, total) {
  const now = Date.now();
  samples = [...samples.filter((each) => now - each.at < SPEED_OVER), { at: now, sent }];
  const [first] = samples;
  const speed = (sent - first.sent) / Math.max((now - first.at) / 1000, 0.001);
  bar.value = (sent / total) * 100;
  const left = speed > 0 ? ` · ${bytes(speed)}/s · ${words.left} ${duration((total - sent) / speed)}` : "";
  part("progress-words").textContent = `${bytes(sent)} / ${bytes(total)} (${Math.floor((sent / total) * 100)} %)${left}`;
}

function paused(yes) {
  part("pause").hidden = yes;
  part("resume").hidden = !yes;
}

function go() {
  clearTimeout(again);
  samples = [];
  paused(false);
  note(words.sending);
  upload.start();
}

function stop(text) {
  clearTimeout(again);
  paused(true);
  note(text);
}

/**
 * The library begins a new upload when the server does not say how far this one is. That is right when it is gone, and
 * sends everything twice when a part of the server is only starting again: then it is asked once more.
 */
function insist(request, response) {
  const status = response.getStatus();
  if (request.getMethod() !== "HEAD" || status < 300 || GONE.includes(status) || status === LOCKED) return;
  throw Object.assign(new Error(`HEAD ${status}`), { status });
}

/** A refusal is said and waits for the person; a lost line is tried again by itself. */
function failed(error) {
  const response = error.originalResponse;
  const status = response?.getStatus() ?? error.causingError?.status ?? 0;
  if (status === 401 || status === 403 || (status >= 200 && status < 400)) { stop(words.signIn); return; }
  if (status >= 400 && status < 500 && status !== 409 && status !== 423) {
    let told = {};
    try { told = JSON.parse(response?.getBody()); } catch { /* an answer of a proxy */ }
    stop("");
    fault(told.title ? `${told.title}. ${told.detail}` : words.waiting);
    return;
  }
  note(words.waiting);
  clearTimeout(again);
  again = setTimeout(go, AGAIN_AFTER);
}

function sum(file) {
  const worker = new Worker(new URL("film_checksum.js", import.meta.url), { type: "module" });
  ownSum = "";
  part("own-sum").textContent = words.hashing;
  verdict(unknown, "");
  part("sums").hidden = false;
  worker.addEventListener("message", ({ data }) => { ownSum = data; part("own-sum").textContent = data; worker.terminate(); });
  worker.postMessage(file);
}

function verdict(text, name) {
  part("verdict").textContent = text;
  part("verdict").className = name;
  note("");
}

/** Waits until the server has read the whole file, then compares the two checksums. */
async function compare(id) {
  note(words.checking);
  for (;;) {
    await new Promise((done) => { setTimeout(done, POLL); });
    let status;
    try { status = await (await fetch(words.status, { headers: { Accept: "application/json" } })).json(); } catch { continue; }
    const mine = status.uploads.find((each) => each.id === id);
    if (mine?.state === "refused") { verdict(words.refused, "verdict-differs"); break; }
    const equal = status.versions.some((each) => each.sha256 === ownSum);
    if (!equal && (mine || !ownSum)) continue;
    verdict(equal ? words.equal : words.differs, equal ? "verdict-equal" : "verdict-differs");
    break;
  }
  ready();
  htmx.trigger(document.body, "live:changed:video_report");
}

/** Another file may be chosen. */
function ready() {
  input.value = "";
  input.disabled = false;
  input.dispatchEvent(new Event("change"));
  part("start").hidden = false;
}

/** What the server has of this file from another browser, by name and length; the checksums tell whether it was right. */
async function begunElsewhere(file) {
  try {
    const { uploads } = await (await fetch(words.status, { headers: { Accept: "application/json" } })).json();
    const same = uploads.find((each) => each.state === "receiving" && each.filename === file.name && each.length === file.size);
    return same && `${words.filmUpload}/${same.id}`;
  } catch { return null; }
}

async function send(file) {
  fault("");
  part("start").hidden = true;
  part("progress").hidden = false;
  input.disabled = true;
  paused(false);
  sum(file);
  upload = new tus.Upload(file, {
    endpoint: words.filmUpload,
    chunkSize: CHUNK,
    retryDelays: RETRIES,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type },
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    onAfterResponse: insist,
    onProgress: showProgress,
    onError: failed,
    onSuccess: () => {
      part("pause").hidden = true;
      showProgress(file.size, file.size);
      part("progress-words").textContent = `${bytes(file.size)} (100 %)`;
      compare(upload.url.split("/").pop());
    },
  });
  const [earlier] = await upload.findPreviousUploads();
  const elsewhere = earlier ? null : await begunElsewhere(file);
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  else if (elsewhere) upload.url = elsewhere;
  // It may have been paused before it was begun.
  if (!part("resume").hidden) return;
  go();
  if (earlier || elsewhere) note(words.resumed);
}

input.addEventListener("change", () => {
  const [file] = input.files;
  fault("");
  if (file && file.size > Number(words.limit)) fault(words.tooLarge);
  else if (file && file.size === 0) fault(words.empty);
  part("start").disabled = !file || file.size === 0 || file.size > Number(words.limit);
});
// A file that is dropped is set by file_drop.js, which fires no event of its own.
panel.querySelector("[data-file-drop]").addEventListener("drop", () => setTimeout(() => input.dispatchEvent(new Event("change"))));
part("start").addEventListener("click", () => send(input.files[0]));
part("pause").addEventListener("click", () => { upload.abort(); stop(words.paused); });
part("resume").addEventListener("click", () => { fault(""); go(); });
addEventListener("online", () => { if (upload && part("resume").hidden && !part("pause").hidden) go(); });
