// Verify what was given, against the keys in this page; the same answers as `certificates.offline`.
import { fromBase64, hex, latin, text } from "./bytes.js";
import { embedded } from "./attachments.js";
import * as credentials from "./credentials.js";
import * as facts from "./facts.js";
import * as log from "./log.js";
import * as seals from "./seals.js";
import { hasEd25519 } from "./signatures.js";
import * as summaries from "./summaries.js";
import * as x509 from "./x509.js";

const LARGEST = 10 * 1024 * 1024;
const LONGEST_TEXT = 64 * 1024;

const check = (subject, state, why = "", detail = "") => ({ check: subject, state, why, detail });
const ok = (subject, detail) => check(subject, "ok", "", detail);
const failed = (subject, why, detail) => check(subject, "failed", why, detail);
const impossible = (subject, why) => check(subject, "impossible", why);

export const UNREADABLE = { verdict: "unreadable", kind: "nothing", facts: {}, checks: [] };

// What this page takes for granted.
export const trusting = async (given) => ({
  roots: await Promise.all(given.roots.map((root) => x509.read(fromBase64(root)))),
  keys: Object.fromEntries(Object.entries(given.keys).map(([name, key]) => [name, fromBase64(key)])),
  logKeys: given.log_keys.map(({ name, key }) => ({ name, key: fromBase64(key) })),
  thefts: Object.fromEntries(Object.entries(given.thefts).map(([name, at]) => [name, new Date(at)])),
  hasEd25519: await hasEd25519(),
});

export const verify = async (bytes, trust, today) => {
  if (bytes.length > LARGEST) return UNREADABLE;
  if (latin(bytes.slice(0, 1024)).includes("%PDF-")) return pdf(bytes, trust, today);
  if (bytes.length > LONGEST_TEXT) return UNREADABLE;
  let words;
  try {
    words = text(bytes);
  } catch {
    return UNREADABLE;
  }
  const document = credentials.read(words);
  if (!document && words.includes('"credentialSubject"')) {
    return answer("credential", [failed("credential", "malformed")], null, today);
  }
  if (!document) return code(words, trust, today);
  const logged = impossible("log", "no_proof");
  return answer("credential", [...(await proven(document, trust, logged)), logged], document, today);
};

export const code = async (words, trust, today) => {
  const payload = summaries.payloadIn(words);
  if (!payload) return UNREADABLE;
  if (!trust.hasEd25519) return answer("code", [impossible("code", "no_ed25519")], null, today);
  try {
    const said = await summaries.read(payload, trust.keys);
    const told = facts.ofSummary(said.facts);
    const issued = new Date(`${told.issued}T00:00:00+08:00`);
    const key = stolen("credential_key", trust.thefts[said.key], issued, impossible("log", "no_proof"));
    return answer("code", [ok("code"), key], null, today, told);
  } catch (error) {
    return answer("code", [failed("code", error.message)], null, today);
  }
};

const pdf = async (bytes, trust, today) => {
  const carried = await attached(bytes);
  if (!seals.isSealed(bytes) && !carried.document) return answer("pdf", [failed("seal", "no_seal")], null, today);
  const logged = await inLog(carried, trust);
  const [seal, checks] = await sealed(bytes, trust, logged);
  if (!carried.document) return answer("pdf", [...checks, failed("credential", "no_credential")], null, today);
  checks.push(...(await proven(carried.document, trust, logged)));
  if (seal) checks.push(sameIssuer(seal, carried.document));
  return answer("pdf", [...checks, logged], carried.document, today);
};

const attached = async (bytes) => {
  const carried = { document: null, proof: "" };
  for (const content of await embedded(bytes)) {
    const words = new TextDecoder().decode(content);
    if (words.startsWith(log.HEADER)) carried.proof = words;
    else carried.document = credentials.read(words) ?? carried.document;
  }
  return carried;
};

const sealed = async (bytes, trust, logged) => {
  let seal;
  try {
    seal = await seals.read(bytes);
    seal.chain = await x509.chainTo(seal.signer, seal.others, trust.roots, seal.signedAt);
  } catch {
    return [null, [failed("seal", seals.isSealed(bytes) ? "bytes_changed" : "no_seal")]];
  }
  const { signer, chain, signedAt } = seal;
  const checks = [ok("seal", signedAt.toISOString()), whole(seal), rooted(seal)];
  if (checks.every(({ state }) => state === "ok")) {
    checks.push(stolen("seal_key", revoked(signer, trust), signedAt, logged));
  }
  return [chain.length ? signer : null, checks];
};

// The center's record names seals by fingerprint, its revocation list by serial number.
const revoked = ({ fingerprint, serial }, { thefts }) => {
  const number = hex(serial.slice(2)).replace(/^0+/, "");
  return [thefts[fingerprint], thefts[number]].filter(Boolean).sort((one, other) => one - other)[0];
};

// Nobody signs the container: beside what the chain needs it may hold nothing.
const whole = ({ coversAll, isCanonical, others, chain }) => {
  if (!coversAll) return failed("whole_file", "appended");
  const isAsWritten = isCanonical && others.every(({ fingerprint }) => chain.includes(fingerprint));
  return isAsWritten || !chain.length ? ok("whole_file") : failed("whole_file", "container");
};

const rooted = ({ signer, chain }) =>
  chain.length ? ok("root", chain.at(-1)) : failed("root", "other_root", signer.fingerprint);

const proven = async (document, trust, logged) => {
  if (!trust.hasEd25519) return [impossible("credential", "no_ed25519")];
  const problem = await credentials.problem(document, trust.keys);
  if (problem) return [failed("credential", problem)];
  const theft = trust.thefts[document.proof[0].verificationMethod];
  return [ok("credential"), stolen("credential_key", theft, new Date(document.validFrom), logged)];
};

// A thief writes any date: what claims to be older counts only if the public log has it.
const stolen = (subject, theft, signedAt, logged) => {
  if (!theft) return ok(subject);
  if (theft <= signedAt) return failed(subject, "stolen_before", theft.toISOString());
  if (logged.state === "ok") return check(subject, "ok", "logged_before_theft", theft.toISOString());
  return failed(subject, "maybe_backdated", theft.toISOString());
};

const sameIssuer = ({ did }, document) =>
  credentials.issuerOf(document) === did ? ok("issuer", did) : failed("issuer", "other_issuer");

const inLog = async ({ document, proof }, trust) => {
  if (!document || !proof) return impossible("log", "no_proof");
  if (!trust.logKeys.length) return impossible("log", "no_log_key");
  if (!trust.hasEd25519) return impossible("log", "no_ed25519");
  try {
    return ok("log", await log.verified(proof, await credentials.leaf(document), trust.logKeys));
  } catch {
    return failed("log", "not_in_log");
  }
};

// Facts are only told when a signature over them holds.
const answer = (kind, checks, document, today, told = null) => {
  const isTold = checks.some((one) => ["credential", "code"].includes(one.check) && one.state === "ok");
  const said = isTold ? (told ?? facts.ofCredential(document)) : {};
  const all = isTold ? [...checks, dated(said, today)] : checks;
  return { kind, verdict: verdict(kind, all), facts: said, checks: all, judged_for: today };
};

// A sealed file is the center's with every byte; the others have but the one signature.
const verdict = (kind, checks) => {
  if (checks.some(({ state }) => state === "failed")) return "not_valid";
  const witness = checks.find((one) => one.check === (kind === "pdf" ? "seal" : kind));
  return witness.state === "ok" ? "valid" : "undecided";
};

const dated = (said, today) => {
  if (said.issued > today) return failed("dates", "not_yet", said.issued);
  return said.expires && said.expires < today ? failed("dates", "expired", said.expires) : ok("dates");
};
