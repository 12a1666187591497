"""Fill-in: gaps are small questions, weighed together."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, PaperItem, State, parse
from tests.assessments.grading.definitions import fill_in
from tests.assessments.grading.sitting import ask

Raw = dict[str, list[str]]

NUMBER: dict[str, Any] = {"type": "numeric", "answers": [{"value": "1", "fraction": "1"}]}
TYPED: dict[str, Any] = {"id": "a", "item": NUMBER}


def fill(item: PaperItem, **gaps: Any) -> Raw:
    """What a browser sends: g1 and g4 as typed, g2 and g3 as the ids of options."""
    arranged = item.arrangement["gaps"]
    sent: Raw = {}
    for name, value in gaps.items():
        order = arranged[name[1:]].get("order")
        sent[name[1:]] = [str(order.index(option)) for option in value] if order else [value]
    return sent


def perfect(item: PaperItem) -> Raw:
    return fill(item, g1="新颖性宽限期", g2=["right"], g3=["r1", "r2"], g4="20")


def one_gap(**changes: Any) -> dict[str, Any]:
    return fill_in(stem={"en": "It is [[a]]."}, gaps=[{**TYPED, **changes}])


@pytest.mark.parametrize(
    ("gaps", "fraction", "state"),
    [
        ({"g1": "新颖性宽限期", "g2": ["right"], "g3": ["r1", "r2"], "g4": "20"}, "1", State.RIGHT),
        ({"g1": "新颖性宽限期"}, "0.4", State.PARTIAL),
        ({"g1": "宽限", "g2": ["half"]}, "0.3", State.PARTIAL),
        ({"g3": ["r1"]}, "0.1", State.PARTIAL),
        ({"g4": "18"}, "0.1", State.PARTIAL),
        ({"g4": "99"}, "0", State.WRONG),
        ({"g2": ["costly"]}, "-0.05", State.WRONG),
    ],
)
def test_the_gaps_are_weighed_and_blank_ones_earn_nothing(
    gaps: dict[str, Any], fraction: str, state: State
) -> None:
    item = ask(fill_in())
    outcome = item.grade(fill(item, **gaps))
    assert (outcome.fraction, outcome.state) == (Decimal(fraction), state)


def test_all_or_nothing_wants_every_gap() -> None:
    item = ask(fill_in(scoring="all_or_nothing"))
    assert item.grade(perfect(item)).fraction == 1
    assert item.grade({**perfect(item), "4": ["18"]}).fraction == 0


def test_each_gap_has_its_part_with_its_weight() -> None:
    item = ask(fill_in())
    outcome = item.grade(fill(item, g1="宽限", g3=["r1", "w1"], g4="many"))
    parts = [
        (part.key, part.response_class, str(part.fraction), str(part.weight))
        for part in outcome.parts
    ]
    joined = ",".join(name.removeprefix("3:") for name in outcome.chosen if name[0] == "3")
    assert parts == [
        ("1", "2", "0.5", "2"),
        ("2", "", "0", "1"),
        ("3", joined, "0.5", "1"),
        ("4", "", "0", "1"),
    ]
    assert set(outcome.chosen) == {"1:2", "3:r1", "3:w1"}


def test_what_cannot_be_read_in_one_gap_leaves_the_others_alone() -> None:
    item = ask(fill_in())
    raw = {**perfect(item), "2": ["99"], "4": ["many"]}
    assert item.grade(raw).fraction == Decimal("0.6")
    cleaned: Any = item.clean(raw)
    assert cleaned["4"] == InvalidResponse("not_a_number", ("many",))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(["20"], "malformed"), ({"5": ["20"]}, "unknown_field"), ({"4": [20]}, "malformed")],
)
def test_what_no_form_of_ours_sends_is_invalid(raw: object, reason: str) -> None:
    assert ask(fill_in()).clean(raw) == InvalidResponse(reason)


@pytest.mark.parametrize("raw", [None, {}, {"1": [""], "2": []}])
def test_nothing_filled_in_is_giving_up(raw: object) -> None:
    item = ask(fill_in())
    assert item.grade(raw).state is State.GAVE_UP
    assert item.review(raw, "zh")["response"] == []


def test_the_text_is_shown_in_segments_between_its_gaps() -> None:
    item = ask(fill_in())
    shown = item.present("en")
    assert shown["stem"] == "____ and ____, ____, ____."
    kinds = [seg["gap"]["id"] if "gap" in seg else seg["html"] for seg in shown["segments"]]
    assert kinds == ["2", " and ", "1", ", ", "3", ", ", "4", "."]
    chinese = item.present("zh")
    assert chinese["stem"] == "<p>题干____，____，____，____</p>"
    assert chinese["segments"][0] == {"html": "<p>题干"}
    gaps = {seg["gap"]["id"]: seg["gap"] for seg in shown["segments"] if "gap" in seg}
    displays = {name: gap["display"] for name, gap in gaps.items()}
    assert displays == {"1": "inline", "2": "dropdown", "3": "horizontal", "4": "inline"}
    assert [option["value"] for option in gaps["2"]["options"]] == ["0", "1", "2", "3"]
    assert gaps["4"]["unit"] == "years"
    assert not any("stem" in gap for gap in gaps.values())


def test_a_review_explains_each_gap() -> None:
    item = ask(fill_in())
    shown = item.review(fill(item, g1="宽限", g2=["right"], g4="many"), "en")
    gaps = {seg["gap"]["id"]: seg["gap"] for seg in shown["segments"] if "gap" in seg}
    assert (gaps["1"]["response"], gaps["1"]["is_right"]) == (["宽限"], False)
    assert gaps["1"]["solutions"] == ["新颖性宽限期", "grace period"]
    assert (gaps["2"]["response"], gaps["2"]["is_right"]) == (["Option 0"], True)
    assert gaps["2"]["feedback"] == ["secret right"]
    assert (gaps["3"]["response"], gaps["3"]["state"]) == ([], "gave_up")
    assert (gaps["4"]["response"], gaps["4"]["state"]) == (["many"], "invalid")
    assert not any("comment" in gap or "explanation" in gap for gap in gaps.values())
    assert shown["response"] == ["1: 宽限", "2: Option 0", "4: many"]
    assert shown["solutions"][0] == "1: 新颖性宽限期 / grace period"
    assert shown["solutions"][2] == "3: Option 0 / Option 1"
    assert shown["feedback"] == ["secret right"]
    assert (shown["explanation"], shown["comment"]) == ("secret why", "secret all partial")


def test_a_review_of_nonsense_still_shows_what_is_right() -> None:
    shown = ask(fill_in()).review("nonsense", "zh")
    assert shown["segments"][1]["gap"]["solutions"] == ["新颖性宽限期", "grace period"]
    assert shown["state"] == "invalid"


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (fill_in(gaps=[]), "gaps", "at least 1"),
        (fill_in(gaps=fill_in()["gaps"][:3]), "stem.zh", "must mark each gap once"),
        (fill_in(stem={"zh": "[[1]][[2]][[3]][[4]]", "en": "[[1]]"}), "stem.en", "must mark"),
        (fill_in(stem={"en": "[[1]][[1]][[2]][[3]][[4]]"}), "stem.en", "must mark"),
        (fill_in(stem=None), "stem", "is missing"),
        (fill_in(gaps=[TYPED, TYPED]), "gaps[1].id", "stands twice"),
        (fill_in(scoring="ou"), "scoring", "must be one of"),
        (one_gap(weight="0"), "gaps", "must have a weight"),
        (one_gap(weight="-1"), "gaps[0].weight", "must not be negative"),
        (one_gap(size=5), "gaps[0].size", "unknown field"),
        (one_gap(id=None), "gaps[0].id", "must be text"),
        (one_gap(display="dropdown"), "gaps[0].display", "must be one of"),
        (one_gap(item=None), "gaps[0].item", "must be an object"),
        (one_gap(item={}), "gaps[0].item.type", "must be one of"),
        (one_gap(item={"type": "matching"}), "gaps[0].item.type", "must be one of"),
        (one_gap(item={**NUMBER, "stem": {}}), "gaps[0].item.stem", "unknown field"),
        (one_gap(item={**NUMBER, "hints": []}), "gaps[0].item.hints", "unknown field"),
        (
            one_gap(item={"type": "numeric", "answers": [{"value": "x", "fraction": "1"}]}),
            "gaps[0].item.answers[0].value",
            "must be a number",
        ),
    ],
)
def test_a_refusal_names_the_field(data: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert refused.value.field == field
    assert reason in refused.value.reason


def test_a_gap_of_no_weight_is_asked_and_costs_nothing() -> None:
    free = {**TYPED, "id": "b", "weight": "0"}
    item = ask(fill_in(stem={"en": "[[a]] [[b]]"}, gaps=[TYPED, free]))
    assert item.grade({"a": ["1"], "b": ["7"]}).fraction == 1


@given(st.integers())
def test_the_perfect_text_earns_everything_in_any_layout(seed: int) -> None:
    item = ask(fill_in(), seed)
    assert item.grade(perfect(item)).fraction == 1


@given(
    st.sets(st.sampled_from(["r1", "r2", "w1", "w2"])),
    st.text(max_size=8).filter(lambda text: "\x00" not in text),
    st.integers(0, 9),
)
def test_the_weighed_parts_make_the_whole(ticked: set[str], typed: str, seed: int) -> None:
    item = ask(fill_in(), seed)
    outcome = item.grade(fill(item, g1=typed, g3=sorted(ticked)))
    earned = sum(part.fraction * part.weight for part in outcome.parts)
    assert outcome.fraction == Decimal(earned) / 5
