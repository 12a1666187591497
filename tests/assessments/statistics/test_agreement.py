"""Agreement of markers, against tables worked out by hand and published ones."""

import pytest

from assessments.statistics import (
    cohen_kappa,
    intraclass_correlation,
    share_within,
    weighted_kappa,
)


def test_kappa_is_agreement_beyond_chance() -> None:
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: observed 35/50 = 0.7;
    # by chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5; (0.7 - 0.5) / 0.5
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_quadratic_weights_count_a_difference_by_its_square() -> None:
    # Differences 0, 1, 0, 2: mean square 5/4. Means 2 and 2.75; by chance
    # V(1, 2, 3, 2) = 1/2, V(1, 3, 3, 4) = 1.1875, (0.75)^2 = 0.5625: 2.25. 1 - 1.25/2.25
    assert weighted_kappa([1, 2, 3, 2], [1, 3, 3, 4]) == pytest.approx(4 / 9)


def test_full_agreement_is_one_and_the_full_reverse_is_minus_one() -> None:
    assert weighted_kappa([0, 1, 2], [0, 1, 2]) == 1
    assert weighted_kappa([0, 2], [2, 0]) == -1
    assert cohen_kappa([0, 1, 2], [0, 1, 2]) == 1


def test_half_marks_may_be_given() -> None:
    assert weighted_kappa([0.5, 1.5], [0.5, 1.5]) == 1


def test_agreement_on_a_single_level_tells_nothing() -> None:
    assert cohen_kappa([1, 1], [1, 1]) is None
    assert weighted_kappa([1, 1], [1, 1]) is None


def test_no_scripts_tell_nothing() -> None:
    assert cohen_kappa([], []) is None
    assert weighted_kappa([], []) is None
    assert share_within([], []) is None


def test_exact_and_adjacent_agreement_are_shares() -> None:
    assert share_within([1, 2, 3, 4], [1, 3, 3, 1]) == 0.5
    assert share_within([1, 2, 3, 4], [1, 3, 3, 1], 1) == 0.75
    # 0.3 - 0.2 is a little less than 0.1, 0.4 - 0.3 a little more.
    assert share_within([0.3, 0.4], [0.2, 0.3], 0.1) == 1


@pytest.mark.parametrize("measure", [cohen_kappa, weighted_kappa, share_within])
def test_markers_of_different_scripts_are_refused(measure: object) -> None:
    with pytest.raises(ValueError, match="same scripts"):
        measure([1], [1, 2])  # type: ignore[operator]


# Shrout & Fleiss 1979, table 2: six targets, four judges; table 4 has .29 and .62.
SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]


def test_the_published_correlations_come_out() -> None:
    found = intraclass_correlation(SHROUT_FLEISS)
    assert found is not None
    assert found.single == pytest.approx(0.29, abs=0.005)
    assert found.average == pytest.approx(0.62, abs=0.005)


def test_a_marker_who_is_always_stricter_lowers_the_absolute_agreement() -> None:
    # Rows 0, 1 and 2, 3: mean squares: scripts 2 * 2 = 4, markers 2 * 0.5 = 1, error 0.
    # single 4 / (4 + 0 + 2 * 1/2) = 0.8; average 4 / (4 + 1/2)
    found = intraclass_correlation([[0, 1], [2, 3]])
    assert found is not None
    assert found.single == pytest.approx(0.8)
    assert found.average == pytest.approx(8 / 9)


@pytest.mark.parametrize("table", [[[1, 2]], [[1], [2]], [[1, 1], [1, 1]], [[0, 1], [1, 0]]])
def test_too_few_markers_or_marks_tell_nothing(table: list[list[float]]) -> None:
    assert intraclass_correlation(table) is None


def test_a_mean_of_markers_who_contradict_each_other_says_nothing() -> None:
    # Every script has the mean 1: scripts 0, markers 2/3... error is all there is.
    found = intraclass_correlation([[0, 2], [2, 0], [1, 1]])
    assert found is not None
    # error (4 * 1) / 2 = 2; single (0 - 2) / (0 + 2 + 2 * (0 - 2) / 3) = -2 / (2/3)
    assert found.single == pytest.approx(-3)
    assert found.average is None
