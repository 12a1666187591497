"""Names: cleaned once, locked at the first certificate, corrected with a reason."""

import unicodedata
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from operations import auditing
from people.models import User


class LegalNameLocked(Exception):
    """The legal name stands on a certificate; staff correct it with a reason."""


UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cn"})
DOTS = str.maketrans("•‧・", "···")


def clean_name(name: str) -> str:
    """NFC, single spaces, no control or invisible characters; 张　三 loses its inner space.

    Chinese names carry no spaces: rosters often hold full-width ones for alignment.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if any(_is_unprintable(character) for character in text):
        raise ValidationError(_("The name contains characters that can't be printed."))
    dotted = text.translate(DOTS)
    return dotted.replace(" ", "") if _is_han(dotted) else text


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in UNPRINTABLE and not _is_ideograph(character)


def _is_ideograph(character: str) -> bool:
    # The planes 2 and 3 are ideographs only; new ones come faster than Python learns of them.
    in_planes = 0x20000 <= ord(character) <= 0x3FFFD
    return in_planes or character == "〇" or "CJK" in unicodedata.name(character, "")


def _is_han(text: str) -> bool:
    return bool(text) and all(_is_ideograph(c) or c in "· " for c in text)


def change_own_details(
    user: User, *, legal_name: str, latin_name: str, preferred_language: str
) -> None:
    """Let people change their language, and their names while no certificate carries them."""
    names = {"legal_name": clean_name(legal_name), "latin_name": clean_name(latin_name)}
    person = User.objects.filter(pk=user.pk)
    if not person.filter(legal_name_locked_at=None).update(**names) and any(
        getattr(user, field) != name for field, name in names.items()
    ):
        raise LegalNameLocked
    person.update(preferred_language=preferred_language)


@transaction.atomic
def lock(user_ids: Collection[int], *, at: datetime) -> dict[int, User]:
    """Lock people's names, where there is one, and give the people as they are now.

    The first time counts. Whoever locks the same people waits until the transaction ends.
    """
    people = User.objects.select_for_update(no_key=True).filter(pk__in=user_ids)
    found = {person.pk: person for person in people.order_by("pk")}
    unlocked = User.objects.filter(pk__in=found, legal_name_locked_at=None)
    unlocked.exclude(legal_name="").update(legal_name_locked_at=at)
    return found


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
