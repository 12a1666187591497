"""Two languages in one string: Moodle's multilang filters, read and written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from assessments.exchange.notes import Notes

Rich = dict[str, str]
Convert = Callable[[str], str]

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CODES = {"zh": "zh_cn", "en": "en"}
_MARK = re.compile(
    r"<span\b(?P<span>[^<>]*)>|(?P<span_end></span\s*>)"
    r"|\{\s*mlang\s+(?P<braces>[\w,\- ]+)\}|(?P<braces_end>\{\s*mlang\s*\})",
    re.IGNORECASE,
)
_LANG = re.compile(r"""\b(?:xml:)?lang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_MULTILANG = re.compile(r"""\bclass\s*=\s*["']?multilang\b""", re.IGNORECASE)


@dataclass
class _Group:
    """Variants of the same words; outside of groups words hold for every language."""

    variants: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    @property
    def languages(self) -> set[str]:
        return {language for languages, _ in self.variants for language in languages}

    def variant(self, language: str) -> str:
        for wanted in (language, "other"):
            for languages, text in self.variants:
                if wanted in languages:
                    return text
        return self.variants[0][1]


def guess(text: str) -> str:
    return "zh" if _HAN.search(text) else "en"


def split(text: str, notes: Notes) -> Rich:
    """The text in each of our languages; without marks the script decides which one it is."""
    pieces = _pieces(text)
    found = set().union(*(piece.languages for piece in pieces if isinstance(piece, _Group)))
    for other in sorted(found - {"zh", "en", "other"}):
        notes.approximated(f"the text in the language {other} was left out")
    wanted = _wanted(found)
    if not wanted:
        whole = _joined(pieces, "other")
        return {guess(whole): whole} if whole.strip() else {}
    return {language: _joined(pieces, language) for language in wanted}


def rich(text: str, convert: Convert, notes: Notes) -> Rich:
    """Split, then convert each language by itself; what is empty is left out."""
    converted = {name: convert(part) for name, part in split(text, notes).items()}
    return {name: part for name, part in converted.items() if part}


def join_spans(text: Mapping[str, str]) -> str:
    return _join(text, '<span lang="{code}" class="multilang">{text}</span>')


def join_braces(text: Mapping[str, str]) -> str:
    return _join(text, "{{mlang {code}}}{text}{{mlang}}")


def _join(text: Mapping[str, str], template: str) -> str:
    given = {language: text[language] for language in _CODES if text.get(language)}
    if not given:
        return ""
    language, only = next(iter(given.items()))
    if len(given) == 1 and guess(only) == language:
        return only
    marked = (template.format(code=_CODES[name], text=part) for name, part in given.items())
    return "".join(marked)


def _wanted(found: set[str]) -> list[str]:
    if "other" in found and found & {"zh", "en"}:
        return ["zh", "en"]
    return [language for language in ("zh", "en") if language in found]


def _joined(pieces: list[str | _Group], language: str) -> str:
    return "".join(
        piece.variant(language) if isinstance(piece, _Group) else piece for piece in pieces
    )


def _pieces(text: str) -> list[str | _Group]:
    """Neighbors with nothing but white space between them are variants of each other."""
    pieces: list[str | _Group] = []
    space = ""
    group: _Group | None = None
    for languages, part in _runs(text):
        if languages:
            if group is None:
                group = _Group()
                pieces.append(group)
            group.variants.append((languages, part))
            space = ""
        elif group and not part.strip():
            space = part
        else:
            pieces.append(part)
            group = None
    return [*pieces, space] if space else pieces


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Stretches of text, each with the languages that it is marked for; plain ones have none."""
    start = inside = depth = 0
    opened: tuple[str, ...] = ()
    ending = ""
    for mark in _MARK.finditer(text):
        if not opened:
            opened = _languages(mark)
            if opened:
                yield from _plain(text[start : mark.start()])
                inside, depth = mark.end(), 0
                ending = "span_end" if mark.group("span") is not None else "braces_end"
        elif mark.group("span") is not None and ending == "span_end":
            depth += 1
        elif mark.group(ending):
            if depth == 0:
                yield opened, text[inside : mark.start()]
                start, opened = mark.end(), ()
            depth -= 1
    yield from _plain(text[inside if opened else start :])


def _plain(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if text:
        yield (), text


def _languages(mark: re.Match[str]) -> tuple[str, ...]:
    attributes = mark.group("span")
    if attributes is None:
        named = (mark.group("braces") or "").split(",")
        return tuple(_ours(name.strip()) for name in named if name.strip())
    lang = _LANG.search(attributes)
    return (_ours(lang.group(1)),) if lang and _MULTILANG.search(attributes) else ()


def _ours(code: str) -> str:
    first = code.lower().replace("-", "_").partition("_")[0]
    return first if first in {"zh", "en", "other"} else code.lower()
