"""Somebody else's verifier accepts our proofs, and refuses them where they do not fit."""

import pytest

from certificates.transparency import merkle, tiles
from tests.certificates.transparency import reference
from tests.certificates.verifiers import node

LEAVES = reference.big_leaves(600)
STORED = tiles.appended(0, {}, [merkle.leaf_hash(leaf) for leaf in LEAVES])
NODE = tiles.node_in(STORED)


def inclusion(index: int, size: int, leaf: bytes) -> dict[str, object]:
    return {
        "root": merkle.root(size, NODE).hex(),
        "leaf": merkle.leaf_hash(leaf).hex(),
        "tree_size": size,
        "leaf_index": index,
        "path": [one.hex() for one in merkle.inclusion_proof(index, size, NODE)],
    }


def consistency(old: int, new: int, root: bytes) -> dict[str, object]:
    return {
        "roots": [root.hex(), merkle.root(new, NODE).hex()],
        "tree_sizes": [old, new],
        "path": [one.hex() for one in merkle.consistency_proof(old, new, NODE)],
    }


@pytest.mark.parametrize(("old", "new"), [(1, 2), (3, 7), (256, 257), (255, 600), (512, 600)])
def test_rfc9162_from_npm_agrees(old: int, new: int) -> None:
    leaf, root = LEAVES[old - 1], merkle.root(old, NODE)
    proofs = {
        "inclusion": inclusion(old - 1, new, leaf),
        "consistency": consistency(old, new, root),
    }
    verdict = node.ask("verify-tlog.mjs", **proofs)
    assert verdict.accepted, verdict.said


def test_rfc9162_from_npm_refuses_what_does_not_fit() -> None:
    for proof in (
        {"inclusion": inclusion(5, 600, b"never logged")},
        {"consistency": consistency(5, 600, merkle.root(6, NODE))},
    ):
        assert not node.ask("verify-tlog.mjs", **proof).accepted
