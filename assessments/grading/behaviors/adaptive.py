"""Adaptive: as many tries as one likes, each earlier one costing a penalty; the best counts."""

from dataclasses import replace
from decimal import Decimal

from assessments.grading.behaviors.actions import Submit
from assessments.grading.behaviors.base import Behavior, finished, invalid
from assessments.grading.behaviors.progress import Progress, told
from assessments.grading.behaviors.responding import is_complete, is_same
from assessments.grading.outcomes import ZERO
from assessments.grading.paper import PaperItem
from assessments.grading.registry import parse


class Adaptive(Behavior):
    """qbehaviour_adaptive of Moodle."""

    key = "adaptive"

    def penalty(self, item: PaperItem) -> Decimal:
        return parse(item.definition).penalty

    def submit(self, progress: Progress, action: Submit, item: PaperItem) -> Progress:
        saved = self.save(progress, action, item)
        if not is_complete(item, saved.response):
            return invalid(saved)
        if saved.tries and is_same(item, saved.response, saved.tries[-1]):
            return replace(saved, has_unchecked=False)
        outcome = item.grade(saved.response)
        return replace(
            saved,
            tries=(*saved.tries, saved.response),
            fraction=max(saved.earned, outcome.fraction - self.penalty(item) * len(saved.tries)),
            shown=told(outcome),
            has_unchecked=False,
            state=None,
        )

    def finish(self, progress: Progress, item: PaperItem) -> Progress:
        """What was a try already is graded again at that price, anything else as a new try."""
        outcome = item.grade(progress.response)
        earlier = len(progress.tries)
        if earlier and not progress.has_unchecked:
            earlier -= 1
        fraction = max(progress.earned, outcome.fraction - self.penalty(item) * earlier)
        done = finished(progress, outcome, fraction)
        return replace(done, fraction=fraction) if progress.tries else done


class AdaptiveWithoutPenalty(Adaptive):
    key = "adaptive_no_penalty"

    def penalty(self, item: PaperItem) -> Decimal:
        return ZERO
