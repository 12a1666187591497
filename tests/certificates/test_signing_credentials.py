"""A credential says what the certificate says and can't be bent; `verifiers/` asks others."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from certificates.signing import contexts, credentials
from certificates.signing.credentials import ProblemCode
from certificates.signing.proofs import Problem
from tests.certificates import specimen
from tests.certificates.specimen import DID, METHOD, credential, facts

Document = dict[str, Any]


def test_what_it_says() -> None:
    until = datetime(2029, 11, 22, tzinfo=UTC)
    document = credentials.build(facts(hours=Decimal("12.5"), valid_until=until))
    subject = document["credentialSubject"]
    assert [name["identityHash"] for name in subject["identifier"]] == ["李喆堃", "Li Zhekun"]
    assert (subject["creditsEarned"], subject["licenseNumber"]) == (12.5, "CIP-2026-000123")
    assert subject["result"][0]["value"] == "87.500"
    assert document["name"] == "专利：从发明到授权 / Patents: from invention to grant"
    assert document["validFrom"] == "2026-11-22T08:30:05Z"
    assert document["validUntil"] == "2029-11-22T00:00:00Z"


def test_no_score_no_result() -> None:
    subject = credentials.build(facts(score=None))["credentialSubject"]
    assert "result" not in subject
    assert "resultDescription" not in subject["achievement"]


def test_achievements_are_named_by_course_and_type() -> None:
    course = facts().course_id
    first = credentials.achievement_id(course, "completion")
    assert first == credentials.achievement_id(course, "completion")
    assert first != credentials.achievement_id(course, "achievement")


def test_signing_is_deterministic_and_verifies() -> None:
    assert credential() == credential()
    assert credentials.verify(credential(), specimen.public_keys()) == []
    again = credentials.sign(credential(), specimen.credential_key(), METHOD, specimen.ISSUED_AT)
    assert again == credential()


def _named(name: str) -> Callable[[Document], object]:
    return lambda document: document["credentialSubject"]["identifier"][0].update(identityHash=name)


def _proof(index: int, **changes: Any) -> Callable[[Document], object]:
    return lambda document: document["proof"][index].update(changes)


def _set(**changes: Any) -> Callable[[Document], object]:
    return lambda document: document.update(changes)


@pytest.mark.parametrize(
    ("bend", "code"),
    [
        (_named("王明"), ProblemCode.SIGNATURE),
        (_set(displayName_zh="王明"), ProblemCode.SIGNATURE),
        (lambda document: document["proof"].pop(), ProblemCode.PROOFS),
        (lambda document: document["proof"].append({}), ProblemCode.PROOFS),
        (lambda document: document["proof"].insert(0, 7), ProblemCode.PROOFS),
        (_set(proof=None), ProblemCode.PROOFS),
        (_proof(1, cryptosuite=[]), ProblemCode.PROOFS),
        (_set(**{"@context": [contexts.CREDENTIALS_V2]}), ProblemCode.CONTEXT),
        (_proof(1, **{"@context": []}), ProblemCode.CONTEXT),
        (_proof(1, proofPurpose="authentication"), ProblemCode.PURPOSE),
        (_proof(1, type="Other"), ProblemCode.PURPOSE),
        (_proof(1, verificationMethod="did:web:other.example#vc-1"), ProblemCode.ISSUER),
        (_proof(1, verificationMethod=None), ProblemCode.ISSUER),
        (_set(issuer="did:web:other.example"), ProblemCode.ISSUER),
        (_proof(1, verificationMethod=f"{DID}#vc-2"), ProblemCode.UNKNOWN_KEY),
        (_proof(1, proofValue="z11"), ProblemCode.SIGNATURE),
        (_proof(1, proofValue="u11"), ProblemCode.SIGNATURE),
        (_proof(1, proofValue=5), ProblemCode.SIGNATURE),
        (_proof(1, proofValue="z0"), ProblemCode.MALFORMED),
        (_proof(0, created="2020-01-01T00:00:00Z"), ProblemCode.SIGNATURE),
        (_set(score=float("nan")), ProblemCode.MALFORMED),
    ],
)
def test_bent_documents_are_refused(bend: Callable[[Document], object], code: ProblemCode) -> None:
    document = copy.deepcopy(credential())
    bend(document)
    assert [problem.code for problem in credentials.verify(document, specimen.public_keys())] == [
        code
    ]


def test_only_an_object_is_a_credential() -> None:
    expected = Problem(ProblemCode.MALFORMED, "not an object")
    assert credentials.verify([], specimen.public_keys()) == [expected]


def test_a_bottomless_document_is_refused() -> None:
    document = copy.deepcopy(credential())
    nested: Document = {}
    document["deep"] = nested
    for _ in range(100_000):
        nested["deep"] = nested = {}
    problems = credentials.verify(document, specimen.public_keys())
    assert [problem.code for problem in problems] == [ProblemCode.MALFORMED]
    while document:  # Taken apart by hand: the interpreter's own way is recursive.
        document = document.pop("deep", {})
