"""Tell the holder by mail what becomes of a certificate; each mail commits with what it tells."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from certificates.models import Certificate, RenewalRequest


def issued(certificate: Certificate, *, at: datetime) -> None:
    """It is there."""
    _tell(certificate, "certificate_issued")


def ending(certificate: Certificate, *, at: datetime) -> None:
    """It ends soon, or has ended; how to have it renewed."""
    assert certificate.valid_until is not None
    _tell(certificate, "certificate_ending", has_ended=certificate.valid_until <= at)


def decided(request: RenewalRequest) -> None:
    """It will be renewed, or won't."""
    _tell(request.certificate, "renewal_decided", request=request)


def _tell(certificate: Certificate, mail: str, **details: Any) -> None:
    """In the holder's language."""
    user = certificate.holder
    if user.closed_at:
        return
    address = settings.SITE_URL + reverse("certificate", args=[certificate.public_id])
    known = {"certificate": certificate, "facts": certificate.printed, "address": address}
    with translation.override(user.preferred_language):
        context = {**known, **details}
        subject = render_to_string(f"emails/{mail}_subject.txt", context).strip()
        body = render_to_string(f"emails/{mail}.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
