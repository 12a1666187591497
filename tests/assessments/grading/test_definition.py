"""A definition that can't be graded is refused, and the author is told which field and why."""

from typing import Any

import pytest

from assessments.grading import InvalidDefinition, parse
from assessments.grading.definition import Text
from tests.assessments.grading import definitions
from tests.assessments.grading.definitions import (
    multiple_response,
    numeric,
    short_answer,
    single_choice,
    true_false,
)

WHOLE = {"pattern": "a", "fraction": "1"}


def option(**changes: Any) -> list[dict[str, Any]]:
    first, second = single_choice()["options"][:2]
    return [first, {**second, **changes}]


def answer(**changes: Any) -> list[dict[str, Any]]:
    return [{"value": "1", "fraction": "1", **changes}]


REFUSED = [
    ([], "definition", "must be an object"),
    ({}, "type", "must be one of"),
    (single_choice(shufle=True), "shufle", "unknown field"),
    (single_choice(stem=None), "stem", "is missing"),
    (single_choice(stem={"zh": " "}), "stem", "is missing"),
    (single_choice(stem="Stem"), "stem", "must be an object"),
    (single_choice(stem={"fr": "Bonjour"}), "stem.fr", "unknown field"),
    (single_choice(stem={"en": 1}), "stem.en", "must be text"),
    (single_choice(shuffle="yes"), "shuffle", "must be true or false"),
    (single_choice(options="abc"), "options", "must be a list"),
    (single_choice(options=[]), "options", "needs at least 2"),
    (single_choice(options=["a", "b"]), "options[0]", "must be an object"),
    (single_choice(options=option(id="")), "options[1].id", "must be text"),
    (single_choice(options=option(id="right")), "options[1].id", "stands twice"),
    (single_choice(options=option(text={})), "options[1].text", "is missing"),
    (single_choice(options=option(hint="x")), "options[1].hint", "unknown field"),
    (single_choice(options=option(fraction=None)), "options[1].fraction", "must be a number"),
    (single_choice(options=option(fraction=True)), "options[1].fraction", "must be a number"),
    (single_choice(options=option(fraction="half")), "options[1].fraction", "must be a number"),
    (single_choice(options=option(fraction="NaN")), "options[1].fraction", "finite"),
    (single_choice(options=option(fraction="1.1")), "options[1].fraction", "between -1 and 1"),
    (single_choice(options=single_choice()["options"][1:]), "options", "the whole mark"),
    (multiple_response(scoring="luck"), "scoring", "must be one of"),
    (multiple_response(scoring=["ou"]), "scoring", "must be one of"),
    (multiple_response({"a": "0", "b": "0"}), "options", "one at least must be correct"),
    (
        multiple_response({"a": "1", "b": "0.5"}, scoring="sum_of_fractions"),
        "options",
        "must sum to 1",
    ),
    (true_false(answer=None), "answer", "must be true or false"),
    (true_false(feedback={"maybe": {}}), "feedback.maybe", "unknown field"),
    (short_answer(answers=[]), "answers", "needs at least 1"),
    (short_answer(answers=[{**WHOLE, "fraction": "0.9"}]), "answers", "the whole mark"),
    (short_answer(answers=[{**WHOLE, "pattern": 5}]), "answers[0].pattern", "must be text"),
    (short_answer(answers=[{**WHOLE, "value": 5}]), "answers[0].value", "unknown field"),
    (short_answer(answers=[{"pattern": "*", "fraction": 0}, WHOLE]), "answers", "takes the right"),
    (short_answer(answers=[{**WHOLE, "pattern": " a"}], fold_width=False), "answers", "takes"),
    (numeric(answers=answer(value="many")), "answers[0].value", "must be a number"),
    (numeric(answers=answer(value="*")), "answers[0].value", "any number"),
    (numeric(answers=answer(value="1e400")), "answers[0].value", "too large or too small"),
    (numeric(answers=answer(tolerance="1e-400")), "answers[0].tolerance", "too large or too small"),
    (numeric(answers=answer(tolerance="-1")), "answers[0].tolerance", "must not be negative"),
    (numeric(answers=answer(tolerance_type="odd")), "answers[0].tolerance_type", "must be one of"),
    (
        numeric(answers=answer(value="-1", tolerance_type="geometric")),
        "answers[0].tolerance_type",
        "above 0",
    ),
    (numeric(answers=answer(fraction="0.5")), "answers", "the whole mark"),
    (
        numeric(answers=[{"value": "1", "tolerance": 1, "fraction": 0}, *answer()]),
        "answers",
        "takes the right",
    ),
]


@pytest.mark.parametrize(("data", "field", "reason"), REFUSED)
def test_a_refusal_names_the_field_and_the_fault(data: Any, field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert refused.value.field == field
    assert reason in refused.value.reason
    assert str(refused.value) == f"{field}: {refused.value.reason}"


@pytest.mark.parametrize("make", definitions.ALL.values(), ids=definitions.ALL.keys())
def test_each_type_reads_its_definition(make: Any) -> None:
    assert "题干" in parse(make()).stem.zh


def test_text_in_one_language_is_shown_in_both() -> None:
    assert Text(zh="专利").in_language("en") == "专利"
    assert Text(en="patent").in_language("zh") == "patent"
    assert Text(zh="专利", en="patent").in_language("en") == "patent"


def test_three_thirds_are_one() -> None:
    thirds = {"a": "0.3333333", "b": "0.3333333", "c": "0.3333333", "d": "0"}
    assert parse(multiple_response(thirds, scoring="sum_of_fractions"))
