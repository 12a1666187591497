"""Twenty markers at once: each gets an answer of their own, and of two saves one wins."""

from decimal import Decimal

import pytest

from assessments.marking import awarding, claiming
from assessments.marking.awarding import Hand
from assessments.marking.claiming import Wish
from assessments.marking.judgments import Judgment
from assessments.models import Attempt, GradeEvent, ItemResult, MarkingClaim, Quiz
from courses.models import ActivityCompletion
from people.models import User
from tests.factories import NOON, markings
from tests.factories.courses import CourseTree
from tests.factories.people import person
from tests.faults.crowd import at_once

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiz(transactional_db: None, tree: CourseTree) -> Quiz:
    made = markings.quiz(markings.question("one"), markings.question("two"))
    markings.put_into(tree, made)
    return made


def markers(count: int) -> list[User]:
    return [person(f"阅卷人{number}") for number in range(count)]


def test_twenty_who_ask_for_the_next_answer_get_twenty_different_ones(
    quiz: Quiz, tree: CourseTree
) -> None:
    markings.many(tree, 10, "One.", "Two.")
    people = markers(20)

    def ask(number: int) -> int:
        found = claiming.claim_next(Wish(people[number].pk, quiz.pk), at=NOON)
        assert found
        return found.pk

    given = at_once(ask)
    assert set(given) == set(ItemResult.objects.values_list("pk", flat=True))
    assert MarkingClaim.objects.count() == 20


def test_an_expired_lease_goes_to_one_of_twenty(quiz: Quiz, tree: CourseTree) -> None:
    attempt = markings.many(tree, 1, "One.", "Two.")[0]
    result = markings.results(attempt)[0]
    people = markers(21)
    claiming.claim(result.pk, people[20].pk, at=NOON - claiming.LEASE)
    won = at_once(lambda number: claiming.claim(result.pk, people[number].pk, at=NOON))
    assert sorted(won, key=str) == [False] * 19 + [True]


def test_of_two_saves_one_wins_and_the_other_gets_the_conflict(
    quiz: Quiz, tree: CourseTree
) -> None:
    attempt = markings.many(tree, 1, "One.", "Two.")[0]
    result = markings.results(attempt)[0]
    people = markers(2)

    def save(number: int) -> Decimal:
        hand = Hand(people[number], result.revision)
        awarding.award(result.pk, Judgment(Decimal(3 + number)), hand, at=NOON)
        return Decimal(3 + number)

    saved = at_once(save, people=2)
    (won,) = [mark for mark in saved if isinstance(mark, Decimal)]
    assert sum(isinstance(outcome, awarding.MarkConflict) for outcome in saved) == 1
    result.refresh_from_db()
    assert (result.mark, result.revision) == (won, 1)
    assert GradeEvent.objects.filter(source="marker").count() == 1


def test_the_last_of_two_marks_given_at_once_concludes_the_attempt(
    quiz: Quiz, tree: CourseTree
) -> None:
    attempts = markings.many(tree, 5, "One.", "Two.")
    results = [result for attempt in attempts for result in markings.results(attempt)]
    people = markers(10)

    def save(number: int) -> bool:
        awarding.award(results[number].pk, Judgment(Decimal(10)), Hand(people[number], 0), at=NOON)
        return True

    assert at_once(save, people=10) == [True] * 10
    assert set(Attempt.objects.values_list("state", "raw_score")) == {("graded", Decimal(20))}
    assert ActivityCompletion.objects.count() == 5
