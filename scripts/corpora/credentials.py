"""Signed credentials: the W3C's vectors of both Ed25519 suites, step by step and byte for byte."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import base58
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.signing import contexts, cryptosuites
from certificates.signing.identity import from_multikey, multikey
from certificates.signing.proofs import proof_value
from scripts.corpora import badge_schema
from scripts.corpora.cases import Case
from scripts.corpora.reading import FAULTS, read_json, read_text, said

VECTORS = "credentials/vectors"
SCHEMAS = "credentials/schema"
# The examples' context only says where words that no other context knows belong.
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
_VOCABULARY = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}

_SIGNED = re.compile(r"(?P<set>.+_)signed(?P<suffix>[A-Za-z0-9]+)\.json")
_SECRET_PREFIX = 2

Document = dict[str, Any]
Step = Callable[[Document, Path], str]


def run(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / VECTORS).glob("*.json")):
        signed = _SIGNED.fullmatch(path.name)
        if signed:
            yield from _signed(path, signed["set"], signed["suffix"])
    yield from _schemas(folder)


def _schemas(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / SCHEMAS).glob("*.json")):
        found = _try(partial(badge_schema.faults, path))
        yield _case(f"{SCHEMAS}/{path.name}", "a credential of ours", found)


def _signed(path: Path, prefix: str, suffix: str) -> Iterator[Case]:
    file = f"{VECTORS}/{path.name}"
    yield _case(file, "proof", _try(partial(_verify, path)))
    for kind, compute in _STEPS.items():
        expected = path.with_name(f"{prefix}{kind}{suffix}.txt")
        if expected.exists():
            name = f"{VECTORS}/{expected.name}"
            yield _case(name, kind, _try(partial(_compare, path, expected, compute)))


def _verify(path: Path) -> str:
    document = read_json(path)
    proof = document["proof"]
    key = from_multikey(proof["verificationMethod"].rpartition("#")[2])
    data = cryptosuites.hash_data(document, proof, _load)
    try:
        key.verify(base58.b58decode(proof["proofValue"][1:]), data)
    except InvalidSignature:
        return "the signature does not hold"
    return ""


def _compare(path: Path, expected: Path, compute: Step) -> str:
    found, wanted = compute(read_json(path), path).strip(), read_text(expected).strip()
    return "" if found == wanted else f"{found[:80]} instead of {wanted[:80]}"


def _canonical(document: Document, suite: str) -> bytes:
    if suite == cryptosuites.JCS:
        return cryptosuites.canonical_json(document)
    return cryptosuites.canonical_rdf(document, _load)


def _unsecured(document: Document, path: Path) -> str:
    plain = {name: value for name, value in document.items() if name != "proof"}
    return _canonical(plain, document["proof"]["cryptosuite"]).decode()


def _options(document: Document, path: Path) -> str:
    proof = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    return _canonical({**proof, "@context": document["@context"]}, proof["cryptosuite"]).decode()


def _combined(document: Document, path: Path) -> str:
    return cryptosuites.hash_data(document, document["proof"], _load).hex()


def _proof_hash(document: Document, path: Path) -> str:
    return _combined(document, path)[:64]


def _document_hash(document: Document, path: Path) -> str:
    return _combined(document, path)[64:]


def _signature(document: Document, path: Path) -> bytes:
    pair = read_json(path.with_name("keyPair.json"))
    secret = base58.b58decode(pair["privateKeyMultibase"][1:])[_SECRET_PREFIX:]
    key = Ed25519PrivateKey.from_private_bytes(secret)
    if multikey(key.public_key()) != pair["publicKeyMultibase"]:
        raise ValueError("the keys are no pair")
    return key.sign(cryptosuites.hash_data(document, document["proof"], _load))


_STEPS: Mapping[str, Step] = {
    "canonDoc": _unsecured,
    "proofCanon": _options,
    "docHash": _document_hash,
    "proofHash": _proof_hash,
    "combinedHash": _combined,
    "sigHex": lambda document, path: _signature(document, path).hex(),
    "sigBTC58": lambda document, path: proof_value(_signature(document, path)),
}


def _load(url: str, options: object = None) -> Document:
    if url != EXAMPLES:
        return contexts.load(url, options)
    known = contexts.load(contexts.CREDENTIALS_V2)
    return {**known, "documentUrl": url, "document": _VOCABULARY}


def _try(check: Callable[[], str]) -> str:
    try:
        return check()
    except FAULTS as error:
        return said(error)


def _case(file: str, name: str, reason: str) -> Case:
    return Case(file, name, "failed" if reason else "passed", reason)
