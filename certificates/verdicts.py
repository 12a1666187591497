"""What a file is worth: from what was found in it and what the record says. Pure."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from certificates import codes
from certificates.inspecting.messages import CredentialFinding, Report, SealFinding
from certificates.signing.claims import NAMES, Claims, Fact, claims, missing

# Each code that is followed is a guess that somebody gets.
MOST_CODES = 3
_PRINTED_CODE = re.compile(r"\b[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}\b")


class Verdict(StrEnum):
    """Exactly one for each file; only the first says that the file is what the center issued."""

    ORIGINAL = "original"
    ALTERED = "altered"
    UNVERIFIABLE = "unverifiable"
    FORGED = "forged"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why; the first of the three groups makes a forgery."""

    FOREIGN_SEAL = "foreign_seal"
    CREDENTIAL_BROKEN = "credential_broken"
    KEY_COMPROMISED = "key_compromised"
    RECORD_DIFFERS = "record_differs"
    FOREIGN_CREDENTIAL = "foreign_credential"

    NO_SEAL = "no_seal"
    SEAL_BROKEN = "seal_broken"
    APPENDED = "appended"
    NOT_THE_FILE_ON_RECORD = "not_the_file_on_record"
    CODE_ONLY = "code_only"

    NOT_ON_RECORD = "not_on_record"
    SEALED_BUT_NOT_ON_RECORD = "sealed_but_not_on_record"
    CODE_NOT_ON_RECORD = "code_not_on_record"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    NOTHING_FOUND = "nothing_found"
    UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Center:
    """What a file could claim to be from: address, DID, names as printed, seals by fingerprint;
    and the names of the credential keys that were stolen."""

    site: str
    did: str
    names: tuple[str, ...]
    seals: frozenset[str]
    compromised: frozenset[str]


@dataclass(frozen=True)
class Recorded:
    """What the record holds about the certificate that the file is, or points to."""

    credential: Mapping[str, Any]
    is_this_file: bool = False


@dataclass(frozen=True)
class Judgement:
    """`official` is what was issued, `stated` what the file's credential says; `differing` are the
    facts that the page doesn't show as issued. Who has the genuine credential knows the name."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    official: Claims | None = None
    stated: Claims | None = None
    differing: tuple[Fact, ...] = ()
    is_name_known: bool = False


def judge(report: Report, record: Recorded | None, center: Center) -> Judgement:
    """Weigh what was found, the worst first."""
    official = claims(record.credential) if record else None
    if record and record.is_this_file:
        return Judgement(Verdict.ORIGINAL, official=official, is_name_known=True)
    if forgery := _forgery(report, record, center):
        return Judgement(Verdict.FORGED, (forgery,), official, _stated(report))
    text = report.sheet.text if report.sheet else ""
    if genuine(report):
        return _genuine(report, official, text)
    if official:
        public = {fact: value for fact, value in official.items() if fact not in NAMES}
        reasons = (*_seal(report.seal), Reason.CODE_ONLY, *_unfinished(report))
        return Judgement(
            Verdict.UNVERIFIABLE, reasons, official, differing=tuple(missing(public, text))
        )
    return Judgement(Verdict.UNKNOWN, _nothing(report, center), stated=_stated(report))


def genuine(report: Report) -> dict[str, Any] | None:
    """The first attached credential whose proofs hold."""
    return next((_read(each) for each in report.credentials if not each.problem), None)


def claimed_ids(report: Report, center: Center) -> list[str]:
    """What attached credentials in our name call themselves, those whose proofs hold first."""
    ordered = sorted(report.credentials, key=lambda finding: bool(finding.problem))
    ours = [document for document in map(_read, ordered) if _names_us(document, center)]
    return [str(document.get("id")) for document in ours]


def codes_on(report: Report, center: Center) -> list[str]:
    """The verification codes that the sheet shows: in QR codes with our address, then in words."""
    if report.sheet is None:
        return []
    ours = re.compile(re.escape(center.site) + r"/(?:verify|v)/([0-9A-Z-]+)", re.IGNORECASE)
    scanned = [match[1] for text in report.sheet.codes if (match := ours.match(text))]
    written = _PRINTED_CODE.findall(unicodedata.normalize("NFKC", report.sheet.text))
    found = dict.fromkeys(codes.canonical(typed) for typed in (*scanned, *written))
    return [code for code in found if code][:MOST_CODES]


def _forgery(report: Report, record: Recorded | None, center: Center) -> Reason | None:
    worths = {_worth(finding, record, center) for finding in report.credentials}
    if report.seal and _is_foreign(report.seal, center):
        worths.add(Reason.FOREIGN_SEAL)
    # Another issuer's credential alone is no forgery; on a page that shows our code it is.
    if record is None:
        worths.discard(Reason.FOREIGN_CREDENTIAL)
    return next((reason for reason in Reason if reason in worths), None)


def _worth(finding: CredentialFinding, record: Recorded | None, center: Center) -> Reason | None:
    """Why an attached credential is none of ours."""
    document = _read(finding)
    if not _names_us(document, center):
        return Reason.FOREIGN_CREDENTIAL
    if finding.problem:
        return Reason.CREDENTIAL_BROKEN
    issued = record.credential if record else {}
    if issued.get("id") == document.get("id"):
        return None if issued == document else Reason.RECORD_DIFFERS
    # Only the record can tell what was signed before a key was stolen.
    return Reason.KEY_COMPROMISED if finding.key in center.compromised else None


def _names_us(document: Mapping[str, Any], center: Center) -> bool:
    issuer = document.get("issuer")
    if not isinstance(issuer, dict):
        return issuer == center.did
    return issuer.get("id") == center.did or _has_our_name(str(issuer.get("name")), center)


def _has_our_name(text: str, center: Center) -> bool:
    return any(name.casefold() in text.casefold() for name in center.names)


def _is_foreign(seal: SealFinding, center: Center) -> bool:
    """An unbroken seal in our name that is none of ours."""
    is_ours = seal.trusted or seal.fingerprint in center.seals
    return seal.intact and not is_ours and _has_our_name(seal.signer, center)


def _genuine(report: Report, official: Claims | None, text: str) -> Judgement:
    stated = _stated(report) or {}
    differing = tuple(missing(stated, text))
    seal, unfinished = _seal(report.seal), _unfinished(report)
    if official:
        reasons = (*(seal or (Reason.NOT_THE_FILE_ON_RECORD,)), *unfinished)
        return Judgement(Verdict.ALTERED, reasons, official, stated, differing, True)
    sealed = report.seal is not None and report.seal.is_original
    reason = Reason.SEALED_BUT_NOT_ON_RECORD if sealed else Reason.NOT_ON_RECORD
    return Judgement(Verdict.UNKNOWN, (reason, *seal, *unfinished), None, stated, differing)


def _seal(seal: SealFinding | None) -> tuple[Reason, ...]:
    """What is wrong with the seal; nothing where it wasn't looked at."""
    if seal is None or seal.is_original:
        return ()
    if not seal.signatures:
        return (Reason.NO_SEAL,)
    return (Reason.APPENDED if seal.intact and not seal.entire_file else Reason.SEAL_BROKEN,)


def _unfinished(report: Report) -> tuple[Reason, ...]:
    return () if report.finished else (Reason.UNFINISHED,)


def _nothing(report: Report, center: Center) -> tuple[Reason, ...]:
    if report.sheet and report.sheet.error == "password":
        return (Reason.PASSWORD,)
    if codes_on(report, center):
        return (Reason.CODE_NOT_ON_RECORD,)
    foreign = (Reason.FOREIGN_CREDENTIAL,) if report.credentials else ()
    return (*(foreign or (Reason.NOTHING_FOUND,)), *_unfinished(report))


def _stated(report: Report) -> Claims | None:
    """What the first credential says; those whose proofs hold come first."""
    document = genuine(report) or next(map(_read, report.credentials), None)
    return claims(document) if document else None


def _read(finding: CredentialFinding) -> dict[str, Any]:
    try:
        document = json.loads(finding.text)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
