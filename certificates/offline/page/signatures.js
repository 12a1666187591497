// Signatures, as the browser itself checks them; nothing of our own but their spelling.
import { concatenated } from "./bytes.js";
import * as der from "./der.js";

const P256 = { name: "ECDSA", namedCurve: "P-256" };
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export const ed25519 = async (key, signature, data) => {
  const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, data);
};

// Not every browser has it yet.
export const hasEd25519 = () =>
  crypto.subtle.importKey("raw", new Uint8Array(32), "Ed25519", false, ["verify"]).then(
    () => true,
    (error) => error.name !== "NotSupportedError",
  );

export const ecdsa = async (spki, signature, data) => {
  const imported = await crypto.subtle.importKey("spki", spki, P256, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, fixed(signature), data);
};

// Certificates spell r and s as two DER integers, browsers as 32 bytes each.
const fixed = (signature) => concatenated(...der.parts(der.read(signature)).map(padded));

const padded = ({ content }) => {
  const plain = content[0] === 0 ? content.slice(1) : content;
  if (plain.length > 32) throw new Error("ECDSA");
  return concatenated(new Uint8Array(32 - plain.length), plain);
};
