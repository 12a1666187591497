"""What an import makes of a file: drafts of questions, and the problems it met."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

# refused: nothing comes in; approximated: it comes in, but differs; noted: worth knowing.
Severity = Literal["refused", "approximated", "noted"]


@dataclass(frozen=True)
class Problem:
    """`where` leads the author to the place in the file: a line, an element, a row."""

    severity: Severity
    where: str
    message: str


@dataclass(frozen=True)
class ItemDraft:
    """A question on its way in; `source_id` is the same whenever the same question comes again."""

    source_id: str
    name: str
    definition: Mapping[str, Any]
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    default_mark: Decimal = Decimal(1)
    # easy, medium or hard; empty where the file doesn't say.
    difficulty: str = ""
    problems: tuple[Problem, ...] = ()
    # File names within a package that the definition refers to.
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Import:
    """Everything that a file held; `problems` are those of the file, not of one question."""

    drafts: tuple[ItemDraft, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
