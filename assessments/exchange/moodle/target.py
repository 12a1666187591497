"""Elements of a Moodle XML file in the making."""

from collections.abc import Mapping

from lxml import etree

from assessments.exchange.languages import join_braces, join_spans
from assessments.exchange.markup import to_plain
from assessments.exchange.safe_xml import Element, legal

Words = Mapping[str, str]


def element(name: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(name, {key: legal(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def value(name: str, text: str) -> Element:
    made = etree.Element(name)
    made.text = legal(text)
    return made


def wrapped(name: str, text: str, **attributes: str) -> Element:
    return element(name, value("text", text), **attributes)


def rich(name: str, text: Words, *more: Element, **attributes: str) -> Element:
    return element(name, value("text", join_spans(text)), *more, format="html", **attributes)


def plain(name: str, text: Words, *more: Element, **attributes: str) -> Element:
    words = join_braces({language: to_plain(part) for language, part in text.items()})
    return element(name, value("text", words), *more, **attributes)


def flag(name: str, *, on: bool) -> Element:
    return value(name, "true" if on else "false")
