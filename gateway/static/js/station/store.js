// What a station keeps on its device, in IndexedDB.
//
//   keys      the AES key that the roster is encrypted with; it cannot be read out, only used, and dropping it makes
//             the roster unreadable at once
//   roster    about delegates, in encrypted pieces
//   facts     what is no secret: the conference's mark and time, the keys that verify passes, how far we have read
//   queue     scans and undos without a verdict of the server, in their order; no names in them
//   returned  scans on which the server decided otherwise than this station had shown, until somebody has seen them
//
// `forget` drops the first three, which are the server's to give again. Nothing else deletes from the last two but a
// verdict, or a person.
import { openDB } from "../../vendor/idb/idb.js";

const NAME = "hoinghi-station";
const DURABLE = { durability: "strict" };
let opened;

function database() {
  opened ??= openDB(NAME, 1, {
    upgrade(db) {
      for (const name of ["keys", "roster", "facts"]) db.createObjectStore(name);
      db.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
      db.createObjectStore("returned", { keyPath: "id" });
    },
    terminated() { opened = undefined; },
  });
  return opened;
}

/** Drops what is known of delegates, and the key to it. */
export async function forget() {
  const db = await database();
  const change = db.transaction(["keys", "roster", "facts"], "readwrite", DURABLE);
  await Promise.all([
    change.objectStore("keys").clear(), change.objectStore("roster").clear(), change.objectStore("facts").clear(),
    change.done,
  ]);
}

export async function scansWaiting() { return (await database()).count("queue"); }

// --- The queue ----------------------------------------------------------------------------------------------------

/** Keeps an entry at the end of the queue; resolves to its number when it is on the disk. */
export async function enqueue(entry) {
  const change = (await database()).transaction("queue", "readwrite", DURABLE);
  const n = await change.store.add(entry);
  await change.done;
  return n;
}

/** Every entry without a verdict, the oldest first. */
export async function queued() { return (await database()).getAll("queue"); }

export async function requeue(entry) { await (await database()).put("queue", entry); }

/** Takes entries out of the queue: the server has decided. What is to be looked at is kept in the same step. */
export async function settle(numbers, returned = []) {
  const change = (await database()).transaction(["queue", "returned"], "readwrite", DURABLE);
  await Promise.all([
    ...numbers.map((n) => change.objectStore("queue").delete(n)),
    ...returned.map((each) => change.objectStore("returned").put(each)),
    change.done,
  ]);
}

export async function returnedScans() { return (await database()).getAll("returned"); }

export async function dismiss(id) { await (await database()).delete("returned", id); }

// --- The roster ---------------------------------------------------------------------------------------------------

export async function readFacts(conference) { return (await database()).get("facts", conference); }

/** All pieces of a conference's roster, decrypted: {place: value}; empty when the key is gone. */
export async function readRoster(conference) {
  const db = await database();
  const key = await db.get("keys", "roster");
  if (!key) return {};
  const range = IDBKeyRange.bound([conference], [conference, []]);
  const [places, pieces] = await Promise.all([db.getAllKeys("roster", range), db.getAll("roster", range)]);
  const values = await Promise.all(pieces.map((piece) => decrypted(key, piece)));
  return Object.fromEntries(places.map(([, place], index) => [place, values[index]]));
}

/** Writes changed pieces together with the facts that go with them; with `anew`, in place of all that was there. */
export async function writeRoster(conference, facts, pieces, anew) {
  const db = await database();
  const key = await rosterKey(db);
  const sealed = await Promise.all(Object.entries(pieces).map(async ([place, value]) => [place, await encrypted(key, value)]));
  const change = db.transaction(["keys", "roster", "facts"], "readwrite");
  // The pairing may have ended in another tab while we encrypted.
  if (!await change.objectStore("keys").get("roster")) throw new Error("the key was dropped");
  const roster = change.objectStore("roster");
  if (anew) await roster.delete(IDBKeyRange.bound([conference], [conference, []]));
  await Promise.all([
    ...sealed.map(([place, piece]) => roster.put(piece, [conference, place])),
    change.objectStore("facts").put(facts, conference),
    change.done,
  ]);
}

async function rosterKey(db) {
  const known = await db.get("keys", "roster");
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const change = db.transaction("keys", "readwrite", DURABLE);
  const meanwhile = await change.store.get("roster");
  if (!meanwhile) await change.store.put(fresh, "roster");
  await change.done;
  return meanwhile ?? fresh;
}

async function encrypted(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
}

async function decrypted(key, { iv, data }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
}
