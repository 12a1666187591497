"""Read the JSON of a definition: each reader gives the value, or names the field and the fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

Data = Mapping[str, Any]


class InvalidDefinition(ValueError):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True)
class Text:
    """What an author wrote in either language; whichever is missing is shown in the other."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    @property
    def languages(self) -> list[Language]:
        return [language for language in LANGUAGES if getattr(self, language)]

    def in_language(self, language: Language) -> str:
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


def only(data: Data, allowed: frozenset[str], field: str = "") -> None:
    """Refuse a field that nobody reads: it is a misspelling of one that somebody does."""
    for name in data:
        if name not in allowed:
            raise InvalidDefinition(_join(field, str(name)), "unknown field")


def mapping(value: object, field: str) -> Data:
    if not isinstance(value, Mapping):
        raise InvalidDefinition(field, "must be an object")
    return value


def rows(
    data: Data, field: str, *, at_least: int, at_most: int | None = None
) -> Sequence[tuple[str, Data]]:
    """The objects of a list, each with the name of its place in it."""
    value = data.get(field)
    if not isinstance(value, list | tuple):
        raise InvalidDefinition(field, "must be a list")
    if len(value) < at_least:
        raise InvalidDefinition(field, f"needs at least {at_least}")
    if at_most is not None and len(value) > at_most:
        raise InvalidDefinition(field, f"takes {at_most} at most")
    named = [(f"{field}[{index}]", row) for index, row in enumerate(value)]
    return [(name, mapping(row, name)) for name, row in named]


def text(data: Data, name: str, field: str = "", *, required: bool = False) -> Text:
    path = _join(field, name)
    value = mapping(data.get(name) or {}, path)
    only(value, frozenset(LANGUAGES), path)
    for language in value:
        if not isinstance(value[language], str):
            raise InvalidDefinition(_join(path, language), "must be text")
    found = Text(**{language: written.strip() for language, written in value.items()})
    if required and not found:
        raise InvalidDefinition(path, "is missing")
    return found


def string(data: Data, name: str, field: str = "") -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidDefinition(_join(field, name), "must be text")
    return value


def flag(data: Data, name: str, field: str = "", *, default: bool | None = None) -> bool:
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise InvalidDefinition(_join(field, name), "must be true or false")
    return value


def integer(data: Data, name: str, field: str = "", *, default: int, at_least: int = 0) -> int:
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidDefinition(_join(field, name), "must be a whole number")
    if value < at_least:
        raise InvalidDefinition(_join(field, name), f"must be at least {at_least}")
    return value


def choice(data: Data, name: str, allowed: Sequence[str], field: str = "", *, default: str) -> str:
    value = data.get(name, default)
    if not isinstance(value, str) or value not in allowed:
        raise InvalidDefinition(_join(field, name), f"must be one of {', '.join(allowed)}")
    return value


def decimal(data: Data, name: str, field: str = "", *, default: str | None = None) -> Decimal:
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InvalidDefinition(_join(field, name), "must be a number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InvalidDefinition(_join(field, name), "must be a number") from None
    if not number.is_finite():
        raise InvalidDefinition(_join(field, name), "must be a finite number")
    return number


def fraction(data: Data, field: str) -> Decimal:
    """The part of the mark that an answer is worth; any decimal, not only the ones Moodle lists."""
    return between(data, "fraction", field, low=-1)


def between(
    data: Data, name: str, field: str = "", *, low: int, default: str | None = None
) -> Decimal:
    """A number from `low` to 1."""
    value = decimal(data, name, field, default=default)
    if not low <= value <= 1:
        raise InvalidDefinition(_join(field, name), f"must lie between {low} and 1")
    return value


def refuse_twins(values: Iterable[object], field: str, name: str) -> None:
    """Refuse rows of a list that learners, or the definition itself, couldn't tell apart."""
    seen: set[object] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise InvalidDefinition(f"{field}[{index}].{name}", "stands twice")
        seen.add(value)


def _join(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name
