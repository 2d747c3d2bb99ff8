// A verdict without the server, from the roster: the same objections in the same order as registration's judge_scan.py.
import { parseCode } from "./codes.js";
import { readPass } from "./passes.js";

/**
 * {outcome, problem, person, first} for a scan ({pass}, {code} or {delegate_id}) at `now` (milliseconds, corrected).
 * A genuine pass that the roster has not heard of yet is let in without a name: it was issued since we last heard.
 */
export async function decide(roster, scan, now) {
  const { person, problem, unknown } = await find(roster, scan);
  const objection = problem ?? objectionTo(roster, person, scan, now);
  if (objection) return { outcome: "refused", problem: objection, person };
  const first = person && roster.standing.get(person.delegate_id);
  if (first) return { outcome: "duplicate", person, first };
  return { outcome: "accepted", person, unknown };
}

async function find(roster, scan) {
  if (scan.pass) return findByPass(roster, scan.pass);
  if (scan.code) {
    const code = parseCode(scan.code);
    const person = code && roster.byCode(code);
    return person ? { person } : { problem: "code-unknown" };
  }
  const person = roster.people.get(scan.delegate_id);
  return person ? { person } : { problem: "delegate-unknown" };
}

async function findByPass(roster, text) {
  const pass = await readPass(text, roster.facts.keys);
  if (!pass) return { problem: "pass-forged" };
  if (pass.mark !== roster.facts.mark) return { problem: "pass-of-another-conference" };
  const owner = roster.people.get(roster.dead.get(pass.passId));
  if (roster.dead.has(pass.passId)) return { person: owner, problem: "pass-revoked" };
  const person = roster.byPass(pass.passId);
  return person ? { person } : { unknown: true };
}

function objectionTo(roster, person, scan, now) {
  const { validUntil } = roster.facts;
  if (!scan.delegate_id && validUntil && now >= Date.parse(validUntil)) return "pass-expired";
  return person && person.state !== "confirmed" ? "delegate-not-confirmed" : null;
}
