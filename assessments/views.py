"""What a learner does in a quiz: start, answer, submit, see the result."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments import access, attempting
from assessments.grading.definition import Language
from assessments.grading.paper import Paper
from assessments.grading.responses import MAX_LENGTH
from assessments.models import Attempt, AttemptState
from people.requests import SignedInRequest

POSITION = re.compile(r"q([1-9]\d{0,3})")


def kernel_language() -> Language:
    """The reader's language as the grading kernel names it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


@require_POST
@login_required
def start(request: SignedInRequest, activity_key: UUID) -> HttpResponse:
    """Begin an attempt, or go on with the open one."""
    page, enrollment = access.quiz_page_or_404(request.user, activity_key)
    try:
        attempt = attempting.start(enrollment, page.quiz, activity_key, at=timezone.now())
    except attempting.NoAttemptLeft:
        messages.error(request, _("You have used all attempts at this quiz."))
        return redirect(page.get_url(request))
    except attempting.NothingToAsk:
        messages.error(request, _("This quiz has no questions yet."))
        return redirect(page.get_url(request))
    return redirect("attempt", attempt_id=attempt.public_id)


@never_cache
@login_required
def attempt(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """The paper while it is open; the result once it is submitted."""
    found = access.attempt_or_404(request.user, attempt_id)
    if found.state != AttemptState.IN_PROGRESS:
        return redirect("attempt_result", attempt_id=attempt_id)
    return render(request, "assessments/attempt.html", {"attempt": found, **_shown(found)})


@require_POST
@login_required
def submit(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Seal the answers and grade them; a second submission changes nothing."""
    found = access.attempt_or_404(request.user, attempt_id)
    attempting.submit(found, answers(request), at=timezone.now())
    attempting.grade(found.pk, at=timezone.now())
    return redirect("attempt_result", attempt_id=attempt_id)


@never_cache
@login_required
def result(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """The score, and for every question what was answered, what is right, and why."""
    found = access.attempt_or_404(request.user, attempt_id)
    if found.state == AttemptState.IN_PROGRESS:
        return redirect("attempt", attempt_id=attempt_id)
    return render(request, "assessments/result.html", {"attempt": found, **_reviewed(found)})


def answers(request: HttpRequest) -> dict[int, list[str]]:
    """What the form sent, by position; everything else is ignored."""
    found = ((POSITION.fullmatch(name), values) for name, values in request.POST.lists())
    return {
        int(match[1]): [_storable(value) for value in values[:50]]
        for match, values in found
        if match
    }


def _storable(value: str) -> str:
    """Without NUL, which PostgreSQL can't keep, and no longer than any answer is read."""
    return value.replace("\0", "")[: MAX_LENGTH + 1]


def _shown(attempt: Attempt) -> dict[str, Any]:
    paper = Paper.from_json(attempt.paper)
    return {"questions": [item.present(kernel_language()) for item in paper.items]}


def _reviewed(attempt: Attempt) -> dict[str, Any]:
    paper, given = Paper.from_json(attempt.paper), attempting.answers_of(attempt)
    allowance = attempting.allowance(attempt.user_id, attempt.quiz)
    reviews = [item.review(given.get(item.position), kernel_language()) for item in paper.items]
    return {"questions": reviews, "allowance": allowance}
