"""Somebody in personnel has a list of certificates checked."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from pytest_django import Settings

from certificates.models import BulkCheck, Certificate
from certificates.tasks import check_list
from people.models import User
from tests.factories import certificates
from tests.factories.courses import CourseTree

pytestmark = pytest.mark.usefixtures("keys", "wording")


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


@pytest.fixture
def personnel(stranger: User) -> Client:
    cache.clear()
    stranger.preferred_language = "en"
    stranger.save()
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(stranger)
    return client


def workbook(*rows: list[str]) -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("入职.xlsx", out.getvalue())


def test_a_workbook_is_brought_watched_and_its_result_fetched(
    certificate: Certificate, personnel: Client
) -> None:
    rows = workbook(["姓名", "核验码"], ["杜若岚", certificate.code])
    sent = personnel.post("/verify/bulk/", {"file": rows, "pasted": ""})
    address = sent["Location"]
    waiting = personnel.get(address).content.decode()
    assert "0 of 1 rows are checked" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert personnel.get(f"{address}result.csv").status_code == 404
    check_list(BulkCheck.objects.get().job_id, 0)
    done = personnel.get(address).content.decode()
    assert "hx-get" not in done
    assert "receipt.pdf" in done
    result = personnel.get(f"{address}result.csv")
    assert "valid,2," in result.content.decode("utf-8-sig")
    assert result["Cache-Control"] == "no-store"
    assert personnel.get(f"{address}result.xlsx").content.startswith(b"PK")
    assert personnel.get(f"{address}receipt.pdf").content.startswith(b"%PDF")
    assert personnel.get(f"{address}entries.json").status_code == 404
    assert "入职.xlsx" in personnel.get("/verify/bulk/").content.decode()


def test_it_is_nobody_elses(
    certificate: Certificate, personnel: Client, learner_client: Client, client: Client
) -> None:
    address = personnel.post("/verify/bulk/", {"pasted": certificate.code})["Location"]
    check_list(BulkCheck.objects.get().job_id, 0)
    for path in (address, f"{address}result.csv", f"{address}receipt.pdf"):
        assert personnel.get(path).status_code == 200
        assert learner_client.get(path).status_code == 404
        assert client.get(path)["Location"].startswith("/accounts/login/")
    assert address not in learner_client.get("/verify/bulk/").content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"pasted": ""}, "one of both"),
        ({"pasted": " , \n"}, "There is no row"),
        ({"pasted": "code\n"}, "There is no row"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04nothing")}, "be read as a list"),
    ],
)
def test_what_can_not_be_read_is_said_beside_the_field(
    personnel: Client, sent: dict[str, object], words: str
) -> None:
    answer = personnel.post("/verify/bulk/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not BulkCheck.objects.exists()


def test_so_many_lists_a_day(
    certificate: Certificate, personnel: Client, settings: Settings
) -> None:
    settings.BULK_RATE = "1/d"
    answers = [
        personnel.post("/verify/bulk/", {"pasted": certificate.code}).status_code for _ in "12"
    ]
    assert answers == [302, 429]
