// The public log: a signed checkpoint (C2SP signed-note) and a path to it (RFC 6962, section 2.1.1).
import { concatenated, equal, fromBase64, sha256, utf8 } from "./bytes.js";
import { ed25519 } from "./signatures.js";

export const HEADER = "c2sp.org/tlog-proof@v1";
const PROOF =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra [A-Za-z0-9+/]*={0,2}\n)?index (0|[1-9]\d{0,18})\n((?:[A-Za-z0-9+/]{43}=\n){0,64})\n([^]+)$/;
const HEAD = /^([^\n]+)\n(0|[1-9]\d{0,18})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/;

// The size of the tree that holds the leaf; throws where that isn't proven by one of the keys.
export const verified = async (proof, leaf, keys) => {
  const [, index, path, note] = proof.match(PROOF);
  const [, origin, size, root] = (await checkpoint(note, keys)).match(HEAD);
  const hashes = path.split("\n").filter(Boolean).map(fromBase64);
  const found = await climbed(BigInt(index), BigInt(size), leaf, hashes);
  if (!equal(found, fromBase64(root))) throw new Error("root");
  return `${origin} ${size}`;
};

const checkpoint = async (note, keys) => {
  const end = note.lastIndexOf("\n\n") + 1;
  const words = note.slice(0, end);
  const origin = words.split("\n")[0];
  const lines = note.slice(end + 1).split("\n").filter(Boolean);
  let known = 0;
  for (const { name, key } of keys.filter((one) => one.name === origin)) {
    const id = (await sha256(concatenated(utf8(`${name}\n`), new Uint8Array([1]), key))).slice(0, 4);
    for (const line of lines.filter((one) => one.startsWith(`— ${name} `))) {
      const data = fromBase64(line.split(" ")[2]);
      if (!equal(data.slice(0, 4), id)) continue;
      if (!(await ed25519(key, data.slice(4), utf8(words)))) throw new Error("signature");
      known += 1;
    }
  }
  if (!end || !known) throw new Error("no known key");
  return words;
};

const pair = (left, right) => sha256(concatenated(new Uint8Array([1]), left, right));

const climbed = async (index, size, leaf, path) => {
  if (index >= size) throw new Error("index");
  let [node, last, hash] = [index, size - 1n, await sha256(concatenated(new Uint8Array([0]), leaf))];
  for (const sibling of path) {
    if (last === 0n) throw new Error("path too long");
    if (node & 1n || node === last) {
      hash = await pair(sibling, hash);
      while (!(node & 1n) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      hash = await pair(hash, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new Error("path too short");
  return hash;
};
