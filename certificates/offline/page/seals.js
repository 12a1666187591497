// The seal of a PDF, checked without parsing PDF: one signature over all but its own container.
import { concatenated, equal, fromHex, hex, latin, sha256, utf8 } from "./bytes.js";
import * as der from "./der.js";
import { P256_ORDER, ecdsa } from "./signatures.js";
import * as x509 from "./x509.js";

const RANGE = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/;
const CLAIMED_TIME = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\) \/ByteRange \[0 /;

const id = (digits) => der.written(der.OBJECT_ID, fromHex(digits));
const DATA = id("2a864886f70d010701");
const SIGNED_DATA = id("2a864886f70d010702");
const CONTENT_TYPE = id("2a864886f70d010903");
const MESSAGE_DIGEST = id("2a864886f70d010904");
const SIGNING_CERTIFICATE = id("2a864886f70d010910022f");
const ONE = der.written(der.INTEGER, new Uint8Array([1]));
const SHA256 = der.written(der.SEQUENCE, id("608648016503040201"), new Uint8Array([5, 0]));
const ECDSA = der.written(der.SEQUENCE, id("2a8648ce3d040302"));

export const isSealed = (pdf) => latin(pdf).includes("/ByteRange");

// Throws where the signature doesn't fit the bytes, or can't be read.
export const read = async (pdf) => {
  const words = latin(pdf);
  const [opening, end, length] = words.match(RANGE).slice(1).map(Number);
  const covered = concatenated(pdf.slice(0, opening), pdf.slice(end, end + length));
  const container = words.slice(opening, end);
  const padded = fromHex(container.slice(1, -1));
  const signature = der.read(padded).raw;
  const { certificates, attributes, value } = await parsed(signature);
  const digest = await sha256(covered);
  const [signer, ...others] = certificates;
  const expected = await attributesOf(digest, signer);
  if (!equal(expected, attributes)) throw new Error("attributes");
  if (!(await ecdsa(signer.spki, value, der.written(der.SET, expected)))) throw new Error("signature");
  const canonical = assembled(signer, certificates, expected, value);
  const [year, month, day, hour, minute, second] = latin(covered).match(CLAIMED_TIME).slice(1);
  return {
    signer,
    others,
    signedAt: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
    coversAll: end + length === pdf.length,
    isCanonical: container === `<${hex(canonical).padEnd(container.length - 2, "0")}>`,
  };
};

const parsed = async (signature) => {
  const [, content] = der.parts(der.read(signature));
  const [, , , certificateSet, signers] = der.parts(der.parts(content)[0]);
  const [, name, , attributes, , value] = der.parts(der.parts(signers)[0]);
  const serial = der.parts(name)[1].raw;
  const certificates = await Promise.all(der.parts(certificateSet).map(({ raw }) => x509.read(raw)));
  certificates.sort((one, other) => equal(other.serial, serial) - equal(one.serial, serial));
  return { certificates, attributes: attributes.content, value: value.content };
};

const attributesOf = async (digest, signer) => {
  const reference = wrapped(fromHex(signer.fingerprint));
  return concatenated(
    attribute(CONTENT_TYPE, DATA),
    attribute(MESSAGE_DIGEST, der.written(der.OCTETS, digest)),
    attribute(SIGNING_CERTIFICATE, reference),
  );
};

// SigningCertificateV2 is a list of lists of one hash (RFC 5035).
const wrapped = (hash) =>
  [1, 2, 3].reduce((inner) => der.written(der.SEQUENCE, inner), der.written(der.OCTETS, hash));

const attribute = (name, value) => der.written(der.SEQUENCE, name, der.written(der.SET, value));

// Written anew as the center writes it: what differs then, nobody has signed.
const assembled = (signer, certificates, attributes, value) => {
  const raws = certificates.map(({ raw }) => raw).sort((one, other) => (hex(one) < hex(other) ? -1 : 1));
  const information = der.written(
    der.SEQUENCE,
    ONE,
    der.written(der.SEQUENCE, signer.issuer, signer.serial),
    SHA256,
    der.written(0xa0, attributes),
    ECDSA,
    der.written(der.OCTETS, smaller(value)),
  );
  const signed = der.written(
    der.SEQUENCE,
    ONE,
    der.written(der.SET, SHA256),
    der.written(der.SEQUENCE, DATA),
    der.written(0xa0, ...raws),
    der.written(der.SET, information),
  );
  return der.written(der.SEQUENCE, SIGNED_DATA, der.written(0xa0, signed));
};

// Anyone can turn a signature (r, s) into (r, n - s): the center writes the smaller s.
const smaller = (value) => {
  const [r, s] = der.parts(der.read(value));
  const given = BigInt(`0x${hex(s.content)}`);
  const least = given * 2n > P256_ORDER ? P256_ORDER - given : given;
  return der.written(der.SEQUENCE, der.written(der.INTEGER, r.content), integer(least));
};

const integer = (value) => {
  const digits = value.toString(16);
  const plain = fromHex(digits.padStart(digits.length + (digits.length % 2), "0"));
  return der.written(der.INTEGER, plain[0] & 0x80 ? new Uint8Array([0]) : utf8(""), plain);
};
