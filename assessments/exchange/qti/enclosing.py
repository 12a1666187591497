"""The exact copy of a question that travels in a package's manifest beside what others read."""

import hashlib
from dataclasses import replace

from assessments.exchange import exact
from assessments.exchange.checking import checked
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.notes import Notes
from assessments.exchange.qti.drafting import files_of, source_of
from assessments.exchange.safe_xml import Element, parse_xml

NAMESPACE = "urn:ip-training-center:question"
TAG = f"{{{NAMESPACE}}}exact"


def enclosed(wanted: ItemDraft, native: ItemDraft, source: str) -> str:
    """Empty where others' form of the question says all there is to say."""
    return exact.pack(wanted, native, _digest(source))


def restored(native: ItemDraft, source: str, resource: Element) -> ItemDraft:
    """The question as it was exported, unless the item was edited since."""
    found = resource.find(f".//{TAG}")
    if found is None or not found.text:
        return native
    notes = Notes(native.name or "item")
    copy = exact.unpack(found.text, native, _digest(source), notes)
    if copy is native:
        return replace(native, problems=(*native.problems, *notes.problems))
    copy = replace(copy, files=files_of(copy.definition))
    return checked(copy, str(copy.definition.get("source_format", "qti30")), source, notes)


def _digest(source: str) -> str:
    """Of the item, however it is declared and quoted."""
    return hashlib.sha256(source_of(parse_xml(source.encode())).encode()).hexdigest()[:16]
