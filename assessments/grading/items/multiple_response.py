"""Multiple response: any number of options, scored by the scheme that the author chose."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import Data, InvalidDefinition, Language, choice, flag
from assessments.grading.items.base import Arrangement
from assessments.grading.items.options import (
    ChoiceDefinition,
    ChoiceItem,
    Option,
    read_chosen,
    read_options,
)
from assessments.grading.outcomes import ZERO, Outcome, Part
from assessments.grading.responses import InvalidResponse
from assessments.grading.scoring import RECOMMENDED, SCHEMES, key

# Moodle rounds the sum to two places before it asks for 1: three times .3333333 will do.
_SUM_SLACK = Decimal("0.005")


@dataclass(frozen=True, kw_only=True)
class MultipleResponseDefinition(ChoiceDefinition):
    scoring: str

    @property
    def fractions(self) -> dict[str, Decimal]:
        return {option.id: option.fraction for option in self.options}


class MultipleResponse(ChoiceItem[MultipleResponseDefinition, tuple[str, ...]]):
    key = "multiple_response"
    fields = frozenset({"options", "shuffle", "scoring"})

    def parse(self, data: Data) -> MultipleResponseDefinition:
        shared = self._shared(data)
        options = read_options(data)
        scoring = choice(data, "scoring", tuple(SCHEMES), default=RECOMMENDED)
        _check(options, scoring)
        return MultipleResponseDefinition(
            **shared,
            options=options,
            shuffle=flag(data, "shuffle", default=True),
            scoring=scoring,
        )

    def clean(
        self, definition: MultipleResponseDefinition, arrangement: Arrangement, raw: object
    ) -> tuple[str, ...] | InvalidResponse | None:
        return read_chosen(arrangement, raw) or None

    def grade(
        self,
        definition: MultipleResponseDefinition,
        response: tuple[str, ...],
        arrangement: Arrangement,
    ) -> Outcome:
        fractions = definition.fractions
        parts = tuple(Part(option, option, fractions[option]) for option in response)
        return Outcome.graded(SCHEMES[definition.scoring](fractions, set(response)), parts)

    def correct(self, definition: MultipleResponseDefinition) -> tuple[str, ...]:
        right = key(definition.fractions)
        return tuple(option.id for option in definition.options if option.id in right)

    def describe(
        self,
        definition: MultipleResponseDefinition,
        response: tuple[str, ...],
        language: Language,
    ) -> list[str]:
        return [definition.by_id[option].text.in_language(language) for option in response]

    def present(
        self,
        definition: MultipleResponseDefinition,
        arrangement: Arrangement,
        language: Language,
    ) -> dict[str, Any]:
        """The scheme is shown too: whoever ticks should know what a wrong tick costs."""
        shown = super().present(definition, arrangement, language)
        return {**shown, "scoring": definition.scoring}


def _check(options: tuple[Option, ...], scoring: str) -> None:
    positive = [option.fraction for option in options if option.fraction > 0]
    if not positive:
        raise InvalidDefinition("options", "one at least must be correct")
    if scoring == "sum_of_fractions" and abs(sum(positive, ZERO) - 1) > _SUM_SLACK:
        raise InvalidDefinition("options", "the positive fractions must sum to 1")
