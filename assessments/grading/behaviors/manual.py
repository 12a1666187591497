"""Manually graded: handed in, it waits for a person's mark."""

from assessments.grading.behaviors.base import Behavior, finished
from assessments.grading.behaviors.progress import Progress
from assessments.grading.behaviors.responding import is_complete
from assessments.grading.outcomes import GAVE_UP, ZERO, Outcome, State
from assessments.grading.paper import PaperItem

# What no machine grades, whatever behavior a quiz prefers.
TYPES = frozenset({"essay", "file_upload"})


class Manual(Behavior):
    key = "manual"

    def finish(self, progress: Progress, item: PaperItem) -> Progress:
        waiting = Outcome(ZERO, State.NEEDS_GRADING)
        outcome = waiting if is_complete(item, progress.response) else GAVE_UP
        return finished(progress, outcome, ZERO)
