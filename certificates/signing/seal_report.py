"""Look at a PDF's seal without trusting it: what pyHanko says, offline, in plain facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.signing.pades import is_canonical


@dataclass(frozen=True)
class SealReport:
    """`intact`: the signed bytes are unchanged; `valid`: the key signed them; `trusted`: the key
    leads to a given root. `entire_file` is false as soon as anything was appended. No signature
    covers its own container: `canonical` says that nothing was hidden there."""

    signatures: int = 0
    intact: bool = False
    valid: bool = False
    trusted: bool = False
    entire_file: bool = False
    canonical: bool = False
    signer: str = ""
    fingerprint: str = ""
    signed_at: datetime | None = None
    error: str = ""

    @property
    def is_original(self) -> bool:
        """Only one unbroken, trusted seal over the entire file makes an original."""
        return (
            self.signatures == 1
            and self.intact
            and self.valid
            and self.trusted
            and self.entire_file
            and self.canonical
        )


def inspect(pdf: bytes, roots: Sequence[Certificate], at: datetime) -> SealReport:
    """Report on the first seal; `at` is the moment for which the chain has to hold."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = reader.embedded_signatures
        if not signatures:
            return SealReport(error="no signature")
        status = validate_pdf_signature(signatures[0], _context(roots, at))
        report = _report(signatures[0], status)
        canonical = report.canonical and is_canonical(pdf)
    # Hostile and damaged files find ways to fail that no list of exceptions names.
    except Exception as error:  # noqa: BLE001
        return SealReport(error=f"{type(error).__name__}: {error}")
    return replace(report, signatures=len(signatures), canonical=canonical)


def _context(roots: Sequence[Certificate], at: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots],
        allow_fetching=False,
        moment=at,
        # Whether a seal key was revoked is a question for the issuer's record.
        revocation_mode="soft-fail",
    )


def _report(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> SealReport:
    signer = signature.signer_cert
    path = status.validation_path
    used = set() if path is None else {item.sha256 for item in path.iter_certs(include_root=True)}
    return SealReport(
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        entire_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        canonical=used.issuperset(item.sha256 for item in signature.other_embedded_certs),
        signer=signer.subject.human_friendly,
        fingerprint=signer.sha256.hex(),
        signed_at=status.signer_reported_dt,
    )
