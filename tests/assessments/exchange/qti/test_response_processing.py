"""Items are scored by their own rules."""

import pytest

from assessments.exchange.qti.values import ProcessingUnsupported
from assessments.exchange.safe_xml import Unreadable
from tests.assessments.exchange.qti.items import (
    MAP_POINT,
    MAP_RESPONSE,
    MATCH_CORRECT,
    ONE,
    add_when,
    declared,
    item,
    mapping,
    outcomes,
    rules,
    set_score,
    value,
    variable,
    when,
)

RIGHT = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
TWO = value("2", "float")
GRADES = (
    '<outcomeDeclaration identifier="GRADE" cardinality="single" baseType="{base}">'
    "<{table} {attributes}>{rows}</{table}></outcomeDeclaration>"
)


def graded(rows: str, table: str = "interpolationTable", attributes: str = "") -> str:
    return GRADES.format(table=table, rows=rows, attributes=attributes, base="string")


def looked_up(declaration: str, raw: str) -> str:
    look_up = f'<lookupOutcomeValue identifier="GRADE">{raw}</lookupOutcomeValue>'
    return outcomes(item("<p/>", declaration, rules(look_up)))["GRADE"]


def test_the_template_of_right_answers() -> None:
    source = item("<p/>", declared(["A"]), MATCH_CORRECT)
    assert outcomes(source, RESPONSE=["A"]) == {"SCORE": "1"}
    assert outcomes(source, RESPONSE=["B"]) == {"SCORE": "0"}
    assert outcomes(source) == {"SCORE": "0"}


def test_the_template_of_mappings() -> None:
    source = item("<p/>", declared([], mapping({"A": "0.5"}, 'defaultValue="-1"')), MAP_RESPONSE)
    assert outcomes(source, RESPONSE=["A"])["SCORE"] == "0.5"
    assert outcomes(source, RESPONSE=[])["SCORE"] == "0"
    assert outcomes(source, RESPONSE=["B"])["SCORE"] == "-1"


def test_the_template_of_points() -> None:
    area = '<areaMapEntry shape="default" mappedValue="3"/>'
    source = item(
        "<p/>", declared([], f"<areaMapping>{area}</areaMapping>", base="point"), MAP_POINT
    )
    assert outcomes(source, RESPONSE=["1 1"])["SCORE"] == "3"


def test_names_of_qti_3_mean_the_same() -> None:
    source = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"
      identifier="i" title="t" xml:lang="en" data-note="x"><!-- a remark --><?note?>
      <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="duration">
      <qti-correct-response><qti-value>10</qti-value></qti-correct-response>
      </qti-response-declaration>
      <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="integer"/>
      <qti-response-processing><qti-response-condition><qti-response-if><qti-duration-lt>
      <qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-duration-lt>
      <qti-set-outcome-value identifier="SCORE">
      <qti-base-value base-type="integer">1</qti-base-value></qti-set-outcome-value>
      </qti-response-if></qti-response-condition></qti-response-processing>
    </qti-assessment-item>"""
    assert outcomes(source, RESPONSE=["9.5"]) == {"SCORE": "1"}


def test_the_first_branch_that_holds_is_followed() -> None:
    chain = (
        f"<responseCondition><responseIf>{RIGHT}{set_score(TWO)}</responseIf>"
        f"<responseElseIf><match>{variable()}{value('B')}</match>{set_score(ONE)}</responseElseIf>"
        f"<responseElse>{set_score(value('-1', 'float'))}</responseElse></responseCondition>"
    )
    source = item("<p/>", declared(["A"]), rules(chain))
    found = [outcomes(source, RESPONSE=[each])["SCORE"] for each in "ABC"]
    assert found == ["2", "1", "-1"]


def test_nothing_happens_where_no_branch_holds() -> None:
    source = item("<p/>", declared(["A"]), rules(when(RIGHT, set_score(ONE))))
    assert outcomes(source, RESPONSE=["B"])["SCORE"] == "0"


def test_scores_add_up() -> None:
    source = item("<p/>", declared(["A"]), rules(add_when(RIGHT), add_when(RIGHT, TWO)))
    assert outcomes(source, RESPONSE=["A"])["SCORE"] == "3"


def test_a_rule_may_end_it_all() -> None:
    leave = when(RIGHT, f"{set_score(ONE)}<exitResponse/>")
    source = item("<p/>", declared(["A"]), rules(leave, set_score(TWO)))
    assert outcomes(source, RESPONSE=["A"])["SCORE"] == "1"
    assert outcomes(source, RESPONSE=["B"])["SCORE"] == "2"


def test_a_fragment_is_followed_in_its_place() -> None:
    fragment = f"<responseProcessingFragment>{set_score(ONE)}</responseProcessingFragment>"
    assert outcomes(item("<p/>", rules(fragment)))["SCORE"] == "1"


def test_interpolation_takes_the_equal_source_or_the_next_below() -> None:
    rows = (
        '<interpolationTableEntry sourceValue="0" targetValue="low"/>'
        '<interpolationTableEntry sourceValue="2" targetValue="high"/>'
        '<interpolationTableEntry sourceValue="1" targetValue="mid" includeBoundary="false"/>'
    )
    assert looked_up(graded(rows), TWO) == "high"
    assert looked_up(graded(rows), value("0", "float")) == "low"
    assert looked_up(graded(rows), value("-1", "float")) == "0"
    below = graded(rows, attributes='defaultValue="none"')
    assert looked_up(below, value("-1", "float")) == "none"
    between = rows.replace('"0"', '"9"').replace('"2"', '"8"')
    assert looked_up(graded(between), value("1.5", "float")) == "mid"


def test_a_match_table_knows_only_equals() -> None:
    rows = '<matchTableEntry sourceValue="1" targetValue="pass"/>'
    assert looked_up(graded(rows, "matchTable"), ONE) == "pass"
    assert looked_up(graded(rows, "matchTable"), TWO) == "0"
    assert looked_up(graded(rows, "matchTable"), "<null/>") == "0"


def test_outcomes_begin_with_their_defaults() -> None:
    maximum = (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>4.0</value></defaultValue></outcomeDeclaration>"
        '<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>'
    )
    rows = rules(set_score(value("X"), "FEEDBACK"))
    found = outcomes(item("<p/>", maximum, rows))
    assert found == {"MAXSCORE": "4", "SCORE": "0", "FEEDBACK": "X"}


def test_several_values_for_a_single_response_are_all_kept() -> None:
    right = f"<member>{value('B')}{variable()}</member>"
    source = item("<p/>", declared(["A", "B"]), rules(add_when(right)))
    assert outcomes(source, RESPONSE=["A", "B"])["SCORE"] == "1"


def test_undeclared_responses_are_text() -> None:
    right = f"<stringMatch>{variable('OTHER')}{value('x', 'string')}</stringMatch>"
    source = item("<p/>", rules(add_when(right)))
    assert outcomes(source, OTHER=["x"])["SCORE"] == "1"
    assert outcomes(source, OTHER=[])["SCORE"] == "0"


def test_without_rules_nothing_is_scored() -> None:
    assert outcomes(item("<p/>", declared(["A"])), RESPONSE=["A"])["SCORE"] == "0"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('<responseProcessing template="http://example.org/own"/>', "template"),
        (rules("<include/>"), "rule <include>"),
        (rules("<setOutcomeValue identifier='SCORE'/>"), "needs one expression"),
        (rules("<responseCondition><responseIf/></responseCondition>"), "no condition"),
        (rules(f"<lookupOutcomeValue identifier='SCORE'>{ONE}</lookupOutcomeValue>"), "table"),
        (rules(f"<lookupOutcomeValue identifier='X'>{ONE}</lookupOutcomeValue>"), "not declared"),
        (rules("<responseProcessingFragment>" * 50 + "</responseProcessingFragment>" * 50), "deep"),
    ],
)
def test_rules_that_are_not_understood_are_refused(rule: str, message: str) -> None:
    with pytest.raises(ProcessingUnsupported, match=message):
        outcomes(item("<p/>", declared(["A"]), rule))


def test_only_items_are_scored() -> None:
    with pytest.raises(Unreadable, match="<assessmentTest> was found"):
        outcomes("<assessmentTest/>")
