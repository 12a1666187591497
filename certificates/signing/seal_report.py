"""Look at a PDF's seal without trusting it: what pyHanko says, offline, in plain facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

# What the parser is known to raise on damaged files beside its own errors.
_UNREADABLE = (PdfError, SigningError, SignatureValidationError, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class SealReport:
    """`intact`: the signed bytes are unchanged; `valid`: the key signed them; `trusted`: the key
    leads to a given root. `entire_file` is false as soon as anything was appended."""

    signatures: int = 0
    intact: bool = False
    valid: bool = False
    trusted: bool = False
    entire_file: bool = False
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
        )


def inspect(pdf: bytes, roots: Sequence[Certificate], at: datetime) -> SealReport:
    """Report on the first seal; `at` is the moment for which the chain has to hold."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = reader.embedded_signatures
        if not signatures:
            return SealReport(error="no signature")
        status = validate_pdf_signature(signatures[0], _context(roots, at))
        return _report(len(signatures), signatures[0], status)
    except _UNREADABLE as error:
        return SealReport(error=f"{type(error).__name__}: {error}")


def _context(roots: Sequence[Certificate], at: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots],
        allow_fetching=False,
        moment=at,
        # Whether a seal key was revoked is a question for the issuer's record.
        revocation_mode="soft-fail",
    )


def _report(count: int, signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> SealReport:
    signer = signature.signer_cert
    return SealReport(
        signatures=count,
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        entire_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=signer.subject.human_friendly,
        fingerprint=signer.sha256.hex(),
        signed_at=status.signer_reported_dt,
    )
