// Reads a pass without the server: base45 ─ COSE_Sign1 (RFC 9052) ─ CWT claims, signed with Ed25519.
// What it may say is written down in services/registration/passes.py; a pass spelt in any other way is refused.
import { decodeBase45 } from "./base45.js";
import { decodeCbor, Tagged } from "./cbor.js";

const COSE_SIGN1 = 18;
const PROTECTED = [0xa1, 0x01, 0x32]; // {1: -19}: alg Ed25519
const EXPIRES_AT = 4, PASS_ID = 7, CONFERENCE = -65537;
const LONGEST_TEXT = 400;
const SIGNATURE_BYTES = 64, ID_BYTES = 16, MARK_BYTES = 6;
const SHORT_STRING = 24, ONE_BYTE_STRING = 256;

/** What a genuine pass says, {passId, mark, expiresAt}; null for whatever none of `keys` ([{x}]) has signed. */
export async function readPass(text, keys) {
  try {
    if (text.length > LONGEST_TEXT) return null;
    const { payload, signature } = takenApart(text.trim());
    const claims = readClaims(payload);
    const signed = toBeSigned(payload);
    for (const { x } of keys) {
      if (await verified(fromBase64url(x), signature, signed)) return claims;
    }
  } catch { /* Not a pass. */ }
  return null;
}

function takenApart(text) {
  const signed = decodeCbor(decodeBase45(text));
  const parts = signed instanceof Tagged && signed.tag === COSE_SIGN1 ? signed.value : null;
  if (!Array.isArray(parts) || parts.length !== 4) throw new RangeError("not COSE_Sign1");
  const [header, unprotected, payload, signature] = parts;
  const ours = equal(header, PROTECTED) && unprotected instanceof Map && unprotected.size === 0;
  if (!ours || !(payload instanceof Uint8Array) || signature?.length !== SIGNATURE_BYTES) throw new RangeError("not ours");
  return { payload, signature };
}

function readClaims(payload) {
  const claims = decodeCbor(payload);
  const [expires, id, mark] = [EXPIRES_AT, PASS_ID, CONFERENCE].map((name) => claims.get(name));
  const whole = claims.size === 3 && Number.isSafeInteger(expires);
  if (!whole || !bytesOf(id, ID_BYTES) || !bytesOf(mark, MARK_BYTES)) throw new RangeError("not our claims");
  return { passId: uuid(id), mark: hex(mark), expiresAt: new Date(expires * 1000) };
}

function toBeSigned(payload) {
  // Sig_structure of RFC 9052, section 4.4: ["Signature1", protected, h'', payload].
  if (payload.length >= ONE_BYTE_STRING) throw new RangeError("longer than a pass");
  const context = new TextEncoder().encode("Signature1");
  const length = payload.length < SHORT_STRING ? [0x40 | payload.length] : [0x58, payload.length];
  return Uint8Array.from([0x84, 0x60 | context.length, ...context, 0x43, ...PROTECTED, 0x40, ...length, ...payload]);
}

// Browsers older than Chrome 137, Firefox 129 and Safari 17 have no Ed25519 of their own.
let native = true;

async function verified(key, signature, signed) {
  if (native) {
    try {
      const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, signed);
    } catch (fault) {
      if (fault.name !== "NotSupportedError") throw fault;
      native = false;
    }
  }
  const { verifyAsync } = await import("../../vendor/noble-ed25519/ed25519.js");
  return verifyAsync(signature, signed, key, { zip215: false });
}

/** Verifies without the browser's own Ed25519 from now on; for tests. */
export function useFallback() { native = false; }

function equal(bytes, expected) {
  return bytes instanceof Uint8Array && bytes.length === expected.length && expected.every((byte, at) => bytes[at] === byte);
}

function bytesOf(value, size) { return value instanceof Uint8Array && value.length === size; }

export function hex(bytes) { return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""); }

function uuid(bytes) { return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"); }

export function fromBase64url(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
