"""Real processes beside a test: Redis that can hang, a Celery worker, the outbox relay."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings

from tests.plumbing import environment
from tests.plumbing.processes import start, stop, wait_until
from tests.plumbing.redis import RedisServer
from training_site.celery import app


class Companion:
    """A program of the site that runs beside the tests with the same environment."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.log = environment.FOLDER / f"{name}.log"
        self._command = [sys.executable, *command]
        self.start()

    def start(self) -> None:
        """Start it, or start it again."""
        self.process = start(self._command, self.log, os.environ)

    def stop(self) -> None:
        """End it, gently first."""
        stop(self.process)

    def kill(self) -> None:
        """End it as a power cut would."""
        stop(self.process, patience=0)

    @property
    def is_running(self) -> bool:
        """Whether it is still there."""
        return self.process.poll() is None

    @property
    def said(self) -> str:
        """What it printed."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def _worker_answers() -> bool:
    return bool(app.control.broadcast("ping", reply=True, limit=1, timeout=1.0))


def _forget_messages() -> None:
    if environment.redis_server:
        with redis.Redis.from_url(environment.redis_server.url(0)) as broker:
            broker.flushdb()
        return
    for message in Path(settings.CELERY_FOLDER).glob("messages/*"):
        message.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def _worker() -> Iterator[Companion]:
    command = "-m celery -A training_site.celery:app worker -P prefork -c 2 -l INFO"
    worker = Companion("worker", [*command.split(), "--without-gossip", "--without-mingle"])
    yield worker
    worker.kill()


@pytest.fixture(scope="session")
def _relay() -> Iterator[Companion]:
    relay = Companion("relay", ["manage.py", "relay_outbox"])
    yield relay
    relay.kill()


@pytest.fixture
def celery_worker_process(transactional_db: None, _worker: Companion) -> Companion:
    """A real prefork worker on the database and broker of this test."""
    if not _worker.is_running:
        _worker.start()
    _forget_messages()
    wait_until(_worker_answers, f"the worker, which said:\n{_worker.said[-2000:]}", 60)
    return _worker


@pytest.fixture
def outbox_relay_process(transactional_db: None, _relay: Companion) -> Companion:
    """The process that sends outbox rows to the broker."""
    if not _relay.is_running:
        _relay.start()
    return _relay


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """The Redis of this test process; whatever the test did to it, it answers again afterwards."""
    if environment.redis_server is None:
        pytest.skip("needs Redis: make test runs it there")
    yield environment.redis_server
    environment.redis_server.thaw()
