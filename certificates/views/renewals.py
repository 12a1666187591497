"""The holder asks for another period of validity."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates import access, reading, renewing
from certificates.public_forms import RenewalForm
from certificates.views.discretion import unkept
from people.requests import SignedInRequest


@unkept
@require_POST
@login_required
def ask(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """Put the request before the center."""
    found = access.certificate_or_404(request.user, certificate_id)
    form = RenewalForm(request.POST)
    if not form.is_valid():
        page = reading.holder_page(found, renewal_form=form)
        return render(request, "certificates/certificate.html", page, status=400)
    try:
        renewing.ask(found, form.cleaned_data["words"], at=timezone.now())
    except renewing.NotRenewable:
        messages.error(request, _("This certificate can't be renewed now."))
    except renewing.AlreadyAsked:
        messages.info(request, _("You have asked already; the center will answer."))
    else:
        messages.success(request, _("The center has your request. You get its answer by mail."))
    return redirect("certificate", certificate_id)
