"""One certificate to test with: facts, words, keys, and the sealed file made from them."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.rendering import Enclosed, render
from certificates.signing import credentials, keys, pades, summary
from certificates.signing.facts import CertificateFacts
from certificates.signing.identity import did_document
from certificates.signing.revocations import build_crl
from certificates.signing.wording import TemplateText

DID = "did:web:training.example"
METHOD = f"{DID}#vc-1"
ISSUED_AT = datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)
LATER = datetime(2026, 11, 23, tzinfo=UTC)
VALIDITY = keys.Validity(datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))

_FACTS: dict[str, Any] = {
    "certificate_id": "0b7f0a52-5f0b-4a3e-9d0e-2f4f5a7c1d11",
    "type": "completion",
    "serial": "CIP-2026-000123",
    "code": "7Q4M-ZK9P-3XW2-HT5C-8",
    "verify_url": "https://training.example/verify/7Q4MZK9P3XW2HT5C8/",
    "recipient_name": "李喆堃",
    "recipient_latin_name": "Li Zhekun",
    "course_title_zh": "专利：从发明到授权",
    "course_title_en": "Patents: from invention to grant",
    "course_url": "https://training.example/zh-hans/courses/patents/",
    "course_id": "5a6d3d5e-0d1f-4b7c-8f14-3a4c5b6d7e8f",
    "hours": Decimal("24.0"),
    "score": Decimal("0.875"),
    "completed_on": date(2026, 11, 22),
    "issued_at": ISSUED_AT,
    "valid_until": None,
    "issuer_name_zh": "长春知识产权培训中心",
    "issuer_name_en": "Changchun Intellectual Property Training Center",
    "issuer_url": "https://training.example/",
    "issuer_did": DID,
    "achievement_description_zh": "修完全部课程并通过考核。",
    "achievement_description_en": "Completed the whole course and passed its assessment.",
    "criteria_zh": "全部必修活动合格。",
    "criteria_en": "Every required activity passed.",
    "language": "zh-hans",
}

TEXT = TemplateText(
    title_zh="结业证书",
    title_en="Certificate of Completion",
    statement_zh="于{completed_on}修完《{course}》全部课程，共{hours}学时，考核合格，特发此证。",
    statement_en="has completed the course {course}, {hours} learning hours, "
    "and passed its assessment on {completed_on}.",
    signatory_name_zh="周文澜",
    signatory_name_en="Zhou Wenlan",
    signatory_title_zh="中心主任",
    signatory_title_en="Director of the Center",
    footer_zh="本证书以电子签章文件为准，纸质打印件请扫码核验。",
    footer_en="The sealed electronic file is the original; check printed copies by the code.",
    show_score=True,
)


def facts(**changes: Any) -> CertificateFacts:
    return CertificateFacts(**{**_FACTS, **changes})


@cache
def credential_key() -> Ed25519PrivateKey:
    return keys.make_credential_key()


@cache
def root() -> keys.Certified:
    return keys.make_root("Training Center Root", VALIDITY)


@cache
def seal_key() -> keys.Certified:
    url = "https://training.example/trust/seal.crl"
    return keys.make_seal(root(), "Training Center", DID, VALIDITY, url)


def chain() -> list[Any]:
    return [seal_key().certificate, root().certificate]


def public_keys() -> dict[str, Any]:
    return {METHOD: credential_key().public_key()}


@cache
def identity() -> dict[str, Any]:
    return did_document(DID, {"vc-1": credential_key().public_key()}, {"seal": chain()})


def credential(**changes: Any) -> dict[str, Any]:
    document = credentials.build(facts(**changes))
    return credentials.sign(document, credential_key(), METHOD, ISSUED_AT)


def attached(**changes: Any) -> bytes:
    return json.dumps(credential(**changes), ensure_ascii=False).encode()


@cache
def revocations() -> Any:
    """The list in force when the specimen was issued."""
    start = ISSUED_AT - timedelta(days=1)
    return build_crl(root(), [], keys.Validity(start, start + timedelta(days=30)), number=1)


def summed_up(**changes: Any) -> str:
    """What the QR code carries."""
    digest = sha256(attached(**changes)).digest()
    return summary.write(facts(**changes), digest, credential_key(), METHOD.rpartition("#")[2])


def enclosed(**changes: Any) -> Enclosed:
    return Enclosed(
        attached(**changes),
        summed_up(**changes),
        log_proof=b"c2sp.org/tlog-proof@v1\n",
        did=rfc8785.dumps(identity()),
        certificates=[item.public_bytes(Encoding.DER) for item in chain()],
        crls=[revocations().public_bytes(Encoding.DER)],
    )


@cache
def rendered() -> bytes:
    return render(facts(), TEXT, enclosed())


@cache
def sealed() -> bytes:
    return pades.seal(rendered(), seal_key(), chain(), ISSUED_AT)


def corpus(*parts: str) -> Path:
    """Find published test data, which is not ours to ship."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "corpora"
    path = Path(os.environ.get("CORPORA", beside)).joinpath("credentials", *parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not here: set CORPORA to the folder of test data")
    return path
