"""Which attempt counts, and in which state a fraction leaves a question."""

from decimal import Decimal

import pytest

from assessments.grading import State, best

THREE = [Decimal("0.5"), None, Decimal("0.2")]


@pytest.mark.parametrize(
    ("method", "scores", "counts"),
    [
        ("highest", THREE, "0.5"),
        ("average", THREE, "0.35"),
        ("average", [Decimal(1), Decimal(0), Decimal(0)], "0.3333333"),
        ("first", THREE, "0.5"),
        ("last", THREE, "0.2"),
        ("first", [None, Decimal(1)], None),
        ("highest", [None], None),
        ("highest", [], None),
        ("average", [], None),
        ("first", [], None),
        ("last", [], None),
    ],
)
def test_the_attempt_that_counts(
    method: str, scores: list[Decimal | None], counts: str | None
) -> None:
    assert best(scores, method) == (None if counts is None else Decimal(counts))


@pytest.mark.parametrize(
    ("fraction", "state"),
    [
        (None, State.NEEDS_GRADING),
        ("-1", State.WRONG),
        ("0.0000009", State.WRONG),
        ("0.000001", State.PARTIAL),
        ("0.999999", State.PARTIAL),
        ("0.9999991", State.RIGHT),
    ],
)
def test_the_state_of_a_fraction(fraction: str | None, state: State) -> None:
    assert State.of(None if fraction is None else Decimal(fraction)) is state
