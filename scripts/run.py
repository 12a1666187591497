"""Start the whole site for development in one terminal: web server, worker, outbox relay."""

import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from scripts.processes import Child, Terminal, ended, start, stop

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 300.0
CODE = ("*.py", "*.toml", "*.md", "*.html", "*.mo")
# Demo people must never meet a database or a bucket that someone else's settings point to.
NOT_INHERITED = {
    "DATABASE_URL",
    "REDIS_URL",
    "CELERY_BROKER_URL",
    "S3_BUCKET",
    "SIGNING_KEYS_DIR",
    "DEBUG",
}
SOURCES = ("requirements", "training_site", "people", "operations", "courses", "assessments")


class StopRequested(Exception):
    """Someone asked the site to stop."""


def environment() -> dict[str, str]:
    """What every process of the site is started with; DATA_DIR and PORT are the caller's."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    port = os.environ.get("PORT") or "8000"
    site = {"SITE_URL": f"http://localhost:{port}", "PYTHONWARNINGS": "ignore"}
    return {
        **site,
        **inherited,
        "MODE": "development",
        "DATA_DIR": str(data),
        # With a host, though files have none, or every process warns that it is missing.
        "CELERY_BROKER_URL": "filesystem://localhost//",
        "PORT": port,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }


def refuse(message: str) -> None:
    """Stop before anything was started."""
    sys.exit(f"make run: {message}")


def check_port(port: str) -> None:
    """Refuse a port that cannot be had, before any work is done."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        refuse(f"PORT={port} is not a port number.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
        except OSError as error:
            other = int(port) % 65000 + 1
            refuse(f"port {port}: {error.strerror}. Try another: make run PORT={other}")


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Keep a second site out of the same data folder for as long as this one runs."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            refuse(f"another make run is using {data}. Stop it, or choose another DATA_DIR.")
        yield


def fingerprint() -> str:
    """A hash of what the prepared database depends on: lock, code and demo content."""
    digest = hashlib.sha256()
    for folder in (*SOURCES, "certificates", "locale"):
        for path in sorted(p for kind in CODE for p in (ROOT / folder).rglob(kind)):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def prepare(data: Path, env: dict[str, str]) -> None:
    """Migrate and load, unless nothing changed since that was last done in this data folder."""
    stamp, wanted = data / "prepared", fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    done = subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=env, check=False)
    if done.returncode:
        refuse("the database could not be prepared; the reason stands above.")
    stamp.write_text(wanted)


def commands(env: dict[str, str]) -> dict[str, list[str]]:
    """The three processes of the site."""
    # Without a proxy in front: a browser keeps connections, and opens some that it may not use.
    direct = "--worker-connections 1000 --keep-alive 2"
    web = f"-c deploy/gunicorn.py {direct} --access-logfile /dev/null --preload"
    web += " --workers 2 --threads 4 --worker-class gthread --graceful-timeout 5"
    address = f"--bind {HOST}:{env['PORT']} --log-level warning --no-control-socket"
    # Beat runs inside the one worker here; in production it is a process of its own.
    worker = "worker -B -P prefork -c 2 -l WARNING --without-gossip --without-mingle"
    lines = {
        "web": f"-m gunicorn training_site.wsgi:application {web} {address}",
        "worker": f"-m celery --quiet -A training_site.celery:app {worker}",
        "relay": "manage.py relay_outbox",
    }
    return {name: [sys.executable, *line.split()] for name, line in lines.items()}


def is_ready(port: str) -> bool:
    """Whether the site says that all it needs is there."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def watch(children: list[Child], terminal: Terminal) -> None:
    """Show what the children print; a child that ends takes the others with it."""
    terminal.show(0.25)
    child = ended(children)
    if child is not None:
        terminal.show(0.1)
        raise SystemExit(
            f"make run: {child.name} ended with code {child.process.returncode}; stopping all."
        )


def wait_until_ready(children: list[Child], terminal: Terminal, port: str) -> None:
    """Return when the site answers; give up with what it says is wrong."""
    deadline = time.monotonic() + START_SECONDS
    while not is_ready(port):
        pause = time.monotonic() + 0.5
        while time.monotonic() < pause:
            watch(children, terminal)
        if time.monotonic() > deadline:
            raise SystemExit(
                f"make run: no answer within {START_SECONDS:.0f} s; see http://{HOST}:{port}/readyz"
            )


def demo_description(env: dict[str, str]) -> str:
    """Who the demo people are and what to try first; asked once for each prepared database."""
    told = Path(env["DATA_DIR"]) / f"welcome-{env['PORT']}.txt"
    prepared = Path(env["DATA_DIR"]) / "prepared"
    if not told.exists() or told.stat().st_mtime < prepared.stat().st_mtime:
        command = [sys.executable, "manage.py", "describe_demo"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
        told.write_bytes(done.stdout)
    return told.read_text().rstrip()


def introduce(env: dict[str, str]) -> None:
    """Print the address, the demo people and what to try first."""
    print(f"\n{'=' * 78}\n  {env['SITE_URL']}/   is ready. Ctrl-C stops it.\n")
    print(demo_description(env), flush=True)
    print("=" * 78 + "\n", flush=True)


def on_signal(number: int, frame: FrameType | None) -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into one orderly end; a second one changes nothing."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    raise StopRequested


def serve(env: dict[str, str]) -> None:
    """Run the site until it is asked to stop or a part of it ends."""
    children: list[Child] = []
    terminal = Terminal(children)
    try:
        for name, command in commands(env).items():
            children.append(start(name, command, env))
        terminal = Terminal(children)
        wait_until_ready(children, terminal, env["PORT"])
        introduce(env)
        while True:
            watch(children, terminal)
    finally:
        print("\nStopping …", flush=True)
        stop(children, terminal)


def main() -> None:
    """Check, prepare, serve."""
    os.chdir(ROOT)
    env = environment()
    check_port(env["PORT"])
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, on_signal)
    try:
        with only_one(Path(env["DATA_DIR"])):
            prepare(Path(env["DATA_DIR"]), env)
            serve(env)
    except StopRequested:
        print("Stopped.", flush=True)


if __name__ == "__main__":
    main()
