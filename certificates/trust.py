"""What others need to verify without asking: the DID document and the root certificate."""

from typing import Any

from django.conf import settings

from certificates.models import IssuerKey, KeyPurpose
from certificates.signing import identity, keys


def did_document() -> dict[str, Any]:
    """The center's DID document, from the recorded public keys."""
    rows = list(IssuerKey.objects.filter(compromised_at=None))
    credential_keys = {
        row.key_id: identity.from_multikey(row.public_key)
        for row in rows
        if row.purpose == KeyPurpose.CREDENTIAL
    }
    seals = [row for row in rows if row.purpose == KeyPurpose.SEAL]
    chain = keys.chain_from_pem(seals[-1].public_key.encode()) if seals else []
    return identity.did_document(settings.ISSUER_DID, credential_keys, chain)


def roots_pem() -> bytes:
    """The root certificates of all seals, each once, newest last."""
    seals = IssuerKey.objects.filter(purpose=KeyPurpose.SEAL, compromised_at=None)
    roots = {}
    for seal in seals:
        root = keys.chain_from_pem(seal.public_key.encode())[-1]
        roots[keys.fingerprint(root)] = root
    return keys.chain_to_pem(list(roots.values()))
