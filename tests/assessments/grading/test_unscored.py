"""Descriptions and questions that can't be asked stand on a paper without a mark."""

from random import Random
from typing import Any

import pytest

from assessments.grading import (
    ITEM_TYPES,
    InvalidDefinition,
    Question,
    State,
    arrange_paper,
    grade,
    parse,
)
from tests.assessments.grading.definitions import description, true_false, unsupported
from tests.assessments.grading.sitting import ask


@pytest.mark.parametrize("make", [description, unsupported])
@pytest.mark.parametrize("raw", [None, ["x"], {"0": ["x"]}])
def test_what_asks_nothing_is_never_graded(make: Any, raw: object) -> None:
    item = ask(make())
    outcome = item.grade(raw)
    assert outcome.state is State.NOT_SCORED
    assert outcome.fraction == 0
    shown = item.review(raw, "en")
    assert (shown["response"], shown["solutions"], shown["feedback"]) == ([], [], [])
    assert shown["comment"] == ""


def test_what_asks_nothing_carries_no_mark() -> None:
    questions = [Question(description()), Question(true_false()), Question(unsupported())]
    paper = arrange_paper(questions, Random(1))
    assert [item.max_mark for item in paper.items] == [0, 1, 0]
    assert grade(paper, {2: ["false"]}).scaled == 1


@pytest.mark.parametrize("make", [description, unsupported])
def test_there_is_nothing_to_describe(make: Any) -> None:
    definition = parse(make())
    kind = ITEM_TYPES[make()["type"]]
    assert kind.grade(definition, kind.correct(definition), {}).state is State.NOT_SCORED
    assert not kind.feedback(definition, "x")


def test_an_unsupported_question_keeps_its_source_and_needs_no_text() -> None:
    definition: Any = parse(unsupported(stem=None, reason="an unknown interaction"))
    assert (definition.source, definition.reason) == ("<secret/>", "an unknown interaction")
    with pytest.raises(InvalidDefinition, match="source: must be text"):
        parse(unsupported(source=None))
