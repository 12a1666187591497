"""OpenSSL: the CMS signature over the bytes that the file says it covers."""

from io import BytesIO

import pikepdf

from certificates.signing.keys import chain_to_pem
from tests.certificates.verifiers.programs import folder_of, said
from tests.certificates.verifiers.trust import Trust, Verdict
from tests.plumbing.tools import need

_WANTED = "CAdES Verification successful"


def accepts(pdf: bytes, trust: Trust) -> Verdict:
    try:
        signature, covered = _taken_apart(pdf)
    except (pikepdf.PdfError, AttributeError, IndexError) as error:
        return Verdict(False, f"no signature: {error}")
    root = chain_to_pem([trust.root])
    command = [need("openssl"), "cms", "-verify", "-cades", "-inform", "DER", "-binary"]
    with folder_of(signature=signature, covered=covered, root=root) as folder:
        signed = ["-in", folder / "signature", "-content", folder / "covered"]
        trusted = ["-CAfile", folder / "root", "-attime", int(trust.at.timestamp())]
        answer = said(*command, *signed, *trusted, "-out", folder / "out")
    return Verdict(_WANTED in answer, answer)


def _taken_apart(pdf: bytes) -> tuple[bytes, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        signature = opened.Root.AcroForm.Fields[0].V
        first, length, second, rest = (int(number) for number in signature.ByteRange)
        container = bytes(signature.Contents)
    covered = pdf[first : first + length] + pdf[second : second + rest]
    # OpenSSL reads one DER value and leaves the zeros behind it alone.
    return container, covered
