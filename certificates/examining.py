"""Tell what a file is worth that somebody was given as a certificate. Nothing of it is kept."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.core.files.storage import storages

from certificates import known_keys, sandboxing, verdicts, verifying
from certificates.inspecting.messages import Report
from certificates.issuing import STORAGE
from certificates.models import Certificate
from certificates.verdicts import Center, Judgement, Recorded

LARGEST = 10 * 2**20
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
# Before the file, when a browser proves that it has it: the log publishes the plain digests.
POSSESSION = b"certificate at hand\n"


class TooLarge(ValueError):
    """More than LARGEST bytes."""


class NotExaminable(ValueError):
    """Neither a PDF nor a picture."""


@dataclass(frozen=True)
class Examination:
    """The judgement on the file, and the verdict on the certificate that it is or points to."""

    judgement: Judgement
    certificate: verifying.Verdict | None = None


def examine(data: bytes, *, at: datetime) -> Examination:
    """Examine a file: by its digest, and by its content where the record doesn't hold just that.

    Raises TooLarge, NotExaminable or sandboxing.Busy.
    """
    if len(data) > LARGEST:
        raise TooLarge
    if found := verifying.find_by_file(hashlib.sha256(data).hexdigest()):
        return recognized(found, is_at_hand=True, at=at)
    if b"%PDF-" not in data[:1024] and not data.startswith(_PICTURES):
        raise NotExaminable
    report, center = sandboxing.examine(data, known_keys.for_inspecting(at)), known_keys.center()
    found = _certificate(report, center)
    record = Recorded(json.loads(found.credential)) if found else None
    judgement = verdicts.judge(report, record, center)
    return Examination(judgement, _verdict(found, judgement, at) if found else None)


def recognized(found: Certificate, *, is_at_hand: bool, at: datetime) -> Examination:
    """The stored file itself. The log publishes its digest, so who knows that may not know more."""
    record = Recorded(json.loads(found.credential), is_this_file=True)
    judgement = verdicts.judge(Report(), record, known_keys.center())
    if not is_at_hand:
        judgement = replace(judgement, is_name_known=False, official=None)
    return Examination(judgement, _verdict(found, judgement, at))


def expect_file() -> None:
    """Have an examiner ready for a file that is about to come."""
    sandboxing.get_ready()


def is_at_hand(certificate: Certificate, proof: str) -> bool:
    """Whether the proof was made from the file itself: the digest of POSSESSION and the file."""
    with storages[STORAGE].open(certificate.pdf_name) as file:
        expected = hashlib.sha256(POSSESSION + file.read()).hexdigest()
    return compare_digest(expected.encode(), proof.encode())


def _verdict(found: Certificate, judgement: Judgement, at: datetime) -> verifying.Verdict:
    return verifying.verify(found, at=at, is_known=judgement.is_name_known)


def _certificate(report: Report, center: Center) -> Certificate | None:
    """What a genuine credential names; else what a false one or a printed code points to."""
    issued = Certificate.objects.sealed().with_status()
    for name in verdicts.claimed_ids(report, center):
        with suppress(ValueError):
            if found := issued.filter(public_id=UUID(name.removeprefix("urn:uuid:"))).first():
                return found
        if verdicts.genuine(report):
            return None
    codes = verdicts.codes_on(report, center)
    return next(filter(None, map(verifying.find, codes)), None)
