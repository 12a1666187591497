"""Unsupported: a question of another system, kept with its source though it can't be asked here."""

from dataclasses import dataclass

from assessments.grading.definition import Data, string
from assessments.grading.items.base import Definition
from assessments.grading.items.unscored import UnscoredItem


@dataclass(frozen=True, kw_only=True)
class UnsupportedDefinition(Definition):
    source_format: str
    source: str
    reason: str


class Unsupported(UnscoredItem[UnsupportedDefinition]):
    key = "unsupported"
    fields = frozenset({"source_format", "source", "reason"})

    def parse(self, data: Data) -> UnsupportedDefinition:
        return UnsupportedDefinition(
            **self._shared(data, stem_required=False),
            source_format=string(data, "source_format"),
            source=string(data, "source"),
            reason=string(data, "reason"),
        )
