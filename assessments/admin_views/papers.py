"""What a paper of a quiz holds, a paper to look at, and acts on an attempt."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import composing, panels, sheets, submitting
from assessments.admin_views.paper_forms import ReopenForm, VoidForm
from assessments.models import Attempt, Quiz
from operations import auditing
from people.requests import SignedInRequest

ACTS: dict[str, tuple[Any, type[VoidForm]]] = {
    "void": (gettext_lazy("Void the attempt"), VoidForm),
    "reopen": (gettext_lazy("Reopen the attempt"), ReopenForm),
}


def _quiz_or_404(request: SignedInRequest, pk: int) -> Quiz:
    if not request.user.has_perm("assessments.view_quiz"):
        raise PermissionDenied
    return get_object_or_404(Quiz, pk=pk)


def feasibility(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which slot has how many questions, and which lacks how many."""
    quiz = _quiz_or_404(request, pk)
    context = {"quiz": quiz, "report": panels.feasibility_of(quiz)}
    return render(request, "assessments/admin/paper_feasibility.html", context)


def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """A paper by chance, as a learner gets it; nothing is stored."""
    quiz = _quiz_or_404(request, pk)
    try:
        composed = composing.compose(quiz, composing.plan_of(quiz), request.user.pk)
    except (composing.NothingToAsk, composing.NotEnoughQuestions):
        messages.error(request, _("No paper can be made yet."))
        return redirect("assessments_feasibility", pk)
    now = timezone.now()
    attempt = Attempt(
        quiz=quiz,
        user=request.user,
        number=1,
        paper=composed.to_json(),
        behavior=quiz.behavior,
        mastery_score=quiz.mastery_score,
        started_at=now,
        deadline_at=quiz.rules.deadline(now),
    )
    sheet = sheets.sheet_of(attempt)
    whole = sheets.Sheet(attempt, sheet.every, None)
    return render(
        request, "assessments/admin/paper_preview.html", {"attempt": attempt, "sheet": whole}
    )


def act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Void or reopen an attempt, with the reason."""
    if not request.user.has_perm("assessments.change_attempt"):
        raise PermissionDenied
    if act not in ACTS:
        raise Http404
    attempt = get_object_or_404(Attempt.objects.select_related("user", "quiz"), pk=pk)
    label, form_class = ACTS[act]
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _carry_out(request, attempt, act, form.cleaned_data)
        return redirect("attempts:inspect", pk)
    context = {"attempt": attempt, "form": form, "label": label, "act": act}
    return render(request, "assessments/admin/paper_act.html", context)


def _carry_out(request: SignedInRequest, attempt: Attempt, act: str, given: dict[str, Any]) -> None:
    """Say in words what came of it."""
    before, reason = attempt.state, given["reason"]
    if act == "void":
        is_done = submitting.void(attempt, reason=reason)
    else:
        is_done = submitting.reopen(attempt, until=given["until"])
    if not is_done:
        messages.error(request, _("Nothing was changed: its state does not allow it."))
        return
    auditing.record(
        f"attempt.{act}",
        attempt,
        actor_id=request.user.public_id,
        at=timezone.now(),
        reason=reason,
        before=before,
    )
    messages.success(request, _("Done."))
