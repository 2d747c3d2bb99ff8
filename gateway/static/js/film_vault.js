// A worker that brings a film onto this machine and tells its SHA-256 as it was read back from the disk.
//
//   postMessage({ url, sha256, size })   → { stage: "download" | "check", done } …
//                                        → { stage: "whole", file, sha256, onDisk } | { stage: "failed", room: true | false }
//
// What came is kept under the checksum (origin private file system), so that a page that is loaded anew, or a line that
// broke, goes on from there. Without such a place it is held in memory, which the browser moves to its own disk.
import { sha256 } from "/static/vendor/noble-hashes/sha2.js";

const FOLDER = "films";
const TELL_EVERY = 200;

let told = 0;

function tell(stage, done) {
  if (Date.now() - told < TELL_EVERY) return;
  told = Date.now();
  postMessage({ stage, done });
}

async function place(name) {
  if (!navigator.storage?.getDirectory) return null;
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  // One film at a time: an earlier cut has no business here any more.
  for await (const other of folder.keys()) if (other !== name) await folder.removeEntry(other).catch(() => {});
  const handle = await folder.getFileHandle(name, { create: true });
  return handle.createSyncAccessHandle ? { folder, handle } : null;
}

async function pieces(url, from, take) {
  const response = await fetch(url, { headers: from ? { Range: `bytes=${from}-` } : {}, cache: "no-store" });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  const start = response.status === 206 ? from : 0;
  const reader = response.body.getReader();
  let at = start;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    take(piece.value, at);
    at += piece.value.length;
    tell("download", at);
  }
  return at;
}

async function toDisk({ handle }, { url, size }) {
  const access = await handle.createSyncAccessHandle();
  try {
    if (access.getSize() > size) access.truncate(0);
    if (access.getSize() < size) {
      await pieces(url, access.getSize(), (piece, at) => access.write(piece, { at }));
      access.flush();
    }
  } finally {
    access.close();
  }
  return handle.getFile();
}

async function toMemory({ url }) {
  const parts = [];
  await pieces(url, 0, (piece) => parts.push(piece));
  return new Blob(parts);
}

async function sumOf(file) {
  const sum = sha256.create();
  const reader = file.stream().getReader();
  let done = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    sum.update(piece.value);
    done += piece.value.length;
    tell("check", done);
  }
  return [...sum.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function bring(wanted) {
  const name = `${wanted.sha256}.mp4`;
  const kept = await place(name).catch(() => null);
  const file = kept ? await toDisk(kept, wanted) : await toMemory(wanted);
  const typed = file.slice(0, file.size, "video/mp4");
  const sum = await sumOf(typed);
  // What is not what was asked for is not kept: the next try begins anew.
  if (sum !== wanted.sha256 && kept) await kept.folder.removeEntry(name).catch(() => {});
  return { stage: "whole", file: typed, sha256: sum, onDisk: Boolean(kept) };
}

addEventListener("message", async ({ data: wanted }) => {
  // Two tabs do not write the same file at once: the second finds it whole.
  const locked = (work) => (navigator.locks ? navigator.locks.request("film", work) : work());
  try {
    postMessage(await locked(() => bring(wanted)));
  } catch (error) {
    postMessage({ stage: "failed", room: error.name === "QuotaExceededError" });
  }
});
