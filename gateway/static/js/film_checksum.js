// A worker that reads a file once and tells its SHA-256: the sender's own, to be compared with the server's.
import { sha256 } from "../vendor/noble-hashes/sha2.js";

addEventListener("message", async ({ data: file }) => {
  const sum = sha256.create();
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) sum.update(piece.value);
  postMessage([...sum.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
});
