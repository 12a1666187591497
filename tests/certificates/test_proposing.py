"""Revoking many: one proposes, another decides, the worker acts, nobody decides alone."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from certificates import proposing, revoking
from certificates.models import Certificate, ReasonCode, RevocationProposal, Status
from certificates.revoking import Ground
from certificates.tasks import carry_out_revocations
from operations.models import JobState, OutboxMessage
from people.models import User
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = pytest.mark.usefixtures("wording")
NEW = "/admin/certificates/revocations/new/"


@pytest.fixture
def issued(tree: CourseTree) -> list[Certificate]:
    return [
        certificates.sealed_without_file(person(name), tree) for name in ("甲一", "乙二", "丙三")
    ]


def proposal(issued: list[Certificate], by: User) -> RevocationProposal:
    ground = Ground("Copied exams", by.public_id, ReasonCode.MISCONDUCT)
    return proposing.propose(issued, ground, at=NOON)


def relayed() -> None:
    for message in OutboxMessage.objects.filter(task=proposing.TASK):
        carry_out_revocations(**message.arguments)


def statuses() -> list[Status]:
    return [each.status for each in Certificate.objects.with_status().order_by("pk")]


def test_nothing_changes_until_somebody_else_approves(
    issued: list[Certificate], learner: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "CHUNK", 1)
    proposed = proposal(issued[:2], learner)
    with pytest.raises(proposing.SamePerson):
        proposing.approve(proposed, actor_id=learner.public_id, at=NOON)
    assert statuses() == [Status.VALID] * 3
    proposing.approve(proposed, actor_id=stranger.public_id, at=NOON)
    relayed()
    assert statuses() == [Status.REVOKED, Status.REVOKED, Status.VALID]
    change = issued[0].status_changes.get()
    assert (change.actor_id, change.reason_code) == (stranger.public_id, ReasonCode.MISCONDUCT)
    proposed.refresh_from_db()
    assert proposed.job is not None
    assert (proposed.job.state, proposed.job.done) == (JobState.DONE, 2)
    with pytest.raises(proposing.AlreadyDecided):
        proposing.reject(proposed, actor_id=stranger.public_id, at=NOON)


def test_the_database_too_wants_two_people(issued: list[Certificate], learner: User) -> None:
    proposed = proposal(issued, learner)
    with pytest.raises(IntegrityError), transaction.atomic():
        RevocationProposal.objects.filter(pk=proposed.pk).update(decided_by=learner.public_id)


def test_what_lost_its_validity_meanwhile_stays_what_it_is(
    issued: list[Certificate], learner: User, stranger: User
) -> None:
    proposed = proposal(issued[:1], learner)
    revoking.change(issued[0], Status.SUPERSEDED, Ground("Name", None), at=NOON)
    proposing.approve(proposed, actor_id=stranger.public_id, at=NOON)
    relayed()
    assert statuses()[0] == Status.SUPERSEDED


def test_a_reason_is_needed(issued: list[Certificate], learner: User) -> None:
    with pytest.raises(revoking.ReasonMissing):
        proposing.propose(issued, Ground(" ", learner.public_id), at=NOON)


def test_two_people_do_it_in_the_cms(
    issued: list[Certificate], administrator: Client, colleague: Client
) -> None:
    serials = f"{issued[0].serial}，{issued[1].serial.lower()}"
    said = {"serials": serials, "code": "misconduct", "reason": "Copied exams"}
    answer = administrator.post(NEW, said, follow=True)
    address = answer.redirect_chain[-1][0]
    page = answer.content.decode()
    assert issued[1].serial in page
    assert "approve" not in page
    administrator.post(f"{address}approve/")
    assert RevocationProposal.objects.get().decided_at is None
    assert "approve" in colleague.get(address).content.decode()
    colleague.post(f"{address}approve/")
    relayed()
    assert statuses() == [Status.REVOKED, Status.REVOKED, Status.VALID]
    assert "(2/2)" in colleague.get("/admin/certificates/revocations/").content.decode()


def test_a_colleague_may_reject(
    issued: list[Certificate], administrator: Client, colleague: Client
) -> None:
    said = {"serials": issued[0].serial, "code": "other", "reason": "Typing error"}
    address = administrator.post(NEW, said)["Location"]
    assert colleague.get(f"{address}reject/").status_code == 405
    colleague.post(f"{address}reject/")
    assert RevocationProposal.objects.get().is_approved is False
    assert statuses() == [Status.VALID] * 3


@pytest.mark.parametrize("serials", ["CCIP-1999-0000001-1", ""])
def test_numbers_that_are_none_are_named_and_nothing_is_lost(
    issued: list[Certificate], administrator: Client, serials: str
) -> None:
    said = {"serials": serials, "code": "other", "reason": "Copied exams"}
    page = administrator.post(NEW, said).content.decode()
    assert (serials or "Name at least one certificate.") in page
    assert "Copied exams" in page
    assert not RevocationProposal.objects.exists()
