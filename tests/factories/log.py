"""A transparency log with entries in it."""

from hashlib import sha256

from certificates import recording
from certificates.models import Checkpoint, LeafKind, LogEntry
from tests.certificates.transparency.reference import KEY
from tests.factories import NOON


def digest(number: int) -> str:
    """The digest of the n-th thing that happened."""
    return sha256(str(number).encode()).hexdigest()


def noted(start: int, end: int) -> list[LogEntry]:
    """What happened from `start` to `end`, at once."""
    rows = [LogEntry(kind=LeafKind.PDF, digest=digest(n), noted_at=NOON) for n in range(start, end)]
    return LogEntry.objects.bulk_create(rows)


def integrated(start: int, end: int) -> Checkpoint:
    """The checkpoint over what happened up to `end`, taken on at once."""
    noted(start, end)
    checkpoint = recording.integrate(recording.signer(KEY), at=NOON, most=end - start)
    assert checkpoint
    return checkpoint
