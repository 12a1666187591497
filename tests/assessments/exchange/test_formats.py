"""Which format is it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from assessments.exchange import sheets
from assessments.exchange.drafts import Import
from assessments.exchange.formats import FORMATS, detect

AIKEN = "Q\nA) a\nB) b\nANSWER: A\n"


def zipped(name: str, content: bytes = b"<x/>") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.xml", b'<?xml version="1.0"?><!-- c --><quiz></quiz>', "moodle_xml"),
        ("a.txt", b"\n<quiz></quiz>", "moodle_xml"),
        ("a.xml", b"<question type='essay'/>", "moodle_xml"),
        ("a.txt", "<quiz/>".encode("utf-16"), "moodle_xml"),
        ("a.xml", b'<assessmentItem xmlns="x"/>', "qti2"),
        ("a.xml", b"<other/>", "moodle_xml"),
        ("a.txt", b"::Q::Sun?{T}", "gift"),
        ("a.txt", b"Match {1:SA:=x}", "multianswer"),
        ("a.txt", AIKEN.encode(), "aiken"),
        ("a.txt", "题\nA．甲\nB．乙\n答案：A\n".encode("gb18030"), "aiken"),
        ("a.txt", ("长" * 20_000 + "{T}").encode(), "gift"),
        ("a.gift", b"only words", "gift"),
        ("a.unknown", b"only words", None),
        ("a", b"", None),
        ("a.xlsx", sheets.template(), "sheet"),
        ("a.zip", zipped("imsmanifest.xml"), "qti2"),
        ("a.zip", zipped("imsmanifest.xml", b"<x a='imsqti_item_xmlv3p0'/>"), "qti3"),
        ("a.zip", zipped("other.xml"), "qti2"),
        ("a.xml", b"<qti-assessment-item/>", "qti3"),
        ("a.xlsx", b"PK\x03\x04broken", "sheet"),
    ],
)
def test_the_content_tells_then_the_name(name: str, data: bytes, key: str | None) -> None:
    found = detect(name, data)
    assert (found.key if found else None) == key


def test_every_format_refuses_noise_without_raising() -> None:
    for each in FORMATS.values():
        for data in (b"", b"\x00\xff\xfe", b"PK\x03\x04", b"<", b"\xff\xfe\x00\xd8"):
            assert isinstance(each.reader(data), Import)
