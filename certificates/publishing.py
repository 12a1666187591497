"""Publish the status lists, signed: what verifiers see who never ask us about one certificate."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import rfc8785
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from certificates.keyring import Keyring
from certificates.models import (
    Certificate,
    ListPurpose,
    PublishedList,
    Status,
    StatusChange,
    StatusList,
)
from certificates.signing import proofs, status_lists

# A verifier may keep a list this long; it is signed anew long before.
VALID_FOR = timedelta(days=7)
FRESH_FOR = timedelta(hours=12)

SET_BY = {
    # For whoever relies on it, a certificate that was replaced is worth as little.
    ListPurpose.REVOCATION: (Status.REVOKED, Status.SUPERSEDED),
    ListPurpose.SUSPENSION: (Status.SUSPENDED,),
}


def publish(ring: Keyring, *, at: datetime) -> int:
    """Sign the lists that have changed, and those that grow old; how many were signed."""
    signed = 0
    for status_list in StatusList.objects.all():
        for purpose in ListPurpose:
            signed += _publish(status_list, purpose, ring, at)
    return signed


def address(number: int, purpose: str) -> str:
    """Where a list is found."""
    return str(settings.SITE_URL + reverse("status_list", args=[number, purpose]))


def _publish(status_list: StatusList, purpose: ListPurpose, ring: Keyring, at: datetime) -> bool:
    bits = status_lists.bitstring(_indexes(status_list, purpose), StatusList.SIZE)
    published = PublishedList.objects.filter(status_list=status_list, purpose=purpose).first()
    if published and _is_current(published, bits, at):
        return False
    url = address(status_list.number, purpose)
    start = at.astimezone(UTC).replace(microsecond=0)
    document = status_lists.build(url, purpose, bits, settings.ISSUER_DID, start, start + VALID_FOR)
    signed = proofs.sign(document, ring.credential_key, ring.verification_method, start)
    PublishedList.objects.update_or_create(
        status_list=status_list,
        purpose=purpose,
        defaults={"credential": rfc8785.dumps(signed).decode(), "signed_at": at},
    )
    return True


def _is_current(published: PublishedList, bits: bytes, at: datetime) -> bool:
    subject = json.loads(published.credential)["credentialSubject"]
    is_fresh = published.signed_at > at - FRESH_FOR
    return is_fresh and subject["encodedList"] == status_lists.encode(bits)


def _indexes(status_list: StatusList, purpose: ListPurpose) -> Iterable[int]:
    here = Certificate.objects.filter(status_list=status_list)
    is_set = Q(recorded__in=SET_BY[purpose])
    if purpose == ListPurpose.REVOCATION:
        is_set |= Q(Exists(Certificate.objects.by_compromised_key().filter(pk=OuterRef("pk"))))
    places = _with_recorded(here).filter(is_set).values_list("status_index", flat=True)
    return [place for place in places if place is not None]


def _with_recorded(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    newest = StatusChange.objects.filter(certificate=OuterRef("pk")).order_by("-pk")
    return certificates.annotate(recorded=Subquery(newest.values("status")[:1]))
