"""Tables of what Moodle's question engine puts out on grids of inputs."""

import json
from collections.abc import Iterator
from pathlib import Path

from scripts.corpora.cases import Case
from scripts.corpora.reading import FAULTS, read_json, said
from scripts.corpora.table_rows import CHECKS, ON_PURPOSE, Row, Table

FOLDER = "moodle/tables"


def run(folder: Path) -> Iterator[Case]:
    for path in sorted((folder / FOLDER).glob("*.json")):
        file = f"{FOLDER}/{path.name}"
        if path.stem not in CHECKS:
            yield Case(file, "table", "failed", "no runner")
            continue
        try:
            table = read_json(path)
            rows = list(table["rows"])
        except FAULTS as error:
            yield Case(file, "table", "failed", said(error))
            continue
        if not rows:
            yield Case(file, "table", "failed", "no rows")
        for place, row in enumerate(rows):
            yield _case(file, place, table, row)


def _case(file: str, place: int, table: Table, row: Row) -> Case:
    name = f"{place}: {json.dumps(row, ensure_ascii=False, default=str)}"
    try:
        reason = CHECKS[Path(file).stem](table, row)
    except FAULTS as error:
        return Case(file, name, "failed", said(error))
    if reason.startswith(ON_PURPOSE):
        return Case(file, name, "not supported", reason)
    return Case(file, name, "failed" if reason else "passed", reason)
