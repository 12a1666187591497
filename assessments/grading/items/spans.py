"""Read the days, the period and the calendar of a date limit."""

from datetime import date

from assessments.grading.calendars import UNITS, Span, WorkCalendar
from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    choice,
    integer,
    mapping,
    only,
)
from assessments.grading.periods import PERIODS, Period, plain_period

# Wide enough for any question, narrow enough that no sum leaves the calendar.
_YEARS = range(1900, 2201)
_LONGEST = {"days": 36_500, "months": 1_200, "years": 100}


def read_day(value: object, field: str) -> date:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        day = date.min
    if day.isoformat() != value:
        raise InvalidDefinition(field, "must be a date like 2024-01-31")
    if day.year not in _YEARS:
        raise InvalidDefinition(field, f"must lie between {_YEARS[0]} and {_YEARS[-1]}")
    return day


def read_period(data: Data) -> Period:
    row = mapping(data.get("period"), "period")
    if "rule" in row:
        only(row, frozenset({"rule"}), "period")
        return PERIODS[choice(row, "rule", tuple(PERIODS), "period", default="")]
    only(row, frozenset({"count", "unit"}), "period")
    unit = choice(row, "unit", UNITS, "period", default="months")
    count = integer(row, "count", "period", default=0, at_least=1)
    if count > _LONGEST[unit]:
        raise InvalidDefinition("period.count", f"must not be above {_LONGEST[unit]}")
    return plain_period(Span(count, unit))


def read_calendar(data: Data) -> WorkCalendar:
    row = mapping(data.get("calendar") or {}, "calendar")
    only(row, frozenset({"holidays", "workdays"}), "calendar")
    return WorkCalendar(_days(row, "holidays"), _days(row, "workdays"))


def _days(row: Data, name: str) -> frozenset[date]:
    value = row.get(name, ())
    if not isinstance(value, list | tuple):
        raise InvalidDefinition(f"calendar.{name}", "must be a list")
    named = ((f"calendar.{name}[{index}]", day) for index, day in enumerate(value))
    return frozenset(read_day(day, field) for field, day in named)
