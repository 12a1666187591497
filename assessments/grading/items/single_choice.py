"""Single choice: the fraction of the one option that was chosen."""

from assessments.grading.definition import Data, InvalidDefinition, Language, flag
from assessments.grading.items.base import Arrangement
from assessments.grading.items.options import (
    ChoiceDefinition,
    ChoiceItem,
    Option,
    read_chosen,
    read_options,
)
from assessments.grading.outcomes import ONE, Outcome, Part
from assessments.grading.responses import InvalidResponse


class SingleChoice(ChoiceItem[ChoiceDefinition, str]):
    key = "single_choice"
    fields = frozenset({"options", "shuffle"})

    def parse(self, data: Data) -> ChoiceDefinition:
        shared = self._shared(data)
        options = read_options(data)
        if max(option.fraction for option in options) != 1:
            raise InvalidDefinition("options", "one must be worth the whole mark")
        return ChoiceDefinition(
            **shared, options=options, shuffle=flag(data, "shuffle", default=True)
        )

    def clean(
        self, definition: ChoiceDefinition, arrangement: Arrangement, raw: object
    ) -> str | InvalidResponse | None:
        chosen = read_chosen(arrangement, raw)
        if isinstance(chosen, InvalidResponse):
            return chosen
        if len(chosen) > 1:
            return InvalidResponse("too_many")
        return chosen[0] if chosen else None

    def grade(
        self, definition: ChoiceDefinition, response: str, arrangement: Arrangement
    ) -> Outcome:
        fraction = definition.by_id[response].fraction
        return Outcome.graded(fraction, (Part("choice", response, fraction),))

    def is_correct(self, option: Option) -> bool:
        return option.fraction == ONE

    def correct(self, definition: ChoiceDefinition) -> str:
        return max(definition.options, key=lambda option: option.fraction).id

    def describe(
        self, definition: ChoiceDefinition, response: str, language: Language
    ) -> list[str]:
        return [definition.by_id[response].text.in_language(language)]
