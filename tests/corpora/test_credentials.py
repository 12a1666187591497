"""Vectors of signed credentials, made here with a key of our own."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.signing.contexts import CREDENTIALS_V2, OPEN_BADGES
from certificates.signing.identity import multikey
from certificates.signing.proofs import sign
from scripts.corpora.cases import Case
from scripts.corpora.credentials import run

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
METHOD = f"did:key:{multikey(KEY.public_key())}#{multikey(KEY.public_key())}"


def signed(place: int) -> dict[str, Any]:
    document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:us",
        "credentialSubject": {"id": "did:example:li"},
    }
    whole = sign(document, KEY, METHOD, datetime(2026, 1, 1, tzinfo=UTC))
    return {**whole, "proof": whole["proof"][place]}


def write(folder: Path, document: object, **steps: str) -> Path:
    vectors = folder / "credentials" / "vectors"
    vectors.mkdir(parents=True)
    (vectors / "Set_signedX.json").write_text(json.dumps(document), "utf-8")
    secret = "z" + base58.b58encode(b"\x80\x26" + KEY.private_bytes_raw()).decode()
    pair = {"publicKeyMultibase": multikey(KEY.public_key()), "privateKeyMultibase": secret}
    (vectors / "keyPair.json").write_text(json.dumps(pair), "utf-8")
    for step, text in steps.items():
        (vectors / f"Set_{step}X.txt").write_text(text, "utf-8")
    return folder


def verdicts(cases: list[Case]) -> list[str]:
    return [case.verdict for case in cases]


@pytest.mark.parametrize("place", [0, 1])
def test_a_proof_that_holds_and_its_steps_pass(tmp_path: Path, place: int) -> None:
    document = signed(place)
    value = document["proof"]["proofValue"]
    found = list(run(write(tmp_path, document, sigBTC58=value, docHash="00")))
    assert sorted((case.name, case.verdict) for case in found) == [
        ("docHash", "failed"),
        ("proof", "passed"),
        ("sigBTC58", "passed"),
    ]


def test_a_changed_document_fails(tmp_path: Path) -> None:
    changed = {**signed(1), "issuer": "did:example:others"}
    (case,) = run(write(tmp_path, changed))
    assert case.reason == "the signature does not hold"


@pytest.mark.parametrize("document", [[], {}, {"proof": {}}, {"proof": {"cryptosuite": "x"}}])
def test_a_malformed_document_fails(tmp_path: Path, document: object) -> None:
    assert verdicts(list(run(write(tmp_path, document)))) == ["failed"]


def test_a_context_from_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    foreign = {**signed(0), "@context": ["https://elsewhere.example/context"]}
    assert verdicts(list(run(write(tmp_path, foreign)))) == ["failed"]


@pytest.mark.parametrize(
    ("schema", "verdict"),
    [
        ({"required": ["issuer", "proof"]}, "passed"),
        ({"required": ["colour"]}, "failed"),
        ({"$ref": "https://elsewhere.example/schema"}, "failed"),
        (3, "failed"),
    ],
)
def test_our_credentials_are_held_against_a_schema(
    tmp_path: Path, schema: object, verdict: str
) -> None:
    schemas = tmp_path / "credentials" / "schema"
    schemas.mkdir(parents=True)
    (schemas / "badge.json").write_text(json.dumps(schema), "utf-8")
    assert verdicts(list(run(tmp_path))) == [verdict]
