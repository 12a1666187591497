"""The queue of challenges: by quiz and question, those that wait the longest first."""

from typing import Any

from django.db.models import Count, F, Min, Q

from assessments.models import Challenge, ChallengeState, RegradeState


def waiting() -> Q:
    """Open, or upheld without a correction that could still come of it."""
    is_lost = Q(regrade=None) | Q(regrade__state=RegradeState.REJECTED)
    return Q(state=ChallengeState.OPEN) | (Q(state=ChallengeState.UPHELD) & is_lost)


def questions(*, is_waiting: bool) -> Any:
    """One row a quiz and question, with how many object; one query."""
    keys = {
        "quiz_id": F("result__attempt__quiz_id"),
        "quiz_zh": F("result__attempt__quiz__title_zh"),
        "quiz_en": F("result__attempt__quiz__title_en"),
        "question_id": F("result__version__question_id"),
        "question_key": F("result__version__question__key"),
    }
    found = Challenge.objects.order_by().annotate(**keys).values(*keys)
    counted = found.annotate(
        count=Count("pk"), waiting=Count("pk", filter=waiting()), oldest=Min("raised_at")
    )
    rows = counted.filter(waiting__gt=0) if is_waiting else counted.filter(waiting=0)
    return rows.order_by("oldest" if is_waiting else "-oldest", "question_id")


def of_question(quiz_id: int, question_id: int) -> Any:
    """All challenges of a question in one quiz, with what is shown of them; one query."""
    found = Challenge.objects.filter(
        result__attempt__quiz_id=quiz_id, result__version__question_id=question_id
    )
    shown = (
        "result__attempt__user",
        "result__attempt__quiz",
        "result__version__question",
        "decided_by",
        "regrade",
    )
    return found.select_related(*shown).order_by("raised_at", "pk")
