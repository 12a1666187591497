"""Untrusted XML in, one vocabulary out: QTI 3's names become those of QTI 2, without namespaces."""

import re

from lxml import etree

from assessments.exchange.safe_xml import Element, Unreadable, parse_xml

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_PREFIX = "qti-"
_HYPHEN = re.compile(r"-([a-z0-9])")
# Written without a hyphen's capital in QTI 2.
_RENAMED = {"durationLt": "durationLT", "durationGte": "durationGTE"}


def normalize(root: Element) -> Element:
    """Change the names of a tree in place; HTML within it keeps its own."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        is_qti_3 = name.startswith(_PREFIX)
        element.tag = _camel(name.removeprefix(_PREFIX)) if is_qti_3 else name
        for attribute, value in list(element.attrib.items()):
            del element.attrib[attribute]
            plain = _attribute(str(attribute), is_qti_3=is_qti_3)
            if plain:
                element.set(plain, value)
    etree.strip_tags(root, etree.Comment, etree.PI)
    etree.cleanup_namespaces(root)
    return root


def read_item(data: bytes) -> Element:
    """One assessment item in QTI 2's names."""
    root = normalize(parse_xml(data))
    if root.tag != "assessmentItem":
        raise Unreadable(f"a QTI item was expected, <{root.tag}> was found")
    return root


def _attribute(name: str, *, is_qti_3: bool) -> str:
    if name == LANGUAGE:
        return "lang"
    if name.startswith("{"):
        return ""
    return _camel(name) if is_qti_3 and not name.startswith(("data-", "aria-")) else name


def _camel(name: str) -> str:
    joined = _HYPHEN.sub(lambda hyphen: hyphen.group(1).upper(), name)
    return _RENAMED.get(joined, joined)
