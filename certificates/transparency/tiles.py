"""The tree as static files: C2SP tlog-tiles (https://c2sp.org/tlog-tiles)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from certificates.transparency.merkle import (
    HASH_BYTES,
    Node,
    Span,
    Subtree,
    root_of,
    subtrees,
)

WIDTH = 256
TILE_HEIGHT = 8
# The level of entry bundles, which lie beside the tiles of level 0.
ENTRIES = -1
# More than 10**15 tiles are nonsense, and their entries could not be counted in 64 bits.
_PATH = re.compile(
    r"tile/(?P<level>entries|\d{1,2})/(?P<index>(x\d{3}/){0,4}\d{3})(\.p/(?P<width>[1-9]\d{0,2}))?",
    re.ASCII,
)


@dataclass(frozen=True)
class Place:
    """Where a tile stands, however wide it is by now."""

    level: int
    index: int


@dataclass(frozen=True, order=True)
class Tile:
    """Up to 256 hashes of one level in a row, or the entries of as many leaves."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def place(self) -> Place:
        return Place(self.level, self.index)

    @property
    def path(self) -> str:
        """`tile/0/x001/234.p/5`, or `tile/entries/000`."""
        level = "entries" if self.level == ENTRIES else self.level
        partial = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{level}/{_index_path(self.index)}{partial}"


def parse_path(path: str) -> Tile | None:
    """Read a path back; None for what no tile is called."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    level = ENTRIES if match["level"] == "entries" else int(match["level"])
    index = int(match["index"].replace("x", "").replace("/", ""))
    tile = Tile(level, index, int(match["width"] or WIDTH))
    # `x000/001` and `.p/256` are spellings that static files would not answer to.
    return tile if tile.path == path else None


def of_tree(size: int) -> Iterator[Tile]:
    """All tiles of a tree, entry bundles first; of each level the partial one last."""
    yield from _of_level(ENTRIES, size)
    level = 0
    while size:
        yield from _of_level(level, size)
        level, size = level + 1, size // WIDTH


def edge(size: int) -> Iterator[Tile]:
    """The partial tiles of hashes: all that appending needs to know."""
    level = 0
    while size:
        size, width = divmod(size, WIDTH)
        if width:
            yield Tile(level, size, width)
        level += 1


def appended(
    size: int, partial: Mapping[Place, bytes], hashes: Sequence[bytes]
) -> dict[Place, bytes]:
    """Append leaf hashes to a tree of `size` with these partial tiles; the tiles that changed.

    Each full tile gives one hash to the level above.
    """
    changed: dict[Place, bytes] = {}
    level, first = 0, size
    while hashes:
        index, begun = divmod(first, WIDTH)
        known = partial.get(Place(level, index), b"")[: begun * HASH_BYTES]
        if len(known) != begun * HASH_BYTES:
            raise ValueError(f"tile {index} of level {level} is too narrow for {size} leaves")
        tiles = list(_cut(known + b"".join(hashes)))
        changed |= {Place(level, index + place): tile for place, tile in enumerate(tiles)}
        hashes = [root_of(hashes_in(tile)) for tile in tiles if len(tile) == WIDTH * HASH_BYTES]
        level, first = level + 1, index
    return changed


def hashes_in(tile: bytes) -> list[bytes]:
    return [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]


def needed(spans: Iterable[Span]) -> set[Place]:
    """The tiles that the hashes of these spans are computed from."""
    return {_place(subtree) for span in spans for subtree in subtrees(span)}


def node_in(tiles: Mapping[Place, bytes]) -> Node:
    """Read the hashes of subtrees out of tiles; each is computed once, however many proofs ask."""

    @cache
    def node(subtree: Subtree) -> bytes:
        breadth = 1 << subtree.height % TILE_HEIGHT
        start = subtree.index * breadth % WIDTH * HASH_BYTES
        data = tiles.get(_place(subtree), b"")[start : start + breadth * HASH_BYTES]
        if len(data) != breadth * HASH_BYTES:
            raise ValueError(f"{subtree} is not in its tile")
        return root_of(hashes_in(data))

    return node


def bundle(entries: Iterable[bytes]) -> bytes:
    """Write entries, each after its length."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def entries_in(data: bytes) -> list[bytes]:
    """Read a bundle back; ValueError where it is cut short."""
    entries, at = [], 0
    while at < len(data):
        start, length = at + 2, int.from_bytes(data[at : at + 2], "big")
        at = start + length
        if at > len(data):
            raise ValueError("the bundle is cut short")
        entries.append(data[start:at])
    return entries


def _of_level(level: int, hashes: int) -> Iterator[Tile]:
    full, width = divmod(hashes, WIDTH)
    yield from (Tile(level, index) for index in range(full))
    if width:
        yield Tile(level, full, width)


def _place(subtree: Subtree) -> Place:
    level, height = divmod(subtree.height, TILE_HEIGHT)
    return Place(level, subtree.index << height >> TILE_HEIGHT)


def _index_path(index: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*("x" + group for group in groups[:-1]), groups[-1]])


def _cut(data: bytes) -> Iterator[bytes]:
    step = WIDTH * HASH_BYTES
    return (data[at : at + step] for at in range(0, len(data), step))
