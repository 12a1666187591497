"""The examiner's process: what it can't do, and what becomes of one that doesn't end."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings

from certificates import sandboxing
from certificates.inspecting.messages import Report
from certificates.sandboxing import Busy, Pool
from tests.certificates.tampering import scene

PATIENCE = 120


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """A pool of its own, patient with a busy machine."""
    monkeypatch.setattr(sandboxing, "SECONDS_TO_GET_READY", PATIENCE)
    monkeypatch.setattr(sandboxing, "SECONDS_TO_EXAMINE", PATIENCE)
    made = Pool()
    yield made
    made.close()


def runs(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let examiners be this program."""
    monkeypatch.setattr(sandboxing, "COMMAND", (sys.executable, "-S", "-c", program))


def test_an_original_is_examined_in_confinement(pool: Pool) -> None:
    report = pool.examine(scene.original(), scene.trust())
    assert report.finished
    assert report == scene.inspected_here(scene.original(), scene.trust())
    assert report.seal
    assert report.seal.is_original


ATTEMPTS = {
    "read a file": "open('/etc/hostname')",
    "write a file": "open('/dev/shm/written', 'w')",
    "remove a file": "os.unlink('/dev/shm/nothing')",
    "open a socket": "socket.socket()",
    "start a program": "subprocess.run(['/bin/true'])",
    "split in two": "os.fork()",
    "kill another": "os.kill(os.getppid(), 0)",
    "take its limits back": "resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))",
    "take all memory": "bytearray(300 * 2**20)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_confined_process_can_not(attempt: str) -> None:
    program = (
        "import os, resource, socket, subprocess\n"
        "from certificates.inspecting.confinement import confine\n"
        "confine()\n"
        f"try:\n    {attempt}\n"
        "except (OSError, MemoryError, ValueError): print('refused')\n"
    )
    command = [sys.executable, "-E", "-s", "-c", program]
    done = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, check=True)
    assert done.stdout == b"refused\n"


def test_a_process_that_does_not_end_is_ended(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxing, "SECONDS_TO_EXAMINE", 0.3)
    finding = '{"seal": {"signer": "found in time"}}'
    runs(monkeypatch, f"print('ready\\n{finding}', flush=True)\nwhile True: pass")
    report = pool.examine(b"%PDF-", scene.trust())
    assert not report.finished
    assert report.seal
    assert report.seal.signer == "found in time"


@pytest.mark.parametrize(
    "answer", ["nonsense", '{"seal": 1}', '{"credentials": [{}]}', '{"sheet": {"text": 1}}', "[1]"]
)
def test_what_a_broken_process_says_counts_for_nothing(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    runs(monkeypatch, f"import sys; print('ready\\n' + {answer!r}, flush=True); sys.stdin.read()")
    assert pool.examine(b"%PDF-", scene.trust()) == Report()


def test_more_than_it_may_say_is_not_listened_to(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandboxing, "LONGEST_ANSWER", 1000)
    runs(monkeypatch, "print('ready', flush=True)\nwhile True: print('x' * 9999)")
    assert pool.examine(b"%PDF-", scene.trust()) == Report()


def test_too_many_files_at_once_are_told_to_wait(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _place in range(sandboxing.AT_ONCE):
        assert pool._places.acquire(blocking=False)
    with pytest.raises(Busy):
        pool.examine(b"%PDF-", scene.trust())
    pool._places.release()
    runs(monkeypatch, "print('ready', flush=True)")
    assert pool.examine(b"%PDF-", scene.trust()) == Report()


def test_a_process_that_is_not_ready_yet_waits_on(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandboxing, "SECONDS_TO_GET_READY", 0)
    runs(monkeypatch, "import time; time.sleep(0.5); print('ready', flush=True); input()")
    with pytest.raises(Busy):
        pool.examine(b"%PDF-", scene.trust())
    waiting = pool._waiting
    assert waiting
    assert waiting.is_ready(PATIENCE)
    assert pool.examine(b"%PDF-", scene.trust()) == Report()


def test_one_that_went_by_itself_is_replaced(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch, "")
    pool.get_ready()
    gone = pool._waiting
    assert gone
    gone._process.wait()
    pool.get_ready()
    assert pool._waiting is not gone
