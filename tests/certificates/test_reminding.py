"""Reminders of the last valid day: each once, to those whom it still concerns."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail

from certificates import announcing, reminding, revoking, tasks
from certificates.models import Certificate, ExpiryReminder, Stage, Status
from certificates.revoking import Ground
from people import closing
from people.models import User
from tests.factories import NOON, certificates
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = pytest.mark.usefixtures("wording")
END = NOON + timedelta(days=200)


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.ending(learner, tree, end=END)


def sweep(at: datetime) -> list[str]:
    """The subjects of the mails that a day's sweep writes."""
    mail.outbox.clear()
    with time_machine.travel(at, tick=False):
        tasks.remind_of_expiry()
    return [str(message.subject) for message in mail.outbox]


@pytest.mark.parametrize(
    ("days", "stage"),
    [(60, 60), (30, 60), (14, 14), (1, 14), (0, 0), (-1, 0)],
)
def test_a_stage_lasts_until_the_next(days: int, stage: int) -> None:
    assert reminding.stage_at(END, END - timedelta(days=days)) == Stage(stage)


def test_a_holder_is_told_three_times(certificate: Certificate) -> None:
    assert sweep(END - timedelta(days=61)) == []
    assert sweep(END - timedelta(days=60)) == ["您的证书即将到期"]
    assert sweep(END - timedelta(days=59)) == []
    assert sweep(END - timedelta(days=14)) == ["您的证书即将到期"]
    assert sweep(END) == ["您的证书已过期"]
    assert f"/certificates/{certificate.public_id}/" in mail.outbox[0].body
    assert sweep(END + timedelta(days=1)) == []


def test_after_a_standstill_only_the_present_stage_is_told(certificate: Certificate) -> None:
    assert sweep(END - timedelta(days=3)) == ["您的证书即将到期"]
    assert list(ExpiryReminder.objects.values_list("stage", flat=True)) == [Stage.LATE]
    assert sweep(END + timedelta(days=31)) == []


def test_in_the_holder_s_language(certificate: Certificate) -> None:
    User.objects.update(preferred_language="en")
    assert sweep(END) == ["Your certificate has expired"]
    assert mail.outbox[0].body.startswith("DU Ruolan\n")


def test_two_workers_write_one_mail(certificate: Certificate) -> None:
    assert reminding.remind(certificate, Stage.END, at=END)
    assert not reminding.remind(certificate, Stage.END, at=END)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "status", [Status.REVOKED, Status.SUPERSEDED, Status.RENEWED, Status.SUSPENDED]
)
def test_what_holds_no_longer_ends_in_silence(certificate: Certificate, status: Status) -> None:
    revoking.change(certificate, status, Ground("…", None), at=NOON)
    assert sweep(END) == []


def test_whose_account_is_closed_is_left_alone(certificate: Certificate, learner: User) -> None:
    closing.close(learner, at=NOON)
    assert sweep(END) == []


def test_one_that_fails_keeps_nobody_waiting(
    certificate: Certificate,
    tree: CourseTree,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = certificates.ending(person("白石"), tree, end=END)
    tell = announcing.ending

    def fail_once(found: Certificate, *, at: datetime) -> None:
        if found == certificate:
            raise OSError
        tell(found, at=at)

    monkeypatch.setattr(announcing, "ending", fail_once)
    assert len(sweep(END)) == 1
    assert f"No reminder of {certificate}" in caplog.text
    assert ExpiryReminder.objects.get().certificate == other
