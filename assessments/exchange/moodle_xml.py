"""Moodle XML: question banks in and out."""

from collections.abc import Iterable, Iterator

from lxml import etree

from assessments.exchange.categories import category_of, path_of
from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.exchange.identity import told_apart
from assessments.exchange.moodle import target
from assessments.exchange.moodle.questions import read_question, write_question
from assessments.exchange.safe_xml import Element, Unreadable, parse_xml

MAX_QUESTIONS = 10_000


def read(data: bytes) -> Import:
    try:
        root = parse_xml(data)
    except Unreadable as fault:
        return _refused(str(fault))
    if root.tag == "question":
        root = target.element("quiz", root)
    if root.tag != "quiz":
        return _refused(f"<{str(root.tag)[:40]}> is not the <quiz> of a question bank")
    found = list(_questions(root))
    if len(found) > MAX_QUESTIONS:
        return _refused(f"more than {MAX_QUESTIONS} questions in one file")
    drafts = (
        read_question(element, category, place)
        for place, (element, category) in enumerate(found, 1)
    )
    used = {category for _, category in found}
    return Import(tuple(told_apart(drafts)), tuple(_lost(root, used)))


def write(drafts: Iterable[ItemDraft]) -> bytes:
    """What Moodle can't hold travels in an element that it passes over."""
    root = etree.Element("quiz")
    category: tuple[str, ...] = ()
    for draft in drafts:
        if draft.category != category:
            category = draft.category
            root.append(_category(category))
        root.append(write_question(draft))
    root.text = "\n"
    for element in root:
        element.tail = "\n"
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _questions(root: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Each question with the category that was last named before it."""
    category: tuple[str, ...] = ()
    for element in root.iterchildren("question"):
        if element.get("type") == "category":
            category = _named(element)
        else:
            yield element, category


def _named(element: Element) -> tuple[str, ...]:
    """Its path stands in a <text>; in files of old, without."""
    path = element.findtext("category/text") or element.findtext("category") or ""
    return category_of(path)


def _lost(root: Element, used: set[tuple[str, ...]]) -> Iterator[Problem]:
    """Categories come in with their questions: what else is said about them is lost."""
    for element in root.iterfind("question[@type='category']"):
        category = _named(element)
        where = " / ".join(category) or "file"
        if (element.findtext("info/text") or "").strip():
            yield Problem("noted", where, "the description of a category was left out")
        if category and not any(path[: len(category)] == category for path in used):
            yield Problem("noted", where, "a category without questions was left out")


def _category(category: tuple[str, ...]) -> Element:
    named = target.wrapped("category", path_of(category))
    return target.element("question", named, type="category")


def _refused(reason: str) -> Import:
    return Import(problems=(Problem("refused", "file", reason),))
