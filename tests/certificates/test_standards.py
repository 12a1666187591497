"""Every certificate is PDF/A-3a and PDF/UA-1 by a checker that isn't ours, and that sees."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import page as standards
import pikepdf
import pytest

from certificates.rendering import render
from certificates.signing import pades
from certificates.signing.kinds import KINDS
from tests.certificates import specimen
from tests.plumbing.tools import need

PROFILES = (standards.ValidationProfile.PDF_A_3A, standards.ValidationProfile.PDF_UA_1)

CERTIFICATES: dict[str, dict[str, Any]] = {
    **{f"{kind} in Chinese": {"type": kind} for kind in KINDS},
    **{f"{kind} in English": {"type": kind, "language": "en"} for kind in KINDS},
    "rare characters": {"recipient_name": "喆堃㛃𬭎", "recipient_latin_name": ""},
    "long names": {
        "language": "en",
        "recipient_name": "欧阳娜仁托娅·买买提阿卜杜拉·居马洪",
        "recipient_latin_name": "Nurmuhammad Abdurahman Alexander von Humboldt-Ouyang",
        "course_title_zh": "企业知识产权管理体系建设与商业秘密保护、"
        "员工发明奖酬及自由实施尽职调查高级研修班",
        "course_title_en": "Advanced seminar on building the enterprise intellectual-property "
        "management system: trade secrets, employee inventions and freedom-to-operate diligence",
    },
    "with an end": {"valid_until": datetime(2029, 11, 22, tzinfo=UTC), "hours": Decimal("120.5")},
}


@cache
def sealed(name: str) -> bytes:
    changes = CERTIFICATES[name]
    blank = render(specimen.facts(**changes), specimen.TEXT, specimen.enclosed(**changes))
    return pades.seal(blank, specimen.seal_key(), specimen.chain(), specimen.ISSUED_AT)


def broken_rules(pdf: bytes) -> set[str]:
    reports = [standards.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES]
    return {failure.rule_id for report in reports for failure in report.failures}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_every_certificate_meets_both_standards(name: str) -> None:
    assert broken_rules(sealed(name)) == set()


@pytest.mark.parametrize("name", CERTIFICATES)
def test_qpdf_finds_no_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(sealed(name))
    command = [need("qpdf"), "--check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "No syntax" in done.stdout) == (0, True)


# --- The checker sees what it should see: each of these breaks exactly the rule named. ----------

Damage = Callable[[pikepdf.Pdf], object]


def _without(name: str) -> Damage:
    return lambda pdf: pdf.Root.__delitem__(name)


def _without_all(name: str, **like: str) -> Damage:
    """Take an entry out of every object that is like this."""

    def damage(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            alike = isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)) and name in item
            if alike and all(item.get(f"/{key}") == value for key, value in like.items()):
                del item[name]

    return damage


def _metadata(old: bytes, new: bytes) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        written = pdf.Root.Metadata.read_bytes()
        assert old in written
        pdf.Root.Metadata.write(written.replace(old, new))

    return damage


def _with_script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = pdf.make_indirect(action)


DAMAGES: list[tuple[str, Damage]] = [
    ("PDFA3A-DEVICE-RGB-001", _without("/OutputIntents")),
    ("PDFA3A-FILE-SPEC-ASSOCIATION-001", _without("/AF")),
    ("PDFA3A-FILE-SPEC-AF-RELATIONSHIP-001", _without_all("/AFRelationship")),
    ("PDFA3A-EMBEDDED-FILE-MIME-001", _without_all("/Subtype", Type="/EmbeddedFile")),
    ("PDFA3A-STRUCT-TREE-ROOT-001", _without("/StructTreeRoot")),
    ("PDFA3A-TAGGED-DOCUMENT-001", _without("/MarkInfo")),
    ("PDFA3A-FONT-EMBEDDING-001", _without_all("/FontFile2")),
    ("PDFA3A-UNICODE-MAPPING-001", _without_all("/ToUnicode")),
    ("PDFA3A-METADATA-STRUCTURE-001", _without("/Metadata")),
    ("PDFA3A-ACTION-TYPE-001", _with_script),
    ("PDFA3A-ID-PART-001", _metadata(b"<pdfaid:part>3<", b"<pdfaid:part>9<")),
    ("PDFA3A-XMP-PROPERTY-DEFINITION-001", _metadata(b"pdfaExtension:schemas", b"dc:type")),
    ("PDFUA1-ID-PART-001", _metadata(b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    ("PDFUA1-TEXT-LANGUAGE-001", _without("/Lang")),
    ("PDFUA1-VIEWER-PREFERENCES-001", _without("/ViewerPreferences")),
    ("PDFUA1-FIGURE-ALTERNATIVE-TEXT-001", _without_all("/Alt", S="/Figure")),
    ("PDFUA1-FORM-FIELD-TU-ALT-001", _without_all("/TU")),
    ("PDFUA1-PAGE-TABS-001", _without_all("/Tabs")),
]


def damaged(damage: Damage) -> set[str]:
    with pikepdf.open(BytesIO(specimen.sealed())) as opened:
        damage(opened)
        out = BytesIO()
        # As it is: metadata that are packed would break a rule by themselves.
        opened.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return broken_rules(out.getvalue())


def test_saving_anew_breaks_the_signature_only() -> None:
    assert damaged(lambda _pdf: None) == {"PDFA3A-SIGNATURE-BYTERANGE-001"}


@pytest.mark.parametrize(("rule", "damage"), DAMAGES, ids=[rule for rule, _ in DAMAGES])
def test_damage_is_seen(rule: str, damage: Damage) -> None:
    assert rule in damaged(damage)
