"""Prepare a quiz page for the learner who opens it."""

from collections.abc import Mapping, Sequence
from typing import Any

from wagtail.models import Page

from assessments import attempting
from assessments.models import Attempt, QuizPage
from people.requests import SignedInRequest


def prepare(
    page: Page, request: SignedInRequest, _args: Sequence[Any], _kwargs: Mapping[str, Any]
) -> None:
    """Add the learner's attempts; runs after `courses` has let them in."""
    if not isinstance(page, QuizPage):
        return
    mine = Attempt.objects.allowance(request.user.pk, page.quiz_id)
    attempts = list(mine.defer("paper", "responses").order_by("number"))
    data = getattr(request, "page_data", {})
    request.page_data = {  # type: ignore[attr-defined]
        **data,
        "quiz": page.quiz,
        "attempts": attempts,
        "running": next((attempt for attempt in attempts if not attempt.submitted_at), None),
        "allowance": attempting.Allowance(len(attempts), page.quiz.max_attempts),
        "question_count": page.quiz.slots.count(),
    }
