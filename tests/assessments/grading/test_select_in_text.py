"""Select in text: spans of a passage, scored as a multiple response."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, Outcome, State, parse
from assessments.grading.scoring import SCHEMES
from tests.assessments.grading.definitions import select_in_text
from tests.assessments.grading.sitting import ask, places

SPANS = ["x-1", "x-2", "x-3", "x-4"]


def select(*span_ids: str, **changes: Any) -> Outcome:
    item = ask(select_in_text(**changes))
    return item.grade(places(item, *span_ids))


@pytest.mark.parametrize(
    ("scoring", "selected", "fraction"),
    [
        ("ou", ("x-1", "x-3"), "1"),
        ("ou", ("x-1", "x-2"), "0.5"),
        ("ou", SPANS, "0"),
        ("right_minus_wrong", ("x-1", "x-2"), "0"),
        ("sum_of_fractions", ("x-1", "x-2"), "0.5"),
        ("all_or_nothing", ("x-1",), "0"),
    ],
)
def test_spans_are_scored_by_the_scheme(
    scoring: str, selected: tuple[str, ...], fraction: str
) -> None:
    assert select(*selected, scoring=scoring).fraction == Decimal(fraction)


@pytest.mark.parametrize("scoring", SCHEMES)
def test_thirds_of_a_mark_make_a_whole(scoring: str) -> None:
    keys = ["x-1", "x-2", "x-4"]
    assert select(*keys, keys=keys, scoring=scoring).fraction == 1


def test_each_selected_span_has_its_part() -> None:
    outcome = select("x-3", "x-2")
    assert [(part.key, part.response_class) for part in outcome.parts] == [
        ("x-2", "x-2"),
        ("x-3", "x-3"),
    ]
    assert [part.fraction for part in outcome.parts] == [0, Decimal("0.5")]
    assert (outcome.state, outcome.chosen) == (State.PARTIAL, ("x-2", "x-3"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ({"0": ["1"]}, "malformed"),
        (["4"], "unknown_choice"),
        (["x-1"], "unknown_choice"),
        (["0", "1", "2"], "too_many"),
    ],
)
def test_what_no_form_of_ours_sends_is_invalid(raw: object, reason: str) -> None:
    assert ask(select_in_text(max_choices=2)).clean(raw) == InvalidResponse(reason)


@pytest.mark.parametrize("raw", [None, [], [""]])
def test_nothing_selected_is_giving_up(raw: object) -> None:
    assert ask(select_in_text()).grade(raw).state is State.GAVE_UP


def test_a_span_has_one_place_in_both_languages() -> None:
    item = ask(select_in_text(max_choices=2))
    english, chinese = item.present("en"), item.present("zh")
    assert chinese["segments"][:3] == [
        {"value": "0", "text": "发明"},
        {"text": "、"},
        {"value": "1", "text": "配方"},
    ]
    assert english["segments"][:4] == [
        {"text": "An "},
        {"value": "0", "text": "invention"},
        {"text": ", a "},
        {"value": "2", "text": "design"},
    ]
    assert (english["max_choices"], english["scoring"]) == (2, "ou")


def test_a_review_marks_what_was_chosen_and_what_is_right() -> None:
    item = ask(select_in_text())
    shown = item.review(places(item, "x-1", "x-2"), "en")
    spans = {seg["text"]: seg for seg in shown["segments"] if "value" in seg}
    flags = {text: (span["chosen"], span["correct"]) for text, span in spans.items()}
    assert flags == {
        "invention": (True, True),
        "recipe": (True, False),
        "design": (False, True),
        "trade name": (False, False),
    }
    assert shown["segments"][0] == {"text": "An "}
    assert shown["response"] == ["invention", "recipe"]
    assert shown["solutions"] == ["invention", "design"]
    assert shown["feedback"] == []


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"passage": {}}, "passage", "is missing"),
        ({"passage": {"en": "[[a:one]] span"}, "keys": ["a"]}, "passage", "at least 2 spans"),
        ({"passage": {"en": "no span"}}, "passage", "at least 2 spans"),
        ({"passage": {"en": "[[a:b]] [[a:c]]"}}, "passage.en", "twice"),
        ({"passage": {"zh": "[[a:b]] [[b:c]]", "en": "[[a:b]]"}}, "passage.en", "the same spans"),
        ({"keys": []}, "keys", "must be a list"),
        ({"keys": "x-1"}, "keys", "must be a list"),
        ({"keys": ["x-1", "x-1"]}, "keys", "twice"),
        ({"keys": ["x-1", "x-9"]}, "keys[1]", "is no span"),
        ({"keys": [["x-1"]]}, "keys[0]", "is no span"),
        ({"max_choices": 1}, "max_choices", "leave room"),
        ({"max_choices": -1}, "max_choices", "at least 0"),
        ({"scoring": "pairs"}, "scoring", "must be one of"),
    ],
)
def test_a_refusal_names_the_field(changes: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(select_in_text(**changes))
    assert refused.value.field == field
    assert reason in refused.value.reason


@given(st.sets(st.sampled_from(SPANS), min_size=1), st.sampled_from(sorted(SCHEMES)))
def test_what_is_sent_is_what_is_graded(selected: set[str], scoring: str) -> None:
    item = ask(select_in_text(scoring=scoring))
    raw = places(item, *selected)
    assert item.clean(raw) == tuple(sorted(selected))
    assert 0 <= item.grade(raw).fraction <= 1
    assert (item.grade(raw).state is State.RIGHT) or selected != {"x-1", "x-3"}
