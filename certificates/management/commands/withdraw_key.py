"""Withdraw a signing key that was stolen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates import keyring


class Command(BaseCommand):
    """What the key signed stops verifying; the act is in the audit log."""

    help = "Take a stolen key out of did.json; what it signed stops verifying."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which key, and why."""
        parser.add_argument("key_id")
        parser.add_argument("--reason", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Refuse a key that is not listed."""
        if not keyring.withdraw(options["key_id"], reason=options["reason"], at=timezone.now()):
            raise CommandError(f"No listed key is called {options['key_id']}.")
        self.stdout.write("Withdrawn. Reissue the honest certificates that it signed.")
