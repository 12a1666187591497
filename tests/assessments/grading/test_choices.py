"""Single choice, multiple response, true or false."""

from decimal import Decimal

import pytest

from assessments.grading import InvalidResponse, State
from tests.assessments.grading.definitions import multiple_response, single_choice, true_false
from tests.assessments.grading.sitting import ask, choose, places


@pytest.mark.parametrize(
    ("option", "fraction", "state"),
    [
        ("right", "1", State.RIGHT),
        ("half", "0.5", State.PARTIAL),
        ("wrong", "0", State.WRONG),
        ("costly", "-0.25", State.WRONG),
    ],
)
def test_a_single_choice_earns_the_fraction_of_its_option(
    option: str, fraction: str, state: State
) -> None:
    outcome = choose(single_choice(), option)
    assert (outcome.fraction, outcome.state) == (Decimal(fraction), state)
    assert outcome.chosen == (option,)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (["0", "1"], "too_many"),
        (["9"], "unknown_choice"),
        (["right"], "unknown_choice"),
        ([0], "malformed"),
        ({"0": "on"}, "malformed"),
        (["\x00"], "malformed"),
        (["\ud800"], "malformed"),
        (["1" * 1001], "too_long"),
    ],
)
def test_what_no_form_of_ours_sends_is_invalid_and_earns_nothing(raw: object, reason: str) -> None:
    item = ask(single_choice())
    cleaned = item.clean(raw)
    assert isinstance(cleaned, InvalidResponse)
    assert cleaned.reason == reason
    assert item.grade(raw).state is State.INVALID
    assert item.grade(raw).fraction == 0


@pytest.mark.parametrize("raw", [None, [], [""], "", [" "]])
@pytest.mark.parametrize("make", [single_choice, multiple_response, true_false])
def test_nothing_chosen_is_giving_up(make: object, raw: object) -> None:
    assert ask(make()).grade(raw).state is State.GAVE_UP  # type: ignore[operator]


def test_a_text_and_a_list_of_one_are_the_same() -> None:
    item = ask(single_choice())
    assert item.clean("1") == item.clean(["1"]) == item.arrangement["order"][1]


def test_options_keep_their_order_unless_shuffled() -> None:
    assert ask(single_choice(shuffle=False)).arrangement["order"][:2] == ["right", "half"]
    orders = {tuple(ask(single_choice(), seed).arrangement["order"]) for seed in range(50)}
    assert len(orders) > 10


def test_the_same_chance_gives_the_same_order() -> None:
    assert ask(single_choice(), 7) == ask(single_choice(), 7)


SCORED = [
    ("all_or_nothing", ("r1", "r2"), "1"),
    ("all_or_nothing", ("r1",), "0"),
    ("all_or_nothing", ("r1", "r2", "w1"), "0"),
    ("sum_of_fractions", ("r1",), "0.5"),
    ("sum_of_fractions", ("r1", "w1"), "0.5"),
    ("sum_of_fractions", ("r1", "w2"), "0"),
    ("right_minus_wrong", ("r1", "r2"), "1"),
    ("right_minus_wrong", ("r1", "r2", "w1"), "0.5"),
    ("right_minus_wrong", ("r1", "w1"), "0"),
    ("right_minus_wrong", ("w1", "w2"), "0"),
    ("ou", ("r1", "r2"), "1"),
    ("ou", ("r1", "w1"), "0.5"),
    ("ou", ("r1", "r2", "w1"), "0.5"),
    ("ou", ("r1", "r2", "w1", "w2"), "0"),
    ("ou", ("w1",), "0"),
]


@pytest.mark.parametrize(("scoring", "ticked", "fraction"), SCORED)
def test_a_multiple_response_is_scored_by_its_scheme(
    scoring: str, ticked: tuple[str, ...], fraction: str
) -> None:
    assert choose(multiple_response(scoring=scoring), *ticked).fraction == Decimal(fraction)


def test_the_best_partial_credit_is_the_default() -> None:
    assert choose(multiple_response(), "r1", "w1").fraction == Decimal("0.5")


def test_a_box_ticked_twice_counts_once() -> None:
    item = ask(multiple_response())
    assert item.grade(places(item, "r1", "r1")).chosen == ("r1",)


def test_a_foreign_box_makes_the_whole_response_invalid() -> None:
    assert ask(multiple_response()).grade(["0", "77"]).state is State.INVALID


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (["false"], State.RIGHT),
        (["true"], State.WRONG),
        (["maybe"], State.INVALID),
        (["true", "false"], State.INVALID),
        ([True], State.INVALID),
    ],
)
def test_true_or_false(raw: object, state: State) -> None:
    assert ask(true_false()).grade(raw).state is state
