"""Put new signing keys in the place of old ones, which stay valid for what they signed."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates import keyring
from certificates.models import KeyPurpose


class Command(BaseCommand):
    """The old keys are kept beside the new ones, under their ids."""

    help = "Make new signing keys in the place of these; what the old ones signed stays valid."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which keys."""
        parser.add_argument("purpose", nargs="+", choices=KeyPurpose.values)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Publish at once: what the new keys sign is to be verified from its first moment."""
        now, purposes = timezone.now(), [KeyPurpose(name) for name in options["purpose"]]
        try:
            with suppress(keyring.KeyCompromised):
                keyring.publish(keyring.load(), at=now)
            keyring.rotate(purposes, at=now)
            keyring.publish(keyring.load(), at=now)
        except (*keyring.FAILURES, keyring.KeyCompromised) as error:
            raise CommandError(f"{type(error).__name__}: {error}") from error
        self.stdout.write(f"New: {', '.join(options['purpose'])}. See /trust/keys.json.")
