"""Verifying by file over HTTP: in both languages, with and without a script, and never kept."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from certificates import examining, revoking, sandboxing
from certificates.inspecting.messages import Report, Trust
from certificates.models import Certificate, CheckCount
from certificates.revoking import Ground
from tests.certificates import specimen
from tests.certificates.tampering import manipulations, scene

SHA256 = hashlib.sha256(scene.SITE.encode()).hexdigest()


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sent(client: Client, data: bytes, *, status: int = 200, language: str = "en") -> str:
    client.cookies["django_language"] = language
    response = client.post("/verify/file/", {"file": SimpleUploadedFile("a.pdf", data)})
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_form_asks_for_a_file_and_needs_no_script(client: Client) -> None:
    page = client.get("/verify/").content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert client.get("/verify/file/")["Location"] == "/verify/"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This file is the original"), ("zh-hans", "原件")]
)
def test_an_original_shows_all_with_the_name(
    issued: Certificate, client: Client, language: str, words: str
) -> None:
    page = sent(client, scene.original(), language=language)
    assert "verdict-valid" in page
    assert words in page
    assert "李喆堃" in page


def test_an_original_of_a_revoked_certificate_says_revoked_first(
    issued: Certificate, client: Client
) -> None:
    revoking.revoke(issued, Ground("Exam fraud", None), at=specimen.ISSUED_AT)
    page = sent(client, scene.original())
    heading = page.partition("<h1>")[2].partition("</h1>")[0]
    assert "revoked" in heading
    assert "Exam fraud" in page
    assert page.index("revoked") < page.index("This file is the original")


def test_an_altered_file_shows_what_was_issued_and_what_differs(
    issued: Certificate, client: Client
) -> None:
    forged = scene.sealed(scene.facts(recipient_name="王小明"), scene.credential())
    page = sent(client, forged)
    assert "verdict-altered" in page
    assert "verdict-valid" not in page
    assert page.count("row-differs") == 1
    assert "The page shows something else." in page
    assert "李喆堃" in page


def test_a_scan_hides_the_name(issued: Certificate, client: Client) -> None:
    page = sent(client, manipulations.scanned(scene.original(), "JPEG"))
    assert "verdict-unverifiable" in page
    assert "李**" in page
    assert "喆堃" not in page
    assert "Zhekun" not in page


def test_a_forgery_shows_both_sides_and_hides_the_name(issued: Certificate, client: Client) -> None:
    false = manipulations.with_name(scene.credential(), "王小明")
    page = sent(client, manipulations.with_attachment(scene.original(), false))
    assert "verdict-forged" in page
    assert "王小明" in page
    assert "李**" in page
    assert "喆堃" not in page


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 415, "Choose a PDF file"),
        (b"PK\3\4 a spreadsheet", 415, "Choose a PDF file"),
        (b"%PDF-" + bytes(examining.LARGEST), 413, "too large"),
        (bytes(examining.LARGEST + 2 * 10**6), 413, "too large"),
    ],
)
def test_what_is_not_examined_is_told_why(
    client: Client, data: bytes, status: int, words: str
) -> None:
    page = sent(client, data, status=status)
    assert words in page
    assert 'role="alert"' in page


def test_a_locked_file_is_named_so(issued: Certificate, client: Client) -> None:
    assert "locked with a password" in sent(client, manipulations.locked(scene.original()))


def test_when_others_are_examined_one_is_told_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_data: bytes, _trust: Trust) -> Report:
        raise sandboxing.Busy

    monkeypatch.setattr(sandboxing, "examine", busy)
    assert "Other files are being examined" in sent(client, b"%PDF-1.7", status=503)
    response = client.post("/verify/file/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert response["Retry-After"] == "5"


def test_nothing_of_a_file_reaches_a_disk(
    issued: Certificate, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    large = scene.original() + b"\n%" + bytes(5 * 2**20)
    assert "verdict-altered" in sent(client, large)


def test_a_digest_says_that_a_file_is_an_original_and_no_more(
    issued: Certificate, client: Client
) -> None:
    address = f"/verify/file/{issued.pdf_sha256}/"
    assert client.head(address).status_code == 200
    page = client.get(address).content.decode()
    assert "verdict-valid" in page
    assert "喆堃" not in page
    assert issued.serial not in page
    assert "Patents" not in page
    assert client.head(f"/verify/file/{SHA256}/").status_code == 404
    assert client.get("/verify/file/nonsense/").status_code == 404


def test_who_has_the_file_need_not_send_it(issued: Certificate, client: Client) -> None:
    address = f"/verify/file/{issued.pdf_sha256}/"
    proof = hashlib.sha256(examining.POSSESSION + scene.original()).hexdigest()
    assert "李喆堃" in client.post(address, {"proof": proof}).content.decode()
    assert "李喆堃" not in client.post(address, {"proof": issued.pdf_sha256}).content.decode()
    assert "李喆堃" not in client.post(address, {"proof": "专利"}).content.decode()


def test_checks_are_counted_for_the_holder_but_not_the_own(
    issued: Certificate, client: Client, learner_client: Client
) -> None:
    sent(learner_client, scene.original())
    client.head(f"/verify/file/{issued.pdf_sha256}/")
    assert not CheckCount.objects.exists()
    sent(client, scene.original())
    sent(client, manipulations.appended(scene.original()))
    assert CheckCount.objects.get().count == 2


def test_who_sends_too_much_is_told_to_wait(
    issued: Certificate, client: Client, settings: Settings
) -> None:
    settings.VERIFY_RATES = {**settings.VERIFY_RATES, "address": "2/m/ip"}
    for _time in range(2):
        sent(client, scene.original())
    assert client.get(f"/verify/file/{issued.pdf_sha256}/").status_code == 429
    response = client.post("/verify/file/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-")})
    assert response.status_code == 429
