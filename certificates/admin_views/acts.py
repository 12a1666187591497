"""What changes one certificate: revoke, suspend, reinstate, reissue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import reissuing, revoking
from certificates.admin_views.permission import require
from certificates.forms import GroundForm
from certificates.models import Certificate, Status
from certificates.refusals import CannotIssue
from people.requests import SignedInRequest


@dataclass(frozen=True)
class Act:
    """What staff can do, what it is called, and what it makes of a certificate."""

    label: str | Promise
    use_case: Callable[..., Any]
    status: Status
    is_serious: bool = False


ACTS: Final[dict[str, Act]] = {
    "reissue": Act(
        gettext_lazy("Reissue with today's name and facts"), reissuing.reissue, Status.SUPERSEDED
    ),
    "suspend": Act(gettext_lazy("Suspend"), revoking.suspend, Status.SUSPENDED),
    "reinstate": Act(gettext_lazy("Reinstate"), revoking.reinstate, Status.VALID),
    "revoke": Act(gettext_lazy("Revoke"), revoking.revoke, Status.REVOKED, is_serious=True),
}


def possible(certificate: Certificate) -> dict[str, Act]:
    """The acts that the certificate's status admits."""
    admitted = revoking.NEXT[certificate.status]
    return {name: act for name, act in ACTS.items() if act.status in admitted}


def change_status(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Ask for the public reason, then do it."""
    require(request)
    certificate = get_object_or_404(Certificate.objects.with_status(), pk=pk)
    act = ACTS[action]
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _carry_out(request, certificate, act, form)
        return redirect("certificate_records:inspect", certificate.pk)
    context = {"certificate": certificate, "form": form, "act": act}
    return render(request, "certificates/admin/change_status.html", context)


def _carry_out(
    request: SignedInRequest, certificate: Certificate, act: Act, form: GroundForm
) -> None:
    """Say what came of it in words."""
    try:
        act.use_case(certificate, form.ground(request.user.public_id), at=timezone.now())
    except revoking.NotValid:
        messages.error(request, _("The certificate's status does not admit that any more."))
    except CannotIssue as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done. Verifiers see it from now on."))
