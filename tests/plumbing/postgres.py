"""A throwaway PostgreSQL: made, started, stopped and removed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.plumbing.processes import free_port

# Nothing here has to survive a power cut.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server programs on this machine."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(versions, key=lambda path: int(path.parts[-3]), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: hand over to the user that its package made."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        _as_server_user(command), cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def throwaway_postgres(binaries: Path, options: str = "") -> Iterator[str]:
    """Run a new cluster on a free port; yields its URL, without a database name."""
    folder = Path(tempfile.mkdtemp(prefix="training-postgres-"))
    cluster, port = str(folder / "cluster"), free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        init = "-U postgres -A trust --locale=C.UTF-8 -E UTF8 --no-sync"
        _run([str(binaries / "initdb"), "-D", cluster, *init.split()], folder)
        listen = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        control = [str(binaries / "pg_ctl"), "-D", cluster, "-w"]
        log = str(folder / "log")
        _run([*control, "-l", log, "-o", f"{listen} {FAST} {options}", "start"], folder)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
