"""System checks: what must never be true of a production site."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from training_site import safety


@register(Tags.security)
def demo_keys(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """The passphrase of the signing keys is one of its own."""
    if settings.DEVELOPMENT or settings.SIGNING_KEYS_PASSPHRASE not in safety.DEMO_PASSPHRASES:
        return []
    hint = "Give the worker keys and a passphrase that are the center's own."
    return [Error("SIGNING_KEYS_PASSPHRASE is the demo one.", hint=hint, id="training_site.E001")]


@register(Tags.security)
def staff_factors(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Staff sign in with two factors."""
    if settings.DEVELOPMENT or settings.STAFF_MFA_REQUIRED:
        return []
    return [Error("Staff could sign in with a password alone.", id="training_site.E002")]


@register(Tags.database)
def demo_people(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """Nobody can sign in with a documented password."""
    if settings.DEVELOPMENT or not databases or not safety.has_demo_people():
        return []
    hint = "Close the accounts of the demo people, or start from an empty database."
    return [Error("The database holds demo people.", hint=hint, id="training_site.E003")]
