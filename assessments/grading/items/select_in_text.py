"""Select in text: the right words of a passage of plain text."""

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
    integer,
    text,
)
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.options import read_chosen
from assessments.grading.markers import Segment, marks, spans
from assessments.grading.outcomes import ONE, RIGHT_ABOVE, ZERO, Outcome, Part
from assessments.grading.responses import InvalidResponse
from assessments.grading.scoring import RECOMMENDED, SCHEMES


@dataclass(frozen=True, kw_only=True)
class SelectInTextDefinition(Definition):
    """`max_choices` is 0 where any number may be chosen."""

    passage: Text
    keys: tuple[str, ...]
    scoring: str
    max_choices: int

    @property
    def span_ids(self) -> list[str]:
        """In the order of the passage, that in Chinese where there are two."""
        return marks(spans(self.passage.in_language("zh")))

    @property
    def fractions(self) -> Mapping[str, Decimal]:
        share = ONE / len(self.keys)
        return {name: share if name in self.keys else ZERO for name in self.span_ids}


class SelectInText(ItemType[SelectInTextDefinition, tuple[str, ...]]):
    key = "select_in_text"
    fields = frozenset({"passage", "keys", "scoring", "max_choices"})

    def parse(self, data: Data) -> SelectInTextDefinition:
        definition = SelectInTextDefinition(
            **self._shared(data),
            passage=text(data, "passage", required=True),
            keys=_read_keys(data),
            scoring=choice(data, "scoring", tuple(SCHEMES), default=RECOMMENDED),
            max_choices=integer(data, "max_choices", default=0),
        )
        _check(definition)
        return definition

    def arrange(self, definition: SelectInTextDefinition, rng: Random) -> Arrangement:
        return {"order": definition.span_ids}

    def clean(
        self, definition: SelectInTextDefinition, arrangement: Arrangement, raw: object
    ) -> tuple[str, ...] | InvalidResponse | None:
        chosen = read_chosen(arrangement, raw)
        if isinstance(chosen, InvalidResponse):
            return chosen
        if 0 < definition.max_choices < len(chosen):
            return InvalidResponse("too_many")
        return chosen or None

    def grade(
        self,
        definition: SelectInTextDefinition,
        response: tuple[str, ...],
        arrangement: Arrangement,
    ) -> Outcome:
        fractions = definition.fractions
        parts = tuple(Part(span, span, fractions[span]) for span in response)
        earned = SCHEMES[definition.scoring](fractions, set(response))
        # Three times a third is one.
        return Outcome.graded(ONE if earned > RIGHT_ABOVE else earned, parts)

    def correct(self, definition: SelectInTextDefinition) -> tuple[str, ...]:
        return tuple(name for name in definition.span_ids if name in definition.keys)

    def describe(
        self,
        definition: SelectInTextDefinition,
        response: tuple[str, ...],
        language: Language,
    ) -> list[str]:
        shown = spans(definition.passage.in_language(language))
        return [segment.text for segment in shown if segment.id in response]

    def feedback(self, definition: SelectInTextDefinition, chosen: str) -> Text:
        return Text()

    def present(
        self, definition: SelectInTextDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        places = {name: str(place) for place, name in enumerate(arrangement["order"])}
        return {
            **super().present(definition, arrangement, language),
            "segments": [
                _shown(segment, places)
                for segment in spans(definition.passage.in_language(language))
            ],
            "scoring": definition.scoring,
            "max_choices": definition.max_choices,
        }

    def review(
        self,
        definition: SelectInTextDefinition,
        arrangement: Arrangement,
        response: tuple[str, ...] | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        for segment in shown["segments"]:
            if "value" in segment:
                name = arrangement["order"][int(segment["value"])]
                segment["chosen"] = name in shown["chosen"]
                segment["correct"] = name in definition.keys
        return shown


def _shown(segment: Segment, places: Mapping[str, str]) -> dict[str, str]:
    if not segment.id:
        return {"text": segment.text}
    return {"value": places[segment.id], "text": segment.text}


def _read_keys(data: Data) -> tuple[str, ...]:
    keys = data.get("keys")
    if not isinstance(keys, list | tuple) or not keys:
        raise InvalidDefinition("keys", "must be a list of spans that are right")
    if len({str(name) for name in keys}) < len(keys):
        raise InvalidDefinition("keys", "names a span twice")
    return tuple(keys)


def _check(definition: SelectInTextDefinition) -> None:
    ids = definition.span_ids
    for language in definition.passage.languages:
        written = marks(spans(definition.passage.in_language(language)))
        if len(set(written)) < len(written):
            raise InvalidDefinition(f"passage.{language}", "marks a span twice")
        if set(written) != set(ids):
            raise InvalidDefinition(f"passage.{language}", "must mark the same spans as the other")
    if len(ids) < 2:
        raise InvalidDefinition("passage", "must mark at least 2 spans")
    for index, name in enumerate(definition.keys):
        if name not in ids:
            raise InvalidDefinition(f"keys[{index}]", "is no span of the passage")
    if 0 < definition.max_choices < len(definition.keys):
        raise InvalidDefinition("max_choices", "must leave room for all that is right")
