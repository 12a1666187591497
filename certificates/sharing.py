"""Show a certificate by a link: what its holder chooses of it, until the day they choose."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from certificates.models import Certificate, SharedField, ShareLink
from certificates.signing.facts import CertificateFacts

MOST: Final = 20
LONGEST: Final = timedelta(days=366)
# What a certificate may lack, by the fact that would hold it.
_OPTIONAL: Final = {
    SharedField.LATIN_NAME: "recipient_latin_name",
    SharedField.SCORE: "score",
    SharedField.VALID_UNTIL: "valid_until",
}


class TooManyLinks(Exception):
    """So many links are live that nobody could keep an eye on them."""


@transaction.atomic
def create(
    certificate: Certificate,
    chosen: Collection[str],
    *,
    until: datetime,
    note: str = "",
    at: datetime,
) -> ShareLink:
    """Make a link that shows the chosen fields. Raises TooManyLinks."""
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.share_links.live(at).count() >= MOST:
        raise TooManyLinks
    fields = [field.value for field in offered(certificate.printed) if field in chosen]
    return ShareLink.objects.create(
        certificate=certificate,
        fields=fields,
        note=note.strip(),
        created_at=at,
        expires_at=min(until, at + LONGEST),
    )


def withdraw(link: ShareLink, *, at: datetime) -> None:
    """End the link at once; the first time counts."""
    ShareLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=at)


def find(token: str, *, at: datetime) -> ShareLink | None:
    """The live link of a token; one that ended is as unknown as one that never was."""
    links = ShareLink.objects.live(at).filter(token=token).exclude(certificate__sealed_at=None)
    whole = links.select_related("certificate__credential_key", "certificate__seal_key")
    return whole.prefetch_related("certificate__status_changes").first()


def offered(facts: CertificateFacts) -> list[SharedField]:
    """What this certificate has to show."""
    return [
        field
        for field in SharedField
        if field not in _OPTIONAL or getattr(facts, _OPTIONAL[field]) not in {None, ""}
    ]
