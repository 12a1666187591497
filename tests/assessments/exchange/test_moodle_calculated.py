"""Calculated questions of Moodle XML."""

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


def test_calculated_options_have_no_type_here() -> None:
    draft = read_one("calculatedmulti", formula("{={a}}"), head=HEAD)
    assert "options that are calculated" in draft.definition["reason"]
