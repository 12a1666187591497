"""Data Integrity proof sets: two suites sign, and both must hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import base58
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from certificates.signing.contexts import CREDENTIALS_V2, OPEN_BADGES
from certificates.signing.cryptosuites import JCS, RDFC, Document, hash_data
from certificates.signing.signers import Ed25519Signer

# The order matters when verifying: RDF canonicalization of a hostile document can take for ever,
# so it runs only on a document that the byte-exact suite has already accepted.
SUITES = (JCS, RDFC)
PURPOSE = "assertionMethod"


class ProblemCode(StrEnum):
    MALFORMED = "malformed"
    CONTEXT = "context"
    PROOFS = "proofs"
    PURPOSE = "purpose"
    ISSUER = "issuer"
    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    SCHEMA = "schema"


@dataclass(frozen=True)
class Problem:
    """Why a credential is not to be believed; `detail` is for logs, not for readers."""

    code: ProblemCode
    detail: str = ""


def sign(
    document: Mapping[str, Any],
    signer: Ed25519Signer,
    verification_method: str,
    created: datetime,
) -> Document:
    """Add the proof set. The same input gives the same bytes: Ed25519 has no randomness."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    options = {
        "type": "DataIntegrityProof",
        "created": moment(created),
        "verificationMethod": verification_method,
        "proofPurpose": PURPOSE,
    }
    proofs = [_proof(unsecured, {**options, "cryptosuite": suite}, signer) for suite in (RDFC, JCS)]
    return {**unsecured, "proof": proofs}


def _proof(document: Document, options: Document, signer: Ed25519Signer) -> Document:
    if options["cryptosuite"] == JCS:
        # This suite signs the context as part of its own options.
        options = {"@context": document["@context"], **options}
    return {**options, "proofValue": proof_value(signer.sign(hash_data(document, options)))}


def proof_value(signature: bytes) -> str:
    return "z" + base58.b58encode(signature).decode()


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def verify(
    document: object,
    keys: Mapping[str, Ed25519PublicKey],
    contexts: Sequence[str] = (CREDENTIALS_V2, OPEN_BADGES),
) -> list[Problem]:
    """List what is wrong; an empty list means that one of these keys signed exactly this.

    Both proofs must be there and hold: the RDF one alone doesn't see members that no context
    defines, and the JSON one alone is not what other verifiers read.
    """
    if not isinstance(document, dict):
        return [Problem(ProblemCode.MALFORMED, "not an object")]
    if document.get("@context") != list(contexts):
        return [Problem(ProblemCode.CONTEXT, "not the pinned contexts")]
    proofs = _proof_set(document)
    if proofs is None:
        return [Problem(ProblemCode.PROOFS, "not one proof of each suite")]
    for suite in SUITES:
        if problem := _check(document, proofs[suite], keys):
            return [problem]
    return []


def _proof_set(document: Document) -> dict[str, Document] | None:
    given = document.get("proof")
    if not isinstance(given, list) or not all(isinstance(proof, dict) for proof in given):
        return None
    suites = [proof.get("cryptosuite") for proof in given]
    if len(suites) != len(SUITES) or any(suite not in suites for suite in SUITES):
        return None
    return {proof["cryptosuite"]: proof for proof in given}


def _check(
    document: Document, proof: Document, keys: Mapping[str, Ed25519PublicKey]
) -> Problem | None:
    method = proof.get("verificationMethod")
    if proof.get("type") != "DataIntegrityProof" or proof.get("proofPurpose") != PURPOSE:
        return Problem(ProblemCode.PURPOSE, str(proof.get("proofPurpose")))
    if not isinstance(method, str) or method.partition("#")[0] != _issuer(document):
        return Problem(ProblemCode.ISSUER, str(method))
    if method not in keys:
        return Problem(ProblemCode.UNKNOWN_KEY, method)
    return _check_signature(document, proof, keys[method])


def _issuer(document: Document) -> object:
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def _check_signature(document: Document, proof: Document, key: Ed25519PublicKey) -> Problem | None:
    if proof["cryptosuite"] == JCS and proof.get("@context") != document["@context"]:
        return Problem(ProblemCode.CONTEXT, "proof and document differ")
    try:
        key.verify(_signature(proof.get("proofValue")), hash_data(document, proof))
    except InvalidSignature:
        return Problem(ProblemCode.SIGNATURE, proof["cryptosuite"])
    except (ValueError, RecursionError, rfc8785.CanonicalizationError) as error:
        return Problem(ProblemCode.MALFORMED, type(error).__name__)
    return None


def _signature(value: object) -> bytes:
    if not isinstance(value, str) or not value.startswith("z"):
        raise InvalidSignature
    return base58.b58decode(value[1:])
