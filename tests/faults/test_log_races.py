"""However many append at once, and whatever dies meanwhile, the log has no gap and one history."""

import pytest
from django.db import OperationalError, connection

from certificates import recording
from certificates.models import Checkpoint, LeafKind, LogEntry, LogHead, LogTile
from certificates.transparency import merkle, proofs
from certificates.transparency.notes import Signer
from tests.certificates.transparency import reference
from tests.certificates.transparency.reference import KEY
from tests.factories import NOON
from tests.factories.log import digest, noted
from tests.faults.crowd import at_once

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


def judge() -> None:
    """Places without a gap, one history, and a proof for each entry."""
    entries = list(LogEntry.objects.between(0, 10**6))
    assert [entry.index for entry in entries] == list(range(len(entries)))
    leaves = [entry.leaf for entry in entries]
    kept = list(Checkpoint.objects.all())
    assert kept[0].size == len(entries)
    assert LogHead.objects.get().checkpoint == kept[0]
    for checkpoint in kept:
        assert checkpoint.root == reference.mth(leaves[: checkpoint.size])
        proof = recording.consistency(checkpoint, kept[0])
        assert merkle.is_consistent(
            checkpoint.size, checkpoint.root, kept[0].size, kept[0].root, proof
        )
    proven = recording.proofs_of(entries)
    for entry in entries:
        assert proofs.verify(proven[entry.pk], entry.leaf, [recording.signer(KEY).key])


def test_twenty_that_note_and_integrate_at_once_leave_no_gap() -> None:
    def work(number: int) -> None:
        for turn in range(15):
            recording.note(LeafKind.PDF, digest(number * 100 + turn), at=NOON)
            # All note this one: it is there once.
            recording.note(LeafKind.STATUS, digest(turn), at=NOON)
            recording.integrate(recording.signer(KEY), at=NOON, most=7)

    results = at_once(work)
    assert [result for result in results if result is not None] == []
    while recording.integrate(recording.signer(KEY), at=NOON):
        pass
    assert LogEntry.objects.count() == 20 * 15 + 15
    judge()


def test_whoever_dies_while_signing_leaves_nothing_half() -> None:
    """As the database sees it: the connection breaks with everything written but the checkpoint."""
    noted(0, 300)

    def dies(_data: bytes) -> bytes:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return b""

    def work(_number: int) -> None:
        recording.integrate(Signer(recording.signer(KEY).key, dies), at=NOON)

    [result] = at_once(work, people=1)
    assert isinstance(result, OperationalError)
    assert not LogTile.objects.exists()
    assert LogEntry.objects.waiting().count() == 300
    assert recording.integrate(recording.signer(KEY), at=NOON)
    judge()
