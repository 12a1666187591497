"""The DID document lists who may assert, and reads back."""

import pytest
from cryptography import x509

from certificates.signing import identity
from certificates.signing.identity import NotAMultikey
from tests.certificates import specimen


def test_did_web() -> None:
    assert identity.did_web("training.example") == "did:web:training.example"
    assert identity.did_web("localhost:8000") == "did:web:localhost%3A8000"


def test_assertion_keys_read_back_without_the_seal() -> None:
    document = specimen.identity()
    assert identity.assertion_keys(document) == specimen.public_keys()
    assert [method["id"] for method in document["verificationMethod"]] == [
        "did:web:training.example#vc-1",
        "did:web:training.example#seal",
    ]
    assert document["verificationMethod"][1]["publicKeyJwk"]["crv"] == "P-256"


def test_without_certificates_there_is_no_seal() -> None:
    document = identity.did_document(specimen.DID, {"a": specimen.credential_key().public_key()})
    assert [method["type"] for method in document["verificationMethod"]] == ["Multikey"]


def test_a_listed_key_may_not_assert() -> None:
    key = specimen.credential_key().public_key()
    document = identity.did_document(specimen.DID, {}, listed={"old": key})
    assert [method["id"] for method in document["verificationMethod"]] == [f"{specimen.DID}#old"]
    assert identity.assertion_keys(document) == {}


@pytest.mark.parametrize(
    "text", ["", "z", "z0", "uABC", "z6Mk", "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"]
)
def test_other_text_is_no_multikey(text: str) -> None:
    with pytest.raises(NotAMultikey):
        identity.from_multikey(text)


def test_a_seal_of_another_kind_is_refused() -> None:
    key = specimen.credential_key()
    name = x509.Name([])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1)
    builder = builder.not_valid_before(specimen.VALIDITY.start)
    odd = builder.not_valid_after(specimen.VALIDITY.end).sign(key, None)
    with pytest.raises(TypeError):
        identity.did_document(specimen.DID, {}, {"seal": [odd]})
