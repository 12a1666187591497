"""How long certificates are valid: to the end of a day in China."""

from datetime import UTC, date, datetime

import pytest

from certificates.signing import terms


@pytest.mark.parametrize(
    ("issued", "months", "last_day"),
    [
        (date(2026, 11, 22), 36, date(2029, 11, 22)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
    ],
)
def test_it_ends_with_the_same_day_of_a_later_month(
    issued: date, months: int, last_day: date
) -> None:
    end = datetime(last_day.year, last_day.month, last_day.day, 15, 59, 59, tzinfo=UTC)
    assert terms.end(issued, months) == end


def test_without_months_it_does_not_end() -> None:
    assert terms.end(date(2026, 11, 22), None) is None
