"""Hottext, long texts and files."""

from tests.assessments.exchange.qti.items import (
    MAP_RESPONSE,
    MATCH_CORRECT,
    ONE,
    add_when,
    declared,
    item,
    mapping,
    read,
    reason,
    rules,
    set_score,
    value,
    variable,
)

PASSAGE = (
    '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="{0}"><prompt>Which?</prompt>'
    '<p>An <hottext identifier="a">invention</hottext>, a\n '
    '<hottext identifier="b">recipe</hottext> or a <hottext identifier="c">design</hottext>.'
    "</p></hottextInteraction>"
)
LONG = '<extendedTextInteraction responseIdentifier="RESPONSE" {0}/>'


def test_words_of_a_passage_are_chosen() -> None:
    found = read(item(PASSAGE.format(1), declared(["b"]), MATCH_CORRECT)).definition
    assert found == {
        "type": "select_in_text",
        "stem": {"en": "<p>Which?</p>"},
        "passage": {"en": "An [[1:invention]], a\n[[2:recipe]] or a [[3:design]]."},
        "keys": ["2"],
        "scoring": "all_or_nothing",
        "max_choices": 1,
    }


def test_several_words_are_summed() -> None:
    answer = declared(["a", "c"], mapping({"a": 1, "c": 1}), cardinality="multiple")
    body = PASSAGE.format(0).replace("<prompt>Which?</prompt>", "")
    found = read(item(body, answer, MAP_RESPONSE)).definition
    assert (found["keys"], found["scoring"]) == (["1", "3"], "sum_of_fractions")
    assert (found["stem"], found["max_choices"]) == ({"en": "Grace period"}, 0)


def test_either_of_two_words_is_no_scheme_of_ours() -> None:
    either = rules(*(add_when(f"<member>{value(each)}{variable()}</member>") for each in "ab"))
    capped = f"<min>{variable('SCORE')}{ONE}</min>"
    answer = declared(["a"], cardinality="multiple")
    rule = either.replace("</responseProcessing>", f"{set_score(capped)}</responseProcessing>")
    assert "earns" in reason(item(PASSAGE.format(0), answer, rule))


def test_long_texts_are_graded_by_people() -> None:
    body = "<p>Explain.</p>" + LONG.format("expectedLines='6'")
    found = read(item(body, declared(base="string"))).definition
    assert found == {"type": "essay", "stem": {"en": "<p>Explain.</p>"}, "rows": 6}
    assert (
        "rows"
        not in read(item("<p>Explain.</p>" + LONG.format(""), declared(base="string"))).definition
    )


def test_a_long_text_that_rules_score_is_kept() -> None:
    scored = declared(["x"], base="string")
    assert "scored by rules" in reason(item(LONG.format(""), scored, MATCH_CORRECT))
    mapped = declared([], mapping({"y": 1}), base="string")
    assert "scored by rules" in reason(item(LONG.format(""), mapped, MAP_RESPONSE))


def test_files_are_handed_in() -> None:
    body = '<p>Draw.</p><uploadInteraction responseIdentifier="RESPONSE"/>'
    found = read(item(body, declared(base="file"))).definition
    assert found == {"type": "file_upload", "stem": {"en": "<p>Draw.</p>"}}
