"""Credentials as ours are built, against a published JSON Schema of Open Badges 3.0."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry

from certificates.signing import credentials
from certificates.signing.cryptosuites import Document
from certificates.signing.facts import CertificateFacts
from certificates.signing.keys import make_credential_key
from certificates.signing.kinds import KINDS
from scripts.corpora.reading import read_text

_ISSUED_AT = datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)
_DID = "did:web:training.example"
_FACTS: dict[str, Any] = {
    "certificate_id": "0b7f0a52-5f0b-4a3e-9d0e-2f4f5a7c1d11",
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
    "issued_at": _ISSUED_AT,
    "valid_until": datetime(2029, 11, 22, tzinfo=UTC),
    "issuer_name_zh": "长春知识产权培训中心",
    "issuer_name_en": "Changchun Intellectual Property Training Center",
    "issuer_url": "https://training.example/",
    "issuer_did": _DID,
    "achievement_description_zh": "修完全部课程并通过考核。",
    "achievement_description_en": "Completed the whole course and passed its assessment.",
    "criteria_zh": "全部必修活动合格。",
    "criteria_en": "Every required activity passed.",
    "language": "zh-hans",
    "status_list": "https://training.example/status/1",
    "status_index": 94567,
}


def faults(path: Path) -> str:
    """What the schema finds wrong with a signed credential of each kind, or nothing."""
    checker = jsonschema.Draft201909Validator(
        json.loads(read_text(path)),
        format_checker=jsonschema.FormatChecker(),
        registry=Registry(),  # Without it, references to elsewhere would be fetched.
    )
    found = [error.message for kind in KINDS for error in checker.iter_errors(_signed(kind))]
    return "; ".join(found)[:200]


def _signed(kind: str) -> Document:
    document = credentials.build(CertificateFacts(type=kind, **_FACTS))
    return credentials.sign(document, make_credential_key(), f"{_DID}#vc-1", _ISSUED_AT)
