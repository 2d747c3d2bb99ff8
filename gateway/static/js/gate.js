// The station at a gate: camera, typing scanner, code and name all end in one scan; its verdict fills the screen.
import { Camera, cameraPossible, cameras, prepare } from "./camera.js";
import { headers, Scans } from "./scans.js";
import { addLine, hideVerdict, showVerdict, strike } from "./verdicts.js";
import { listenForScanner } from "./wedge.js";

const SAME_PASS = 3000;
const BETWEEN_NUMBERS = 500;
const NUMBERS_EVERY = 30000;
const WANTED = "hoinghi camera wanted";
const $ = (id) => document.getElementById(id);
const station = $("station");
const language = document.documentElement.lang;
const { zone } = station.dataset;
/** A moment as the conference's clock shows it. */
const clock = (moment, more) => new Date(moment).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: zone, ...more });

// --- Scans and their verdicts -----------------------------------------------------------------------------------

const scans = new Scans({
  address: station.dataset.scans, store: station.dataset.store, now: station.dataset.now, heard, changed,
});
let undoable = null;
const labels = new Map();

function heard(scan, verdict, late) {
  // A late answer is not about whoever stands there now: it goes to the list only.
  if (!late) showVerdict(verdict);
  if (verdict.outcome === "unsent") return;
  const line = addLine(verdict, clock(scan.scanned_at));
  if (verdict.outcome === "accepted") {
    offerUndo({ id: verdict.check_in_id, name: verdict.full_name, line });
    askNumbers();
  }
  if (labels.has(scan.scan_id)) {
    labels.delete(scan.scan_id);
    $("people").replaceChildren();
    $("q").value = "";
  }
}

function changed(unsent, signedOut) {
  $("unsent").hidden = unsent.length === 0;
  $("unsent-count").textContent = unsent.length;
  $("unsent-list").replaceChildren(...unsent.slice(-5).map((entry) => {
    const line = document.createElement("li");
    line.textContent = `${clock(entry.scan.scanned_at, { second: "2-digit" })} · ${labelOf(entry)}`;
    return line;
  }));
  $("signed-out").hidden = !(signedOut && unsent.length);
}

function labelOf({ scan, label }) {
  const words = $("unsent-list").dataset;
  if (scan.code) return `${words.code} ${scan.code}`;
  return scan.delegate_id ? `${words.person}: ${label}` : words.pass;
}

// --- Camera -----------------------------------------------------------------------------------------------------

let lastText = "";
let lastSeen = 0;

const camera = new Camera($("video"), (text) => {
  const again = text === lastText && performance.now() - lastSeen < SAME_PASS;
  lastText = text;
  lastSeen = performance.now();
  if (!again) scans.add({ pass: text });
});

async function startCamera(deviceId) {
  const words = $("camera-fault").dataset;
  if (!cameraPossible()) return cameraOff(isSecureContext ? words.missing : words.insecure);
  try {
    await camera.start(deviceId);
    localStorage.setItem(WANTED, "yes");
    await cameraOn();
  } catch (fault) {
    const reasons = { NotAllowedError: words.denied, NotFoundError: words.missing };
    camera.stop();
    cameraOff(reasons[fault.name] ?? words.failed);
  }
}

async function cameraOn() {
  $("camera-off").hidden = true;
  for (const id of ["video", "frame", "camera-tools"]) $(id).hidden = false;
  $("torch").hidden = !camera.hasTorch;
  $("torch").setAttribute("aria-pressed", "false");
  const all = await cameras();
  const here = camera.deviceId;
  $("camera-choice").hidden = all.length < 2;
  $("camera-choice").replaceChildren(...all.map(({ id, label }) => new Option(label, id, id === here, id === here)));
}

function cameraOff(reason) {
  for (const id of ["video", "frame", "camera-tools"]) $(id).hidden = true;
  $("camera-off").hidden = false;
  if (reason) $("camera-fault").textContent = reason;
}

$("camera-start").addEventListener("click", () => startCamera());
$("camera-stop").addEventListener("click", () => {
  camera.stop();
  localStorage.removeItem(WANTED);
  cameraOff();
});
$("camera-choice").addEventListener("change", (event) => startCamera(event.target.value));
$("torch").addEventListener("click", async () => {
  const on = $("torch").getAttribute("aria-pressed") !== "true";
  await camera.torch(on);
  $("torch").setAttribute("aria-pressed", String(on));
});

// --- Typing scanner, code, name -----------------------------------------------------------------------------------

listenForScanner(
  (text) => { $("keyboard-hint").hidden = true; scans.add({ pass: text }); },
  () => { $("keyboard-hint").hidden = false; },
);

$("code-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = $("code").value.trim();
  if (code) scans.add({ code });
  $("code").value = "";
});

$("people").addEventListener("click", (event) => {
  const button = event.target.closest("[data-delegate]");
  if (!button) return;
  button.disabled = true;
  const scan = scans.add({ delegate_id: button.dataset.delegate }, button.dataset.name);
  labels.set(scan.scan_id, button.dataset.name);
});

// --- Undo ---------------------------------------------------------------------------------------------------------

function offerUndo(accepted) {
  undoable = accepted;
  $("undo").hidden = !accepted;
  $("undo-name").textContent = accepted?.name ?? "";
  $("undo-note").hidden = true;
}

async function undo() {
  const taken = undoable;
  if (!taken) return;
  $("undo").disabled = true;
  const note = $("undo-note");
  try {
    const address = station.dataset.undo.replace("00000000-0000-0000-0000-000000000000", taken.id);
    const answer = await fetch(address, { method: "POST", headers: headers(), body: "{}" });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.title);
    strike(taken.line);
    offerUndo(null);
    // The same pass may be shown again at once.
    lastText = "";
    askNumbers();
  } catch (fault) {
    note.textContent = fault.message && !(fault instanceof TypeError) ? fault.message : note.dataset.failed;
    note.hidden = false;
  }
  $("undo").disabled = false;
}

const latest = document.querySelector("#recent > :first-child[data-check-in]:not(.recent-undone)");
if (latest) offerUndo({ id: latest.dataset.checkIn, name: latest.querySelector(".recent-name").textContent, line: latest });

$("undo").addEventListener("click", undo);
for (const button of document.querySelectorAll("[data-undo-now]")) {
  button.addEventListener("click", () => { hideVerdict(); undo(); });
}

// --- Numbers and connection ---------------------------------------------------------------------------------------

let asking = 0;
const written = (value) => value.toLocaleString(language);

function askNumbers() {
  asking ||= setTimeout(async () => {
    asking = 0;
    try {
      const answer = await fetch(station.dataset.numbers, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const numbers = await answer.json();
      for (const name of ["gate", "present", "confirmed"]) $(`count-${name}`).textContent = written(numbers[name]);
      connection(true);
    } catch { connection(false); }
  }, BETWEEN_NUMBERS);
}

function connection(there) {
  const shown = $("link-state");
  shown.classList.toggle("is-lost", !there);
  shown.querySelector("i").className = `bi bi-${there ? "wifi" : "wifi-off"}`;
  shown.querySelector("span").textContent = there ? shown.dataset.connected : shown.dataset.lost;
}

document.body.addEventListener("live:attendance", askNumbers);
document.body.addEventListener("live:reset", askNumbers);
document.body.addEventListener("live:connected", () => { connection(true); scans.send(); askNumbers(); });
// A lost stream may be a closed stream only: asking tells whether there is a connection.
document.body.addEventListener("live:lost", askNumbers);
addEventListener("offline", () => connection(false));
addEventListener("online", askNumbers);
setInterval(askNumbers, NUMBERS_EVERY);

scans.begin();
addEventListener("load", () => {
  prepare(new URL(station.dataset.wasm, location.href).href);
  if (localStorage.getItem(WANTED) && cameraPossible()) startCamera();
});
