"""One expected result of another system, and how ours compares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scripts.corpora.reading import FAULTS, said

Verdict = Literal["passed", "failed", "not supported"]


@dataclass(frozen=True)
class Case:
    """`file` is relative to the folder of corpora; `reason` says why it is not passed."""

    file: str
    name: str
    verdict: Verdict
    reason: str = ""


# Given the folder of corpora: every case found in it of one kind, whatever the number of sets.
Runner = Callable[[Path], Iterator[Case]]


def guarded(file: str, run: Callable[[], Iterator[Case]]) -> list[Case]:
    """The cases of one file; what nobody expected fails there, and the other files still run."""
    try:
        return list(run())
    except FAULTS as error:
        return [Case(file, "file", "failed", said(error))]
