"""Keys come back from their PEM, certificates say what they are for, and lists name the revoked."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from certificates.signing import keys
from certificates.signing.keys import SigningKey, UnreadableKey
from certificates.signing.revocations import (
    RevokedSeal,
    UnreadableList,
    build_crl,
    number_of,
)
from tests.certificates import specimen

PASSWORD = b"a long one"


@pytest.mark.parametrize("kind", ["seal", "credential"])
def test_keys_survive_encrypted_pem(kind: str) -> None:
    key: SigningKey = specimen.seal_key().key if kind == "seal" else specimen.credential_key()
    pem = keys.to_pem(key, PASSWORD)
    assert pem.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert keys.from_pem(pem, PASSWORD).public_key() == key.public_key()


def _rsa() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSWORD))


def test_wrong_password_damage_and_other_kinds_are_refused() -> None:
    pem = keys.to_pem(specimen.credential_key(), PASSWORD)
    for data, password in ((pem, b"another"), (pem, b""), (b"rubbish", PASSWORD)):
        with pytest.raises(UnreadableKey):
            keys.from_pem(data, password)
    with pytest.raises(UnreadableKey, match="RSA"):
        keys.from_pem(_rsa(), PASSWORD)


def test_the_seal_is_for_documents_and_names_the_did() -> None:
    certificate = specimen.seal_key().certificate
    certificate.verify_directly_issued_by(specimen.root().certificate)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.UniformResourceIdentifier) == [specimen.DID]
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)


def test_a_seal_without_a_list_names_none() -> None:
    seal = keys.make_seal(specimen.root(), "Center", specimen.DID, specimen.VALIDITY)
    with pytest.raises(x509.ExtensionNotFound):
        seal.certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)


def test_chain_survives_pem_and_has_a_fingerprint() -> None:
    chain = specimen.chain()
    assert keys.chain_from_pem(keys.chain_to_pem(chain)) == chain
    assert len(keys.fingerprint(chain[0])) == 64


def test_revocation_list() -> None:
    serial = specimen.seal_key().certificate.serial_number
    at = datetime(2026, 12, 1, tzinfo=UTC)
    crl = build_crl(specimen.root(), [RevokedSeal(serial, at)], specimen.VALIDITY, 7)
    assert crl.is_signature_valid(specimen.root().key.public_key())
    entry = crl.get_revoked_certificate_by_serial_number(serial)
    assert entry is not None
    assert entry.revocation_date_utc == at
    assert crl.get_revoked_certificate_by_serial_number(serial + 1) is None
    assert number_of(crl) == 7


def test_a_revocation_list_without_a_number_is_refused() -> None:
    """Nobody could tell whether it is the newest."""
    unnumbered = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(specimen.root().certificate.subject)
        .last_update(specimen.VALIDITY.start)
        .next_update(specimen.VALIDITY.end)
        .sign(specimen.root().key, hashes.SHA256())
    )
    with pytest.raises(UnreadableList, match="no number"):
        number_of(unnumbered)
