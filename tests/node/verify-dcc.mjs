// The Digital Credentials Consortium's verdict on a credential: proof, dates, status lists, and the Open Badges schema.
import {answer, input} from './offline.mjs';
import {verifyCredential} from '@digitalcredentials/verifier-core';

const {credential} = input;
const found = await verifyCredential({credential, knownDIDRegistries: []});
// No registry of issuers is given: whether the issuer is a known one is not asked.
const steps = (found.log ?? []).filter(({id}) => id !== 'registered_issuer');
const failed = steps.filter(({valid}) => !valid).map(({id, error}) => `${id}: ${error?.message ?? 'not valid'}`);
const schemas = (found.additionalInformation ?? []).flatMap(({results}) => results);
const broken = schemas.filter(({result}) => !result?.valid).map(schema => `schema_check: ${JSON.stringify(schema)}`);
const errors = (found.errors ?? []).map(({name, message}) => `${name}: ${message}`);
const wrong = [...errors, ...failed, ...broken];
answer(steps.length > 0 && wrong.length === 0, wrong.join('; ') || steps.map(({id}) => id).join(', '));
