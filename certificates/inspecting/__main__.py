"""The process: get ready, lock the door, read one file, say what it is stage by stage."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from certificates.inspecting import attached, late_imports, seal, sheet
from certificates.inspecting.confinement import confine
from certificates.inspecting.messages import Trust

__all__ = ["late_imports", "main"]

# When nobody has sent a file for so long, the process goes; with a file it gets less.
IDLE_SECONDS = 600
SECONDS = 10


def main() -> None:
    """Write a line when ready, then one a stage: what was found survives a stage that dies."""
    attached.warm_up()
    seal.warm_up()
    signal.setitimer(signal.ITIMER_REAL, IDLE_SECONDS)
    confine()
    _say({"ready": True})
    trust = Trust(**json.loads(sys.stdin.buffer.readline()))
    data = sys.stdin.buffer.read()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    told = [_told(name, look) for name, look in _stages(data, trust)]
    _say({"finished": all(told)})


def _stages(data: bytes, trust: Trust) -> Iterator[tuple[str, Callable[[], object]]]:
    if b"%PDF-" not in data[:1024]:
        yield "sheet", partial(sheet.look_at_image, data)
        return
    yield "credentials", partial(attached.look, data, trust)
    yield "seal", partial(seal.look, data, trust)
    yield "sheet", partial(sheet.look_at_pdf, data)


def _told(name: str, look: Callable[[], object]) -> bool:
    """Whether the stage came to an end; one that runs out of memory must not end the next."""
    try:
        _say({name: look()})
    # Hostile and damaged files find ways to fail that no list of exceptions names.
    except Exception:  # noqa: BLE001
        return False
    return True


def _say(findings: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(findings, default=asdict) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
