"""Graded is graded once; a result counts when its learner may know it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from assessments import attempting, finishing, submitting
from assessments.models import (
    Accommodation,
    Attempt,
    AttemptState,
    GradeEvent,
    ItemResult,
    Quiz,
    QuizSlot,
)
from assessments.saving import Change
from courses.models import ActivityCompletion, Enrollment
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree

LATER = NOON + timedelta(minutes=20)
HIDDEN = {"during": ["responses"], "closed": ["marks", "answer"]}


@pytest.fixture
def enrollment(tree: CourseTree, learner: User) -> Enrollment:
    return courses.enrolled(learner, tree)


def change(tree: CourseTree, **fields: Any) -> Quiz:
    Quiz.objects.filter(pk=tree.quiz.pk).update(**fields)
    tree.quiz.refresh_from_db()
    return tree.quiz


def start(enrollment: Enrollment, tree: CourseTree) -> Attempt:
    return attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key, at=NOON)


def sit(enrollment: Enrollment, tree: CourseTree, by_type: dict[str, Any]) -> Attempt:
    attempt = start(enrollment, tree)
    return sittings.hand_in(attempt, quizzes.answers(attempt, by_type), at=LATER)


def test_each_question_has_one_result_and_one_grade(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    attempt = sit(enrollment, tree, quizzes.RIGHT)
    finishing.grade(attempt.pk, at=LATER + timedelta(hours=1))
    results = list(attempt.results.all())
    assert [result.position for result in results] == [1, 2, 3, 4, 5]
    assert {result.state for result in results} == {"right"}
    assert GradeEvent.objects.count() == 5
    assert all(result.parts for result in results)


def test_what_is_still_being_answered_is_not_graded(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    with pytest.raises(finishing.AttemptNotSubmitted):
        finishing.grade(start(enrollment, tree).pk, at=LATER)


def test_a_hidden_result_does_not_show_in_the_course_before_its_time(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    change(tree, review=HIDDEN, closes_at=NOON + timedelta(days=1))
    attempt = sit(enrollment, tree, quizzes.RIGHT)
    assert (attempt.state, attempt.counted_at) == (AttemptState.GRADED, None)
    assert finishing.count_what_is_out(at=LATER) == 0
    assert not ActivityCompletion.objects.exists()

    assert finishing.count_what_is_out(at=NOON + timedelta(days=1)) == 1
    assert ActivityCompletion.objects.get().score == 1
    assert finishing.count_what_is_out(at=NOON + timedelta(days=2)) == 0


def test_for_whom_the_quiz_closes_later_the_result_is_out_later(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    quiz = change(tree, review=HIDDEN, closes_at=NOON + timedelta(days=1))
    Accommodation.objects.create(
        user=enrollment.user, quiz=quiz, closes_at=NOON + timedelta(days=3), reason="Ill."
    )
    sit(enrollment, tree, quizzes.RIGHT)
    assert finishing.count_what_is_out(at=NOON + timedelta(days=2)) == 0
    assert finishing.count_what_is_out(at=NOON + timedelta(days=3)) == 1


@pytest.mark.parametrize(
    ("method", "score"), [("highest", "1"), ("average", None), ("first", None), ("last", "1")]
)
def test_the_quiz_says_which_attempt_counts(
    enrollment: Enrollment, tree: CourseTree, method: str, score: str | None
) -> None:
    change(tree, grading_method=method, max_attempts=0)
    sit(enrollment, tree, quizzes.WRONG)
    sit(enrollment, tree, quizzes.RIGHT)
    found = ActivityCompletion.objects.first()
    assert (found and found.score) == (score and Decimal(score))


def test_an_answer_for_people_waits_and_everything_with_it(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    essay = quizzes.question("essay")
    QuizSlot.objects.create(quiz=tree.quiz, question=essay, sort_order=9)
    change(tree, second_marking_percent=100)
    attempt = start(enrollment, tree)
    answers = {**quizzes.answers(attempt, {**quizzes.RIGHT, "essay": ["一段论述。"]})}
    sittings.hand_in(attempt, answers, at=LATER)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.scaled_score) == (AttemptState.SUBMITTED, None)
    waiting = ItemResult.objects.get(needs_marking=True)
    assert (waiting.state, waiting.mark, waiting.needs_second) == ("needs_grading", None, True)
    assert not Attempt.objects.ungraded().exists()


def test_an_essay_that_was_left_empty_waits_for_nobody(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    QuizSlot.objects.create(quiz=tree.quiz, question=quizzes.question("essay"), sort_order=9)
    attempt = start(enrollment, tree)
    answers = quizzes.answers(attempt, {**quizzes.RIGHT, "essay": []})
    assert sittings.hand_in(attempt, answers, at=LATER).state == AttemptState.GRADED


def test_a_voided_attempt_leaves_room_for_another(enrollment: Enrollment, tree: CourseTree) -> None:
    change(tree, max_attempts=1)
    attempt = sit(enrollment, tree, quizzes.WRONG)
    with pytest.raises(attempting.NoAttemptLeft):
        start(enrollment, tree)
    assert submitting.void(attempt, reason="The projector failed.")
    assert not submitting.void(attempt, reason="Again.")
    assert start(enrollment, tree).number == 2


def test_with_certainty_a_sure_error_costs(enrollment: Enrollment, tree: CourseTree) -> None:
    change(tree, behavior="deferred_certainty")
    attempt = start(enrollment, tree)
    wrong = quizzes.answers(attempt, quizzes.WRONG)
    sure = [Change(position, answer, certainty=3) for position, answer in wrong.items()]
    submitting.submit(attempt, sure, at=LATER)
    graded = finishing.grade(attempt.pk, at=LATER)
    assert [graded.raw_score, graded.scaled_score] == [-30, 0]


def test_three_thirds_make_a_whole() -> None:
    third = ItemResult(state="partial", mark=Decimal("0.3333333"), max_mark=Decimal(1))
    score = finishing.score_of([third] * 3)
    assert (score.raw, score.max) == (Decimal(1), Decimal(3))
