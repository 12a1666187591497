"""The W3C's published vectors of both Ed25519 suites, step by step and byte for byte."""

import json
from pathlib import Path
from typing import Any

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.signing import contexts, cryptosuites
from certificates.signing.identity import from_multikey, multikey
from certificates.signing.proofs import proof_value
from tests.certificates.specimen import corpus

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
SUITES = [("rdfc", "DataInt"), ("jcs", "JCS")]


def _load(url: str, options: object = None) -> dict[str, Any]:
    if url != EXAMPLES:
        return contexts.load(url, options)
    document = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    return {**contexts.load(contexts.CREDENTIALS_V2), "documentUrl": url, "document": document}


def _vector(suite: str, name: str) -> Path:
    return corpus("vectors", f"TestVectors_eddsa-{suite}-2022_{name}")


def _text(suite: str, name: str) -> str:
    return _vector(suite, name).read_text("utf-8").strip()


def _signed(suite: str, suffix: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_text(suite, f"signed{suffix}.json"))
    return document


def _key() -> tuple[Ed25519PrivateKey, dict[str, str]]:
    pair = json.loads(corpus("vectors", "keyPair.json").read_text("utf-8"))
    secret = base58.b58decode(pair["privateKeyMultibase"][1:])
    return Ed25519PrivateKey.from_private_bytes(secret[2:]), pair


def test_multikey() -> None:
    key, pair = _key()
    assert multikey(key.public_key()) == pair["publicKeyMultibase"]
    assert from_multikey(pair["publicKeyMultibase"]) == key.public_key()


@pytest.mark.parametrize(("suite", "suffix"), SUITES)
def test_combined_hash_and_proof_value(suite: str, suffix: str) -> None:
    signed = _signed(suite, suffix)
    data = cryptosuites.hash_data(signed, signed["proof"], _load)
    assert data.hex() == _text(suite, f"combinedHash{suffix}.txt")
    signature = _key()[0].sign(data)
    assert signature.hex() == _text(suite, f"sigHex{suffix}.txt")
    assert proof_value(signature) == _text(suite, f"sigBTC58{suffix}.txt")
    assert proof_value(signature) == signed["proof"]["proofValue"]


def test_canonical_forms() -> None:
    rdf, jcs = (_signed(suite, suffix) for suite, suffix in SUITES)
    rdf.pop("proof")
    jcs.pop("proof")
    assert cryptosuites.canonical_rdf(rdf, _load).decode().strip() == _text(
        "rdfc", "canonDocDataInt.txt"
    )
    assert cryptosuites.canonical_json(jcs).decode() == _text("jcs", "canonDocJCS.txt")
