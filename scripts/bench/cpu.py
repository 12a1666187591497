"""CPU time of a process and all that it started, from /proc (Linux)."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Of /proc/<pid>/stat after the name: parent, and user, system, and those of children waited for.
PARENT, FIRST, LAST = 1, 11, 14


def of_trees(*roots: int) -> float:
    """Seconds used so far by these processes and their descendants, the ended ones included."""
    stats = _stats()
    wanted = set(roots)
    while True:
        found = {pid for pid, fields in stats.items() if int(fields[PARENT]) in wanted}
        if found <= wanted:
            break
        wanted |= found
    ticks = [sum(map(int, stats[pid][FIRST : LAST + 1])) for pid in wanted if pid in stats]
    return sum(ticks) / TICKS


def _stats() -> dict[int, list[str]]:
    """The fields after the name, which may contain spaces, by process."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        stats[int(path.parent.name)] = text.rpartition(")")[2].split()
    return stats
