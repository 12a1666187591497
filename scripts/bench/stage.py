"""What is measured: throwaway PostgreSQL and Redis, our site and the bare one under gunicorn."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import redis

from scripts.bench.client import HOST, Client, Request, UnexpectedAnswer
from tests.plumbing.postgres import find_binaries, throwaway_postgres
from tests.plumbing.processes import free_port, start, stop, wait_until
from tests.plumbing.redis import RedisServer

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / "var" / "bench"
PASSWORD = "only-for-the-bench-2026"
# As careful as in production, unlike in the tests; no vacuum in the middle of a measurement.
POSTGRES = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c autovacuum=off"
OURS = ("training_site.wsgi", "scripts.bench.content", "training_site.settings")
BARE = ("scripts.bench.bare.wsgi", "scripts.bench.bare.content", "scripts.bench.bare.settings")
# What the content of the databases depends on.
SOURCES = (
    "*/migrations/*.py",
    "scripts/bench/**/content.py",
    "scripts/bench/exam.py",
    "requirements/base.txt",
)
SETTING_UP = ("training_site/demo/**/*.*", "training_site/setting_up/*.py")


class Missing(Exception):
    """This machine lacks a server program; the message names it."""


@dataclass(frozen=True)
class Services:
    """The servers behind both sites."""

    postgres: str
    redis: RedisServer

    def pids(self) -> list[int]:
        """Their first processes."""
        with psycopg.connect(f"{self.postgres}/postgres") as connection:
            backend = connection.info.backend_pid
            parent = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1]
        with redis.Redis.from_url(self.redis.url()) as client:
            return [int(parent), int(client.info("server")["process_id"])]


@dataclass(frozen=True)
class Site:
    """A site that answers, and what there is to ask it for."""

    port: int
    pid: int
    env: dict[str, str]
    asks: dict[str, Any]


@contextmanager
def services() -> Iterator[Services]:
    """PostgreSQL and Redis that are thrown away."""
    binaries = find_binaries()
    if binaries is None:
        raise Missing("PostgreSQL")
    if shutil.which("redis-server") is None:
        raise Missing("redis-server")
    with throwaway_postgres(binaries, POSTGRES) as postgres:
        server = RedisServer()
        try:
            yield Services(postgres, server)
        finally:
            server.close()


@contextmanager
def site(name: str, modules: tuple[str, str, str], behind: Services) -> Iterator[Site]:
    """Load the site's content, and serve it as production does."""
    wsgi, content, settings = modules
    folder = CACHE / f"{name}-{_fingerprint()}"
    port = free_port()
    env = _environment(folder, f"{behind.postgres}/{name}", behind.redis, settings)
    _load(name, content, folder, env, behind.postgres)
    if name == "ours":
        _collect_static(env)
    command = f"-m gunicorn {wsgi}:application -c deploy/gunicorn.py --log-level warning"
    options = f"--bind 127.0.0.1:{port} --access-logfile /dev/null"
    log = CACHE / f"{name}.log"
    log.unlink(missing_ok=True)
    process = start([sys.executable, *command.split(), *options.split()], log, env)
    asks = json.loads((folder / "asks.json").read_text())
    try:
        wait_until(lambda: _answers(port, asks["lesson"]), f"{name}: see {log}", 60)
        yield Site(port, process.pid, env, asks)
    finally:
        stop(process)


def _answers(port: int, path: str) -> bool:
    """Any answer will do: a visitor is sent to sign in."""
    client = Client(port)
    try:
        client.send(Request(path))
    except UnexpectedAnswer as answer:
        return " 302" in str(answer)
    except OSError:
        return False
    finally:
        client.close()
    return True


def _environment(folder: Path, database: str, cache: RedisServer, settings: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database,
        "DATA_DIR": str(folder / "data"),
        "STATIC_ROOT": str(CACHE / "static"),
        "REDIS_URL": cache.url(1),
        "CELERY_BROKER_URL": cache.url(0),
        "SECRET_KEY": "for-the-bench-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SIGNING_KEYS_PASSPHRASE": "for-the-bench-only",
        "SITE_URL": f"https://{HOST}",
        "WEB_WORKERS": "2",
        "WEB_THREADS": "4",
    }


def _load(name: str, content: str, folder: Path, env: Mapping[str, str], postgres: str) -> None:
    """Fill the database, or restore what an earlier run has filled it with."""
    dump = folder / "dump.sql"
    _execute(postgres, f'CREATE DATABASE "{name}" TEMPLATE template0')
    if dump.exists():
        options = ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", str(dump)]
        _program("psql", *options, f"{postgres}/{name}")
    else:
        print(f"Filling {name}: once, until the content changes …", flush=True)
        for old in CACHE.glob(f"{name}-*"):
            shutil.rmtree(old)
        (folder / "data").mkdir(parents=True)
        command = [sys.executable, "-m", content, str(folder / "asks.json"), PASSWORD]
        subprocess.run(command, cwd=ROOT, env=env, check=True)
        part = folder / "dump.part"
        _program("pg_dump", "-Fp", "-f", str(part), f"{postgres}/{name}")
        part.rename(dump)
    _execute(f"{postgres}/{name}", "VACUUM ANALYZE")


def _execute(server: str, statement: str) -> None:
    address = server if server.count("/") > 2 else f"{server}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


def _program(program: str, *arguments: str) -> None:
    binaries = find_binaries()
    assert binaries is not None
    env = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
    command = [str(binaries / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)


def _collect_static(env: Mapping[str, str]) -> None:
    """Collect, compress and hash the static files, unless that was done for the same ones."""
    stamp = CACHE / "static.stamp"
    wanted = _hash(["training_site/static/**/*.*", "requirements/base.txt"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Collecting static files: once, until they change …", flush=True)
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    return _hash([*SOURCES, *SETTING_UP])


def _hash(patterns: list[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
