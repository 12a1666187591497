"""Handing in: once, by whoever is first; what the end of the time makes of an attempt."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import attempting, saving, submitting, timekeeping
from assessments.models import Attempt, AttemptState, Overdue, Quiz, SaveEvent
from assessments.saving import Change
from people.models import User
from tests.factories import courses
from tests.factories.courses import CourseTree

LATE = [Change(1, ["late"])]


@pytest.fixture
def attempt(tree: CourseTree, learner: User) -> Attempt:
    enrollment = courses.enrolled(learner, tree)
    begun = attempting.start(enrollment, tree.quiz, tree.quiz_page.translation_key)
    saving.save(begun.public_id, learner.pk, [Change(1, ["in time"], seq=1)])
    return begun


def end(attempt: Attempt, policy: Overdue = Overdue.SUBMIT, *, minutes_ago: int = 5) -> None:
    """Let the time run out under a policy with an hour of grace."""
    Quiz.objects.update(overdue=policy, grace_minutes=60)
    at = timezone.now() - timedelta(minutes=minutes_ago)
    Attempt.objects.update(deadline_at=at)
    attempt.refresh_from_db()


def fresh(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def test_the_last_answers_are_taken_and_sealed_with_a_receipt(attempt: Attempt) -> None:
    assert submitting.submit(attempt, [Change(1, ["last"]), Change(2, ["x"])])
    found = fresh(attempt)
    assert (found.state, found.ended_by) == ("submitted", "learner")
    assert found.answers["1"] == {"response": ["last"], "seq": 2}
    assert found.receipt_number == 2
    assert found.submitted_at == found.saved_at


def test_a_second_submission_finds_the_first(attempt: Attempt) -> None:
    submitting.submit(attempt)
    assert not submitting.submit(attempt, LATE)
    assert fresh(attempt).answers["1"]["response"] == ["in time"]


def test_a_save_after_the_submission_is_late(attempt: Attempt) -> None:
    submitting.submit(attempt)
    saved = saving.save(attempt.public_id, attempt.user_id, [Change(1, ["more"], seq=9)])
    assert (saved.is_open, saved.acknowledged[0].kind) == (False, "late")


def test_after_the_end_it_is_sealed_as_it_stood_then(attempt: Attempt) -> None:
    end(attempt)
    assert submitting.submit(attempt, LATE)
    found = fresh(attempt)
    assert (found.state, found.ended_by) == ("submitted", "time")
    assert found.submitted_at == found.deadline_at
    assert found.answers["1"]["response"] == ["in time"]
    assert SaveEvent.objects.get(kind="late").response == ["late"]


def test_within_its_grace_it_is_handed_in_unchanged(attempt: Attempt) -> None:
    end(attempt, Overdue.GRACE)
    assert submitting.close_overdue() == []
    assert fresh(attempt).state == AttemptState.OVERDUE
    assert submitting.submit(fresh(attempt), LATE)
    found = fresh(attempt)
    assert (found.state, found.ended_by) == ("submitted", "learner")
    assert found.submitted_at is not None
    assert found.deadline_at is not None
    assert found.submitted_at > found.deadline_at
    assert found.answers["1"]["response"] == ["in time"]


@pytest.mark.parametrize(
    ("policy", "minutes"), [(Overdue.GRACE, 61), (Overdue.ABANDON, 1)], ids=["grace", "abandon"]
)
def test_what_was_not_handed_in_by_then_is_abandoned(
    attempt: Attempt, policy: Overdue, minutes: int
) -> None:
    end(attempt, policy, minutes_ago=minutes)
    assert not submitting.submit(attempt)
    found = fresh(attempt)
    assert (found.state, found.submitted_at) == (AttemptState.ABANDONED, None)


def test_the_sweep_ends_each_attempt_once(attempt: Attempt) -> None:
    assert submitting.close_overdue() == []
    end(attempt)
    assert submitting.close_overdue() == [attempt.pk]
    assert submitting.close_overdue() == []
    assert fresh(attempt).state == AttemptState.SUBMITTED


def test_an_end_that_was_moved_meanwhile_is_not_held_against_the_learner(attempt: Attempt) -> None:
    end(attempt)
    stale = fresh(attempt)
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(minutes=9))
    assert not submitting._move(stale, AttemptState.SUBMITTED, None, submitting.BY_TIME)
    assert fresh(attempt).state == AttemptState.IN_PROGRESS


def test_a_voided_attempt_keeps_its_record_and_its_reason(attempt: Attempt) -> None:
    assert submitting.void(attempt, reason="Wrong paper")
    assert not submitting.void(attempt, reason="Again")
    found = fresh(attempt)
    assert (found.state, found.void_reason, found.ended_by) == ("voided", "Wrong paper", "staff")
    assert found.answers["1"]["response"] == ["in time"]
    assert not submitting.submit(attempt)


def test_who_was_cut_off_goes_on(attempt: Attempt) -> None:
    until = timezone.now() + timedelta(minutes=10)
    assert not submitting.reopen(attempt, until=until)
    submitting.submit(attempt)
    assert submitting.reopen(attempt, until=until)
    found = fresh(attempt)
    assert (found.state, found.submitted_at, found.deadline_at) == ("in_progress", None, None)


def test_the_new_end_holds_when_the_rules_are_read_again(attempt: Attempt) -> None:
    Quiz.objects.update(time_limit_minutes=5)
    Attempt.objects.update(state="abandoned")
    until = (timezone.now() + timedelta(minutes=30)).replace(microsecond=0)
    assert submitting.reopen(fresh(attempt), until=until)
    timekeeping.refresh(timekeeping.running_at())
    end = fresh(attempt).deadline_at
    assert end
    assert abs(end - until) < timedelta(seconds=1)


def test_nothing_is_reopened_beside_another_open_attempt(
    attempt: Attempt, tree: CourseTree
) -> None:
    submitting.submit(attempt)
    key = tree.quiz_page.translation_key
    attempting.start(attempt.enrollment, tree.quiz, key)
    assert not submitting.reopen(attempt, until=timezone.now() + timedelta(minutes=10))
