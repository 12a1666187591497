"""A quiz of Moodle's walkthroughs: its slots, the pools that slots draw from, its behavior."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assessments.grading import Question
from scripts.corpora import moodle_forms
from scripts.corpora.reading import Tree, number, read_csv, read_json, tree

DEFINITIONS = "walkthrough_question_definitions.json"
BEHAVIORS = {
    "deferredfeedback": "deferred",
    "immediatefeedback": "immediate",
    "interactive": "interactive",
    "interactivecountback": "interactive_countback",
    "adaptive": "adaptive",
    "adaptivenopenalty": "adaptive_no_penalty",
    "deferredcbm": "deferred_certainty",
    "immediatecbm": "immediate_certainty",
    "manualgraded": "manual",
}
METHODS = {"1": "highest", "2": "average", "3": "first", "4": "last"}

_NUMBER = re.compile(r"\w{1,20}", re.ASCII)


@dataclass(frozen=True)
class QuizSlot:
    """`pool` has one question under its name, or all that a random slot draws from."""

    number: int
    is_random: bool
    max_mark: Decimal
    pool: Mapping[str, Question]

    def draw(self, name: str) -> tuple[str, Question]:
        if not self.is_random:
            name = next(iter(self.pool))
        if name not in self.pool:
            raise ValueError(f"slot {self.number} has no question {name!r}")
        return name, self.pool[name]


@dataclass(frozen=True)
class Quiz:
    behavior: str
    slots: tuple[QuizSlot, ...]
    grade: Decimal
    method: str


def numbers(folder: Path) -> list[str]:
    """The sets that quizzes.csv names."""
    return [row["testnumber"] for row in read_csv(folder / "quizzes.csv")]


def read_quiz(folder: Path, set_number: str) -> Quiz:
    settings = _settings(folder, set_number)
    preferred = settings["preferredbehaviour"]
    if preferred not in BEHAVIORS:
        raise ValueError(f"behaviour {preferred!r}")
    rows = [tree(row) for row in read_csv(folder / f"questions{set_number}.csv")]
    forms = _forms(folder)
    pools: dict[str, dict[str, Question]] = {}
    for row in rows:
        if row["type"] != "random":
            pools.setdefault(row.get("cat", ""), {})[_name(row)] = _question(row, forms)
    slots = [_slot(row, pools[row.get("cat", "")]) for row in rows if row["slot"]]
    return Quiz(
        BEHAVIORS[preferred],
        tuple(sorted(slots, key=lambda slot: slot.number)),
        number(settings.get("grade") or "100"),
        METHODS[settings.get("grademethod") or "1"],
    )


def _settings(folder: Path, set_number: str) -> Mapping[str, str]:
    if not _NUMBER.fullmatch(set_number):
        raise ValueError(f"test number {set_number!r}")
    for row in read_csv(folder / "quizzes.csv"):
        if row["testnumber"] == set_number:
            return row
    raise ValueError(f"quizzes.csv has no test {set_number}")


def _forms(folder: Path) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    places = (folder / DEFINITIONS, folder.parent / "walkthrough" / DEFINITIONS)
    found = next((path for path in places if path.exists()), places[0])
    rows = read_json(found)
    return {(row["qtype"], row["which"] or ""): row["form_data"] for row in rows}


def _question(row: Tree, forms: Mapping[tuple[str, str], Mapping[str, Any]]) -> Question:
    kind = (row["type"], row.get("which", ""))
    if kind not in forms:
        raise ValueError(f"{DEFINITIONS} has no {' '.join(kind).strip()}")
    form = moodle_forms.merged(forms[kind], _filled(row.get("overrides", {})))
    return Question(moodle_forms.definition(row["type"], form), number(row.get("mark") or "1"))


def _filled(overrides: Tree) -> Tree:
    """Without the cells that were left empty: they override nothing."""
    branches = {name: _filled(v) if isinstance(v, dict) else v for name, v in overrides.items()}
    return {name: value for name, value in branches.items() if value not in ("", {})}


def _slot(row: Tree, pool: Mapping[str, Question]) -> QuizSlot:
    drawn = row["type"] == "random"
    questions = pool if drawn else {_name(row): pool[_name(row)]}
    return QuizSlot(int(row["slot"]), drawn, number(row.get("mark") or "1"), questions)


def _name(row: Tree) -> str:
    return "_".join(filter(None, (row["type"], row.get("which", ""))))
