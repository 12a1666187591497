"""The one door to certificates: the holder's own, or absent."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404

from certificates.models import Certificate
from people.models import User


def certificate_or_404(user: User, public_id: UUID) -> Certificate:
    """One's own certificate, sealed."""
    mine = Certificate.objects.sealed().held_by(user.pk).with_status()
    return get_object_or_404(mine, public_id=public_id)


def is_holder(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Whether the certificate is the person's own."""
    if not user.is_authenticated:
        return False
    return Certificate.objects.held_by(user.pk).filter(pk=certificate.pk).exists()
