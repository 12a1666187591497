"""The history of grades, for staff whole, for the learner as far as it concerns them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessments.challenging import raising
from assessments.models import Attempt, Challenge, GradeEvent, GradeSource


def of_attempt(attempt: Attempt) -> list[tuple[Any, list[GradeEvent]]]:
    """Every result of an attempt with all its grades, oldest first; two queries."""
    events: dict[int, list[GradeEvent]] = defaultdict(list)
    given = GradeEvent.objects.filter(result__attempt=attempt).order_by("pk")
    for event in given.select_related("actor", "version"):
        events[event.result_id].append(event)
    results = attempt.results.select_related("version__question").order_by("position")
    return [(result, events[result.pk]) for result in results]


def tell(
    attempt: Attempt, questions: Sequence[dict[str, Any]], *, shows: frozenset[str], at: datetime
) -> None:
    """Put beside each question shown what its learner may read of corrections and challenges.

    `changes`: events; `challenge`: the one raised, if any; `may_challenge`. Three queries.
    """
    if not questions:
        return
    changes = _changes(attempt) if shows & {"marks", "correctness"} else {}
    raised = {one.result.position: one for one in _challenges(attempt)}
    possible = raising.is_possible(attempt, at=at)
    for question in questions:
        position = question["position"]
        question["changes"] = changes.get(position, [])
        question["challenge"] = raised.get(position)
        is_new = position not in raised and question.get("state") != "not_scored"
        question["may_challenge"] = possible and is_new and "result" in question


def _changes(attempt: Attempt) -> dict[int, list[GradeEvent]]:
    """Corrections only: how people came to a mark is theirs until it holds."""
    found: dict[int, list[GradeEvent]] = defaultdict(list)
    events = GradeEvent.objects.filter(result__attempt=attempt, source=GradeSource.REGRADE)
    for event in events.select_related("result").order_by("pk"):
        found[event.result.position].append(event)
    return found


def _challenges(attempt: Attempt) -> Any:
    return Challenge.objects.filter(result__attempt=attempt).select_related("result")
