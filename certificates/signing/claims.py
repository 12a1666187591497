"""What a credential says, fact by fact, as the page prints it; reads hostile documents as well."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from certificates.signing import wording

_LONGEST = 300
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


class Fact(StrEnum):
    """The facts that stand both on the page and in the credential, as readers go through them."""

    NAME = "name"
    LATIN_NAME = "latin_name"
    COURSE = "course"
    HOURS = "hours"
    SCORE = "score"
    COMPLETED = "completed"
    ISSUED = "issued"
    EXPIRES = "expires"
    SERIAL = "serial"
    ISSUER = "issuer"


NAMES = (Fact.NAME, Fact.LATIN_NAME)
Claims = Mapping[Fact, str]


def claims(document: Any) -> Claims:
    """Read what is there; a fact that isn't, or isn't as it must be, is left out."""
    return {fact: text for fact in Fact if (text := _read(document, _READERS[fact]))}


def _read(document: Any, reader: Callable[[Any], object]) -> str:
    try:
        text = str(reader(document))
    except (KeyError, IndexError, TypeError, ValueError):
        return ""
    # Halves of characters, which JSON can spell, can't be written down.
    return text[:_LONGEST].encode("utf-8", "replace").decode()


def _name(place: int) -> Callable[[Any], object]:
    return lambda document: document["credentialSubject"]["identifier"][place]["identityHash"]


def _hours(document: Any) -> str:
    return wording.number(_number(document["credentialSubject"]["creditsEarned"]))


def _score(document: Any) -> str:
    return wording.percent(_number(document["credentialSubject"]["result"][0]["value"]) / 100)


def _number(value: object) -> Decimal:
    """Refuse what would take long to write out."""
    if not _NUMBER.fullmatch(str(value)):
        raise ValueError(type(value).__name__)
    return Decimal(str(value))


def _day(value: str) -> str:
    return wording.local_date(datetime.fromisoformat(value)).isoformat()


_READERS: dict[Fact, Callable[[Any], object]] = {
    Fact.NAME: _name(0),
    Fact.LATIN_NAME: _name(1),
    Fact.COURSE: lambda document: document["name"],
    Fact.HOURS: _hours,
    Fact.SCORE: _score,
    # A day, written as a moment because Open Badges wants one.
    Fact.COMPLETED: lambda document: document["credentialSubject"]["activityEndDate"][:10],
    Fact.ISSUED: lambda document: _day(document["validFrom"]),
    Fact.EXPIRES: lambda document: _day(document["validUntil"]),
    Fact.SERIAL: lambda document: document["credentialSubject"]["licenseNumber"],
    Fact.ISSUER: lambda document: document["issuer"]["name"],
}


def missing(stated: Claims, text: str) -> list[Fact]:
    """Name the facts that a page doesn't show as stated; none where it can't be compared.

    A scan has no words, and some programs write them so that nobody can read them back: where
    most facts are missing, it is the reading that failed.
    """
    page = _folded(text)
    lacking = [fact for fact, value in stated.items() if not _shows(page, fact, value)]
    return lacking if len(lacking) * 2 < len(stated) else []


def _shows(page: str, fact: Fact, value: str) -> bool:
    if fact == Fact.HOURS:
        # Alone, and not a part of a date or of another number.
        return re.search(rf"(?<![\d.\-]){re.escape(value)}(?![\d.%\-])", page) is not None
    return all(_folded(part) in page for part in value.split(" / "))


def _folded(text: str) -> str:
    # Spaces and the ends of lines are the renderer's; so are compatible forms of a character.
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
