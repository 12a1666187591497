"""Description: text between the questions."""

from assessments.grading.definition import Data
from assessments.grading.items.base import Definition
from assessments.grading.items.unscored import UnscoredItem


class Description(UnscoredItem[Definition]):
    key = "description"
    fields = frozenset()

    def parse(self, data: Data) -> Definition:
        return Definition(**self._shared(data))
