"""The holder's own page of a certificate, and the files of it."""

import json
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certificates import access, reading
from certificates.issuing import STORAGE
from certificates.layout import badge
from certificates.models import Certificate
from certificates.views.discretion import unkept
from people.requests import SignedInRequest


@unkept
@require_safe
@login_required
def certificate(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The holder's page."""
    found = access.certificate_or_404(request.user, certificate_id)
    return render(request, "certificates/certificate.html", reading.holder_page(found))


@unkept
@require_safe
@login_required
def pdf(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The stored file, byte for byte."""
    return stored(access.certificate_or_404(request.user, certificate_id))


def stored(certificate: Certificate) -> HttpResponse:
    """The certificate's PDF as a download."""
    with storages[STORAGE].open(certificate.pdf_name) as file:
        return _download(file.read(), "application/pdf", f"{certificate.serial}.pdf")


@unkept
@require_safe
@login_required
def credential(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The Open Badges credential as it is attached to the PDF, or with the first proof alone.

    The proofs are a set: each holds without the other, and some wallets take only one.
    """
    found = access.certificate_or_404(request.user, certificate_id)
    text = found.credential
    if request.GET.get("proof") == "object":
        document = json.loads(text)
        text = json.dumps({**document, "proof": document["proof"][0]}, ensure_ascii=False)
    return _download(text, "application/vc+json", f"{found.serial}.json")


@unkept
@require_safe
@login_required
def badge_image(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The badge with the credential inside; shown on the page, and saved from there."""
    found = access.certificate_or_404(request.user, certificate_id)
    picture = badge.baked(found.printed, found.credential)
    return HttpResponse(picture, content_type="image/svg+xml")


def _download(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": disposition}
    )
