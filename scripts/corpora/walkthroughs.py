"""Moodle's walkthroughs: the steps of attempts at a quiz, and the marks that Moodle gives.

`replay(folder, number)` is for whoever needs the attempts themselves: the folder holds quizzes.csv,
questionsNN.csv and stepsNN.csv; the definitions of questions lie there or in ../walkthrough.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

from assessments.grading import Paper, PaperItem, Question, Score, arrange_paper, best
from assessments.grading.behaviors import (
    Action,
    Finish,
    Progress,
    Save,
    Submit,
    TryAgain,
    begin,
    score,
    step,
)
from scripts.corpora import moodle_responses
from scripts.corpora.cases import Case
from scripts.corpora.moodle_quizzes import Quiz, QuizSlot, numbers, read_quiz
from scripts.corpora.reading import FAULTS, Tree, number, read_csv, said, tree

FOLDER = "moodle/walkthrough"
# The files give five to seven places.
NEAR = Decimal("0.00001")
NULL = "!NULL!"


@dataclass(frozen=True)
class Slot:
    """`name` is the question's (`shortanswer`, `multichoice_one_of_four`), `variant` counts from 1.

    `item` holds definition, arrangement and max_mark; `progress` the raw response and the tries.
    """

    name: str
    is_random: bool
    variant: int
    item: PaperItem
    progress: Progress

    @property
    def mark(self) -> Decimal | None:
        """None while nothing is earned, and where the learner gave up."""
        return self.progress.mark(self.item.max_mark)


@dataclass(frozen=True)
class Attempt:
    """`number` is the file's; `nth` counts the attempts of this learner; slots by their number."""

    number: str
    learner: tuple[str, str]
    nth: int
    is_finished: bool
    slots: Mapping[int, Slot]

    @property
    def score(self) -> Score:
        paper = Paper(tuple(slot.item for slot in self.slots.values()))
        return score(paper, {place: slot.progress for place, slot in self.slots.items()})


def replay(folder: Path, set_number: str) -> list[Attempt]:
    """Every attempt of stepsNN.csv after its last step, in the order in which they were begun."""
    quiz = read_quiz(folder, set_number)
    attempts: dict[str, Attempt] = {}
    for row in read_csv(folder / f"steps{set_number}.csv"):
        cells = tree(row)
        key = cells["quizattempt"]
        if key not in attempts:
            attempts[key] = _start(quiz, cells, list(attempts.values()))
        attempts[key] = _continue(quiz, attempts[key], cells)
    return list(attempts.values())


def _start(quiz: Quiz, cells: Tree, earlier: list[Attempt]) -> Attempt:
    learner = (cells.get("firstname", ""), cells.get("lastname", ""))
    nth = sum(attempt.learner == learner for attempt in earlier) + 1
    slots = {slot.number: _open(quiz, slot, cells) for slot in quiz.slots}
    return Attempt(cells["quizattempt"], learner, nth, False, slots)


def _open(quiz: Quiz, slot: QuizSlot, cells: Tree) -> Slot:
    place = str(slot.number)
    name, question = slot.draw(cells.get("randqs", {}).get(place, ""))
    variant = int(cells.get("variants", {}).get(place) or 1)
    item = _item(slot, question, variant)
    return Slot(name, slot.is_random, variant, item, begin(quiz.behavior, item))


def _item(slot: QuizSlot, question: Question, variant: int) -> PaperItem:
    placed = replace(question, max_mark=slot.max_mark)
    item = replace(arrange_paper([placed], Random(variant)).items[0], position=slot.number)
    if "dataset" not in item.arrangement:
        return item
    if not 1 <= variant <= len(item.definition["datasets"]):
        raise ValueError(f"slot {slot.number} has no variant {variant}")
    return replace(item, arrangement={**item.arrangement, "dataset": variant - 1})


def _continue(quiz: Quiz, attempt: Attempt, cells: Tree) -> Attempt:
    slots = dict(attempt.slots)
    for place, given in cells.get("responses", {}).items():
        slots[int(place)] = _act(quiz, slots[int(place)], given)
    if cells.get("finished", "1") != "1":
        return replace(attempt, slots=slots)
    done = {place: _moved(quiz, slot, Finish()) for place, slot in slots.items()}
    return replace(attempt, slots=done, is_finished=True)


def _act(quiz: Quiz, slot: Slot, given: Mapping[str, Any]) -> Slot:
    """A control counts where it is not 0, and only where the behavior shows it."""
    answer = {name: value for name, value in given.items() if not name.startswith("-")}
    response = moodle_responses.raw(slot.item, answer)
    if slot.progress.is_waiting:
        return _moved(quiz, slot, TryAgain(response)) if _pressed(given, "-tryagain") else slot
    certainty = int(given["-certainty"]) if _pressed(given, "-certainty") else None
    action = Submit if _pressed(given, "-submit") else Save
    return _moved(quiz, slot, action(response, certainty))


def _pressed(given: Mapping[str, Any], control: str) -> bool:
    return given.get(control, "") not in ("", "0")


def _moved(quiz: Quiz, slot: Slot, action: Action) -> Slot:
    return replace(slot, progress=step(quiz.behavior, slot.progress, action, slot.item))


def run(folder: Path) -> Iterator[Case]:
    sets = folder / FOLDER
    if not sets.is_dir():
        return
    try:
        known = numbers(sets)
    except FAULTS as error:
        yield Case(f"{FOLDER}/quizzes.csv", "quizzes", "failed", said(error))
        return
    there = {found[1] for path in sets.iterdir() if (found := _FILE.fullmatch(path.name))}
    for set_number in sorted(there):
        file = f"{FOLDER}/results{set_number}.csv"
        if set_number not in known:
            yield Case(file, "set", "failed", f"quizzes.csv has no test {set_number}")
            continue
        try:
            yield from list(_compare(sets, set_number, file))
        except FAULTS as error:
            yield Case(file, "set", "failed", said(error))


_FILE = re.compile(r"(?:questions|steps|results)(\w+)\.csv", re.ASCII)


def _compare(sets: Path, set_number: str, file: str) -> Iterator[Case]:
    quiz = read_quiz(sets, set_number)
    attempts = {attempt.number: attempt for attempt in replay(sets, set_number)}
    results = read_csv(sets / f"results{set_number}.csv")
    if not results:
        yield Case(file, "set", "failed", "no results")
    for row in results:
        attempt = attempts[row["quizattempt"]]
        for column, expected in row.items():
            if column != "quizattempt":
                found = _figure(quiz, attempt, column, list(attempts.values()))
                name = f"attempt {attempt.number} {column}"
                yield _case(file, name, found, expected)


def _case(file: str, name: str, found: Decimal | None, expected: str) -> Case:
    wanted = None if expected in (NULL, "") else number(expected)
    # PHP's loose comparison, which Moodle's own test makes, takes null for 0.
    if abs((found or Decimal(0)) - (wanted or Decimal(0))) <= NEAR:
        return Case(file, name, "passed")
    return Case(file, name, "failed", f"{found} instead of {wanted}")


def _figure(quiz: Quiz, attempt: Attempt, column: str, attempts: list[Attempt]) -> Decimal | None:
    if found := re.fullmatch(r"slots\.([0-9]+)\.mark", column):
        return attempt.slots[int(found[1])].mark
    if column == "summarks":
        return attempt.score.raw if attempt.is_finished else None
    if column in ("finished", "attemptnumber"):
        return Decimal(attempt.is_finished if column == "finished" else attempt.nth)
    if column in ("quizgrade", "gradebookgrade"):
        return _grade(quiz, [each for each in attempts if each.learner == attempt.learner])
    raise ValueError(f"column {column!r}")


def _grade(quiz: Quiz, attempts: list[Attempt]) -> Decimal | None:
    grades = [each.score.scaled * quiz.grade for each in attempts if each.is_finished]
    grade = best(grades, quiz.method)
    return None if grade is None else grade.quantize(NEAR, ROUND_HALF_UP)
