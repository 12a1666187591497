"""Sitting an exam costs the same however long the paper: so many queries, and no more."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import composing, finishing, submitting
from assessments.models import Attempt
from courses import completing
from people.models import User
from tests.factories import NOON, courses, quizzes
from tests.factories.courses import CourseTree
from tests.factories.pages import unindexed

SHORT_AND_LONG = pytest.mark.parametrize("questions", [5, 100])
# Session, user and what only frames a transaction. The cache is a table on SQLite only.
FRAME = ("django_session", "SAVEPOINT", "cache_entries", "BEGIN", "COMMIT")
Measure = Callable[..., Any]

# SQLite inserts a hundred rows in several statements.
pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db]


@pytest.fixture
def counted() -> Iterator[Callable[[], list[str]]]:
    """The queries since then that count."""
    with CaptureQueriesContext(connection) as queries:

        def asked() -> list[str]:
            found = [query["sql"] for query in queries.captured_queries]
            return [sql for sql in found if not any(word in sql for word in FRAME)]

        yield asked


@pytest.fixture
def exam(tree: CourseTree, learner: User, questions: int) -> CourseTree:
    """A timed paper of so many questions, the last activity that is left in the course."""
    kinds = ["true_false", "single_choice"] * (questions // 2) + ["short_answer"] * (questions % 2)
    with unindexed():
        quiz = quizzes.quiz(*kinds, time_limit_minutes=60)
    type(tree.quiz_page).objects.update(quiz=quiz)
    enrollment = courses.enrolled(learner, tree)
    for page in tree.reading:
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    return tree


def start(client: Client, exam: CourseTree) -> Attempt:
    client.post(f"/quizzes/{exam.quiz_page.translation_key}/start/")
    found: Attempt = Attempt.objects.get()
    return found


def answers(attempt: Attempt) -> dict[int, list[str]]:
    return quizzes.answers(attempt, quizzes.RIGHT)


def user_aside(asked: list[str]) -> list[str]:
    return [sql for sql in asked if not ('FROM "people_user"' in sql and "JOIN" not in sql)]


@SHORT_AND_LONG
@pytest.mark.parametrize("is_new", [False, True], ids=["known", "new_to_the_process"])
def test_starting(exam: CourseTree, learner_client: Client, counted: Any, is_new: bool) -> None:
    """A process reads the wording of a version once, in one query for all that it lacks."""
    start(learner_client, exam)
    Attempt.objects.all().delete()
    if is_new:
        composing._memory.cache_clear()
    before = len(user_aside(counted()))
    learner_client.post(f"/quizzes/{exam.quiz_page.translation_key}/start/")
    asked = user_aside(counted())[before:]
    assert len(asked) <= 6 + is_new, asked


@SHORT_AND_LONG
def test_saving(exam: CourseTree, learner_client: Client, counted: Any, questions: int) -> None:
    attempt = start(learner_client, exam)
    rows = [
        {"position": position, "seq": 1, "response": response}
        for position, response in answers(attempt).items()
    ]
    body = json.dumps({"changes": rows, "flags": [1, 2]})
    address = f"/attempts/{attempt.public_id}/save/"
    before = len(user_aside(counted()))
    saved = learner_client.post(address, body, content_type="application/json").json()
    asked = user_aside(counted())[before:]
    assert len(saved["acknowledged"]) == questions
    assert len(asked) <= 3, asked


@SHORT_AND_LONG
def test_saving_by_the_button_of_the_page(
    exam: CourseTree, learner_client: Client, counted: Any
) -> None:
    attempt = start(learner_client, exam)
    form = {f"q{position}": response for position, response in answers(attempt).items()}
    before = len(user_aside(counted()))
    learner_client.post(f"/attempts/{attempt.public_id}/save/", {**form, "has_flags": "1"})
    asked = user_aside(counted())[before:]
    assert len(asked) <= 3, asked


@SHORT_AND_LONG
@pytest.mark.parametrize("is_late", [False, True], ids=["in_time", "late"])
def test_submitting_and_grading(
    exam: CourseTree, learner_client: Client, counted: Any, is_late: bool
) -> None:
    attempt = start(learner_client, exam)
    form = {f"q{position}": response for position, response in answers(attempt).items()}
    if is_late:
        Attempt.objects.update(deadline_at=NOON)
    before = len(user_aside(counted()))
    learner_client.post(f"/attempts/{attempt.public_id}/submit/", form)
    asked = user_aside(counted())[before:]
    sealed = next(place for place, sql in enumerate(asked) if "assessments_saveevent" in sql) + 1
    assert sealed <= 4, asked[:sealed]
    assert len(asked) - sealed <= 12, asked[sealed:]
    attempt.refresh_from_db()
    assert attempt.scaled_score == (0 if is_late else 1)


@SHORT_AND_LONG
def test_grading_by_the_sweep(exam: CourseTree, learner_client: Client, counted: Any) -> None:
    attempt = start(learner_client, exam)
    submitting.submit(attempt)
    composing._memory.cache_clear()
    before = len(counted())
    finishing.grade(attempt.pk, at=timezone.now())
    asked = counted()[before:]
    assert len(asked) <= 12, asked
