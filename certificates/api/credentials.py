"""Verify credentials in the shape of the W3C's VC API (w3c-ccg.github.io/vc-api)."""

from django.utils import timezone
from ninja import Router

from certificates import appraising, counting
from certificates.api.certificates import REFUSALS
from certificates.api.keys import KeyedRequest
from certificates.api.schemas import (
    CertificateAnswer,
    CredentialAnswer,
    CredentialProblem,
    CredentialQuestion,
)
from certificates.models import Channel, Status
from certificates.signing.proofs import ProblemCode

router = Router(tags=["credentials"])
_DATA_MODEL = "https://www.w3.org/TR/vc-data-model#"
_MALFORMED = f"{_DATA_MODEL}MALFORMED_VALUE_ERROR"
_CRYPTOGRAPHIC = f"{_DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR"
_RANGE = f"{_DATA_MODEL}RANGE_ERROR"
_STATUS = "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR"
_PROBLEMS = {
    ProblemCode.MALFORMED.value: (_MALFORMED, "The document is no credential."),
    ProblemCode.CONTEXT.value: (_MALFORMED, "Only the pinned JSON-LD contexts are accepted."),
    ProblemCode.PROOFS.value: (_CRYPTOGRAPHIC, "There must be one proof of each suite."),
    ProblemCode.PURPOSE.value: (_CRYPTOGRAPHIC, "The proof was made for another purpose."),
    ProblemCode.ISSUER.value: (_CRYPTOGRAPHIC, "The proof is not the issuer's."),
    ProblemCode.UNKNOWN_KEY.value: (
        _CRYPTOGRAPHIC,
        "The key is none of the center's. Credentials of other issuers can't be verified here.",
    ),
    ProblemCode.SIGNATURE.value: (_CRYPTOGRAPHIC, "The credential was altered."),
    appraising.NOT_AS_ISSUED: (_MALFORMED, "The center issues no credentials of this form."),
    appraising.NOT_ON_RECORD: (_STATUS, "The center has no record of it."),
    appraising.RECORD_DIFFERS: (_STATUS, "The center's record says something else."),
    Status.EXPIRED.value: (_RANGE, "It has expired."),
    Status.SUPERSEDED.value: (_STATUS, "It was replaced by a newer one."),
    Status.SUSPENDED.value: (_STATUS, "It is suspended."),
    Status.REVOKED.value: (_STATUS, "It is revoked."),
    Status.COMPROMISED.value: (_CRYPTOGRAPHIC, "It was signed with a stolen key."),
    Status.RENEWED.value: (_STATUS, "It was renewed; there is a newer one."),
}


@router.post("/verify", response={200: CredentialAnswer, **REFUSALS})
def verify_credential(request: KeyedRequest, question: CredentialQuestion) -> CredentialAnswer:
    """Both proofs, our record, and the status now. Nothing is fetched."""
    now = timezone.now()
    appraisal = appraising.appraise(question.credential, at=now)
    if appraisal.verdict:
        counting.count(appraisal.verdict.certificate, Channel.API, day=timezone.localdate(now))
    return _answer(appraisal)


def _answer(appraisal: appraising.Appraisal) -> CredentialAnswer:
    verdict = appraisal.verdict
    is_renewed = verdict is not None and verdict.status == Status.RENEWED
    return CredentialAnswer(
        verified=appraisal.is_verified,
        checks=list(appraisal.checks),
        warnings=[_problem(Status.RENEWED.value)] if is_renewed else [],
        errors=[_problem(code) for code in appraisal.against],
        certificate=CertificateAnswer.of(verdict) if verdict else None,
    )


def _problem(code: str) -> CredentialProblem:
    type_, title = _PROBLEMS[code]
    return CredentialProblem(type=type_, title=title, code=code)
