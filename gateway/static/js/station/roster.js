// What a station knows of a conference: its delegates, their passes, and who is in by whichever gate.
import { folded, matches } from "./names.js";
import { readFacts, readRoster, writeRoster } from "./store.js";

const PIECES = 64;

/** Whether this browser can keep a roster and judge passes by itself: not on a page that came without TLS. */
export const possible = () => isSecureContext && Boolean(window.indexedDB && crypto.subtle);

export class Roster {
  constructor(conference) {
    this.conference = conference;
    this.clear();
  }

  clear() {
    this.facts = null;
    this.people = new Map();
    this.passes = new Map();
    this.codes = new Map();
    this.dead = new Map();
    this.standing = new Map();
  }

  get ready() { return this.facts !== null; }

  get cursor() { return this.facts?.cursor; }

  /** How far our clock is behind the server's, in milliseconds, when we last heard. */
  get ahead() { return this.facts?.ahead ?? 0; }

  gateName(code) { return this.facts?.gates.find((gate) => gate.code === code)?.name ?? code; }

  /** Reads what this device kept. */
  async load() {
    const [facts, pieces] = await Promise.all([readFacts(this.conference), readRoster(this.conference)]);
    if (!facts || Object.keys(pieces).length === 0) return;
    for (const { people, standing } of Object.values(pieces)) {
      people.forEach((person) => this.keep(person));
      standing.forEach((line) => this.standing.set(line.delegate_id, line));
    }
    this.facts = facts;
  }

  /** Takes in an answer of the server, whole or what changed, and keeps it on this device. */
  async merge(answer) {
    const { people, check_ins: lines, undone, full, now, ...rest } = answer;
    if (full) this.clear();
    people.forEach((person) => this.keep(person));
    lines.forEach((line) => this.standing.set(line.delegate_id, line));
    const gone = new Set(undone);
    const left = [...this.standing.values()].filter((line) => gone.has(line.check_in_id));
    left.forEach((line) => this.standing.delete(line.delegate_id));
    const { mark, timezone, title, passes_valid_until: validUntil } = rest.conference;
    this.facts = {
      mark, timezone, title, validUntil, keys: rest.keys, gates: rest.gates, cursor: rest.cursor, at: now,
      ahead: Date.parse(now) - Date.now(),
    };
    const touched = [...people, ...lines, ...left].map((each) => pieceOf(each.delegate_id));
    await writeRoster(this.conference, this.facts, this.pieces(full ? allPieces() : new Set(touched)), full);
  }

  keep(person) {
    const before = this.people.get(person.delegate_id);
    if (before?.pass_id) this.passes.delete(before.pass_id);
    if (before?.code) this.codes.delete(before.code);
    this.people.set(person.delegate_id, { ...person, folded: folded(person.search_name || person.full_name) });
    if (person.pass_id) this.passes.set(person.pass_id, person.delegate_id);
    if (person.code) this.codes.set(person.code, person.delegate_id);
    for (const pass of person.revoked ?? []) this.dead.set(pass, person.delegate_id);
  }

  pieces(places) {
    const made = Object.fromEntries([...places].map((place) => [place, { people: [], standing: [] }]));
    for (const { folded: _, ...person } of this.people.values()) made[pieceOf(person.delegate_id)]?.people.push(person);
    for (const line of this.standing.values()) made[pieceOf(line.delegate_id)]?.standing.push(line);
    return made;
  }

  byPass(passId) { return this.people.get(this.passes.get(passId)); }

  byCode(code) { return this.people.get(this.codes.get(code)); }

  /** Delegates whose name has the typed words, {found, more}; `most` at once. */
  search(words, most) {
    const wanted = folded(words).trim();
    const found = [...this.people.values()].filter((person) => matches(person.folded, wanted));
    found.sort((one, other) => one.full_name.localeCompare(other.full_name, "vi"));
    return { found: found.slice(0, most), more: Math.max(0, found.length - most) };
  }

  get confirmed() { return [...this.people.values()].filter((person) => person.state === "confirmed").length; }
}

function pieceOf(delegateId) { return parseInt(delegateId.slice(0, 2), 16) % PIECES; }

function allPieces() { return new Set(Array.from({ length: PIECES }, (_, place) => place)); }
