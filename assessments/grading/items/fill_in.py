"""Fill-in (cloze): a text with gaps, each a small question of its own."""

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
    refuse_twins,
    rows,
)
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.gaps import Gap, read_gap
from assessments.grading.markers import Segment, gaps, marks, with_blanks
from assessments.grading.outcomes import ONE, RIGHT_ABOVE, ZERO, Outcome, Part, State
from assessments.grading.responses import MAX_FIELDS, InvalidResponse, fields

# What each gap holds: a response of its item, or why it can't be read; blank ones are not there.
Filled = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FillInDefinition(Definition):
    gaps: tuple[Gap, ...]
    scoring: str

    @property
    def by_id(self) -> Mapping[str, Gap]:
        return {gap.id: gap for gap in self.gaps}


class FillIn(ItemType[FillInDefinition, Filled]):
    key = "fill_in"
    fields = frozenset({"gaps", "scoring"})

    def parse(self, data: Data) -> FillInDefinition:
        definition = FillInDefinition(
            **self._shared(data),
            gaps=tuple(
                read_gap(name, row, data)
                for name, row in rows(data, "gaps", at_least=1, at_most=MAX_FIELDS)
            ),
            scoring=choice(data, "scoring", ("each", "all_or_nothing"), default="each"),
        )
        _check(definition)
        return definition

    def arrange(self, definition: FillInDefinition, rng: Random) -> Arrangement:
        return {"gaps": {gap.id: gap.arrange(rng) for gap in definition.gaps}}

    def clean(
        self, definition: FillInDefinition, arrangement: Arrangement, raw: object
    ) -> Filled | InvalidResponse | None:
        """What can't be read in one gap is wrong there and leaves the others alone."""
        sent = fields(raw)
        if isinstance(sent, InvalidResponse):
            return sent
        known = definition.by_id
        if not known.keys() >= sent.keys():
            return InvalidResponse("unknown_field")
        arranged = arrangement["gaps"]
        return {name: known[name].clean(arranged[name], sent[name]) for name in sent} or None

    def grade(
        self, definition: FillInDefinition, response: Filled, arrangement: Arrangement
    ) -> Outcome:
        """`chosen` has each option or answer that a gap met, after the gap's id and a colon."""
        outcomes = [
            (gap, gap.outcome(arrangement["gaps"][gap.id], response.get(gap.id)))
            for gap in definition.gaps
        ]
        parts = tuple(gap.part(outcome) for gap, outcome in outcomes)
        chosen = tuple(f"{gap.id}:{met}" for gap, outcome in outcomes for met in outcome.chosen)
        fraction = _fraction(definition, parts)
        return Outcome(fraction, State.of(fraction), chosen, parts)

    def correct(self, definition: FillInDefinition) -> Filled:
        return {gap.id: gap.kind.correct(gap.item) for gap in definition.gaps}

    def describe(
        self, definition: FillInDefinition, response: Filled, language: Language
    ) -> list[str]:
        filled = (gap for gap in definition.gaps if gap.id in response)
        return [_line(gap, gap.in_words(response[gap.id], language)) for gap in filled]

    def solutions(self, definition: FillInDefinition, language: Language) -> list[str]:
        """All that a gap accepts, for each."""
        return [_line(gap, gap.kind.solutions(gap.item, language)) for gap in definition.gaps]

    def feedback(self, definition: FillInDefinition, chosen: str) -> Text:
        name, _, met = chosen.partition(":")
        gap = definition.by_id[name]
        return gap.kind.feedback(gap.item, met)

    def present(
        self, definition: FillInDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        stem = definition.stem.in_language(language)
        shown = {
            gap.id: gap.present(arrangement["gaps"][gap.id], language) for gap in definition.gaps
        }
        return {
            **super().present(definition, arrangement, language),
            "stem": with_blanks(stem),
            "segments": [_segment(segment, shown) for segment in gaps(stem)],
            "scoring": definition.scoring,
        }

    def review(
        self,
        definition: FillInDefinition,
        arrangement: Arrangement,
        response: Filled | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        filled: Filled = response if isinstance(response, Mapping) else {}
        reviewed = {
            gap.id: gap.review(arrangement["gaps"][gap.id], filled.get(gap.id), language)
            for gap in definition.gaps
        }
        written = gaps(definition.stem.in_language(language))
        return {
            **super().review(definition, arrangement, response, language),
            "segments": [_segment(segment, reviewed) for segment in written],
        }


def _fraction(definition: FillInDefinition, parts: tuple[Part, ...]) -> Decimal:
    """qtype_multianswer_question::grade_response, of a partly filled text too."""
    if definition.scoring == "all_or_nothing":
        return ONE if all(part.fraction > RIGHT_ABOVE for part in parts) else ZERO
    earned = sum((part.fraction * part.weight for part in parts), ZERO)
    return earned / sum((part.weight for part in parts), ZERO)


def _segment(segment: Segment, shown: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    return {"gap": shown[segment.id]} if segment.id else {"html": segment.text}


def _line(gap: Gap, words: list[str]) -> str:
    return f"{gap.id}: {' / '.join(words)}"


def _check(definition: FillInDefinition) -> None:
    refuse_twins((gap.id for gap in definition.gaps), "gaps", "id")
    if not any(gap.weight for gap in definition.gaps):
        raise InvalidDefinition("gaps", "one at least must have a weight")
    for language in definition.stem.languages:
        written = marks(gaps(definition.stem.in_language(language)))
        if sorted(written) != sorted(definition.by_id):
            raise InvalidDefinition(f"stem.{language}", "must mark each gap once, and no other")
