"""What a person marks: a machine only says that it waits to be graded."""

from dataclasses import dataclass
from typing import Any, TypeVar

from assessments.grading.definition import Language, Text
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.outcomes import NEEDS_GRADING, Outcome
from assessments.grading.responses import InvalidResponse
from assessments.grading.rubrics import Rubric


@dataclass(frozen=True, kw_only=True)
class MarkedDefinition(Definition):
    rubric: Rubric


D = TypeVar("D", bound=MarkedDefinition)
R = TypeVar("R")


class MarkedItem(ItemType[D, R]):
    def grade(self, definition: D, response: R, arrangement: Arrangement) -> Outcome:
        return NEEDS_GRADING

    def feedback(self, definition: D, chosen: str) -> Text:
        return Text()

    def review(
        self,
        definition: D,
        arrangement: Arrangement,
        response: R | InvalidResponse | None,
        language: Language,
    ) -> dict[str, Any]:
        shown = super().review(definition, arrangement, response, language)
        return {**shown, "rubric": definition.rubric.shown(language)}
