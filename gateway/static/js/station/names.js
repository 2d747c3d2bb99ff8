// Names, searched as the server does (services/registration/names.py): without accents, by the beginning of any word.

/** `Đỗ Thị Hoà` as ` do thi hoa`. */
export function folded(text) {
  const plain = text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").split(" ").filter(Boolean).map((word) => ` ${word}`).join("");
}

/** Whether every word of `wanted` (folded) begins a word of `name` (folded). */
export function matches(name, wanted) {
  return wanted.split(" ").every((word) => name.includes(` ${word}`) || word === "");
}
