"""What staff do with a certificate in the CMS: revoke it, reissue it, preview a template."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates import freezing, reissuing, revoking
from certificates.forms import ReasonForm
from certificates.models import Certificate
from certificates.revoking import Ground
from people.requests import SignedInRequest

ACTIONS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "revoke": (gettext_lazy("Revoke"), revoking.revoke),
    "reissue": (gettext_lazy("Reissue with today's name and facts"), reissuing.reissue),
}


def change_status(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Ask for the public reason, then revoke or reissue."""
    if not request.user.has_perm("certificates.change_certificate"):
        raise PermissionDenied
    certificate = get_object_or_404(Certificate.objects.with_status(), pk=pk)
    label, use_case = ACTIONS[action]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _carry_out(request, certificate, use_case, form.cleaned_data["reason"])
        return redirect("certificate_records:inspect", certificate.pk)
    context = {"certificate": certificate, "form": form, "label": label, "action": action}
    return render(request, "certificates/admin/change_status.html", context)


def _carry_out(
    request: SignedInRequest, certificate: Certificate, use_case: Callable[..., Any], reason: str
) -> None:
    """Say what came of it in words."""
    try:
        ground = Ground(reason=reason, actor_id=request.user.public_id)
        use_case(certificate, ground, at=timezone.now())
    except revoking.NotValid:
        messages.error(request, _("The certificate is no longer valid; nothing was changed."))
    except freezing.CannotIssue as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done. Verifiers see it from now on."))
