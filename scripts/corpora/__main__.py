"""Run a folder of other systems' test data; say what passed, what failed, what is not supported."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scripts.corpora.cases import Case, Runner
from scripts.corpora.reading import FAULTS, said
from scripts.corpora.registry import RUNNERS

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "corpora"
SHOWN = 5


def cases(folder: Path, runners: Sequence[Runner]) -> list[Case]:
    return [case for run in runners for case in _guarded(run, folder)]


def _guarded(run: Runner, folder: Path) -> Iterator[Case]:
    """What a runner did not expect is a failed case too, and the others still run."""
    try:
        yield from run(folder)
    except FAULTS as error:
        yield Case(run.__module__, "runner", "failed", said(error))


def report(found: Iterable[Case]) -> list[str]:
    """A line a file, then every reason with its cases, then the total."""
    tallies: dict[str, Counter[str]] = {}
    reasons: dict[tuple[str, str, str], list[str]] = {}
    total: Counter[str] = Counter()
    for case in found:
        total[case.verdict] += 1
        tallies.setdefault(case.file, Counter())[case.verdict] += 1
        if case.verdict != "passed":
            reasons.setdefault((case.verdict, case.file, case.reason), []).append(case.name)
    lines = [f"{_counted(tally)}  {file}" for file, tally in sorted(tallies.items())]
    lines += [_reason(*key, names) for key, names in sorted(reasons.items())]
    return [*lines, f"{_counted(total)}  in {len(tallies)} files"]


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else DEFAULT
    if not folder.is_dir():
        print(f"{folder} is no folder: name the folder of test data in CORPORA")
        return 1
    found = cases(folder, RUNNERS)
    print("\n".join(report(found)))
    return int(not found or any(case.verdict == "failed" for case in found))


def _counted(tally: Counter[str]) -> str:
    return (
        f"{tally['passed']:>6} passed {tally['failed']:>5} failed"
        f" {tally['not supported']:>5} not supported"
    )


def _reason(verdict: str, file: str, reason: str, names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    shown = "; ".join(name[:100] for name in names[:SHOWN])
    return f"{verdict}: {file}: {reason or 'no reason given'} ({len(names)}): {shown}{more}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
