"""Tell the learner by mail that people have marked an attempt."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from assessments import accommodating
from assessments.models import Attempt
from assessments.policies import reviewing
from people import letterhead


def marked(attempt: Attempt, *, at: datetime) -> None:
    """All answers are marked; the mail commits with the last mark."""
    _send(attempt, "assessments_marked", at)


def changed(attempt: Attempt, *, at: datetime) -> None:
    """A moderator changed a mark of an attempt that had its score."""
    _send(attempt, "assessments_mark_changed", at)


def shows_marks(attempt: Attempt, at: datetime) -> bool:
    """Whether the learner may see the score at this moment."""
    closes_at = accommodating.rules_for(attempt.user_id, attempt.quiz).closes_at
    moment = reviewing.moment_of(attempt.submitted_at, closes_at, at)
    return reviewing.Row.MARKS in attempt.quiz.review_matrix[moment]


def _send(attempt: Attempt, name: str, at: datetime) -> None:
    user = attempt.user
    if user.closed_at:
        return
    address = settings.SITE_URL + reverse("attempt_result", args=[attempt.public_id])
    with translation.override(user.preferred_language):
        context = {
            "attempt": attempt,
            "shows_marks": shows_marks(attempt, at),
            "address": address,
            **letterhead.context(),
        }
        subject = render_to_string(f"emails/{name}_subject.txt", context).strip()
        body = render_to_string(f"emails/{name}.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
