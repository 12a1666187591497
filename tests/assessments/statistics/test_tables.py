"""Answers of many attempts as one table: columns, shapes, what is read beside the figures."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from assessments.statistics.tables import Answers, Table, figures_of

CHOICE = {
    "type": "single_choice",
    "stem": {"en": "?"},
    "options": [
        {"id": "a", "text": {"en": "A"}, "fraction": "1"},
        {"id": "b", "text": {"en": "B"}, "fraction": "0"},
    ],
}
ESSAY = {"type": "essay", "stem": {"en": "?"}}
Row = tuple[Any, ...]


def row(attempt: int, position: int, version: int, mark: float, **other: Any) -> Row:
    """A version asks the question of the same number."""
    chosen = json.dumps([["choice", "a" if mark else "b", "1" if mark else "0"]])
    said = other.get("parts", chosen)
    return (attempt, position, version, other.get("top", 1.0), mark, said, other.get("seconds"))


def table(rows: Sequence[Row], order: dict[int, int] | None = None) -> Table:
    answers = Answers.read(sorted({one[0] for one in rows}), rows)
    versions = {pk: (pk, CHOICE) for pk in answers.version_ids()}
    return Table.of(answers, versions, order)


def figures(found: Table) -> dict[str, Any]:
    return figures_of(found, 0.6, lambda rows: None)  # noqa: ARG005


def test_answers_of_other_attempts_are_passed_over() -> None:
    answers = Answers.read([7], [row(7, 1, 1, 1), row(8, 1, 1, 0)])
    assert list(answers.attempts) == [0]
    assert answers.version_ids() == [1]


def test_equal_parts_are_kept_once() -> None:
    answers = Answers.read([1, 2, 3], [row(n, 1, 1, n % 2) for n in (1, 2, 3)])
    assert list(answers.parts) == [0, 1, 0]
    assert len(answers.known_parts) == 2


def test_fixed_questions_stand_where_they_usually_do() -> None:
    found = table([row(1, 1, 5, 1), row(1, 2, 4, 0), row(2, 1, 5, 0), row(2, 2, 4, 1)])
    assert found.sittings().questions is not None
    assert [one["question"] for one in figures(found)["items"]] == [5, 4]


def test_shuffled_questions_stand_in_the_order_of_the_quiz() -> None:
    rows = [row(1, 1, 5, 1), row(1, 2, 4, 0), row(2, 1, 4, 0), row(2, 2, 5, 1)]
    found = table(rows, {4: 0, 5: 1})
    assert [one["question"] for one in figures(found)["items"]] == [4, 5]
    assert found.sittings().marks.tolist() == [[0, 1], [0, 1]]


def test_questions_that_differ_were_drawn() -> None:
    rows = [
        row(1, 1, 1, 1),
        row(1, 2, 2, 1),
        row(1, 3, 3, 0, top=2.0),
        row(2, 1, 1, 0),
        row(2, 2, 4, 1, top=2.0),
        row(2, 3, 5, 1),
    ]
    found = table(rows)
    sittings = found.sittings()
    assert found.drawn.tolist() == [False, True, True]
    assert sorted(sittings.max_marks.tolist()) == [1, 1, 2]
    shown = figures(found)
    assert [one["is_drawn"] for one in shown["items"]] == [False, True, True, True, True]
    assert [one["place"] for one in shown["draws"]] == [2, 3]


def test_papers_of_another_shape_are_left_out() -> None:
    rows = [row(1, 1, 1, 1), row(2, 1, 1, 1), row(3, 1, 1, 1), row(3, 2, 2, 1)]
    found = table(rows)
    assert found.attempts.tolist() == [0, 1]
    assert figures(found)["attempts"] == 2


def test_nothing_read_is_no_attempt() -> None:
    found = table([])
    assert found.sittings().marks.shape == (0, 0)
    shown = figures(found)
    assert (shown["attempts"], shown["items"], shown["scores"]) == (0, [], [])


def test_scores_are_counted_in_per_cent() -> None:
    rows = [row(n, 1, 1, n % 2) for n in range(1, 4)]
    assert figures(table(rows))["scores"] == [(0.0, 1), (100.0, 2)]


def test_a_paper_worth_nothing_has_no_shares() -> None:
    rows = [row(n, 1, 1, 0, top=0.0) for n in (1, 2)]
    shown = figures(table(rows))
    assert shown["scores"] == [(0.0, 2)]
    assert shown["items"][0]["interval"] is None


def test_times_are_those_that_were_told() -> None:
    rows = [row(1, 1, 1, 1, seconds=10), row(2, 1, 1, 0), row(3, 1, 1, 0, seconds=30)]
    seconds = figures(table(rows))["items"][0]["seconds"]
    assert (seconds["n"], seconds["median"]) == (2, 20)


def test_a_question_is_described_by_its_newest_version() -> None:
    answers = Answers.read([1, 2], [row(1, 1, 1, 1), row(2, 1, 2, 0)])
    found = Table.of(answers, {1: (9, CHOICE), 2: (9, CHOICE)})
    item = figures(found)["items"][0]
    assert (item["question"], item["version"], item["n"]) == (9, 2, 2)
    assert item["guess"] == 0.5


def test_what_nobody_can_guess_has_no_guess() -> None:
    answers = Answers.read([1], [row(1, 1, 1, 1, parts="[]")])
    item = figures(Table.of(answers, {1: (1, ESSAY)}))["items"][0]
    assert (item["guess"], item["options"]["unanswered"]) == (None, 1)


def test_a_mark_below_zero_has_no_interval() -> None:
    item = figures(table([row(1, 1, 1, -0.5), row(2, 1, 1, -0.5)]))["items"][0]
    assert (item["facility"], item["interval"]) == (-0.5, None)


def test_progress_is_told_by_the_answers_counted() -> None:
    told: list[int] = []
    figures_of(table([row(n, p, p, 1) for n in range(3) for p in (1, 2)]), 0.6, told.append)
    assert told == [3, 3]


@pytest.mark.parametrize("sittings", [1, 50])
def test_every_answer_has_its_cell(sittings: int) -> None:
    rng = np.random.default_rng(1)
    marks = rng.integers(0, 2, (sittings, 4)).astype(float)
    rows = [row(a, p + 1, p + 1, marks[a, p]) for a in range(sittings) for p in range(4)]
    assert (table(rows).sittings().marks == marks).all()
