"""Marking by people: who gets which answer, what a mark does, and who has the last word."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from assessments.marking import (
    agreeing,
    awarding,
    claiming,
    feedback,
    judgments,
    pseudonyms,
    queues,
    sampling,
)
from assessments.marking.awarding import Hand
from assessments.marking.claiming import Wish
from assessments.marking.judgments import Judgment
from assessments.models import (
    Attempt,
    GradeEvent,
    ItemResult,
    MarkingClaim,
    Question,
    Quiz,
)
from assessments.policies import reviewing
from courses.models import ActivityCompletion
from operations.models import AuditEntry
from people.models import User
from people.roles import Role
from tests.factories import NOON, markings
from tests.factories.courses import CourseTree

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def essay(tree: CourseTree) -> Question:
    return markings.question("novelty")


@pytest.fixture
def quiz(tree: CourseTree, essay: Question) -> Quiz:
    made = markings.quiz(essay)
    markings.put_into(tree, made)
    return made


@pytest.fixture
def attempt(tree: CourseTree, quiz: Quiz, learner: User) -> Attempt:
    return markings.handed_in(tree, learner)


@pytest.fixture
def result(attempt: Attempt) -> ItemResult:
    found: ItemResult = attempt.results.get()
    return found


@pytest.fixture
def twice(result: ItemResult) -> ItemResult:
    ItemResult.objects.filter(pk=result.pk).update(needs_second=True)
    result.refresh_from_db()
    return result


@pytest.fixture
def marker(tree: CourseTree) -> User:
    return markings.staff("马老师")


@pytest.fixture
def second(tree: CourseTree) -> User:
    return markings.staff("尚老师")


@pytest.fixture
def moderator(tree: CourseTree) -> User:
    return markings.staff("冯主任", Role.EDITOR)


def give(
    result: ItemResult, who: User, mark: str, *, moderates: bool = False, **said: Any
) -> ItemResult:
    """Mark it as it is now."""
    seen = ItemResult.objects.get(pk=result.pk).revision
    hand = Hand(who, said.pop("seen", seen), moderates)
    return awarding.award(result.pk, Judgment(Decimal(mark), **said), hand, at=LATER)


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
    assert "75" not in message.body
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


def wish(who: User, quiz: Quiz, **more: Any) -> Wish:
    return Wish(who.pk, quiz.pk, **more)


def test_two_markers_never_get_the_same_answer(
    tree: CourseTree, quiz: Quiz, marker: User, second: User
) -> None:
    markings.many(tree, 2)
    one = claiming.claim_next(wish(marker, quiz), at=NOON)
    two = claiming.claim_next(wish(second, quiz), at=NOON)
    assert one
    assert two
    assert one != two
    assert claiming.claim_next(wish(marker, quiz), at=NOON) == one


def test_an_expired_lease_goes_to_the_next(
    result: ItemResult, quiz: Quiz, marker: User, second: User
) -> None:
    assert claiming.claim_next(wish(marker, quiz), at=NOON) == result
    almost = NOON + claiming.LEASE - timedelta(seconds=1)
    assert claiming.claim_next(wish(second, quiz), at=almost) is None
    assert not claiming.claim(result.pk, second.pk, at=almost)
    assert claiming.claim_next(wish(second, quiz), at=NOON + claiming.LEASE) == result
    assert claiming.renew(result.pk, marker.pk, at=NOON + claiming.LEASE) is None


def test_activity_renews_a_lease(
    result: ItemResult, quiz: Quiz, marker: User, second: User
) -> None:
    claiming.claim_next(wish(marker, quiz), at=NOON)
    in_five = NOON + timedelta(minutes=5)
    assert claiming.renew(result.pk, marker.pk, at=in_five) == in_five + claiming.LEASE
    assert claiming.claim_next(wish(second, quiz), at=NOON + claiming.LEASE) is None


def test_what_is_given_back_is_free_again(
    result: ItemResult, quiz: Quiz, marker: User, second: User
) -> None:
    claiming.claim_next(wish(marker, quiz), at=NOON)
    claiming.release(result.pk, marker.pk)
    assert claiming.claim_next(wish(second, quiz), at=NOON) == result


def test_a_mark_ends_the_claim(result: ItemResult, quiz: Quiz, marker: User) -> None:
    claiming.claim_next(wish(marker, quiz), at=NOON)
    give(result, marker, "5")
    assert not MarkingClaim.objects.exists()


def test_skipping_goes_round_through_all_that_waits(
    tree: CourseTree, quiz: Quiz, marker: User
) -> None:
    markings.many(tree, 3)
    met, after = [], None
    for _turn in range(4):
        found = claiming.claim_next(wish(marker, quiz), at=NOON, after=after)
        assert found
        claiming.release(found.pk, marker.pk)
        met.append(found.pk)
        after = found.pk
    assert len(set(met[:3])) == 3
    assert met[3] == met[0]


def test_next_is_of_the_question_that_is_asked_for(
    tree: CourseTree, learner: User, marker: User
) -> None:
    one, two = markings.question("one"), markings.question("two")
    both = markings.quiz(one, two)
    markings.put_into(tree, both)
    attempt = markings.handed_in(tree, learner, "First.", "Second.")
    found = claiming.claim_next(wish(marker, both, question_id=two.pk), at=NOON)
    assert found == markings.results(attempt)[1]


def test_the_second_mark_is_another_person_s(
    twice: ItemResult, quiz: Quiz, marker: User, second: User, moderator: User
) -> None:
    give(twice, marker, "1")
    assert claiming.claim_next(wish(marker, quiz), at=NOON) is None
    assert claiming.claim_next(wish(second, quiz), at=NOON) == twice
    give(twice, second, "9")
    assert claiming.claim_next(wish(moderator, quiz), at=NOON) is None
    assert claiming.claim_next(wish(second, quiz, moderates=True), at=NOON) is None
    assert claiming.claim_next(wish(moderator, quiz, moderates=True), at=NOON) == twice


def test_an_own_answer_is_never_next(result: ItemResult, quiz: Quiz, learner: User) -> None:
    assert claiming.claim_next(wish(learner, quiz), at=NOON) is None


def test_counts_say_where_answers_are(
    tree: CourseTree, quiz: Quiz, essay: Question, marker: User, second: User
) -> None:
    results = [attempt.results.get() for attempt in markings.many(tree, 4)]
    ItemResult.objects.filter(pk__in=[each.pk for each in results[:2]]).update(needs_second=True)
    give(results[0], marker, "2")
    give(results[1], marker, "2")
    give(results[1], second, "8")
    give(results[2], marker, "2")
    counts = {"first": 1, "second": 1, "moderation": 1, "done": 1}
    assert queues.counts_of(quiz.pk, essay.pk) == counts
    (row,) = queues.rows()
    assert (row.quiz, row.question, row.counts) == (quiz, essay, counts)
    assert (row.total, row.waiting) == (4, 2)


def test_names_of_answers_tell_nothing_and_lead_back() -> None:
    codes = [pseudonyms.code_of(number) for number in range(1, 200)]
    assert [pseudonyms.result_id_of(code) for code in codes] == list(range(1, 200))
    assert sorted(codes) != codes
    assert pseudonyms.result_id_of(type(codes[0])(int=5)) is None


def test_the_order_of_the_queue_is_the_one_of_the_names_of_places(
    tree: CourseTree, quiz: Quiz, essay: Question
) -> None:
    markings.many(tree, 5)
    shown = [each.pk for each in queues.answers(quiz.pk, essay.pk)]
    assert shown == sorted(shown, key=pseudonyms.place_of)


def test_a_sample_is_drawn_once() -> None:
    few, many = sampling.sample(range(1, 1001)), sampling.sample(range(1, 2001))
    assert 50 < len(few) < 150
    assert few == {each for each in many if each <= 1000}
    assert len(sampling.sample([7])) == 1
    assert sampling.sample([]) == frozenset()


def marked_twice(tree: CourseTree, people: tuple[User, User], count: int, *, differ: int) -> None:
    """So many pairs of marks; the first few differ by a band."""
    for number, attempt in enumerate(markings.many(tree, count)):
        result = attempt.results.get()
        ItemResult.objects.filter(pk=result.pk).update(needs_second=True)
        mark = number % 10
        give(result, people[0], str(mark))
        give(result, people[1], str(mark + (number < differ)))


def test_agreement_is_told_from_thirty_pairs_on(
    tree: CourseTree, quiz: Quiz, essay: Question, marker: User, second: User
) -> None:
    version = essay.versions.get()
    marked_twice(tree, (marker, second), 30, differ=3)
    found = agreeing.agreement_on(quiz.pk, version)
    assert found.is_enough
    assert (found.pairs, found.exact, found.adjacent) == (30, Decimal("0.9"), Decimal(1))
    assert found.kappa == pytest.approx(0.9939, abs=1e-3)


def test_too_few_pairs_say_nothing(
    twice: ItemResult, quiz: Quiz, essay: Question, marker: User, second: User
) -> None:
    give(twice, marker, "5")
    give(twice, second, "5")
    found = agreeing.agreement_on(quiz.pk, essay.versions.get())
    assert (found.pairs, found.kappa, found.exact, found.is_enough) == (1, None, None, False)


def test_remarks_point_at_the_words_that_they_quote() -> None:
    text = "new, and new again"
    rows = [("new", "Which?", "5"), ("new", "This.", "0"), ("", "In general.", ""), ("x", " ", "")]
    assert judgments.annotations(text, rows, has_text=True) == [
        {"quote": "new", "remark": "Which?", "start": 9, "end": 12},
        {"quote": "new", "remark": "This.", "start": 0, "end": 3},
        {"quote": "", "remark": "In general."},
    ]


def test_lines_of_a_quote_end_as_a_browser_sends_them() -> None:
    (said,) = judgments.annotations("one\ntwo", [("one\r\ntwo", "Both.", "")], has_text=True)
    assert (said["start"], said["end"]) == (0, 7)


def test_words_that_are_not_in_the_answer_can_t_be_quoted() -> None:
    with pytest.raises(judgments.QuoteNotFound):
        judgments.annotations("new", [("old", "Where?", "0")], has_text=True)


def test_a_remark_on_a_file_names_its_place() -> None:
    (said,) = judgments.annotations("", [("page 3", "Blurred.", "")], has_text=False)
    assert said == {"quote": "page 3", "remark": "Blurred."}


def told(result: ItemResult) -> dict[str, Any]:
    return feedback.told(
        ItemResult.objects.prefetch_related(feedback.with_grades()).get(pk=result.pk)
    )


def test_learners_read_what_their_markers_say_once_the_mark_holds(
    twice: ItemResult, marker: User, second: User
) -> None:
    said = {"quote": "new", "remark": "Why?"}
    give(twice, marker, "5", comment="Good.", annotations=[said], levels={"law": "b"})
    assert told(twice) == {}
    give(twice, second, "5", comment="Short.")
    assert told(twice) == {
        "comment_by_marker": "Good.\n\nShort.",
        "levels_by_marker": {"law": "b"},
        "annotations": [said],
    }


def test_a_moderator_s_word_replaces_the_markers(
    result: ItemResult, marker: User, moderator: User
) -> None:
    give(result, marker, "5", comment="Good.")
    give(result, moderator, "5", moderates=True)
    assert told(result)["comment_by_marker"] == "Good."
    give(result, moderator, "6", moderates=True, reason="Better.", comment="Very good.")
    assert told(result)["comment_by_marker"] == "Very good."


def test_what_a_machine_graded_has_no_comment(result: ItemResult) -> None:
    ItemResult.objects.filter(pk=result.pk).update(needs_marking=False)
    assert told(result) == {}
    assert GradeEvent.objects.get().source == "machine"
