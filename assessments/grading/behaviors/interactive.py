"""Interactive: a hint after each wrong try, another try, and a penalty for it."""

from dataclasses import replace
from decimal import Decimal

from assessments.grading.behaviors.actions import Submit, TryAgain
from assessments.grading.behaviors.base import Behavior, finished, invalid
from assessments.grading.behaviors.clearing import without_wrong
from assessments.grading.behaviors.progress import Progress, told
from assessments.grading.behaviors.responding import is_complete
from assessments.grading.outcomes import ZERO, State
from assessments.grading.paper import PaperItem
from assessments.grading.registry import parse


class Interactive(Behavior):
    key = "interactive"

    def begin(self, item: PaperItem) -> Progress:
        return Progress(tries_left=len(parse(item.definition).hints) + 1)

    def submit(self, progress: Progress, action: Submit, item: PaperItem) -> Progress:
        saved = self.save(progress, action, item)
        if not is_complete(item, saved.response):
            return invalid(saved)
        outcome = item.grade(saved.response)
        left = _left(saved) - 1
        tried = replace(
            saved,
            tries=(*saved.tries, saved.response),
            tries_left=left,
            shown=told(outcome),
            has_unchecked=False,
            state=None,
        )
        if outcome.state is State.RIGHT or not left:
            return finished(tried, outcome, self.earned(tried.tries, item))
        return replace(tried, is_waiting=True, hint=len(tried.tries) - 1)

    def try_again(self, progress: Progress, action: TryAgain, item: PaperItem) -> Progress:
        if progress.hint is None:
            return progress
        opened = replace(progress, is_waiting=False, hint=None)
        if not parse(item.definition).hints[progress.hint].clear_wrong:
            return opened
        kept = without_wrong(item, progress.response)
        kept = kept if action.response is None else action.response
        return replace(opened, response=kept, has_unchecked=True)

    def finish(self, progress: Progress, item: PaperItem) -> Progress:
        outcome = item.grade(progress.response)
        return finished(progress, outcome, self.earned_at_end(progress, item))

    def earned_at_end(self, progress: Progress, item: PaperItem) -> Decimal:
        """Whatever stands there counts as another try, even where it is the last one again."""
        return self.earned((*progress.tries, progress.response), item)

    def earned(self, tries: tuple[object, ...], item: PaperItem) -> Decimal:
        """Moodle's qbehaviour_interactive::adjust_fraction: the last try less the earlier ones."""
        penalty = parse(item.definition).penalty * (len(tries) - 1)
        return max(ZERO, item.grade(tries[-1]).fraction - penalty)


def _left(progress: Progress) -> int:
    assert progress.tries_left is not None
    return progress.tries_left
