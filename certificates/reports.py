"""How often a certificate was checked in the last twelve months, as a table and as a plot."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import Max, Sum
from django.db.models.functions import TruncMonth

from certificates.models import Certificate, Channel

MONTHS: Final = 12
# In user units of the drawing.
_WIDTH, _HEIGHT, _FOOT, _HEAD = 420.0, 166.0, 120.0, 24.0
_PITCH, _BAR = _WIDTH / MONTHS, 20.0


@dataclass(frozen=True)
class Bar:
    """One month."""

    month: date
    count: int
    x: float
    y: float
    height: float
    width: float = _BAR

    @property
    def center(self) -> float:
        """Where its words stand."""
        return self.x + _BAR / 2

    @property
    def label_y(self) -> float:
        """Just above it."""
        return self.y - 6


@dataclass(frozen=True)
class Checks:
    """The checks by month and way, newest month last, and the day of the last one."""

    months: list[date]
    counts: Mapping[tuple[date, str], int]
    last: date | None

    width, height, foot = _WIDTH, _HEIGHT, _FOOT
    month_y, year_y = _FOOT + 20, _FOOT + 38

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @cached_property
    def channels(self) -> list[Channel]:
        """The ways by which somebody came."""
        used = {channel for _month, channel in self.counts}
        return [channel for channel in Channel if channel in used]

    @property
    def rows(self) -> list[tuple[date, list[int], int]]:
        """Each month with checks, newest first: by way, and in all."""
        rows = []
        for month in reversed(self.months):
            by_way = [self.counts.get((month, channel), 0) for channel in self.channels]
            rows.append((month, by_way, sum(by_way)))
        return [row for row in rows if row[2]]

    @property
    def bars(self) -> list[Bar]:
        """Each month, the oldest first."""
        monthly = Counter[date]()
        for (month, _channel), count in self.counts.items():
            monthly[month] += count
        unit = (_FOOT - _HEAD) / max([1, *monthly.values()])
        return [_bar(place, month, monthly[month], unit) for place, month in enumerate(self.months)]


def checks(certificate: Certificate, *, today: date) -> Checks:
    """Of this month and the eleven before; one query."""
    months = [_month(today, back) for back in reversed(range(MONTHS))]
    rows = (
        certificate.checks.filter(day__gte=months[0])
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month", "channel")
        .annotate(total=Sum("count"), newest=Max("day"))
    )
    found = [(month, channel, total, newest) for month, channel, total, newest in rows]
    return Checks(
        months=months,
        counts={(month, channel): total for month, channel, total, _newest in found},
        last=max((newest for *_others, newest in found), default=None),
    )


def _month(today: date, back: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(year, month + 1, 1)


def _bar(place: int, month: date, count: int, unit: float) -> Bar:
    height = round(count * unit, 1)
    x = round(place * _PITCH + (_PITCH - _BAR) / 2, 1)
    return Bar(month, count, x, round(_FOOT - height, 1), height)
