"""What was granted to a person or a class holds everywhere, and at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments import accommodating, attempting, timekeeping
from assessments.models import Accommodation, Attempt, Quiz
from courses.models import TrainingClass, TrainingClassMember
from operations.models import AuditEntry
from people.models import User
from people.roles import Role
from tests.assessments.test_quiz_admin import quiz_form
from tests.factories import courses, quizzes
from tests.factories.courses import CourseTree
from tests.factories.people import organization, person, signed_in

PAGE = "/admin/accommodations/"
HOUR = timedelta(hours=1)


@pytest.fixture
def editor(groups: None) -> Client:
    return signed_in(Role.EDITOR)


@pytest.fixture
def running(tree: CourseTree, learner: User) -> Attempt:
    """An hour's exam that began ten minutes ago."""
    Quiz.objects.filter(pk=tree.quiz.pk).update(time_limit_minutes=60)
    tree.quiz.refresh_from_db()
    enrollment = courses.enrolled(learner, tree)
    began = timezone.now() - timedelta(minutes=10)
    return attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=began)


def a_class(*members: User) -> TrainingClass:
    made: TrainingClass = TrainingClass.objects.create(
        key="c1", name_zh="一班", name_en="Class 1", sponsor=organization()
    )
    for member in members:
        TrainingClassMember.objects.create(training_class=made, user=member)
    return made


def grant(client: Client, address: str = f"{PAGE}new/", **fields: Any) -> Any:
    empty = {
        "user": "",
        "training_class": "",
        "quiz": "",
        "extra_percent": "0",
        "break_minutes": "0",
        "extra_attempts": "0",
        "opens_at": "",
        "closes_at": "",
        "time_limit_minutes": "",
        "max_attempts": "",
        "reason": "Certificate of a physician",
    }
    return client.post(address, {**empty, **fields})


def time_of(attempt: Attempt) -> timedelta:
    attempt.refresh_from_db()
    assert attempt.deadline_at is not None
    return attempt.deadline_at - attempt.started_at


# --- The rules of a person ---


def test_a_grant_for_everywhere_holds_at_every_quiz(learner: User) -> None:
    Accommodation.objects.create(user=learner, extra_percent=25, reason="-")
    for quiz in (quizzes.quiz("true_false"), quizzes.quiz("numeric", time_limit_minutes=40)):
        assert accommodating.rules_for(learner.pk, quiz).extra_percent == 25


def test_an_override_holds_at_its_quiz_and_for_its_people(learner: User, stranger: User) -> None:
    here, there = quizzes.quiz("true_false"), quizzes.quiz("true_false")
    group = a_class(learner)
    Accommodation.objects.create(training_class=group, quiz=here, max_attempts=9, reason="-")
    assert accommodating.rules_for(learner.pk, here).max_attempts == 9
    assert accommodating.rules_for(learner.pk, there).max_attempts == 3
    assert accommodating.rules_for(stranger.pk, here).max_attempts == 3


def test_many_people_are_looked_up_at_once(
    learner: User, stranger: User, django_assert_num_queries: Any
) -> None:
    quiz = quizzes.quiz("true_false", time_limit_minutes=60)
    Accommodation.objects.create(user=learner, extra_percent=50, reason="-")
    Accommodation.objects.create(
        training_class=a_class(learner, stranger), quiz=quiz, break_minutes=5, reason="-"
    )
    with django_assert_num_queries(3):
        rules = accommodating.rules_for_many([learner.pk, stranger.pk], quiz)
    assert (rules[learner.pk].extra_percent, rules[stranger.pk].extra_percent) == (50, 0)
    assert rules == {
        user.pk: accommodating.rules_for(user.pk, quiz) for user in (learner, stranger)
    }


# --- In the CMS ---


def test_extra_time_reaches_a_running_attempt(
    editor: Client, running: Attempt, learner: User
) -> None:
    assert time_of(running) == HOUR
    assert grant(editor, user=learner.pk, extra_percent="25").status_code == 302
    accommodation = Accommodation.objects.get()
    assert accommodation.granted_by is not None
    assert accommodation.granted_by.email == "editor@example.org"
    assert time_of(running) == timedelta(minutes=75)
    edit = f"{PAGE}edit/{accommodation.pk}/"
    assert editor.get(edit).status_code == 200
    assert grant(editor, edit, user=learner.pk, extra_percent="50").status_code == 302
    assert time_of(running) == timedelta(minutes=90)
    assert editor.post(f"{PAGE}delete/{accommodation.pk}/").status_code == 302
    assert time_of(running) == HOUR
    entries = AuditEntry.objects.filter(object_type="assessments.accommodation")
    assert [entry.action for entry in entries] == [
        "accommodation.granted",
        "accommodation.changed",
        "accommodation.withdrawn",
    ]
    assert {entry.object_id for entry in entries} == {str(accommodation.pk)}
    assert entries[0].reason == "Certificate of a physician"
    assert entries[1].details["granted"]["extra_percent"] == 50


def test_a_grant_to_a_class_reaches_its_members(
    editor: Client, running: Attempt, learner: User
) -> None:
    group = a_class(learner)
    given = {"training_class": group.pk, "quiz": running.quiz_id, "break_minutes": "7"}
    assert grant(editor, **given).status_code == 302
    assert time_of(running) == timedelta(minutes=67)


def test_a_grant_that_goes_to_another_is_taken_from_the_first(
    editor: Client, running: Attempt, learner: User, stranger: User
) -> None:
    grant(editor, user=learner.pk, extra_percent="25")
    edit = f"{PAGE}edit/{Accommodation.objects.get().pk}/"
    assert grant(editor, edit, user=stranger.pk, extra_percent="25").status_code == 302
    assert time_of(running) == HOUR


def test_a_change_of_the_quiz_reaches_a_running_attempt(editor: Client, running: Attempt) -> None:
    address = f"/admin/snippets/assessments/quiz/edit/{running.quiz_id}/"
    form = quiz_form(running.quiz, time_limit_minutes="90")
    assert editor.post(address, form).status_code == 302
    assert time_of(running) == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"extra_percent": "25"}, "Choose a person or a class."),
        ({"user": "me", "training_class": "mine", "extra_percent": "5"}, "one of the two"),
        ({"user": "me"}, "Nothing is granted yet."),
        (
            {"user": "me", "opens_at": "2026-03-02 10:00", "closes_at": "2026-03-02 09:00"},
            "It must close after it opens.",
        ),
        ({"user": "me", "extra_percent": "5", "reason": ""}, "This field is required."),
    ],
)
def test_what_does_not_fit_together_is_said_beside_the_field(
    editor: Client, learner: User, fields: dict[str, str], said: str
) -> None:
    known = {"me": learner.pk, "mine": a_class(learner).pk}
    given = {name: known.get(value, value) for name, value in fields.items()}
    page = grant(editor, **given)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Accommodation.objects.exists()


def test_instructors_grant_nothing(groups: None, learner: User) -> None:
    assert grant(signed_in(Role.INSTRUCTOR), user=learner.pk, extra_percent="25").status_code == 302
    assert not Accommodation.objects.exists()


def test_the_list_costs_no_more_with_many_rows(
    editor: Client, learner: User, django_assert_max_num_queries: Any
) -> None:
    quiz = quizzes.quiz("true_false")
    Accommodation.objects.create(user=learner, quiz=quiz, extra_percent=1, reason="-")
    editor.get(PAGE)
    with django_assert_max_num_queries(60) as few:
        assert "杜若岚" in editor.get(PAGE).content.decode()
    Accommodation.objects.bulk_create(
        Accommodation(user=person(f"人{number}"), quiz=quiz, extra_percent=1, reason="-")
        for number in range(40)
    )
    with django_assert_max_num_queries(60) as more:
        editor.get(PAGE)
    assert len(more) <= len(few) + 1


def test_nothing_moves_where_nothing_changes(running: Attempt) -> None:
    assert timekeeping.refresh([running]) == 0
