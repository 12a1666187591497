"""Tell what a credential is worth that a program was handed: offline, by keys, record and status.

Nothing is fetched: a credential of another issuer is refused with that reason.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from certificates import known_keys, verifying
from certificates.models import Certificate, Status
from certificates.signing import credentials, identity, schema
from certificates.signing.proofs import Problem, ProblemCode
from certificates.verifying import Verdict

PROOF, SCHEMA, RECORD, STATUS = "proof", "schema", "record", "credentialStatus"
NOT_AS_ISSUED, NOT_ON_RECORD, RECORD_DIFFERS = "schema", "not_on_record", "record_differs"
# What has a newer certificate beside it still holds.
_HOLDING = {Status.VALID, Status.RENEWED}


@dataclass(frozen=True)
class Appraisal:
    """What was looked at, what stands against it (a code), and what our record says."""

    checks: tuple[str, ...]
    against: tuple[str, ...] = ()
    verdict: Verdict | None = None

    @property
    def is_verified(self) -> bool:
        """Nothing stands against it."""
        return not self.against


def appraise(document: Mapping[str, Any], *, at: datetime) -> Appraisal:
    """The proofs first: what nobody of ours has signed is looked up nowhere."""
    if problem := _problem(dict(document), at):
        return Appraisal((PROOF,), (problem,))
    if schema.conforms(document):
        return Appraisal((PROOF, SCHEMA), (NOT_AS_ISSUED,))
    found = _on_record(str(document.get("id", "")))
    if found is None:
        return Appraisal((PROOF, SCHEMA, RECORD), (NOT_ON_RECORD,))
    if json.loads(found.credential) != document:
        return Appraisal((PROOF, SCHEMA, RECORD), (RECORD_DIFFERS,))
    verdict = verifying.verify(found, at=at, is_known=True)
    against = () if verdict.status in _HOLDING else (verdict.status.value,)
    return Appraisal((PROOF, SCHEMA, RECORD, STATUS), against, verdict)


def _problem(document: dict[str, Any], at: datetime) -> str:
    keys = known_keys.for_inspecting(at).keys
    public = {name: identity.from_multikey(key) for name, key in keys.items()}
    try:
        found = credentials.verify(document, public)
    # Hostile documents find ways to fail that no list of exceptions names.
    except Exception:  # noqa: BLE001
        found = [Problem(ProblemCode.MALFORMED)]
    return found[0].code.value if found else ""


def _on_record(name: str) -> Certificate | None:
    try:
        public_id = UUID(name.removeprefix("urn:uuid:"))
    except ValueError:
        return None
    return Certificate.objects.sealed().with_status().filter(public_id=public_id).first()
