// The signed summary in the QR code: version, key hint, Ed25519 signature, then facts as CBOR.
import { concatenated, equal, fromBase32, sha256, text, toBase32, utf8 } from "./bytes.js";
import { ed25519 } from "./signatures.js";

const DOMAIN = utf8("certificate summary\0");
const VERSION = 1;
const BODY = 69;
const LONGEST = 600;

export const payloadIn = (words) =>
  /^[A-Za-z2-7\s]{110,700}$/.test(words) ? words : (words.trim().split("#")[1] ?? "");

// The facts as a list and the key that signed them; throws the reason as its message.
export const read = async (words, keys) => {
  const data = decoded(words);
  const [head, signature, body] = [data.slice(0, 5), data.slice(5, BODY), data.slice(BODY)];
  const named = [];
  for (const name of Object.keys(keys)) {
    const hint = (await sha256(utf8(name.split("#").at(-1)))).slice(0, 4);
    if (equal(hint, head.slice(1))) named.push(name);
  }
  if (!named.length) throw new Error("unknown_key");
  for (const name of named) {
    if (await ed25519(keys[name], signature, concatenated(DOMAIN, head, body))) {
      return { facts: cbor(body), key: name };
    }
  }
  throw new Error("forged");
};

const decoded = (words) => {
  const plain = words.replace(/\s/g, "").toUpperCase();
  if (plain.length > LONGEST || !/^[A-Z2-7]+$/.test(plain)) throw new Error("malformed");
  const data = fromBase32(plain);
  if (toBase32(data) !== plain || data.length <= BODY || data[0] !== VERSION) throw new Error("malformed");
  return data;
};

// One array of texts, numbers, bytes and nulls, as only a known key signs it (RFC 8949).
const cbor = (bytes) => {
  let at = 0;
  const number = (short) => {
    if (short < 24) return short;
    const width = 2 ** (short - 24);
    at += width;
    return bytes.slice(at - width, at).reduce((sum, one) => sum * 256 + one, 0);
  };
  const item = () => {
    const first = bytes[at];
    at += 1;
    if (first === 0xf6) return null;
    const [kind, value] = [first >> 5, number(first & 31)];
    if (kind === 0) return value;
    if (kind === 4) return Array.from({ length: value }, item);
    at += value;
    const content = bytes.slice(at - value, at);
    return kind === 3 ? text(content) : content;
  };
  return item();
};
