"""Certainty-based marking: how sure one is decides what right earns and wrong costs."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assessments.grading.behaviors.actions import Submit
from assessments.grading.behaviors.base import invalid
from assessments.grading.behaviors.deferred import Deferred
from assessments.grading.behaviors.immediate import Immediate
from assessments.grading.behaviors.progress import Progress
from assessments.grading.outcomes import ZERO
from assessments.grading.paper import PaperItem

NO_IDEA, LOW, MIDDLE, HIGH = -1, 1, 2, 3

# Moodle question/behaviour/behaviourbase.php, question_cbm: best below 67 %, up to 80 %, above.
_IF_RIGHT: Mapping[int, int] = {LOW: 1, MIDDLE: 2, HIGH: 3}
_IF_WRONG: Mapping[int, int] = {LOW: 0, MIDDLE: -2, HIGH: -6}
_WRONG_UP_TO = Decimal("0.00000005")


def adjusted(fraction: Decimal, certainty: int | None) -> Decimal:
    """Who says nothing is taken to be unsure; "no idea" neither earns nor costs."""
    if certainty == NO_IDEA:
        return ZERO
    level = LOW if certainty is None else min(max(certainty, LOW), HIGH)
    if fraction <= _WRONG_UP_TO:
        return Decimal(_IF_WRONG[level])
    return fraction * _IF_RIGHT[level]


def _bounds(low: Decimal) -> tuple[Decimal, Decimal]:
    return adjusted(low, HIGH), Decimal(_IF_RIGHT[HIGH])


class DeferredCertainty(Deferred):
    key = "deferred_certainty"

    def finish(self, progress: Progress, item: PaperItem) -> Progress:
        return _adjust(super().finish(progress, item))

    def bounds(self, item: PaperItem) -> tuple[Decimal, Decimal]:
        return _bounds(super().bounds(item)[0])


class ImmediateCertainty(Immediate):
    key = "immediate_certainty"

    def submit(self, progress: Progress, action: Submit, item: PaperItem) -> Progress:
        if action.certainty is None:
            return invalid(self.save(progress, action, item))
        return super().submit(progress, action, item)

    def finish(self, progress: Progress, item: PaperItem) -> Progress:
        return _adjust(super().finish(progress, item))

    def bounds(self, item: PaperItem) -> tuple[Decimal, Decimal]:
        return _bounds(super().bounds(item)[0])


def _adjust(done: Progress) -> Progress:
    if done.fraction is None:
        return done
    return replace(done, fraction=adjusted(done.fraction, done.certainty))
