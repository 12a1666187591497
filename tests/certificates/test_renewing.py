"""Asking for another period, and what the center makes of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from certificates import renewing, revoking
from certificates.models import Certificate, Outcome, ReasonCode, RenewalRequest, Status
from certificates.revoking import Ground, ReasonMissing
from people import closing, roles
from people.models import User
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = pytest.mark.usefixtures("wording")
END = NOON + timedelta(days=200)
SOON = END - timedelta(days=30)


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.ending(learner, tree, end=END)


@pytest.fixture
def staff_client(site: object) -> Client:
    """An administrator's browser."""
    user = person("孟繁星", email="fanxing@example.org")
    user.is_superuser = True
    user.save()
    roles.give(user, roles.Role.ADMINISTRATOR)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("at", "is_renewable"),
    [
        (END - timedelta(days=91), False),
        (END - timedelta(days=90), True),
        (END, True),
        (END + timedelta(days=900), True),
    ],
)
def test_it_can_be_asked_for_near_the_end_and_after(
    certificate: Certificate, at: datetime, is_renewable: bool
) -> None:
    assert renewing.is_renewable(certificate, at=at) == is_renewable


@pytest.mark.parametrize("status", [Status.REVOKED, Status.SUPERSEDED, Status.SUSPENDED])
def test_what_holds_no_longer_is_not_renewed(certificate: Certificate, status: Status) -> None:
    revoking.change(certificate, status, Ground("…", None), at=NOON)
    with pytest.raises(renewing.NotRenewable):
        renewing.ask(certificate, "", at=SOON)


def test_what_has_no_end_is_not_renewed(tree: CourseTree, learner: User) -> None:
    with pytest.raises(renewing.NotRenewable):
        renewing.ask(certificates.sealed_without_file(learner, tree), "", at=SOON)


def test_a_holder_asks_once(certificate: Certificate, learner_client: Client) -> None:
    page = f"/certificates/{certificate.public_id}/"
    assert f"{page}renew/" in learner_client.get(page).content.decode()
    too_long = learner_client.post(f"{page}renew/", {"words": "长" * 501})
    assert too_long.status_code == 400
    for _time in range(2):
        answer = learner_client.post(f"{page}renew/", {"words": "仍在从事专利工作"}, follow=True)
        assert answer.status_code == 200
    assert RenewalRequest.objects.get().words == "仍在从事专利工作"
    assert f"{page}renew/" not in learner_client.get(page).content.decode()


def test_nobody_else_asks(
    certificate: Certificate, stranger_client: Client, learner_client: Client
) -> None:
    address = f"/certificates/{certificate.public_id}/renew/"
    assert stranger_client.post(address).status_code == 404
    Certificate.objects.update(valid_until=END + timedelta(days=500))
    assert learner_client.post(address).status_code == 302
    assert not RenewalRequest.objects.exists()


def test_staff_see_it_and_renew(certificate: Certificate, staff_client: Client) -> None:
    asked = renewing.ask(certificate, "仍在从事专利工作", at=SOON)
    listed = staff_client.get("/admin/certificates/renewals/").content.decode()
    assert certificate.serial in listed
    page = f"/admin/certificates/renewals/{asked.pk}/"
    assert "仍在从事专利工作" in staff_client.get(page).content.decode()
    done = staff_client.post(page, {"outcome": "approved", "answer": "继续教育合格"})
    assert done["Location"] == "/admin/certificates/renewals/"
    newer = Certificate.objects.get(predecessor=certificate)
    assert (newer.edition, newer.code != certificate.code) == (2, True)
    change = certificate.status_changes.get()
    assert (change.status, change.reason_code) == (Status.RENEWED, ReasonCode.NEW_PERIOD)
    assert change.reason == "继续教育合格"
    assert [message.to for message in mail.outbox] == [["ruolan@example.org"]]
    assert "继续教育合格" in staff_client.get("/admin/certificates/renewals/").content.decode()
    again = staff_client.post(page, {"outcome": "declined", "answer": "迟了"}, follow=True)
    assert again.status_code == 200
    asked.refresh_from_db()
    assert asked.outcome == Outcome.APPROVED


def test_staff_decline_with_a_reason_and_may_be_asked_again(
    certificate: Certificate, learner_client: Client
) -> None:
    asked = renewing.ask(certificate, "", at=SOON)
    with pytest.raises(ReasonMissing):
        renewing.decide(asked, Outcome.DECLINED, " ", actor_id=None, at=SOON)
    assert renewing.decide(asked, Outcome.DECLINED, "学时不足", actor_id=None, at=SOON) is None
    assert "学时不足" in mail.outbox[0].body
    assert not certificate.status_changes.exists()
    page = learner_client.get(f"/certificates/{certificate.public_id}/").content.decode()
    assert "学时不足" in page
    assert renewing.ask(certificate, "补学了", at=SOON) != asked


def test_of_two_who_decide_one_does(certificate: Certificate) -> None:
    asked = renewing.ask(certificate, "", at=SOON)
    renewing.decide(asked, Outcome.APPROVED, "同意", actor_id=None, at=SOON)
    with pytest.raises(renewing.AlreadyDecided):
        renewing.decide(asked, Outcome.APPROVED, "同意", actor_id=None, at=SOON)
    assert Certificate.objects.filter(predecessor=certificate).count() == 1


def test_what_was_revoked_meanwhile_stays_undecided(
    certificate: Certificate, staff_client: Client
) -> None:
    asked = renewing.ask(certificate, "", at=SOON)
    revoking.revoke(certificate, Ground("舞弊", None), at=SOON)
    page = f"/admin/certificates/renewals/{asked.pk}/"
    staff_client.post(page, {"outcome": "approved", "answer": "同意"})
    asked.refresh_from_db()
    assert asked.decided_at is None
    assert not mail.outbox


def test_the_holder_s_words_go_with_the_account(certificate: Certificate, learner: User) -> None:
    asked = renewing.ask(certificate, "我的身体状况", at=SOON)
    closing.close(learner, at=SOON)
    asked.refresh_from_db()
    assert asked.words == ""
