"""A certificate with all that travels in it, the center's trust folder, and others' imitations."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.offline.answers import Answer
from certificates.offline.trust import Trust, by_fingerprint, load
from certificates.offline.verifying import verify
from certificates.rendering import Enclosed, render
from certificates.signing import credentials, identity, keys, pades, summary
from certificates.signing.facts import CertificateFacts
from certificates.signing.revocations import RevokedSeal, build_crl
from certificates.transparency import checkpoints, merkle
from certificates.transparency.checkpoints import TreeHead
from certificates.transparency.notes import Signer, VerifierKey
from certificates.transparency.proofs import Proof
from tests.certificates import specimen

SITE = "https://training.example"
AT = date(2026, 12, 1)
BEFORE, AFTER = (specimen.ISSUED_AT + timedelta(days=days) for days in (-1, 1))
FOREIGN = "did:web:elsewhere.example"


@cache
def log_key() -> Any:
    return keys.make_credential_key()


def log_signer() -> Signer:
    public = VerifierKey("training.example/log", log_key().public_key().public_bytes_raw())
    return Signer(public, log_key().sign)


def log_proof(credential: bytes, signer: Signer | None = None) -> bytes:
    """Prove that the log holds the credential, as its second and last leaf."""
    leaf = b"credential sha256:" + sha256(credential).hexdigest().encode()
    before = merkle.leaf_hash(b"another")
    head = TreeHead("training.example/log", 2, merkle.node_hash(before, merkle.leaf_hash(leaf)))
    return str(Proof(1, [before], checkpoints.sign(head, signer or log_signer()))).encode()


@cache
def document() -> dict[str, Any]:
    """The center's DID document, with the log's key, which asserts nothing."""
    method = {
        "id": f"{specimen.DID}#log",
        "type": "Multikey",
        "controller": specimen.DID,
        "publicKeyMultibase": identity.multikey(log_key().public_key()),
    }
    own = specimen.identity()
    return {**own, "verificationMethod": [*own["verificationMethod"], method]}


def facts(**changes: Any) -> CertificateFacts:
    return specimen.facts(**changes)


def credential(**changes: Any) -> bytes:
    return signed(credentials.build(facts(**changes)))


def signed(document: dict[str, Any]) -> bytes:
    return rfc8785.dumps(
        credentials.sign(document, specimen.credential_key(), specimen.METHOD, specimen.ISSUED_AT)
    )


def code(**changes: Any) -> str:
    digest = sha256(credential(**changes)).digest()
    return summary.write(facts(**changes), digest, specimen.credential_key(), "vc-1")


def scanned(payload: str) -> str:
    return f"HTTPS://TRAINING.EXAMPLE/V/7Q4MZK9P3XW2HT5C8#{payload}"


@cache
def enclosed() -> Enclosed:
    text = credential()
    return replace(
        specimen.enclosed(),
        credential=text,
        summary=code(),
        did=rfc8785.dumps(document()),
        log_proof=log_proof(text),
    )


@cache
def original() -> bytes:
    return sealed(enclosed())


def sealed(carried: Enclosed) -> bytes:
    blank = render(facts(), specimen.TEXT, carried)
    return pades.seal(blank, specimen.seal_key(), specimen.chain(), specimen.ISSUED_AT)


@cache
def imitation() -> bytes:
    """The same sheet, flawless in itself, by an issuer with a root of its own."""
    root = keys.make_root("Training Center Root", specimen.VALIDITY)
    seal = keys.make_seal(root, "Training Center", specimen.DID, specimen.VALIDITY)
    key = keys.make_credential_key()
    text = rfc8785.dumps(
        credentials.sign(credentials.build(facts()), key, specimen.METHOD, specimen.ISSUED_AT)
    )
    own = identity.did_document(specimen.DID, {"vc-1": key.public_key()})
    payload = summary.write(facts(), sha256(text).digest(), key, "vc-1")
    blank = render(facts(), specimen.TEXT, Enclosed(text, payload, did=rfc8785.dumps(own)))
    chain = [seal.certificate, root.certificate]
    return pades.seal(blank, seal, chain, specimen.ISSUED_AT)


def fingerprint() -> str:
    return keys.fingerprint(specimen.root().certificate)


def write_trust(folder: Path, **thefts: datetime) -> Path:
    """Write the center's folder; a theft of `seal` or `credential` stands in it."""
    folder.mkdir(exist_ok=True)
    (folder / "root.pem").write_bytes(keys.chain_to_pem([specimen.root().certificate]))
    own = document()
    if "credential" in thefts:
        own = {**own, "assertionMethod": []}
    (folder / "did.json").write_text(json.dumps(own))
    (folder / "seal.crl").write_bytes(_revocations(thefts.get("seal")))
    (folder / "log.vkey").write_text(f"{log_signer().key}\n")
    (folder / "keys.json").write_text(json.dumps(_record(thefts)))
    return folder


def _revocations(theft: datetime | None) -> bytes:
    serial = specimen.seal_key().certificate.serial_number
    revoked = [RevokedSeal(serial, theft)] if theft else []
    validity = keys.Validity(AFTER, AFTER + timedelta(days=30))
    return build_crl(specimen.root(), revoked, validity, 2).public_bytes(Encoding.DER)


def _record(thefts: dict[str, datetime]) -> dict[str, Any]:
    seal = specimen.seal_key().certificate
    public = specimen.credential_key().public_key().public_bytes_raw()
    listed = {
        "seal": ("seal-1", keys.fingerprint(seal)),
        "credential": ("vc-1", b64encode(public).decode()),
    }
    return {
        "id": specimen.DID,
        "keys": [
            {
                "id": key_id,
                "purpose": purpose,
                "fingerprint": mark,
                "valid_from": specimen.VALIDITY.start.isoformat(),
                "retired_at": None,
                "compromised_at": thefts[purpose].isoformat() if purpose in thefts else None,
            }
            for purpose, (key_id, mark) in listed.items()
        ],
    }


def asked(data: bytes, folder: Path, at: date = AT) -> Answer:
    return verify(data, load(folder), at)


def asked_by_fingerprint(data: bytes, mark: str) -> Answer:
    return verify(data, by_fingerprint(mark, Trust()), AT)
