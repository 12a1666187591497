"""A dropped file is recognized on the reader's own device, and sent only where it is not."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from playwright.sync_api import Request, expect

from certificates import issuing
from certificates.issuing import STORAGE
from certificates.models import Certificate
from tests.browser.inspecting import Inspector
from tests.browser.reader import Reader, Readers
from tests.factories.courses import CourseTree, completed
from tests.factories.people import person

pytestmark = [
    pytest.mark.postgres_only,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("language", ["zh-hans", "en"]),
]
LONGEST_WAIT = 120_000


@pytest.fixture
def original(course: CourseTree, tmp_path: Path) -> Path:
    """An issued certificate as its holder saved it."""
    certificate = issuing.issue(completed(person("杜若岚"), course).pk, at=timezone.now())
    return saved(certificate, tmp_path)


def saved(certificate: Certificate, folder: Path) -> Path:
    path = folder / "certificate.pdf"
    with storages[STORAGE].open(certificate.pdf_name) as file:
        path.write_bytes(file.read())
    return path


def chosen(reader: Reader, path: Path) -> list[str]:
    """Choose the file, have it examined, and say what was sent with a file in it."""
    sent: list[str] = []

    def listen(request: Request) -> None:
        if "multipart" in request.headers.get("content-type", ""):
            sent.append(request.url)

    reader.page.on("request", listen)
    for _try in range(20):
        sent.clear()
        reader.open("/verify/")
        reader.page.locator("input[type=file]").set_input_files(path)
        reader.press("Examine the file")
        answer = reader.page.locator(".verdict, #file_error").first
        expect(answer).to_be_visible(timeout=LONGEST_WAIT)
        # A busy machine says so, and is asked again.
        if not reader.page.locator("#file_error").count():
            break
    expect(reader.page.locator(".verdict")).to_be_visible()
    return sent


def test_an_original_stays_where_it_is(readers: Readers, original: Path, language: str) -> None:
    employer = readers.one(language)
    assert chosen(employer, original) == []
    employer.sees("This file is the original")
    expect(employer.page.locator("main")).to_contain_text("杜若岚")
    assert Inspector(employer).judge() == []


def test_an_altered_file_is_sent(readers: Readers, original: Path, language: str) -> None:
    original.write_bytes(original.read_bytes() + b"\n%more\n")
    employer = readers.one(language)
    assert len(chosen(employer, original)) == 1
    employer.sees("The credential is genuine, but the file was altered")
    assert Inspector(employer).judge() == []


def test_without_a_script_the_form_sends_it(
    readers: Readers, original: Path, language: str
) -> None:
    employer = readers.one(language, java_script_enabled=False)
    assert len(chosen(employer, original)) == 1
    employer.sees("This file is the original")
