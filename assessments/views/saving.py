"""Keep answers while they are typed: by a script as JSON, by a button as a form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import checking, forms, saving
from assessments.models import SaveKind
from people.requests import SignedInRequest


@require_POST
def save(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Save what was sent; a script is answered with a receipt, a form is led on."""
    if request.content_type == "application/json":
        return _save_json(request, attempt_id)
    return _save_form(request, attempt_id)


def _save_json(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"error": "signed_out"}, status=401)
    try:
        saved = saving.save(attempt_id, request.user.pk, **forms.from_json(request))
    except forms.Unreadable:
        return JsonResponse({"error": "unreadable"}, status=400)
    except saving.NoSuchAttempt:
        return JsonResponse({"error": "absent"}, status=404)
    answer = JsonResponse(as_json(saved))
    answer["Cache-Control"] = "no-store"
    return answer


def as_json(saved: saving.Saved) -> dict[str, Any]:
    """What the script in the page is told."""
    return {
        "now": saved.now,
        "deadline": saved.deadline,
        "is_open": saved.is_open,
        "number": saved.number,
        "receipt": saved.receipt,
        "saved_at": saved.saved_at,
        "acknowledged": [
            {
                "position": one.position,
                "kind": one.kind.value,
                "seq": one.seq,
                "response": one.response,
            }
            for one in saved.acknowledged
        ],
    }


@login_required
def _save_form(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    changes = forms.from_form(request.POST)
    try:
        saved = saving.save(
            attempt_id, request.user.pk, changes, flags=forms.flags_of(request.POST)
        )
        _check(request, attempt_id, changes)
    except saving.NoSuchAttempt:
        raise Http404 from None
    _tell(request, saved)
    return redirect(_following(request, attempt_id, saved))


def _check(request: SignedInRequest, attempt_id: UUID, changes: list[saving.Change]) -> None:
    """The button of a question that can be checked at once, or tried again."""
    for change in changes:
        if request.POST.get("check") == str(change.position):
            checking.check(attempt_id, request.user.pk, change)
    again = request.POST.get("again", "")
    if again.isascii() and again.isdigit():
        checking.try_again(attempt_id, request.user.pk, int(again))


def _tell(request: SignedInRequest, saved: saving.Saved) -> None:
    """What didn't go as the learner thinks it did."""
    if not saved.is_open:
        messages.error(request, _("The time was up before these answers arrived."))
    stale = [one.position for one in saved.acknowledged if one.kind == SaveKind.STALE]
    if stale:
        said = ", ".join(map(str, stale))
        messages.warning(
            request,
            _("Answered elsewhere in the meantime, and kept as it is there: question %s.") % said,
        )


def _following(request: SignedInRequest, attempt_id: UUID, saved: saving.Saved) -> str:
    """Where the button that was pressed leads."""
    page = request.POST.get("go", "")
    if page == "submit" or not saved.is_open:
        return reverse("submit_attempt", args=[attempt_id])
    address = reverse("attempt", args=[attempt_id])
    asked = page if page.isascii() and page.isdigit() else request.POST.get("page", "")
    checked = request.POST.get("check") or request.POST.get("again") or ""
    anchor = f"#q{checked}-head" if checked.isascii() and checked.isdigit() else ""
    return f"{address}?page={asked}{anchor}" if asked.isdigit() else f"{address}{anchor}"
