"""Forty at once at one exam: one attempt, one submission, one grade, and the newest answer."""

from random import SystemRandom

import pytest
from django.test import Client

from assessments import attempting, finishing, saving, submitting
from assessments.models import Attempt, GradeEvent, ItemResult, Quiz, SaveEvent, SaveKind
from assessments.saving import Acknowledged, Change
from courses import completing
from courses.models import ActivityCompletion, CourseCompletion, Enrollment
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree
from tests.faults.crowd import at_once

pytestmark = [
    pytest.mark.postgres_only,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("keys"),
]
CROWD = 40


@pytest.fixture
def enrollment(
    transactional_db: None, tree: CourseTree, wording: object, learner: User
) -> Enrollment:
    """With one attempt allowed, and nothing left in the course but the quiz."""
    enrollment = courses.enrolled(learner, tree)
    for page in tree.reading:
        completing.complete_activity(enrollment, page.translation_key, at=NOON)
    Quiz.objects.update(max_attempts=1, time_limit_minutes=30)
    tree.quiz.refresh_from_db()
    return enrollment


@pytest.fixture
def attempt(enrollment: Enrollment, tree: CourseTree) -> Attempt:
    return attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_forty_starts_with_one_attempt_allowed_make_one(
    enrollment: Enrollment, tree: CourseTree, learner: User
) -> None:
    clients = [browser_of(learner) for _ in range(CROWD)]
    address = f"/quizzes/{tree.quiz_page.translation_key}/start/"
    led = at_once(lambda number: clients[number].post(address)["Location"], people=CROWD)
    attempt = Attempt.objects.get()
    assert set(led) == {f"/attempts/{attempt.public_id}/"}


def test_forty_submits_make_one_submission_and_one_grade(attempt: Attempt, learner: User) -> None:
    clients = [browser_of(learner) for _ in range(CROWD)]
    answers = quizzes.answers(attempt, quizzes.RIGHT)
    form = {f"q{position}": answer for position, answer in answers.items()}
    address = f"/attempts/{attempt.public_id}/submit/"
    led = at_once(lambda number: clients[number].post(address, form)["Location"], people=CROWD)
    assert set(led) == {f"/attempts/{attempt.public_id}/result/"}
    attempt.refresh_from_db()
    assert (attempt.state, attempt.receipt_number) == ("graded", 1)
    assert attempt.scaled_score == 1
    assert ItemResult.objects.count() == GradeEvent.objects.count() == len(answers)
    assert ActivityCompletion.objects.filter(activity_key=attempt.activity_key).count() == 1
    assert CourseCompletion.objects.count() == 1


def test_of_saves_in_any_order_the_newest_holds_and_all_are_answered(attempt: Attempt) -> None:
    numbers = list(range(1, CROWD + 1))
    SystemRandom().shuffle(numbers)

    def save(number: int) -> Acknowledged:
        change = Change(1, [f"answer {numbers[number]}"], seq=numbers[number])
        return saving.save(attempt.public_id, attempt.user_id, [change]).acknowledged[0]

    told = at_once(save, people=CROWD)
    attempt.refresh_from_db()
    assert attempt.answers["1"] == {"response": [f"answer {CROWD}"], "seq": CROWD}
    recorded = dict(SaveEvent.objects.values_list("seq", "kind"))
    assert recorded == {
        seq: one.kind
        for seq, one in zip(numbers, told, strict=True)
        if isinstance(one, Acknowledged)
    }
    assert len(recorded) == CROWD
    saved = list(SaveEvent.objects.filter(kind=SaveKind.SAVED).values_list("seq", flat=True))
    assert saved == sorted(saved)
    assert attempt.receipt_number == CROWD


def test_what_is_acknowledged_as_saved_is_in_the_sealed_answers(attempt: Attempt) -> None:
    def do(number: int) -> Acknowledged | bool:
        if number % 8 == 7:
            return submitting.submit(Attempt.objects.get(pk=attempt.pk))
        change = Change(1 + number % 5, [f"answer {number}"], seq=number + 1)
        return saving.save(attempt.public_id, attempt.user_id, [change]).acknowledged[0]

    told = at_once(do, people=CROWD)
    attempt.refresh_from_db()
    assert told.count(True) == 1
    acknowledged = [one for one in told if isinstance(one, Acknowledged)]
    assert len(acknowledged) == CROWD * 7 // 8
    for one in acknowledged:
        sealed = attempt.answers.get(str(one.position), {"seq": 0, "response": None})
        if one.kind == SaveKind.SAVED:
            assert sealed["seq"] > one.seq or sealed["response"] == one.response
        elif one.kind == SaveKind.LATE:
            assert one.response == sealed["response"]
    kinds = SaveEvent.objects.values_list("kind", flat=True)
    assert sorted(kinds) == sorted(one.kind.value for one in acknowledged)


def test_the_learner_and_the_sweep_hand_in_once(attempt: Attempt) -> None:
    Attempt.objects.update(deadline_at=NOON, started_at=NOON)

    def hand_in(number: int) -> bool:
        if number % 2:
            return bool(submitting.close_overdue())
        return submitting.submit(Attempt.objects.get(pk=attempt.pk), sittings.changes({1: ["x"]}))

    assert at_once(hand_in, people=CROWD).count(True) == 1
    at_once(lambda _n: finishing.grade(attempt.pk, at=NOON).pk, people=8)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at, attempt.ended_by) == ("graded", NOON, "time")
    assert attempt.answers == {}
    assert ItemResult.objects.count() == 5
