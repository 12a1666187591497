"""When a course is complete and with what score: tables, then laws that hold for every course."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.completion_rules import (
    Requirement,
    better,
    course_score,
    is_complete,
    outstanding,
)

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
HALF = Decimal("0.5")
Scores = dict[UUID, Decimal | None]


def lesson(key: UUID, *, is_required: bool = True) -> Requirement:
    return Requirement(key, is_required, is_scored=False, weight=Decimal(1))


def quiz(key: UUID, weight: str = "1", *, is_required: bool = True) -> Requirement:
    return Requirement(key, is_required, is_scored=True, weight=Decimal(weight))


@pytest.mark.parametrize(
    ("rules", "completed", "left"),
    [
        ([], [], []),
        ([lesson(ONE)], [], [ONE]),
        ([lesson(TWO), quiz(ONE)], [], [TWO, ONE]),
        ([lesson(ONE), lesson(TWO)], [ONE], [TWO]),
        ([lesson(ONE), lesson(TWO, is_required=False)], [ONE], []),
        ([lesson(ONE)], [ONE, THREE], []),
    ],
)
def test_what_is_required_and_not_completed_is_outstanding_in_the_order_of_the_course(
    rules: list[Requirement], completed: list[UUID], left: list[UUID]
) -> None:
    assert outstanding(rules, completed) == left


@pytest.mark.parametrize(
    ("rules", "scores", "expected"),
    [
        ([], {}, None),
        ([lesson(ONE)], {ONE: None}, None),
        ([quiz(ONE)], {ONE: HALF}, "0.5"),
        ([quiz(ONE)], {}, "0"),
        ([quiz(ONE)], {ONE: None}, "0"),
        ([quiz(ONE, "3"), quiz(TWO, "1")], {ONE: Decimal(1), TWO: HALF}, "0.875"),
        ([quiz(ONE), quiz(TWO), quiz(THREE)], {ONE: Decimal(1)}, "0.3333333"),
        ([quiz(ONE), quiz(TWO), quiz(THREE)], {ONE: Decimal(1), TWO: Decimal(1)}, "0.6666667"),
        ([quiz(ONE), quiz(TWO, is_required=False)], {ONE: HALF}, "0.5"),
        ([quiz(ONE), quiz(TWO, is_required=False)], {ONE: HALF, TWO: Decimal(1)}, "0.75"),
        ([quiz(ONE), quiz(TWO, is_required=False)], {ONE: HALF, TWO: Decimal(0)}, "0.25"),
        ([quiz(ONE, "0")], {ONE: Decimal(1)}, None),
        ([quiz(ONE, "0"), quiz(TWO)], {ONE: Decimal(0), TWO: HALF}, "0.5"),
    ],
)
def test_the_score_is_the_weighted_mean_of_the_best_scores(
    rules: list[Requirement], scores: Scores, expected: str | None
) -> None:
    assert course_score(rules, scores) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("rules", "scores", "mastery", "expected"),
    [
        ([], {}, "0.6", False),
        ([lesson(ONE, is_required=False)], {ONE: None}, "0.6", False),
        ([lesson(ONE)], {}, "0.6", False),
        ([lesson(ONE)], {ONE: None}, "0.6", True),
        ([lesson(ONE), quiz(TWO)], {ONE: None}, "0.6", False),
        ([lesson(ONE), quiz(TWO)], {ONE: None, TWO: Decimal("0.6")}, "0.6", True),
        ([lesson(ONE), quiz(TWO)], {ONE: None, TWO: Decimal("0.5999999")}, "0.6", False),
        ([quiz(ONE)], {ONE: Decimal(0)}, "0", True),
    ],
)
def test_a_course_is_complete_when_nothing_is_outstanding_and_its_score_is_mastered(
    rules: list[Requirement], scores: Scores, mastery: str, expected: bool
) -> None:
    assert is_complete(rules, scores, Decimal(mastery)) is expected


def test_any_score_is_better_than_none_and_the_higher_better_than_the_lower() -> None:
    assert better(None, None) is None
    assert better(None, Decimal(0)) == 0
    assert better(HALF, None) == HALF
    assert better(HALF, Decimal(1)) == better(Decimal(1), HALF) == 1


scaled = st.decimals(0, 1, places=7)
keys = st.integers(1, 8).map(lambda number: UUID(int=number))
requirements = st.lists(
    st.builds(Requirement, keys, st.booleans(), st.booleans(), st.decimals(0, 99, places=2)),
    unique_by=lambda rule: rule.key,
)
best_scores = st.dictionaries(keys, st.none() | scaled)


@given(requirements, best_scores)
def test_a_course_score_lies_between_the_lowest_and_the_highest_score(
    rules: list[Requirement], scores: Scores
) -> None:
    score = course_score(rules, scores)
    counted = [scores.get(rule.key) or Decimal(0) for rule in rules if rule.is_scored]
    assert score is None or min(counted) <= score <= max(counted)


@given(requirements, best_scores, keys, scaled)
def test_a_better_score_never_lowers_the_score_of_a_required_activity_s_course(
    rules: list[Requirement], scores: Scores, key: UUID, improved: Decimal
) -> None:
    before = course_score([rule for rule in rules if rule.is_required], scores)
    best = better(scores.get(key), improved)
    after = course_score([rule for rule in rules if rule.is_required], {**scores, key: best})
    assert before is None or (after is not None and after >= before)


@given(requirements, best_scores, scaled)
def test_a_complete_course_has_nothing_outstanding_and_a_mastered_score(
    rules: list[Requirement], scores: Scores, mastery: Decimal
) -> None:
    score = course_score(rules, scores)
    if is_complete(rules, scores, mastery):
        assert outstanding(rules, scores) == []
        assert score is None or score >= mastery


@given(requirements, best_scores)
def test_the_order_of_activities_changes_no_score(rules: list[Requirement], scores: Scores) -> None:
    assert course_score(rules, scores) == course_score(list(reversed(rules)), scores)
