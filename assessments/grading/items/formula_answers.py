"""Answers given by a formula: what they are worth, and how their value is written."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.grading.datasets import Dataset
from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    choice,
    fraction,
    integer,
    mapping,
    only,
    string,
    text,
)
from assessments.grading.expressions import Expression, ExpressionError, parse_expression
from assessments.grading.formats import KINDS, MAX_DIGITS, format_number
from assessments.grading.items.answers import Answer
from assessments.grading.items.numbers import NumericAnswer, Tolerance, read_tolerance
from assessments.grading.outcomes import ONE

ANY_NUMBER = "*"

_FIELDS = frozenset({"formula", "tolerance", "tolerance_type", "format", "fraction", "feedback"})


@dataclass(frozen=True)
class FormulaAnswer(Answer):
    """Without an expression it fits any number."""

    expression: Expression | None
    tolerance: Tolerance
    format_kind: str
    digits: int

    def on(self, dataset: Dataset) -> NumericAnswer:
        """The same for one set of values; what is shown as the solution is right in any case."""
        if self.expression is None:
            return NumericAnswer(self.fraction, self.feedback, None, self.tolerance)
        value = self.expression.value(dataset.values)
        return NumericAnswer(
            self.fraction,
            self.feedback,
            value=Decimal(repr(value)),
            tolerance=self.tolerance,
            rounded=Decimal(self.written(value)),
        )

    def written(self, value: float) -> str:
        return format_number(value, self.format_kind, self.digits)


def read_formula_answer(field: str, row: Data) -> FormulaAnswer:
    only(row, _FIELDS, field)
    layout = mapping(row.get("format") or {}, f"{field}.format")
    only(layout, frozenset({"kind", "digits"}), f"{field}.format")
    answer = FormulaAnswer(
        fraction=fraction(row, field),
        feedback=text(row, "feedback", field),
        expression=_expression(field, row),
        tolerance=read_tolerance(field, row),
        format_kind=choice(layout, "kind", KINDS, f"{field}.format", default="decimals"),
        digits=integer(layout, "digits", f"{field}.format", default=2),
    )
    _check(field, answer)
    return answer


def _expression(field: str, row: Data) -> Expression | None:
    formula = string(row, "formula", field)
    if formula.strip() == ANY_NUMBER:
        return None
    try:
        return parse_expression(formula)
    except ExpressionError as error:
        raise InvalidDefinition(f"{field}.formula", str(error)) from None


def _check(field: str, answer: FormulaAnswer) -> None:
    if answer.expression is None and answer.fraction == ONE:
        raise InvalidDefinition(f"{field}.formula", "any number can't be worth the whole mark")
    fewest = 1 if answer.format_kind == "significant" else 0
    if not fewest <= answer.digits <= MAX_DIGITS:
        reason = f"must lie between {fewest} and {MAX_DIGITS}"
        raise InvalidDefinition(f"{field}.format.digits", reason)
