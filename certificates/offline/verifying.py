"""Verify whatever an employer has: the PDF, the credential, the QR code's text, or a picture."""

from collections.abc import Sequence
from datetime import date

from certificates.inspecting import sheet
from certificates.offline import credentials, papers, sealed_files, times
from certificates.offline.answers import Answer, Check, Kind, State, Subject, Why, failed
from certificates.offline.trust import Trust
from certificates.signing.claims import Claims, claims

LARGEST = 10 * 2**20
_LONGEST_TEXT = 64 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
NOTHING = Answer(Kind.NOTHING)
# Facts are only told when one of these holds.
_WITNESSES = (Subject.CREDENTIAL, Subject.CODE)


def verify(data: bytes, trust: Trust, at: date) -> Answer:
    """Answer for the day `at`; what is none of the four is unreadable."""
    if len(data) > LARGEST:
        return NOTHING
    if b"%PDF-" in data[:1024]:
        return _pdf(data, trust, at)
    if data.startswith(_PICTURES):
        return _code(sheet.look_at_image(data).codes, trust, at)
    if len(data) > _LONGEST_TEXT:
        return NOTHING
    if document := credentials.read(data):
        log = credentials.in_log(document, b"", trust)
        checks = [*credentials.check(document, trust, log), log]
        return _answer(Kind.CREDENTIAL, checks, claims(document), trust, at)
    if b'"credentialSubject"' in data:
        return Answer(Kind.CREDENTIAL, [failed(Subject.CREDENTIAL, Why.MALFORMED)], at=at)
    return _code([data.decode("utf-8", "replace")], trust, at)


def _code(texts: Sequence[str], trust: Trust, at: date) -> Answer:
    for text in texts:
        if payload := papers.payload_in(text):
            facts, checks = papers.check(payload, trust)
            return _answer(Kind.CODE, checks, facts, trust, at)
    return NOTHING


def _pdf(pdf: bytes, trust: Trust, at: date) -> Answer:
    carried = sealed_files.attached(pdf)
    if b"/ByteRange" not in pdf and carried.credential is None:
        return _print(pdf, trust, at)
    trust, checks = sealed_files.check(pdf, carried, trust)
    return _answer(Kind.PDF, checks, claims(carried.credential), trust, at)


def _print(pdf: bytes, trust: Trust, at: date) -> Answer:
    """A scan or print has no seal, but its QR code still tells what the certificate says."""
    look = sheet.look_at_pdf(pdf)
    if look.error:
        return NOTHING
    code = _code(look.codes, trust, at)
    checks = [failed(Subject.SEAL, Why.NO_SEAL), *code.checks]
    return Answer(Kind.PDF, checks, code.facts, at)


def _answer(kind: Kind, checks: Sequence[Check], facts: Claims, trust: Trust, at: date) -> Answer:
    if not any(one.subject in _WITNESSES and one.state == State.OK for one in checks):
        return Answer(kind, checks, at=at)
    known = max((crl.last_update_utc for crl in trust.crls), default=None)
    return Answer(kind, [*checks, times.days(facts, at)], facts, at, known)
