"""What every behavior does with a step, unless it has its own rule."""

from abc import ABC, abstractmethod
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from assessments.grading.behaviors.actions import Action, Finish, Mark, Save, Submit, TryAgain
from assessments.grading.behaviors.bounds import least
from assessments.grading.behaviors.progress import Progress
from assessments.grading.behaviors.responding import is_same
from assessments.grading.outcomes import ONE, Outcome, State
from assessments.grading.paper import PaperItem

_UNDECIDED = frozenset({State.GAVE_UP, State.NEEDS_GRADING})


class MarkRefused(ValueError):
    """A person's mark before the question is finished, or outside the bounds."""


class Behavior(ABC):
    key: ClassVar[str]

    def begin(self, item: PaperItem) -> Progress:
        return Progress()

    def step(self, progress: Progress, action: Action, item: PaperItem) -> Progress:
        """What the action makes of it; one that has no place here changes nothing."""
        if isinstance(action, Mark):
            return self.mark(progress, action, item)
        if progress.is_finished:
            return progress
        if isinstance(action, Finish):
            saved = self.step(progress, action.last, item) if action.last else progress
            return saved if saved.is_finished else self.finish(saved, item)
        if isinstance(action, TryAgain):
            return self.try_again(progress, action, item)
        return progress if progress.is_waiting else self.respond(progress, action, item)

    def try_again(self, progress: Progress, action: TryAgain, item: PaperItem) -> Progress:
        return progress

    def respond(self, progress: Progress, action: Save, item: PaperItem) -> Progress:
        if isinstance(action, Submit):
            return self.submit(progress, action, item)
        return self.save(progress, action, item)

    def save(self, progress: Progress, action: Save, item: PaperItem) -> Progress:
        """Keep the response; one that is the same as before is no step."""
        if is_same(item, action.response, progress.response):
            return replace(progress, certainty=action.certainty)
        return replace(
            progress,
            response=action.response,
            certainty=action.certainty,
            has_unchecked=True,
            state=None,
        )

    def submit(self, progress: Progress, action: Submit, item: PaperItem) -> Progress:
        """Where nothing is checked before the end, a submit is a save."""
        return self.save(progress, action, item)

    @abstractmethod
    def finish(self, progress: Progress, item: PaperItem) -> Progress: ...

    def bounds(self, item: PaperItem) -> tuple[Decimal, Decimal]:
        """The least and the most that this question can earn, as fractions."""
        return least(item.definition), ONE

    def mark(self, progress: Progress, action: Mark, item: PaperItem) -> Progress:
        if not progress.is_finished:
            raise MarkRefused("not finished")
        low, high = self.bounds(item)
        if action.fraction is not None and not low <= action.fraction <= high:
            raise MarkRefused(f"must lie between {low} and {high}")
        return replace(
            progress,
            fraction=action.fraction,
            state=State.of(action.fraction),
            comment=action.comment,
        )


def finished(progress: Progress, outcome: Outcome, fraction: Decimal) -> Progress:
    """The end: a state by the response itself, a fraction after penalties, none where undecided."""
    return replace(
        progress,
        tries_left=None if progress.tries_left is None else 0,
        is_finished=True,
        is_waiting=False,
        hint=None,
        has_unchecked=False,
        state=outcome.state,
        fraction=None if outcome.state in _UNDECIDED else fraction,
    )


def invalid(progress: Progress) -> Progress:
    """Half an answer was submitted: it is kept, told so, and costs no try."""
    return replace(progress, state=State.INVALID, has_unchecked=True)
