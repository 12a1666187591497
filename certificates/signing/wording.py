"""The words that a center puts on its certificates: named placeholders, nothing cleverer."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from certificates.signing.facts import CertificateFacts

_BRACED = re.compile(r"\{([^{}]*)\}")
# The center and its calendar days are in China, which has one time zone and no summer time.
CHINA = timezone(timedelta(hours=8))
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class UnknownPlaceholder(ValueError):
    """The text asks for something that certificates don't have; the message names it."""


class FactMissing(ValueError):
    """The text asks for a fact that this certificate lacks; the message names it."""


@dataclass(frozen=True, kw_only=True)
class TemplateText:
    """What a center edits: text in both languages and a few choices, never HTML."""

    title_zh: str
    title_en: str
    statement_zh: str
    statement_en: str
    signatory_name_zh: str
    signatory_name_en: str
    signatory_title_zh: str
    signatory_title_en: str
    footer_zh: str = ""
    footer_en: str = ""
    show_score: bool = False
    show_latin_name: bool = True
    valid_months: int | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "TemplateText":
        return cls(**json.loads(text))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield field name and text of all that placeholders may stand in."""
        for name, value in asdict(self).items():
            if isinstance(value, str):
                yield name, value


def fill(text: str, facts: CertificateFacts, language: str) -> str:
    """Replace each `{placeholder}`; refuse unknown ones, stray braces and missing facts."""
    _refuse_unknown(text)
    return _BRACED.sub(lambda match: _value(match[1], facts, language), text)


def problems(text: TemplateText) -> dict[str, str]:
    """Name the fields whose placeholders can't be filled, each with the offending word."""
    found = {}
    for name, value in text.texts():
        try:
            _refuse_unknown(value)
        except UnknownPlaceholder as error:
            found[name] = str(error)
    return found


def _refuse_unknown(text: str) -> None:
    for word in _BRACED.findall(text):
        if word not in PLACEHOLDERS:
            raise UnknownPlaceholder(word)
    if stray := re.search(r"[{}]", _BRACED.sub("", text)):
        raise UnknownPlaceholder(stray[0])


def _value(word: str, facts: CertificateFacts, language: str) -> str:
    value = PLACEHOLDERS[word](facts, language)
    if value is None:
        raise FactMissing(word)
    return value


def number(value: Decimal) -> str:
    """Print a decimal without needless zeros: 12, 12.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(score: Decimal) -> str:
    """Print a 0–1 score as a percentage with at most one place, rounded down: never flattered."""
    return number((score * 100).quantize(Decimal("0.1"), rounding="ROUND_DOWN")) + "%"


def long_date(day: date, language: str) -> str:
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def local_date(at: datetime) -> date:
    """Give the calendar day in China."""
    return at.astimezone(CHINA).date()


def name(facts: CertificateFacts, language: str) -> str:
    """Give the Latin name in English where there is one, else the legal name."""
    return facts.recipient_latin_name if _latin(facts, language) else facts.recipient_name


def _latin(facts: CertificateFacts, language: str) -> bool:
    return language == "en" and bool(facts.recipient_latin_name)


def course(facts: CertificateFacts, language: str) -> str:
    return facts.course_title_en if language == "en" else facts.course_title_zh


def _issuer(facts: CertificateFacts, language: str) -> str:
    return facts.issuer_name_en if language == "en" else facts.issuer_name_zh


def _score(facts: CertificateFacts, language: str) -> str | None:
    return None if facts.score is None else percent(facts.score)


PLACEHOLDERS: dict[str, Callable[[CertificateFacts, str], str | None]] = {
    "name": name,
    "course": course,
    "hours": lambda facts, _: number(facts.hours),
    "score": _score,
    "completed_on": lambda facts, language: long_date(facts.completed_on, language),
    "issuer": _issuer,
    "serial": lambda facts, _: facts.serial,
}
