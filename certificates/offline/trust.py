"""What a verifier takes for granted: the center's public keys, from a folder or by a fingerprint.

root.pem  did.json  seal.crl  log.vkey  keys.json   (the last three may be missing)
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509 import Certificate, CertificateRevocationList

from certificates.signing import identity, keys
from certificates.signing.identity import NotAMultikey
from certificates.signing.revocations import UnreadableList, read_crl
from certificates.transparency import checkpoints
from certificates.transparency.notes import NotProven, VerifierKey, parse_key


class UnusableTrust(ValueError):
    """The folder lacks a file, or one that can't be read as what its name says."""


@dataclass(frozen=True)
class Trust:
    """`keys` by full id; `thefts` by full id or by a seal's fingerprint: since when anyone may have
    signed with it. `is_on_record` says that thefts would be known."""

    roots: Sequence[Certificate] = ()
    did: str = ""
    keys: Mapping[str, Ed25519PublicKey] = field(default_factory=dict)
    crls: Sequence[CertificateRevocationList] = ()
    log_keys: Sequence[VerifierKey] = ()
    thefts: Mapping[str, datetime] = field(default_factory=dict)
    is_on_record: bool = False
    fingerprint: str = ""

    def with_document(self, document: Mapping[str, Any]) -> "Trust":
        """Believe a DID document that a trusted seal covers."""
        return replace(
            self,
            did=document["id"],
            keys=identity.assertion_keys(document),
            log_keys=list(_log_keys(document)),
        )


def load(folder: Path) -> Trust:
    """Read a trust folder; raises UnusableTrust."""
    try:
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    except OSError as error:
        raise UnusableTrust(str(error)) from error
    return read(files)


def read(files: Mapping[str, bytes]) -> Trust:
    """Read the files of a trust folder, by name; raises UnusableTrust."""
    try:
        return _read(files)
    except KeyError as error:
        raise UnusableTrust(f"{error.args[0]} is missing") from error
    except (ValueError, TypeError, NotAMultikey, NotProven, UnreadableList) as error:
        raise UnusableTrust(str(error)) from error


def by_fingerprint(fingerprint: str, trust: Trust) -> Trust:
    """Trust one root only; where no folder holds any, the file itself has to bring it."""
    roots = [root for root in trust.roots if keys.fingerprint(root) == fingerprint]
    if trust.roots and not roots:
        raise UnusableTrust("root.pem has another fingerprint")
    return replace(trust, roots=roots, fingerprint=fingerprint)


def _read(files: Mapping[str, bytes]) -> Trust:
    roots = keys.chain_from_pem(files["root.pem"])
    document = json.loads(files["did.json"])
    record = json.loads(files["keys.json"])["keys"] if "keys.json" in files else []
    thefts = dict(_thefts(document["id"], record))
    listed = {method["id"]: method for method in document["verificationMethod"]}
    stolen = {
        name: identity.from_multikey(listed[name]["publicKeyMultibase"])
        for name in thefts
        if "publicKeyMultibase" in listed.get(name, {})
    }
    return Trust(
        roots=roots,
        did=document["id"],
        keys={**stolen, **identity.assertion_keys(document)},
        crls=[_signed_by_one(files["seal.crl"], roots)] if "seal.crl" in files else [],
        log_keys=[parse_key(line) for line in files.get("log.vkey", b"").decode().split()],
        thefts=thefts,
        is_on_record="keys.json" in files,
    )


def _thefts(did: str, record: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, datetime]]:
    for key in record:
        if key["compromised_at"]:
            at = datetime.fromisoformat(key["compromised_at"])
            yield (key["fingerprint"] if key["purpose"] == "seal" else f"{did}#{key['id']}"), at


def _signed_by_one(crl: bytes, roots: Sequence[Certificate]) -> CertificateRevocationList:
    for root in roots:
        try:
            return read_crl(crl, root)
        except UnreadableList:
            continue
    raise UnreadableList("seal.crl was signed by none of the roots")


def _log_keys(document: Mapping[str, Any]) -> Iterator[VerifierKey]:
    """A center's log is named by its address; its key stands there but asserts nothing."""
    host = document["id"].removeprefix("did:web:").replace("%3A", ":")
    for method in document["verificationMethod"]:
        if method["id"] not in document["assertionMethod"] and "publicKeyMultibase" in method:
            key = identity.from_multikey(method["publicKeyMultibase"])
            yield VerifierKey(checkpoints.origin(host), key.public_bytes_raw())
