"""Make the signing keys that are missing, and publish their public halves."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates import keyring


class Command(BaseCommand):
    """Idempotent: existing keys are never touched."""

    help = "Make what is missing of root, seal, credential and log key; publish them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse an empty passphrase: keys are written encrypted."""
        if not settings.SIGNING_KEYS_PASSPHRASE:
            raise CommandError("Set SIGNING_KEYS_PASSPHRASE: keys are written encrypted.")
        now = timezone.now()
        try:
            made = keyring.make(at=now)
            report = keyring.report(at=now)
        except keyring.FAILURES as error:
            raise CommandError(f"{type(error).__name__}: {error}") from error
        self.stdout.write(f"Made: {', '.join(made) or 'nothing, all keys are there'}.")
        for said in filter(None, (report.problem, report.warning)):
            self.stderr.write(said)
