"""Revoking many at once: propose, and have somebody else decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates import proposing
from certificates.admin_views.permission import require
from certificates.forms import ProposalForm
from certificates.models import RevocationProposal
from people.models import User
from people.requests import SignedInRequest

PAGE = 50
DECISIONS = {"approve": proposing.approve, "reject": proposing.reject}


def index(request: SignedInRequest) -> HttpResponse:
    """All proposals, the newest first."""
    require(request)
    found = RevocationProposal.objects.select_related("job")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/admin/proposals.html", {"page": page})


def propose(request: SignedInRequest) -> HttpResponse:
    """Say which, and why."""
    require(request)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ground = form.ground(request.user.public_id)
        made = proposing.propose(form.cleaned_data["certificates"], ground, at=timezone.now())
        return redirect("certificates_proposal", made.public_id)
    return render(request, "certificates/admin/propose.html", {"form": form})


def proposal(request: SignedInRequest, proposal_id: str) -> HttpResponse:
    """What is proposed, by whom, and what was decided."""
    require(request)
    proposals = RevocationProposal.objects.select_related("job")
    found = get_object_or_404(proposals, public_id=proposal_id)
    certificates = found.certificates.select_related("holder", "completion").order_by("serial")
    page = Paginator(certificates, PAGE).get_page(request.GET.get("page"))
    people = User.objects.in_bulk([found.proposed_by, found.decided_by], field_name="public_id")
    context = {
        "proposal": found,
        "page": page,
        "proposer": people.get(found.proposed_by),
        "decider": people.get(found.decided_by),
        "may_decide": not found.decided_at and found.proposed_by != request.user.public_id,
    }
    return render(request, "certificates/admin/proposal.html", context)


@require_POST
def decide(request: SignedInRequest, proposal_id: str, decision: str) -> HttpResponse:
    """Approve or reject what somebody else has proposed."""
    require(request)
    found = get_object_or_404(RevocationProposal, public_id=proposal_id)
    try:
        DECISIONS[decision](found, actor_id=request.user.public_id, at=timezone.now())
    except proposing.SamePerson:
        messages.error(request, _("Somebody else has to decide about what you proposed."))
    except proposing.AlreadyDecided:
        messages.error(request, _("That has been decided already."))
    return redirect("certificates_proposal", found.public_id)
