"""Record in the transparency log: note what happens, then put it in order under one signature.

Noting is part of whatever is noted and costs one row. Putting in order comes after, one at a time:
places, tiles and checkpoint appear together or not at all.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from certificates import log_files
from certificates.models import Checkpoint, LeafKind, LogEntry, LogHead, LogTile
from certificates.signing.signers import Ed25519Signer
from certificates.transparency import checkpoints, merkle, tiles
from certificates.transparency.checkpoints import TreeHead
from certificates.transparency.merkle import Node
from certificates.transparency.notes import Signer, VerifierKey
from certificates.transparency.proofs import Proof

# How many entries one checkpoint takes on.
MOST = 1000


class NotInTheLog(Exception):
    """The entry was noted, and no checkpoint covers it yet."""


class LogDamaged(Exception):
    """The stored tiles are not those that were signed: nothing may be signed on top of them."""


def signer(key: Ed25519Signer) -> Signer:
    """Let a key, in memory or in hardware, sign in the log's name."""
    public = key.public_key().public_bytes_raw()
    return Signer(VerifierKey(log_files.origin(), public), key.sign)


def note(kind: LeafKind, digest: str, *, at: datetime) -> LogEntry:
    """Note a SHA-256 digest (hex) with the transaction that it belongs to; once."""
    return note_all(kind, [digest], at=at)[digest]


def note_all(kind: LeafKind, digests: Collection[str], *, at: datetime) -> dict[str, LogEntry]:
    """Note several, each once, in two queries; the entries by their digests."""
    entries = (LogEntry(kind=kind, digest=digest, noted_at=at) for digest in digests)
    LogEntry.objects.bulk_create(entries, ignore_conflicts=True)
    noted = LogEntry.objects.filter(kind=kind, digest__in=digests)
    return {entry.digest: entry for entry in noted}


# Durable: a checkpoint that was signed and then rolled back would be a second history.
@transaction.atomic(durable=True)
def integrate(signer: Signer, *, at: datetime, most: int = MOST) -> Checkpoint | None:
    """Put what waits into the log and sign its new state; None where nothing waits."""
    head = LogHead.locked()
    entries = list(LogEntry.objects.waiting()[:most])
    if not entries:
        return None
    size = head.checkpoint.size if head.checkpoint else 0
    edge = _edge(head.checkpoint) if head.checkpoint else {}
    changed = tiles.appended(size, edge, [merkle.leaf_hash(entry.leaf) for entry in entries])
    LogTile.objects.put(changed)
    LogEntry.objects.number(entries, first=size)
    head.checkpoint = _sign(size + len(entries), tiles.node_in(edge | changed), signer, at)
    head.save()
    return head.checkpoint


def proof_of(entry: LogEntry) -> str:
    """Prove that the log holds the entry (C2SP tlog-proof). Raises NotInTheLog."""
    return proofs_of([entry])[entry.pk]


def proofs_of(entries: Collection[LogEntry]) -> dict[int, str]:
    """The proofs of several entries by their primary keys, in three queries however many."""
    # Before the checkpoint is read: so it covers them all.
    places = LogEntry.objects.places_of(entry.pk for entry in entries)
    checkpoint = log_files.newest()
    if checkpoint is None or len(places) < len(entries):
        raise NotInTheLog
    spans = {pk: merkle.inclusion_spans(place, checkpoint.size) for pk, place in places.items()}
    node = log_files.node_over(span for path in spans.values() for span in path)
    return {
        pk: str(Proof(places[pk], [merkle.span_hash(one, node) for one in path], checkpoint.note))
        for pk, path in spans.items()
    }


def consistency(old: Checkpoint, new: Checkpoint) -> list[bytes]:
    """The hashes which prove that the log of `new` begins with the log of `old`."""
    spans = merkle.consistency_spans(old.size, new.size)
    node = log_files.node_over(spans)
    return [merkle.span_hash(span, node) for span in spans]


def _edge(checkpoint: Checkpoint) -> dict[tiles.Place, bytes]:
    """The partial tiles of the tree that was signed last."""
    edge = LogTile.objects.at(tile.place for tile in tiles.edge(checkpoint.size))
    if merkle.root(checkpoint.size, tiles.node_in(edge)) != checkpoint.root:
        raise LogDamaged(f"the tiles do not fit the checkpoint of {checkpoint.size} entries")
    return edge


def _sign(size: int, node: Node, signer: Signer, at: datetime) -> Checkpoint:
    head = TreeHead(signer.key.name, size, merkle.root(size, node))
    return Checkpoint.objects.create(size=size, note=checkpoints.sign(head, signer), at=at)
