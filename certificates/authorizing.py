"""Keys for organizations' programs: made, withdrawn, and found again by their token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hmac import compare_digest
from uuid import UUID

from django.db import transaction

from certificates.models import ApiKey
from operations import auditing
from people.models import Organization

# What finds tokens in code and logs looks for a beginning of their own.
_BEGINNING = "ccip_"
_NOBODYS = "0" * 64


@dataclass(frozen=True)
class Made:
    """A new key with its token, which is nowhere else."""

    key: ApiKey
    token: str


@transaction.atomic
def make(
    organization: Organization,
    *,
    label: str,
    requests_a_minute: int = 120,
    actor_id: UUID,
    at: datetime,
) -> Made:
    """Make a key: a public prefix to find it by, and 256 random bits."""
    prefix = _BEGINNING + secrets.token_hex(5)
    token = f"{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        organization=organization,
        label=label,
        prefix=prefix,
        token_sha256=_digest(token),
        requests_a_minute=requests_a_minute,
        created_by=actor_id,
        created_at=at,
    )
    auditing.record("certificates.api_key_made", key, actor_id=actor_id, at=at)
    return Made(key, token)


@transaction.atomic
def withdraw(key: ApiKey, *, actor_id: UUID, at: datetime) -> bool:
    """End a key for good; False where that was done before."""
    if not ApiKey.objects.in_use().filter(pk=key.pk).update(withdrawn_at=at):
        return False
    auditing.record("certificates.api_key_withdrawn", key, actor_id=actor_id, at=at)
    return True


def key_of(token: str) -> ApiKey | None:
    """The key in use with this token; a wrong one takes the same steps."""
    prefix = token[: len(_BEGINNING) + 10]
    found = ApiKey.objects.in_use().select_related("organization").filter(prefix=prefix).first()
    expected = found.token_sha256 if found else _NOBODYS
    return found if compare_digest(expected, _digest(token)) else None


def note_use(key: ApiKey, *, day: date) -> None:
    """Remember the day of the last use: one write a day."""
    if key.last_used_on != day:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=day)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
