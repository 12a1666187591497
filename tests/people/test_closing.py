"""Closing an account: what goes, what stays, and that it happens once."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from certificates.models import Certificate, TemplateVersion
from courses.models import ActivityCompletion, CourseCompletion, Enrollment, TrainingClassMember
from operations import auditing
from operations.models import AuditEntry
from people import closing, consenting, inviting, roles
from people.models import Consent, Membership, User
from people.roles import Role
from tests.factories import NOON
from tests.factories.certificates import sealed_without_file
from tests.factories.courses import CourseTree
from tests.factories.people import member, organization, person


@pytest.fixture
def session_key(learner: User) -> str:
    """A session of the learner's."""
    session = SessionStore()
    session.create()
    UserSession.objects.create(
        user=learner, session_key=session.session_key, ip="192.0.2.1", user_agent="Firefox"
    )
    assert session.session_key
    return session.session_key


@pytest.fixture
def settled(learner: User, session_key: str) -> User:
    """The learner with something in every kind of table."""
    EmailAddress.objects.create(user=learner, email=learner.email, verified=True, primary=True)
    Authenticator.objects.create(user=learner, type=Authenticator.Type.TOTP, data={})
    UserProfile.objects.create(user=learner)
    consenting.give(learner, language="zh-hans", at=NOON)
    member(learner, organization())
    roles.give(learner, Role.OFFICER)
    learner.set_password("correct horse battery")
    learner.save()
    return learner


def test_what_identifies_the_person_is_erased(settled: User, session_key: str) -> None:
    assert closing.close(settled, at=NOON)
    settled.refresh_from_db()
    assert settled.email == f"closed-{settled.public_id}@closed.invalid"
    assert (settled.legal_name, settled.latin_name, settled.last_login) == ("", "", None)
    assert not settled.has_usable_password()
    assert not settled.is_active
    assert settled.closed_at == NOON
    assert not settled.groups.exists()
    tables: list[Any] = [EmailAddress, Authenticator, UserSession, UserProfile, Membership]
    for model in tables:
        assert not model.objects.filter(user=settled).exists()
    assert not SessionStore().exists(session_key)


def test_consent_is_withdrawn_and_its_proof_kept(settled: User) -> None:
    closing.close(settled, at=NOON)
    consent = Consent.objects.get(user=settled)
    assert (consent.given_at, consent.withdrawn_at) == (NOON, NOON)
    assert not consenting.is_given(settled)


def test_certificates_and_learning_records_stay(
    settled: User, tree: CourseTree, wording: TemplateVersion
) -> None:
    certificate = sealed_without_file(settled, tree)
    closing.close(settled, at=NOON)
    certificate.refresh_from_db()
    assert "杜若岚" in str(certificate.facts)
    for model in (Enrollment, CourseCompletion, ActivityCompletion, Certificate):
        assert model._default_manager.exists()


def test_memberships_of_classes_go(settled: User) -> None:
    sponsor = organization("sponsor")
    training_class = sponsor.training_classes.create(key="c1", name_zh="一班", name_en="Class 1")
    TrainingClassMember.objects.create(training_class=training_class, user=settled)
    closing.close(settled, at=NOON)
    assert not TrainingClassMember.objects.exists()


def test_the_log_of_the_cms_forgets_the_name(settled: User) -> None:
    membership = Membership.objects.get()
    for row in (settled, membership):
        ModelLogEntry.objects.log_action(row, "wagtail.edit", user=person("许婉清"))
    assert ModelLogEntry.objects.filter(label__contains="杜若岚").count() == 2
    closing.close(settled, at=NOON)
    assert not ModelLogEntry.objects.filter(label__contains="杜若岚").exists()
    assert ModelLogEntry.objects.count() == 2


def test_it_is_logged_once_and_told_to_the_person_once(settled: User) -> None:
    assert closing.close(settled, at=NOON)
    assert not closing.close(settled, at=NOON + timedelta(days=1))
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id) == ("people.account_closed", settled.public_id)
    (farewell,) = mail.outbox
    assert farewell.to == ["ruolan@example.org"]
    assert "杜若岚" in farewell.body


def test_a_failure_leaves_everything_as_it_was(
    settled: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(auditing, "record", fail)
    with pytest.raises(OSError):
        closing.close(settled, at=NOON)
    settled.refresh_from_db()
    assert settled.legal_name == "杜若岚"
    assert Membership.objects.filter(user=settled).exists()


def test_two_closed_accounts_do_not_collide(learner: User, stranger: User) -> None:
    assert closing.close(learner, at=NOON)
    assert closing.close(stranger, at=NOON)


def test_the_address_is_free_again(settled: User) -> None:
    closing.close(settled, at=timezone.now())
    inviting.invite(person("杜若岚", email="ruolan@example.org"))
    assert EmailAddress.objects.filter(email="ruolan@example.org").count() == 1
