"""One <question> of Moodle XML as a draft, and a draft as one <question>."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from assessments.exchange import exact
from assessments.exchange.building import Json
from assessments.exchange.categories import category_of, path_of
from assessments.exchange.checking import checked, unsupported
from assessments.exchange.decimals import plain
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.identity import source_id
from assessments.exchange.moodle import calculated, choices, gaps, others, sets, target, typed
from assessments.exchange.moodle.shared import (
    read_mark,
    read_shared,
    read_stem,
    read_tags,
    write_shared,
)
from assessments.exchange.moodle.source import Source
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.safe_xml import Element, Unreadable, parse_xml

FORMAT = "moodle_xml"
# Moodle passes over elements that it does not know.
EXACT = "exact-copy"

READERS: Mapping[str, Callable[[Source], Json]] = {
    "multichoice": choices.read_multichoice,
    "multichoiceset": choices.read_set,
    "oumultiresponse": choices.read_ou,
    "truefalse": choices.read_truefalse,
    "shortanswer": typed.read_shortanswer,
    "numerical": typed.read_numerical,
    "matching": sets.read_matching,
    "match": sets.read_matching,
    "ordering": sets.read_ordering,
    "essay": others.read_essay,
    "description": others.read_description,
    "cloze": gaps.read_cloze,
    "multianswer": gaps.read_cloze,
    "gapselect": gaps.read_gapselect,
    "ddwtos": gaps.read_ddwtos,
    "calculated": calculated.read_calculated,
    "calculatedsimple": calculated.read_calculated,
    "calculatedmulti": calculated.read_calculatedmulti,
}
WRITERS: Mapping[str, tuple[str, Callable[[Json], Iterable[Element]]]] = {
    "single_choice": ("multichoice", choices.write_choice),
    "multiple_response": ("multichoice", choices.write_choice),
    "true_false": ("truefalse", choices.write_truefalse),
    "short_answer": ("shortanswer", typed.write_shortanswer),
    "numeric": ("numerical", typed.write_numerical),
    "matching": ("matching", sets.write_matching),
    "ordering": ("ordering", sets.write_ordering),
    "essay": ("essay", others.write_essay),
    "fill_in": ("cloze", others.write_description),
    "calculated": ("calculated", calculated.write_calculated),
}
# Types that Moodle has not go out as a description beside which the exact copy stands.
_FALLBACK = ("description", others.write_description)


def read_question(element: Element, category: tuple[str, ...], place: int) -> ItemDraft:
    copy = element.find(EXACT)
    if copy is not None:
        element.remove(copy)
    source = Source(element, Notes(f"question {place}"), _text_format(element))
    name = source.value("name")
    source.notes.where = f"question {place}: {name[:100]}" if name else f"question {place}"
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    draft = _native(source, category, name, written)
    if copy is not None:
        draft = exact.unpack(copy.text or "", draft, _digest(element), source.notes)
    return checked(draft, FORMAT, written, source.notes)


def write_question(draft: ItemDraft) -> Element:
    element = _written(draft)
    # What a reader gets is what stands in the file, not what was meant to.
    element = parse_xml(etree.tostring(element))
    native = read_question(element, category_of(path_of(draft.category)), 1)
    copy = exact.pack(draft, native, _digest(element))
    if copy:
        element.append(target.value(EXACT, copy))
    return element


def _native(source: Source, category: tuple[str, ...], name: str, written: str) -> ItemDraft:
    stem = read_stem(source, name)
    try:
        read = READERS.get(source.attribute("type"), others.without_counterpart)(source)
        # A fill-in has made its stem itself.
        definition = {"stem": stem, **read, **read_shared(source, read["type"])}
    except NotSupported as refusal:
        source.notes.refused(f"kept, but can't be asked: {refusal}")
        definition = unsupported(stem, FORMAT, written, str(refusal))
    return ItemDraft(
        source_id=source_id(source.value("idnumber"), name, stem),
        name=name,
        definition=definition,
        category=category,
        tags=read_tags(source),
        default_mark=read_mark(source, definition),
    )


def _written(draft: ItemDraft) -> Element:
    definition = exact.tidy(draft.definition)
    if definition["type"] == "unsupported":
        kept = _kept(definition)
        if kept is not None:
            return kept
    kind, write = WRITERS.get(definition["type"], _FALLBACK)
    element = target.element("question", target.wrapped("name", draft.name), type=kind)
    element.append(_question_text(definition))
    element.append(target.rich("generalfeedback", definition.get("explanation", {})))
    element.append(target.value("defaultgrade", plain(draft.default_mark)))
    element.append(target.value("idnumber", draft.source_id))
    element.extend(write_shared(definition))
    element.extend(write(definition))
    if draft.tags:
        tags = (target.wrapped("tag", tag) for tag in draft.tags)
        element.append(target.element("tags", *tags))
    # Readable; what is kept of others stays as it came.
    etree.indent(element)
    return element


def _question_text(definition: Json) -> Element:
    if definition["type"] == "fill_in":
        return gaps.write_cloze(definition)
    return target.rich("questiontext", definition.get("stem", {}))


def _kept(definition: Json) -> Element | None:
    """The source of a question that came from Moodle, as it came."""
    if definition.get("source_format") != FORMAT:
        return None
    try:
        element = parse_xml(definition["source"].encode())
    except Unreadable:
        return None
    return element if element.tag == "question" else None


def _digest(element: Element) -> str:
    """Of everything but white space between elements, and but the exact copy."""
    seen = hashlib.sha256()
    for part in element.iter("*"):
        attributes = sorted(part.attrib.items())
        seen.update(repr((part.tag, attributes, (part.text or "").strip())).encode())
    return seen.hexdigest()


def _text_format(element: Element) -> str:
    """Texts that name no format are in that of the question text."""
    text_format: str = element.xpath("string(questiontext/@format)")
    return text_format or "html"
