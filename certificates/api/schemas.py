"""What goes in and what comes out."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from certificates.examining import Examination
from certificates.models import BulkCheck
from certificates.rosters.tables import MAX_ROWS
from certificates.verifying import Verdict


class Bilingual(Schema):
    """A text in both languages."""

    zh: str
    en: str


class CertificateQuestion(Schema):
    """By the code that is printed on it, or by its number and the holder's full name.

    With a code the name may be given too, to learn whether it is the one on the certificate.
    """

    code: str = Field("", max_length=200, examples=["7Q4MZK-9P3XW2-HT5C8R"])
    serial: str = Field("", max_length=60, examples=["CCIP-2026-0000007-1"])
    name: str = Field("", max_length=200, examples=["杜若岚"])


class CertificateAnswer(Schema):
    """What a certificate is worth, and what was printed on it."""

    state: str = Field(
        description="valid, expired, renewed, superseded, suspended, revoked or compromised"
    )
    as_of: datetime
    since: datetime | None
    reason_code: str
    reason: str
    serial: str
    type: str
    name: str = Field(description="Masked, unless the full name was given.")
    name_matches: bool | None = Field(
        description="null where no name was given, nor shown by a file"
    )
    course: Bilingual
    hours: float
    score: float | None = Field(description="From 0 to 1.")
    completed_on: date
    issued_at: datetime
    valid_until: datetime | None
    issuer: Bilingual
    issuer_did: str
    pdf_sha256: str

    @classmethod
    def of(cls, verdict: Verdict) -> "CertificateAnswer":
        """As a verdict says it."""
        facts, certificate = verdict.facts, verdict.certificate
        was_asked = verdict.name_is_shown or verdict.name_was_wrong
        return cls(
            **_standing(verdict),
            serial=facts.serial,
            type=facts.type,
            name=verdict.shown_name,
            name_matches=verdict.name_is_shown if was_asked else None,
            course=Bilingual(zh=facts.course_title_zh, en=facts.course_title_en),
            hours=float(facts.hours),
            score=None if facts.score is None else float(facts.score),
            completed_on=facts.completed_on,
            issued_at=facts.issued_at,
            valid_until=facts.valid_until,
            issuer=Bilingual(zh=facts.issuer_name_zh, en=facts.issuer_name_en),
            issuer_did=facts.issuer_did,
            pdf_sha256=certificate.pdf_sha256,
        )


class StatusAnswer(Schema):
    """What a certificate was or is worth at a moment."""

    state: str
    as_of: datetime
    since: datetime | None
    reason_code: str
    reason: str

    @classmethod
    def of(cls, verdict: Verdict) -> "StatusAnswer":
        """As a verdict says it."""
        return cls(**_standing(verdict))


def _standing(verdict: Verdict) -> dict[str, Any]:
    change = verdict.change
    return {
        "state": verdict.status.value,
        "as_of": verdict.as_of,
        "since": change.at if change else None,
        "reason_code": change.reason_code if change else "",
        "reason": change.reason if change else "",
    }


class CredentialQuestion(Schema):
    """As the W3C's VC API asks (POST /credentials/verify)."""

    credential: dict[str, Any] = Field(alias="verifiableCredential")
    options: dict[str, Any] = {}


class CredentialProblem(Schema):
    """Problem details as the Verifiable Credentials Data Model 2.0 names them."""

    type: str
    title: str
    code: str


class CredentialAnswer(Schema):
    """As the W3C's VC API answers; `certificate` is what our record says, where it is ours."""

    verified: bool
    checks: list[str]
    warnings: list[CredentialProblem] = []
    errors: list[CredentialProblem] = []
    certificate: CertificateAnswer | None = None


class FileAnswer(Schema):
    """What a file is worth: original, altered, unverifiable, forged or unknown."""

    verdict: str
    reasons: list[str]
    stated: dict[str, str] = Field(description="What the file's credential says.")
    differing: list[str] = Field(description="Facts that the page does not show as issued.")
    certificate: CertificateAnswer | None = Field(
        description="What our record says about the certificate that the file is or points to."
    )

    @classmethod
    def of(cls, examination: Examination) -> "FileAnswer":
        """As the examination says it."""
        judgement, found = examination.judgement, examination.certificate
        stated = judgement.stated or {}
        return cls(
            verdict=judgement.verdict.value,
            reasons=[reason.value for reason in judgement.reasons],
            stated={fact.value: text for fact, text in stated.items()},
            differing=[fact.value for fact in judgement.differing],
            certificate=CertificateAnswer.of(found) if found else None,
        )


class RosterQuestion(Schema):
    """Up to 10,000 certificates."""

    rows: list[CertificateQuestion] = Field(min_length=1, max_length=MAX_ROWS)


class BulkAnswer(Schema):
    """How far a list is; the files are there when `state` is done, for 30 days."""

    id: str
    state: str = Field(description="waiting, running, done or failed")
    done: int
    total: int
    totals: dict[str, int] = Field(
        description="Rows by state of the certificate; those that name somebody else are counted "
        "apart, as `other_name`."
    )
    as_of: datetime
    input_sha256: str
    result_sha256: str
    files: dict[str, str] = Field(description="Addresses by file name.")
    files_kept_until: datetime

    @classmethod
    def of(cls, check: BulkCheck, files: dict[str, str]) -> "BulkAnswer":
        """As the rows say it."""
        return cls(
            id=str(check.public_id),
            state=check.job.state,
            done=check.job.done,
            total=check.job.total,
            totals=check.totals,
            as_of=check.created_at,
            input_sha256=check.input_sha256,
            result_sha256=check.result_sha256,
            files=files,
            files_kept_until=check.forget_at,
        )
