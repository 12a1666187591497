"""The tree of RFC 6962, section 2.1: what a proof consists of, and whether one holds.

Which spans of leaves a proof consists of follows from numbers alone; the proof is the hash of each.
So the spans say what to fetch, what to hash, and how to put the root together again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class Span(NamedTuple):
    """Some leaves in a row, from `start` up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Subtree:
    """A complete subtree of 2**height leaves, the index-th of its height."""

    height: int
    index: int


Node = Callable[[Subtree], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Hash a tree of leaf hashes; on each level a node without a partner moves up as it is."""
    level = list(hashes) or [EMPTY_ROOT]
    while len(level) > 1:
        pairs = [node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[2 * len(pairs) :]
    return level[0]


def subtrees(span: Span) -> Iterator[Subtree]:
    """Cut a span, as it occurs in a tree, into complete subtrees from left to right."""
    start = span.start
    while start < span.end:
        height = (span.end - start).bit_length() - 1
        yield Subtree(height, start >> height)
        start += 1 << height


def span_hash(span: Span, node: Node) -> bytes:
    hashes = [node(subtree) for subtree in subtrees(span)] or [EMPTY_ROOT]
    return reduce(lambda right, left: node_hash(left, right), reversed(hashes))


def root(size: int, node: Node) -> bytes:
    return span_hash(Span(0, size), node)


def inclusion_spans(index: int, size: int) -> list[Span]:
    """What proves that leaf `index` is in a tree of `size`, from its sibling upwards."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    rest, path = Span(0, size), []
    while rest.end - rest.start > 1:
        left, right = _halves(rest)
        rest, sibling = (left, right) if index < left.end else (right, left)
        path.append(sibling)
    return path[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """What proves that a tree of `new` begins with the tree of `old`, from below upwards."""
    if not 0 <= old <= new:
        raise ValueError(f"no tree of {old} in a tree of {new}")
    rest, path = Span(0, new), []
    while 0 < old < rest.end:
        left, right = _halves(rest)
        rest, sibling = (left, right) if old <= left.end else (right, left)
        path.append(sibling)
    return [*([rest] if rest.start else []), *path[::-1]]


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    return [span_hash(span, node) for span in inclusion_spans(index, size)]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    return [span_hash(span, node) for span in consistency_spans(old, new)]


def includes(root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree with this root and size holds `leaf` (its bytes) at this index."""
    if not 0 <= index < size:
        return False
    spans = inclusion_spans(index, size)
    if not _fits(proof, len(spans)):
        return False
    found = leaf_hash(leaf)
    for span, sibling in zip(spans, proof, strict=True):
        pair = (sibling, found) if span.end <= index else (found, sibling)
        found = node_hash(*pair)
    return found == root


def is_consistent(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the newer tree begins with the older one, as every tree begins with the empty one."""
    if not 0 <= old_size <= new_size:
        return False
    spans = consistency_spans(old_size, new_size)
    if not _fits(proof, len(spans)):
        return False
    if not old_size:
        return old_root == EMPTY_ROOT
    # Where the older tree is one complete subtree of the newer, the proof does not repeat its root.
    hashes = proof if spans and spans[0].end == old_size else [old_root, *proof]
    old = new = hashes[0]
    for span, sibling in zip(spans[len(spans) - len(hashes) + 1 :], hashes[1:], strict=True):
        is_left = span.end <= old_size
        old = node_hash(sibling, old) if is_left else old
        new = node_hash(sibling, new) if is_left else node_hash(new, sibling)
    return (old, new) == (old_root, new_root)


def _halves(span: Span) -> tuple[Span, Span]:
    """Split at the largest power of two that is smaller than the span."""
    middle = span.start + (1 << (span.end - span.start - 1).bit_length() - 1)
    return Span(span.start, middle), Span(middle, span.end)


def _fits(proof: Sequence[bytes], length: int) -> bool:
    return len(proof) == length and all(len(one) == HASH_BYTES for one in proof)
