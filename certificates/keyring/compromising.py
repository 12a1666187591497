"""Say in public that a key was stolen, and since when."""

from datetime import datetime

from django.db import transaction

from certificates.models import IssuerKey
from operations import auditing


class NotCompromisable(Exception):
    """No such key, a date to come, or one after the date that is known; the message says which."""


@transaction.atomic
def compromise(key_id: str, *, since: datetime, reason: str, at: datetime) -> IssuerKey:
    """From `since` on nothing that the key signed counts; all before stays valid.

    It signs no more: what is to be signed waits for a new key. The next revocation list has it.
    """
    key = IssuerKey.objects.select_for_update().filter(key_id=key_id).first()
    if key is None:
        raise NotCompromisable(f"no key is called {key_id}")
    if since > at:
        raise NotCompromisable("the date is still to come")
    if key.compromised_at and key.compromised_at <= since:
        raise NotCompromisable(f"known to be compromised since {key.compromised_at:%Y-%m-%d %H:%M}")
    key.compromised_at, key.retired_at = since, key.retired_at or at
    key.save(update_fields=["compromised_at", "retired_at"])
    details = {"reason": reason, "since": since.isoformat()}
    auditing.record("certificates.key_compromised", key, actor_id=None, at=at, **details)
    return key
