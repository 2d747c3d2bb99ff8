// The short code of a pass, as services/registration/pass_codes.py makes it: seven characters and one that checks them.
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 8;

/** The code as it is kept, from how a person typed it; null when the check character does not fit. */
export function parseCode(text) {
  const code = text.replace(/[\s.-]/g, "").toUpperCase();
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  if (values.length !== LENGTH || values.includes(-1)) return null;
  const check = values.pop();
  const sum = values.reduce((total, value, place) => total + (place + 2) * value, 0);
  return sum % ALPHABET.length === check ? code : null;
}
