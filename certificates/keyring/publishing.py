"""Record the public halves, so that web processes can show them without the keys."""

from dataclasses import dataclass
from datetime import datetime

from certificates.keyring.loading import Keyring
from certificates.models import IssuerKey, KeyPurpose
from certificates.signing import identity, keys


class KeyCompromised(Exception):
    """A key that somebody else may have signs no more; the message names it."""


@dataclass(frozen=True)
class Published:
    """The rows that hold the public halves."""

    credential: IssuerKey
    seal: IssuerKey
    log: IssuerKey


def publish(ring: Keyring, *, at: datetime) -> Published:
    """Record the keys before they first sign, and the ones in whose place they came as retired.

    Raises KeyCompromised for a key that must not sign.
    """
    public = {
        KeyPurpose.CREDENTIAL: identity.multikey(ring.credential_key.public_key()),
        KeyPurpose.SEAL: keys.chain_to_pem(ring.chain).decode(),
        KeyPurpose.LOG: identity.multikey(ring.log_key.public_key()),
    }
    rows = {
        purpose.value: _recorded(ring.key_id(purpose), purpose, text, at)
        for purpose, text in public.items()
    }
    if stolen := [row.key_id for row in rows.values() if row.compromised_at]:
        raise KeyCompromised(", ".join(stolen))
    return Published(**rows)


def _recorded(key_id: str, purpose: KeyPurpose, public: str, at: datetime) -> IssuerKey:
    row, is_new = IssuerKey.objects.get_or_create(
        key_id=key_id, defaults={"purpose": purpose, "public_key": public, "valid_from": at}
    )
    if is_new:
        IssuerKey.objects.of(purpose).filter(retired_at=None).exclude(pk=row.pk).update(
            retired_at=at
        )
    return row
