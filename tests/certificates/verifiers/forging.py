"""One credential with all that it may have, and what people would make of it."""

import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from certificates.signing import credentials, keys, proofs, status_lists
from tests.certificates import specimen
from tests.certificates.verifiers.trust import Document, Trust

PURPOSE = credentials.STATUS_PURPOSE
ADDRESS = "https://training.example/status/1"
LIST = f"{ADDRESS}/{PURPOSE}/"
INDEX = 94_567
UNTIL = datetime(2029, 11, 22, tzinfo=UTC)
Given = tuple[Document, Trust]


def _signed(document: Document, key: Any = None) -> Document:
    signer = key or specimen.credential_key()
    return proofs.sign(document, signer, specimen.METHOD, specimen.ISSUED_AT)


@cache
def _original(type_: str) -> Document:
    listed = {"status_list": ADDRESS, "status_index": INDEX}
    return _signed(credentials.build(specimen.facts(type=type_, valid_until=UNTIL, **listed)))


def _list(*indexes: int, key: Any = None, days: int = 7) -> dict[str, Document]:
    start = specimen.LATER - timedelta(days=1)
    bits = status_lists.bitstring(indexes)
    until = start + timedelta(days=days)
    document = status_lists.build(LIST, PURPOSE, bits, specimen.DID, start, until)
    return {LIST: _signed(document, key)}


@cache
def trust() -> Trust:
    return Trust(
        root=specimen.root().certificate,
        identity=specimen.identity(),
        at=specimen.LATER,
        # Its neighbours' bits are set.
        status_lists=_list(INDEX - 1, INDEX + 1),
    )


def original(type_: str = "completion") -> Given:
    return copy.deepcopy(_original(type_)), trust()


def another_name() -> Given:
    document, given = original()
    document["credentialSubject"]["identifier"][0]["identityHash"] = "王小明"
    return document, given


def more_hours() -> Given:
    document, given = original()
    document["credentialSubject"]["creditsEarned"] = 240
    return document, given


def a_member_that_no_context_knows() -> Given:
    document, given = original()
    document["credentialSubject"]["displayName_zh"] = "王小明"
    return document, given


def another_issuer() -> Given:
    document, given = original()
    document["issuer"]["id"] = "did:web:elsewhere.example"
    return document, given


def another_key() -> Given:
    document, given = original()
    return _signed(document, keys.make_credential_key()), given


def proofs_of_another_credential() -> Given:
    document, given = original()
    return {**document, "proof": original("achievement")[0]["proof"]}, given


def another_date_of_signing() -> Given:
    document, given = original()
    for proof in document["proof"]:
        proof["created"] = "2020-01-01T00:00:00Z"
    return document, given


def another_purpose() -> Given:
    document, given = original()
    for proof in document["proof"]:
        proof["proofPurpose"] = "authentication"
    return document, given


def no_expiry() -> Given:
    document, given = original()
    del document["validUntil"]
    return document, given


def without_the_json_proof() -> Given:
    document, given = original()
    document["proof"].pop(1)
    return document, given


def without_the_rdf_proof() -> Given:
    document, given = original()
    document["proof"].pop(0)
    return document, given


def expired() -> Given:
    document, given = original()
    later = _list(days=10_000)
    return document, replace(given, at=UNTIL + timedelta(days=1), status_lists=later)


def not_yet_valid() -> Given:
    document, given = original()
    document["validFrom"] = "2026-12-24T00:00:00Z"
    return _signed(document), given


def revoked() -> Given:
    document, given = original()
    return document, replace(given, status_lists=_list(INDEX))


def a_forged_status_list() -> Given:
    document, given = original()
    return document, replace(given, status_lists=_list(key=keys.make_credential_key()))


def a_stale_status_list() -> Given:
    document, given = original()
    return document, replace(given, at=specimen.LATER + timedelta(days=30))
