"""The transparency log as its readers see it: static files in the form of C2SP tlog-tiles."""

from collections.abc import Iterable

from django.conf import settings

from certificates.models import Checkpoint, IssuerKey, KeyPurpose, LogEntry, LogTile
from certificates.signing import identity
from certificates.transparency import checkpoints, merkle, tiles
from certificates.transparency.merkle import Node, Span
from certificates.transparency.notes import VerifierKey
from certificates.transparency.tiles import ENTRIES, WIDTH, Tile

CHECKPOINT = "checkpoint"


def newest() -> Checkpoint | None:
    """The newest checkpoint; None while nothing is in the log."""
    return Checkpoint.objects.first()


def origin() -> str:
    """The log's name: where it is, without the scheme."""
    return checkpoints.origin(settings.SITE_URL.partition("://")[2])


def verifier_keys() -> list[VerifierKey]:
    """What checkpoints are verified with, oldest first."""
    rows = IssuerKey.objects.filter(purpose=KeyPurpose.LOG)
    publics = [identity.from_multikey(row.public_key).public_bytes_raw() for row in rows]
    return [VerifierKey(origin(), public) for public in publics]


def node_over(spans: Iterable[Span]) -> Node:
    """The hashes of the stored tiles, as many as these spans need."""
    return tiles.node_in(LogTile.objects.at(tiles.needed(spans)))


def root_at(size: int) -> bytes:
    """The root that the log had when it had this size."""
    return merkle.root(size, node_over([Span(0, size)]))


def read(path: str) -> bytes | None:
    """One file of the log, or None where there is none yet."""
    if path == CHECKPOINT:
        checkpoint = newest()
        return checkpoint.note.encode() if checkpoint else None
    tile = tiles.parse_path(path)
    if tile is None:
        return None
    return _entries(tile) if tile.level == ENTRIES else _hashes(tile)


def _entries(tile: Tile) -> bytes | None:
    start = tile.index * WIDTH
    entries = LogEntry.objects.between(start, start + tile.width)
    leaves = [entry.leaf for entry in entries]
    return tiles.bundle(leaves) if len(leaves) == tile.width else None


def _hashes(tile: Tile) -> bytes | None:
    """The first hashes of a tile that may have grown since."""
    size = tile.width * merkle.HASH_BYTES
    data = LogTile.objects.at([tile.place]).get(tile.place, b"")[:size]
    return data if len(data) == size else None
