"""A file of QTI, whatever its version: one item, or a package of them."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.exchange.identity import told_apart
from assessments.exchange.packages import (
    MANIFEST,
    Package,
    Resource,
    is_package,
    open_package,
)
from assessments.exchange.qti import enclosing
from assessments.exchange.qti.drafting import ITEM_TAGS, draft, source_of
from assessments.exchange.safe_xml import Element, Unreadable, parse_xml

_TESTS = frozenset({"assessmentTest", "qti-assessment-test"})


def read(data: bytes) -> Import:
    try:
        return _read_package(open_package(data)) if is_package(data) else _read_item(data)
    except Unreadable as fault:
        return Import(problems=(Problem("refused", "file", str(fault)),))


def _read_item(data: bytes) -> Import:
    root = parse_xml(data)
    if _name(root) not in ITEM_TAGS:
        raise Unreadable(f"a QTI item or package was expected, <{_name(root)}> was found")
    return Import(drafts=(draft(root),))


def _read_package(package: Package) -> Import:
    resources = package.resources()
    drafts = tuple(told_apart(_drafts(package, resources)))
    if not drafts and not package.problems:
        package.note(MANIFEST, "the package holds no QTI item")
    return Import(drafts=drafts, problems=tuple(package.problems))


def _drafts(package: Package, resources: list[Resource]) -> Iterator[ItemDraft]:
    listed = {resource.href: resource for resource in resources if _is_qti(resource)}
    for href, resource in listed.items():
        name = posixpath.normpath(unquote(href)) if href not in package.names else href
        yield from _from_file(package, name, resource)
    if not listed:
        for name in package.names:
            if name.lower().endswith(".xml") and name != MANIFEST:
                yield from _from_file(package, name, None)


def _from_file(package: Package, name: str, resource: Resource | None) -> Iterator[ItemDraft]:
    root = package.xml(name)
    if root is None:
        return
    if _name(root) in ITEM_TAGS:
        source = source_of(root)
        native = draft(root, posixpath.dirname(name))
        yield native if resource is None else enclosing.restored(native, source, resource.element)
    elif _name(root) in _TESTS:
        message = "the test itself was passed over: its questions come in one by one"
        package.problems.append(Problem("noted", name[:200], message))
    elif resource is not None:
        package.note(name, f"a QTI item was expected, <{_name(root)}> was found")


def _is_qti(resource: Resource) -> bool:
    return resource.type.startswith("imsqti_") and bool(resource.href)


def _name(root: Element) -> str:
    return str(etree.QName(root).localname)
