"""A content package of items: a manifest, and for each question the exact copy beside it."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.exchange.drafts import ItemDraft
from assessments.exchange.packages import MANIFEST
from assessments.exchange.qti import enclosing
from assessments.exchange.qti.drafting import ITEM_TAGS, draft, source_of, version
from assessments.exchange.qti.writing import items
from assessments.exchange.qti.writing.elements import attribute, words
from assessments.exchange.qti.writing.identifiers import identifiers
from assessments.exchange.safe_xml import Unreadable, parse_xml

_NAMESPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_TYPES = {
    "qti30": "imsqti_item_xmlv3p0",
    "qti22": "imsqti_item_xmlv2p2",
    "qti21": "imsqti_item_xmlv2p1",
}
_FOLDER = "items"
# The first day that a zip file can name: the same questions make the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Entry:
    identifier: str
    name: str
    type: str
    source: str
    exact: str


def write(drafts: Iterable[ItemDraft]) -> bytes:
    named = _numbered(drafts)
    names = identifiers(named, "I")
    entries = [
        _entry(each, names[identifier], place)
        for place, (identifier, each) in enumerate(named.items(), 1)
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ((MANIFEST, _manifest(entries)), *((e.name, e.source) for e in entries)):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return packed.getvalue()


def _numbered(drafts: Iterable[ItemDraft]) -> Mapping[str, ItemDraft]:
    """By source id; the same one twice gets a number."""
    named: dict[str, ItemDraft] = {}
    for each in drafts:
        identifier = each.source_id
        while identifier in named:
            identifier += "_"
        named[identifier] = each
    return named


def _entry(wanted: ItemDraft, identifier: str, place: int) -> Entry:
    source = _original(wanted) or items.write(wanted, identifier)
    root = parse_xml(source.encode())
    kind = version(root)
    native = draft(root, _FOLDER)
    return Entry(
        identifier=f"R{place}",
        name=f"{_FOLDER}/{place}.xml",
        type=_TYPES[kind],
        source=source,
        exact=enclosing.enclosed(wanted, native, source),
    )


def _original(wanted: ItemDraft) -> str:
    """What came in as an item that we don't have goes out as it came."""
    source = str(wanted.definition.get("source", ""))
    try:
        root = parse_xml(source.encode(errors="replace"))
    except Unreadable:
        return ""
    return source_of(root) if str(root.tag).rpartition("}")[2] in ITEM_TAGS else ""


def _manifest(entries: Iterable[Entry]) -> str:
    resources = "".join(_resource(entry) for entry in entries)
    schema = "<schema>QTI Package</schema><schemaversion>3.0.0</schemaversion>"
    return (
        f'<manifest xmlns="{_NAMESPACE}" identifier="questions"><metadata>{schema}</metadata>'
        f"<organizations/><resources>{resources}</resources></manifest>"
    )


def _resource(entry: Entry) -> str:
    copy = f'<ip:exact xmlns:ip="{enclosing.NAMESPACE}">{words(entry.exact)}</ip:exact>'
    metadata = f"<metadata>{copy}</metadata>" if entry.exact else ""
    return (
        f'<resource identifier="{entry.identifier}" type="{entry.type}"'
        f' href="{attribute(entry.name)}">{metadata}<file href="{attribute(entry.name)}"/>'
        "</resource>"
    )
