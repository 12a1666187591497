"""Sign and publish a revocation list now."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates import keyring


class Command(BaseCommand):
    """Needs the root key; the worker does the same by itself where it has that key."""

    help = "Sign a revocation list of seals with the root key, and publish it."

    def add_arguments(self, parser: CommandParser) -> None:
        """For how long."""
        parser.add_argument("--days", type=int, default=30, help="until the next one (30)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Give it the next number."""
        valid_for = timedelta(days=options["days"])
        try:
            made = keyring.publish_crl(at=timezone.now(), valid_for=valid_for)
        except keyring.FAILURES as error:
            raise CommandError(f"{type(error).__name__}: {error}") from error
        self.stdout.write(f"Revocation list {made} is published until {made.next_update:%Y-%m-%d}.")
