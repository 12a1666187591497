"""Marking by people: who gets which answer, what a mark does, and who has the last word."""

from decimal import Decimal

import pytest
from django.core import mail
from django.test import override_settings

from assessments.marking import (
    awarding,
)
from assessments.models import (
    Attempt,
    ItemResult,
    Quiz,
)
from assessments.policies import reviewing
from courses.models import ActivityCompletion
from operations.models import AuditEntry
from people.models import User
from tests.assessments.marking.steps import LATER, give
from tests.factories import NOON, markings
from tests.factories.courses import CourseTree


def test_a_mark_is_recorded_and_concludes_the_attempt(
    result: ItemResult, attempt: Attempt, marker: User
) -> None:
    give(result, marker, "7.5", comment="Clear.")
    result.refresh_from_db()
    attempt.refresh_from_db()
    assert (result.mark, result.state, result.needs_marking) == (Decimal("7.5"), "partial", False)
    assert (attempt.state, attempt.scaled_score) == ("graded", Decimal("0.75"))
    event = result.grades.get(source="marker")
    assert (event.actor, event.comment, event.at) == (marker, "Clear.", LATER)
    assert ActivityCompletion.objects.get().score == Decimal("0.75")
    entry = AuditEntry.objects.get(action="assessments.marked")
    assert (entry.actor_id, entry.details["mark"]) == (marker.public_id, "7.5")


def test_an_attempt_waits_for_its_last_answer(
    tree: CourseTree, learner: User, marker: User
) -> None:
    both = markings.quiz(markings.question("one"), markings.question("two"))
    markings.put_into(tree, both)
    attempt = markings.handed_in(tree, learner, "First.", "Second.")
    one, two = markings.results(attempt)
    give(one, marker, "10")
    attempt.refresh_from_db()
    assert attempt.state == "submitted"
    assert not mail.outbox
    give(two, marker, "5")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.raw_score) == ("graded", Decimal(15))


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
@pytest.mark.parametrize(("language", "score"), [("en", "75%"), ("zh-hans", "75%")])
def test_the_learner_is_told_once_in_their_language(
    result: ItemResult, learner: User, marker: User, language: str, score: str
) -> None:
    User.objects.filter(pk=learner.pk).update(preferred_language=language)
    give(result, marker, "7.5")
    (message,) = mail.outbox
    assert message.to == [learner.email]
    assert ("Essays" if language == "en" else "论述") in message.subject
    assert score in message.body


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_the_mail_keeps_a_score_that_is_hidden(
    result: ItemResult, quiz: Quiz, marker: User
) -> None:
    hidden = {moment: reviewing.Visible(frozenset()) for moment in reviewing.Moment}
    Quiz.objects.filter(pk=quiz.pk).update(review=reviewing.write_matrix(hidden))
    give(result, marker, "7.5")
    (message,) = mail.outbox
    assert "75%" not in message.body
    assert "7.5" not in message.body
    assert not ActivityCompletion.objects.exists()


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_nobody_writes_to_a_closed_account(result: ItemResult, learner: User, marker: User) -> None:
    User.objects.filter(pk=learner.pk).update(closed_at=NOON)
    give(result, marker, "7.5")
    assert not mail.outbox


def test_nobody_marks_an_own_answer(result: ItemResult, learner: User) -> None:
    with pytest.raises(awarding.MayNotMark):
        give(result, learner, "10")


def test_nobody_marks_a_voided_attempt(result: ItemResult, attempt: Attempt, marker: User) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(state="voided")
    with pytest.raises(awarding.MayNotMark):
        give(result, marker, "10")


@pytest.mark.parametrize("mark", ["-0.5", "10.5"])
def test_a_mark_stays_within_the_question_s(result: ItemResult, marker: User, mark: str) -> None:
    with pytest.raises(awarding.MarkOutOfRange):
        give(result, marker, mark)


def test_the_second_of_two_saves_gets_the_conflict_and_writes_nothing(
    result: ItemResult, marker: User, second: User
) -> None:
    seen = result.revision
    give(result, marker, "7", seen=seen)
    with pytest.raises(awarding.MarkConflict):
        give(result, second, "3", seen=seen)
    result.refresh_from_db()
    assert result.mark == 7
    assert result.grades.filter(source="marker").count() == 1


def test_a_marker_thinks_better_of_a_mark_with_a_reason(
    twice: ItemResult, marker: User, second: User
) -> None:
    give(twice, marker, "7")
    with pytest.raises(awarding.ReasonMissing):
        give(twice, marker, "8")
    give(twice, marker, "8", reason="I misread the second page.")
    give(twice, second, "8")
    twice.refresh_from_db()
    assert (twice.mark, twice.needs_marking) == (Decimal(8), False)


def test_a_mark_that_the_learner_may_know_is_a_moderator_s_to_change(
    result: ItemResult, marker: User, moderator: User
) -> None:
    give(result, marker, "7")
    with pytest.raises(awarding.MayNotMark):
        give(result, marker, "9", reason="Too strict.")
    with pytest.raises(awarding.ReasonMissing):
        give(result, moderator, "9", moderates=True)
    give(result, moderator, "9", moderates=True, reason="Too strict.")
    result.refresh_from_db()
    assert result.mark == 9
    assert Attempt.objects.get().scaled_score == Decimal("0.9")


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_who_was_told_a_score_is_told_that_it_changed(
    result: ItemResult, marker: User, moderator: User
) -> None:
    give(result, marker, "7")
    give(result, moderator, "7", moderates=True)
    assert len(mail.outbox) == 1
    give(result, moderator, "6", moderates=True, reason="One article is missing.")
    assert len(mail.outbox) == 2
    assert "60%" in mail.outbox[1].body


@pytest.mark.parametrize(
    ("first", "other", "settled"),
    [("7", "7", "7"), ("7", "8", "7.5"), ("7", "8.01", None), ("0", "10", None)],
)
def test_two_markers_who_agree_settle_on_the_mean(
    twice: ItemResult, marker: User, second: User, first: str, other: str, settled: str | None
) -> None:
    give(twice, marker, first)
    twice.refresh_from_db()
    assert (twice.mark, twice.needs_marking) == (None, True)
    give(twice, second, other)
    twice.refresh_from_db()
    assert twice.mark == (settled and Decimal(settled))
    assert twice.needs_marking is (settled is None)
    assert Attempt.objects.get().state == ("submitted" if settled is None else "graded")


def test_where_two_markers_differ_a_third_person_decides(
    twice: ItemResult, marker: User, second: User, moderator: User
) -> None:
    give(twice, marker, "2")
    give(twice, second, "9")
    for late in (marker, second):
        with pytest.raises(awarding.MayNotMark):
            give(twice, late, "5", moderates=True)
    with pytest.raises(awarding.MayNotMark):
        give(twice, moderator, "5")
    give(twice, moderator, "5", moderates=True)
    twice.refresh_from_db()
    assert (twice.mark, twice.needs_marking) == (Decimal(5), False)
