// The film in the hall: brought onto this machine before its time, checked, played when the button says so, and noted.
// Only a file whose checksum, computed here, is that of the approved cut is ever given to the player.
import { latest, remember } from "./film_kept.js";
import { keepPage } from "./page_kept.js";

const AGAIN_AFTER = 15000;
const ASK_EVERY = 30000;
const PATIENCE = 2500;
const UNITS = ["B", "kB", "MB", "GB"];
const PARTS_OF_VAULT = ["sha2", "_md", "_u64", "utils"].map((name) => new URL(`../vendor/noble-hashes/${name}.js`, import.meta.url).href);

const hall = document.querySelector("[data-film-hall]");
const words = hall.dataset;
const token = document.querySelector('meta[name="csrf-token"]');
const player = hall.querySelector("video");
const stage = hall.querySelector("[data-stage]");
const bar = hall.querySelector("progress");
const part = (name) => hall.querySelector(`[data-${name}]`);
const queue = `film-shown ${words.status}`;
const here = `film-hall ${words.status}`;

let status = latest(words.status, JSON.parse(words.now));
let wanted = null;
let whole = null;
let worker = null;
let playing = "";
let noted = false;

function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) { value /= 1000; unit += 1; }
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit > 2 ? 2 : 1 })} ${UNITS[unit]}`;
}

const written = (moment, how) => new Intl.DateTimeFormat("vi", { ...how, timeZone: words.zone }).format(moment);
const clock = (moment) => written(moment, { hour: "2-digit", minute: "2-digit" });
const day = (moment) => written(moment, { day: "numeric", month: "numeric", year: "numeric" });

/** Whether the day of the film's place in the agenda is still to come, where the conference is. */
const isEarly = () => new Intl.DateTimeFormat("en-CA", { timeZone: words.zone }).format(new Date()) < words.day;

/** Shows what belongs to a state, and hides the rest. */
function show(state) {
  if (part("early")) part("early").hidden = !isEarly();
  hall.dataset.state = state;
  for (const each of hall.querySelectorAll("[data-when]")) each.hidden = !each.dataset.when.split(" ").includes(state);
}

function refuse(why) {
  part("why").textContent = why;
  show("refused");
}

/** Says how we stand with the server: `connected`, `lost`, or `ended`, when it does not know us any more. */
function line(how) {
  part("line").classList.toggle("is-lost", how === "lost");
  part("line").querySelector("span").textContent = words[how === "lost" ? "lost" : "connected"];
  const at = new Date(status.at);
  for (const name of ["offline", "ended"]) {
    part(name).hidden = how !== (name === "offline" ? "lost" : name);
    part(name).querySelector("[data-as-of]").textContent = `${clock(at)}, ${day(at)}`;
  }
}

function progress({ stage: step, done }) {
  const share = Math.min(done / wanted.size, 1);
  bar.value = share * 100;
  part("progress-words").textContent = `${step === "check" ? words.checking : words.downloading} ${bytes(done)} / ${bytes(wanted.size)} (${Math.floor(share * 100)} %)`;
}

function arrived({ file, sha256, onDisk }) {
  part("own-sum").textContent = sha256;
  if (sha256 !== wanted.sha256) { refuse(words.differs); return; }
  whole = { file, sha256, onDisk, approved: status.approved.sha256 };
  player.src = URL.createObjectURL(file);
  show("ready");
  keep();
}

/** Keeps this page beside the film, to be opened anew without a network. */
async function keep() {
  if (!whole.onDisk) return;
  const more = [new URL(words.vault, location.href).href, ...PARTS_OF_VAULT];
  const kept = await keepPage({ worker: words.worker, page: location.pathname, more }).catch(() => false);
  if (kept && whole) part("kept").hidden = false;
}

function bring() {
  // The hall's screen on this machine leads here when the film begins.
  localStorage.setItem(here, "yes");
  worker?.terminate();
  const mine = new Worker(words.vault, { type: "module" });
  worker = mine;
  mine.addEventListener("message", ({ data }) => {
    // It may have told something just before it was stopped.
    if (worker !== mine) return;
    if (data.stage === "whole") arrived(data);
    else if (data.stage !== "failed") progress(data);
    else if (data.room) refuse(words.room);
    else {
      part("progress-words").textContent = words.waiting;
      setTimeout(() => { if (!whole && wanted) bring(); }, AGAIN_AFTER);
    }
  });
  show("loading");
  part("progress-words").textContent = words.downloading;
  worker.postMessage({ ...wanted, url: new URL(wanted.url, location.href).href });
}

/** A telephone is not the hall's computer unless somebody says so: a film takes much of its plan and its memory. */
function isThePlace() {
  const handheld = matchMedia("(pointer: coarse)").matches || navigator.connection?.saveData;
  return !handheld || localStorage.getItem(here) === "yes";
}

function forget() {
  worker?.terminate();
  worker = wanted = whole = null;
  part("kept").hidden = true;
  player.removeAttribute("src");
  player.load();
}

/** Goes by what is so now. What is being shown is not interrupted. */
function apply(now) {
  status = now;
  remember(words.status, now);
  part("shown").hidden = !status.shown_at;
  part("version").value = status.version;
  part("take-back").hidden = !status.actions.includes("take_back");
  if (status.shown_at) part("shown").querySelector("span").textContent = `${words.shownAt} ${clock(new Date(status.shown_at))}`;
  if (playing) return;
  const file = status.playback;
  if (!file) {
    forget();
    part("nothing").textContent = words[status.why];
    show("nothing");
  } else if (file.sha256 !== wanted?.sha256) {
    forget();
    wanted = file;
    part("approved-sum").textContent = status.approved.sha256;
    part("file-sum").textContent = file.sha256;
    part("copy").hidden = file.kind === "original";
    part("own-sum").textContent = words.notYet;
    if (isThePlace()) bring();
    else {
      part("size").textContent = bytes(file.size);
      show("asking");
    }
  }
}

/** Asks what is so now; false when nobody answers, or not to us. */
async function ask(patience = AGAIN_AFTER) {
  let answer;
  let told;
  try {
    answer = await fetch(words.status, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(patience), cache: "no-store" });
    told = answer.ok && !answer.redirected ? await answer.json() : null;
  } catch { told = null; }
  if (!told) {
    line([401, 403].includes(answer?.status) ? "ended" : "lost");
    return false;
  }
  // An answer that a later one has overtaken: what it says is not so any more.
  if (told.version < status.version && told.at < status.at) return true;
  const { csrf, ...now } = told;
  // A page that came from this machine has the token of an earlier session.
  token.content = csrf;
  part("take-back").elements.csrf_token.value = csrf;
  apply(now);
  line("connected");
  if (whole && part("kept").hidden) keep();
  return true;
}

/** Hears what is new, and tells what was shown. */
async function meet() {
  part("unsent").hidden = !waiting();
  if (await ask()) await send();
}

function waiting() {
  try { return JSON.parse(localStorage.getItem(queue)); } catch { return null; }
}

/** Tells the server what was shown, now or when it can be reached again; a refusal is said and ends it. */
async function send() {
  const entry = waiting();
  part("unsent").hidden = !entry;
  if (!entry) return;
  let answer;
  try {
    answer = await fetch(words.show, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token.content, "Idempotency-Key": entry.key },
      body: JSON.stringify(entry.shown),
    });
  } catch { line("lost"); return; }
  const told = await answer.json().catch(() => null);
  // Not an answer of the product, or whoever showed it is signed out: it waits for the next try.
  if (!told || answer.redirected || answer.status === 401 || answer.status >= 500) return;
  localStorage.removeItem(queue);
  part("unsent").hidden = true;
  line("connected");
  if (answer.ok) { apply(told); return; }
  part("told").hidden = false;
  part("told").textContent = `${told.title}. ${told.detail}`;
  ask();
}

function note() {
  if (playing !== "show" || noted || status.state === "shown") return;
  noted = true;
  const shown = { sha256: whole.approved, file_sha256: whole.sha256, started_at: new Date().toISOString() };
  localStorage.setItem(queue, JSON.stringify({ key: `hall-${crypto.randomUUID?.() ?? Date.now()}`, shown }));
  meet();
}

async function play(how) {
  const meant = whole?.sha256;
  const reached = await ask(PATIENCE);
  // Meanwhile it may have been taken off, or be another cut.
  if (!whole || whole.sha256 !== meant || (reached && !status.playback)) return;
  playing = how;
  noted = false;
  part("told").hidden = true;
  show("playing");
  player.currentTime = 0;
  try {
    await stage.requestFullscreen?.().catch(() => {});
    await player.play();
  } catch (error) {
    stop();
    refuse(`${words.unplayable} (${error.name})`);
  }
}

function stop() {
  playing = "";
  player.pause();
  if (document.fullscreenElement) document.exitFullscreen();
}

function leave(state) {
  stop();
  show(state);
  ask();
}

part("play").addEventListener("click", () => play("show"));
part("rehearse").addEventListener("click", () => play("rehearse"));
part("bring").addEventListener("click", bring);
document.addEventListener("fullscreenchange", () => { player.controls = !document.fullscreenElement; });
part("again").addEventListener("click", () => { whole = null; bring(); });
part("replay").addEventListener("click", () => show("ready"));
part("leave").addEventListener("click", () => leave("ready"));
player.addEventListener("playing", note);
player.addEventListener("ended", () => leave(playing === "show" ? "ended" : "ready"));
document.addEventListener("keydown", (event) => {
  if (!playing || event.key !== " ") return;
  event.preventDefault();
  if (player.paused) player.play();
  else player.pause();
});
addEventListener("online", meet);
addEventListener("offline", () => line("lost"));
document.body.addEventListener("live:changed", () => ask());
document.body.addEventListener("live:connected", meet);
setInterval(meet, ASK_EVERY);

navigator.storage?.persist?.();
navigator.wakeLock?.request("screen").catch(() => {});
apply(status);
line(navigator.onLine ? "connected" : "lost");
meet();
