"""What became of an attempt, as far as it may be known."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assessments import access, attempting, sheets
from assessments.challenging import histories
from assessments.models import Attempt, SaveKind
from assessments.views.sitting import is_open
from people.requests import SignedInRequest


@never_cache
@login_required
def result(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """The score, and for every question what was answered, what is right, and why."""
    found = access.attempt_or_404(request.user, attempt_id)
    if is_open(found):
        return redirect("attempt", attempt_id=attempt_id)
    now = timezone.now()
    review = sheets.review_of(found, at=now)
    histories.tell(found, review.questions, shows=review.shows, at=now)
    context = {
        "attempt": found,
        "review": review,
        "shows": review.shows,
        "questions": review.questions,
        "allowance": attempting.allowance(found.user_id, found.quiz, review.rules),
        "credits": found.time_credits.all() if found.credit_seconds else (),
        "late": late_positions(found),
    }
    return render(request, "assessments/result.html", context)


def late_positions(attempt: Attempt) -> list[int]:
    """The questions to which answers came after the end."""
    late = attempt.save_events.filter(kind=SaveKind.LATE).order_by("position")
    return list(late.values_list("position", flat=True).distinct())


@never_cache
@login_required
def receipts(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Every answer that reached the server, with its number and time: the learner's own record."""
    found = access.attempt_or_404(request.user, attempt_id)
    events = found.save_events.order_by("pk")[:2000]
    return render(request, "assessments/receipts.html", {"attempt": found, "events": events})
