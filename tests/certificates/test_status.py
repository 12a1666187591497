"""What a certificate is worth: now, at a past moment, and in the published lists."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from certificates import keyring, publishing, reissuing, revoking
from certificates.models import (
    Certificate,
    IssuerKey,
    PublishedList,
    ReasonCode,
    Status,
    StatusList,
)
from certificates.revoking import Ground
from certificates.signing import status_lists
from operations.models import AuditEntry, OutboxMessage, RowIsFinal
from people.models import User
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("keys", "wording")
GROUND = Ground("Looked into", None, ReasonCode.UNDER_REVIEW, note="Ask Bai")
LATER = NOON + timedelta(days=1)


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


def now(certificate: Certificate) -> Certificate:
    """As it is in the database."""
    return Certificate.objects.with_status().get(pk=certificate.pk)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("wanted", Status)
def test_each_status_leads_to_some_others_only(
    certificate: Certificate, status: Status, wanted: Status
) -> None:
    if status != Status.VALID:
        certificate.status_changes.create(status=status, at=NOON, reason="…")
    if status in {Status.EXPIRED, Status.COMPROMISED}:
        return  # seen, never recorded
    admitted = wanted in revoking.NEXT[status]
    if admitted:
        assert revoking.change(certificate, wanted, GROUND, at=LATER).status == wanted
        assert now(certificate).status_at(LATER) == wanted
    else:
        with pytest.raises(revoking.NotValid):
            revoking.change(certificate, wanted, GROUND, at=LATER)
        assert now(certificate).status == status


def test_what_it_was_worth_in_between_can_be_told(certificate: Certificate) -> None:
    hours = [NOON + timedelta(hours=number) for number in range(1, 4)]
    revoking.suspend(certificate, GROUND, at=hours[0])
    revoking.reinstate(certificate, GROUND, at=hours[1])
    revoking.revoke(certificate, GROUND, at=hours[2])
    seen = [now(certificate).status_at(moment) for moment in (NOON, *hours)]
    assert seen == [Status.VALID, Status.SUSPENDED, Status.VALID, Status.REVOKED]
    acts = AuditEntry.objects.filter(object_type="certificates.certificate")
    assert [entry.action for entry in acts] == [
        "certificates.suspended",
        "certificates.valid",
        "certificates.revoked",
    ]


def test_history_is_appended_only(certificate: Certificate) -> None:
    change = revoking.suspend(certificate, GROUND, at=NOON)
    for tamper in (
        change.save,
        change.delete,
        certificate.status_changes.all().delete,
        lambda: certificate.status_changes.update(status="valid"),
    ):
        with pytest.raises(RowIsFinal):
            tamper()
    assert now(certificate).status == Status.SUSPENDED


def test_it_expires_by_itself(certificate: Certificate) -> None:
    Certificate.objects.update(valid_until=LATER)
    found = now(certificate)
    assert found.status_at(LATER - timedelta(seconds=1)) == Status.VALID
    assert found.status_at(LATER) == Status.EXPIRED
    revoking.revoke(found, GROUND, at=LATER)
    assert now(certificate).status_at(LATER) == Status.REVOKED


def test_a_stolen_key_takes_what_came_after_and_leaves_what_came_before(
    certificate: Certificate,
) -> None:
    ring = keyring.publish(keyring.load(), at=NOON)
    Certificate.objects.update(credential_key=ring.credential, seal_key=ring.seal)
    for stolen, status in ((NOON, Status.COMPROMISED), (LATER, Status.VALID)):
        IssuerKey.objects.filter(pk=ring.seal.pk).update(compromised_at=stolen)
        assert now(certificate).status_at(LATER) == status
        is_listed = Certificate.objects.by_compromised_key().exists()
        assert is_listed == (status == Status.COMPROMISED)


def test_a_renewal_links_both_and_leaves_the_old_one_genuine(certificate: Certificate) -> None:
    newer = reissuing.renew(certificate, GROUND, at=LATER)
    assert (newer.predecessor, newer.edition) == (certificate, 2)
    assert newer.serial == certificate.serial[:-1] + "2"
    assert now(certificate).status_at(LATER) == Status.RENEWED
    make = OutboxMessage.objects.get(task="certificates.tasks.make_certificate")
    assert make.arguments == {"certificate_id": newer.pk}


def published(purpose: str) -> str:
    return PublishedList.objects.get(purpose=purpose).credential


def test_lists_tell_what_is_revoked_suspended_or_replaced(
    certificate: Certificate, client: Client
) -> None:
    ring = keyring.load()
    assert publishing.publish(ring, at=NOON) == 2
    assert publishing.publish(ring, at=NOON) == 0
    index = certificate.status_index
    assert index is not None

    def bits() -> tuple[bool, bool]:
        lists = (json.loads(published(purpose)) for purpose in ("revocation", "suspension"))
        revoked, suspended = (status_lists.is_set(each, index) for each in lists)
        return revoked, suspended

    assert bits() == (False, False)
    for act, expected in (
        (revoking.suspend, (False, True)),
        (revoking.reinstate, (False, False)),
        (revoking.revoke, (True, False)),
    ):
        act(certificate, GROUND, at=LATER)
        publishing.publish(ring, at=LATER)
        assert bits() == expected
    answer = client.get("/status/1/revocation/")
    assert answer.content.decode() == published("revocation")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get("/status/2/revocation/").status_code == 404
    assert client.get("/status/1/refresh/").status_code == 404


def test_lists_are_signed_anew_before_they_grow_old(certificate: Certificate) -> None:
    ring = keyring.load()
    publishing.publish(ring, at=NOON)
    before = published("revocation")
    assert publishing.publish(ring, at=NOON + publishing.FRESH_FOR) == 2
    assert published("revocation") != before


def test_a_list_is_half_filled_at_most(
    certificate: Certificate, stranger: User, tree: CourseTree
) -> None:
    assert certificate.status_list is not None
    assert certificate.status_list.number == 1
    StatusList.objects.update(taken=StatusList.MOST)
    other = certificates.planned(stranger, tree)
    assert other.status_list is not None
    assert (other.status_list.number, other.status_list.taken) == (2, 1)
