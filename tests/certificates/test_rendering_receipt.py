"""The receipt of a checked list: archivable, accessible, sealed, with its result attached."""

import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import page as standards
import pikepdf
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.layout import receipt
from certificates.rendering import Enclosed, Receipt, render_receipt
from certificates.signing import pades
from tests.certificates import specimen
from tests.plumbing.tools import need

RESULT = "﻿状态,行\r\n有效,1\r\n".encode()
EMPTY = Enclosed(b"")
RECEIPT = Receipt(
    receipt_id="6f1c9f5e-7a43-4f5e-8f0e-0f3a3b1d2c11",
    language="zh-hans",
    issuer_name_zh="长春知识产权培训中心",
    issuer_name_en="Changchun Intellectual Property Training Center",
    asked_by="杜若岚（吉林光学股份有限公司）",
    file_name="二〇二六年入职人员.xlsx",
    totals={"valid": 9_731, "revoked": 3, "unknown": 12, "unreadable": 1},
    input_sha256="a" * 64,
    result_sha256="b" * 64,
    as_of=specimen.ISSUED_AT,
)


@cache
def sealed() -> bytes:
    blank = render_receipt(RECEIPT, RESULT, EMPTY)
    return pades.seal(blank, specimen.seal_key(), specimen.chain(), specimen.ISSUED_AT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(sealed())
    return path


def said(pdf: bytes, folder: Path) -> str:
    path = folder / "receipt.pdf"
    path.write_bytes(pdf)
    command = [need("pdftotext"), "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_says_who_asked_about_how_many_and_what_came_of_it(tmp_path: Path) -> None:
    words = said(sealed(), tmp_path)
    for expected in ("证书核验回执", "杜若岚", "9731", "9747", RECEIPT.receipt_id, "a" * 20):
        assert expected in words
    assert "expired" not in words


def test_the_same_check_gives_the_same_bytes() -> None:
    assert render_receipt(RECEIPT, RESULT, EMPTY) == render_receipt(RECEIPT, RESULT, EMPTY)


def test_the_result_is_attached_as_data() -> None:
    with pikepdf.open(BytesIO(sealed())) as pdf:
        (file,) = pdf.Root.AF
        assert (str(file.UF), str(file.AFRelationship)) == ("result.csv", "/Data")
        assert pdf.attachments["result.csv"].get_file().read_bytes() == RESULT


@pytest.mark.parametrize("profile", ["PDF_A_3A", "PDF_UA_1"])
def test_it_is_archivable_and_accessible(path: Path, profile: str) -> None:
    asked = getattr(standards.ValidationProfile, profile)
    assert standards.validate_pdf(str(path), profile=asked).failures == []


def test_other_programs_accept_its_seal(path: Path) -> None:
    command = [need("pdfsig"), "-nocert", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    (signature,) = PdfFileReader(BytesIO(sealed())).embedded_signatures
    root = specimen.root().certificate.public_bytes(Encoding.DER)
    trust = ValidationContext(trust_roots=[x509.Certificate.load(root)], moment=specimen.ISSUED_AT)
    status = validate_pdf_signature(signature, trust, skip_diff=True)
    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_what_no_font_has_stops_no_receipt(tmp_path: Path) -> None:
    odd = replace(RECEIPT, file_name="名单🙂ش.csv", language="en")
    assert "名单??.csv" in said(render_receipt(odd, RESULT, EMPTY), tmp_path)


def test_long_names_are_cut_and_all_states_fit(tmp_path: Path) -> None:
    long = replace(
        RECEIPT,
        asked_by="吉林省" * 90,
        file_name="Jilin" * 40,
        totals=dict.fromkeys(receipt.STATES, 10_000),
        checkpoint="training.example/log 123456 " + "h" * 44,
    )
    words = said(render_receipt(long, RESULT, EMPTY), tmp_path)
    assert str(10_000 * len(receipt.STATES)) in words
    assert "吉林省吉…" in words.replace("\n", "")
