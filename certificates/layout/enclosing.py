"""What the file of a certificate carries beside its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import pydyf
from weasyprint import Attachment
from weasyprint.urls import URLFetcher

CREDENTIAL_FILE = "credential.json"
DID_FILE = "did.json"
LOG_PROOF_FILE = "log-proof.txt"


@dataclass(frozen=True)
class Enclosed:
    """Attachments byte for byte; certificates and revocation lists in DER; the signed summary for
    the QR code. Empty is left out."""

    credential: bytes
    summary: str = ""
    log_proof: bytes = b""
    did: bytes = b""
    certificates: Sequence[bytes] = ()
    crls: Sequence[bytes] = ()


def attachments(enclosed: Enclosed, at: datetime) -> Iterator[Attachment]:
    """Yield them in the order of their names, as a PDF's name tree wants them."""
    for name, content, description, relationship in (
        (CREDENTIAL_FILE, enclosed.credential, "Open Badges 3.0 credential", "Data"),
        (DID_FILE, enclosed.did, "The issuer's public keys", "Supplement"),
        (LOG_PROOF_FILE, enclosed.log_proof, "Proof of entry in the public log", "Supplement"),
    ):
        if content:
            yield attachment(name, content, description, relationship, at)


def attachment(
    name: str, content: bytes, description: str, relationship: str, at: datetime
) -> Attachment:
    """Attach content as of a moment; the relationship is one of ISO 19005-3, 6.8."""
    return Attachment(
        string=content,
        url_fetcher=_fetcher(),
        name=name,
        description=description,
        created=at,
        modified=at,
        relationship=relationship,
    )


@cache
def _fetcher() -> URLFetcher:
    """Nothing is fetched; but the renderer would make one for each attachment, which takes long."""
    return URLFetcher(allowed_protocols=())


def lay_security_store(pdf: pydyf.PDF, enclosed: Enclosed) -> None:
    """Lay in what a verifier of the seal needs without a network (ETSI EN 319 142-1, 5.4.2)."""
    contents = {"Certs": enclosed.certificates, "CRLs": enclosed.crls}
    store = {name: _streams(pdf, items) for name, items in contents.items() if items}
    if store:
        pdf.catalog["DSS"] = pydyf.Dictionary({"Type": "/DSS", **store})
        level = pydyf.Dictionary({"BaseVersion": "/1.7", "ExtensionLevel": 1})
        pdf.catalog["Extensions"] = pydyf.Dictionary({"ESIC": level})


def _streams(pdf: pydyf.PDF, contents: Sequence[bytes]) -> pydyf.Array:
    streams = [pydyf.Stream([content]) for content in contents]
    for stream in streams:
        pdf.add_object(stream)
    return pydyf.Array(stream.reference for stream in streams)
