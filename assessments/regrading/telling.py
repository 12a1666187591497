"""Tell people by mail, in their language, what a correction changed for them, and why."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from assessments import finishing
from assessments.models import Attempt, Regrade, RegradeLine
from people import letterhead
from people.models import User


def reason_for(regrade: Regrade) -> str:
    """What everybody whose result changes may read."""
    if not regrade.lowers:
        return regrade.reason
    return f"{regrade.reason}\n{regrade.lowering_reason}"


def corrected(regrade: Regrade, line: RegradeLine, attempt: Attempt, *, at: datetime) -> None:
    """Say that a result changed; nothing before the learner may know the result at all.

    Challengers hear of it together with the answer to their challenge.
    """
    is_same = (line.scaled_before, line.passed_before) == (line.scaled_after, line.passed_after)
    if is_same or not _is_known(attempt, at):
        return
    if not regrade.challenges.filter(result__attempt=attempt).exists():
        _send(regrade, line, attempt)


def challengers(regrade: Regrade, *, at: datetime) -> None:
    """Answer every challenge that led to the correction."""
    challenges = regrade.challenges.select_related("result__attempt__user", "result__attempt__quiz")
    lines = {line.attempt_id: line for line in _lines(regrade)}
    for challenge in challenges:
        attempt = challenge.result.attempt
        line = lines.get(attempt.pk) if _is_known(attempt, at) else None
        _send(regrade, line, attempt, answer=challenge.answer)


def _lines(regrade: Regrade) -> Any:
    wanted = regrade.challenges.values_list("result__attempt_id", flat=True)
    return regrade.lines.filter(attempt__in=wanted, is_kept=False, is_outdated=False)


def _is_known(attempt: Attempt, at: datetime) -> bool:
    return attempt.counted_at is not None or finishing.is_known(attempt, at)


def _send(
    regrade: Regrade, line: RegradeLine | None, attempt: Attempt, *, answer: str | None = None
) -> None:
    context = {
        "regrade": regrade,
        "reason": reason_for(regrade),
        "effect": _effect(line),
        "is_challenge": answer is not None,
        "answer": answer,
    }
    send(attempt.user, "emails/result_corrected", {**context, **about(attempt)})


def _effect(line: RegradeLine | None) -> str:
    """One word for the mail; the figures stand behind the sign-in."""
    if line is None or line.scaled_before == line.scaled_after:
        return "same"
    if line.passed_after != line.passed_before:
        return "passed" if line.passed_after else "failed"
    return "higher" if line.scaled_after > line.scaled_before else "lower"


def about(attempt: Attempt) -> dict[str, Any]:
    """Where the learner finds the result."""
    address = settings.SITE_URL + reverse("attempt_result", args=[attempt.public_id])
    return {"attempt": attempt, "quiz": attempt.quiz, "address": address}


def send(user: User, template: str, context: dict[str, Any]) -> None:
    """Post a mail with the change; a closed account gets none."""
    if user.closed_at:
        return
    with translation.override(user.preferred_language):
        said = {**context, "user": user, **letterhead.context()}
        subject = render_to_string(f"{template}_subject.txt", said).strip()
        body = render_to_string(f"{template}.txt", said)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
