"""Prepare a quiz page for the learner who opens it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Page

from assessments import accommodating, attempting
from assessments.models import UNFINISHED, Attempt, QuizPage, QuizSlot
from people.requests import SignedInRequest

LISTED = (
    "public_id",
    "number",
    "state",
    "started_at",
    "submitted_at",
    "counted_at",
    "scaled_score",
    "mastery_score",
)


def prepare(
    page: Page, request: SignedInRequest, _args: Sequence[Any], _kwargs: Mapping[str, Any]
) -> None:
    """Add the learner's attempts; runs after `courses` has let them in."""
    if not isinstance(page, QuizPage):
        return
    mine = Attempt.objects.allowance(request.user.pk, page.quiz_id)
    attempts = list(mine.only(*LISTED).order_by("number"))
    rules = accommodating.rules_for(request.user.pk, page.quiz)
    slots = QuizSlot.objects.filter(quiz=page.quiz_id).order_by()
    data = getattr(request, "page_data", {})
    request.page_data = {  # type: ignore[attr-defined]
        **data,
        "quiz": page.quiz,
        "attempts": attempts,
        "running": next((attempt for attempt in attempts if attempt.state in UNFINISHED), None),
        "allowance": attempting.Allowance(len(attempts), rules.max_attempts),
        "rules": rules,
        "is_open": rules.may_begin(timezone.now()),
        "question_count": slots.aggregate(count=Sum("count"))["count"] or 0,
    }
