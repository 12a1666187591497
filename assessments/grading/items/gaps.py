"""A gap of a fill-in: an item of another type, asked by the text around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    choice,
    decimal,
    mapping,
    only,
    string,
)
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.multiple_response import MultipleResponse
from assessments.grading.items.numeric import Numeric
from assessments.grading.items.short_answer import ShortAnswer
from assessments.grading.items.single_choice import SingleChoice
from assessments.grading.outcomes import Outcome, Part, State

KINDS: Mapping[str, ItemType[Any, Any]] = {
    kind.key: kind for kind in (SingleChoice(), MultipleResponse(), ShortAnswer(), Numeric())
}
# How each may be shown, what "inline" means for it first.
_DISPLAYS: Mapping[str, tuple[str, ...]] = {
    "single_choice": ("dropdown", "vertical", "horizontal"),
    "multiple_response": ("vertical", "horizontal"),
    "short_answer": ("inline",),
    "numeric": ("inline",),
}

_GAP_FIELDS = frozenset({"id", "weight", "display", "item"})
_OF_THE_WHOLE = frozenset({"stem", "explanation", "comment"})
_JOINT = ","


@dataclass(frozen=True)
class Gap:
    id: str
    weight: Decimal
    display: str
    kind: ItemType[Any, Any]
    item: Definition

    def arrange(self, rng: Random) -> Arrangement:
        return self.kind.arrange(self.item, rng)

    def clean(self, arrangement: Arrangement, raw: object) -> Any:
        return self.kind.clean(self.item, arrangement, raw)

    def outcome(self, arrangement: Arrangement, response: Any) -> Outcome:
        return self.kind.outcome(self.item, arrangement, response)

    def part(self, outcome: Outcome) -> Part:
        return Part(self.id, _JOINT.join(outcome.chosen), outcome.fraction, self.weight)

    def in_words(self, response: Any, language: Language) -> list[str]:
        return self.kind.in_words(self.item, response, language)

    def present(self, arrangement: Arrangement, language: Language) -> dict[str, Any]:
        return self._placed(self.kind.present(self.item, arrangement, language))

    def review(self, arrangement: Arrangement, response: Any, language: Language) -> dict[str, Any]:
        shown = self.kind.review(self.item, arrangement, response, language)
        return self._placed({**shown, "is_right": shown["state"] == State.RIGHT})

    def _placed(self, shown: dict[str, Any]) -> dict[str, Any]:
        own = {name: value for name, value in shown.items() if name not in _OF_THE_WHOLE}
        return {**own, "id": self.id, "display": self.display}


def read_gap(field: str, row: Data, question: Data) -> Gap:
    only(row, _GAP_FIELDS, field)
    item = mapping(row.get("item"), f"{field}.item")
    key = choice(item, "type", tuple(KINDS), f"{field}.item", default="")
    weight = decimal(row, "weight", field, default="1")
    if weight < 0:
        raise InvalidDefinition(f"{field}.weight", "must not be negative")
    displays = _DISPLAYS[key]
    display = choice(row, "display", ("inline", *displays), field, default="inline")
    return Gap(
        id=string(row, "id", field),
        weight=weight,
        display=displays[0] if display == "inline" else display,
        kind=KINDS[key],
        item=_read_item(f"{field}.item", KINDS[key], item, question),
    )


def _read_item(field: str, kind: ItemType[Any, Any], item: Data, question: Data) -> Definition:
    """Its stem is the text that it stands in; what else all questions share is the question's."""
    only(item, kind.fields | {"type"}, field)
    try:
        definition: Definition = kind.parse({**item, "stem": question.get("stem")})
    except InvalidDefinition as fault:
        raise InvalidDefinition(f"{field}.{fault.field}", fault.reason) from None
    return definition
