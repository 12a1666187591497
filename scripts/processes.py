"""Several child processes in one terminal: their lines prefixed, all of them stopped together."""

import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO

PATIENCE_SECONDS = 10.0


@dataclass(frozen=True)
class Child:
    """A named process in a session of its own: Ctrl-C in the terminal reaches only its parent."""

    name: str
    process: "subprocess.Popen[bytes]"

    @property
    def output(self) -> IO[bytes]:
        """What it prints, errors included."""
        assert self.process.stdout is not None
        return self.process.stdout


def dying_with_parent(command: list[str]) -> list[str]:
    """The command, ended by the kernel when its parent dies, however that happens (Linux only)."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--", *command] if setpriv else command


def start(name: str, command: list[str], env: Mapping[str, str]) -> Child:
    """Start a command whose output is read through `show`."""
    process = subprocess.Popen(
        dying_with_parent(command),
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    os.set_blocking(process.stdout.fileno(), False)  # type: ignore[union-attr]
    return Child(name, process)


class Terminal:
    """Shows what the children print, a line at a time, each with the child's name before it."""

    def __init__(self, children: Iterable[Child]) -> None:
        self._selector = selectors.DefaultSelector()
        self._rest: dict[str, bytes] = {}
        for child in children:
            self._selector.register(child.output, selectors.EVENT_READ, child)

    def show(self, seconds: float) -> None:
        """Print what arrives, waiting no longer than this for the first of it."""
        if not self._selector.get_map():
            time.sleep(seconds)
            return
        for key, _ in self._selector.select(seconds):
            child: Child = key.data
            data = child.output.read()
            if data == b"":
                self._selector.unregister(child.output)
            self._print(child.name, data or b"")

    def _print(self, name: str, data: bytes) -> None:
        *lines, self._rest[name] = (self._rest.get(name, b"") + data).split(b"\n")
        for line in lines:
            print(f"{name:>6} | {line.decode(errors='replace')}", flush=True)


def ended(children: Iterable[Child]) -> Child | None:
    """The first child that is no longer running."""
    return next((child for child in children if child.process.poll() is not None), None)


def stop(children: list[Child], terminal: Terminal) -> None:
    """Ask all to finish, wait, and kill what is left of their process groups."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and any(c.process.poll() is None for c in children):
        terminal.show(0.1)
    for child in children:
        try:
            os.killpg(child.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        child.process.wait()
