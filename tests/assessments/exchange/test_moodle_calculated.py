"""Calculated questions of Moodle XML."""

import pytest

from assessments.exchange.drafts import ItemDraft
from tests.assessments.exchange.moodle_files import NAME_AND_TEXT, read_one, said

HEAD = NAME_AND_TEXT.replace("What?", "{a} times {b}?")


def dataset(name: str, *values: str) -> str:
    items = "".join(
        f"<dataset_item><number>{len(values) - place}</number><value>{value}</value></dataset_item>"
        for place, value in enumerate(values)
    )
    return (
        f"<dataset_definition><name><text>{name}</text></name>"
        f"<dataset_items>{items}</dataset_items></dataset_definition>"
    )


def formula(text: str, more: str = "") -> str:
    return f'<answer fraction="100"><text>{text}</text><tolerance>0.01</tolerance>{more}</answer>'


def definitions(*datasets: str) -> str:
    return f"<dataset_definitions>{''.join(datasets)}</dataset_definitions>"


def test_a_calculated_question() -> None:
    more = (
        "<tolerancetype>2</tolerancetype><correctanswerformat>2</correctanswerformat>"
        "<correctanswerlength>3</correctanswerlength>"
    )
    sets = definitions(dataset("a", "2", "1.50"), dataset("b", "4", "3", "9"))
    draft = read_one("calculated", formula("{a}*{b}", more) + sets, head=HEAD)
    assert draft.definition["variables"] == ["a", "b"]
    assert draft.definition["datasets"] == [{"a": "1.5", "b": "9"}, {"a": "2", "b": "3"}]
    assert draft.definition["answers"] == [
        {
            "formula": "{a}*{b}",
            "tolerance": "0.01",
            "tolerance_type": "nominal",
            "format": {"kind": "significant", "digits": 3},
            "fraction": "1",
        }
    ]
    assert said(draft) == ["approximated: only the first 2 values of each variable were taken"]


def test_exclusive_or_is_not_taken_for_a_power_in_silence() -> None:
    sets = definitions(dataset("a", "2"), dataset("b", "4"))
    draft = read_one("calculatedsimple", formula("{a}^{b}") + sets, head=HEAD)
    assert draft.definition["type"] == "calculated"
    assert said(draft) == ["approximated: ^ is exclusive-or in Moodle; here it is a power"]


def test_without_values_it_can_only_be_kept() -> None:
    draft = read_one("calculated", formula("{a}*{b}"), head=HEAD)
    assert draft.definition["reason"] == "there are no values for its variables"
    sets = definitions(dataset("a", "two"))
    draft = read_one("calculated", formula("{a}") + sets, head=HEAD)
    assert draft.definition["reason"] == "a value of its variables is not a number"


def test_a_formula_that_the_kernel_refuses_is_kept() -> None:
    sets = definitions(dataset("a", "2"), dataset("b", "4"))
    draft = read_one("calculated", formula("import({a})") + sets, head=HEAD)
    assert draft.definition["type"] == "unsupported"


def multi(right: str, text: str = "{a} times {b} is {={a}*{b}}") -> ItemDraft:
    shown = (
        "<correctanswerformat>1</correctanswerformat><correctanswerlength>1</correctanswerlength>"
    )
    rows = (
        f'<answer fraction="100"><text>{right}</text>{shown}</answer>'
        '<answer fraction="0"><text>{a} m</text></answer>'
    )
    sets = definitions(dataset("a", "3", "2"), dataset("b", "5", "4"))
    head = NAME_AND_TEXT.replace("What?", text)
    return read_one("calculatedmulti", f"<single>true</single>{rows}{sets}", head=head)


def test_calculated_options_are_those_of_the_first_values() -> None:
    draft = multi("{={a}*{b}} m")
    assert draft.definition["type"] == "single_choice"
    assert draft.definition["stem"] == {"en": "2 times 4 is 8.00"}
    texts = [option["text"]["en"] for option in draft.definition["options"]]
    assert texts == ["8.0 m", "2 m"]
    assert said(draft) == ["approximated: options are for the first of 2 sets of values"]


def test_calculated_options_with_exclusive_or_are_told() -> None:
    assert "approximated: ^ is exclusive-or in Moodle; here it is a power" in said(
        multi("{={a}^2}")
    )


@pytest.mark.parametrize("right", ["{={a}/0}", "{=nothing({a})}", "{={c}}", "x" * 20_001])
def test_options_that_cannot_be_calculated_are_kept(right: str) -> None:
    assert multi(right).definition["type"] == "unsupported"
