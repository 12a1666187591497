"""Calculated: a number computed by a formula from values that differ from learner to learner."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from assessments.grading.datasets import Dataset, read_datasets
from assessments.grading.definition import Data, InvalidDefinition, Language, Text, rows, text
from assessments.grading.expressions import ExpressionError, evaluate
from assessments.grading.items.answers import full, require_full
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.formula_answers import FormulaAnswer, read_formula_answer
from assessments.grading.items.numbers import (
    NumericAnswer,
    NumericResponse,
    clean_number,
    grade_number,
    right_number,
)
from assessments.grading.outcomes import ONE, Outcome
from assessments.grading.placeholders import fill, formulas
from assessments.grading.responses import InvalidResponse
from assessments.grading.units import Units, read_units

_FIRST: Arrangement = {"dataset": 0}


@dataclass(frozen=True, kw_only=True)
class CalculatedDefinition(Definition):
    datasets: tuple[Dataset, ...]
    answers: tuple[FormulaAnswer, ...]
    unit: Text
    units: Units

    def dataset(self, arrangement: Arrangement) -> Dataset:
        return self.datasets[arrangement["dataset"]]

    def numbers(self, arrangement: Arrangement) -> list[NumericAnswer]:
        return [answer.on(self.dataset(arrangement)) for answer in self.answers]


class Calculated(ItemType[CalculatedDefinition, NumericResponse]):
    key = "calculated"
    fields = frozenset({"variables", "datasets", "answers", "unit", "units", "unit_grading"})

    def parse(self, data: Data) -> CalculatedDefinition:
        shared = self._shared(data)
        answers = rows(data, "answers", at_least=1)
        definition = CalculatedDefinition(
            **shared,
            datasets=read_datasets(data),
            answers=tuple(read_formula_answer(name, row) for name, row in answers),
            unit=text(data, "unit"),
            units=read_units(data),
        )
        require_full(definition.answers)
        for dataset in definition.datasets:
            _check_texts(definition, dataset)
            _check_values(definition, dataset)
        if full(definition.answers)[0] is not definition.answers[0]:
            self._check_order(definition)
        return definition

    def arrange(self, definition: CalculatedDefinition, rng: Random) -> Arrangement:
        return {"dataset": rng.randrange(len(definition.datasets))}

    def clean(
        self, definition: CalculatedDefinition, arrangement: Arrangement, raw: object
    ) -> NumericResponse | InvalidResponse | None:
        return clean_number(definition.units, raw)

    def grade(
        self,
        definition: CalculatedDefinition,
        response: NumericResponse,
        arrangement: Arrangement,
    ) -> Outcome:
        return grade_number(definition.numbers(arrangement), definition.units, response)

    def correct(
        self, definition: CalculatedDefinition, arrangement: Arrangement = _FIRST
    ) -> NumericResponse:
        """The right answer hangs on the values that were drawn; without them, on the first."""
        return right_number(full(definition.numbers(arrangement))[0], definition.units)

    def describe(
        self, definition: CalculatedDefinition, response: NumericResponse, language: Language
    ) -> list[str]:
        return [response.typed]

    def feedback(self, definition: CalculatedDefinition, chosen: str) -> Text:
        return definition.answers[int(chosen)].feedback

    def present(
        self, definition: CalculatedDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        shown = super().present(definition, arrangement, language)
        return {
            **shown,
            "stem": fill(shown["stem"], definition.dataset(arrangement).written),
            "unit": definition.unit.in_language(language),
            "unit_required": definition.units.are_required,
        }

    def review(
        self,
        definition: CalculatedDefinition,
        arrangement: Arrangement,
        response: NumericResponse | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        written = definition.dataset(arrangement).written
        return {
            **shown,
            "solutions": [self.correct(definition, arrangement).typed],
            "feedback": [fill(comment, written) for comment in shown["feedback"]],
            "explanation": fill(shown["explanation"], written),
        }

    def _check_order(self, definition: CalculatedDefinition) -> None:
        for place in range(len(definition.datasets)):
            drawn = {"dataset": place}
            if self.grade(definition, self.correct(definition, drawn), drawn).fraction != ONE:
                reason = f"an earlier formula takes the right answer away from datasets[{place}]"
                raise InvalidDefinition("answers", reason)


def _texts(definition: CalculatedDefinition) -> Iterator[tuple[str, str]]:
    texts = {"stem": definition.stem, "explanation": definition.explanation}
    for index, answer in enumerate(definition.answers):
        texts[f"answers[{index}].feedback"] = answer.feedback
    for field, written in texts.items():
        yield f"{field}.zh", written.zh
        yield f"{field}.en", written.en


def _check_texts(definition: CalculatedDefinition, dataset: Dataset) -> None:
    for field, written in _texts(definition):
        for formula in formulas(written):
            _check_formula(field, formula, dataset)


def _check_values(definition: CalculatedDefinition, dataset: Dataset) -> None:
    for index, answer in enumerate(definition.answers):
        if answer.expression is None:
            continue
        value = _check_formula(f"answers[{index}].formula", answer.expression.source, dataset)
        if answer.tolerance.kind == "geometric" and value <= 0:
            field = f"answers[{index}].tolerance_type"
            raise InvalidDefinition(field, "geometric needs values above 0")


def _check_formula(field: str, formula: str, dataset: Dataset) -> float:
    """Its value; refuse a formula that has none for some of the datasets, as 1/{a} for 0."""
    try:
        return evaluate(formula, dataset.values)
    except ExpressionError as error:
        values = ", ".join(f"{name} = {value}" for name, value in dataset.written.items())
        raise InvalidDefinition(field, f"{error} ({values})") from None
