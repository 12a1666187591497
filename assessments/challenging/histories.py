"""The history of grades, for staff whole, for the learner as far as it concerns them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from assessments.challenging import raising
from assessments.marking import feedback
from assessments.models import Attempt, Challenge, GradeEvent


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
    """Put beside each graded question what its learner may read of corrections and challenges.

    `changes`: events; `challenge`: the one raised, if any; `may_challenge`. One query.
    """
    graded = [question for question in questions if "result" in question]
    raised = {one.result_id: one for one in _challenges(attempt)} if graded else {}
    possible = raising.is_telling(shows) and raising.is_in_time(attempt, at=at)
    are_changes_shown = bool(shows & {"marks", "correctness"})
    for question in graded:
        result = question["result"]
        is_new = result.pk not in raised and question["state"] != "not_scored"
        question["changes"] = feedback.corrections(result) if are_changes_shown else []
        question["challenge"] = raised.get(result.pk)
        question["may_challenge"] = possible and is_new


def _challenges(attempt: Attempt) -> Iterable[Challenge]:
    return Challenge.objects.filter(result__attempt=attempt)
