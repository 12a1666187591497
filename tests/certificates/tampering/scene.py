"""One issued certificate with everything that points to it, and other issuers beside the center."""

from dataclasses import replace
from functools import cache
from typing import Any

import rfc8785

from certificates import codes
from certificates.inspecting import attached, seal, sheet
from certificates.inspecting.messages import Report, Trust
from certificates.models import IssuerKey, KeyPurpose
from certificates.rendering import render
from certificates.signing import credentials, identity, keys, pades
from certificates.signing.facts import CertificateFacts
from certificates.verdicts import Center
from tests.certificates import specimen

SITE = "https://training.example"
BODY = "7Q4MZK9P3XW2HT5C8"
CODE = BODY + codes.check_character(BODY)
ADDRESS = f"{SITE}/verify/{codes.grouped(CODE)}/"
# Someone else's certificate of the same center.
OTHER_ID = "0b7f0a52-5f0b-4a3e-9d0e-2f4f5a7c1d22"
FOREIGN_DID = "did:web:elsewhere.example"


def facts(**changes: Any) -> CertificateFacts:
    return specimen.facts(
        **{"code": codes.grouped(CODE), "verify_url": ADDRESS, "score": None, **changes}
    )


def credential(**changes: Any) -> bytes:
    document = credentials.build(facts(**changes))
    signed = credentials.sign(
        document, specimen.credential_key(), specimen.METHOD, specimen.ISSUED_AT
    )
    return rfc8785.dumps(signed)


@cache
def original() -> bytes:
    return sealed(facts(), credential())


def sealed(printed: CertificateFacts, attachment: bytes) -> bytes:
    """As the center makes it."""
    blank = render(printed, specimen.TEXT, replace(specimen.enclosed(), credential=attachment))
    return pades.seal(blank, specimen.seal_key(), specimen.chain(), specimen.ISSUED_AT)


@cache
def imitation(**changes: Any) -> bytes:
    """The same sheet by an issuer with keys and a root of its own."""
    root = keys.make_root("Another Root", specimen.VALIDITY)
    name = changes.get("issuer_name_en", facts().issuer_name_en)
    other_seal = keys.make_seal(root, name, FOREIGN_DID, specimen.VALIDITY)
    printed = facts(issuer_did=FOREIGN_DID, **changes)
    signed = credentials.sign(
        credentials.build(printed),
        keys.make_credential_key(),
        f"{FOREIGN_DID}#vc-1",
        specimen.ISSUED_AT,
    )
    enclosed = replace(specimen.enclosed(), credential=rfc8785.dumps(signed))
    blank = render(printed, specimen.TEXT, enclosed)
    chain = [other_seal.certificate, root.certificate]
    return pades.seal(blank, other_seal, chain, specimen.ISSUED_AT)


def trust() -> Trust:
    """What an examiner is told."""
    return Trust(
        did=specimen.DID,
        roots=keys.chain_to_pem([specimen.root().certificate]).decode(),
        keys={specimen.METHOD: identity.multikey(specimen.credential_key().public_key())},
        at=specimen.LATER.isoformat(),
    )


def center() -> Center:
    """What a file is judged by."""
    printed = facts()
    seals = frozenset({keys.fingerprint(specimen.seal_key().certificate)})
    names = (printed.issuer_name_zh, printed.issuer_name_en)
    return Center(SITE, specimen.DID, names, seals, frozenset())


def recorded_keys() -> tuple[IssuerKey, IssuerKey]:
    """Publish the specimen's credential and seal keys."""
    public = identity.multikey(specimen.credential_key().public_key())
    chain = keys.chain_to_pem(specimen.chain()).decode()
    return _key("vc-1", KeyPurpose.CREDENTIAL, public), _key("seal-1", KeyPurpose.SEAL, chain)


def _key(key_id: str, purpose: KeyPurpose, public: str) -> IssuerKey:
    start = specimen.VALIDITY.start
    return IssuerKey.objects.create(
        key_id=key_id, purpose=purpose, public_key=public, valid_from=start
    )


def inspected_here(data: bytes, trust: Trust) -> Report:
    """What the examiner's process finds, found in this one: faster, and its tests are elsewhere."""
    if b"%PDF-" not in data[:1024]:
        return Report(sheet=sheet.look_at_image(data), finished=True)
    return Report(
        credentials=tuple(attached.look(data, trust)),
        seal=seal.look(data, trust),
        sheet=sheet.look_at_pdf(data),
        finished=True,
    )
