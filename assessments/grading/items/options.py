"""Options to choose from: how they are read, shuffled, shown and recognized when they come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from assessments.grading.definition import (
    Data,
    Language,
    Text,
    fraction,
    only,
    refuse_twins,
    rows,
    string,
    text,
)
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.responses import InvalidResponse, strings

_OPTION_FIELDS = frozenset({"id", "text", "fraction", "feedback"})


@dataclass(frozen=True)
class Option:
    id: str
    text: Text
    fraction: Decimal
    feedback: Text


@dataclass(frozen=True, kw_only=True)
class ChoiceDefinition(Definition):
    options: tuple[Option, ...]
    shuffle: bool

    @property
    def by_id(self) -> Mapping[str, Option]:
        return {option.id: option for option in self.options}


C = TypeVar("C", bound=ChoiceDefinition)
R = TypeVar("R")


class ChoiceItem(ItemType[C, R]):
    """Options go out under their place in the arrangement: an id, made by an author, may tell."""

    def arrange(self, definition: C, rng: Random) -> Arrangement:
        order = [option.id for option in definition.options]
        if definition.shuffle:
            rng.shuffle(order)
        return {"order": order}

    def present(
        self, definition: C, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        options = definition.by_id
        shown = [
            {"value": str(place), "text": options[option_id].text.in_language(language)}
            for place, option_id in enumerate(arrangement["order"])
        ]
        return {**super().present(definition, arrangement, language), "options": shown}

    def review(
        self,
        definition: C,
        arrangement: Arrangement,
        response: R | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        options = [definition.by_id[option_id] for option_id in arrangement["order"]]
        for row, option in zip(shown["options"], options, strict=True):
            row["chosen"] = option.id in shown["chosen"]
            row["correct"] = self.is_correct(option)
            row["fraction"] = str(option.fraction)
            row["feedback"] = option.feedback.in_language(language)
        return shown

    def is_correct(self, option: Option) -> bool:
        return option.fraction > 0

    def feedback(self, definition: C, chosen: str) -> Text:
        return definition.by_id[chosen].feedback


def read_options(data: Data) -> tuple[Option, ...]:
    options = tuple(_read(name, row) for name, row in rows(data, "options", at_least=2))
    refuse_twins((option.id for option in options), "options", "id")
    return options


def read_chosen(arrangement: Arrangement, raw: object) -> tuple[str, ...] | InvalidResponse:
    """The ids of the options whose places were sent, each once, in the order they were shown."""
    sent = strings(raw)
    if isinstance(sent, InvalidResponse):
        return sent
    shown = {str(place): option_id for place, option_id in enumerate(arrangement["order"])}
    if not shown.keys() >= set(sent):
        return InvalidResponse("unknown_choice")
    return tuple(option_id for place, option_id in shown.items() if place in sent)


def _read(field: str, row: Data) -> Option:
    only(row, _OPTION_FIELDS, field)
    return Option(
        id=string(row, "id", field),
        text=text(row, "text", field, required=True),
        fraction=fraction(row, field),
        feedback=text(row, "feedback", field),
    )
