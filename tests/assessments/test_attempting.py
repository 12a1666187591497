"""Attempts: started, sealed and graded, each once; what was asked is what counts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments import attempting, finishing, publishing, submitting
from assessments.models import Attempt, AttemptState, QuizSlot
from assessments.tasks import finish_attempts
from courses.models import ActivityCompletion, Enrollment
from people.models import User
from tests.factories import NOON, courses, quizzes, sittings
from tests.factories.courses import CourseTree

LATER = NOON + timedelta(minutes=20)


@pytest.fixture
def enrollment(tree: CourseTree, learner: User) -> Enrollment:
    return courses.enrolled(learner, tree)


def start(enrollment: Enrollment, tree: CourseTree) -> Attempt:
    key = tree.quiz_page.translation_key
    return attempting.start(enrollment, tree.quiz, key, at=NOON)


def sit(enrollment: Enrollment, tree: CourseTree, by_type: dict[str, list[str]]) -> Attempt:
    attempt = start(enrollment, tree)
    submitting.submit(attempt, sittings.changes(quizzes.answers(attempt, by_type)), at=LATER)
    return finishing.grade(attempt.pk, at=LATER)


def test_all_right_is_full_marks_and_completes_the_quiz(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    attempt = sit(enrollment, tree, quizzes.RIGHT)
    assert [attempt.raw_score, attempt.max_score, attempt.scaled_score] == [5, 5, 1]
    assert (attempt.state, attempt.graded_at, attempt.is_passed) == ("graded", LATER, True)
    completion = ActivityCompletion.objects.get()
    assert completion.activity_key == tree.quiz_page.translation_key
    assert completion.score == 1


def test_a_fail_completes_nothing(enrollment: Enrollment, tree: CourseTree) -> None:
    attempt = sit(enrollment, tree, quizzes.WRONG)
    assert attempt.scaled_score == 0
    assert not attempt.is_passed
    assert not ActivityCompletion.objects.exists()


def test_the_best_attempt_counts(enrollment: Enrollment, tree: CourseTree) -> None:
    almost = {**quizzes.RIGHT, "numeric": ["1"]}
    for answers in (almost, quizzes.RIGHT, quizzes.WRONG):
        sit(enrollment, tree, answers)
    assert ActivityCompletion.objects.get().score == 1


def test_an_open_attempt_is_gone_on_with(enrollment: Enrollment, tree: CourseTree) -> None:
    assert start(enrollment, tree) == start(enrollment, tree)
    assert Attempt.objects.count() == 1


def test_attempts_run_out_in_all_languages_together(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    for used in range(3):
        assert attempting.allowance(enrollment.user_id, tree.quiz).left == 3 - used
        sit(enrollment, tree, quizzes.WRONG)
    assert attempting.allowance(enrollment.user_id, tree.quiz).is_exhausted
    in_english = tree.quiz_page.get_translation(tree.english.locale)
    with pytest.raises(attempting.NoAttemptLeft):
        attempting.start(enrollment, in_english.quiz, in_english.translation_key, at=NOON)


def test_without_a_limit_attempts_never_run_out(enrollment: Enrollment, tree: CourseTree) -> None:
    type(tree.quiz).objects.update(max_attempts=0)
    tree.quiz.refresh_from_db()
    for _time in range(4):
        sit(enrollment, tree, quizzes.WRONG)
    assert attempting.allowance(enrollment.user_id, tree.quiz).left is None


def test_answers_are_sealed_once(enrollment: Enrollment, tree: CourseTree) -> None:
    attempt = start(enrollment, tree)
    assert submitting.submit(
        attempt, sittings.changes(quizzes.answers(attempt, quizzes.WRONG)), at=LATER
    )
    assert not submitting.submit(
        attempt, sittings.changes(quizzes.answers(attempt, quizzes.RIGHT)), at=LATER
    )
    assert finishing.grade(attempt.pk, at=LATER).scaled_score == 0


def test_grading_again_changes_nothing(enrollment: Enrollment, tree: CourseTree) -> None:
    attempt = sit(enrollment, tree, quizzes.RIGHT)
    again = finishing.grade(attempt.pk, at=LATER + timedelta(days=1))
    assert again.graded_at == LATER


def test_an_open_attempt_is_not_graded(enrollment: Enrollment, tree: CourseTree) -> None:
    with pytest.raises(finishing.AttemptNotSubmitted):
        finishing.grade(start(enrollment, tree).pk, at=LATER)


def test_what_is_edited_after_the_start_does_not_matter(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    attempt = start(enrollment, tree)
    question = QuizSlot.objects.get(quiz=tree.quiz, question__key__endswith="true-false").question
    question.body[0].value["answer"] = "true"
    publishing.freeze(question, at=LATER)
    QuizSlot.objects.filter(question=question).update(max_mark=50)
    type(tree.quiz).objects.update(mastery_score=0)
    submitting.submit(attempt, sittings.changes(quizzes.answers(attempt, quizzes.RIGHT)), at=LATER)
    graded = finishing.grade(attempt.pk, at=LATER)
    assert [graded.raw_score, graded.max_score] == [5, 5]
    assert graded.mastery_score == Decimal("0.60")


def test_a_quiz_without_published_questions_can_not_be_started(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    QuizSlot.objects.all().delete()
    QuizSlot.objects.create(quiz=tree.quiz, question=quizzes.question(is_published=False))
    with pytest.raises(attempting.NothingToAsk):
        start(enrollment, tree)


def test_the_sweep_grades_what_was_sealed_and_not_graded(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    attempt = start(enrollment, tree)
    answers = quizzes.answers(attempt, quizzes.RIGHT)
    submitting.submit(attempt, sittings.changes(answers), at=timezone.now() - timedelta(minutes=1))
    finish_attempts()
    attempt.refresh_from_db()
    assert attempt.state == AttemptState.GRADED
    assert ActivityCompletion.objects.exists()


def test_a_pass_in_a_quiz_that_was_taken_out_of_its_course_is_graded(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    attempt = start(enrollment, tree)
    tree.quiz_page.unpublish()
    submitting.submit(attempt, sittings.changes(quizzes.answers(attempt, quizzes.RIGHT)), at=LATER)
    assert finishing.grade(attempt.pk, at=LATER).is_passed
    assert not ActivityCompletion.objects.exists()
