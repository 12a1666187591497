"""Make the signing keys where there are none, and publish their public halves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates import keyring


class Command(BaseCommand):
    """Idempotent: existing keys are never touched."""

    help = "Make signing keys (root, seal, credential) where there are none; publish them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse an empty passphrase: keys are written encrypted."""
        if not settings.SIGNING_KEYS_PASSPHRASE:
            raise CommandError("Set SIGNING_KEYS_PASSPHRASE: keys are written encrypted.")
        folder, now = Path(settings.SIGNING_KEYS_DIR), timezone.now()
        made = keyring.make(
            folder,
            settings.SIGNING_KEYS_PASSPHRASE.encode(),
            name=settings.ISSUER_NAME_EN,
            did=settings.ISSUER_DID,
            at=now,
        )
        keyring.publish(keyring.load(), at=now)
        self.stdout.write(f"Signing keys {'made' if made else 'found'} in {folder}.")
