"""Check the sample from its files alone: no database, no key, no network."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf

from certificates.signing import credentials, identity, keys
from certificates.signing.seal_report import SealReport, inspect


@dataclass(frozen=True)
class Verdict:
    """What was asked, whether it holds, and what was found."""

    what: str
    holds: bool
    said: str


def check(folder: Path) -> list[Verdict]:
    """All verdicts on what `make sample` has written."""
    offline = [verdict for file in sorted(folder.glob("*.*")) for verdict in _offline(file)]
    return [*_seal(folder), *_credential(folder), *_pdfsig(folder), *offline]


# Neither Django nor a socket can be had there.
ALONE = """
import runpy, socket, sys
class Cut(socket.socket):
    def connect(self, *address):
        raise OSError("the network is cut")
socket.socket = Cut
sys.modules.update(dict.fromkeys(("django", "wagtail", "celery")))
runpy.run_module("certificates.offline", run_name="__main__", alter_sys=True)
"""


NO_NETWORK = ["unshare", "--map-root-user", "--net"]


@cache
def _cut() -> list[str]:
    """What starts a process without a network, where the system lets us."""
    try:
        done = subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return NO_NETWORK if done.returncode == 0 else []


def _offline(file: Path) -> Iterator[Verdict]:
    """What the command says that verifies without us: of the file, and of a changed one."""
    with tempfile.TemporaryDirectory(prefix="training-offline-") as work:
        changed = Path(work) / file.name
        changed.write_bytes(altered(file.read_bytes()))
        for given, code in ((file, 0), (changed, 1)):
            command = [
                *_cut(),
                sys.executable,
                "-c",
                ALONE,
                str(given),
                "--trust",
                str(file.parent / "trust"),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
            said = (done.stdout or done.stderr).partition("\n")[0]
            what = f"offline, {file.name}" + ("" if code == 0 else ", one byte changed")
            yield Verdict(what, done.returncode == code, said)


def altered(data: bytes) -> bytes:
    """The same file with one bit flipped, in its middle."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _report(folder: Path, pdf: bytes) -> SealReport:
    roots = keys.chain_from_pem((folder / "trust/root.pem").read_bytes())
    return inspect(pdf, roots, datetime.now(UTC))


def _seal(folder: Path) -> Iterator[Verdict]:
    pdf = (folder / "completion.pdf").read_bytes()
    report = _report(folder, pdf)
    said = report.error or f"{report.signer}, {report.signed_at:%Y-%m-%d %H:%M:%S %Z}"
    yield Verdict("seal, with trust/root.pem", report.is_original, said)
    changed = _report(folder, altered(pdf))
    said = changed.error or f"intact {changed.intact}"
    yield Verdict("seal, one byte changed", not changed.is_original, said)


def _credential(folder: Path) -> Iterator[Verdict]:
    text = (folder / "completion.credential.json").read_bytes()
    attached = _attachment(folder / "completion.pdf")
    yield Verdict("credential in the PDF", attached == text, f"{len(attached):,} bytes, the same")
    accepted = identity.assertion_keys(json.loads((folder / "trust/did.json").read_bytes()))
    problems = credentials.verify(json.loads(text), accepted)
    said = ", ".join(problem.code for problem in problems) or ", ".join(accepted)
    yield Verdict("credential, with trust/did.json", not problems, said)
    forged = json.loads(text)
    forged["credentialSubject"]["creditsEarned"] += 1
    problems = credentials.verify(forged, accepted)
    said = ", ".join(problem.code for problem in problems)
    yield Verdict("credential, one hour added", bool(problems), said or "accepted")


def _attachment(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        return pdf.attachments["credential.json"].get_file().read_bytes()


def _pdfsig(folder: Path) -> Iterator[Verdict]:
    """What poppler says, where it is installed."""
    if not (shutil.which("pdfsig") and shutil.which("certutil")):
        print("      pdfsig or certutil is not installed: not asked.")
        return
    with tempfile.TemporaryDirectory(prefix="training-nss-") as store:
        database, root = f"sql:{store}", str(folder / "trust/root.pem")
        _said("certutil", "-N", "-d", database, "--empty-password")
        _said("certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-i", root)
        said = _said("pdfsig", "-nssdir", store, str(folder / "completion.pdf"))
        wanted = ("Signature is Valid.", "Certificate is Trusted.", "Total document signed")
        found = [phrase for phrase in wanted if phrase in said]
        yield Verdict("pdfsig", found == list(wanted), " ".join(found) or said.strip()[:200])
        changed = Path(store) / "changed.pdf"
        changed.write_bytes(altered((folder / "completion.pdf").read_bytes()))
        said = _said("pdfsig", "-nssdir", store, str(changed))
        caught = "Signature is Valid." not in said
        lines = [line.strip("- \n") for line in said.splitlines() if "Validation" in line]
        yield Verdict("pdfsig, one byte changed", caught, "; ".join(lines)[:100] or "refused")


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr
