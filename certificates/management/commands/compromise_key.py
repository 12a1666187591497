"""Say in public that a signing key was stolen, and since when."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates import keyring
from certificates.models import KeyPurpose


def moment(text: str) -> datetime:
    """Read a date, whose first moment is meant, or a date and time; the center's zone if none."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)


class Command(BaseCommand):
    """The act is in the audit log, the date in /trust/keys.json and in the revocation list."""

    help = "From a date on, let nothing count that this key signed; what came before stays valid."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which key, since when, and why."""
        parser.add_argument("key_id")
        parser.add_argument("--since", required=True, type=moment, help="2026-11-22, or with time")
        parser.add_argument("--reason", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Revoke a seal at once where the root key is at hand."""
        now, since, reason = timezone.now(), options["since"], options["reason"]
        try:
            key = keyring.compromise(options["key_id"], since=since, reason=reason, at=now)
        except keyring.NotCompromisable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{key} proves nothing from {since} on. Next: rotate_keys {key.purpose}")
        if key.purpose == KeyPurpose.SEAL:
            self._publish_list(now)

    def _publish_list(self, now: datetime) -> None:
        try:
            keyring.publish_crl(at=now)
        except keyring.FAILURES as error:
            said = f"{type(error).__name__}: {error}"
            raise CommandError(f"The seal is on no revocation list yet. {said}") from error
