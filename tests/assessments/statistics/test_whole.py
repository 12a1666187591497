"""Figures of a whole test, against a table small enough to work out by hand."""

import math
from collections.abc import Sequence

import pytest

from assessments.statistics import Caution, WholeFigures, analyze
from tests.assessments.statistics.test_items import Table, sittings


def whole(marks: Table, max_marks: Sequence[float]) -> WholeFigures:
    return analyze(sittings(marks, max_marks)).whole


def test_the_totals_have_a_mean_a_median_and_a_deviation() -> None:
    # Totals 4, 2, 2, 0: V = (4 + 0 + 0 + 4) / 3
    figures = analyze(sittings()).whole
    assert (figures.n, figures.max_mark, figures.mean, figures.median) == (4, 4, 2, 2)
    assert figures.sd == pytest.approx(math.sqrt(8 / 3))


def test_skewness_and_kurtosis() -> None:
    # Totals 1, 1, 1, 5, mean 2: deviations -1, -1, -1, 3.
    # m2 = 12/4 = 3, m3 = (-3 + 27)/4 = 6, m4 = (3 + 81)/4 = 21, k2 = 12/3 = 4
    # k3 = 16 * 6 / (3*2) = 16; skewness 16 / 4^1.5 = 2
    # k4 = 16 * (5*21 - 3*3*9) / (3*2*1) = 16 * 24 / 6 = 64; kurtosis 64 / 16 = 4
    figures = whole([[1], [1], [1], [5]], [5])
    assert figures.skewness == pytest.approx(2)
    assert figures.kurtosis == pytest.approx(4)


def test_the_consistency_of_questions_that_say_the_same_is_full() -> None:
    figures = whole([[1, 1], [0, 0], [1, 1]], [1, 1])
    assert figures.internal_consistency == pytest.approx(100)
    assert figures.error_ratio == pytest.approx(0, abs=1e-6)
    assert figures.standard_error == pytest.approx(0, abs=1e-6)


def test_the_consistency_is_cronbachs_alpha() -> None:
    # V(x): 1/3, 4/3, 1/3, sum 2; V(T) = 8/3; 100 * 3/2 * (1 - 2 / (8/3)) = 100 * 3/2 * 1/4
    figures = analyze(sittings()).whole
    assert figures.internal_consistency == pytest.approx(37.5)
    assert figures.error_ratio == pytest.approx(100 * math.sqrt(0.625))
    assert figures.standard_error == pytest.approx(math.sqrt(0.625) * math.sqrt(8 / 3))


def test_questions_that_contradict_each_other_have_a_negative_consistency() -> None:
    # V(x) = 1/3 and 4/3, V(T) of 2, 1, 2, 1 = 1/3; 100 * 2 * (1 - 5) = -800; ER = 100 * 3
    figures = whole([[0, 2], [1, 0], [0, 2], [1, 0]], [1, 2])
    assert figures.internal_consistency == pytest.approx(-800)
    assert figures.error_ratio == pytest.approx(300)


def test_text_without_marks_is_no_question_of_the_consistency() -> None:
    # The same two questions, 100 * 2/1, not 3/2.
    figures = whole([[0, 2, 0], [1, 0, 0], [0, 2, 0], [1, 0, 0]], [1, 2, 0])
    assert figures.internal_consistency == pytest.approx(-800)


def test_one_question_has_no_consistency() -> None:
    figures = whole([[1], [0]], [1])
    assert figures.internal_consistency is None
    assert figures.error_ratio is None
    assert figures.standard_error is None
    assert Caution.TOO_FEW_SLOTS in figures.cautions


def test_totals_that_never_vary_have_no_shape() -> None:
    figures = whole([[1, 0], [0, 1], [1, 0], [0, 1]], [1, 1])
    assert figures.sd == 0
    assert figures.skewness is None
    assert figures.kurtosis is None
    assert figures.internal_consistency is None
    assert Caution.CONSTANT_TOTALS in figures.cautions


@pytest.mark.parametrize(
    ("n", "skewed", "peaked"), [(2, False, False), (3, True, False), (4, True, True)]
)
def test_a_shape_needs_attempts(n: int, skewed: bool, peaked: bool) -> None:
    figures = whole([[float(i), 0] for i in range(n)], [9, 1])
    assert (figures.skewness is not None) is skewed
    assert (figures.kurtosis is not None) is peaked


def test_one_attempt_has_a_mean_and_no_more() -> None:
    figures = whole([[1, 1]], [1, 1])
    assert (figures.n, figures.mean, figures.median, figures.sd) == (1, 2, 2, None)
    assert figures.cautions == (Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS)


def test_no_attempts_have_no_figures() -> None:
    assert whole([], [1, 1]) == WholeFigures(
        0, 2, cautions=(Caution.FEW_ATTEMPTS, Caution.TOO_FEW_ATTEMPTS)
    )
