"""Hotspot: points set on an image, against regions of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    choice,
    integer,
)
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.items.regions import (
    Image,
    Region,
    hit,
    point_in,
    read_image,
    read_regions,
)
from assessments.grading.outcomes import ZERO, Outcome, Part, State
from assessments.grading.responses import InvalidResponse, strings
from assessments.grading.scoring import RECOMMENDED, SCHEMES
from assessments.grading.shapes import Point

MAX_POINTS = 50

_POINT = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,20})?)\s*,\s*([0-9]{1,6}(?:\.[0-9]{1,20})?)\s*")


@dataclass(frozen=True, kw_only=True)
class HotspotDefinition(Definition):
    image: Image
    regions: tuple[Region, ...]
    max_points: int
    scoring: str


class Hotspot(ItemType[HotspotDefinition, tuple[Point, ...]]):
    key = "hotspot"
    fields = frozenset({"image", "regions", "max_points", "scoring"})

    def parse(self, data: Data) -> HotspotDefinition:
        definition = HotspotDefinition(
            **self._shared(data),
            image=read_image(data),
            regions=read_regions(data),
            max_points=integer(data, "max_points", default=1, at_least=1),
            scoring=choice(data, "scoring", tuple(SCHEMES), default=RECOMMENDED),
        )
        self._check(definition)
        return definition

    def clean(
        self, definition: HotspotDefinition, arrangement: Arrangement, raw: object
    ) -> tuple[Point, ...] | InvalidResponse | None:
        sent = strings(raw)
        if isinstance(sent, InvalidResponse):
            return sent
        if len(sent) > definition.max_points:
            return InvalidResponse("too_many")
        points = [_point(written) for written in sent]
        found = tuple(point for point in points if point and definition.image.holds(point))
        return (found or None) if len(found) == len(sent) else InvalidResponse("malformed")

    def grade(
        self, definition: HotspotDefinition, response: tuple[Point, ...], arrangement: Arrangement
    ) -> Outcome:
        """The first point in a region counts as its choice, any further one as a wrong choice."""
        fractions = {region.id: region.fraction for region in definition.regions}
        parts = _parts(definition, response)
        worth = {**fractions, **{part.key: part.fraction for part in parts}}
        scored = SCHEMES[definition.scoring](worth, {part.key for part in parts})
        return Outcome.graded(scored, parts)

    def correct(self, definition: HotspotDefinition) -> tuple[Point, ...]:
        right = [region for region in definition.regions if region.fraction > 0]
        best = sorted(right, key=lambda region: -region.fraction)[: definition.max_points]
        points = (point_in(region, definition.regions) for region in best)
        return tuple(point for point in points if point)

    def describe(
        self, definition: HotspotDefinition, response: tuple[Point, ...], language: Language
    ) -> list[str]:
        return [_written(point) for point in response]

    def feedback(self, definition: HotspotDefinition, chosen: str) -> Text:
        return next(region.feedback for region in definition.regions if region.id == chosen)

    def present(
        self, definition: HotspotDefinition, arrangement: Arrangement, language: Language
    ) -> dict[str, Any]:
        return {
            **super().present(definition, arrangement, language),
            "image": definition.image.shown(language),
            "max_points": definition.max_points,
            "scoring": definition.scoring,
        }

    def review(
        self,
        definition: HotspotDefinition,
        arrangement: Arrangement,
        response: tuple[Point, ...] | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        regions = [
            {
                "shape": region.shape.kind,
                "coords": [str(number) for number in region.shape.coords],
                "chosen": region.id in shown["chosen"],
                "correct": region.fraction > 0,
                "feedback": region.feedback.in_language(language),
            }
            for region in definition.regions
        ]
        return {**shown, "regions": regions}

    def _check(self, definition: HotspotDefinition) -> None:
        if not any(region.fraction > 0 for region in definition.regions):
            raise InvalidDefinition("regions", "one at least must be correct")
        if definition.max_points > MAX_POINTS:
            raise InvalidDefinition("max_points", f"must not be above {MAX_POINTS}")
        if self.grade(definition, self.correct(definition), {}).state is not State.RIGHT:
            raise InvalidDefinition("max_points", "so few points can't earn the whole mark")


def _parts(definition: HotspotDefinition, points: Sequence[Point]) -> tuple[Part, ...]:
    fractions = {region.id: region.fraction for region in definition.regions}
    parts: dict[str, Part] = {}
    for index, point in enumerate(points):
        region = hit(definition.regions, point)
        if not region or region in parts:
            parts[f"miss:{index}"] = Part(f"miss:{index}", "", ZERO)
        else:
            parts[region] = Part(region, region, fractions[region])
    return tuple(parts.values())


def _point(written: str) -> Point | None:
    found = _POINT.fullmatch(written)
    return (Decimal(found.group(1)), Decimal(found.group(2))) if found else None


def _written(point: Point) -> str:
    return ",".join(f"{round(number, 2).normalize():f}" for number in point)
