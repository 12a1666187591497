"""Deferred feedback: the last response that was saved is graded when all is handed in."""

from assessments.grading.behaviors.base import Behavior, finished
from assessments.grading.behaviors.progress import Progress
from assessments.grading.paper import PaperItem


class Deferred(Behavior):
    key = "deferred"

    def finish(self, progress: Progress, item: PaperItem) -> Progress:
        outcome = item.grade(progress.response)
        return finished(progress, outcome, outcome.fraction)
