"""Check an answer during the attempt, where the quiz lets questions be checked at once."""

from typing import Any
from uuid import UUID

from django.db import transaction

from assessments import composing, saving
from assessments.grading.behaviors import Progress, Submit, TryAgain, begin, step, suited
from assessments.grading.definition import Language
from assessments.grading.outcomes import State
from assessments.grading.paper import PaperItem
from assessments.models import Attempt, SaveKind
from assessments.saving import Acknowledged, Change

AT_THE_END = frozenset({"deferred", "deferred_certainty", "manual"})


def may_check(attempt: Attempt, item: PaperItem) -> bool:
    """Whether this question has a check button in this attempt."""
    return suited(attempt.behavior, item).key not in AT_THE_END


@transaction.atomic
def check(public_id: UUID, user_id: int, change: Change) -> bool:
    """Take the answer and check it; False where nothing can be checked (any more)."""
    attempt = saving.lock(public_id, user_id)
    item = _item(attempt, change.position)
    if item is None or not saving.is_running(attempt) or not may_check(attempt, item):
        return False
    if saving.is_locked(attempt, change.position):
        return False
    action = Submit(change.response, change.certainty)
    attempt.answers[str(change.position)] = {
        **attempt.answers.get(str(change.position), {}),
        "response": change.response,
        "seq": _seq(attempt, change),
    }
    _keep(attempt, item, step(attempt.behavior, progress_of(attempt, item), action, item))
    taken = Acknowledged(change.position, SaveKind.CHECKED, _seq(attempt, change), change.response)
    saving.record(attempt, [change], [taken])
    return True


@transaction.atomic
def try_again(public_id: UUID, user_id: int, position: int) -> bool:
    """Leave the hint and answer once more."""
    attempt = saving.lock(public_id, user_id)
    item = _item(attempt, position)
    if item is None or not saving.is_running(attempt):
        return False
    _keep(attempt, item, step(attempt.behavior, progress_of(attempt, item), TryAgain(), item))
    return True


def progress_of(attempt: Attempt, item: PaperItem) -> Progress:
    """How far a question has come."""
    kept = attempt.steps.get(str(item.position))
    return Progress.from_json(kept) if kept else begin(attempt.behavior, item)


def told(attempt: Attempt, item: PaperItem, language: Language) -> dict[str, Any]:
    """What the learner may hear of a question during the attempt; nothing before a check."""
    if not may_check(attempt, item):
        return {}
    progress = progress_of(attempt, item)
    said = {
        "tries_left": progress.tries_left,
        "is_waiting": progress.is_waiting,
        "is_locked": progress.is_locked,
        "state": _state(progress),
        "hint": _hint(item, progress, language),
    }
    if progress.shown is None:
        return said
    review = item.review(progress.tries[-1] if progress.tries else None, language)
    said["feedback"] = review["feedback"]
    if progress.is_finished:
        said["explanation"] = review["explanation"]
    return said


def _state(progress: Progress) -> str:
    """What the last check said: half an answer, or how right it was."""
    if progress.state == State.INVALID:
        return progress.state.value
    return progress.shown.state.value if progress.shown else ""


def _hint(item: PaperItem, progress: Progress, language: Language) -> str:
    hints = item.definition.get("hints", [])
    if progress.hint is None or progress.hint >= len(hints):
        return ""
    text = hints[progress.hint].get("text", {})
    return str(text.get(language) or next(iter(text.values()), ""))


def _keep(attempt: Attempt, item: PaperItem, progress: Progress) -> None:
    attempt.steps[str(item.position)] = progress.to_json()
    saving.seal_receipt(attempt, attempt.now)  # type: ignore[attr-defined]
    attempt.save(update_fields=["answers", "steps", *saving.RECEIPT_FIELDS])


def _item(attempt: Attempt, position: int) -> PaperItem | None:
    items = composing.paper_of(attempt).items
    return next((item for item in items if item.position == position), None)


def _seq(attempt: Attempt, change: Change) -> int:
    kept: int = attempt.answers.get(str(change.position), {}).get("seq", 0)
    return max(kept + 1, change.seq or 0)
