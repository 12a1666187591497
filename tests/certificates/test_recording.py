"""What is noted gets into the log once, in order, under one signature, and can be proven."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from certificates import log_files, recording
from certificates.models import Checkpoint, LeafKind, LogEntry, LogHead, LogTile
from certificates.transparency import checkpoints, merkle, notes, proofs
from tests.certificates.transparency import reference
from tests.certificates.transparency.reference import KEY
from tests.factories import NOON
from tests.factories.log import digest, integrated, noted

pytestmark = pytest.mark.django_db


def signer() -> notes.Signer:
    return recording.signer(KEY)


def leaves() -> list[bytes]:
    return [entry.leaf for entry in LogEntry.objects.between(0, 10**6)]


def test_noting_twice_notes_once() -> None:
    first = recording.note(LeafKind.CREDENTIAL, digest(1), at=NOON)
    assert recording.note(LeafKind.CREDENTIAL, digest(1), at=NOON.replace(hour=13)) == first
    assert first.index is None
    assert first.leaf == b"credential sha256:" + digest(1).encode()
    assert recording.note(LeafKind.PDF, digest(1), at=NOON) != first


def test_what_is_rolled_back_was_never_noted() -> None:
    with transaction.atomic():
        recording.note(LeafKind.PDF, digest(1), at=NOON)
        transaction.set_rollback(True)
    assert recording.integrate(signer(), at=NOON) is None
    assert not Checkpoint.objects.exists()


def test_entries_get_consecutive_places_in_the_order_of_noting() -> None:
    integrated(0, 3)
    noted(3, 10)
    checkpoint = recording.integrate(signer(), at=NOON, most=4)
    assert checkpoint
    assert checkpoint.size == 7
    assert [entry.digest for entry in LogEntry.objects.between(0, 99)] == [
        digest(number) for number in range(7)
    ]
    assert LogEntry.objects.waiting().count() == 3


def test_the_checkpoint_is_signed_over_the_root_of_all_leaves() -> None:
    newest = [integrated(0, 1), integrated(1, 2), integrated(2, 300), integrated(300, 70 * 9)][-1]
    head = checkpoints.verify(newest.note, [signer().key])
    assert head.origin == log_files.origin()
    assert (head.size, head.root) == (630, reference.mth(leaves()))
    assert newest.root == head.root
    assert LogHead.objects.get().checkpoint == newest


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600])
def test_every_entry_can_be_proven(size: int) -> None:
    integrated(0, size)
    found = recording.proofs_of(LogEntry.objects.all())
    for entry in LogEntry.objects.all():
        assert proofs.verify(found[entry.pk], entry.leaf, [signer().key]).size == size


def test_a_proof_is_made_for_an_entry_that_knows_its_place_not_yet() -> None:
    entry = recording.note(LeafKind.PDF, digest(1), at=NOON)
    with pytest.raises(recording.NotInTheLog):
        recording.proof_of(entry)
    recording.integrate(signer(), at=NOON)
    assert entry.index is None
    assert proofs.verify(recording.proof_of(entry), entry.leaf, [signer().key]).size == 1
    with pytest.raises(recording.NotInTheLog):
        recording.proof_of(recording.note(LeafKind.PDF, digest(2), at=NOON))


def test_any_two_checkpoints_are_consistent() -> None:
    kept = [integrated(start, end) for start, end in ((0, 1), (1, 200), (200, 256), (256, 700))]
    for old in kept:
        for new in kept[kept.index(old) :]:
            proof = recording.consistency(old, new)
            assert merkle.is_consistent(old.size, old.root, new.size, new.root, proof)


def test_integrating_and_proving_take_a_few_queries_however_many_entries() -> None:
    counts = []
    for start, end in ((0, 300), (300, 310), (310, 460)):
        entries = noted(start, end)
        with CaptureQueriesContext(connection) as queries:
            recording.integrate(signer(), at=NOON, most=1000)
        with CaptureQueriesContext(connection) as proving:
            recording.proofs_of(entries)
        made = [query for query in queries if "SAVEPOINT" not in query["sql"]]
        counts.append((len(made), len(proving)))
    assert counts[1] == counts[2] == (8, 3)


def test_nothing_is_signed_on_top_of_tiles_that_changed() -> None:
    integrated(0, 5)
    noted(5, 6)
    for data in (bytes(5 * 32), b""):
        LogTile.objects.update(data=data)
        with pytest.raises((recording.LogDamaged, ValueError)):
            recording.integrate(signer(), at=NOON)
    assert Checkpoint.objects.count() == 1
    assert LogEntry.objects.waiting().count() == 1


def test_a_key_that_fails_leaves_everything_as_it_was() -> None:
    noted(0, 3)

    def unplugged(_data: bytes) -> bytes:
        raise OSError("no token in the slot")

    with pytest.raises(OSError, match="no token"):
        recording.integrate(notes.Signer(signer().key, unplugged), at=NOON)
    assert LogEntry.objects.waiting().count() == 3
    assert not LogTile.objects.exists()


def test_what_could_be_rolled_back_later_is_not_signed() -> None:
    noted(0, 1)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        recording.integrate(signer(), at=NOON)
