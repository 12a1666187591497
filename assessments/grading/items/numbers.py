"""Typed numbers: how they are read, and graded by the first value or range that they meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.grading.definition import Data, InvalidDefinition, choice, decimal
from assessments.grading.items.answers import Answer, read_line
from assessments.grading.outcomes import ZERO, Outcome, Part
from assessments.grading.quantities import typed_quantity
from assessments.grading.ranges import Range
from assessments.grading.responses import InvalidResponse
from assessments.grading.significance import Figures
from assessments.grading.tolerances import KINDS, within_tolerance
from assessments.grading.units import Units

# The powers of ten that a double holds: no response can follow a value beyond them.
_LARGEST_EXPONENT = 308


@dataclass(frozen=True)
class Tolerance:
    size: Decimal
    kind: str


@dataclass(frozen=True)
class NumericAnswer(Answer):
    """Without a value it fits any number, as an author's last word on all the others.

    `rounded` is how a computed value is shown as the solution: right whatever the tolerance.
    """

    value: Decimal | Range | None
    tolerance: Tolerance
    figures: Figures | None = None
    rounded: Decimal | None = None

    def fits(self, number: Decimal) -> bool:
        if self.value is None or number == self.rounded:
            return True
        if isinstance(self.value, Range):
            return self.value.contains(number)
        return within_tolerance(number, self.value, self.tolerance.size, self.tolerance.kind)


@dataclass(frozen=True)
class NumericResponse:
    """`number` as it was typed, and its unit, folded."""

    number: Decimal
    typed: str
    unit: str = ""


def clean_number(units: Units, raw: object) -> NumericResponse | InvalidResponse | None:
    typed = read_line(raw)
    if not isinstance(typed, str):
        return typed
    quantity = typed_quantity(typed, units=units.folded.keys(), unit_first=units.stand_first)
    if quantity is None:
        return InvalidResponse("not_a_number", (typed,))
    return NumericResponse(quantity.value, typed, quantity.unit)


def grade_number(
    answers: Sequence[NumericAnswer], units: Units, response: NumericResponse
) -> Outcome:
    """The first answer that fits, scaled by its unit or else as it was typed.

    qtype_numerical_question::get_matching_answer: a number that is right only when its unit is
    left aside has a wrong unit.
    """
    scaled = units.scaled(response.number, response.unit)
    for index, answer in enumerate(answers):
        if answer.figures and not answer.figures.fit(response.number):
            continue
        if scaled is not None and answer.fits(scaled):
            return _outcome(index, max(answer.fraction, ZERO), answer)
        if answer.fits(response.number):
            return _outcome(index, units.without_penalty(max(answer.fraction, ZERO)), answer)
    return Outcome.graded(ZERO, (Part("answer", "", ZERO),))


def right_number(answer: NumericAnswer, units: Units) -> NumericResponse:
    """What a learner would type who knows the answer."""
    exact = answer.value.inside if isinstance(answer.value, Range) else answer.value or ZERO
    value = exact if answer.rounded is None else answer.rounded
    typed, unit = units.written(answer.figures.written(value) if answer.figures else value)
    quantity = typed_quantity(typed, units=units.folded.keys(), unit_first=units.stand_first)
    return NumericResponse(quantity.value if quantity else value, typed, unit)


def read_tolerance(field: str, row: Data) -> Tolerance:
    tolerance = Tolerance(
        size=decimal(row, "tolerance", field, default="0"),
        kind=choice(row, "tolerance_type", KINDS, field, default="nominal"),
    )
    if tolerance.size < 0:
        raise InvalidDefinition(f"{field}.tolerance", "must not be negative")
    check_size(f"{field}.tolerance", tolerance.size)
    return tolerance


def check_size(field: str, number: Decimal) -> None:
    if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise InvalidDefinition(field, "is too large or too small")


def _outcome(index: int, fraction: Decimal, answer: NumericAnswer) -> Outcome:
    return Outcome.graded(fraction, (Part("answer", str(index), min(fraction, answer.fraction)),))
