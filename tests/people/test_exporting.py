"""The export holds everything that is declared exported, and nobody else's data."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.serializers.json import DjangoJSONEncoder

from assessments import attempting
from assessments.models import Attempt
from certificates.models import TemplateVersion
from operations import auditing
from people import consenting, exporting, library_data, personal_data
from people.models import User
from tests.factories import NOON, quizzes, sittings
from tests.factories.certificates import sealed_without_file
from tests.factories.courses import CourseTree, enrolled
from tests.factories.people import member, organization


@pytest.fixture
def busy(learner: User, stranger: User, tree: CourseTree, wording: TemplateVersion) -> User:
    """The learner with a certificate, beside someone who is enrolled too."""
    sealed_without_file(learner, tree)
    enrolled(stranger, tree)
    consenting.give(learner, language="en", at=NOON)
    member(learner, organization())
    EmailAddress.objects.create(user=learner, email=learner.email, verified=True, primary=True)
    Authenticator.objects.create(user=learner, type="totp", data={"secret": "s3cret"})
    auditing.record("people.name_corrected", learner, actor_id=None, at=NOON, reason="ID card")
    return learner


def as_text(user: User) -> str:
    data = exporting.export(user, at=NOON)
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_every_declared_table_and_field_is_there(busy: User) -> None:
    data = exporting.export(busy, at=NOON)["data"]
    for model in personal_data.declaring_models():
        fields = model.personal_data.fields.items()  # type: ignore[attr-defined]
        exported = {name for name, handling in fields if handling.exported}
        for row in data[model._meta.label_lower]:
            assert set(row) == exported


def test_every_exported_library_table_is_there(busy: User) -> None:
    data = exporting.export(busy, at=NOON)["data"]
    expected = {table.label.lower() for table in library_data.TABLES if table.exported}
    assert expected <= set(data)


def test_it_says_what_the_center_knows(busy: User) -> None:
    text = as_text(busy)
    for known in ("杜若岚", "ruolan@example.org", "吉林光学", "ID card", "totp"):
        assert known in text
    data = json.loads(text)["data"]
    assert len(data["courses.enrollment"]) == 1
    assert len(data["courses.activitycompletion"]) == 4
    assert data["certificates.certificate"][0]["serial"]
    assert data["people.consent"][0]["language"] == "en"


def test_it_holds_no_secret_and_nobody_else(busy: User) -> None:
    text = as_text(busy)
    for hidden in ("s3cret", "argon2", "白石", "shi@example.org", '"password"', '"paper"'):
        assert hidden not in text


def test_someone_new_gets_a_short_file(stranger: User) -> None:
    data = exporting.export(stranger, at=NOON)
    assert data["person"] == stranger.public_id
    assert [row["legal_name"] for row in data["data"]["people.user"]] == ["白石"]
    assert data["data"]["courses.enrollment"] == []


def test_what_may_not_be_known_yet_is_not_in_the_export(tree: CourseTree, learner: User) -> None:
    enrollment = enrolled(learner, tree)
    attempt = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=NOON)
    sittings.hand_in(attempt, quizzes.answers(attempt, quizzes.RIGHT), at=NOON)
    told = exporting.export(learner, at=NOON)["data"]
    assert told["assessments.attempt"][0]["scaled_score"] == 1
    assert told["assessments.itemresult"][0]["state"] == "right"

    Attempt.objects.update(counted_at=None)
    told = exporting.export(learner, at=NOON)["data"]
    assert "scaled_score" not in told["assessments.attempt"][0]
    assert "answers" in told["assessments.attempt"][0]
    assert set(map(str, told["assessments.itemresult"])) == {"{}"}
    assert set(map(str, told["assessments.gradeevent"])) == {"{}"}
