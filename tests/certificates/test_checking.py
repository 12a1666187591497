"""Checking a list: in chunks, once each, with a result and a receipt that others can verify."""

import csv
import hashlib
import subprocess
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from certificates import codes, revoking
from certificates.checking import files, forgetting, ordering, working
from certificates.checking.looking_up import look_up
from certificates.checking.ordering import Orderer
from certificates.models import BulkCheck, Certificate, Channel, CheckCount
from certificates.revoking import Ground
from certificates.rosters.entries import Entry
from certificates.tasks import check_list, forget_lists, revive_jobs
from operations.models import Job, JobState, OutboxMessage
from people import closing
from people.models import User
from tests.factories import NOON, certificates, lists
from tests.factories.courses import CourseTree
from tests.factories.people import member, organization
from tests.plumbing.tools import need

pytestmark = pytest.mark.usefixtures("keys", "wording")
LATER = NOON + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "bulk": {
            "BACKEND": "operations.storage.DurableFileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


@pytest.fixture
def certificate(tree: CourseTree, learner: User) -> Certificate:
    return certificates.sealed_without_file(learner, tree)


@pytest.fixture
def by(stranger: User) -> Orderer:
    return Orderer(stranger, language="en")


def done(check: BulkCheck) -> BulkCheck:
    check_list(check.job_id, 0)
    return BulkCheck.objects.select_related("job").get(pk=check.pk)


def table(check: BulkCheck) -> list[dict[str, str]]:
    text = files.read(check.public_id, files.RESULT_CSV).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_state_first_then_what_was_printed(certificate: Certificate, by: Orderer) -> None:
    revoking.revoke(certificate, Ground("Exam fraud", None), at=NOON)
    (row,) = table(done(lists.ordered(certificate.code, by)))
    assert next(iter(row.items())) == ("State", "revoked")
    assert row["Name on the certificate"] == "杜**"
    assert (row["Certificate number"], row["Reason"]) == (certificate.serial, "Exam fraud")
    assert (row["Learning hours"], row["Completed"]) == ("6.5", "2026-11-20")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("杜 若岚", ("matches", "杜若岚")),
        ("杜若兰", ("does not match", "杜**")),
        ("", ("", "杜**")),
    ],
)
def test_a_name_is_confirmed_or_not(
    certificate: Certificate, by: Orderer, name: str, told: tuple[str, str]
) -> None:
    (row,) = table(done(lists.ordered(f"code,name\n{certificate.code},{name}", by)))
    assert (row["Name given"], row["Name on the certificate"]) == told


def test_another_s_certificate_does_not_count_as_valid(
    certificate: Certificate, by: Orderer
) -> None:
    check = done(lists.ordered(f"code,name\n{certificate.code},白石\n{certificate.code},", by))
    assert [row["State"] for row in table(check)] == ["valid · another name", "valid"]
    assert check.totals == {"other_name": 1, "valid": 1}


def test_a_number_without_its_name_is_no_record(certificate: Certificate, by: Orderer) -> None:
    text = f"serial,name\n{certificate.serial},杜若岚\n{certificate.serial},白石\nCCIP-1,杜若岚"
    rows = table(done(lists.ordered(text, by)))
    assert [row["State"] for row in rows] == ["valid", "not on record", "not on record"]
    unknown = [{**row, "Row": "", "Given": ""} for row in rows[1:]]
    assert unknown[0] == unknown[1]


def test_bad_rows_are_told_and_stop_nothing(certificate: Certificate, by: Orderer) -> None:
    check = done(lists.ordered(f"code\n=HYPERLINK(1)\n{certificate.code}\n", by))
    rows = table(check)
    assert [row["State"] for row in rows] == ["can't be looked up", "valid"]
    assert rows[0]["Given"] == "'=HYPERLINK(1)"
    assert rows[0]["Reason"].startswith("This is no code")
    assert check.totals == {"unreadable": 1, "valid": 1}


def test_the_workbook_says_the_same_and_computes_nothing(
    certificate: Certificate, by: Orderer
) -> None:
    check = done(lists.ordered(f"code\n=1+1\n{certificate.code}\n", by))
    sheet = load_workbook(BytesIO(files.read(check.public_id, files.RESULT_XLSX))).active
    assert [cell.value for cell in sheet["A"]] == ["State", "can't be looked up", "valid"]
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].quotePrefix) == (
        "=1+1",
        "s",
        True,
    )
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "B2"


def test_the_result_speaks_its_readers_language(certificate: Certificate, learner: User) -> None:
    by = ordering.by_person(learner, on=NOON.date())
    (row,) = table(done(lists.ordered(certificate.code, by)))
    assert "专利法基础" in row.values()


def test_the_receipt_names_who_asked_and_seals_the_result(
    certificate: Certificate, stranger: User, tmp_path: Path
) -> None:
    member(stranger, organization())
    by = ordering.by_person(stranger, on=NOON.date())
    check = done(lists.ordered(certificate.code, by))
    pdf = files.read(check.public_id, files.RECEIPT)
    result = files.read(check.public_id, files.RESULT_CSV)
    assert hashlib.sha256(result).hexdigest() == check.result_sha256
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.attachments["result.csv"].get_file().read_bytes() == result
    path = tmp_path / "receipt.pdf"
    path.write_bytes(pdf)
    words = said_by("pdftotext", "-raw", str(path), "-")
    assert "白石 · 吉林光学股份有限公司" in words
    assert check.input_sha256[:30] in words
    assert "Signature is Valid." in said_by("pdfsig", "-nocert", str(path))


def said_by(program: str, *arguments: str) -> str:
    command = [need(program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_holders_see_that_they_were_checked_in_a_list(
    certificate: Certificate, by: Orderer
) -> None:
    done(lists.ordered(f"{certificate.code}\n{certificate.code}", by))
    counted = CheckCount.objects.get()
    assert (counted.certificate, counted.channel, counted.count) == (certificate, Channel.BULK, 1)


def test_a_worker_killed_at_any_step_doubles_and_loses_nothing(
    certificate: Certificate, by: Orderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "CHUNK", 1)
    others = lists.copies(certificate, 2)
    text = "\n".join(each.code for each in (certificate, *others))
    check = lists.ordered(text, by)
    job, killed = check.job, ["counting.count_each", "files.store_chunk", "results.as_csv"]
    killed += ["results.as_workbook", "_sealed_receipt", "jobs.finish"]
    for place in killed:
        with monkeypatch.context() as patch:
            patch.setattr(f"certificates.checking.working.{place}", _power_cut)
            with pytest.raises(KeyboardInterrupt):
                _work_off(job)
    assert done(check).totals == {"valid": 3}
    assert len(table(check)) == 3
    assert list(CheckCount.objects.values_list("count", flat=True)) == [1, 1, 1]
    assert done(check).job.state == JobState.DONE


def _work_off(job: Job) -> None:
    while working.work(job, 0, LATER):
        pass


def _power_cut(*_arguments: Any, **_named: Any) -> None:
    raise KeyboardInterrupt


def test_a_chunk_that_is_looked_up_twice_says_the_same(
    certificate: Certificate, by: Orderer
) -> None:
    check = lists.ordered(certificate.code, by)
    working.work(check.job, 0, LATER)
    first = files.read(check.public_id, "chunk-000.json")
    BulkCheck.objects.update(chunks_done=0)
    revoking.revoke(certificate, Ground("Exam fraud", None), at=LATER)
    assert table(done(check))[0]["State"] == "valid"
    assert files.read(check.public_id, "chunk-000.json") == first


def test_what_nobody_works_on_is_taken_on_again(certificate: Certificate, by: Orderer) -> None:
    lists.ordered(certificate.code, by)
    OutboxMessage.objects.all().delete()
    revive_jobs()
    assert OutboxMessage.objects.filter(task=ordering.TASK).count() == 1


def test_five_hundred_cost_the_queries_of_one(certificate: Certificate) -> None:
    many = [Entry(1, code=each.code) for each in lists.copies(certificate, 499)]
    numbers = [Entry(1, serial=certificate.serial, name="杜若岚")]
    for asked in (many[:1], many + numbers):
        with CaptureQueriesContext(connection) as queries:
            found = look_up(asked, at=NOON)
        assert len(queries) == 2
        assert {finding.state for finding in found.findings} == {"valid"}


def test_ten_thousand_rows(certificate: Certificate, by: Orderer) -> None:
    known = [each.code for each in lists.copies(certificate, 1_000)]
    codes_asked = known + [codes.new_code() for _ in range(9_000)]
    check = done(lists.ordered("\n".join(codes_asked), by))
    assert check.totals == {"valid": 1_000, "unknown": 9_000}
    assert CheckCount.objects.count() == 1_000


def test_files_go_after_thirty_days_and_the_row_keeps_no_name(
    certificate: Certificate, by: Orderer
) -> None:
    check = done(lists.ordered(certificate.code, by))
    assert forgetting.forget_old(at=NOON + timedelta(days=29)) == 0
    assert forgetting.forget_old(at=NOON + timedelta(days=30)) == 1
    check.refresh_from_db()
    assert (check.file_name, check.totals) == ("", {"valid": 1})
    assert files.names(check) == []
    assert not storages["bulk"].exists(str(check.public_id))


def test_lists_go_with_the_account(certificate: Certificate, by: Orderer, stranger: User) -> None:
    check = done(lists.ordered(certificate.code, by))
    closing.close(stranger, at=NOON)
    assert not BulkCheck.objects.exists()
    forget_lists()
    assert storages["bulk"].exists(str(check.public_id))
    modified = storages["bulk"].get_modified_time(f"{check.public_id}/{files.ENTRIES}")
    assert forgetting.remove_strays(at=modified + timedelta(hours=2)) == 1
    assert not storages["bulk"].exists(str(check.public_id))


def test_a_list_whose_owner_has_gone_is_worked_on_no_more(
    certificate: Certificate, by: Orderer, stranger: User
) -> None:
    job = lists.ordered(certificate.code, by).job
    closing.close(stranger, at=NOON)
    check_list(job.pk, 0)
    job.refresh_from_db()
    assert job.is_finished
