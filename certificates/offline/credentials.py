"""Checks on a credential, alone or out of a sealed file."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from certificates.offline import times
from certificates.offline.answers import Check, Subject, Why, failed, impossible, ok
from certificates.offline.trust import Trust
from certificates.signing import proofs
from certificates.signing.cryptosuites import canonical_json
from certificates.signing.proofs import Problem, ProblemCode
from certificates.transparency import proofs as log_proofs
from certificates.transparency.notes import NotProven

_REASONS = {
    ProblemCode.UNKNOWN_KEY: Why.UNKNOWN_KEY,
    ProblemCode.ISSUER: Why.OTHER_ISSUER,
    ProblemCode.SIGNATURE: Why.FORGED,
}


def read(text: bytes) -> dict[str, Any] | None:
    """Give the credential that the text is; None where it is something else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_one = isinstance(document, dict) and "credentialSubject" in document
    return document if is_one else None


def check(document: dict[str, Any], trust: Trust, log: Check) -> Iterator[Check]:
    """Yield what the proofs say, then whether the key was still the center's alone."""
    problem = _problem(document, trust)
    if problem:
        why = _REASONS.get(problem.code, Why.MALFORMED)
        yield failed(Subject.CREDENTIAL, why, problem.detail[:200])
        return
    yield ok(Subject.CREDENTIAL)
    signer = document["proof"][0]["verificationMethod"]
    issued_at = datetime.fromisoformat(document["validFrom"])
    yield times.credential_key(signer, issued_at, trust, log)


def in_log(document: dict[str, Any], proof: bytes, trust: Trust) -> Check:
    """Check that the public log holds this credential."""
    if not proof:
        return impossible(Subject.LOG, Why.NO_PROOF)
    if not trust.log_keys:
        return impossible(Subject.LOG, Why.NO_LOG_KEY)
    try:
        head = log_proofs.verify(proof.decode(), leaf(document), trust.log_keys)
    except (NotProven, ValueError) as error:
        return failed(Subject.LOG, Why.NOT_IN_LOG, str(error))
    return ok(Subject.LOG, f"{head.origin} {head.size}")


def leaf(document: dict[str, Any]) -> bytes:
    """Write the log's entry for a credential."""
    return b"credential sha256:" + sha256(canonical_json(document)).hexdigest().encode()


def _problem(document: dict[str, Any], trust: Trust) -> Problem | None:
    try:
        found = proofs.verify(document, trust.keys)
        datetime.fromisoformat(document["validFrom"])
    # Hostile documents find ways to fail that no list of exceptions names.
    except Exception as error:  # noqa: BLE001
        return Problem(ProblemCode.MALFORMED, type(error).__name__)
    return found[0] if found else None
