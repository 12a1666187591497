"""Links by which holders show a certificate: made and ended by them, opened by anyone."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates import access, counting, presenting, reading, sharing
from certificates.models import Certificate, Channel, SharedField
from certificates.public_forms import ShareForm
from certificates.views import discretion, holder
from certificates.views.discretion import discreet, unkept
from people.requests import SignedInRequest


@unkept
@require_POST
@login_required
def create(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """Make a link; back to the holder's page, where it stands in the list."""
    found = access.certificate_or_404(request.user, certificate_id)
    form = ShareForm(request.POST, offered=sharing.offered(found.printed))
    if form.is_valid() and _created(form, found):
        messages.success(request, _("The link is made. Copy it from the list of links."))
        return redirect(f"{request.path.removesuffix('share/')}#links")
    page = reading.holder_page(found, share_form=form)
    return render(request, "certificates/certificate.html", page, status=400)


def _created(form: ShareForm, found: Certificate) -> bool:
    now, said = timezone.now(), form.cleaned_data
    try:
        sharing.create(
            found, said["fields_shown"], until=now + form.period, note=said["note"], at=now
        )
    except sharing.TooManyLinks:
        form.add_error(None, _("You have %d links already. End one first.") % sharing.MOST)
    return form.is_valid()


@unkept
@require_POST
@login_required
def withdraw(request: SignedInRequest, certificate_id: UUID, link_id: int) -> HttpResponse:
    """End a link at once."""
    found = access.certificate_or_404(request.user, certificate_id)
    link = get_object_or_404(found.share_links, pk=link_id)
    sharing.withdraw(link, at=timezone.now())
    messages.success(request, _("The link is ended. Whoever opens it finds nothing."))
    return redirect("certificate", certificate_id)


@discreet
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The state first, and the chosen fields alone."""
    if discretion.limited(request):
        return discretion.too_many(request)
    now = timezone.now()
    link = sharing.find(token, at=now)
    if link is None:
        return _absent(request)
    found = link.certificate
    if not access.is_holder(request.user, found):
        counting.count(found, Channel.SHARE, day=timezone.localdate(now))
    context = {
        "link": link,
        "facts": found.printed,
        "account": presenting.account(found, at=now),
        "section": "verify",
    }
    return render(request, "certificates/shared.html", context)


@discreet
@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The PDF, where the holder chose to give it away."""
    if discretion.limited(request):
        return discretion.too_many(request)
    link = sharing.find(token, at=timezone.now())
    if link is None or SharedField.PDF not in link.fields:
        return _absent(request)
    return holder.stored(link.certificate)


def _absent(request: HttpRequest) -> HttpResponse:
    """Withdrawn, run out or never made: one answer."""
    return render(request, "404.html", status=404)
