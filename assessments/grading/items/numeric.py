"""Numeric: a typed number against values with a tolerance."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    choice,
    decimal,
    fraction,
    only,
    rows,
    text,
)
from assessments.grading.items.answers import Answer, full, grade_by_first, read_line, require_full
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.outcomes import ONE, Outcome
from assessments.grading.quantities import typed_number
from assessments.grading.responses import InvalidResponse
from assessments.grading.tolerances import KINDS, within_tolerance

ANY_NUMBER = "*"

_ANSWER_FIELDS = frozenset({"value", "tolerance", "tolerance_type", "fraction", "feedback"})
# The powers of ten that a double holds: no response can follow a value beyond them.
_LARGEST_EXPONENT = 308


@dataclass(frozen=True)
class NumericAnswer(Answer):
    """Without a value it fits any number, as an author's last word on all the others."""

    value: Decimal | None
    tolerance: Decimal
    tolerance_type: str

    def fits(self, number: Decimal) -> bool:
        if self.value is None:
            return True
        return within_tolerance(number, self.value, self.tolerance, self.tolerance_type)


@dataclass(frozen=True)
class NumericResponse:
    number: Decimal
    typed: str


@dataclass(frozen=True, kw_only=True)
class NumericDefinition(Definition):
    answers: tuple[NumericAnswer, ...]
    unit: Text


class Numeric(ItemType[NumericDefinition, NumericResponse]):
    key = "numeric"
    fields = frozenset({"answers", "unit"})

    def parse(self, data: Data) -> NumericDefinition:
        definition = NumericDefinition(
            **self._shared(data),
            answers=tuple(_read(name, row) for name, row in rows(data, "answers", at_least=1)),
            unit=text(data, "unit"),
        )
        require_full(definition.answers)
        if self.grade(definition, self.correct(definition), {}).fraction != ONE:
            raise InvalidDefinition("answers", "an earlier value takes the right answer away")
        return definition

    def clean(
        self, definition: NumericDefinition, arrangement: Arrangement, raw: object
    ) -> NumericResponse | InvalidResponse | None:
        typed = read_line(raw)
        if not isinstance(typed, str):
            return typed
        number = typed_number(typed)
        if number is None:
            return InvalidResponse("not_a_number", (typed,))
        return NumericResponse(number, typed)

    def grade(
        self, definition: NumericDefinition, response: NumericResponse, arrangement: Arrangement
    ) -> Outcome:
        return grade_by_first(definition.answers, lambda answer: answer.fits(response.number))

    def correct(self, definition: NumericDefinition) -> NumericResponse:
        number = full(definition.answers)[0].value or Decimal(0)
        return NumericResponse(number, f"{number:f}")

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
        return {**shown, "unit": definition.unit.in_language(language)}


def _read(field: str, row: Data) -> NumericAnswer:
    only(row, _ANSWER_FIELDS, field)
    answer = NumericAnswer(
        fraction=fraction(row, field),
        feedback=text(row, "feedback", field),
        value=None if row.get("value") == ANY_NUMBER else decimal(row, "value", field),
        tolerance=decimal(row, "tolerance", field, default="0"),
        tolerance_type=choice(row, "tolerance_type", KINDS, field, default="nominal"),
    )
    _check(answer, field)
    return answer


def _check(answer: NumericAnswer, field: str) -> None:
    if answer.value is None:
        if answer.fraction == ONE:
            raise InvalidDefinition(f"{field}.value", "any number can't be worth the whole mark")
        return
    if answer.tolerance < 0:
        raise InvalidDefinition(f"{field}.tolerance", "must not be negative")
    for name, number in (("value", answer.value), ("tolerance", answer.tolerance)):
        if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
            raise InvalidDefinition(f"{field}.{name}", "is too large or too small")
    if answer.tolerance_type == "geometric" and answer.value <= 0:
        raise InvalidDefinition(f"{field}.tolerance_type", "geometric needs a value above 0")
