"""What others need to verify without asking: keys, certificates, and when each was retired."""

import json
from collections.abc import Iterable
from typing import Any

import rfc8785
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from certificates import log_files
from certificates.models import IssuerKey, KeyPurpose, RevocationList
from certificates.signing import identity, keys


def did_document() -> dict[str, Any]:
    """The center's DID document. A retired key may still assert, a compromised one no more."""
    return _document(IssuerKey.objects.all())


def enclosed_did(used: Iterable[IssuerKey]) -> bytes:
    """The DID document of the keys that one file was made with, as it is enclosed there."""
    return rfc8785.dumps(_document(used))


def roots_pem() -> bytes:
    """The root certificates of all seals, each once, newest last."""
    roots = [seal.chain[-1] for seal in IssuerKey.objects.of(KeyPurpose.SEAL)]
    return keys.chain_to_pem(list(dict.fromkeys(roots)))


def crl() -> bytes | None:
    """The newest revocation list of the seals, in DER."""
    last = RevocationList.objects.last()
    return bytes(last.der) if last else None


def log_vkeys() -> str:
    """The log's keys as C2SP writes verifier keys, one a line, the newest last."""
    return "".join(f"{key}\n" for key in log_files.verifier_keys())


def key_record() -> dict[str, Any]:
    """Every key that ever signed: since when, until when, and from when on it proves nothing."""
    return {
        "id": settings.ISSUER_DID,
        "keys": [
            {
                "id": row.key_id,
                "purpose": row.purpose,
                "fingerprint": row.fingerprint,
                "valid_from": row.valid_from,
                "retired_at": row.retired_at,
                "compromised_at": row.compromised_at,
            }
            for row in IssuerKey.objects.all()
        ],
    }


def public_files() -> dict[str, bytes]:
    """All that verifying offline takes, as the files of one folder."""
    files = {
        "root.pem": roots_pem(),
        "did.json": json.dumps(did_document(), indent=2, ensure_ascii=False).encode(),
        "log.vkey": log_vkeys().encode(),
        "keys.json": json.dumps(key_record(), cls=DjangoJSONEncoder, indent=2).encode(),
    }
    revoked = crl()
    return files if revoked is None else {**files, "seal.crl": revoked}


def _document(rows: Iterable[IssuerKey]) -> dict[str, Any]:
    asserting, listed, seals = {}, {}, {}
    for row in rows:
        if row.purpose == KeyPurpose.SEAL:
            seals[row.key_id] = row.chain
        elif row.purpose == KeyPurpose.CREDENTIAL and row.compromised_at is None:
            asserting[row.key_id] = row.ed25519
        else:
            listed[row.key_id] = row.ed25519
    return identity.did_document(settings.ISSUER_DID, asserting, seals, listed)
