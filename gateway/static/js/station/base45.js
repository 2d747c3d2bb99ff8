// base45 (RFC 9285): three characters for two bytes.
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** The bytes of a base45 text. Throws RangeError for anything that no encoder writes. */
export function decodeBase45(text) {
  if (text.length % 3 === 1) throw new RangeError("a character is missing");
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const two = text.length - at === 2;
    const number = value(text, at) + 45 * value(text, at + 1) + (two ? 0 : 2025 * value(text, at + 2));
    if (number > (two ? 0xff : 0xffff)) throw new RangeError("too large a number");
    if (!two) bytes.push(number >> 8);
    bytes.push(number & 0xff);
  }
  return Uint8Array.from(bytes);
}

function value(text, at) {
  const found = VALUES.get(text[at]);
  if (found === undefined) throw new RangeError("not a character of base45");
  return found;
}
