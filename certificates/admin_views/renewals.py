"""Renewal requests: who asks for another period, and what the center answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import renewing, revoking
from certificates.admin_views.permission import require
from certificates.forms import RenewalDecisionForm
from certificates.models import RenewalRequest
from certificates.refusals import CannotIssue
from people.requests import SignedInRequest

PAGE = 50


def index(request: SignedInRequest) -> HttpResponse:
    """The undecided ones first, the longest waiting on top; then the decided ones."""
    require(request)
    found = RenewalRequest.objects.select_related("certificate__holder")
    waiting = found.filter(decided_at=None).order_by("pk")
    decided = found.exclude(decided_at=None).order_by("-decided_at")
    page = Paginator(decided, PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/admin/renewals.html", {"waiting": waiting, "page": page})


def decide(request: SignedInRequest, request_id: int) -> HttpResponse:
    """Show who asks for what, and answer."""
    require(request)
    asked = get_object_or_404(RenewalRequest.objects.select_related("certificate"), pk=request_id)
    form = RenewalDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _carry_out(request, asked, form)
        return redirect("certificates_renewals")
    return render(request, "certificates/admin/renewal.html", {"asked": asked, "form": form})


def _carry_out(request: SignedInRequest, asked: RenewalRequest, form: RenewalDecisionForm) -> None:
    """Say what came of it in words."""
    said, actor = form.cleaned_data, request.user.public_id
    try:
        renewing.decide(asked, said["outcome"], said["answer"], actor_id=actor, at=timezone.now())
    except renewing.AlreadyDecided:
        messages.warning(request, _("Somebody else has decided about this meanwhile."))
    except revoking.NotValid:
        messages.error(request, _("The certificate's status does not admit that any more."))
    except CannotIssue as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done. The holder gets the answer by mail."))
