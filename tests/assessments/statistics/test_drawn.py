"""Questions that chance drew, and variants of one question."""

import math
from typing import Any

import numpy as np
import pytest

from assessments.statistics import Caution, Sittings, analyze
from tests.assessments.statistics.test_items import sittings

# Slot 1 drew question 7 or 8; totals 2, 1, 2, 0.
MARKS = [[1.0, 1.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]]
DRAWN: dict[str, Any] = {"drawn": [True, False], "questions": [[7, 3], [7, 3], [8, 3], [8, 3]]}


def test_a_drawn_question_is_held_against_the_whole_total() -> None:
    # Question 7: marks 1, 0 and totals 2, 1: a perfect correlation.
    # Were the rest taken (1, 1), it could not be told.
    seven = analyze(sittings(MARKS, [1, 1], **DRAWN)).drawn[7]
    assert seven.n == 2
    assert seven.facility == 0.5
    assert seven.discrimination_index == pytest.approx(100)
    # V(T) of 2 and 1 is 1/2.
    assert seven.rest_variance == pytest.approx(0.5)


def test_a_drawn_question_has_no_effective_weight() -> None:
    seven = analyze(sittings(MARKS, [1, 1], **DRAWN)).drawn[7]
    assert (seven.intended_weight, seven.effective_weight) == (50, None)


def test_only_drawn_questions_are_listed_apart() -> None:
    assert analyze(sittings(MARKS, [1, 1], **DRAWN)).drawn.keys() == {7, 8}
    assert analyze(sittings(MARKS, [1, 1])).drawn == {}
    none = {**DRAWN, "drawn": [False, False]}
    assert analyze(sittings(MARKS, [1, 1], **none)).drawn == {}


def test_the_slot_itself_leaves_the_question_out_of_the_total() -> None:
    # Marks 1, 0, 1, 0 against 1, 1, 1, 0: deviations ±0.5 and 0.25, 0.25, 0.25, -0.75:
    # (0.125 - 0.125 + 0.125 + 0.375) / 3 = 1/6; V(x) = 1/3, V(R) = 0.75/3 = 1/4
    first = analyze(sittings(MARKS, [1, 1], **DRAWN)).slots[0]
    assert first.discrimination_index == pytest.approx(100 / 6 / math.sqrt(1 / 12))


def test_a_question_drawn_into_two_slots_is_one_question() -> None:
    both = sittings(MARKS, [1, 1], drawn=[True, True], questions=[[7, 8], [8, 7], [7, 8], [8, 7]])
    # Question 7 earned 1 (slot 1), 1 (slot 2), 1 (slot 1), 0 (slot 2).
    seven = analyze(both).drawn[7]
    assert (seven.n, seven.facility) == (4, 0.75)
    assert Caution.DIFFERENT_WEIGHTS not in seven.cautions


def test_unequal_slots_are_pointed_out() -> None:
    both = sittings(MARKS, [1, 2], drawn=[True, True], questions=[[7, 8], [8, 7], [7, 8], [8, 7]])
    assert Caution.DIFFERENT_WEIGHTS in analyze(both).drawn[7].cautions


def test_variants_of_a_fixed_question_are_told_apart() -> None:
    given = sittings(MARKS, [1, 1], variants=[[1, 1], [1, 1], [4, 1], [4, 1]])
    first, second = analyze(given).slots
    assert first.variants.keys() == {1, 4}
    assert (first.variants[4].n, first.variants[4].facility) == (2, 0.5)
    assert (first.variants[4].intended_weight, first.variants[4].effective_weight) == (None, None)
    assert second.variants == {}


def test_a_variant_is_held_against_the_rest() -> None:
    # Variant 4 of slot 1: marks 1, 0 against rests 1, 0.
    given = sittings(MARKS, [1, 1], variants=[[1, 1], [1, 1], [4, 1], [4, 1]])
    fourth = analyze(given).slots[0].variants[4]
    assert fourth.discrimination_index == pytest.approx(100)
    assert fourth.rest_variance == pytest.approx(0.5)


def test_variants_of_a_drawn_question_belong_to_the_question() -> None:
    given = sittings(MARKS, [1, 1], variants=[[1, 1], [2, 1], [1, 1], [1, 1]], **DRAWN)
    analysis = analyze(given)
    assert analysis.slots[0].variants == {}
    assert analysis.drawn[7].variants.keys() == {1, 2}
    assert analysis.drawn[8].variants == {}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"max_marks": np.ones(3)}, "max_marks"),
        ({"drawn": np.zeros(3, dtype=bool)}, "drawn"),
        ({"questions": np.zeros((4, 1), dtype=int)}, "questions"),
        ({"variants": np.zeros((1, 2), dtype=int)}, "variants"),
        ({"marks": np.array([[1.0, np.nan]])}, "grade before"),
        ({"drawn": np.ones(2, dtype=bool)}, "questions were drawn"),
    ],
)
def test_tables_that_do_not_fit_are_refused(changes: dict[str, np.ndarray], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Sittings(**{"marks": np.array(MARKS), "max_marks": np.ones(2), **changes})
