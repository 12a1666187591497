"""What center administrators do to an account beyond editing it, always with a reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from people import closing, naming
from people.models import User
from people.requests import SignedInRequest
from people.staff_forms import CloseForm, CorrectNameForm


def managed_person(request: SignedInRequest, pk: int) -> User:
    """The person, for staff who may manage them; superusers are managed by superusers only.

    A closed account is absent: nothing is written into it again.
    """
    person = get_object_or_404(User, pk=pk, closed_at=None)
    refuse_unless_manager(request.user, person)
    return person


def refuse_unless_manager(actor: User, person: User) -> None:
    """Raise PermissionDenied where the actor may not change the person's account."""
    if not actor.has_perm("people.change_user"):
        raise PermissionDenied
    if person.is_superuser and not actor.is_superuser:
        raise PermissionDenied


def refuse_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: object
) -> None:
    """Wagtail's bulk actions would reach superusers and closed accounts."""
    if isinstance(action, UserBulkAction):
        raise PermissionDenied


def correct_name(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the names, locked or not."""
    person = managed_person(request, pk)
    initial = {"legal_name": person.legal_name, "latin_name": person.latin_name}
    form = CorrectNameForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _ask(request, person, form, _("Correct the name"))
    naming.correct(person, **form.cleaned_data, actor=request.user, at=timezone.now())
    messages.success(request, _("The name is corrected; certificates keep what they say."))
    return redirect("wagtailusers_users:edit", person.pk)


def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the account of someone who has asked for it in writing."""
    person = managed_person(request, pk)
    form = CloseForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, person, form, _("Close the account"))
    reason = form.cleaned_data["reason"]
    closing.close(person, at=timezone.now(), actor=request.user, reason=reason)
    messages.success(request, _("The account is closed and its data erased."))
    return redirect("wagtailusers_users:index")


def _ask(request: SignedInRequest, person: User, form: forms.Form, label: str) -> HttpResponse:
    context: dict[str, Any] = {"person": person, "form": form, "label": label}
    return render(request, "people/admin/act.html", context)
