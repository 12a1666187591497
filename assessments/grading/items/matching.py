"""Matching: each prompt finds its choice among those of all, and of some that fit none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    choice,
    flag,
    only,
    refuse_twins,
    rows,
    string,
    text,
)
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.labels import Label, read_labels, shown
from assessments.grading.outcomes import ONE, ZERO, Outcome, Part
from assessments.grading.responses import MAX_FIELDS, InvalidResponse, single_values

_PROMPT_FIELDS = frozenset({"id", "text", "answer"})

# The id of the choice by that of its prompt; a prompt left blank is not there.
Matches = Mapping[str, str]


@dataclass(frozen=True)
class Prompt(Label):
    answer: str


@dataclass(frozen=True, kw_only=True)
class MatchingDefinition(Definition):
    prompts: tuple[Prompt, ...]
    choices: tuple[Label, ...]
    shuffle: bool
    scoring: str

    def text_of(self, choice_id: str, language: Language) -> str:
        texts = {choice.id: choice.text for choice in self.choices}
        return texts[choice_id].in_language(language) if choice_id else ""


class Matching(ItemType[MatchingDefinition, Matches]):
    key = "matching"
    fields = frozenset({"prompts", "choices", "shuffle", "scoring"})

    def parse(self, data: Data) -> MatchingDefinition:
        definition = MatchingDefinition(
            **self._shared(data),
            prompts=tuple(
                _read(name, row)
                for name, row in rows(data, "prompts", at_least=2, at_most=MAX_FIELDS)
            ),
            choices=read_labels(data, "choices"),
            shuffle=flag(data, "shuffle", default=True),
            scoring=choice(data, "scoring", ("each", "all_or_nothing"), default="each"),
        )
        _check(definition)
        return definition

    def arrange(self, definition: MatchingDefinition, rng: Random) -> Arrangement:
        """Choices never keep the author's order: it is most often that of their prompts."""
        prompts = [prompt.id for prompt in definition.prompts]
        choices = [choice.id for choice in definition.choices]
        if definition.shuffle:
            rng.shuffle(prompts)
        rng.shuffle(choices)
        return {"prompts": prompts, "choices": choices}

    def clean(
        self, definition: MatchingDefinition, arrangement: Arrangement, raw: object
    ) -> Matches | InvalidResponse | None:
        sent = single_values(raw)
        if isinstance(sent, InvalidResponse):
            return sent
        prompts = {str(place): name for place, name in enumerate(arrangement["prompts"])}
        choices = {str(place): name for place, name in enumerate(arrangement["choices"])}
        if not prompts.keys() >= sent.keys():
            return InvalidResponse("unknown_field")
        if not choices.keys() >= set(sent.values()):
            return InvalidResponse("unknown_choice")
        return {prompts[place]: choices[chosen] for place, chosen in sent.items()} or None

    def grade(
        self, definition: MatchingDefinition, response: Matches, arrangement: Arrangement
    ) -> Outcome:
        parts = tuple(_part(prompt, response.get(prompt.id, "")) for prompt in definition.prompts)
        return Outcome.composed(_fraction(definition, parts), parts)

    def correct(self, definition: MatchingDefinition) -> Matches:
        return {prompt.id: prompt.answer for prompt in definition.prompts}

    def describe(
        self, definition: MatchingDefinition, response: Matches, language: Language
    ) -> list[str]:
        return [
            f"{prompt.text.in_language(language)} → "
            + definition.text_of(response[prompt.id], language)
            for prompt in definition.prompts
            if prompt.id in response
        ]

    def feedback(self, definition: MatchingDefinition, chosen: str) -> Text:
        return Text()

    def present(
        self, definition: MatchingDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        choices = {choice.id: choice for choice in definition.choices}
        return {
            **super().present(definition, arrangement, language),
            "prompts": shown(_laid_out(definition, arrangement), language),
            "choices": shown([choices[name] for name in arrangement["choices"]], language),
            "scoring": definition.scoring,
        }

    def review(
        self,
        definition: MatchingDefinition,
        arrangement: Arrangement,
        response: Matches | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        matched: Matches = response if isinstance(response, Mapping) else {}
        compared = [
            {
                "prompt": prompt.text.in_language(language),
                "chosen": definition.text_of(matched.get(prompt.id, ""), language),
                "right": definition.text_of(prompt.answer, language),
                "is_right": matched.get(prompt.id) == prompt.answer,
            }
            for prompt in _laid_out(definition, arrangement)
        ]
        return {**super().review(definition, arrangement, response, language), "rows": compared}


def _laid_out(definition: MatchingDefinition, arrangement: Arrangement) -> list[Prompt]:
    prompts = {prompt.id: prompt for prompt in definition.prompts}
    return [prompts[name] for name in arrangement["prompts"]]


def _part(prompt: Prompt, chosen: str) -> Part:
    return Part(prompt.id, chosen, ONE if chosen == prompt.answer else ZERO)


def _fraction(definition: MatchingDefinition, parts: tuple[Part, ...]) -> Decimal:
    """qtype_match_question::grade_response: right / stems, blank ones included."""
    right = sum(part.fraction == ONE for part in parts)
    if definition.scoring == "all_or_nothing":
        return ONE if right == len(parts) else ZERO
    return Decimal(right) / len(parts)


def _read(field: str, row: Data) -> Prompt:
    only(row, _PROMPT_FIELDS, field)
    return Prompt(
        id=string(row, "id", field),
        text=text(row, "text", field, required=True),
        answer=string(row, "answer", field),
    )


def _check(definition: MatchingDefinition) -> None:
    refuse_twins((prompt.id for prompt in definition.prompts), "prompts", "id")
    known = {choice.id for choice in definition.choices}
    for index, prompt in enumerate(definition.prompts):
        if prompt.answer not in known:
            raise InvalidDefinition(f"prompts[{index}].answer", "is no choice")
