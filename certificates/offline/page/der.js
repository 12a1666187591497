// DER, read and written: just what certificates and signatures are made of (ITU-T X.690).
import { concatenated, equal } from "./bytes.js";

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const OCTETS = 0x04;
export const OBJECT_ID = 0x06;

// `raw` is the whole value, `content` what its head announces.
export const read = (bytes, at = 0) => {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  const count = first & 0x80 ? first & 0x7f : 0;
  if (first === undefined || count > 3 || first === 0x80) throw new Error("DER");
  const length = count ? bytes.slice(at + 2, at + 2 + count).reduce((sum, one) => sum * 256 + one, 0) : first;
  const start = at + 2 + count;
  if (start + length > bytes.length) throw new Error("DER");
  return { tag, raw: bytes.slice(at, start + length), content: bytes.slice(start, start + length) };
};

export const parts = (value) => {
  const found = [];
  for (let at = 0; at < value.content.length; at += found.at(-1).raw.length) {
    found.push(read(value.content, at));
  }
  return found;
};

export const written = (tag, ...contents) => {
  const content = concatenated(...contents);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return concatenated(new Uint8Array([tag, ...head]), content);
};

export const is = (value, tag, bytes) => value.tag === tag && equal(value.content, bytes);
