"""Choice interactions become single choice and multiple response where scoring agrees."""

import pytest

from tests.assessments.exchange.qti.items import (
    MAP_RESPONSE,
    MATCH_CORRECT,
    ONE,
    add_when,
    choice,
    declared,
    item,
    mapping,
    read,
    reason,
    rules,
    set_score,
    told,
    value,
    variable,
    when,
)

RIGHT = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
SEVERAL = 'maxChoices="0" shuffle="true"'


def fractions(source: str) -> dict[str, str]:
    options = read(source).definition["options"]
    return {option["id"]: option["fraction"] for option in options}


def several(rule: str, extra: str = "", names: str = "ABCD", most: str = SEVERAL) -> str:
    answer = declared(["A", "B"], extra, cardinality="multiple")
    return item(choice(*names, attributes=most), answer, rule)


def test_one_right_choice() -> None:
    found = read(item(f"<p>Read.</p>{choice('A', 'B', 'C')}", declared(["B"]), MATCH_CORRECT))
    assert found.definition == {
        "type": "single_choice",
        "stem": {"en": "<p>Read.</p><p>Which?</p>"},
        "options": [
            {"id": "A", "text": {"en": "Text A"}, "fraction": "0"},
            {"id": "B", "text": {"en": "Text B"}, "fraction": "1"},
            {"id": "C", "text": {"en": "Text C"}, "fraction": "0"},
        ],
        "shuffle": False,
    }
    assert (found.source_id, found.name, found.problems) == ("grace", "Grace period", ())


@pytest.mark.parametrize(
    "rule",
    [
        rules(when(RIGHT, set_score(ONE), set_score(value("0", "float")))),
        rules(add_when(f"<member>{value('B')}{variable()}</member>")),
        rules(
            set_score(ONE),
            when(
                f"<not><stringMatch>{variable()}{value('B')}</stringMatch></not>",
                set_score(value("0", "float")),
            ),
            when(f"<isNull>{variable()}</isNull>", set_score(value("0", "float"))),
        ),
    ],
)
def test_rules_written_out_mean_what_they_do(rule: str) -> None:
    assert fractions(item(choice("A", "B"), declared(["B"]), rule)) == {"A": "0", "B": "1"}


def test_a_right_answer_need_not_be_declared() -> None:
    rule = rules(add_when(f"<match>{variable()}{value('B')}</match>"))
    assert fractions(item(choice("A", "B"), declared([], "<correctResponse/>"), rule)) == {
        "A": "0",
        "B": "1",
    }


def test_choices_are_worth_shares_of_the_best() -> None:
    source = item(
        choice("A", "B", "C"), declared([], mapping({"A": 1, "B": 4, "C": -2})), MAP_RESPONSE
    )
    assert fractions(source) == {"A": "0.25", "B": "1", "C": "-0.5"}
    assert str(read(source).default_mark) == "4"


@pytest.mark.parametrize(
    ("rule", "extra", "scoring"),
    [
        (MATCH_CORRECT, "", "all_or_nothing"),
        (
            MAP_RESPONSE,
            mapping({"A": 1, "B": 1, "C": -1}, 'defaultValue="-2" lowerBound="0" upperBound="2"'),
            "sum_of_fractions",
        ),
        (
            MAP_RESPONSE,
            mapping({"A": 1, "B": 1}, 'defaultValue="-1" lowerBound="0"'),
            "sum_of_fractions",
        ),
    ],
)
def test_several_choices_find_their_scheme(rule: str, extra: str, scoring: str) -> None:
    assert read(several(rule, extra)).definition["scoring"] == scoring


def test_a_sum_below_0_is_said_to_count_0() -> None:
    found = read(several(MAP_RESPONSE, mapping({"A": 1, "B": 1}, 'defaultValue="-1"')))
    assert "a score below 0 counts 0 here" in told(found)


def test_many_choices_are_tried_by_samples() -> None:
    found = read(several(MATCH_CORRECT, names="ABCDEFGHI")).definition
    assert found["scoring"] == "all_or_nothing"
    limited = read(several(MATCH_CORRECT, names="ABCDEFGHI", most='maxChoices="3"')).definition
    assert limited["scoring"] == "all_or_nothing"


def test_a_limit_of_choices_is_kept_to() -> None:
    extra = mapping({"A": 1, "B": 1, "C": "-0.5"})
    found = read(several(MAP_RESPONSE, extra, most='maxChoices="2"')).definition
    assert [option["fraction"] for option in found["options"]] == ["0.5", "0.5", "-0.25", "0"]


def test_sets_that_only_the_rules_name_are_tried() -> None:
    named = f"<multiple>{''.join(value(each) for each in 'ABCDE')}</multiple>"
    rule = rules(add_when(f"<match>{variable()}{named}</match>"))
    answer = declared(cardinality="multiple")
    found = read(item(choice(*"ABCDEFGHI", attributes=SEVERAL), answer, rule)).definition
    assert [each["id"] for each in found["options"] if each["fraction"] == "1"] == list("ABCDE")


def test_either_of_two_sets_is_no_scheme_of_ours() -> None:
    sets = [f"<multiple>{value(a)}{value(b)}</multiple>" for a, b in ("AC", "BD")]
    either = "".join(f"<match>{variable()}{each}</match>" for each in sets)
    source = several(rules(when(f"<or>{either}</or>", set_score(ONE))))
    assert "earns" in reason(source)


def test_no_marks_at_all_are_no_question() -> None:
    assert "earns anything" in reason(item(choice("A", "B"), declared(["A"])))
    assert "earns anything" in reason(several(""))


def test_what_a_blank_answer_earns_is_compared_too() -> None:
    assert "no answer" not in reason(item(choice("A", "B"), declared(["A"]), rules(set_score(ONE))))


def test_the_kernel_has_the_last_word() -> None:
    twins = choice("A", "A")
    assert "at least 2" in reason(item(twins, declared(["A"]), MATCH_CORRECT))


def test_feedback_is_asked_of_the_rules() -> None:
    inline = (
        '<feedbackInline outcomeIdentifier="FEEDBACK" identifier="{0}">On {0}.</feedbackInline>'
    )
    options = "".join(
        f'<simpleChoice identifier="{each}">Text{inline.format(each)}</simpleChoice>'
        for each in "AB"
    )
    body = f'<choiceInteraction responseIdentifier="RESPONSE">{options}</choiceInteraction>'
    modal = (
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="A" showHide="hide">'
        "Not A.</modalFeedback>"
    )
    rule = rules(when(RIGHT, set_score(ONE)), set_score(variable(), "FEEDBACK"))
    source = item(body, declared(["A"]), rule).replace("</itemBody>", f"</itemBody>{modal}")
    options = read(source).definition["options"]
    assert [option["text"] for option in options] == [{"en": "Text"}, {"en": "Text"}]
    assert [option["feedback"] for option in options] == [
        {"en": "<p>On A.</p>"},
        {"en": "<p>On B.</p><p>Not A.</p>"},
    ]


@pytest.mark.parametrize("mark", ["1e300", "1e-9"])
def test_a_mark_out_of_all_proportion_is_refused(mark: str) -> None:
    source = item(choice("A", "B"), declared([], mapping({"A": mark})), MAP_RESPONSE)
    assert "out of all proportion" in reason(source)


def test_too_much_to_find_out_is_refused() -> None:
    slow = "".join(add_when(RIGHT) for _ in range(2000))
    assert "too many steps" in reason(several(rules(slow), names="ABCDEFG"))
