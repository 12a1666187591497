"""What the operators of QTI's rules give."""

import pytest
from lxml import etree

from assessments.exchange.qti.context import MAX_DEPTH, Budget, Context
from assessments.exchange.qti.expressions.evaluating import evaluate
from assessments.exchange.qti.values import ProcessingUnsupported
from tests.assessments.exchange.qti.operators import AB, ABAB, NULL, YES, A, B, n, run, s, shown


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<sum>{n('0.1', '0.2')}</sum>", "0.3"),
        (f"<sum>{n(1)}<multiple>{n(2, 3)}</multiple></sum>", "6"),
        (f"<sum>{n(1)}{NULL}</sum>", "NULL"),
        ("<sum/>", "NULL"),
        (f"<product>{n(3, 50)}</product>", "150"),
        (f"<subtract>{n(3, 5)}</subtract>", "-2"),
        (f"<min>{n(3, 5)}</min>", "3"),
        (f"<max>{n(3, 5)}</max>", "5"),
        (f"<divide>{n(1, 4)}</divide>", "0.25"),
        (f"<divide>{n(1, 0)}</divide>", "NULL"),
        (f"<divide>{n(1)}{NULL}</divide>", "NULL"),
        (f"<integerDivide>{n(-7, 2)}</integerDivide>", "-4"),
        (f"<integerDivide>{n(7, 0)}</integerDivide>", "NULL"),
        (f"<integerModulus>{n(-7, 3)}</integerModulus>", "2"),
        (f"<integerModulus>{n(7, 0)}</integerModulus>", "NULL"),
        (f"<power>{n(2, 3)}</power>", "8"),
        (f"<power>{n(-2, '0.5')}</power>", "NULL"),
        (f"<power>{n(10, 400)}</power>", "NULL"),
        (f"<round>{n('6.5')}</round>", "7"),
        (f"<round>{n('-6.5')}</round>", "-6"),
        (f"<truncate>{n('-6.8')}</truncate>", "-6"),
        (f"<truncate>{NULL}</truncate>", "NULL"),
        (f"<integerToFloat>{n(3, base='integer')}</integerToFloat>", "3"),
        (f"<roundTo figures='2' roundingMode='decimalPlaces'>{n('3.145')}</roundTo>", "3.15"),
        (f"<roundTo figures='3'>{n('3.14159')}</roundTo>", "3.14"),
        (f"<roundTo figures='3'>{NULL}</roundTo>", "NULL"),
        (f"<gcd>{n(12, 18, 24)}</gcd>", "6"),
        (f"<lcm>{n(4, 6)}</lcm>", "12"),
        (f"<mathOperator name='sqrt'>{n(16)}</mathOperator>", "4"),
        (f"<mathOperator name='sqrt'>{n(-1)}</mathOperator>", "NULL"),
        (f"<mathOperator name='exp'>{n(1000)}</mathOperator>", "NULL"),
        (f"<mathOperator name='sqrt'>{n(1, 2)}</mathOperator>", "NULL"),
        (f"<mathOperator name='sqrt'>{NULL}</mathOperator>", "NULL"),
        ("<mathConstant name='pi'/>", "3.141592653589793"),
        (f"<statsOperator name='mean'><multiple>{n(2, 4, 9)}</multiple></statsOperator>", "5"),
        (
            f"<statsOperator name='median'><multiple>{n(1, 3, 4, 7)}</multiple></statsOperator>",
            "3.5",
        ),
        (f"<statsOperator name='median'><multiple>{n(1, 3, 7)}</multiple></statsOperator>", "3"),
        (f"<statsOperator name='popVariance'><multiple>{n(2, 4)}</multiple></statsOperator>", "1"),
        (f"<statsOperator name='popSD'><multiple>{n(2, 4)}</multiple></statsOperator>", "1"),
        (
            f"<statsOperator name='sampleVariance'><multiple>{n(1, 3)}</multiple></statsOperator>",
            "2",
        ),
        (f"<statsOperator name='sampleSD'><multiple>{n(1, 1)}</multiple></statsOperator>", "0"),
        (f"<statsOperator name='sampleSD'><multiple>{n(1)}</multiple></statsOperator>", "NULL"),
        (f"<statsOperator name='mean'>{NULL}</statsOperator>", "NULL"),
    ],
)
def test_numbers_are_worked_out(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<multiple>{AB}{NULL}{A}</multiple>", "A B A"),
        (f"<multiple>{NULL}</multiple>", "NULL"),
        (f"<repeat numberRepeats='2'>{A}{B}</repeat>", "A B A B"),
        (f"<repeat numberRepeats='0'>{A}</repeat>", "NULL"),
        (f"<containerSize>{AB}</containerSize>", "2"),
        (f"<containerSize>{NULL}</containerSize>", "0"),
        (f"<index n='2'>{ABAB}</index>", "B"),
        (f"<index n='COUNT'>{ABAB}</index>", "B"),
        (f"<index n='5'>{ABAB}</index>", "NULL"),
        (f"<index n='0'>{ABAB}</index>", "NULL"),
        (f"<index n='1'>{NULL}</index>", "NULL"),
        (f"<delete>{A}{ABAB}</delete>", "B B"),
        (f"<delete>{A}<multiple>{A}</multiple></delete>", "NULL"),
        (f"<delete>{NULL}{AB}</delete>", "NULL"),
        (f"<delete>{A}{NULL}</delete>", "NULL"),
        ("<inside shape='circle' coords='10,10,5'><null/></inside>", "NULL"),
        (f"<inside shape='circle' coords='10,10,5'>{n('12 12', base='point')}</inside>", "true"),
        (f"<inside shape='circle' coords='10,10,5'>{n('x 12', base='point')}</inside>", "false"),
        (f"<inside shape='circle' coords='10,10,5'>{n('12', base='point')}</inside>", "false"),
    ],
)
def test_containers_are_made_and_taken_apart(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<stringMatch caseSensitive='true'>{s('York', 'york')}</stringMatch>", "false"),
        (f"<stringMatch caseSensitive='false'>{s('York', 'york')}</stringMatch>", "true"),
        (f"<stringMatch substring='true'>{s('New York', 'York')}</stringMatch>", "true"),
        (f"<stringMatch>{s('York')}{NULL}</stringMatch>", "NULL"),
        (f"<substring>{s('Me', 'TestMe!')}</substring>", "true"),
        (f"<substring>{s('me', 'TestMe!')}</substring>", "false"),
        (f"<substring>{NULL}{s('x')}</substring>", "NULL"),
        (f"<patternMatch pattern='[0-9]{{3}}'>{s('123')}</patternMatch>", "true"),
        (f"<patternMatch pattern='[0-9]{{3}}'>{NULL}</patternMatch>", "NULL"),
        (f"<customOperator definition='qade:Trim'>{s(' x ')}</customOperator>", "x"),
        (f"<customOperator definition='depcp:ToAscii'>{s('Müllér')}</customOperator>", "Muller"),
        (f"<customOperator class='ParseCommaDecimal'>{s('3,14')}</customOperator>", "3.14"),
        (f"<customOperator definition='qade:Trim'>{NULL}</customOperator>", "NULL"),
    ],
)
def test_texts_are_compared(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("a",), "1"),
        (("a", "b"), "2"),
        (("a", "a"), "1"),
        (("x", "y", "z"), "-1.5"),
        ((), "0"),
    ],
)
def test_a_mapping_sums_distinct_values_within_bounds(
    given: tuple[str, ...], expected: str
) -> None:
    assert shown("<mapResponse identifier='MAPPED'/>", MAPPED=given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("10 12",), "1"),
        (("10 12", "11 11"), "1"),
        (("10 12", "20 20"), "3"),
        (("10 12", "0 0", "nowhere"), "0.5"),
        ((), "0"),
    ],
)
def test_each_area_counts_once(given: tuple[str, ...], expected: str) -> None:
    assert shown("<mapResponsePoint identifier='POINTS'/>", POINTS=given) == expected


def test_variables_are_read_by_name() -> None:
    assert shown("<variable identifier='MAPPED'/>", MAPPED=("a", "b")) == "a b"
    assert shown("<variable identifier='COUNT'/>") == "2"
    assert shown("<variable identifier='nobody'/>") == "NULL"
    assert shown("<correct identifier='MAPPED'/>") == "a b"
    assert shown("<default identifier='MAPPED'/>") == "none"
    assert shown("<mapResponse identifier='BARE'/>", BARE=("a",)) == "0"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<random/>", "<random> is not supported"),
        ("<correct identifier='nobody'/>", "nobody is not declared"),
        (f"<not>{YES}{YES}</not>", "needs 1 operands"),
        (f"<equal toleranceMode='absolute' tolerance='x'>{n(1, 2)}</equal>", "tolerance"),
        (f"<equal toleranceMode='other' tolerance='1'>{n(1, 2)}</equal>", "tolerance"),
        (f"<equalRounded figures='0'>{n(1, 2)}</equalRounded>", "no significant figures"),
        (f"<equalRounded figures='99'>{n(1, 2)}</equalRounded>", "too many figures"),
        (f"<equalRounded figures='x'>{n(1, 2)}</equalRounded>", "must be a whole number"),
        (f"<mathOperator name='sec'>{n(1)}</mathOperator>", "sec is not supported"),
        ("<mathConstant name='tau'/>", "tau is not supported"),
        (f"<statsOperator name='mode'>{n(1)}</statsOperator>", "mode is not supported"),
        (f"<customOperator definition='my:Own'>{A}</customOperator>", "my:Own is not known"),
        (f"<repeat numberRepeats='9999'>{ABAB}{ABAB}</repeat>", "too large"),
        (f"<product>{n('1e300', '1e300')}</product>", "beyond all bounds"),
    ],
)
def test_what_is_not_understood_is_said(source: str, message: str) -> None:
    with pytest.raises(ProcessingUnsupported, match=message):
        run(source)


def test_nesting_is_bounded() -> None:
    source = "<not>" * (MAX_DEPTH + 2) + YES + "</not>" * (MAX_DEPTH + 2)
    with pytest.raises(ProcessingUnsupported, match="nested too deeply"):
        run(source)


def test_steps_are_bounded() -> None:
    context = Context({}, {}, {}, Budget(left=2))
    with pytest.raises(ProcessingUnsupported, match="too many steps"):
        evaluate(etree.fromstring(f"<and>{YES}{YES}</and>"), context)
