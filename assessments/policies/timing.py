"""When a sitting may begin and when it ends: the quiz's rules and what was granted on top."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Rules:
    """What holds for one person at one quiz. None: without limit; 0 attempts: without limit."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: timedelta | None = None
    max_attempts: int = 0
    delay: timedelta = NOTHING
    extra_percent: int = 0
    breaks: timedelta = NOTHING

    def may_begin(self, at: datetime) -> bool:
        """Whether the window is open."""
        return (self.opens_at is None or at >= self.opens_at) and not self.is_closed(at)

    def is_closed(self, at: datetime) -> bool:
        """Whether the window has closed."""
        return self.closes_at is not None and at >= self.closes_at

    @property
    def extra_time(self) -> timedelta:
        """What an accommodation adds to the time limit; breaks come on top."""
        added = (self.time_limit or NOTHING) * self.extra_percent / 100
        return added + (self.breaks if self.time_limit else NOTHING)

    def deadline(self, started_at: datetime, credit: timedelta = NOTHING) -> datetime | None:
        """The end of a sitting; the window's close cuts the time limit, never what was granted."""
        ends = [self.closes_at] if self.closes_at else []
        if self.time_limit is not None:
            ends.append(started_at + self.time_limit)
        return min(ends) + self.extra_time + credit if ends else None

    def next_start(self, last_ended_at: datetime | None) -> datetime | None:
        """When the delay after the last sitting has passed; None: at once."""
        return last_ended_at + self.delay if last_ended_at and self.delay else None


@dataclass(frozen=True)
class Grant:
    """One accommodation or override. None leaves alone what holds without it.

    `is_personal`: granted to the person, not to a class that they are in.
    """

    is_personal: bool = True
    extra_percent: int = 0
    extra_attempts: int = 0
    breaks: timedelta = NOTHING
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: timedelta | None = None
    max_attempts: int | None = None


V = TypeVar("V")


def effective(rules: Rules, grants: Iterable[Grant]) -> Rules:
    """What holds for one person, whatever was granted where.

    A personal override wins over those of classes; among several of one kind the most generous
    value wins, field by field (Moodle: quiz_update_effective_access). Extra time, attempts and
    breaks are accommodations: the largest of each holds, on top of everything.
    """
    given = list(grants)
    personal = [grant for grant in given if grant.is_personal]
    shared = [grant for grant in given if not grant.is_personal]
    for layer in (shared, personal):
        rules = replace(
            rules,
            opens_at=_given(layer, lambda grant: grant.opens_at, min, rules.opens_at),
            closes_at=_given(layer, lambda grant: grant.closes_at, max, rules.closes_at),
            time_limit=_given(layer, lambda grant: grant.time_limit, max, rules.time_limit),
            max_attempts=_given(layer, lambda grant: grant.max_attempts, _most, rules.max_attempts),
        )
    extra = max((grant.extra_attempts for grant in given), default=0)
    return replace(
        rules,
        max_attempts=rules.max_attempts + extra if rules.max_attempts else 0,
        extra_percent=max((grant.extra_percent for grant in given), default=0),
        breaks=max((grant.breaks for grant in given), default=NOTHING),
    )


def _given(
    layer: Sequence[Grant],
    read: Callable[[Grant], V | None],
    best: Callable[..., Any],
    otherwise: V,
) -> V:
    values = [value for value in map(read, layer) if value is not None]
    chosen: V = best(values) if values else otherwise
    return chosen


def _most(attempts: list[int]) -> int:
    """0 is without limit, so it is the most."""
    return 0 if 0 in attempts else max(attempts)
