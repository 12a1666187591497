"""An item as a draft: recognized, or kept with the reason why not."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from assessments.exchange.checking import checked, unsupported
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.identity import source_id
from assessments.exchange.languages import guess
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.qti import items
from assessments.exchange.qti.documents import normalize
from assessments.exchange.qti.recognizing.recognizer import recognize
from assessments.exchange.qti.rendering import text_of
from assessments.exchange.qti.values import ProcessingUnsupported
from assessments.exchange.safe_xml import Element

ITEM_TAGS = frozenset({"assessmentItem", "qti-assessment-item"})

_LONGEST_NAME = 255
_LONGEST_STEM = 500


def draft(root: Element, folder: str = "") -> ItemDraft:
    """Of an item's root element as it was written; `folder` is where it lies in its package."""
    source, source_format = source_of(root), version(root)
    item = normalize(root)
    name = " ".join(item.get("title", "").split()) or item.get("identifier", "")
    name = name[:_LONGEST_NAME]
    notes = Notes(name or "item")
    files: tuple[str, ...] = ()
    mark = Decimal(1)
    try:
        definition, mark = recognize(items.read(item, folder, notes))
        files = files_of(definition)
    except (NotSupported, ProcessingUnsupported) as reason:
        notes.refused(f"kept, but can't be asked: {reason}")
        stem = text_of(item.find("itemBody"))[:_LONGEST_STEM]
        words = {guess(stem): stem.replace("<", "&lt;")} if stem else {}
        definition = unsupported(words, source_format, source, str(reason))
    made = ItemDraft(
        source_id=source_id(item.get("identifier", ""), name, definition.get("stem", {})),
        name=name,
        definition=definition,
        files=files,
        default_mark=mark,
    )
    return checked(made, source_format, source, notes)


def source_of(root: Element) -> str:
    return str(etree.tostring(root, encoding="unicode"))


def version(root: Element) -> str:
    namespace = str(root.tag).partition("}")[0]
    if "qtiasi_v3" in namespace or str(root.tag).endswith("qti-assessment-item"):
        return "qti30"
    return "qti22" if "v2p2" in namespace else "qti21"


def files_of(definition: Mapping[str, Any]) -> tuple[str, ...]:
    image = definition.get("image")
    return (str(image.get("reference", "")),) if isinstance(image, dict) else ()
