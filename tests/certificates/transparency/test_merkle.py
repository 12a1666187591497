"""Roots and proofs are RFC 6962's; nothing but the right proof holds."""

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.transparency import merkle
from tests.certificates.transparency import reference
from tests.certificates.transparency.reference import LEAVES, ROOTS

SIZES = st.integers(1, 70)


def leaves_of(size: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(size)]


def damaged(proof: list[bytes]) -> list[list[bytes]]:
    """Proofs near the right one."""
    other = merkle.leaf_hash(b"other")
    flipped = [
        [*proof[:at], bytes([hash_[0] ^ 8]) + hash_[1:], *proof[at + 1 :]]
        for at, hash_ in enumerate(proof)
    ]
    swapped = [proof[::-1]] if proof[::-1] != proof else []
    short = [proof[:-1], proof[1:]] if proof else []
    return [*flipped, *swapped, *short, [*proof, other], [other, *proof], [*proof[:-1], b""]]


def test_hashes_of_the_reference_implementation() -> None:
    assert merkle.leaf_hash(b"L123456").hex().startswith("395aa064aa4c29f7010acfe3f25db948")
    assert merkle.node_hash(b"N123", b"N456").hex().startswith("aa217fe888e47007fa15edab33c2b492")


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_reference_implementation(size: int) -> None:
    assert merkle.root_of([merkle.leaf_hash(leaf) for leaf in LEAVES[:size]]) == ROOTS[size]
    assert merkle.root(size, reference.node_over(LEAVES)) == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (2, 3, ["fac54203"]),
        (1, 5, ["6e340b9c", "5f083f0a", "bc1a0643"]),
        (0, 8, ["96a296d2", "5f083f0a", "6b47aaf2"]),
        (5, 8, ["bc1a0643", "ca854ea1", "d37ee418"]),
    ],
)
def test_published_inclusion_proofs(index: int, size: int, proof: list[str]) -> None:
    made = merkle.inclusion_proof(index, size, reference.node_over(LEAVES))
    assert [one.hex()[:8] for one in made] == proof


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (1, 1, []),
        (1, 8, ["96a296d2", "5f083f0a", "6b47aaf2"]),
        (6, 8, ["0ebc5d34", "ca854ea1", "d37ee418"]),
        (2, 5, ["5f083f0a", "bc1a0643"]),
    ],
)
def test_published_consistency_proofs(old: int, new: int, proof: list[str]) -> None:
    made = merkle.consistency_proof(old, new, reference.node_over(LEAVES))
    assert [one.hex()[:8] for one in made] == proof


@pytest.mark.parametrize("size", [size for size in reference.BIG_ROOTS if size < 5000])
def test_roots_of_bigger_trees(size: int) -> None:
    node = reference.node_over(reference.big_leaves(size))
    assert merkle.root(size, node) == reference.BIG_ROOTS[size]


@given(st.data(), SIZES)
def test_inclusion_is_as_the_rfc_defines_it(data: st.DataObject, size: int) -> None:
    index, leaves = data.draw(st.integers(0, size - 1)), leaves_of(size)
    proof = merkle.inclusion_proof(index, size, reference.node_over(leaves))
    assert proof == reference.path(index, leaves)
    root = reference.mth(leaves)
    assert merkle.includes(root, size, index, leaves[index], proof)
    assert not merkle.includes(root, size, index, b"never logged", proof)
    assert not merkle.includes(root, size, size, leaves[index], proof)
    assert not any(merkle.includes(root, size, index, leaves[index], bad) for bad in damaged(proof))
    others = [other for other in range(size) if other != index]
    assert not any(merkle.includes(root, size, other, leaves[index], proof) for other in others)


@given(st.data(), SIZES)
def test_consistency_is_as_the_rfc_defines_it(data: st.DataObject, new: int) -> None:
    old, leaves = data.draw(st.integers(1, new)), leaves_of(new)
    proof = merkle.consistency_proof(old, new, reference.node_over(leaves))
    assert proof == reference.subproof(old, leaves)
    before, after = reference.mth(leaves[:old]), reference.mth(leaves)
    assert merkle.is_consistent(old, before, new, after, proof)
    rewritten = reference.mth([b"rewritten", *leaves[1:]])
    assert not merkle.is_consistent(old, before, new, rewritten, proof)
    assert not merkle.is_consistent(old, rewritten, new, after, proof)
    assert not any(merkle.is_consistent(old, before, new, after, bad) for bad in damaged(proof))


def test_every_tree_begins_with_the_empty_one() -> None:
    assert merkle.is_consistent(0, ROOTS[0], 8, ROOTS[8], [])
    assert not merkle.is_consistent(0, ROOTS[1], 8, ROOTS[8], [])
    assert not merkle.is_consistent(8, ROOTS[8], 6, ROOTS[6], [])


def test_there_is_no_proof_of_what_is_not_there() -> None:
    node = reference.node_over(LEAVES)
    with pytest.raises(ValueError, match="no leaf 8"):
        merkle.inclusion_proof(8, 8, node)
    with pytest.raises(ValueError, match="no tree of 9"):
        merkle.consistency_proof(9, 8, node)


def test_a_tree_of_ten_is_no_tree_of_sixteen() -> None:
    root = b64decode("VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4=")
    leaves = reference.big_leaves(10)
    proof = merkle.inclusion_proof(9, 10, reference.node_over(leaves))
    assert merkle.includes(root, 10, 9, leaves[9], proof)
    assert not merkle.includes(root, 16, 9, leaves[9], proof)
