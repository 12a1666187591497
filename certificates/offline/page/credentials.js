// Credentials: RFC 8785 canonical JSON and the eddsa-jcs-2022 proof (W3C vc-di-eddsa, section 3.3).
import { concatenated, fromMultibase58, sha256, utf8 } from "./bytes.js";
import { ed25519 } from "./signatures.js";

const CONTEXTS = JSON.stringify([
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]);
const SUITES = JSON.stringify(["eddsa-jcs-2022", "eddsa-rdfc-2022"]);

export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
};

const hashOf = (value) => sha256(utf8(canonical(value)));

export const read = (words) => {
  try {
    const document = JSON.parse(words);
    return document !== null && typeof document === "object" && "credentialSubject" in document ? document : null;
  } catch {
    return null;
  }
};

export const issuerOf = ({ issuer }) => (issuer !== null && typeof issuer === "object" ? issuer.id : issuer);

// Why the credential is not to be believed; "" where one of the keys signed exactly this.
export const problem = async (document, keys) => {
  try {
    return await found(document, keys);
  } catch {
    return "malformed";
  }
};

const found = async (document, keys) => {
  const { proof: proofs, ...unsecured } = document;
  const suites = JSON.stringify(proofs.map((proof) => proof.cryptosuite).sort());
  if (JSON.stringify(document["@context"]) !== CONTEXTS || suites !== SUITES) return "malformed";
  const proof = proofs.find(({ cryptosuite }) => cryptosuite === "eddsa-jcs-2022");
  const { proofValue, ...options } = proof;
  if (proof.type !== "DataIntegrityProof" || proof.proofPurpose !== "assertionMethod") return "malformed";
  if (proof.verificationMethod.split("#")[0] !== issuerOf(document)) return "other_issuer";
  const key = keys[proof.verificationMethod];
  if (!key) return "unknown_key";
  if (JSON.stringify(proof["@context"]) !== CONTEXTS) return "malformed";
  const data = concatenated(await hashOf(options), await hashOf(unsecured));
  return (await ed25519(key, fromMultibase58(proofValue), data)) ? "" : "forged";
};

// What the public log has of it.
export const leaf = async (document) => {
  const digest = await hashOf(document);
  return utf8(`credential sha256:${Array.from(digest, (one) => one.toString(16).padStart(2, "0")).join("")}`);
};
