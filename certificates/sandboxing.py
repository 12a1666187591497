"""Have hostile files examined in a process that can do nothing else, and that always ends.

A process examines one file. The next one is started right after, so that its libraries are loaded
when a file comes: loading them takes longer than examining.
"""

import atexit
import json
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from threading import BoundedSemaphore, Lock, Timer
from typing import IO, Any, cast

from django.conf import settings
from pydantic import TypeAdapter, ValidationError

from certificates.inspecting.messages import Report, Trust

COMMAND = (sys.executable, "-E", "-s", "-B", "-m", "certificates.inspecting")
# In all, an answer takes no longer than these two together.
SECONDS_TO_GET_READY = 1.5
SECONDS_TO_EXAMINE = 3.5
# Files at once in one web process.
AT_ONCE = 2
LONGEST_ANSWER = 4_000_000
_REPORT = TypeAdapter(Report)


class Busy(Exception):
    """Too many files at once, or no process is ready yet; a later try will do."""


class Examiner:
    """One process, which waits for its one file."""

    def __init__(self) -> None:
        # The project's own folder is where the package is found; nothing of the environment and
        # no open file is handed on.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={},
            start_new_session=True,
        )
        self._stdin = cast("IO[bytes]", self._process.stdin)
        self._stdout = cast("IO[bytes]", self._process.stdout)
        self._is_ready = False

    @property
    def is_alive(self) -> bool:
        """Whether it still waits: when no file comes it goes by itself."""
        return self._process.poll() is None

    def is_ready(self, seconds: float) -> bool:
        """Whether it has loaded what it needs, within so many seconds."""
        waiting = select.poll()
        waiting.register(self._stdout, select.POLLIN)
        if not self._is_ready and waiting.poll(seconds * 1000):
            self._is_ready = bool(self._stdout.readline())
        return self._is_ready

    def examine(self, data: bytes, trust: Trust) -> Report:
        """Hand the file over and hear what is found before time is up."""
        clock = Timer(SECONDS_TO_EXAMINE, self._process.kill)
        clock.start()
        try:
            with suppress(BrokenPipeError), self._stdin:
                self._stdin.write(json.dumps(asdict(trust)).encode() + b"\n" + data)
            return _report(self._stdout.read(LONGEST_ANSWER))
        finally:
            clock.cancel()
            self.end()

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._stdout.close()
        with suppress(BrokenPipeError):
            self._stdin.close()


class Pool:
    """At most so many at work, and one that waits."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._waiting: Examiner | None = None

    def examine(self, data: bytes, trust: Trust) -> Report:
        """Have one file examined; Busy where that can't begin at once."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            return self._taken().examine(data, trust)
        finally:
            self._places.release()
            self.get_ready()

    def get_ready(self) -> None:
        """Start the process that waits, where there is none."""
        with self._lock:
            if self._waiting and not self._waiting.is_alive:
                self._waiting.end()
                self._waiting = None
            self._waiting = self._waiting or Examiner()

    def close(self) -> None:
        """End the one that waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting:
            waiting.end()

    def _taken(self) -> Examiner:
        """The one that waits, ready; one that isn't waits on and is not lost."""
        self.get_ready()
        with self._lock:
            examiner, self._waiting = self._waiting or Examiner(), None
        if examiner.is_ready(SECONDS_TO_GET_READY):
            return examiner
        with self._lock:
            other, self._waiting = self._waiting, examiner
        if other:
            other.end()
        raise Busy


def _report(answer: bytes) -> Report:
    """Put the lines together; what isn't as it must be counts as not examined."""
    found: dict[str, Any] = {}
    with suppress(ValueError, TypeError, RecursionError):
        for line in answer.splitlines():
            found |= json.loads(line)
    try:
        return _REPORT.validate_python(found)
    except ValidationError:
        return Report()


_pool = Pool()
examine = _pool.examine
get_ready = _pool.get_ready
atexit.register(_pool.close)
