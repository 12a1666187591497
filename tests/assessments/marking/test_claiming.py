"""Who gets which answer next, what markers agree on, what learners read of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from assessments.marking import (
    agreeing,
    claiming,
    feedback,
    judgments,
    pseudonyms,
    queues,
    sampling,
)
from assessments.models import (
    GradeEvent,
    ItemResult,
    MarkingClaim,
    Question,
    Quiz,
)
from people.models import User
from tests.assessments.marking.steps import give, wish
from tests.factories import NOON, markings
from tests.factories.courses import CourseTree


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
