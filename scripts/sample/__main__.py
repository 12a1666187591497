"""Issue a certificate on a throwaway site, write it to `sample/`, check it, print the verdicts."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.sample import checks

ROOT = Path(__file__).resolve().parent.parent.parent
SITE_URL = "https://training.example"


def environment(data: Path) -> dict[str, str]:
    """A development site of its own: SQLite, keys and files in a folder that is thrown away."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "MODE": "development",
        "DATA_DIR": str(data),
        "SITE_URL": SITE_URL,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
    }


def issue(folder: Path) -> None:
    """Walk the whole chain on a throwaway site."""
    command = [sys.executable, "-m", "scripts.sample.chain", str(folder)]
    with tempfile.TemporaryDirectory(prefix="training-sample-") as data:
        done = subprocess.run(command, cwd=ROOT, env=environment(Path(data)), check=False)
    if done.returncode:
        sys.exit("make sample: no certificate; the reason stands above.")


def main() -> int:
    """0 where every check holds."""
    folder = Path(os.environ.get("SAMPLE_DIR") or ROOT / "sample").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "trust").mkdir(parents=True)
    issue(folder)
    verdicts = checks.check(folder)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        print(f"  {file.relative_to(folder.parent)}  {file.stat().st_size:,} bytes")
    for verdict in verdicts:
        print(f"{'ok  ' if verdict.holds else 'FAIL'}  {verdict.what}: {verdict.said}")
    return 0 if all(verdict.holds for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
