// The scans of this device on their way to the server. A scan is on the disk before anything else happens to it, and
// leaves only with a verdict: asked for at once while there is a network, else in batches when there is one again.
import { enqueue, queued, requeue, settle } from "./store.js";

const PATIENCE = 1500;
const BATCH_PATIENCE = 30000;
const MOST = 500;
const ENDED = "station-ended";

export class Queue {
  /**
   * `heard(entry, result)`: a verdict that came late. `changed(entries)`: what waits. `contact(there)`: whether the
   * server answered. `refusedUs(ended)`: it does not know us any more. `differs(entry, result)`: what to keep for a
   * person to see, or null.
   */
  constructor({ conference, scans, batch, heard, changed, contact, refusedUs, differs }) {
    Object.assign(this, { conference, scans, batch, heard, changed, contact, refusedUs, differs });
    this.entries = [];
    this.asking = new Set();
    this.sending = false;
  }

  /** Reads what was left by an earlier page. */
  async begin() {
    this.entries = (await queued()).filter((entry) => entry.conference === this.conference);
    this.tell();
  }

  get waiting() { return this.entries.filter((entry) => !this.asking.has(entry)); }

  /** Keeps a scan or an undo. A scan is not sent with the others until it was asked for, or `shown`. */
  async add(what) {
    const entry = { conference: this.conference, ...what };
    if (entry.scan) this.asking.add(entry);
    try {
      entry.n = await enqueue(entry);
    } catch { /* The disk is full or forbidden: the scan is still in memory, and is sent all the same. */ }
    this.entries.push(entry);
    this.tell();
    return entry;
  }

  /** Keeps what this station showed for a scan that had no answer. */
  async shown(entry, shown) {
    entry.shown = shown;
    if (entry.n !== undefined) await requeue(entry).catch(() => {});
    this.asking.delete(entry);
    this.tell();
  }

  /** Asks for a scan's verdict at once: the server's answer, or null when it did not give one in time. */
  async ask(entry) {
    const verdict = await this.verdictOf(entry, PATIENCE);
    if (verdict) await this.remove([entry]);
    return verdict;
  }

  async verdictOf(entry, patience) {
    const answer = await this.post(this.scans, { ...entry.scan, sent_at: new Date().toISOString() }, patience);
    return answer?.status === 200 ? answer.json().catch(() => null) : null;
  }

  /** Sends what waits, the oldest first, until nothing does or nobody answers. One tab at a time. */
  async send() {
    if (this.sending || this.waiting.length === 0) return;
    this.sending = true;
    try {
      const work = async (lock) => { if (lock !== null) while (await this.sendNext()); };
      if (navigator.locks) await navigator.locks.request("hoinghi-station-queue", { ifAvailable: true }, work);
      else await work();
    } finally {
      this.sending = false;
    }
  }

  /** Sends a batch of what this device has decided, or the one scan that it could not decide; whether it got through. */
  async sendNext() {
    const undecided = this.waiting.findIndex(isUndecided);
    if (undecided !== 0) return this.sendSome(this.waiting.slice(0, undecided < 0 ? MOST : Math.min(MOST, undecided)));
    const entry = this.waiting[0];
    const verdict = await this.verdictOf(entry, BATCH_PATIENCE);
    return verdict !== null && this.take([entry], [verdict]);
  }

  /** Whether a batch got its verdicts and another may follow. */
  async sendSome(entries) {
    if (entries.length === 0) return false;
    const sent = { sent_at: new Date().toISOString(), entries: entries.map(asSent) };
    const answer = await this.post(this.batch, sent, BATCH_PATIENCE);
    if (answer?.status === 200) return this.take(entries, (await answer.json()).results);
    // What is wrong with an entry is said in its verdict. A refusal of the whole says nothing about the scans in it:
    // they stay, and go in halves if they were too many.
    if (answer?.status !== 413 || entries.length === 1) return false;
    const half = Math.ceil(entries.length / 2);
    return await this.sendSome(entries.slice(0, half)) && this.sendSome(entries.slice(half));
  }

  async take(entries, results) {
    const returned = entries.map((entry, place) => this.differs(entry, results[place])).filter(Boolean);
    await this.remove(entries, returned);
    entries.forEach((entry, place) => this.heard(entry, results[place]));
    return true;
  }

  async remove(entries, returned = []) {
    const numbers = entries.map((entry) => entry.n).filter((n) => n !== undefined);
    // What stays on a broken disk is sent again by a later page, and gets the same verdict.
    await settle(numbers, returned).catch(() => {});
    const gone = new Set(entries);
    this.entries = this.entries.filter((entry) => !gone.has(entry));
    entries.forEach((entry) => this.asking.delete(entry));
    this.tell();
  }

  tell() { this.changed(this.waiting); }

  /** The answer of our own server; null when there was none, or it could not be asked on our behalf. */
  async post(address, body, patience) {
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST", headers: headers(), body: JSON.stringify(body), signal: AbortSignal.timeout(patience),
      });
    } catch {
      this.contact(false);
      return null;
    }
    this.contact(answer.status < 500);
    if ([401, 403].includes(answer.status)) {
      const problem = await answer.json().catch(() => ({}));
      this.refusedUs(String(problem.type).endsWith(ENDED));
      return null;
    }
    return answer;
  }
}

/** Nobody was let in or turned away on this scan yet: the server decides on it as on any other. */
function isUndecided(entry) { return !entry.undo && (entry.shown?.outcome ?? "unsent") === "unsent"; }

function asSent(entry) {
  return entry.undo ?? { ...entry.scan, admitted: entry.shown?.outcome === "accepted" };
}

/** Headers of a JSON request to our own pages. */
export function headers() {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  return { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Outside a secure context there is no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
