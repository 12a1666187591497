"""What holds for the figures of any test."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessments.statistics import (
    Caution,
    Sittings,
    analyze,
    intraclass_correlation,
    weighted_kappa,
    wilson_interval,
)

TENTHS = st.integers(0, 10).map(lambda tenths: tenths / 10)


@st.composite
def any_sittings(draw: st.DrawFn) -> Sittings:
    shape = (draw(st.integers(0, 12)), draw(st.integers(1, 5)))
    marks = draw(arrays(np.float64, shape, elements=TENTHS))
    variants = draw(arrays(np.int64, shape, elements=st.integers(1, 3)))
    questions = draw(arrays(np.int64, shape, elements=st.integers(1, 3)))
    drawn = draw(arrays(np.bool_, shape[1]))
    return Sittings(marks, np.ones(shape[1]), drawn, questions, variants)


@given(any_sittings())
def test_correlations_are_per_cents_and_shares_are_shares(sittings: Sittings) -> None:
    analysis = analyze(sittings)
    for figures in (*analysis.slots, *analysis.drawn.values()):
        for value in (figures.discrimination_index, figures.discriminative_efficiency):
            assert value is None or value <= 100 + 1e-6
        assert figures.discrimination_index is None or figures.discrimination_index >= -100 - 1e-6
        assert figures.facility is None or 0 <= figures.facility <= 1
        if figures.covariance is not None and figures.covariance_max is not None:
            assert figures.covariance <= figures.covariance_max + 1e-9


@given(any_sittings())
def test_what_is_missing_is_explained(sittings: Sittings) -> None:
    analysis = analyze(sittings)
    for figures in (*analysis.slots, *analysis.drawn.values()):
        if figures.discrimination_index is None:
            assert set(figures.cautions) & {
                Caution.TOO_FEW_ATTEMPTS,
                Caution.CONSTANT_MARKS,
                Caution.CONSTANT_REST,
            }
    if analysis.whole.internal_consistency is None:
        assert set(analysis.whole.cautions) & {
            Caution.TOO_FEW_ATTEMPTS,
            Caution.CONSTANT_TOTALS,
            Caution.TOO_FEW_SLOTS,
        }


@given(any_sittings())
def test_effective_weights_sum_to_the_whole(sittings: Sittings) -> None:
    weights = [figures.effective_weight for figures in analyze(sittings).slots]
    given_weights = [weight for weight in weights if weight is not None]
    assert not given_weights or sum(given_weights) == pytest.approx(100)


@given(any_sittings(), st.randoms(use_true_random=False))
def test_the_order_of_the_attempts_does_not_matter(sittings: Sittings, rng: object) -> None:
    order = list(range(len(sittings.marks)))
    rng.shuffle(order)  # type: ignore[attr-defined]
    assert sittings.questions is not None
    assert sittings.variants is not None
    mixed = replace(
        sittings,
        marks=sittings.marks[order],
        questions=sittings.questions[order],
        variants=sittings.variants[order],
    )
    one, other = analyze(sittings), analyze(mixed)
    assert one.drawn.keys() == other.drawn.keys()
    for mine, yours in zip(one.slots, other.slots, strict=True):
        assert mine.discrimination_index == pytest.approx(yours.discrimination_index)
        assert mine.effective_weight == pytest.approx(yours.effective_weight)
        assert mine.cautions == yours.cautions
    assert one.whole.internal_consistency == pytest.approx(other.whole.internal_consistency)
    assert one.whole.kurtosis == pytest.approx(other.whole.kurtosis, abs=1e-6)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_interval_holds_the_share(share: float, n: int) -> None:
    low, high = wilson_interval(share, n) or (1, 0)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_markers_agree_at_most_fully_and_whoever_is_first(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    kappa = weighted_kappa(first, second)
    assert kappa is None or -1 - 1e-9 <= kappa <= 1
    assert kappa == pytest.approx(weighted_kappa(second, first))


@given(arrays(np.float64, st.tuples(st.integers(2, 6), st.integers(2, 4)), elements=TENTHS))
def test_a_correlation_of_markers_is_at_most_full(table: np.ndarray) -> None:
    found = intraclass_correlation(table)
    assert found is None or found.single <= 1 + 1e-9
    assert found is None or found.average is None or found.average <= 1 + 1e-9
