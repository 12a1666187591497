"""By what the center is known when a file is examined: its name, address and public keys."""

from datetime import datetime

from django.conf import settings

from certificates import trust
from certificates.inspecting.messages import Trust
from certificates.models import IssuerKey, KeyPurpose
from certificates.verdicts import Center


def for_inspecting(at: datetime) -> Trust:
    """What an examiner is told. Compromised keys too: what they signed before is still genuine."""
    return Trust(
        did=settings.ISSUER_DID,
        roots=trust.roots_pem().decode(),
        keys={_name(key): key.public_key for key in _all(KeyPurpose.CREDENTIAL)},
        at=at.isoformat(),
    )


def center() -> Center:
    """What a file is judged by."""
    return Center(
        site=settings.SITE_URL,
        did=settings.ISSUER_DID,
        names=(settings.ISSUER_NAME_ZH, settings.ISSUER_NAME_EN),
        seals=frozenset(seal.fingerprint for seal in _all(KeyPurpose.SEAL)),
        compromised=frozenset(
            _name(key) for key in _all(KeyPurpose.CREDENTIAL) if key.compromised_at
        ),
    )


def _all(purpose: KeyPurpose) -> list[IssuerKey]:
    return list(IssuerKey.objects.of(purpose))


def _name(key: IssuerKey) -> str:
    return f"{settings.ISSUER_DID}#{key.key_id}"
