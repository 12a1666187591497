"""Checks on a PDF: its seal, and what the sealed file carries."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from certificates.inspecting.attachments import embedded
from certificates.offline import credentials, seals, times
from certificates.offline.answers import Check, State, Subject, Why, failed, impossible, ok
from certificates.offline.seals import Seal, SealBroken
from certificates.offline.trust import Trust
from certificates.signing import keys
from certificates.signing.revocations import UnreadableList, read_crl
from certificates.transparency.proofs import HEADER

Credential = dict[str, Any]


@dataclass(frozen=True)
class Attached:
    """What the file carries; of two credentials the last, since one is an attempt at deceit."""

    credential: Credential | None = None
    did: bytes = b""
    log_proof: bytes = b""


def attached(pdf: bytes) -> Attached:
    found = Attached()
    for content in embedded(pdf):
        if content.startswith(HEADER.encode()):
            found = replace(found, log_proof=content)
        elif credential := credentials.read(content):
            found = replace(found, credential=credential)
        elif b'"assertionMethod"' in content:
            found = replace(found, did=content)
    return found


def check(pdf: bytes, carried: Attached, trust: Trust) -> tuple[Trust, list[Check]]:
    """Give all checks but that of the dates, and the trust with what a good seal vouches for."""
    try:
        seal = seals.read(pdf, trust.roots, trust.fingerprint)
    except SealBroken:
        why = Why.BYTES_CHANGED if b"/ByteRange" in pdf else Why.NO_SEAL
        return trust, [failed(Subject.SEAL, why), *_credential(carried, None, trust)]
    checks = [ok(Subject.SEAL, seal.signed_at.isoformat()), _whole(seal), _root(seal)]
    if all(one.state == State.OK for one in checks):
        trust = _vouched(pdf, carried, seal, trust)
        checks.append(times.seal_key(seal, trust, _log(carried, trust)))
    return trust, [*checks, *_credential(carried, seal, trust)]


def _whole(seal: Seal) -> Check:
    if not seal.covers_all:
        return failed(Subject.WHOLE_FILE, Why.APPENDED)
    if seal.chain and not seal.is_as_written:
        return failed(Subject.WHOLE_FILE, Why.CONTAINER)
    return ok(Subject.WHOLE_FILE)


def _root(seal: Seal) -> Check:
    if not seal.chain:
        return failed(Subject.ROOT, Why.OTHER_ROOT, keys.fingerprint(seal.signer))
    return ok(Subject.ROOT, keys.fingerprint(seal.chain[-1]))


def _vouched(pdf: bytes, carried: Attached, seal: Seal, trust: Trust) -> Trust:
    """Believe what the sealed file brings: its revocation lists, and its keys where none are."""
    trust = replace(trust, crls=[*trust.crls, *_revocation_lists(pdf, seal.chain[-1])])
    if trust.did or not carried.did:
        return trust
    document = json.loads(carried.did)
    return trust.with_document(document) if document["id"] == seal.did else trust


def _revocation_lists(
    pdf: bytes, root: x509.Certificate
) -> Iterator[x509.CertificateRevocationList]:
    store = PdfFileReader(BytesIO(pdf), strict=False).root.get("/DSS", {})
    for stream in store.get("/CRLs", []):
        with suppress(UnreadableList):
            yield read_crl(stream.get_object().data, root)


def _log(carried: Attached, trust: Trust) -> Check:
    if carried.credential is None:
        return impossible(Subject.LOG, Why.NO_CREDENTIAL)
    return credentials.in_log(carried.credential, carried.log_proof, trust)


def _credential(carried: Attached, seal: Seal | None, trust: Trust) -> Iterator[Check]:
    if carried.credential is None:
        yield failed(Subject.CREDENTIAL, Why.NO_CREDENTIAL)
        return
    log = _log(carried, trust)
    yield from credentials.check(carried.credential, trust, log)
    if seal and seal.chain:
        yield _issuer(seal, carried.credential)
    yield log


def _issuer(seal: Seal, credential: Credential) -> Check:
    issuer = credential.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    return (
        ok(Subject.ISSUER, seal.did)
        if named == seal.did
        else failed(Subject.ISSUER, Why.OTHER_ISSUER, str(named)[:200])
    )
