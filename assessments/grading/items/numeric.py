"""Numeric: a typed number against values with a tolerance, or ranges, with or without units."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    decimal,
    fraction,
    only,
    rows,
    text,
)
from assessments.grading.items.answers import full, require_full
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.numbers import (
    NumericAnswer,
    NumericResponse,
    check_size,
    clean_number,
    grade_number,
    read_tolerance,
    right_number,
)
from assessments.grading.outcomes import ONE, Outcome
from assessments.grading.ranges import Range, read_range
from assessments.grading.responses import InvalidResponse
from assessments.grading.significance import read_figures
from assessments.grading.units import Units, read_units

ANY_NUMBER = "*"

_ANSWER_FIELDS = frozenset(
    {"value", "range", "significant_figures", "tolerance", "tolerance_type", "fraction", "feedback"}
)


@dataclass(frozen=True, kw_only=True)
class NumericDefinition(Definition):
    """`unit` is shown beside the field, `units` may be typed into it."""

    answers: tuple[NumericAnswer, ...]
    unit: Text
    units: Units


class Numeric(ItemType[NumericDefinition, NumericResponse]):
    key = "numeric"
    fields = frozenset({"answers", "unit", "units", "unit_grading"})

    def parse(self, data: Data) -> NumericDefinition:
        definition = NumericDefinition(
            **self._shared(data),
            answers=tuple(_read(name, row) for name, row in rows(data, "answers", at_least=1)),
            unit=text(data, "unit"),
            units=read_units(data),
        )
        require_full(definition.answers)
        if self.grade(definition, self.correct(definition), {}).fraction != ONE:
            raise InvalidDefinition("answers", "an earlier value takes the right answer away")
        return definition

    def clean(
        self, definition: NumericDefinition, arrangement: Arrangement, raw: object
    ) -> NumericResponse | InvalidResponse | None:
        return clean_number(definition.units, raw)

    def grade(
        self, definition: NumericDefinition, response: NumericResponse, arrangement: Arrangement
    ) -> Outcome:
        return grade_number(definition.answers, definition.units, response)

    def correct(self, definition: NumericDefinition) -> NumericResponse:
        return right_number(full(definition.answers)[0], definition.units)

    def solutions(self, definition: NumericDefinition, language: Language) -> list[str]:
        best = full(definition.answers)[0]
        if isinstance(best.value, Range):
            return [str(best.value)]
        return super().solutions(definition, language)

    def describe(
        self, definition: NumericDefinition, response: NumericResponse, language: Language
    ) -> list[str]:
        return [response.typed]

    def feedback(self, definition: NumericDefinition, chosen: str) -> Text:
        return definition.answers[int(chosen)].feedback

    def present(
        self, definition: NumericDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        shown = super().present(definition, arrangement, language)
        unit = definition.unit.in_language(language)
        return {**shown, "unit": unit, "unit_required": definition.units.are_required}


def _read(field: str, row: Data) -> NumericAnswer:
    only(row, _ANSWER_FIELDS, field)
    answer = NumericAnswer(
        fraction=fraction(row, field),
        feedback=text(row, "feedback", field),
        value=None if row.get("value") == ANY_NUMBER else _value(field, row),
        tolerance=read_tolerance(field, row),
        figures=read_figures(row, field),
    )
    _check(answer, field)
    return answer


def _value(field: str, row: Data) -> Decimal | Range:
    if "range" not in row:
        return decimal(row, "value", field)
    if "value" in row or "tolerance" in row:
        raise InvalidDefinition(f"{field}.range", "stands instead of a value and its tolerance")
    return read_range(row, field)


def _check(answer: NumericAnswer, field: str) -> None:
    if answer.value is None:
        if answer.fraction == ONE:
            raise InvalidDefinition(f"{field}.value", "any number can't be worth the whole mark")
        return
    if isinstance(answer.value, Range):
        check_size(f"{field}.range", answer.value.low)
        check_size(f"{field}.range", answer.value.high)
        return
    check_size(f"{field}.value", answer.value)
    if answer.tolerance.kind == "geometric" and answer.value <= 0:
        raise InvalidDefinition(f"{field}.tolerance_type", "geometric needs a value above 0")
