"""Poppler's pdfsig with a certificate database that trusts one root."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from certificates.signing.keys import chain_to_pem
from tests.certificates.verifiers.programs import folder_of, said
from tests.certificates.verifiers.trust import Trust, Verdict
from tests.plumbing import environment
from tests.plumbing.tools import need

# The last line matters: what was appended later leaves the first two true.
_WANTED = ("Signature is Valid.", "Certificate is Trusted.", "Total document signed")


def accepts(pdf: bytes, trust: Trust) -> Verdict:
    with folder_of(pdf=pdf) as folder:
        answer = said(need("pdfsig"), "-nssdir", _database(trust), folder / "pdf")
    return Verdict(all(line in answer for line in _WANTED), answer)


def _database(trust: Trust) -> Path:
    return _made(chain_to_pem([trust.root]))


@cache
def _made(root: bytes) -> Path:
    certutil, store = need("certutil"), Path(mkdtemp(prefix="nss-", dir=environment.FOLDER))
    said(certutil, "-N", "-d", f"sql:{store}", "--empty-password")
    with folder_of(root=root) as folder:
        trusted = ["-n", "root", "-t", "CT,C,C", "-i", folder / "root"]
        said(certutil, "-A", "-d", f"sql:{store}", *trusted)
    return store
