"""Examine each file of a folder in a process of its own; write a line about each.

`python -m tests.certificates.tampering.watching <folder>`, with `trust.json` beside the files. It
is run apart because the memory that the system notes for a child begins with its parent's.
"""

import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from certificates import sandboxing
from certificates.inspecting.messages import Trust

# Loading is not what is watched, and a busy machine takes its time.
PATIENCE = 120


def watch(folder: Path) -> None:
    trust = Trust(**json.loads((folder / "trust.json").read_text()))
    following = sandboxing.Examiner()
    for path in sorted(folder.glob("*.bin")):
        # The next one loads meanwhile.
        examiner, following = following, sandboxing.Examiner()
        assert examiner.is_ready(PATIENCE)
        started = time.monotonic()
        report = examiner.examine(path.read_bytes(), trust)
        seen = {
            "name": path.stem,
            "seconds": time.monotonic() - started,
            # Of the largest so far, in kB.
            "peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
            "report": asdict(report),
        }
        print(json.dumps(seen), flush=True)
    following.end()


if __name__ == "__main__":
    settings.configure(BASE_DIR=Path(__file__).resolve().parents[3])
    watch(Path(sys.argv[1]))
