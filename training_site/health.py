"""What is down, of the parts that work needs."""

import uuid
from collections.abc import Callable
from datetime import datetime

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from certificates.issuing import STORAGE
from certificates.tasks import KEY_HEARTBEAT, KEY_WARNING
from operations import beating


def problems(*, at: datetime) -> dict[str, str]:
    """Each part that is down, with what it said; empty when all is well."""
    parts: dict[str, Callable[[], str]] = {
        "database": database,
        "broker": broker,
        "storage": storage,
        "signing key": lambda: beating.problem_of(KEY_HEARTBEAT, at=at),
    }
    said = {name: _asked(check) for name, check in parts.items()}
    return {name: problem for name, problem in said.items() if problem}


def warnings(*, at: datetime) -> dict[str, str]:
    """What works, and will not for long; no reason to send readers elsewhere."""
    said = beating.problem_of(KEY_WARNING, at=at)
    return {"signing key": said} if said else {}


def database() -> str:
    """Answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def broker() -> str:
    """Takes a connection."""
    with current_app.connection_for_write(connect_timeout=2) as connected:
        connected.ensure_connection(max_retries=1, timeout=2)
    return ""


def storage() -> str:
    """Takes a file, and forgets it."""
    store = storages[STORAGE]
    name = store.save(f"probe/{uuid.uuid4()}", ContentFile(b"ok"))
    store.delete(name)
    return ""


def _asked(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever it is, it names what is down
        return f"{type(error).__name__}: {error}"
