"""Content packages from strangers."""

import io
import stat
import zipfile
from collections.abc import Mapping

import pytest

from assessments.exchange import packages, qti2, qti3
from assessments.exchange.drafts import Import
from assessments.exchange.packages import MANIFEST
from tests.assessments.exchange.qti.items import MATCH_CORRECT, choice, declared, item

ITEM = item(choice("A", "B"), declared(["A"]), MATCH_CORRECT)
TEST = '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t"/>'


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def manifest(*hrefs: str, kind: str = "imsqti_item_xmlv2p1") -> str:
    rows = "".join(f'<resource identifier="r" type="{kind}" href="{href}"/>' for href in hrefs)
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"<resources>{rows}</resources></manifest>"
    )


def told(found: Import) -> list[tuple[str, str]]:
    return [(problem.where, problem.message) for problem in found.problems]


def test_a_single_item_is_read() -> None:
    assert [draft.source_id for draft in qti2.read(ITEM.encode()).drafts] == ["grace"]


def test_what_the_manifest_lists_comes_in() -> None:
    files = {MANIFEST: manifest("my%20items/one.xml", "two.xml"), "two.xml": ITEM, "x.xml": ITEM}
    found = qti3.read(zipped({**files, "my items/one.xml": ITEM, "folder/": ""}))
    assert [draft.source_id for draft in found.drafts] == ["grace", "grace#2"]
    assert found.problems == ()


def test_images_are_found_from_the_items_folder() -> None:
    image = '<object data="../img/a.png" type="image/png" width="9" height="9"/>'
    places = '<hotspotChoice identifier="A" shape="circle" coords="5,5,2"/>'
    body = f'<hotspotInteraction responseIdentifier="RESPONSE">{image}{places}</hotspotInteraction>'
    source = item(body, declared(["A"]), MATCH_CORRECT)
    found = qti2.read(zipped({MANIFEST: manifest("items/a.xml"), "items/a.xml": source}))
    assert [draft.files for draft in found.drafts] == [("img/a.png",)]


def test_a_missing_file_leaves_the_rest() -> None:
    found = qti2.read(zipped({MANIFEST: manifest("gone.xml", "a.xml"), "a.xml": ITEM}))
    assert len(found.drafts) == 1
    assert told(found) == [("gone.xml", "the file is not in the package")]


def test_a_broken_manifest_leaves_the_items() -> None:
    found = qti2.read(
        zipped({MANIFEST: "<manifest>", "a.xml": ITEM, "b.txt": "x", "c.xml": "<c/>"})
    )
    assert len(found.drafts) == 1
    ((where, message),) = told(found)
    assert where == MANIFEST
    assert "not well-formed" in message


def test_a_package_without_manifest_says_so() -> None:
    found = qti2.read(zipped({"a.xml": ITEM}))
    assert len(found.drafts) == 1
    assert told(found) == [(MANIFEST, "the file is not in the package")]


def test_a_package_without_items_says_so() -> None:
    found = qti2.read(zipped({MANIFEST: manifest("page.html", kind="webcontent")}))
    assert told(found) == [(MANIFEST, "the package holds no QTI item")]


def test_tests_are_passed_over_with_a_word() -> None:
    files = {MANIFEST: manifest("t.xml", "a.xml", "b.xml"), "t.xml": TEST, "a.xml": ITEM}
    found = qti2.read(zipped({**files, "b.xml": "<other/>"}))
    assert len(found.drafts) == 1
    assert told(found) == [
        ("t.xml", "the test itself was passed over: its questions come in one by one"),
        ("b.xml", "a QTI item was expected, <other> was found"),
    ]


def test_a_broken_item_leaves_the_rest() -> None:
    files = {MANIFEST: manifest("a.xml", "b.xml"), "a.xml": "<broken", "b.xml": ITEM}
    found = qti2.read(zipped(files))
    assert len(found.drafts) == 1
    assert "not well-formed" in told(found)[0][1]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed"),
        (b"<html/>", "a QTI item or package was expected, <html> was found"),
        (b"PK nothing of the kind", "not a readable zip package"),
        (b"<!DOCTYPE a><a/>", "document type declaration"),
        (
            b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;&c;&c;</a>',
            "document type declaration",
        ),
        (b"<a>" * 5000 + b"</a>" * 5000, "not well-formed"),
        (b" " * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_qti_is_refused(data: bytes, message: str) -> None:
    found = qti2.read(data)
    assert found.drafts == ()
    ((where, why),) = told(found)
    assert where == "file"
    assert message in why


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "a/../../b.xml", "/etc/a.xml", "c:/a.xml", "..\\a.xml", "a\\b.xml"],
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    packed = zipped({MANIFEST: manifest("b.xml"), "b.xml": ITEM, "name.xml": ITEM})
    filler = name.ljust(8, "x")[:8] if len(name) <= 8 else None
    data = packed.replace(b"name.xml", filler.encode()) if filler else zipped({name: ITEM})
    found = qti2.read(data)
    assert "the name leads out of the package" in dict(told(found)).values()


def test_links_and_packages_within_are_not_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.ZIP", zipped({"a.xml": ITEM}))
        archive.writestr(MANIFEST, manifest("link.xml", "inner.ZIP"))
    found = qti2.read(packed.getvalue())
    assert found.drafts == ()
    assert told(found)[:2] == [
        ("link.xml", "a link in place of a file"),
        ("inner.ZIP", "a package within the package is not opened"),
    ]


def test_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"zeros.xml": b"\0" * (4 * 1024 * 1024)})
    assert "suspiciously tightly" in told(qti2.read(bomb))[0][1]
    monkeypatch.setattr(packages, "MAX_TOTAL", 10)
    assert "unpacks to more" in told(qti2.read(zipped({"a.xml": ITEM})))[0][1]
    monkeypatch.setattr(packages, "MAX_FILES", 1)
    assert "more than 1 files" in told(qti2.read(zipped({"a": "", "b": ""})))[0][1]
    monkeypatch.setattr(packages, "MAX_PACKAGE", 10)
    assert "larger than 50 MB" in told(qti2.read(zipped({"a.xml": ITEM})))[0][1]


def test_a_large_file_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_BYTES", len(manifest("a.xml")))
    found = qti2.read(zipped({MANIFEST: manifest("a.xml"), "a.xml": ITEM}))
    assert told(found) == [("a.xml", "the file is larger than 20 MB")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused() -> None:
    packed = zipped({"a.xml": ITEM, "b.xml": ITEM}).replace(b"b.xml", b"a.xml")
    assert "two files of the same name" in told(qti2.read(packed))[0][1]


def test_damaged_files_are_named() -> None:
    packed = bytearray(zipped({MANIFEST: manifest("a.xml"), "a.xml": ITEM}, zipfile.ZIP_STORED))
    place = packed.index(b"Grace period")
    packed[place : place + 5] = b"Other"
    found = qti2.read(bytes(packed))
    assert told(found) == [("a.xml", "the file can't be unpacked")]
