"""The privacy notice, and what people do with their own account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import closing, consenting, exporting, naming
from people.account_adapter import remember_language
from people.forms import AccountForm, PasswordForm
from people.models import User
from people.models.consents import PRIVACY_NOTICE_VERSION


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice that people agree to, in the reader's language."""
    language = get_language() or "zh-hans"
    context = {"notice": f"people/privacy_{language}.html", "version": PRIVACY_NOTICE_VERSION}
    return render(request, "people/privacy.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own details."""
    user: User = request.user  # type: ignore[assignment]
    form = AccountForm(user, request.POST or None)
    if form.is_valid():
        return _save_account(request, user, form.cleaned_data)
    memberships = user.memberships.select_related("organization").order_by("-start_date")
    context = {
        "form": form,
        "memberships": memberships,
        "is_locked": user.legal_name_locked_at is not None,
        "consents": user.consents.order_by("-given_at"),
        "has_agreed": consenting.is_given(user),
        "version": PRIVACY_NOTICE_VERSION,
    }
    return render(request, "people/account.html", context)


def _save_account(request: HttpRequest, user: User, fields: dict[str, str]) -> HttpResponse:
    response = redirect("account")
    try:
        naming.change_own_details(user, **fields)
    except naming.LegalNameLocked:
        messages.error(request, _("Your name is on a certificate and can't be changed here."))
        return response
    remember_language(response, fields["preferred_language"])
    messages.success(request, _("Your details are saved."))
    return response


@login_required
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Agree to the present notice, where it is newer than the account."""
    user: User = request.user  # type: ignore[assignment]
    consenting.give(user, language=get_language() or "zh-hans", at=timezone.now())
    messages.success(request, _("Your agreement is recorded."))
    return redirect("account")


@never_cache
@login_required
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Everything about oneself as a file."""
    user: User = request.user  # type: ignore[assignment]
    at = timezone.now()
    response = JsonResponse(
        exporting.export(user, at=at), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    name = f"personal-data-{timezone.localdate(at):%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close_account(request: HttpRequest) -> HttpResponse:
    """Ask for the password, then close for good."""
    user: User = request.user  # type: ignore[assignment]
    form = PasswordForm(user, request.POST or None)
    if form.is_bound and not ratelimit.consume(request, action="reauthenticate", user=user):
        return render(request, "429.html", status=429)
    if not form.is_valid():
        return render(request, "people/close.html", {"form": form})
    closing.close(user, at=timezone.now())
    logout(request)
    return redirect("account_closed")


@require_safe
def account_closed(request: HttpRequest) -> HttpResponse:
    """Say that it is done, to someone who is nobody here any more."""
    return render(request, "people/closed.html")
