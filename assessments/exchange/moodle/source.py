"""One element of a Moodle XML file, read through the notes of its question."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from assessments.exchange import languages, markup
from assessments.exchange.decimals import number
from assessments.exchange.languages import Rich
from assessments.exchange.notes import Notes
from assessments.exchange.safe_xml import Element

Json = dict[str, Any]

_TRUE = {"true", "1", "yes"}


class Source:
    def __init__(self, element: Element, notes: Notes, text_format: str = "html") -> None:
        self.element = element
        self.notes = notes
        # What texts are written in where they don't say.
        self.text_format = text_format

    def all(self, path: str) -> list["Source"]:
        return [self._child(child) for child in self.element.iterfind(path)]

    def one(self, path: str) -> "Source | None":
        found = self.element.find(path)
        return None if found is None else self._child(found)

    def has(self, path: str) -> bool:
        return self.element.find(path) is not None

    def attribute(self, name: str) -> str:
        value: str = self.element.get(name, "")
        return value.strip()

    def value(self, path: str = ".", default: str = "") -> str:
        """The words of an element, in a <text> of its own or not."""
        found = self.element.find(path)
        if found is None:
            return default
        words = found.find("text")
        text: str = (found if words is None else words).text or ""
        return text.strip()

    def flag(self, path: str, *, default: bool) -> bool:
        value = self.value(path)
        return value.lower() in _TRUE if value else default

    def number(self, path: str, default: str) -> Decimal:
        value = self.value(path)
        read = number(value) if value else None
        if value and read is None:
            self.notes.approximated(f"<{path}> is not a number: {default} was taken")
        return Decimal(default) if read is None else read

    def rich(self, path: str = ".") -> Rich:
        """A text in its languages, as clean HTML."""
        found = self.element.find(path)
        if found is None:
            return {}
        for file in found.iterfind("file"):
            self.notes.approximated(f"the file {file.get('name', '')[:200]} was left out")
        return languages.rich(self.value(path), self.conversion(path), self.notes)

    def conversion(self, path: str) -> languages.Convert:
        """How the words of an element become HTML."""
        found = self.element.find(path)
        named = None if found is None else found.get("format")
        convert = CONVERSIONS.get(named or self.text_format, markup.from_html)
        return partial(convert, notes=self.notes)

    def plain(self, path: str = ".") -> Rich:
        """A text that holds no markup, made HTML."""
        return languages.rich(self.value(path), markup.from_plain, self.notes)

    def _child(self, element: Element) -> "Source":
        return Source(element, self.notes, self.text_format)


def _plain_text(text: str, notes: Notes) -> str:
    return markup.from_plain(text)


CONVERSIONS: Mapping[str, Callable[..., str]] = {
    "html": markup.from_html,
    "moodle_auto_format": markup.from_lines,
    "plain_text": _plain_text,
    "markdown": markup.from_markdown,
}
