"""XML from strangers: no entities, no DTD, no network, bounded in size."""

from typing import Any

from lxml import etree

Element = Any

MAX_BYTES = 20 * 1024 * 1024


class Unreadable(ValueError):
    """The message says what is wrong with the file."""


def parse_xml(data: bytes) -> Element:
    if len(data) > MAX_BYTES:
        raise Unreadable("the file is larger than 20 MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        raise Unreadable(f"not well-formed XML: {fault}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("a document type declaration is not accepted")
    return root


def legal(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return "".join(letter for letter in text if _is_legal(ord(letter)))


def _is_legal(code: int) -> bool:
    if code < 0x20:
        return code in {0x09, 0x0A, 0x0D}
    return not (0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF})
