// What a verifier is given on standard input: `at`, the moment of the check, and `documents`, all that it may read by
// address. Import this first: libraries take hold of `fetch` and `Date` when they load.
import {readFileSync} from 'node:fs';

export const input = JSON.parse(readFileSync(0, 'utf8'));

const documents = new Map(Object.entries(input.documents ?? {}));
const RealDate = Date;

if (input.at) {
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [input.at]));
    }
    static now() {
      return RealDate.parse(input.at);
    }
  };
}

// What libraries print of themselves is no answer.
console.log = console.error;

export function read(url) {
  if (!documents.has(url)) throw new Error(`NotFoundError: ${url} was not given, and nothing is fetched`);
  return documents.get(url);
}

globalThis.fetch = async request => {
  const url = typeof request === 'string' ? request : request.url;
  return documents.has(url) ? Response.json(documents.get(url)) : new Response('', {status: 404});
};

/** Print the verdict as JSON. */
export function answer(accepted, said) {
  process.stdout.write(JSON.stringify({accepted, said}) + '\n');
}
