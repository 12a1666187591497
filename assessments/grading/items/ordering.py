"""Ordering: items to be given their ranks."""

from dataclasses import dataclass
from random import Random
from typing import Any

from assessments.grading.definition import Data, Language, Text, choice, mapping, only, text
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.labels import Label, read_labels, shown
from assessments.grading.ordering_schemes import RECOMMENDED, SCHEMES
from assessments.grading.outcomes import ONE, ZERO, Outcome, Part
from assessments.grading.responses import InvalidResponse, single_values

_LABELS = ("first", "last")

# The ids of the items in the order that was given.
Order = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OrderingDefinition(Definition):
    """`items` stand in the right order; `first` and `last` say what its ends mean."""

    items: tuple[Label, ...]
    scoring: str
    first: Text
    last: Text


class Ordering(ItemType[OrderingDefinition, Order]):
    key = "ordering"
    fields = frozenset({"items", "scoring", "labels"})

    def parse(self, data: Data) -> OrderingDefinition:
        labels = mapping(data.get("labels") or {}, "labels")
        only(labels, frozenset(_LABELS), "labels")
        return OrderingDefinition(
            **self._shared(data),
            items=read_labels(data, "items"),
            scoring=choice(data, "scoring", tuple(SCHEMES), default=RECOMMENDED),
            first=text(labels, "first", "labels"),
            last=text(labels, "last", "labels"),
        )

    def arrange(self, definition: OrderingDefinition, rng: Random) -> Arrangement:
        order = [item.id for item in definition.items]
        rng.shuffle(order)
        return {"order": order}

    def clean(
        self, definition: OrderingDefinition, arrangement: Arrangement, raw: object
    ) -> Order | InvalidResponse | None:
        sent = single_values(raw)
        if isinstance(sent, InvalidResponse):
            return sent
        if not sent:
            return None
        items = {str(place): name for place, name in enumerate(arrangement["order"])}
        if not items.keys() >= sent.keys():
            return InvalidResponse("unknown_field")
        ranked = {rank.strip(): items[place] for place, rank in sent.items()}
        ranks = [str(rank) for rank in range(1, len(items) + 1)]
        if ranked.keys() != set(ranks):
            return InvalidResponse("not_a_permutation", tuple(sent.values()))
        return tuple(ranked[rank] for rank in ranks)

    def grade(
        self, definition: OrderingDefinition, response: Order, arrangement: Arrangement
    ) -> Outcome:
        """A part is whether an item has its place, whatever the scheme makes of the whole."""
        places = {item.id: place for place, item in enumerate(definition.items)}
        order = [places[name] for name in response]
        parts = tuple(
            Part(item.id, str(order.index(place) + 1), ONE if order[place] == place else ZERO)
            for place, item in enumerate(definition.items)
        )
        return Outcome.composed(SCHEMES[definition.scoring](order), parts)

    def correct(self, definition: OrderingDefinition) -> Order:
        return tuple(item.id for item in definition.items)

    def describe(
        self, definition: OrderingDefinition, response: Order, language: Language
    ) -> list[str]:
        texts = {item.id: item.text for item in definition.items}
        return [texts[name].in_language(language) for name in response]

    def feedback(self, definition: OrderingDefinition, chosen: str) -> Text:
        return Text()

    def present(
        self, definition: OrderingDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        items = {item.id: item for item in definition.items}
        return {
            **super().present(definition, arrangement, language),
            "items": shown([items[name] for name in arrangement["order"]], language),
            "labels": {
                "first": definition.first.in_language(language),
                "last": definition.last.in_language(language),
            },
            "scoring": definition.scoring,
        }

    def review(
        self,
        definition: OrderingDefinition,
        arrangement: Arrangement,
        response: Order | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        """Rank by rank, what was given and what is right."""
        texts = {item.id: item.text.in_language(language) for item in definition.items}
        right = self.correct(definition)
        given = response if isinstance(response, tuple) else ("",) * len(right)
        rows = [
            {
                "rank": rank,
                "chosen": texts.get(chosen, ""),
                "right": texts[expected],
                "is_right": chosen == expected,
            }
            for rank, (chosen, expected) in enumerate(zip(given, right, strict=True), 1)
        ]
        return {**super().review(definition, arrangement, response, language), "rows": rows}
