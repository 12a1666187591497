"""A throwaway Redis that can be frozen and thawed."""

import os
import shutil
import signal
import socket
import tempfile
from pathlib import Path

from tests.plumbing.processes import free_port, start, stop, wait_until


class RedisServer:
    """A Redis of one test process; nothing of it is kept."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="training-redis-"))
        self.port = free_port()
        limits = "--bind 127.0.0.1 --appendonly no --databases 4 --maxmemory-policy noeviction"
        where = ["--port", str(self.port), "--dir", str(self._folder), "--save", ""]
        self._process = start(["redis-server", *where, *limits.split()], self._folder / "log")
        wait_until(self.answers, "Redis")

    def url(self, database: int = 0) -> str:
        """The address of one of its databases."""
        return f"redis://127.0.0.1:{self.port}/{database}"

    def answers(self) -> bool:
        """Whether it replies to a ping within a second."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.settimeout(1)
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def freeze(self) -> None:
        """Let it accept connections and answer nothing, as a machine that hangs."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self._process.pid, signal.SIGCONT)

    def close(self) -> None:
        """Stop it and remove what it wrote."""
        self.thaw()
        stop(self._process)
        shutil.rmtree(self._folder, ignore_errors=True)
