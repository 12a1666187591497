"""What stands on a paper and asks nothing."""

from typing import TypeVar

from assessments.grading.definition import Language, Text
from assessments.grading.items.base import Arrangement, Definition, ItemType
from assessments.grading.outcomes import NOT_SCORED, Outcome
from assessments.grading.responses import InvalidResponse

D = TypeVar("D", bound=Definition)


class UnscoredItem(ItemType[D, None]):
    is_scored = False

    def clean(self, definition: D, arrangement: Arrangement, raw: object) -> None:
        return None

    def grade(self, definition: D, response: None, arrangement: Arrangement) -> Outcome:
        return NOT_SCORED

    def outcome(
        self, definition: D, arrangement: Arrangement, response: InvalidResponse | None
    ) -> Outcome:
        return NOT_SCORED

    def correct(self, definition: D) -> None:
        return None

    def describe(self, definition: D, response: None, language: Language) -> list[str]:
        return []

    def feedback(self, definition: D, chosen: str) -> Text:
        return Text()
