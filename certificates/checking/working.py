"""Work a list off, a step at a time; a step that is repeated changes nothing.

A chunk's findings are a file that is written once. The row then moves on by one conditional
UPDATE, and only the step that moved it counts the checks.
"""

import hashlib
from collections import Counter
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from certificates import counting, keyring, log_files
from certificates.checking import files, results
from certificates.checking.looking_up import Finding, look_up
from certificates.models import BulkCheck, Channel
from certificates.rendering import Enclosed, Receipt, render_receipt
from certificates.signing import pades
from operations import jobs
from operations.models import Job

CHUNK = 500


def work(job: Job, _lane: int, at: datetime) -> bool:
    """Do what is next; True while there is more."""
    check = _check(job)
    # Its owner may have closed the account meanwhile, and the list went with it.
    if check is None:
        jobs.finish(job, at=at)
        return False
    done = min(check.chunks_done * CHUNK, job.total)
    jobs.beat(job, at=at, done=done)
    if done < job.total:
        _look_up_chunk(check, at)
        return True
    _conclude(check, at)
    jobs.finish(job, at=at)
    return False


def _check(job: Job) -> BulkCheck | None:
    return BulkCheck.objects.select_related("owner", "organization").filter(job=job).first()


def _look_up_chunk(check: BulkCheck, at: datetime) -> None:
    number = check.chunks_done
    entries = files.entries(check)[number * CHUNK : (number + 1) * CHUNK]
    found = look_up(entries, at=check.created_at)
    files.store_chunk(check, number, [asdict(finding) for finding in found.findings])
    with transaction.atomic():
        here = BulkCheck.objects.filter(pk=check.pk, chunks_done=number)
        if here.update(chunks_done=number + 1):
            counting.count_each(found.certificates, Channel.BULK, day=timezone.localdate(at))


def _conclude(check: BulkCheck, at: datetime) -> None:
    """Write the result in both forms, then seal the receipt; each once."""
    findings = [Finding(**row) for row in files.chunks(check)]
    check.totals = Counter(finding.outcome for finding in findings)
    with translation.override(check.language):
        result = files.store(check.public_id, files.RESULT_CSV, results.as_csv(findings))
        workbook = results.as_workbook(findings, at=check.created_at)
    files.store(check.public_id, files.RESULT_XLSX, workbook)
    check.result_sha256 = hashlib.sha256(result).hexdigest()
    check.save(update_fields=["totals", "result_sha256"])
    if not files.exists(check.public_id, files.RECEIPT):
        files.store(check.public_id, files.RECEIPT, _sealed_receipt(check, result, at))


def _sealed_receipt(check: BulkCheck, result: bytes, at: datetime) -> bytes:
    ring = keyring.load()
    enclosed = Enclosed(b"", certificates=ring.certificates, crls=ring.crls)
    blank = render_receipt(_receipt(check), result, enclosed)
    return pades.seal(blank, ring.seal_key, ring.chain, at)


def _receipt(check: BulkCheck) -> Receipt:
    return Receipt(
        receipt_id=str(check.public_id),
        language=check.language,
        issuer_name_zh=settings.ISSUER_NAME_ZH,
        issuer_name_en=settings.ISSUER_NAME_EN,
        asked_by=_asked_by(check),
        file_name=check.file_name,
        totals=check.totals,
        input_sha256=check.input_sha256,
        result_sha256=check.result_sha256,
        as_of=check.created_at,
        checkpoint=_checkpoint(),
    )


def _checkpoint() -> str:
    """How far the public log was: its name, size and root."""
    newest = log_files.newest()
    return " ".join(newest.note.splitlines()[:3]) if newest else ""


def _asked_by(check: BulkCheck) -> str:
    with translation.override(check.language):
        names = (check.owner and check.owner.display_name, check.organization)
        return " · ".join(str(name) for name in names if name)
