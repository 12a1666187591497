"""A paper is laid out once, frozen, and graded from what was frozen."""

import json
from collections.abc import Iterable
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import ITEM_TYPES, Paper, Question, State, arrange_paper, grade
from assessments.grading.definition import Text
from assessments.grading.paper import references
from tests.assessments.grading import definitions
from tests.assessments.grading.sitting import places

single = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
anything = single | st.lists(single, max_size=3) | st.dictionaries(single, single, max_size=2)
plausible = st.lists(st.sampled_from(["0", "1", "2", "3", "true", "false", "20", "1e5"]))

FIVE = ("single_choice", "multiple_response", "true_false", "short_answer", "numeric")


def whole_paper(seed: int = 1, keys: Iterable[str] = FIVE) -> Paper:
    questions = [
        Question(definitions.ALL[key](), Decimal(place), reference=key)
        for place, key in enumerate(keys, 1)
    ]
    return arrange_paper(questions, Random(seed))


def right_responses(paper: Paper) -> dict[int, object]:
    return {
        1: places(paper.items[0], "right"),
        2: places(paper.items[1], "r1", "r2"),
        3: ["false"],
        4: ["新颖性宽限期"],
        5: ["20"],
    }


def test_all_right_is_the_whole_mark() -> None:
    paper = whole_paper()
    score = grade(paper, right_responses(paper))
    assert [score.raw, score.max, score.scaled] == [15, 15, 1]
    assert {outcome.state for outcome in score.outcomes.values()} == {State.RIGHT}


def test_nothing_answered_is_giving_up_everywhere() -> None:
    score = grade(whole_paper(), {})
    assert [score.raw, score.scaled] == [0, 0]
    assert {outcome.state for outcome in score.outcomes.values()} == {State.GAVE_UP}


def test_marks_weigh() -> None:
    score = grade(whole_paper(), {5: ["20"]})
    assert [str(score.raw), str(score.scaled)] == ["5.0000000", "0.3333333"]


def test_thirds_of_a_mark_make_a_whole() -> None:
    third = definitions.multiple_response({"a": "1", "b": "1", "c": "1", "d": "0"})
    paper = arrange_paper([Question(third)] * 3, Random(1))
    score = grade(paper, {item.position: places(item, "a") for item in paper.items})
    assert [str(score.raw), str(score.scaled)] == ["1.0000000", "0.3333333"]
    assert score.outcomes[1].mark(Decimal(1)) == Decimal("0.3333333")


def test_a_score_below_nothing_is_scaled_to_nothing() -> None:
    paper = arrange_paper([Question(definitions.single_choice())], Random(1))
    score = grade(paper, {1: places(paper.items[0], "costly")})
    assert [score.raw, score.scaled] == [Decimal("-0.25"), 0]


@pytest.mark.parametrize("questions", [[], [Question(definitions.true_false(), Decimal(0))]])
def test_a_paper_worth_nothing_yields_nothing(questions: list[Question]) -> None:
    assert grade(arrange_paper(questions, Random(1)), {1: ["false"]}).scaled == 0


def test_a_paper_survives_json_and_grades_the_same() -> None:
    paper = whole_paper()
    kept = json.loads(json.dumps(paper.to_json()))
    assert "definition" not in json.dumps(kept)
    definitions = {item.reference: item.definition for item in paper.items}
    assert references(kept) == list(definitions)
    thawed = Paper.from_json(kept, definitions)
    assert thawed == paper
    responses = right_responses(paper)
    assert grade(thawed, responses).to_json() == grade(paper, responses).to_json()


def test_a_paper_that_holds_its_definitions_is_read_too() -> None:
    paper = whole_paper()
    kept = paper.to_json()
    for row, item in zip(kept["items"], paper.items, strict=True):
        row["definition"] = item.definition
    assert references({**kept, "format": 1}) == []
    assert Paper.from_json({**kept, "format": 1}) == paper


def test_sections_keep_their_headings_and_their_questions_when_shuffled() -> None:
    part = {3: Text(zh="第二部分", en="Part two"), 0: Text(zh="第一部分", en="Part one")}
    questions = [
        Question(definitions.true_false(), reference=str(n), heading=part.get(n, Text()))
        for n in range(6)
    ]
    paper = arrange_paper(questions, Random(5), shuffle=True)
    assert {item.reference for item in paper.items[:3]} == set("012")
    headings = [item.present("en")["heading"] for item in paper.items]
    assert headings == ["Part one", "", "", "Part two", "", ""]
    thawed = Paper.from_json(paper.to_json(), {str(n): definitions.true_false() for n in range(6)})
    assert [item.heading for item in thawed.items] == [item.heading for item in paper.items]


def test_a_paper_of_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 3"):
        Paper.from_json({"format": 3, "items": []})


def test_questions_come_in_an_order_of_chance_where_asked() -> None:
    questions = [Question(definitions.true_false(), reference=str(n)) for n in range(6)]
    kept = arrange_paper(questions, Random(3))
    shuffled = arrange_paper(questions, Random(3), shuffle=True)
    assert [item.reference for item in kept.items] == list("012345")
    assert [item.position for item in shuffled.items] == [1, 2, 3, 4, 5, 6]
    assert [item.reference for item in shuffled.items] != list("012345")


def test_a_score_is_kept_as_json() -> None:
    kept = grade(whole_paper(), {3: ["false"]}).to_json()
    assert kept["raw"] == "3.0000000"
    assert kept["outcomes"]["3"] == {"fraction": "1.0000000", "state": "right", "chosen": ["false"]}
    assert json.loads(json.dumps(kept)) == kept


@given(st.dictionaries(st.integers(0, 20), anything | plausible))
def test_whatever_is_sent_is_graded_between_nothing_and_everything(
    responses: dict[int, object],
) -> None:
    paper = whole_paper(keys=definitions.ALL)
    score = grade(paper, responses)
    assert 0 <= score.scaled <= 1
    assert score.raw <= score.max
    for item in paper.items:
        json.dumps(item.review(responses.get(item.position), "en"))


@given(st.integers())
def test_any_order_of_options_grades_the_same(seed: int) -> None:
    paper = whole_paper(seed)
    assert grade(paper, right_responses(paper)).scaled == 1


# A person marks the first two; the right answer of the third hangs on the values drawn, and has
# tests of its own.
ELSEWHERE = {"essay", "file_upload", "calculated"}


@pytest.mark.parametrize(
    "key", [key for key, kind in ITEM_TYPES.items() if kind.is_scored and key not in ELSEWHERE]
)
def test_the_correct_response_of_each_type_is_right(key: str) -> None:
    kind = ITEM_TYPES[key]
    definition = kind.parse(definitions.ALL[key]())
    arrangement = kind.arrange(definition, Random(1))
    assert kind.key == key
    assert kind.grade(definition, kind.correct(definition), arrangement).state is State.RIGHT
