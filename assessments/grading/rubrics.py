"""Rubrics: criteria with levels, by which a person marks what no machine can."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    Language,
    Text,
    decimal,
    only,
    refuse_twins,
    rows,
    string,
    text,
)
from assessments.grading.outcomes import ZERO

_CRITERION_FIELDS = frozenset({"id", "title", "levels"})
_LEVEL_FIELDS = frozenset({"id", "title", "points"})


@dataclass(frozen=True)
class Level:
    id: str
    title: Text
    points: Decimal


@dataclass(frozen=True)
class Criterion:
    id: str
    title: Text
    levels: tuple[Level, ...]

    @property
    def most(self) -> Decimal:
        return max(level.points for level in self.levels)

    def points(self, level_id: str) -> Decimal:
        """What a level is worth; KeyError for one that isn't there."""
        return {level.id: level.points for level in self.levels}[level_id]

    def shown(self, language: Language) -> dict[str, Any]:
        levels = [
            {
                "id": level.id,
                "title": level.title.in_language(language),
                "points": str(level.points),
            }
            for level in self.levels
        ]
        return {"id": self.id, "title": self.title.in_language(language), "levels": levels}


@dataclass(frozen=True)
class Rubric:
    criteria: tuple[Criterion, ...] = ()

    def fraction(self, chosen: Mapping[str, str]) -> Decimal:
        """The part of the mark that the levels chosen, by criterion, are worth.

        A criterion that was left out earns nothing.
        """
        earned = (
            criterion.points(chosen[criterion.id])
            for criterion in self.criteria
            if criterion.id in chosen
        )
        return sum(earned, ZERO) / sum((criterion.most for criterion in self.criteria), ZERO)

    def shown(self, language: Language) -> list[dict[str, Any]]:
        return [criterion.shown(language) for criterion in self.criteria]


def read_rubric(data: Data) -> Rubric:
    if data.get("rubric") is None:
        return Rubric()
    named = rows(data, "rubric", at_least=0)
    criteria = tuple(_criterion(name, row) for name, row in named)
    refuse_twins((criterion.id for criterion in criteria), "rubric", "id")
    return Rubric(criteria)


def _criterion(field: str, row: Data) -> Criterion:
    only(row, _CRITERION_FIELDS, field)
    try:
        named = rows(row, "levels", at_least=2)
    except InvalidDefinition as error:
        raise InvalidDefinition(f"{field}.{error.field}", error.reason) from None
    levels = tuple(_level(f"{field}.{name}", level) for name, level in named)
    refuse_twins((level.id for level in levels), f"{field}.levels", "id")
    criterion = Criterion(
        string(row, "id", field), text(row, "title", field, required=True), levels
    )
    if criterion.most <= 0:
        raise InvalidDefinition(f"{field}.levels", "one must be worth points")
    return criterion


def _level(field: str, row: Data) -> Level:
    only(row, _LEVEL_FIELDS, field)
    points = decimal(row, "points", field)
    if points < 0:
        raise InvalidDefinition(f"{field}.points", "must not be negative")
    return Level(string(row, "id", field), text(row, "title", field, required=True), points)
