// The part of CBOR (RFC 8949) that a pass is written in: integers, byte strings, arrays, maps and one tag, each in its
// shortest form. Anything else, and anything left over, is refused: a pass has exactly one spelling.
const BYTES = 2, ARRAY = 4, MAP = 5, TAG = 6;
const DEEPEST = 4;

export class Tagged {
  constructor(tag, value) { Object.assign(this, { tag, value }); }
}

/** The one value that `bytes` hold. Throws RangeError. Maps become Map, byte strings Uint8Array. */
export function decodeCbor(bytes) {
  const reader = { bytes, at: 0 };
  const value = readValue(reader, 0);
  if (reader.at !== bytes.length) throw new RangeError("bytes are left over");
  return value;
}

function readValue(reader, depth) {
  if (depth > DEEPEST) throw new RangeError("too deep");
  const head = take(reader, 1)[0];
  const kind = head >> 5;
  const number = readNumber(reader, head & 0x1f);
  switch (kind) {
    case 0: return number;
    case 1: return -1 - number;
    case BYTES: return take(reader, number);
    case ARRAY: return Array.from({ length: few(reader, number) }, () => readValue(reader, depth + 1));
    case MAP: return readMap(reader, few(reader, number), depth);
    case TAG: return new Tagged(number, readValue(reader, depth + 1));
    default: throw new RangeError("a kind of value that no pass has");
  }
}

function readMap(reader, size, depth) {
  const map = new Map();
  for (let each = 0; each < size; each += 1) {
    const key = readValue(reader, depth + 1);
    if (typeof key !== "number" || map.has(key)) throw new RangeError("a key twice, or none of ours");
    map.set(key, readValue(reader, depth + 1));
  }
  return map;
}

function readNumber(reader, short) {
  if (short < 24) return short;
  if (short > 27) throw new RangeError("of no fixed length");
  const size = 2 ** (short - 24);
  const number = take(reader, size).reduce((sum, byte) => sum * 256 + byte, 0);
  const shorter = size === 1 ? 24 : 256 ** (size / 2);
  if (number < shorter || !Number.isSafeInteger(number)) throw new RangeError("not in its shortest form");
  return number;
}

function take(reader, size) {
  const end = reader.at + size;
  if (end > reader.bytes.length) throw new RangeError("cut off");
  const taken = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return taken;
}

/** A number of items that can be there: each takes a byte at least. */
function few(reader, number) {
  if (number > reader.bytes.length - reader.at) throw new RangeError("cut off");
  return number;
}
