"""Object to a question of an own attempt, and read what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from assessments import access, sheets
from assessments.challenging import raising
from assessments.challenging.raising import Objection
from assessments.models import Attempt, ChallengeKind, ItemResult
from people.requests import SignedInRequest


class ChallengeForm(forms.Form):
    """What is wrong, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is wrong"), choices=ChallengeKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=raising.LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Name the article, the case or the reading that speaks for your answer. At most 2,000 "
            "characters."
        ),
    )


@never_cache
@login_required
def challenge(request: SignedInRequest, attempt_id: UUID, position: int) -> HttpResponse:
    """Write an objection, once a question; afterwards read it, and its answer."""
    attempt = access.attempt_or_404(request.user, attempt_id)
    results = attempt.results.select_related("version").exclude(state="not_scored")
    result = get_object_or_404(results, position=position)
    raised = result.challenges.select_related("regrade").first()
    may_raise = raising.is_possible(attempt, at=timezone.now())
    if raised is None and not may_raise:
        raise Http404
    form = ChallengeForm(request.POST or None)
    if request.method == "POST" and raised is None and form.is_valid():
        return _raise(request, attempt, result, form)
    shown = {"attempt": attempt, "position": position, "challenge": raised, "form": form}
    return render(request, "assessments/challenge.html", {**shown, "stem": _stem(result)})


def _raise(
    request: SignedInRequest, attempt: Attempt, result: ItemResult, form: ChallengeForm
) -> HttpResponse:
    said: dict[str, Any] = form.cleaned_data
    objection = Objection(ChallengeKind(said["kind"]), said["text"])
    try:
        raising.raise_challenge(attempt, result, objection, at=timezone.now())
    except raising.AlreadyChallenged:
        messages.info(request, _("You have objected to this question already."))
    else:
        messages.success(
            request, _("Your objection is with the center. You get an answer by mail.")
        )
    return redirect("challenge_question", attempt.public_id, result.position)


def _stem(result: ItemResult) -> str:
    stem: dict[str, str] = result.version.definition["stem"]
    language = sheets.kernel_language()
    return stem.get(language) or next(iter(stem.values()), "")
