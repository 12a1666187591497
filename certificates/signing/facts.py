"""Every fact that a certificate prints, frozen at issue."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from certificates.signing.kinds import KINDS

LANGUAGES = ("zh-hans", "en")
_TEXTS_NEEDED = (
    "serial",
    "code",
    "verify_url",
    "recipient_name",
    "course_title_zh",
    "course_title_en",
    "course_url",
    "issuer_name_zh",
    "issuer_name_en",
    "issuer_url",
    "issuer_did",
)


class InvalidFacts(ValueError):
    """The facts can't stand on a certificate; the message names the field."""


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """Scores are scaled 0–1, hours are learning hours, moments are UTC in whole seconds.

    `status_list` is the address of the list that has the certificate's bit at `status_index`,
    without the purpose that ends it; `template` names the frozen wording.
    """

    certificate_id: str
    type: str
    serial: str
    code: str
    verify_url: str
    recipient_name: str
    recipient_latin_name: str
    course_title_zh: str
    course_title_en: str
    course_url: str
    course_id: str
    hours: Decimal
    score: Decimal | None
    completed_on: date
    issued_at: datetime
    valid_until: datetime | None
    issuer_name_zh: str
    issuer_name_en: str
    issuer_url: str
    issuer_did: str
    achievement_description_zh: str
    achievement_description_en: str
    criteria_zh: str
    criteria_en: str
    language: str
    template: str = ""
    status_list: str = ""
    status_index: int | None = None

    def __post_init__(self) -> None:
        _require(self.type in KINDS, "type")
        _require(self.language in LANGUAGES, "language")
        for name in _TEXTS_NEEDED:
            _require(bool(getattr(self, name).strip()), name)
        for name in ("certificate_id", "course_id"):
            _require(_is_uuid(getattr(self, name)), name)
        _require(self.hours.is_finite() and self.hours >= 0, "hours")
        _require(self.score is not None or not KINDS[self.type].needs_score, "score")
        _require(self.score is None or (self.score.is_finite() and 0 <= self.score <= 1), "score")
        _require(_is_utc_second(self.issued_at), "issued_at")
        _require(self.valid_until is None or _is_utc_second(self.valid_until), "valid_until")

    def to_json(self) -> str:
        """Give the same text for the same facts, with nothing rounded."""
        values = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "CertificateFacts":
        try:
            return cls(**_revived(json.loads(text)))
        except (TypeError, KeyError, AttributeError, InvalidOperation) as error:
            raise InvalidFacts(f"not the JSON of certificate facts: {error}") from error


def _require(holds: bool, name: str) -> None:
    if not holds:
        raise InvalidFacts(name)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_utc_second(moment: datetime) -> bool:
    return moment.tzinfo == UTC and moment.microsecond == 0


def _plain(value: object) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _revived(values: Mapping[str, Any]) -> dict[str, Any]:
    score, until = values["score"], values["valid_until"]
    return {
        **values,
        "hours": Decimal(values["hours"]),
        "score": None if score is None else Decimal(score),
        "completed_on": date.fromisoformat(values["completed_on"]),
        "issued_at": datetime.fromisoformat(values["issued_at"]),
        "valid_until": None if until is None else datetime.fromisoformat(until),
    }
