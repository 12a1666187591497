"""The formats that question banks come in and go out in."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from assessments.exchange import aiken, cloze, gift, moodle_xml, multianswer, qti2, qti3, sheets
from assessments.exchange.decoding import beginning
from assessments.exchange.drafts import Import, ItemDraft
from assessments.exchange.packages import MANIFEST

Reader = Callable[[bytes], Import]
Writer = Callable[[Iterable[ItemDraft]], bytes]


@dataclass(frozen=True)
class Format:
    """`label` is its own name, the same in every language; without a writer it only comes in."""

    key: str
    label: str
    extensions: tuple[str, ...]
    reader: Reader
    writer: Writer | None = None


FORMATS = {
    each.key: each
    for each in (
        Format("moodle_xml", "Moodle XML", (".xml",), moodle_xml.read, moodle_xml.write),
        Format("gift", "GIFT", (".gift", ".txt"), gift.read, gift.write),
        Format("aiken", "Aiken", (".txt",), aiken.read),
        Format("multianswer", "Moodle Cloze", (".txt",), multianswer.read),
        Format("sheet", "Excel", (".xlsx",), sheets.read),
        Format("qti2", "QTI 2.1 / 2.2", (".zip", ".xml"), qti2.read),
        Format("qti3", "QTI 3.0", (".zip", ".xml"), qti3.read, qti3.write),
    )
}
# Document elements that tell a format.
_ROOTS = {
    "quiz": "moodle_xml",
    "question": "moodle_xml",
    "assessmentItem": "qti2",
    "assessmentTest": "qti2",
    "qti-assessment-item": "qti3",
    "qti-assessment-test": "qti3",
}

_ZIP = b"PK\x03\x04"
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
# Enough of a file to tell what it is.
_SAMPLE = 20_000


def detect(name: str, data: bytes) -> Format | None:
    """The format that the content looks like, then what the name ends in."""
    key = _zipped(data) if data.startswith(_ZIP) else _written(data)
    if key in FORMATS:
        return FORMATS[key]
    ending = f".{name.rpartition('.')[2].lower()}"
    return next((each for each in FORMATS.values() if ending in each.extensions), None)


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if MANIFEST not in names:
                return "sheet" if "xl/workbook.xml" in names else ""
            with archive.open(MANIFEST) as manifest:
                head = manifest.read(_SAMPLE)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError):
        return ""
    return "qti3" if b"v3p0" in head else "qti2"


def _written(data: bytes) -> str:
    text = beginning(data, _SAMPLE)
    root = _ROOT.search(text) if text.lstrip().startswith("<") else None
    return _ROOTS.get(root.group(1), "") if root else _typed(text)


def _typed(text: str) -> str:
    if aiken.is_aiken(text):
        return "aiken"
    if cloze.START.search(text) and "::" not in text:
        return "multianswer"
    return "gift" if "{" in text or "::" in text else ""
