// The station at a gate: what becomes of a scan (its verdict fills the screen), the connection and the numbers.
// The server decides while it can be reached; else this device does, from its roster, and sends the scan later.
import { setSilent, silent } from "./sounds.js";
import { decide } from "./station/decide.js";
import { Inputs } from "./station/inputs.js";
import { forgetPage, keepPage } from "./station/install.js";
import { Link } from "./station/link.js";
import { foundPeople } from "./station/people.js";
import { headers, newId, Queue } from "./station/queue.js";
import { Returned } from "./station/returned.js";
import { possible, Roster } from "./station/roster.js";
import { forget } from "./station/store.js";
import { addLine, hideVerdict, settled, showVerdict, strike } from "./verdicts.js";

const BETWEEN_NUMBERS = 500;
const NUMBERS_EVERY = 30000;
const UNDO_PATIENCE = 4000;
const REPORT_AFTER = 2000;
const $ = (id) => document.getElementById(id);
const station = $("station");
const { slug, gate, zone } = station.dataset;
const language = document.documentElement.lang;
const words = $("problem-words").dataset;

/** A moment as the conference's clock shows it. */
const clock = (moment, more) => new Date(moment).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: zone, ...more });
const day = (moment) => new Date(moment).toLocaleDateString("vi", { timeZone: zone });

const roster = possible() ? new Roster(slug) : null;
const queue = new Queue({
  conference: slug, scans: station.dataset.scans, batch: station.dataset.batch, heard, changed: showLink, refusedUs, differs,
  contact: (there) => link.contact(there),
});
const link = new Link({
  address: station.dataset.roster, roster, waiting: () => queue.waiting.length, changed: showLink, synced, refusedUs,
});
const returned = new Returned($("returned"), { conference: slug, roster, clock });
const inputs = new Inputs({
  take, alone: () => !link.up && knows(),
  people: (sought) => knows() ? foundPeople(roster, sought, $("people").dataset, clock) : null,
});
/** The server's time, as far as we know it. */
const now = () => Date.now() + (roster?.ahead ?? 0);
const knows = () => roster?.ready ?? false;

// --- Scans and their verdicts -----------------------------------------------------------------------------------

const lines = new Map();
let undoable = null;
let turn = Promise.resolve();

/** Takes a scan, {pass}, {code} or {delegate_id}; one after another, so that a pass shown twice meets itself. */
function take(what) {
  const start = performance.now();
  turn = turn.then(() => judge(what, start)).catch((fault) => console.error(fault));
  return turn;
}

async function judge(what, start) {
  const scan = { scan_id: newId(), gate, scanned_at: new Date().toISOString(), ...what };
  const entry = await queue.add({ scan });
  const answer = link.up ? await queue.ask(entry) : null;
  const verdict = answer ?? await alone(entry);
  showVerdict(verdict);
  performance.measure("verdict", { start, end: performance.now(), detail: { scan: entry.scan.scan_id, outcome: verdict.outcome, alone: !answer } });
  noteScan(entry, verdict, !answer);
  if (what.delegate_id) inputs.clearSearch();
  if (!answer) queue.send();
}

/** The verdict of this device; "unsent" where it holds no roster to judge by. */
async function alone(entry) {
  if (!knows()) {
    await queue.shown(entry, { outcome: "unsent" });
    return { outcome: "unsent" };
  }
  const { outcome, problem, person, first, unknown } = await decide(roster, entry.scan, now());
  await queue.shown(entry, { outcome, problem, delegate_id: person?.delegate_id });
  if (outcome === "accepted" && person) stand(entry.scan, person.delegate_id);
  return shownAs({ outcome, person, first, unknown, ...said(problem) });
}

function said(problem) {
  const name = (problem ?? "").replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return { title: words[`${name}Title`], detail: words[`${name}Detail`] };
}

function shownAs({ outcome, person, first, unknown, title, detail }) {
  return {
    outcome, title, detail,
    full_name: person?.full_name ?? (unknown ? words.unknown : ""),
    post: person?.post, unit_name: person?.unit_name, category_name: person?.category_name, seat: person?.seat,
    first: first && { gate: roster.gateName(first.gate), moment: `${clock(first.scanned_at)}, ${day(first.scanned_at)}`, by: first.by },
    substitute_for: person?.substitute_for_name && words.substituteFor.replace("{name}", person.substitute_for_name),
    note: outcome === "accepted" ? words.alone : "",
  };
}

/** Somebody let in by this station is known here before the server says so. */
function stand(scan, delegateId, checkInId) {
  if (!knows() || roster.standing.has(delegateId)) return;
  const scanned = new Date(Date.parse(scan.scanned_at) + roster.ahead).toISOString();
  roster.standing.set(delegateId, {
    delegate_id: delegateId, check_in_id: checkInId, scan_id: scan.scan_id, gate: scan.gate, scanned_at: scanned, by: words.here,
  });
}

function standOwn() {
  if (!knows()) return;
  for (const entry of queue.entries) {
    if (entry.undo) unstand(entry.undo.scan_id);
    else if (entry.shown?.outcome === "accepted" && entry.shown.delegate_id) stand(entry.scan, entry.shown.delegate_id);
  }
}

function unstand(scanId) {
  for (const line of roster?.standing.values() ?? []) if (line.scan_id === scanId) roster.standing.delete(line.delegate_id);
}

function noteScan(entry, verdict, waits) {
  const line = addLine(verdict, clock(now()), waits);
  if (waits) lines.set(entry.scan.scan_id, line);
  if (verdict.outcome === "accepted") {
    if (verdict.delegate_id) stand(entry.scan, verdict.delegate_id, verdict.check_in_id);
    offerUndo({ scanId: entry.scan.scan_id, id: verdict.check_in_id, name: verdict.full_name, line });
  }
  askNumbers();
}

/** A verdict that came late is not about whoever stands there now: it goes to the lists only. */
function heard(entry, result) {
  const id = entry.scan?.scan_id;
  const line = lines.get(id);
  if (line) settled(line);
  lines.delete(id);
  if (result.outcome === "accepted" && undoable?.scanId === id) undoable.id = result.check_in_id;
  if (entry.shown?.outcome === "accepted" && result.outcome !== "accepted") unstand(id);
  if (entry.scan && (entry.shown?.outcome ?? "unsent") === "unsent") {
    line?.remove();
    addLine({ ...result, ...result.delegate, title: result.problem?.title ?? result.title }, clock(entry.scan.scanned_at), false);
  }
}

/** What somebody at the door has to look at: refusals, and whatever the server decided otherwise than we had shown. */
function differs(entry, result) {
  const shown = entry.undo ? "undone" : entry.shown?.outcome ?? "unsent";
  const expected = result.outcome === shown || (shown === "unsent" && result.outcome === "accepted");
  if (expected && result.outcome !== "refused") return null;
  return {
    conference: slug, id: entry.undo?.undo_id ?? entry.scan.scan_id, shown, outcome: result.outcome, first: result.first?.scanned_at ? result.first : null,
    scanned_at: entry.undo?.undone_at ?? entry.scan.scanned_at, gate: entry.scan?.gate ?? gate,
    delegate_id: result.delegate?.id ?? entry.shown?.delegate_id ?? null, problem: result.problem ?? { title: result.title, detail: result.detail },
  };
}

// --- Sound --------------------------------------------------------------------------------------------------------

function showSound() {
  $("sound").setAttribute("aria-pressed", String(!silent()));
  $("sound").querySelector("i").className = `bi bi-${silent() ? "volume-mute-fill" : "volume-up-fill"}`;
}
$("sound").addEventListener("click", () => { setSilent(!silent()); showSound(); });
showSound();

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
    await (link.up && taken.id ? undoNow(taken) : undoLater(taken));
    unstand(taken.scanId);
    strike(taken.line);
    offerUndo(null);
    inputs.forgetPass();
    askNumbers();
  } catch (fault) {
    note.textContent = fault.message || note.dataset.failed;
    note.hidden = false;
  }
  $("undo").disabled = false;
}

async function undoNow(taken) {
  const address = station.dataset.undo.replace("00000000-0000-0000-0000-000000000000", taken.id);
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers: headers(), body: "{}", signal: AbortSignal.timeout(UNDO_PATIENCE) });
  } catch {
    link.contact(false);
    return undoLater(taken);
  }
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).title);
  return taken;
}

/** Keeps the undo behind its scan; the server knows the scan by the id that we gave it. */
async function undoLater({ scanId }) {
  if (!scanId) throw new Error();
  const undone = { undo_id: newId(), scan_id: scanId, undone_at: new Date().toISOString(), reason: words.undoReason };
  await queue.add({ undo: undone });
}

const latest = document.querySelector("#recent > :first-child[data-check-in]:not(.recent-undone)");
if (latest) {
  const { checkIn: id, scan: scanId } = latest.dataset;
  offerUndo({ id, scanId, name: latest.querySelector(".recent-name").textContent, line: latest });
}

$("undo").addEventListener("click", undo);
for (const button of document.querySelectorAll("[data-undo-now]")) {
  button.addEventListener("click", () => { hideVerdict(); undo(); });
}

// --- Connection ---------------------------------------------------------------------------------------------------

let signedOut = false;

function showLink() {
  const waiting = queue.waiting.length;
  const shown = $("link-state");
  shown.classList.toggle("is-lost", !link.up);
  shown.querySelector("i").className = `bi bi-${link.up ? "wifi" : "wifi-off"}`;
  shown.querySelector("span").textContent = link.up ? shown.dataset.connected : shown.dataset.lost;
  const bar = $("unsent");
  bar.hidden = link.up && waiting === 0;
  bar.querySelector("i").className = `bi bi-${link.up ? "cloud-upload" : "wifi-off"}`;
  $("unsent-state").textContent = link.up ? bar.dataset.sending : bar.dataset.lost;
  $("unsent-count").textContent = waiting.toLocaleString(language);
  $("unsent-how").textContent = knows() ? bar.dataset.alone.replace("{time}", clock(roster.facts.at)) : bar.dataset.blind;
  $("signed-out").hidden = !signedOut;
  if (!link.up) countHere();
}

async function synced() {
  signedOut = false;
  standOwn();
  showReady();
  showLink();
  if (queue.waiting.length) {
    await queue.send();
    // The office sees how many wait: not until the next turn, but now that they are sent.
    setTimeout(() => link.sync(), REPORT_AFTER);
  }
  await returned.show();
  askNumbers();
}

function showReady() {
  $("ready").hidden = !knows();
  if (!knows()) return;
  const spoken = $("ready").dataset.words.replace("{people}", roster.people.size.toLocaleString(language));
  $("ready-words").textContent = spoken.replace("{time}", clock(roster.facts.at));
}

/** The server does not know us any more: a station that has `ended` drops what it holds, but for unsent scans. */
async function refusedUs(ended) {
  if (ended && station.dataset.kind === "station") {
    await Promise.allSettled([forget(), forgetPage()]);
    location.replace(station.dataset.ended);
    return;
  }
  signedOut = true;
  showLink();
}

// --- Numbers ------------------------------------------------------------------------------------------------------

let asking = 0;

function showNumbers(numbers) {
  for (const name of ["gate", "present", "confirmed"]) $(`count-${name}`).textContent = numbers[name].toLocaleString(language);
}

function countHere() {
  if (!knows()) return;
  const standing = [...roster.standing.values()];
  showNumbers({ gate: standing.filter((line) => line.gate === gate).length, present: standing.length, confirmed: roster.confirmed });
}

function askNumbers() {
  if (!link.up) return countHere();
  asking ||= setTimeout(async () => {
    asking = 0;
    try {
      const answer = await fetch(station.dataset.numbers, { headers: { Accept: "application/json" } });
      if (answer.ok) showNumbers(await answer.json());
    } catch { link.contact(false); }
  }, BETWEEN_NUMBERS);
  return undefined;
}

document.body.addEventListener("live:attendance", askNumbers);
document.body.addEventListener("live:reset", askNumbers);
document.body.addEventListener("live:connected", () => link.sync());
// A lost stream may be a closed stream only: asking tells whether there is a connection.
document.body.addEventListener("live:lost", () => link.sync());
setInterval(askNumbers, NUMBERS_EVERY);

// --- Start --------------------------------------------------------------------------------------------------------

async function begin() {
  await Promise.allSettled([queue.begin(), roster?.load()]);
  standOwn();
  showReady();
  showLink();
  returned.show();
  station.dataset.state = "begun";
  await link.begin();
  if (possible()) keepPage(station.dataset);
}

begin();
addEventListener("load", () => inputs.resume(new URL(station.dataset.wasm, location.href).href));
