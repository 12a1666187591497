"""Tiles are named, cut and filled as C2SP tlog-tiles says, however the tree grew."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.transparency import merkle, tiles
from certificates.transparency.tiles import ENTRIES, Place, Tile
from tests.certificates.transparency import reference


def grown(hashes: list[bytes], sizes: list[int]) -> dict[Place, bytes]:
    """All tiles of a tree that grew in these steps, each knowing the edge only."""
    stored: dict[Place, bytes] = {}
    for old, new in zip([0, *sizes], sizes, strict=False):
        edge = {tile.place: stored[tile.place] for tile in tiles.edge(old)}
        stored |= tiles.appended(old, edge, hashes[old:new])
    return stored


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(1, 1234067), "tile/1/x001/x234/067"),
        (Tile(0, 1234, 5), "tile/0/x001/234.p/5"),
        (Tile(63, 999, 255), "tile/63/999.p/255"),
        (Tile(ENTRIES, 1000), "tile/entries/x001/000"),
        (Tile(ENTRIES, 0, 1), "tile/entries/000.p/1"),
    ],
)
def test_paths(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert tiles.parse_path(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "", "tile", "tile/0", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/-1/000", "tile/0/-01",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/",
        "tile/0/x000/001", "tile/0/001/000", "tile/0/x001", "tile/0/x001/x002", "tile/0/٠٠٠",
        "tile/entries/000 ", "tile/entries/000\n", "/tile/0/000", "tile/data/000", "tile/100/000",
        "tile/0/" + "x999/" * 5 + "999",
    ],
)  # fmt: skip
def test_what_no_tile_is_called(path: str) -> None:
    assert tiles.parse_path(path) is None


@given(st.integers(-1, 63), st.integers(0, 10**15 - 1), st.integers(1, 256))
def test_paths_read_back(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert tiles.parse_path(tile.path) == tile


def test_the_tiles_of_the_specification() -> None:
    """Its example: 70,000 entries; and 256."""
    found = Counter((tile.level, tile.width) for tile in tiles.of_tree(70_000))
    hashes = {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1}
    assert found == Counter({**hashes, (ENTRIES, 256): 273, (ENTRIES, 112): 1})
    assert list(tiles.of_tree(256)) == [Tile(ENTRIES, 0), Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles.of_tree(0)) == []
    assert list(tiles.edge(70_000)) == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles.edge(256)) == [Tile(1, 0, 1)]


@pytest.mark.parametrize("size", sorted(reference.BIG_ROOTS))
def test_roots_come_out_of_the_edge_alone(size: int) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in reference.big_leaves(size)]
    stored = tiles.appended(0, {}, hashes)
    edge = {tile.place: stored[tile.place] for tile in tiles.edge(size)}
    assert merkle.root(size, tiles.node_in(edge)) == reference.BIG_ROOTS[size]
    expected = {tile.place: tile.width * 32 for tile in tiles.of_tree(size) if tile.level >= 0}
    assert {place: len(data) for place, data in stored.items()} == expected


@given(st.lists(st.integers(1, 700), min_size=1, max_size=6).map(sorted))
def test_it_matters_not_in_which_steps_a_tree_grew(sizes: list[int]) -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in reference.big_leaves(sizes[-1])]
    assert grown(hashes, sizes) == tiles.appended(0, {}, hashes)


@given(st.data(), st.integers(2, 1500))
def test_proofs_come_out_of_the_tiles_that_they_need(data: st.DataObject, size: int) -> None:
    leaves = reference.big_leaves(size)
    stored = tiles.appended(0, {}, [merkle.leaf_hash(leaf) for leaf in leaves])
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    root = merkle.root(size, tiles.node_in(stored))

    needed = tiles.needed(merkle.inclusion_spans(index, size))
    node = tiles.node_in({place: stored[place] for place in needed})
    proof = merkle.inclusion_proof(index, size, node)
    assert merkle.includes(root, size, index, leaves[index], proof)

    needed = tiles.needed(merkle.consistency_spans(old, size))
    node = tiles.node_in({place: stored[place] for place in needed})
    proof = merkle.consistency_proof(old, size, node)
    before = merkle.root(old, tiles.node_in(stored))
    assert merkle.is_consistent(old, before, size, root, proof)


def test_a_wider_tile_serves_the_smaller_tree() -> None:
    hashes = [merkle.leaf_hash(leaf) for leaf in reference.big_leaves(300)]
    stored = tiles.appended(0, {}, hashes)
    assert tiles.appended(290, stored, hashes[290:]) == {Place(0, 1): stored[Place(0, 1)]}
    assert merkle.root(10, tiles.node_in(stored)) == reference.BIG_ROOTS[10]


def test_tiles_that_lack_hashes_are_told() -> None:
    with pytest.raises(ValueError, match="too narrow"):
        tiles.appended(2, {Place(0, 0): bytes(32)}, [bytes(32)])
    with pytest.raises(ValueError, match="too narrow"):
        tiles.appended(2, {}, [bytes(32)])
    with pytest.raises(ValueError, match="is not in its tile"):
        merkle.root(2, tiles.node_in({Place(0, 0): bytes(32)}))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_read_back(entries: list[bytes]) -> None:
    data = tiles.bundle(entries)
    assert tiles.entries_in(data) == entries
    if entries:
        with pytest.raises(ValueError, match="cut short"):
            tiles.entries_in(data[:-1])


def test_lengths_are_two_bytes_the_higher_first() -> None:
    assert tiles.bundle([b"a", b"", b"b" * 258]) == b"\x00\x01a\x00\x00\x01\x02" + b"b" * 258
    with pytest.raises(OverflowError):
        tiles.bundle([bytes(65536)])
    with pytest.raises(ValueError, match="cut short"):
        tiles.entries_in(b"\x00")
