"""The score of a paper whose questions were worked through step by step."""

from collections.abc import Mapping

from assessments.grading.behaviors.progress import Progress
from assessments.grading.outcomes import Outcome, State
from assessments.grading.paper import Paper, Score, total


def score(paper: Paper, progress: Mapping[int, Progress]) -> Score:
    """Add up what is earned so far, by position; a question that is not there earned nothing."""
    begun = {item.position: progress.get(item.position, Progress()) for item in paper.items}
    return total(paper, {position: _outcome(each) for position, each in begun.items()})


def _outcome(progress: Progress) -> Outcome:
    return Outcome(progress.earned, progress.state or State.GAVE_UP)
