"""The one door to certificates and checked lists: one's own, or absent."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from certificates.models import BulkCheck, Certificate
from people.models import Organization, User


def certificate_or_404(user: User, public_id: UUID) -> Certificate:
    """One's own certificate, sealed."""
    mine = Certificate.objects.sealed().held_by(user.pk).with_status()
    return get_object_or_404(mine, public_id=public_id)


def is_holder(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Whether the certificate is the person's own."""
    if not user.is_authenticated:
        return False
    return Certificate.objects.held_by(user.pk).filter(pk=certificate.pk).exists()


def bulk_checks_of(user: User) -> QuerySet[BulkCheck]:
    """The lists that one has had checked, the newest first."""
    return BulkCheck.objects.select_related("job").filter(owner=user)


def bulk_check_or_404(user: User, public_id: UUID) -> BulkCheck:
    """One's own checked list."""
    return get_object_or_404(bulk_checks_of(user), public_id=public_id)


def bulk_check_of(organization: Organization, public_id: UUID) -> BulkCheck:
    """A list that the organization's programs have had checked; its people's own are not among
    them."""
    theirs = BulkCheck.objects.select_related("job").filter(organization=organization, owner=None)
    return get_object_or_404(theirs, public_id=public_id)
