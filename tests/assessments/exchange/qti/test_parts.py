"""Gaps, prompts and composite items: parts that are scored by themselves."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.assessments.exchange.qti.items import (
    MAP_RESPONSE,
    MATCH_CORRECT,
    ONE,
    add_when,
    choice,
    choices,
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

ENTRY = '<textEntryInteraction responseIdentifier="{0}"/>'
R = "RESPONSE"


def right(name: str) -> str:
    return f'<match><variable identifier="{name}"/><correct identifier="{name}"/></match>'


def inline(name: str, *ids: str) -> str:
    return (
        f'<inlineChoiceInteraction responseIdentifier="{name}">{choices(*ids, tag="inlineChoice")}'
        "</inlineChoiceInteraction>"
    )


def entry(answer: str, rule: str) -> str:
    return item(f"<p>It is {ENTRY.format(R)}.</p>", answer, rule)


def gaps(source: str) -> list[Mapping[str, Any]]:
    found = read(source).definition
    assert found["type"] == "fill_in", found
    return list(found["gaps"])


def answers(source: str) -> dict[str, str]:
    rows = gaps(source)[0]["item"]["answers"]
    return {row.get("pattern") or row["value"]: row["fraction"] for row in rows}


def test_a_word_in_its_sentence() -> None:
    source = entry(
        declared(["York"], mapping({"York": 1, "york": "0.5"}), base="string"), MAP_RESPONSE
    )
    found = read(source)
    assert found.definition["stem"] == {"en": "<p>It is [[1]].</p>"}
    assert answers(source) == {"York": "1", "york": "0.5"}
    assert gaps(source)[0]["item"]["case_sensitive"] is True
    assert told(found) == ["white space and the width of letters don't count in what is typed"]


def test_case_does_not_count_where_it_does_not_there() -> None:
    same = f"<stringMatch caseSensitive='false'>{variable()}{value('Y*k', 'string')}</stringMatch>"
    source = entry(declared(base="string"), rules(add_when(same)))
    assert answers(source) == {r"Y\*k": "1"}
    assert gaps(source)[0]["item"]["case_sensitive"] is False


def test_words_hidden_in_operators_are_found() -> None:
    plain = f"<customOperator definition='qade:ToAscii'>{variable()}</customOperator>"
    trimmed = f"<customOperator definition='qade:Trim'>{plain}</customOperator>"
    same = f"<stringMatch caseSensitive='true'>{trimmed}{value('3', 'string')}</stringMatch>"
    source = entry(declared(base="string"), rules(add_when(same)))
    assert answers(source) == {"3": "1"}
    assert "accents count in what is typed" in told(read(source))


@pytest.mark.parametrize(
    "test",
    [
        f"<patternMatch pattern='a.*'>{variable()}</patternMatch>",
        f"<substring>{value('a', 'string')}{variable()}</substring>",
        f"<stringMatch substring='true'>{variable()}{value('a', 'string')}</stringMatch>",
    ],
)
def test_patterns_are_not_guessed(test: str) -> None:
    why = reason(entry(declared(["a"], base="string"), rules(add_when(test))))
    assert why == "what is typed is compared with patterns"


def test_a_number_is_a_number() -> None:
    source = entry(declared(["20"], mapping({"20": 2, "10": 1}), base="integer"), MAP_RESPONSE)
    assert answers(source) == {"20": "1", "10": "0.5"}
    text = f"<equal>{variable()}{value('3.14', 'float')}</equal>"
    assert answers(entry(declared(base="string"), rules(add_when(text)))) == {"3.14": "1"}
    with_right = entry(declared(["7"], base="float"), MATCH_CORRECT)
    assert answers(with_right) == {"7": "1"}


@pytest.mark.parametrize(
    ("mode", "tolerance", "kind"),
    [("absolute", "0.5", "nominal"), ("relative", "10", "relative")],
)
def test_tolerances_are_taken_over(mode: str, tolerance: str, kind: str) -> None:
    near = (
        f"<equal toleranceMode='{mode}' tolerance='{tolerance} {tolerance}'>"
        f"{value('5', 'float')}{variable()}</equal>"
    )
    source = entry(declared(["5"], base="float"), rules(add_when(near)))
    (row,) = gaps(source)[0]["item"]["answers"][:1]
    assert row["fraction"] == "1"
    assert any(each.get("tolerance_type") == kind for each in gaps(source)[0]["item"]["answers"])


def test_a_tolerance_to_one_side_is_not_ours() -> None:
    near = (
        "<equal toleranceMode='absolute' tolerance='0.5 2'>"
        f"{value('5', 'float')}{variable()}</equal>"
    )
    assert "earns" in reason(entry(declared(["5"], base="float"), rules(add_when(near))))


def test_a_gap_without_answers_is_no_gap() -> None:
    empty = rules(set_score(ONE))
    assert "no answers to try" in reason(entry(declared(base="integer"), empty))
    assert "no answers to try" in reason(entry(declared(base="integer"), ""))
    assert "earns anything" in reason(entry(declared(["a"], base="string"), ""))


def test_inline_choices_weigh_what_they_earn() -> None:
    body = f"<p>{inline('R1', 'A', 'B')} and {inline('R2', 'A', 'B')}</p>"
    rule = rules(add_when(right("R1")), add_when(right("R2"), value("3", "float")))
    source = item(body, declared(["A"], name="R1"), declared(["B"], name="R2"), rule)
    assert [gap["weight"] for gap in gaps(source)] == ["1", "3"]
    assert [gap["display"] for gap in gaps(source)] == ["dropdown", "dropdown"]
    assert read(source).definition["scoring"] == "each"


def test_empty_choices_are_left_out() -> None:
    body = f"<p>{inline(R, 'A', 'B')}</p>".replace(
        "</inlineChoiceInteraction>", '<inlineChoice identifier="X"/></inlineChoiceInteraction>'
    )
    (gap,) = gaps(item(body, declared(["A"]), MATCH_CORRECT))
    assert [option["id"] for option in gap["item"]["options"]] == ["A", "B"]


def test_all_parts_must_be_right_where_they_must_be_there() -> None:
    body = f"<p>{inline('R1', 'A', 'B')}{inline('R2', 'A', 'B')}</p>"
    rule = rules(when(f"<and>{right('R1')}{right('R2')}</and>", set_score(ONE)))
    source = item(body, declared(["A"], name="R1"), declared(["B"], name="R2"), rule)
    assert read(source).definition["scoring"] == "all_or_nothing"


def test_parts_that_hang_together_are_kept() -> None:
    body = f"<p>{inline('R1', 'A', 'B')}{inline('R2', 'A', 'B')}</p>"
    either = when(f"<or>{right('R1')}{right('R2')}</or>", set_score(ONE))
    parts = declared(["A"], name="R1"), declared(["B"], name="R2")
    assert "earns" in reason(item(body, *parts, rules(either)))
    both = rules(
        either, when(f"<and>{right('R1')}{right('R2')}</and>", set_score(value("4", "float")))
    )
    assert "one by one" in reason(item(body, *parts, both))


def test_choices_of_both_kinds_are_parts() -> None:
    body = choice("A", "B", name="R1") + choice("C", "D", name="R2", attributes='maxChoices="0"')
    rule = rules(add_when(right("R1")), add_when(right("R2")))
    several = declared(["C", "D"], name="R2", cardinality="multiple")
    source = item(body, declared(["A"], name="R1"), several, rule)
    assert [gap["item"]["type"] for gap in gaps(source)] == ["single_choice", "multiple_response"]
    assert read(source).definition["stem"] == {
        "en": "<p>Which?</p><p>[[1]]</p><p>Which?</p><p>[[2]]</p>"
    }


def test_too_many_choices_are_no_part() -> None:
    body = choice("A", "B", name="R1") + choice(*"ABCDEFG", name="R2", attributes='maxChoices="0"')
    several = declared(name="R2", cardinality="multiple")
    source = item(body, declared(["A"], name="R1"), several, rules(add_when(right("R1"))))
    assert "too many choices" in reason(source)


def test_too_many_parts_are_refused() -> None:
    names = [f"R{place}" for place in range(41)]
    body = "".join(inline(name, "A", "B") for name in names)
    source = item(body, *(declared(["A"], name=name) for name in names), rules(set_score(ONE)))
    assert "more than 40" in reason(source)


def test_an_upload_is_no_part() -> None:
    body = f'<uploadInteraction responseIdentifier="U"/>{inline(R, "A", "B")}'
    source = item(body, declared(base="file", name="U"), declared(["A"]), MATCH_CORRECT)
    assert "can't be a part" in reason(source)


def gap_match(extra: str) -> str:
    body = (
        f'<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill.</prompt>'
        f"{choices('W', 'S', tag='gapText')}<p>Now is the <gap identifier='G1'/> and"
        " <gap identifier='G2'/>.</p></gapMatchInteraction>"
    )
    answer = declared(["W G1", "S G2"], extra, base="directedPair", cardinality="multiple")
    return item(body, answer, MAP_RESPONSE)


def test_words_to_drag_are_dropdowns() -> None:
    source = gap_match(mapping({"W G1": 1, "S G2": 2}))
    assert [gap["weight"] for gap in gaps(source)] == ["1", "2"]
    assert read(source).definition["stem"] == {
        "en": "<p>Fill.</p><p>Now is the [[1]] and [[2]].</p>"
    }


def test_a_floor_that_we_do_not_have_is_said() -> None:
    found = read(gap_match(mapping({"W G1": 1, "S G2": 2}, 'defaultValue="-1" lowerBound="0"')))
    assert told(found) == ["wrong answers can take the score below 0 here"]


def match(
    entries: Mapping[str, object],
    correct: tuple[str, ...] = ("P A", "Q B"),
    *,
    rule: str = MAP_RESPONSE,
    most: tuple[int, int] = (1, 0),
) -> str:
    sets = []
    for names, limit in zip(("PQ", "ABC"), most, strict=True):
        rows = "".join(
            f'<simpleAssociableChoice identifier="{each}" matchMax="{limit}">Text {each}'
            "</simpleAssociableChoice>"
            for each in names
        )
        sets.append(f"<simpleMatchSet>{rows}</simpleMatchSet>")
    body = (
        '<matchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Match.</prompt>'
        f"{''.join(sets)}</matchInteraction>"
    )
    answer = declared(correct, mapping(entries), base="directedPair", cardinality="multiple")
    return item(body, answer, rule)


def test_prompts_of_one_weight_are_a_matching() -> None:
    found = read(match({"P A": 1, "Q B": 1})).definition
    assert (found["type"], found["scoring"], found["shuffle"]) == ("matching", "each", True)
    assert [prompt["answer"] for prompt in found["prompts"]] == ["A", "B"]


def test_all_pairs_at_once_are_a_matching_too() -> None:
    found = read(match({}, rule=MATCH_CORRECT)).definition
    assert (found["type"], found["scoring"]) == ("matching", "all_or_nothing")


def test_prompts_of_other_weights_are_gaps() -> None:
    source = match({"P A": 1, "Q B": 3})
    assert [gap["weight"] for gap in gaps(source)] == ["1", "3"]
    assert read(source).definition["stem"] == {
        "en": "<p>Match.</p><p>Text P [[1]]</p><p>Text Q [[2]]</p>"
    }


def test_whatever_is_used_once_asks() -> None:
    source = match({"P A": 1, "P B": 1, "Q C": 1}, ("P A", "P B", "Q C"), most=(0, 1))
    found = read(source).definition
    assert [prompt["answer"] for prompt in found["prompts"]] == ["P", "P", "Q"]


def test_a_prompt_with_several_right_choices_is_kept() -> None:
    source = match({"P A": 1, "P B": 1, "Q C": 1}, (), most=(0, 0))
    assert "several choices" in reason(source)


def test_all_choices_of_a_prompt_may_have_to_be_there() -> None:
    pairs = ("P A", "P B", "Q C")
    source = match({}, pairs, most=(0, 0)).replace("map_response", "match_correct")
    first, second = gaps(source)
    assert first["display"] == "vertical"
    assert [option["fraction"] for option in first["item"]["options"]] == ["1", "1", "0"]
    assert first["item"]["scoring"] == "all_or_nothing"
    assert second["item"]["type"] == "single_choice"


def test_a_match_needs_two_sets() -> None:
    source = match({"P A": 1}).replace("simpleMatchSet>", "someSet>")
    assert "two sets" in reason(source)


def slider(low: str, high: str) -> str:
    body = (
        f'<sliderInteraction responseIdentifier="RESPONSE" lowerBound="{low}" upperBound="{high}"'
        "><prompt>How many?</prompt></sliderInteraction>"
    )
    return item(body, declared(["3"], mapping({"3": 1, "4": "0.5"}), base="integer"), MAP_RESPONSE)


def test_a_slider_is_a_number() -> None:
    assert answers(slider("0", "10")) == {"3": "1", "4": "0.5"}


@pytest.mark.parametrize(("low", "high"), [("", "10"), ("0", "9999"), ("5", "5")])
def test_endless_sliders_are_kept(low: str, high: str) -> None:
    assert "slider has too many" in reason(slider(low, high))
