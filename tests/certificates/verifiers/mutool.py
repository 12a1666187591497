"""MuPDF's mutool: whether the document is as it was signed; it knows no roots."""

from tests.certificates.verifiers.programs import folder_of, said
from tests.certificates.verifiers.trust import Trust, Verdict
from tests.plumbing.tools import need

_WANTED = "The document is unchanged since signing."


def accepts(pdf: bytes, trust: Trust) -> Verdict:
    with folder_of(pdf=pdf) as folder:
        answer = said(need("mutool"), "sign", "-v", folder / "pdf")
    return Verdict(_WANTED in answer, answer)
