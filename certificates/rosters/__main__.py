"""The process: lock the door, read one workbook, write its rows or its fault as JSON."""

import json
import sys
from dataclasses import astuple
from typing import Any

from certificates.inspecting.confinement import confine
from certificates.rosters import workbooks
from certificates.rosters.tables import Unreadable


def main() -> None:
    """Read from standard input; an answer that never comes is an answer too."""
    confine()
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(data: bytes) -> dict[str, Any]:
    try:
        return {"rows": [astuple(row) for row in workbooks.rows(data)]}
    except Unreadable as refusal:
        return {"fault": refusal.fault}


if __name__ == "__main__":
    main()
