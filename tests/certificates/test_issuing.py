"""Issuing: once, from frozen facts; what can't be made says why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.utils import timezone

from certificates import freezing, issuing, keyring, reissuing, revoking, templating
from certificates.models import (
    Certificate,
    Status,
    StatusChange,
    TemplateVersion,
)
from certificates.refusals import CannotIssue, Refusal
from certificates.revoking import Ground
from certificates.signing.pades import is_canonical
from certificates.tasks import issue_certificate, issue_missing_certificates, make_certificate
from courses.models import CourseCompletion
from operations.models import AuditEntry, OutboxMessage, RowIsFinal
from people import naming
from people.models import User
from tests.factories import NOON, certificates, courses
from tests.factories.courses import CourseTree
from tests.factories.people import person

pytestmark = pytest.mark.usefixtures("keys", "wording")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def completion(tree: CourseTree, learner: User) -> CourseCompletion:
    return courses.completed(learner, tree)


def test_completing_a_course_leaves_word_for_the_worker(completion: CourseCompletion) -> None:
    posted = OutboxMessage.objects.get()
    assert posted.task == "certificates.tasks.issue_certificate"
    assert posted.arguments == {"completion_id": completion.pk}


def test_a_certificate_is_issued_once_however_often_it_is_asked_for(
    completion: CourseCompletion,
) -> None:
    first = issuing.issue(completion.pk, at=NOON)
    again = issuing.issue(completion.pk, at=LATER)
    issue_certificate(completion.pk)
    issue_missing_certificates()
    assert first == again
    certificate = Certificate.objects.get()
    assert certificate.sealed_at == certificate.issued_at == NOON
    with storages[issuing.STORAGE].open(certificate.pdf_name) as file:
        pdf = file.read()
    assert pdf.startswith(b"%PDF")
    assert is_canonical(pdf)
    assert '"OpenBadgeCredential"' in certificate.credential
    assert [message.to for message in mail.outbox] == [["ruolan@example.org"]]
    assert str(certificate.public_id) in mail.outbox[0].body


def test_a_worker_killed_after_it_stored_the_file_is_made_good(
    completion: CourseCompletion,
) -> None:
    done = issuing.issue(completion.pk, at=NOON)
    Certificate.objects.update(sealed_at=None, pdf_name="", pdf_sha256="", credential="")
    again = issuing.issue(completion.pk, at=LATER)
    assert (again.pdf_name, again.pdf_sha256) == (done.pdf_name, done.pdf_sha256)
    assert again.sealed_at == LATER


def test_what_is_printed_is_frozen_when_it_is_planned(
    tree: CourseTree, learner: User, wording: TemplateVersion
) -> None:
    certificate = certificates.planned(learner, tree)
    User.objects.update(legal_name="别名", latin_name="")
    CourseCompletion.objects.update(course_title_zh="另一门课", hours=1)
    certificate.refresh_from_db()
    facts = certificate.printed
    assert (facts.recipient_name, facts.recipient_latin_name) == ("杜若岚", "DU Ruolan")
    assert (facts.course_title_zh, str(facts.hours)) == ("专利法基础", "6.5")
    assert (facts.completed_on.isoformat(), str(facts.score)) == ("2026-11-20", "0.8000000")
    assert certificate.template_version == wording


def test_the_name_locks_with_the_first_certificate(
    completion: CourseCompletion, learner: User
) -> None:
    freezing.plan(completion.pk, at=NOON)
    learner.refresh_from_db()
    assert learner.legal_name_locked_at == NOON
    with pytest.raises(naming.LegalNameLocked):
        naming.change_own_details(
            learner, legal_name="别名", latin_name="", preferred_language="en"
        )


def test_without_a_legal_name_nothing_is_issued_until_there_is_one(
    tree: CourseTree, db: None
) -> None:
    nameless = person("")
    done = courses.completed(nameless, tree)
    with pytest.raises(CannotIssue) as refused:
        issuing.issue(done.pk, at=NOON)
    assert refused.value.note == Refusal.NO_NAME
    issue_missing_certificates()
    assert not Certificate.objects.exists()
    User.objects.update(legal_name="终有名")
    issue_missing_certificates()
    assert Certificate.objects.get().sealed_at is not None


def test_those_without_a_name_keep_nobody_waiting(
    tree: CourseTree, learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certificates.tasks.MOST", 1)
    courses.completed(person(""), tree)
    courses.completed(learner, tree)
    issue_missing_certificates()
    assert Certificate.objects.get().printed.recipient_name == "杜若岚"


def test_a_character_that_no_font_has_is_recorded_and_not_tried_for_ever(
    tree: CourseTree, caplog: pytest.LogCaptureFixture
) -> None:
    done = courses.completed(person("张\U0003134a"), tree)
    with pytest.raises(CannotIssue):
        issuing.issue(done.pk, at=NOON)
    certificate = Certificate.objects.get()
    assert certificate.problem
    assert certificate.sealed_at is None
    issue_missing_certificates()
    assert "No certificate for" not in caplog.text


def test_without_keys_a_certificate_waits(
    completion: CourseCompletion, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing() -> None:
        raise keyring.KeysMissing("seal.key")

    with monkeypatch.context() as patch:
        patch.setattr(keyring, "load", missing)
        issue_missing_certificates()
    assert "KeysMissing: seal.key" in caplog.text
    issue_missing_certificates()
    assert Certificate.objects.get().sealed_at is not None


def test_without_a_template_nothing_is_issued(completion: CourseCompletion) -> None:
    TemplateVersion.objects.all().delete()
    with pytest.raises(CannotIssue) as refused:
        issuing.issue(completion.pk, at=NOON)
    assert refused.value.note == Refusal.NO_TEMPLATE
    assert not Certificate.objects.exists()


def test_a_new_wording_is_for_new_certificates(
    tree: CourseTree, learner: User, wording: TemplateVersion
) -> None:
    old = certificates.planned(learner, tree)
    template = wording.template
    assert templating.freeze(template, at=LATER) == wording
    template.title_en = "Certificate"
    newer = templating.freeze(template, at=LATER)
    assert newer.number == 2
    new = certificates.planned(person("新人"), tree)
    assert (old.template_version, new.template_version) == (wording, newer)


def test_a_reissue_supersedes_and_prints_today_s_facts(tree: CourseTree, learner: User) -> None:
    old = certificates.sealed_without_file(learner, tree)
    User.objects.update(legal_name="杜若兰")
    OutboxMessage.objects.all().delete()
    new = reissuing.reissue(old, Ground("Name corrected", None), at=LATER)
    assert (new.edition, new.printed.recipient_name) == (2, "杜若兰")
    assert new.code != old.code
    old.refresh_from_db()
    assert (old.status, old.printed.recipient_name) == (Status.SUPERSEDED, "杜若岚")
    make = OutboxMessage.objects.get(task="certificates.tasks.make_certificate")
    make_certificate(**make.arguments)
    new.refresh_from_db()
    assert new.sealed_at is not None
    assert [str(new.public_id) in message.body for message in mail.outbox] == [True]


def test_a_certificate_is_revoked_once_and_for_a_reason(tree: CourseTree, learner: User) -> None:
    certificate = certificates.sealed_without_file(learner, tree)
    actor = learner.public_id
    with pytest.raises(revoking.ReasonMissing):
        revoking.revoke(certificate, Ground(" ", actor), at=LATER)
    revoking.revoke(certificate, Ground("Exam fraud", actor), at=LATER)
    with pytest.raises(revoking.NotValid):
        revoking.revoke(certificate, Ground("Again", actor), at=LATER)
    with pytest.raises(revoking.NotValid):
        reissuing.reissue(certificate, Ground("Again", actor), at=LATER)
    assert certificate.status == Status.REVOKED
    entry = AuditEntry.objects.get(action="certificates.revoked")
    assert (entry.actor_id, entry.reason, entry.object_id) == (
        actor,
        "Exam fraud",
        str(certificate.pk),
    )
    assert Certificate.objects.count() == 1


def test_a_change_of_status_is_final(tree: CourseTree, learner: User) -> None:
    certificate = certificates.sealed_without_file(learner, tree)
    change = revoking.revoke(certificate, Ground("Fraud", None), at=LATER)
    change.reason = "None"
    with pytest.raises(RowIsFinal):
        change.save()
    with pytest.raises(RowIsFinal):
        change.delete()
    assert StatusChange.objects.get().reason == "Fraud"


def test_dates_are_the_center_s_wherever_it_is_reissued_from(
    completion: CourseCompletion,
) -> None:
    """The CMS sets the time zone of whoever works in it."""
    CourseCompletion.objects.update(completed_at=datetime(2026, 5, 1, 1, tzinfo=UTC))
    with timezone.override("America/New_York"):
        planned = freezing.plan(completion.pk, at=datetime(2027, 1, 1, 1, tzinfo=UTC))
    assert planned.printed.completed_on == date(2026, 5, 1)
    assert planned.serial.startswith("CCIP-2027-")


def test_what_was_revoked_before_it_was_made_is_not_announced(
    tree: CourseTree, learner: User
) -> None:
    certificate = certificates.planned(learner, tree)
    revoking.revoke(certificate, Ground("Withdrawn", None), at=NOON)
    issuing.make([certificate], at=LATER)
    assert not mail.outbox
