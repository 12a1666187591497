"""What a learner sees of an attempt, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.policies.reviewing import (
    OPEN,
    Matrix,
    Moment,
    Row,
    Visible,
    moment_of,
    read_matrix,
    result_is_out,
    write_matrix,
)

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
EXAM = read_matrix({"during": ["responses"], "later": ["responses"], "closed": ["marks", "answer"]})


@pytest.mark.parametrize(
    ("submitted", "closes", "at", "moment"),
    [
        (None, NINE - HOUR, NINE, Moment.DURING),
        (NINE, None, NINE + timedelta(seconds=119), Moment.IMMEDIATELY),
        (NINE, None, NINE + timedelta(seconds=120), Moment.LATER),
        (NINE, NINE + HOUR, NINE + timedelta(minutes=59), Moment.LATER),
        (NINE, NINE + HOUR, NINE + HOUR, Moment.CLOSED),
        (NINE, NINE - HOUR, NINE, Moment.CLOSED),
    ],
)
def test_the_moment(
    submitted: datetime | None, closes: datetime | None, at: datetime, moment: Moment
) -> None:
    assert moment_of(submitted, closes, at) is moment


def test_a_matrix_is_kept_as_lists_of_rows_and_read_again() -> None:
    kept = write_matrix(OPEN)
    assert kept["during"] == ["responses", "max_marks"]
    assert kept["later"] == [row.value for row in Row]
    assert read_matrix(kept) == OPEN


def test_a_moment_that_nobody_wrote_down_shows_nothing() -> None:
    assert EXAM[Moment.IMMEDIATELY] == Visible(frozenset())
    assert Row.ANSWER in EXAM[Moment.CLOSED]
    assert Row.ANSWER not in EXAM[Moment.LATER]


def test_a_row_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="everything"):
        read_matrix({"later": ["everything"]})


def test_practice_shows_nothing_of_correctness_before_the_end() -> None:
    assert not OPEN[Moment.DURING].tells_result
    assert OPEN[Moment.IMMEDIATELY].tells_result


AT_ONCE = read_matrix({"immediately": ["marks"]})
LATER = read_matrix({"later": ["correctness"]})


@pytest.mark.parametrize(
    ("matrix", "submitted", "closes", "after", "is_out"),
    [
        (AT_ONCE, None, None, HOUR, False),
        (AT_ONCE, NINE, None, timedelta(0), True),
        (AT_ONCE, NINE, None, HOUR, True),
        (LATER, NINE, None, timedelta(seconds=1), False),
        (LATER, NINE, None, timedelta(minutes=2), True),
        (EXAM, NINE, NINE + 2 * HOUR, HOUR, False),
        (EXAM, NINE, NINE + 2 * HOUR, 2 * HOUR, True),
        (EXAM, NINE, None, 2 * HOUR, False),
    ],
)
def test_a_result_is_out_from_the_first_moment_that_shows_it(
    matrix: Matrix,
    submitted: datetime | None,
    closes: datetime | None,
    after: timedelta,
    is_out: bool,
) -> None:
    assert result_is_out(matrix, submitted, closes, NINE + after) is is_out
