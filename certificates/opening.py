"""Open a list from a stranger: text here, a workbook in a process that can do nothing else."""

import json
import subprocess
import sys

from django.conf import settings

from certificates.rosters import entries, tables, workbooks
from certificates.rosters.entries import Entry
from certificates.rosters.tables import MAX_BYTES, Fault, Row, Unreadable

COMMAND = (sys.executable, "-E", "-s", "-B", "-m", "certificates.rosters")
SECONDS = 10


def entries_in(data: bytes) -> list[Entry]:
    """What the list asks about. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(Fault.TOO_LARGE)
    if workbooks.is_workbook(data):
        workbooks.refuse_bomb(data)
        return entries.read(_rows_of_workbook(data))
    return entries.read(tables.rows(tables.decode(data)))


def _rows_of_workbook(data: bytes) -> list[Row]:
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            COMMAND,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={},
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Unreadable(Fault.NOT_A_LIST) from None
    if "fault" in answer:
        raise Unreadable(Fault(answer["fault"]))
    return [Row(number, tuple(cells)) for number, cells in answer["rows"]]
