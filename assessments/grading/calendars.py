"""Dates: counting days, months and years, and moving off the days when no office is open."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

UNITS = ("days", "months", "years")

_SATURDAY = 5


@dataclass(frozen=True)
class Span:
    count: int
    unit: str


@dataclass(frozen=True)
class WorkCalendar:
    """`holidays` are free though they fall on a weekday, `workdays` worked though on a weekend."""

    holidays: Collection[date] = frozenset()
    workdays: Collection[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day not in self.holidays and day.weekday() < _SATURDAY

    def next_working(self, day: date) -> date:
        """The day itself, or the first one after it that is worked."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def add(day: date, span: Span) -> date:
    """The day of the same number in the last month; where there is none, that month's last."""
    if span.unit == "days":
        return day + timedelta(days=span.count)
    months = span.count * (12 if span.unit == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_until_day_before(day: date, span: Span) -> date:
    """The day before the one of the same number; where there is none, that month's last."""
    reached = add(day, span)
    return reached - timedelta(days=1) if span.unit == "days" or reached.day == day.day else reached
