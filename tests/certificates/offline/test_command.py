"""The command, in a process that has no Django and whose every socket raises."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from certificates.offline.__main__ import main
from tests.certificates.offline import scene
from tests.certificates.offline.scene import AT, write_trust
from tests.certificates.tampering import manipulations

ROOT = Path(__file__).resolve().parents[3]
ALONE = """
import runpy, socket, sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "wagtail", "celery"):
            raise ImportError(name)

def refused(*arguments, **options):
    raise AssertionError("a socket")

class Cut(socket.socket):
    __init__ = refused

sys.meta_path.insert(0, Nothing())
socket.socket, socket.create_connection, socket.getaddrinfo = Cut, refused, refused
sys.argv[0] = "offline"
runpy.run_module("certificates.offline", run_name="__main__")
"""


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return write_trust(tmp_path / "trust")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", ALONE, *map(str, arguments)]
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("original.pdf", scene.original, 0),
        ("credential.json", scene.credential, 0),
        ("code.txt", lambda: scene.scanned(scene.code()).encode(), 0),
        ("scan.jpg", lambda: manipulations.scanned(scene.original(), "JPEG"), 0),
        ("appended.pdf", lambda: manipulations.revised(scene.original()), 1),
        ("imitation.pdf", scene.imitation, 1),
        ("note.txt", lambda: b"a note", 2),
    ],
)
def test_its_status_is_the_verdict(
    tmp_path: Path, trust: Path, name: str, data: object, status: int
) -> None:
    assert callable(data)
    (tmp_path / name).write_bytes(data())
    done = run(tmp_path / name, "--trust", trust, "--at", AT, "--json")
    assert (done.returncode, done.stderr) == (status, "")
    verdict = ("valid", "not_valid", "unreadable")[status]
    assert json.loads(done.stdout)["verdict"] == verdict


def test_a_fingerprint_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "original.pdf").write_bytes(scene.original())
    mark = ":".join(scene.fingerprint().upper()[at : at + 2] for at in range(0, 64, 2))
    options = ["--fingerprint", mark, "--language", "zh"]
    assert main([str(tmp_path / "original.pdf"), *options]) in (0, 1)
    assert "离线核验不能得知" in capsys.readouterr().out


def test_without_trust_it_says_what_it_needs(
    tmp_path: Path, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "original.pdf").write_bytes(scene.original())
    for arguments in (
        [str(tmp_path / "original.pdf")],
        [str(tmp_path / "missing.pdf"), "--trust", str(trust)],
        [str(tmp_path / "original.pdf"), "--trust", str(tmp_path)],
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err


def test_a_fingerprint_has_64_digits(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--fingerprint", "abc"])


@pytest.mark.parametrize(("lang", "word"), [("zh_CN.UTF-8", "无法识别"), ("C.UTF-8", "UNREADABLE")])
def test_it_speaks_the_readers_language(
    tmp_path: Path,
    trust: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lang: str,
    word: str,
) -> None:
    monkeypatch.setenv("LANG", lang)
    (tmp_path / "note.txt").write_text("a note")
    assert main([str(tmp_path / "note.txt"), "--trust", str(trust)]) == 2
    assert word in capsys.readouterr().out
