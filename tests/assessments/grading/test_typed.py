"""Short answers and numbers, as they are typed."""

from decimal import Decimal

import pytest

from assessments.grading import InvalidResponse, State
from tests.assessments.grading.definitions import numeric, short_answer
from tests.assessments.grading.sitting import ask


def patterns(*written: tuple[str, str]) -> list[dict[str, str]]:
    return [{"pattern": pattern, "fraction": fraction} for pattern, fraction in written]


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("新颖性宽限期", "1"),
        ("　新颖性宽限期 ", "1"),
        ("the Grace Period of six months", "1"),
        ("ＧＲＡＣＥ　ＰＥＲＩＯＤ", "1"),
        ("宽限", "0.5"),
        ("优先权", "0"),
    ],
)
def test_a_short_answer_meets_the_first_pattern_that_fits(typed: str, fraction: str) -> None:
    assert ask(short_answer()).grade([typed]).fraction == Decimal(fraction)


def test_case_and_width_count_where_the_author_says_so() -> None:
    answers = patterns(("PCT", "1"))
    strict = ask(short_answer(answers=answers, case_sensitive=True, fold_width=False))
    lenient = ask(short_answer(answers=answers))
    assert [strict.grade([typed]).fraction for typed in ("PCT", "pct", "ＰＣＴ")] == [1, 0, 0]
    assert [lenient.grade([typed]).fraction for typed in ("PCT", "pct", "ＰＣＴ")] == [1, 1, 1]


def test_an_answer_never_costs_marks() -> None:
    item = ask(short_answer(answers=patterns(("a", "1"), ("b", "-1"))))
    assert item.grade(["b"]).fraction == 0


def test_the_answers_worth_the_whole_mark_are_the_solutions() -> None:
    shown = ask(short_answer()).review(["?"], "zh")
    assert shown["solutions"] == ["新颖性宽限期", "grace period"]
    anything = ask(short_answer(answers=patterns(("*", "1"))))
    assert anything.review(["?"], "zh")["solutions"] == []


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("20", "1"),
        ("２０", "1"),
        ("20.0", "1"),
        ("2×10^1", "1"),
        ("２×10¹", "1"),
        ("20年", "1"),
        ("18", "0.5"),
        ("26", "0"),
        ("−20", "0"),
    ],
)
def test_a_number_meets_the_first_value_near_enough(typed: str, fraction: str) -> None:
    assert ask(numeric()).grade([typed]).fraction == Decimal(fraction)


def test_what_is_no_number_is_asked_for_again() -> None:
    item = ask(numeric())
    assert item.clean(["二十"]) == InvalidResponse("not_a_number", ("二十",))
    assert item.grade(["二十"]).state is State.INVALID
    assert item.review(["二十"], "zh")["response"] == ["二十"]


@pytest.mark.parametrize("make", [short_answer, numeric])
def test_one_line_is_one_line(make: object) -> None:
    item = ask(make())  # type: ignore[operator]
    assert item.grade(["20", "21"]).state is State.INVALID
    assert item.grade([None]).state is State.INVALID
    assert item.grade([" "]).state is State.GAVE_UP
    assert item.grade(None).state is State.GAVE_UP


def test_the_solution_of_a_number_is_plain_digits() -> None:
    item = ask(numeric(answers=[{"value": "5e4", "fraction": "1"}]))
    assert item.review(None, "zh")["solutions"] == ["50000"]
    assert item.grade(["50,000"]).state is State.RIGHT
