"""Open Badges 3.0 credentials: from printed facts to a signed document and back to a verdict."""

from decimal import Decimal
from uuid import UUID, uuid5

from certificates.signing import status_lists
from certificates.signing.contexts import CREDENTIALS_V2, OPEN_BADGES
from certificates.signing.cryptosuites import Document
from certificates.signing.facts import CertificateFacts
from certificates.signing.kinds import KINDS
from certificates.signing.proofs import Problem, ProblemCode, moment, sign, verify

__all__ = ["Problem", "ProblemCode", "achievement_id", "build", "sign", "verify"]

# Of the lists that have a certificate's bit, the one that its credential points to: Open Badges 3.0
# has room for one (credentialStatus [0..1]; more are asked for in 3.1), and this one is for good.
STATUS_PURPOSE = "revocation"


def build(facts: CertificateFacts) -> Document:
    """Say in Open Badges 3.0 what the certificate prints; only terms of the pinned contexts."""
    document: Document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": f"urn:uuid:{facts.certificate_id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _both(facts.course_title_zh, facts.course_title_en),
        "issuer": {
            "id": facts.issuer_did,
            "type": ["Profile"],
            "name": _both(facts.issuer_name_zh, facts.issuer_name_en),
            "url": facts.issuer_url,
        },
        "validFrom": moment(facts.issued_at),
        "credentialSubject": _subject(facts),
    }
    if facts.valid_until is not None:
        document["validUntil"] = moment(facts.valid_until)
    if facts.status_index is not None:
        document["credentialStatus"] = status_lists.entry(
            f"{facts.status_list}/{STATUS_PURPOSE}/", STATUS_PURPOSE, facts.status_index
        )
    return document


def achievement_id(course_id: str, type_: str) -> str:
    """Name one achievement for good: the course's record, not its address, which may move."""
    return f"urn:uuid:{uuid5(UUID(course_id), type_)}"


def _subject(facts: CertificateFacts) -> Document:
    subject: Document = {
        "type": ["AchievementSubject"],
        "identifier": [_named(name) for name in _names(facts)],
        "activityEndDate": f"{facts.completed_on.isoformat()}T00:00:00Z",
        "creditsEarned": _json_number(facts.hours),
        "licenseNumber": facts.serial,
        "achievement": _achievement(facts),
    }
    if facts.score is not None:
        subject["result"] = [
            {
                "type": ["Result"],
                "resultDescription": _score_id(facts),
                "value": f"{facts.score * 100:f}",
            }
        ]
    return subject


def _achievement(facts: CertificateFacts) -> Document:
    achievement: Document = {
        "id": achievement_id(facts.course_id, facts.type),
        "type": ["Achievement"],
        "achievementType": KINDS[facts.type].achievement_type,
        "name": _both(facts.course_title_zh, facts.course_title_en),
        "description": _both(facts.achievement_description_zh, facts.achievement_description_en),
        "criteria": {
            "id": facts.course_url,
            "narrative": _both(facts.criteria_zh, facts.criteria_en),
        },
        "creditsAvailable": _json_number(facts.hours),
    }
    if facts.score is not None:
        achievement["resultDescription"] = [_score_description(facts)]
    return achievement


def _score_description(facts: CertificateFacts) -> Document:
    return {
        "id": _score_id(facts),
        "type": ["ResultDescription"],
        "name": "成绩 / Score",
        "resultType": "Percent",
        "valueMin": "0",
        "valueMax": "100",
    }


def _score_id(facts: CertificateFacts) -> str:
    return achievement_id(facts.course_id, f"{facts.type} score")


def _names(facts: CertificateFacts) -> list[str]:
    return [name for name in (facts.recipient_name, facts.recipient_latin_name) if name]


def _named(name: str) -> Document:
    # In the clear: the holder shows the file to prove that it is theirs, and the page prints it.
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": name,
        "identityType": "name",
    }


def _both(chinese: str, english: str) -> str:
    # The schema wants plain strings here, so both languages share one.
    return " / ".join(text for text in (chinese, english) if text)


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
