"""The audit log: appended, never changed."""

import pytest

from operations import auditing
from operations.models import AuditEntry, RowIsFinal
from people.models import User
from tests.factories import NOON


def test_an_act_is_recorded_with_who_did_what_to_what_and_why(learner: User) -> None:
    auditing.record(
        "people.seen", learner, actor_id=learner.public_id, at=NOON, reason="asked", page="profile"
    )
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.at) == ("people.seen", learner.public_id, NOON)
    assert (entry.object_type, entry.object_id) == ("people.user", str(learner.pk))
    assert (entry.reason, entry.details) == ("asked", {"page": "profile"})
    assert str(entry) == f"people.seen people.user {learner.pk}"


def test_an_entry_can_be_neither_changed_nor_deleted(learner: User) -> None:
    entry = auditing.record("people.seen", learner, actor_id=None, at=NOON)
    entry.reason = "another"
    with pytest.raises(RowIsFinal):
        entry.save()
    with pytest.raises(RowIsFinal):
        entry.delete()
    assert AuditEntry.objects.get().reason == ""
