"""A verifier without a network, which asks of every certificate whether it was revoked."""

from datetime import datetime
from io import BytesIO

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.status import PdfSignatureStatus


def hard_fail(pdf: bytes, root: Certificate, at: datetime) -> PdfSignatureStatus:
    """Judge the seal by what the file itself encloses."""
    reader = PdfFileReader(BytesIO(pdf))
    context = DocumentSecurityStore.read_dss(reader).as_validation_context(
        {
            "trust_roots": [asn1_x509.Certificate.load(root.public_bytes(Encoding.DER))],
            "allow_fetching": False,
            "revocation_mode": "hard-fail",
            "moment": at,
        }
    )
    return validate_pdf_signature(reader.embedded_signatures[0], context)
