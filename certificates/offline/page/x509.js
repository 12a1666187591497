// X.509 certificates (RFC 5280): whose key, signed by whom, for how long.
import { equal, fromHex, hex, latin, sha256 } from "./bytes.js";
import * as der from "./der.js";
import { ecdsa } from "./signatures.js";

const ECDSA_SHA256 = fromHex("2a8648ce3d040302");
const BASIC_CONSTRAINTS = fromHex("551d13");
const ALTERNATIVE_NAME = fromHex("551d11");
const LONGEST_CHAIN = 4;

export const read = async (raw) => {
  const [body, algorithm, signature] = der.parts(der.read(raw));
  const [, serial, , issuer, validity, subject, key, ...rest] = der.parts(body);
  const extensions = extensionsOf(rest);
  return {
    raw,
    body: body.raw,
    isEcdsa: der.is(der.parts(algorithm)[0], der.OBJECT_ID, ECDSA_SHA256),
    signature: signature.content.slice(1),
    serial: serial.raw,
    issuer: issuer.raw,
    subject: subject.raw,
    spki: key.raw,
    validity: der.parts(validity).map(moment),
    isAuthority: isAuthority(extensions.get(hex(BASIC_CONSTRAINTS))),
    did: uri(extensions.get(hex(ALTERNATIVE_NAME))),
    fingerprint: hex(await sha256(raw)),
  };
};

// The chain up to one of the roots; empty unless it was good at the time.
export const chainTo = async (certificate, others, roots, at) => {
  const trusted = new Set(roots.map((root) => root.fingerprint));
  const chain = [];
  for (let link = certificate; link && chain.length < LONGEST_CHAIN; link = await issuerOf(link, [...roots, ...others])) {
    chain.push(link.fingerprint);
    if (at < link.validity[0] || at > link.validity[1]) break;
    if (trusted.has(link.fingerprint)) return chain;
  }
  return [];
};

const issuerOf = async (link, candidates) => {
  for (const candidate of candidates) {
    if (candidate !== link && candidate.isAuthority && (await issued(candidate, link))) return candidate;
  }
  return null;
};

const issued = async (authority, link) =>
  link.isEcdsa &&
  equal(authority.subject, link.issuer) &&
  ecdsa(authority.spki, link.signature, link.body).catch(() => false);

const extensionsOf = (rest) => {
  const wrapper = rest.find((part) => part.tag === 0xa3);
  const list = wrapper ? der.parts(der.parts(wrapper)[0]) : [];
  return new Map(list.map((one) => [hex(der.parts(one)[0].content), der.parts(one).at(-1).content]));
};

const isAuthority = (constraints) =>
  Boolean(constraints) && der.parts(der.read(constraints))[0]?.content[0] === 0xff;

const uri = (names) => {
  const found = names ? der.parts(der.read(names)).find((name) => name.tag === 0x86) : null;
  return found ? latin(found.content) : "";
};

// UTCTime has years of two digits, 50 and later in the last century.
const moment = ({ tag, content }) => {
  const digits = latin(content);
  const long = tag === 0x17 ? (digits < "50" ? "20" : "19") + digits : digits;
  const [, year, month, day, hour, minute, second] = long.match(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/);
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};
