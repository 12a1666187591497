"""Begin an attempt, answer it, hand it in."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments import access, attempting, finishing, forms, sheets, submitting
from assessments.models import Attempt, AttemptState
from people.account_adapter import remember_language
from people.requests import SignedInRequest

REFUSALS: dict[type[Exception], Promise] = {
    attempting.NoAttemptLeft: _("You have used all attempts at this quiz."),
    attempting.NotOpen: _("This quiz is not open at the moment."),
    attempting.TooEarly: _("The next attempt is possible a while after the last one."),
    attempting.NothingToAsk: _("This quiz has no questions yet."),
    attempting.NotEnoughQuestions: _("This quiz lacks questions; the center has to add some."),
}


@require_POST
@login_required
def start(request: SignedInRequest, activity_key: UUID) -> HttpResponse:
    """Begin an attempt, or go on with the open one."""
    page, enrollment = access.quiz_page_or_404(request.user, activity_key)
    try:
        attempt = attempting.start(enrollment, page.quiz, activity_key)
    except tuple(REFUSALS) as refusal:
        messages.error(request, str(REFUSALS[type(refusal)]))
        return redirect(page.get_url(request))
    response = redirect("attempt", attempt_id=attempt.public_id)
    # The paper has one address in all languages: it is shown in that of the page it began on.
    if (language := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        remember_language(response, language)
    return response


@never_cache
@login_required
def attempt(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """The paper while it is open; otherwise where it stands."""
    found = access.timed_attempt_or_404(request.user, attempt_id)
    if not is_open(found):
        return redirect("attempt_result", attempt_id=attempt_id)
    if found.state != AttemptState.IN_PROGRESS or time_left(found) == timedelta(0):
        return redirect("submit_attempt", attempt_id=attempt_id)
    sheet = sheets.sheet_of(found, request.GET.get("page", "1"))
    return render(request, "assessments/attempt.html", context(found, sheet))


@never_cache
@login_required
def submit(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Ask whether to hand in, saying what is unanswered; a POST seals and grades.

    A second submission finds the first one.
    """
    found = access.timed_attempt_or_404(request.user, attempt_id)
    if request.method == "POST":
        submitting.submit(found, forms.from_form(request.POST))
        finish(found)
        return redirect("attempt_result", attempt_id=attempt_id)
    if not is_open(found):
        return redirect("attempt_result", attempt_id=attempt_id)
    sheet = sheets.sheet_of(found)
    return render(request, "assessments/submit.html", context(found, sheet))


def finish(attempt: Attempt) -> None:
    """Grade what a machine can grade at once; the sweep repeats it where this did not happen."""
    try:
        finishing.grade(attempt.pk, at=timezone.now())
    except finishing.AttemptNotSubmitted:
        return


def is_open(attempt: Attempt) -> bool:
    """Whether it is still to be handed in."""
    return attempt.state in (AttemptState.IN_PROGRESS, AttemptState.OVERDUE)


def time_left(attempt: Any) -> timedelta | None:
    """By the database's clock; None: without limit."""
    end: datetime | None = attempt.deadline_at
    return None if end is None else max(end - attempt.now, timedelta(0))


def context(attempt: Any, sheet: sheets.Sheet) -> dict[str, Any]:
    """What the pages of an open attempt show."""
    left = time_left(attempt)
    return {
        "attempt": attempt,
        "sheet": sheet,
        "now": attempt.now,
        "seconds_left": None if left is None else int(left.total_seconds()),
        "is_time_up": left == timedelta(0),
    }
