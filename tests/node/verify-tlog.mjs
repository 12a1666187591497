// @transmute/rfc9162's verdict on proofs of a log. Hashes are hex; `inclusion` and `consistency` may each be left out:
// {"inclusion": {"root", "leaf" (the leaf's hash), "tree_size", "leaf_index", "path": []},
//  "consistency": {"roots": [first, second], "tree_sizes": [first, second], "path": []}}
import {answer, input} from './offline.mjs';
import rfc9162 from '@transmute/rfc9162';

const {hexToBin, verifyConsistencyProof, verifyInclusionProof} = rfc9162.RFC9162;
const {inclusion, consistency} = input;
const verdicts = {};

if (inclusion) {
  verdicts.inclusion = await verifyInclusionProof(hexToBin(inclusion.root), hexToBin(inclusion.leaf), {
    log_id: '',
    tree_size: inclusion.tree_size,
    leaf_index: inclusion.leaf_index,
    inclusion_path: inclusion.path.map(hex => hexToBin(hex)),
  });
}
if (consistency) {
  // This library leaves step 2 of RFC 9162, 2.1.4.2 to its caller: a first tree of 2^n leaves begins its own path.
  const [first] = consistency.tree_sizes;
  const isPowerOfTwo = Math.log2(first) % 1 === 0;
  const path = [...(isPowerOfTwo ? [consistency.roots[0]] : []), ...consistency.path];
  verdicts.consistency = await verifyConsistencyProof(...consistency.roots.map(hex => hexToBin(hex)), {
    log_id: '',
    tree_size_1: first,
    tree_size_2: consistency.tree_sizes[1],
    consistency_path: path.map(hex => hexToBin(hex)),
  });
}
const all = Object.values(verdicts);
answer(all.length > 0 && all.every(Boolean), JSON.stringify(verdicts));
