// Bytes as numbers, texts and digests.

const DIGITS_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGITS_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const utf8 = (text) => new TextEncoder().encode(text);
export const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
// One character a byte, so that a file can be searched by regular expressions.
export const latin = (bytes) => new TextDecoder("latin1").decode(bytes);
export const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
export const equal = (one, other) => hex(one) === hex(other);

export const concatenated = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

export const fromHex = (digits) => {
  if (digits.length % 2 || !/^[0-9a-f]*$/.test(digits)) throw new Error("hex");
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
};

export const fromBase64 = (letters) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) throw new Error("base64");
  return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
};

export const toBase32 = (bytes) => {
  const bits = Array.from(bytes, (one) => one.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => DIGITS_32[parseInt(group.padEnd(5, "0"), 2)]).join("");
};

export const fromBase32 = (letters) => {
  if (!/^[A-Z2-7]*$/.test(letters)) throw new Error("base32");
  const bits = Array.from(letters, (one) => DIGITS_32.indexOf(one).toString(2).padStart(5, "0"));
  const groups = bits.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(groups, (group) => parseInt(group, 2));
};

export const fromMultibase58 = (letters) => {
  if (!/^z[1-9A-HJ-NP-Za-km-z]+$/.test(letters)) throw new Error("base58");
  const digits = [...letters.slice(1)];
  const value = digits.reduce((sum, digit) => sum * 58n + BigInt(DIGITS_58.indexOf(digit)), 0n);
  const zeros = digits.findIndex((digit) => digit !== "1");
  const rest = value.toString(16);
  return concatenated(new Uint8Array(zeros), fromHex(rest.padStart(rest.length + (rest.length % 2), "0")));
};
