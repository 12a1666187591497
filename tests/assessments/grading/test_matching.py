"""Matching: prompts find their choices."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, Outcome, PaperItem, State, parse
from tests.assessments.grading.definitions import matching
from tests.assessments.grading.sitting import ask

RIGHT = {"secret-a": "secret-20", "secret-b": "secret-10", "secret-c": "secret-10"}
CHOICES = ["secret-20", "secret-10", "secret-15"]


def match(item: PaperItem, matches: dict[str, str]) -> dict[str, list[str]]:
    """What a browser sends for these matches, in ids."""
    prompts, choices = item.arrangement["prompts"], item.arrangement["choices"]
    return {
        str(prompts.index(prompt)): [str(choices.index(chosen))]
        for prompt, chosen in matches.items()
    }


def graded(matches: dict[str, str], **changes: Any) -> Outcome:
    item = ask(matching(**changes))
    return item.grade(match(item, matches))


def prompts(**changes: Any) -> list[dict[str, Any]]:
    first, *rest = matching()["prompts"]
    return [{**first, **changes}, *rest]


@pytest.mark.parametrize(
    ("matches", "right", "state"),
    [
        (RIGHT, 3, State.RIGHT),
        ({**RIGHT, "secret-a": "secret-15"}, 2, State.PARTIAL),
        ({"secret-b": "secret-10"}, 1, State.PARTIAL),
        ({"secret-b": "secret-20"}, 0, State.WRONG),
    ],
)
def test_a_wrong_or_a_blank_match_costs_its_share(
    matches: dict[str, str], right: int, state: State
) -> None:
    outcome = graded(matches)
    assert (outcome.fraction, outcome.state) == (Decimal(right) / 3, state)


def test_all_or_nothing_takes_no_part() -> None:
    assert graded(RIGHT, scoring="all_or_nothing").fraction == 1
    nearly = {**RIGHT, "secret-a": "secret-15"}
    assert graded(nearly, scoring="all_or_nothing").state is State.WRONG


def test_each_prompt_has_its_part() -> None:
    outcome = graded({"secret-a": "secret-20", "secret-c": "secret-15"})
    parts = [(part.key, part.response_class, str(part.fraction)) for part in outcome.parts]
    assert parts == [
        ("secret-a", "secret-20", "1"),
        ("secret-b", "", "0"),
        ("secret-c", "secret-15", "0"),
    ]
    assert outcome.chosen == ("secret-a:secret-20", "secret-c:secret-15")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (["0"], "malformed"),
        ({"0": ["0", "1"]}, "too_many"),
        ({"3": ["0"]}, "unknown_field"),
        ({"0": ["3"]}, "unknown_choice"),
        ({"secret-a": ["0"]}, "unknown_field"),
        ({"0": ["secret-20"]}, "unknown_choice"),
    ],
)
def test_what_no_form_of_ours_sends_is_invalid(raw: object, reason: str) -> None:
    item = ask(matching())
    assert item.clean(raw) == InvalidResponse(reason)
    assert item.grade(raw).state is State.INVALID


@pytest.mark.parametrize("raw", [None, {}, [], {"0": []}, {"0": [""], "1": " "}])
def test_nothing_matched_is_giving_up(raw: object) -> None:
    assert ask(matching()).grade(raw).state is State.GAVE_UP


def test_prompts_keep_their_order_where_asked_and_choices_never() -> None:
    seen = [ask(matching(shuffle=False), seed).arrangement for seed in range(20)]
    assert {tuple(arrangement["prompts"]) for arrangement in seen} == {tuple(RIGHT)}
    assert len({tuple(arrangement["choices"]) for arrangement in seen}) > 3
    shuffled = {tuple(ask(matching(), seed).arrangement["prompts"]) for seed in range(20)}
    assert len(shuffled) > 3


def test_a_prompt_and_a_choice_go_out_under_their_places() -> None:
    item = ask(matching())
    shown = item.present("en")
    assert [row["value"] for row in shown["prompts"]] == ["0", "1", "2"]
    place = item.arrangement["choices"].index("secret-15")
    assert shown["choices"][place] == {"value": str(place), "text": "15 years"}


def test_a_review_shows_what_was_matched_and_what_is_right() -> None:
    item = ask(matching(shuffle=False))
    matches = {"secret-a": "secret-15", "secret-b": "secret-10"}
    shown = item.review(match(item, matches), "en")
    assert shown["rows"] == [
        {"prompt": "Right 0", "chosen": "15 years", "right": "20 years", "is_right": False},
        {"prompt": "Right 1", "chosen": "10 years", "right": "10 years", "is_right": True},
        {"prompt": "Right 2", "chosen": "", "right": "10 years", "is_right": False},
    ]
    assert shown["response"] == ["Right 0 → 15 years", "Right 1 → 10 years"]
    assert shown["solutions"][2] == "Right 2 → 10 years"
    assert (shown["feedback"], shown["comment"]) == ([], "secret all partial")


def test_a_review_of_nonsense_still_shows_what_is_right() -> None:
    rows = ask(matching()).review(["x"], "zh")["rows"]
    assert {row["chosen"] for row in rows} == {""}
    assert {row["right"] for row in rows} == {"20 years 中文", "10 years 中文"}


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"prompts": prompts()[:1]}, "prompts", "at least 2"),
        ({"prompts": prompts() * 70}, "prompts", "takes 200 at most"),
        ({"prompts": prompts(answer="secret-9")}, "prompts[0].answer", "is no choice"),
        ({"prompts": prompts(answer=None)}, "prompts[0].answer", "must be text"),
        ({"prompts": prompts(id="secret-b")}, "prompts[1].id", "stands twice"),
        ({"prompts": prompts(text={})}, "prompts[0].text", "is missing"),
        ({"prompts": prompts(feedback={})}, "prompts[0].feedback", "unknown field"),
        ({"choices": matching()["choices"][:1]}, "choices", "at least 2"),
        ({"choices": matching()["choices"] * 2}, "choices[3].id", "stands twice"),
        (
            {"choices": [{"id": name, "text": {"en": "same"}} for name in CHOICES]},
            "choices[1].text",
            "stands twice",
        ),
        ({"choices": [{"id": "a", "texts": {}}] * 2}, "choices[0].texts", "unknown field"),
        ({"scoring": "luck"}, "scoring", "must be one of"),
    ],
)
def test_a_refusal_names_the_field(changes: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(matching(**changes))
    assert refused.value.field == field
    assert reason in refused.value.reason


@given(st.dictionaries(st.sampled_from(list(RIGHT)), st.sampled_from(CHOICES)), st.integers())
def test_any_layout_grades_the_same(matches: dict[str, str], seed: int) -> None:
    item = ask(matching(), seed)
    raw = match(item, matches)
    right = sum(RIGHT[prompt] == chosen for prompt, chosen in matches.items())
    assert item.grade(raw).fraction == Decimal(right) / 3
    assert item.clean(raw) == (matches or None)


@given(st.integers())
def test_the_perfect_match_earns_everything(seed: int) -> None:
    item = ask(matching(), seed)
    assert item.grade(match(item, RIGHT)).fraction == 1
