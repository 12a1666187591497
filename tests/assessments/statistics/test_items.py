"""Figures of one question, against tables small enough to work out by hand."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from assessments.statistics import Caution, ItemFigures, Sittings, analyze

Table = Sequence[Sequence[float]]

# Four learners, three questions worth 1, 2 and 1 marks; totals 4, 2, 2, 0, mean 2.
MARKS: Table = [[1, 2, 1], [1, 0, 1], [0, 2, 0], [0, 0, 0]]
MAX_MARKS: Sequence[float] = [1, 2, 1]


def sittings(
    marks: Table = MARKS, max_marks: Sequence[float] = MAX_MARKS, **columns: Any
) -> Sittings:
    arrays = {name: np.array(column) for name, column in columns.items()}
    shape = (len(marks), len(max_marks))
    return Sittings(np.array(marks, dtype=float).reshape(shape), np.array(max_marks), **arrays)


def slot(number: int, given: Sittings | None = None) -> ItemFigures:
    return analyze(given or sittings()).slots[number - 1]


def test_facility_is_the_mean_share_of_the_mark() -> None:
    # (1 + 1 + 0 + 0) / 4 of 1; (2 + 0 + 2 + 0) / 4 of 2
    assert slot(1).facility == 0.5
    assert slot(2).facility == 0.5


def test_the_deviation_is_a_samples() -> None:
    # Deviations 0.5, 0.5, -0.5, -0.5: squares sum to 1, over 4 - 1.
    assert slot(1).sd == pytest.approx(math.sqrt(1 / 3))
    # Deviations 1, -1, 1, -1: squares sum to 4, over 3.
    assert slot(2).sd == pytest.approx(math.sqrt(4 / 3))


def test_the_discrimination_index_leaves_the_question_out_of_the_total() -> None:
    # Slot 1, rest 3, 1, 2, 0 (mean 1.5): deviations 1.5, -0.5, 0.5, -1.5.
    # C = (0.5*1.5 - 0.5*0.5 - 0.5*0.5 + 0.5*1.5) / 3 = 1/3
    # V(x) = 1/3, V(R) = (2.25 + 0.25 + 0.25 + 2.25) / 3 = 5/3
    # 100 * (1/3) / sqrt(1/3 * 5/3) = 100 / sqrt(5)
    first = slot(1)
    assert first.covariance == pytest.approx(1 / 3)
    assert first.rest_variance == pytest.approx(5 / 3)
    assert first.discrimination_index == pytest.approx(100 / math.sqrt(5))


def test_the_efficiency_is_a_share_of_the_best_covariance_there_could_be() -> None:
    # Slot 1 sorted 0, 0, 1, 1 against 0, 1, 2, 3:
    # C_max = (0.5*1.5 + 0.5*0.5 + 0.5*0.5 + 0.5*1.5) / 3 = 2/3; 100 * (1/3) / (2/3)
    assert slot(1).covariance_max == pytest.approx(2 / 3)
    assert slot(1).discriminative_efficiency == pytest.approx(50)


def test_a_question_that_has_nothing_to_do_with_the_rest_discriminates_by_naught() -> None:
    # Slot 2, rest 2, 2, 0, 0 (deviations 1, 1, -1, -1) against 1, -1, 1, -1: 1 - 1 - 1 + 1 = 0
    assert slot(2).discrimination_index == 0


def test_the_intended_weight_is_the_share_of_the_marks() -> None:
    assert [slot(number).intended_weight for number in (1, 2, 3)] == [25, 50, 25]


def test_the_effective_weight_is_the_share_of_the_spread() -> None:
    # C(x, T), deviations of T 2, 0, 0, -2:
    # slot 1 (0.5*2 + 0.5*2)/3 = 2/3, slot 2 (1*2 + 1*2)/3 = 4/3, slot 3 as slot 1
    whole = 2 * math.sqrt(2 / 3) + math.sqrt(4 / 3)
    assert slot(1).effective_weight == pytest.approx(100 * math.sqrt(2 / 3) / whole)
    assert slot(2).effective_weight == pytest.approx(100 * math.sqrt(4 / 3) / whole)


def test_a_question_that_pulls_against_the_total_has_no_effective_weight() -> None:
    # Totals 4, 3, 1 (mean 8/3), slot 2 deviates by -1/3, -1/3, 2/3:
    # C = (-1/3 * 4/3 - 1/3 * 1/3 - 2/3 * 5/3) / 2 = -15/18; slot 1 is left with all the weight.
    marks = sittings([[4, 0], [3, 0], [0, 1]], [4, 1])
    assert slot(2, marks).effective_weight is None
    assert Caution.NEGATIVE_COVARIANCE in slot(2, marks).cautions
    assert slot(1, marks).effective_weight == pytest.approx(100)


def test_marks_that_never_vary_discriminate_nothing() -> None:
    same = slot(1, sittings([[1, 0], [1, 1], [1, 1]], [1, 1]))
    assert (same.sd, same.facility) == (0, 1)
    assert same.discrimination_index is None
    assert same.discriminative_efficiency is None
    assert same.effective_weight == 0
    assert Caution.CONSTANT_MARKS in same.cautions


def test_a_rest_that_never_varies_tells_nothing() -> None:
    alone = slot(2, sittings([[1, 0], [1, 1], [1, 1]], [1, 1]))
    assert alone.discrimination_index is None
    assert Caution.CONSTANT_REST in alone.cautions
    assert Caution.CONSTANT_MARKS not in alone.cautions


def test_the_noise_of_adding_up_tenths_is_no_variance() -> None:
    # Both rests are 0.6, though 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last bit.
    noisy = slot(1, sittings([[1, 0.1, 0.2, 0.3], [0, 0.3, 0.2, 0.1]], [1, 1, 1, 1]))
    assert noisy.rest_variance == 0
    assert noisy.discrimination_index is None


def test_weights_are_missing_where_all_totals_are_the_same() -> None:
    level = slot(1, sittings([[1, 1], [1, 1]], [1, 1]))
    assert level.effective_weight is None
    assert level.intended_weight == 50


def test_text_without_marks_has_no_figures_but_no_weight() -> None:
    text = slot(2, sittings([[1, 0], [0, 0]], [1, 0]))
    assert (text.facility, text.sd, text.discrimination_index) == (None, None, None)
    assert (text.intended_weight, text.effective_weight) == (0, 0)
    assert Caution.NO_MARKS in text.cautions


def test_a_test_without_any_marks_gives_no_weights() -> None:
    assert slot(1, sittings([[0], [0]], [0])).intended_weight is None


def test_one_attempt_has_a_facility_and_no_more() -> None:
    one = slot(2, sittings([[1, 1]], [1, 2]))
    assert (one.n, one.facility) == (1, 0.5)
    assert one.intended_weight == pytest.approx(200 / 3)
    assert (one.sd, one.discrimination_index, one.effective_weight) == (None, None, None)
    assert one.cautions == (Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS)
    assert slot(1, sittings([[0]], [0])).facility is None


def test_no_attempts_have_no_figures() -> None:
    assert slot(1, sittings([], [1])) == ItemFigures(
        0, 1, intended_weight=100, cautions=(Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS)
    )


@pytest.mark.parametrize(("n", "cautions"), [(29, (Caution.FEW_ATTEMPTS,)), (30, ())])
def test_fewer_than_thirty_attempts_are_few(n: int, cautions: tuple[Caution, ...]) -> None:
    marks = [[float(i % 2), float(i % 2 or i % 3 == 0)] for i in range(n)]
    assert slot(1, sittings(marks, [1, 1])).cautions == cautions
