"""What one process of a run makes for all: pytest-xdist gives each its own session fixtures."""

import fcntl
import json
from collections.abc import Callable
from typing import Any

import pytest


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[], Any]) -> Any:
    """What the first process made, which must go into JSON; the others wait for it."""
    is_distributed = factory.getbasetemp().name.startswith("popen-")
    folder = factory.getbasetemp().parent if is_distributed else factory.getbasetemp()
    made = folder / f"{name}.json"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(json.dumps(make()))
    return json.loads(made.read_text())
