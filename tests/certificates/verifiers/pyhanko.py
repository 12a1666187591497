"""pyHanko, strict and without network: the file itself has to show that its seal holds."""

from io import BytesIO

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko.sign.validation.status import SignatureCoverageLevel

from tests.certificates.verifiers.trust import Trust, Verdict


def accepts(pdf: bytes, trust: Trust) -> Verdict:
    try:
        reader = PdfFileReader(BytesIO(pdf))
        (signature,) = reader.embedded_signatures
        store = DocumentSecurityStore.read_dss(reader)
        status = validate_pdf_signature(signature, store.as_validation_context(_policy(trust)))
    except (PdfError, ValidationInfoReadingError, ValueError) as error:
        return Verdict(False, f"{type(error).__name__}: {error}")
    covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Verdict(status.bottom_line and covers_all, status.summary())


def _policy(trust: Trust) -> dict[str, object]:
    return {
        "trust_roots": [x509.Certificate.load(trust.root.public_bytes(Encoding.DER))],
        "allow_fetching": False,
        "revocation_mode": "hard-fail",
        "moment": trust.at,
    }
