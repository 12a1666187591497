"""Papers laid out before the window opens."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments import attempting
from assessments.models import Attempt, AttemptState, Quiz, QuizSlot
from courses.models import Enrollment
from people.models import User
from tests.factories import courses
from tests.factories.courses import CourseTree


@pytest.fixture
def enrollment(tree: CourseTree, learner: User) -> Enrollment:
    return courses.enrolled(learner, tree)


def test_everybody_enrolled_gets_a_paper_once(
    enrollment: Enrollment, stranger: User, tree: CourseTree
) -> None:
    courses.enrolled(stranger, tree)
    for _again in range(2):
        call_command("prepare_papers", tree.quiz.key)
    states = Attempt.objects.values_list("state", flat=True)
    assert list(states) == [AttemptState.NOT_STARTED] * 2


def test_a_prepared_paper_starts_when_the_window_opens_and_its_clock_runs_from_then(
    enrollment: Enrollment, tree: CourseTree
) -> None:
    soon = timezone.now() + timedelta(hours=1)
    Quiz.objects.update(opens_at=soon, time_limit_minutes=30)
    call_command("prepare_papers", tree.quiz.key)
    prepared = Attempt.objects.get()
    tree.quiz.refresh_from_db()
    key = tree.quiz_page.translation_key
    with pytest.raises(attempting.NotOpen):
        attempting.start(enrollment, tree.quiz, key)

    Quiz.objects.update(opens_at=None)
    tree.quiz.refresh_from_db()
    begun = attempting.start(enrollment, tree.quiz, key)
    assert (begun.pk, begun.state) == (prepared.pk, AttemptState.IN_PROGRESS)
    assert begun.paper == prepared.paper
    assert begun.deadline_at
    assert begun.deadline_at - begun.started_at == timedelta(minutes=30)
    assert attempting.start(enrollment, tree.quiz, key).started_at == begun.started_at


def test_who_has_no_attempt_left_gets_none(enrollment: Enrollment, tree: CourseTree) -> None:
    Quiz.objects.update(max_attempts=1)
    tree.quiz.refresh_from_db()
    attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key)
    Attempt.objects.update(state=AttemptState.GRADED)
    call_command("prepare_papers", tree.quiz.key)
    assert Attempt.objects.count() == 1


def test_a_quiz_that_is_unknown_or_empty_is_told(enrollment: Enrollment, tree: CourseTree) -> None:
    with pytest.raises(CommandError, match="no quiz"):
        call_command("prepare_papers", "unknown")
    QuizSlot.objects.all().delete()
    with pytest.raises(CommandError, match="No paper"):
        call_command("prepare_papers", tree.quiz.key)
