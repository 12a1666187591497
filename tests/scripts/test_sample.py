"""`make sample` writes one certificate with all that is needed to check it, and checks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.sample import checks

ROOT = Path(__file__).resolve().parent.parent.parent
TYPES = ("achievement", "completion")
TRUST = ("did.json", "keys.json", "log.vkey", "root.pem", "seal.crl")
FILES = [
    *(f"{type_}.{ending}" for type_ in TYPES for ending in ("credential.json", "pdf")),
    *(f"trust/{name}" for name in TRUST),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("sample") / "sample"
    env = {"PATH": os.environ["PATH"], "SAMPLE_DIR": str(folder)}
    command = [sys.executable, "-m", "scripts.sample"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout
    return folder


def test_it_writes_the_files_that_a_verifier_needs(sample: Path) -> None:
    found = sorted(str(path.relative_to(sample)) for path in sample.rglob("*") if path.is_file())
    assert found == FILES


def test_a_tampered_file_fails_the_checks(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(sample, folder)
    pdf = folder / "completion.pdf"
    pdf.write_bytes(checks.altered(pdf.read_bytes()))
    failed = {verdict.what for verdict in checks.check(folder) if not verdict.holds}
    assert {"seal, with trust/root.pem", "offline, completion.pdf"} <= failed
