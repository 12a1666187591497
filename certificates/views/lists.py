"""Have a list of certificates checked: bring it, watch it, fetch what came of it."""

from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from certificates import access
from certificates.checking import files, ordering, results
from certificates.roster_forms import RosterForm
from certificates.views.discretion import too_many, unkept
from people.requests import SignedInRequest

# How many of one's earlier lists are shown.
SHOWN = 50


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lists(request: SignedInRequest) -> HttpResponse:
    """Bring a list; earlier ones are below."""
    if _limited(request):
        return too_many(request)
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        by = ordering.by_person(request.user, on=timezone.localdate(now))
        check = ordering.order(form.roster, by, at=now)
        return redirect("bulk_check", check.public_id)
    earlier = access.bulk_checks_of(request.user)[:SHOWN]
    context = {"form": form, "earlier": earlier, "section": "verify"}
    status = 422 if form.is_bound else 200
    return render(request, "certificates/bulk_form.html", context, status=status)


@unkept
@require_safe
@login_required
def check(request: SignedInRequest, check_id: UUID) -> HttpResponse:
    """How far a list is, and what came of it."""
    found = access.bulk_check_or_404(request.user, check_id)
    context: dict[str, Any] = {
        "check": found,
        "job": found.job,
        "totals": [
            (state, label, found.totals[state])
            for state, label in results.STATES.items()
            if found.totals.get(state)
        ],
        "files": files.names(found),
        "section": "verify",
    }
    return render(request, "certificates/bulk_check.html", context)


@unkept
@require_safe
@login_required
def file(request: SignedInRequest, check_id: UUID, name: str) -> HttpResponse:
    """The result or the receipt."""
    found = access.bulk_check_or_404(request.user, check_id)
    if name not in files.names(found):
        raise Http404
    content = files.read(found.public_id, name)
    response = HttpResponse(content, content_type=files.FETCHED[name])
    response["Content-Disposition"] = f'attachment; filename="{found.created_at:%Y-%m-%d}-{name}"'
    return response


def _limited(request: SignedInRequest) -> bool:
    """Whether so many lists came today, readable or not: to open one is work, too."""
    config = {"bulk": f"{settings.BULK_RATE}/user"}
    return not ratelimit.consume(request, app="certificates", action="bulk", config=config)
