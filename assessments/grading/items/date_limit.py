"""Date limit: the last day of a legal period, with part of the mark for part of the way."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assessments.grading.calendars import WorkCalendar
from assessments.grading.deadlines import Step, last_day, steps, written
from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    between,
    choice,
    flag,
    mapping,
    only,
)
from assessments.grading.items.answers import read_line
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.spans import read_calendar, read_day, read_period
from assessments.grading.outcomes import ONE, ZERO, Outcome, Part
from assessments.grading.periods import Period
from assessments.grading.responses import InvalidResponse

DELIVERIES = ("none", "post", "electronic")

_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_COMMENTS = {
    "without_rolling": Text(
        zh="届满日是休假日，应顺延至其后的第一个工作日。",
        en="The last day is not worked: the period ends on the first working day after it.",
    ),
    "without_delivery": Text(
        zh="没有计入文件的送达时间。",
        en="The time that the document takes to count as received is missing.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class DateLimitDefinition(Definition):
    event: date
    delivery: str
    period: Period
    rolls: bool
    calendar: WorkCalendar
    without_rolling: Decimal
    without_delivery: Decimal

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.event, self.delivery, self.period, self._rolling)

    @property
    def worth(self) -> dict[str, tuple[date, Decimal]]:
        """The days that earn something, by what they are: the right one first."""
        without = (self.event, "none", self.period, self._rolling)
        return {
            "right": (self.steps[-1].day, ONE),
            "without_rolling": (
                last_day(self.event, self.delivery, self.period, None),
                self.without_rolling,
            ),
            "without_delivery": (last_day(*without), self.without_delivery),
        }

    @property
    def _rolling(self) -> WorkCalendar | None:
        return self.calendar if self.rolls else None


class DateLimit(ItemType[DateLimitDefinition, date]):
    key = "date_limit"
    fields = frozenset(
        {"event", "delivery", "period", "rolls_to_working_day", "calendar", "partial"}
    )

    def parse(self, data: Data) -> DateLimitDefinition:
        shared = self._shared(data)
        partial = mapping(data.get("partial") or {}, "partial")
        only(partial, frozenset(_COMMENTS), "partial")
        definition = DateLimitDefinition(
            **shared,
            event=read_day(data.get("event"), "event"),
            delivery=choice(data, "delivery", DELIVERIES, default="none"),
            period=read_period(data),
            rolls=flag(data, "rolls_to_working_day", default=True),
            calendar=read_calendar(data),
            without_rolling=between(partial, "without_rolling", "partial", low=0, default="0"),
            without_delivery=between(partial, "without_delivery", "partial", low=0, default="0"),
        )
        if definition.delivery != "none" and not definition.period.runs_from_receipt:
            raise InvalidDefinition("delivery", "this period does not run from a receipt")
        return definition

    def clean(
        self, definition: DateLimitDefinition, arrangement: Arrangement, raw: object
    ) -> date | InvalidResponse | None:
        typed = read_line(raw)
        if not isinstance(typed, str):
            return typed
        return _typed_date(typed) or InvalidResponse("not_a_date", (typed,))

    def grade(
        self, definition: DateLimitDefinition, response: date, arrangement: Arrangement
    ) -> Outcome:
        for met, (day, fraction) in definition.worth.items():
            if response == day:
                return Outcome.graded(fraction, (Part("date", met, fraction),))
        return Outcome.graded(ZERO, (Part("date", "", ZERO),))

    def correct(self, definition: DateLimitDefinition) -> date:
        return definition.steps[-1].day

    def describe(
        self, definition: DateLimitDefinition, response: date, language: Language
    ) -> list[str]:
        return [written(response).in_language(language)]

    def feedback(self, definition: DateLimitDefinition, chosen: str) -> Text:
        return _COMMENTS.get(chosen, Text())

    def review(
        self,
        definition: DateLimitDefinition,
        arrangement: Arrangement,
        response: date | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        return {
            **shown,
            "period": definition.period.name.in_language(language),
            "steps": [
                {
                    "day": step.day.isoformat(),
                    "text": step.text.in_language(language),
                    "article": step.article.in_language(language),
                }
                for step in definition.steps
            ],
        }


def _typed_date(typed: str) -> date | None:
    """As a date field sends it, or as it is written by hand: 2024-05-31, 2024年5月31日."""
    found = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
