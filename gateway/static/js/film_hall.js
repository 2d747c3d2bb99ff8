// The film in the hall: brought onto this machine before its time, checked, played when the button says so, and noted.
// Only a file whose checksum, computed here, is that of the approved cut is ever given to the player.
const AGAIN_AFTER = 15000;
const ASK_EVERY = 30000;
const PATIENCE = 2500;
const UNITS = ["B", "kB", "MB", "GB"];

const hall = document.querySelector("[data-film-hall]");
const words = hall.dataset;
const token = document.querySelector('meta[name="csrf-token"]').content;
const player = hall.querySelector("video");
const stage = hall.querySelector("[data-stage]");
const bar = hall.querySelector("progress");
const part = (name) => hall.querySelector(`[data-${name}]`);
const queue = `film-shown ${words.status}`;
const here = `film-hall ${words.status}`;

let status = JSON.parse(words.now);
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

const clock = (moment) => new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", timeZone: words.zone }).format(moment);

/** Shows what belongs to a state, and hides the rest. */
function show(state) {
  hall.dataset.state = state;
  for (const each of hall.querySelectorAll("[data-when]")) each.hidden = !each.dataset.when.split(" ").includes(state);
}

function refuse(why) {
  part("why").textContent = why;
  show("refused");
}

function line(reached) {
  part("line").classList.toggle("is-lost", !reached);
  part("line").querySelector("span").textContent = reached ? words.connected : words.lost;
}

function progress({ stage: step, done }) {
  const share = Math.min(done / wanted.size, 1);
  bar.value = share * 100;
  part("progress-words").textContent = `${step === "check" ? words.checking : words.downloading} ${bytes(done)} / ${bytes(wanted.size)} (${Math.floor(share * 100)} %)`;
}

function arrived({ file, sha256 }) {
  part("own-sum").textContent = sha256;
  if (sha256 !== wanted.sha256) { refuse(words.differs); return; }
  whole = { file, sha256, approved: status.approved.sha256 };
  player.src = URL.createObjectURL(file);
  show("ready");
}

function bring() {
  // The hall's screen on this machine leads here when the film begins.
  localStorage.setItem(here, "yes");
  worker?.terminate();
  worker = new Worker(new URL("film_vault.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => {
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
  wanted = whole = null;
  player.removeAttribute("src");
  player.load();
}

/** Goes by what is so now. What is being shown is not interrupted. */
function apply(now) {
  status = now;
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

/** Asks what is so now; false when nobody answers. */
async function ask(patience = AGAIN_AFTER) {
  let answer;
  try {
    answer = await fetch(words.status, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(patience), cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    apply(await answer.json());
  } catch {
    line(false);
    return false;
  }
  line(true);
  return true;
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
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token, "Idempotency-Key": entry.key },
      body: JSON.stringify(entry.shown),
    });
  } catch { line(false); return; }
  const told = await answer.json().catch(() => null);
  // Not an answer of the product, or whoever showed it is signed out: it waits for the next try.
  if (!told || answer.redirected || answer.status === 401 || answer.status >= 500) return;
  localStorage.removeItem(queue);
  part("unsent").hidden = true;
  line(true);
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
  send();
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

function ended() {
  const how = playing;
  stop();
  show(how === "show" ? "ended" : "ready");
  ask();
}

part("play").addEventListener("click", () => play("show"));
part("rehearse").addEventListener("click", () => play("rehearse"));
part("bring").addEventListener("click", bring);
document.addEventListener("fullscreenchange", () => { player.controls = !document.fullscreenElement; });
part("again").addEventListener("click", () => { whole = null; bring(); });
part("replay").addEventListener("click", () => show("ready"));
part("leave").addEventListener("click", ended);
player.addEventListener("playing", note);
player.addEventListener("ended", ended);
document.addEventListener("keydown", (event) => {
  if (!playing || event.key !== " ") return;
  event.preventDefault();
  if (player.paused) player.play();
  else player.pause();
});
addEventListener("online", () => { ask(); send(); });
addEventListener("offline", () => line(false));
document.body.addEventListener("live:changed", () => ask());
document.body.addEventListener("live:connected", () => { ask(); send(); });
setInterval(() => { ask(); send(); }, ASK_EVERY);

navigator.storage?.persist?.();
navigator.wakeLock?.request("screen").catch(() => {});
line(navigator.onLine);
apply(status);
send();
