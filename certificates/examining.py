"""Tell what a file is worth that somebody was given as a certificate. Nothing of it is kept."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.core.files.storage import storages

from certificates import known_keys, sandboxing, verdicts, verifying
from certificates.inspecting.messages import Report
from certificates.issuing import STORAGE
from certificates.models import Certificate, Status
from certificates.verdicts import Judgement, Recorded

LARGEST = 10 * 2**20
_KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
# Before the file, when a browser proves that it has it: the log publishes the plain digests.
POSSESSION = b"certificate at hand\n"


class TooLarge(ValueError):
    """More than LARGEST bytes."""


class NotExaminable(ValueError):
    """Neither a PDF nor a picture."""


@dataclass(frozen=True)
class Examination:
    """The judgement on the file, and what the certificate that it points to is worth now."""

    judgement: Judgement
    certificate: Certificate | None = None

    @property
    def status(self) -> Status | None:
        """Of the certificate, whatever the file."""
        return self.certificate.status if self.certificate else None


def examine(data: bytes, *, at: datetime) -> Examination:
    """Examine a file: by its digest, and by its content where the record doesn't hold just that.

    Raises TooLarge, NotExaminable or sandboxing.Busy.
    """
    if len(data) > LARGEST:
        raise TooLarge
    if known := by_digest(hashlib.sha256(data).hexdigest()):
        return known
    if b"%PDF-" not in data[:1024] and not data.startswith(_KINDS):
        raise NotExaminable
    report = sandboxing.examine(data, known_keys.for_inspecting(at))
    center = known_keys.center()
    certificate = _certificate(report)
    record = _recorded(certificate) if certificate else None
    return Examination(verdicts.judge(report, record, center), certificate)


def by_digest(sha256: str) -> Examination | None:
    """The original with this digest; where there is none, an examiner gets ready."""
    found = Certificate.objects.sealed().with_status().filter(pdf_sha256=sha256).first()
    if found is None:
        sandboxing.get_ready()
        return None
    record = _recorded(found, is_this_file=True)
    return Examination(verdicts.judge(Report(), record, known_keys.center()), found)


def is_at_hand(certificate: Certificate, digest: str) -> bool:
    """Whether the digest proves that its sender has the file, not only its published digest."""
    with storages[STORAGE].open(certificate.pdf_name) as file:
        expected = hashlib.sha256(POSSESSION + file.read()).hexdigest()
    return compare_digest(expected.encode(), digest.encode())


def _certificate(report: Report) -> Certificate | None:
    """What a genuine credential names; else what a false one or a printed code points to."""
    issued = Certificate.objects.sealed().with_status()
    for name in verdicts.claimed_ids(report):
        with suppress(ValueError):
            if found := issued.filter(public_id=UUID(name.removeprefix("urn:uuid:"))).first():
                return found
        if verdicts.genuine(report):
            return None
    codes = verdicts.codes_on(report, settings.SITE_URL)
    return next(filter(None, map(verifying.find, codes)), None)


def _recorded(certificate: Certificate, *, is_this_file: bool = False) -> Recorded:
    credential = json.loads(certificate.credential)
    return Recorded(credential, certificate.issued_at, is_this_file)
