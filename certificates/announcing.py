"""Tell the holder by mail that a certificate is there."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from certificates.models import Certificate


def issued(certificate: Certificate, *, at: datetime) -> None:
    """Write the mail to the outbox, in the holder's language; it commits with the certificate."""
    user = certificate.holder
    if user.closed_at:
        return
    address = settings.SITE_URL + reverse("certificate", args=[certificate.public_id])
    with translation.override(user.preferred_language):
        context = {"certificate": certificate, "facts": certificate.printed, "address": address}
        subject = render_to_string("emails/certificate_issued_subject.txt", context).strip()
        body = render_to_string("emails/certificate_issued.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
