"""Tell the holder by mail what becomes of a certificate; each mail commits with what it tells."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from certificates.models import Certificate, RenewalRequest


def issued(certificates: Iterable[Certificate]) -> None:
    """They are there; all the mails go in one query."""
    _send(_mail(certificate, "certificate_issued") for certificate in certificates)


def ending(certificate: Certificate, *, at: datetime) -> None:
    """It ends soon, or has ended; how to have it renewed."""
    assert certificate.valid_until is not None
    has_ended = certificate.valid_until <= at
    _send([_mail(certificate, "certificate_ending", has_ended=has_ended)])


def decided(request: RenewalRequest) -> None:
    """It will be renewed, or won't."""
    _send([_mail(request.certificate, "renewal_decided", request=request)])


def _send(messages: Iterable[EmailMessage | None]) -> None:
    get_connection().send_messages([message for message in messages if message])


def _mail(certificate: Certificate, mail: str, **details: Any) -> EmailMessage | None:
    """In the holder's language; none to an account that is closed."""
    user = certificate.holder
    if user.closed_at:
        return None
    address = settings.SITE_URL + reverse("certificate", args=[certificate.public_id])
    known = {"certificate": certificate, "facts": certificate.printed, "address": address}
    with translation.override(user.preferred_language):
        context = {**known, **details}
        subject = render_to_string(f"emails/{mail}_subject.txt", context).strip()
        body = render_to_string(f"emails/{mail}.txt", context)
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
