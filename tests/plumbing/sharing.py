"""What one process of a run makes for all: pytest-xdist gives each its own session fixtures."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def one_process_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other process is here; the file is made."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[], Any]) -> Any:
    """What the first process made, which must go into JSON; the others wait for it."""
    is_distributed = factory.getbasetemp().name.startswith("popen-")
    folder = factory.getbasetemp().parent if is_distributed else factory.getbasetemp()
    made = folder / f"{name}.json"
    with one_process_at_a_time(folder / f"{name}.lock"):
        if not made.exists():
            made.write_text(json.dumps(make()))
    return json.loads(made.read_text())
