"""Names: cleaned once, locked at the first certificate, corrected with a reason."""

import unicodedata
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from operations import auditing
from people.models import User


class LegalNameLocked(Exception):
    """The legal name stands on a certificate; staff correct it with a reason."""


def clean_name(name: str) -> str:
    """NFC, single spaces, no control or invisible characters; 张　三 loses its inner space.

    Chinese names carry no spaces: rosters often hold full-width ones for alignment.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"} for character in text):
        raise ValidationError(_("The name contains characters that can't be printed."))
    parts = text.split(" ")
    if all(_is_han(part) for part in parts):
        return "".join(parts)
    return text


def _is_han(text: str) -> bool:
    return bool(text) and all(
        "CJK" in unicodedata.name(character, "") or character == "·" for character in text
    )


def change_own_name(user: User, *, legal_name: str, latin_name: str) -> None:
    """Let a person change their own names while no certificate carries them."""
    changed = User.objects.filter(pk=user.pk, legal_name_locked_at=None).update(
        legal_name=clean_name(legal_name), latin_name=clean_name(latin_name)
    )
    if not changed and legal_name != user.legal_name:
        raise LegalNameLocked


def lock(user_id: int, *, at: datetime) -> None:
    """Lock the names; the first time counts."""
    User.objects.filter(pk=user_id, legal_name_locked_at=None).update(legal_name_locked_at=at)


def correct(
    user: User, *, legal_name: str, latin_name: str, reason: str, actor: User, at: datetime
) -> None:
    """Change names for good reason, locked or not, and log who did it."""
    if not reason.strip():
        raise ValidationError(_("Give the reason for the correction."))
    user.legal_name = clean_name(legal_name)
    user.latin_name = clean_name(latin_name)
    user.save(update_fields=["legal_name", "latin_name"])
    auditing.record(
        "people.name_corrected", user, actor_id=actor.public_id, at=at, reason=reason.strip()
    )
