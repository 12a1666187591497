// Digital Bazaar's verdict on a credential: every proof of its set, its dates, and its bits in the status lists.
import {answer, input, read} from './offline.mjs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as rdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

const suite = [rdfc, createVerifyCryptosuite()].map(cryptosuite => new DataIntegrityProof({cryptosuite}));

/** Read a document, or the key that a DID URL names within one. */
async function documentLoader(url) {
  const [address, fragment] = url.split('#');
  const whole = read(address);
  const document = fragment ? whole.verificationMethod.find(method => method.id === url) : whole;
  if (!document) throw new Error(`${address} lists no #${fragment}`);
  return {contextUrl: null, documentUrl: url, document};
}

const {credential} = input;
const checked = await verifyCredential({credential, suite, documentLoader, checkStatus, now: input.at});
const proofs = [credential.proof].flat();
const everyProof = checked.results?.length === proofs.length && checked.results.every(({verified}) => verified);
const bits = checked.statusResult?.results?.filter(({status}) => status) ?? [];
const set = bits.map(({credentialStatus}) => `${credentialStatus.statusPurpose} is set`);
const errors = [checked.error, ...(checked.error?.errors ?? []), checked.statusResult?.error].filter(Boolean);
answer(
  checked.verified && everyProof && set.length === 0,
  [...set, ...errors.map(error => error.message)].join('; ') || `proofs verified: ${proofs.length}`,
);
