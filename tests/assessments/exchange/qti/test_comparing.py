"""What the operators that compare give."""

import pytest

from tests.assessments.exchange.qti.operators import AB, ABAB, NO, NULL, YES, A, B, n, s, shown


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<and>{YES}{YES}</and>", "true"),
        (f"<and>{YES}{NULL}</and>", "NULL"),
        (f"<and>{NO}{NULL}</and>", "false"),
        (f"<or>{NO}{YES}{NULL}</or>", "true"),
        (f"<or>{NO}{NULL}</or>", "NULL"),
        (f"<or>{NO}{NO}</or>", "false"),
        (f"<not>{NO}</not>", "true"),
        (f"<not>{NULL}</not>", "NULL"),
        (f"<isNull>{NULL}</isNull>", "true"),
        (f"<isNull>{A}</isNull>", "false"),
        (f"<anyN min='1' max='2'>{YES}{NO}{NULL}</anyN>", "true"),
        (f"<anyN min='2' max='3'>{YES}{NO}</anyN>", "false"),
        (f"<anyN min='0' max='1'>{YES}{YES}</anyN>", "false"),
        (f"<anyN min='2' max='3'>{YES}{NULL}</anyN>", "NULL"),
        (f"<anyN min='1' max='COUNT'>{YES}</anyN>", "true"),
    ],
)
def test_truth_has_three_values(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<match>{A}{A}</match>", "true"),
        (f"<match>{A}{NULL}</match>", "NULL"),
        (f"<match>{NULL}{A}</match>", "NULL"),
        (f"<match>{A}{AB}</match>", "false"),
        (f"<match><multiple>{B}{A}</multiple>{AB}</match>", "true"),
        (f"<match><multiple>{B}{B}</multiple>{AB}</match>", "false"),
        (f"<match><ordered>{B}{A}</ordered><ordered>{A}{B}</ordered></match>", "false"),
        (f"<match>{s('1.50')}{n('1.5')}</match>", "true"),
        (f"<match>{s('one')}{n('1')}</match>", "false"),
        (f"<match>{n('A B', base='pair')}{n('B A', base='pair')}</match>", "true"),
        (f"<match>{n('A B', base='directedPair')}{n('B A', base='directedPair')}</match>", "false"),
        (f"<match>{n('TRUE', base='boolean')}{n('true', base='boolean')}</match>", "true"),
        (f"<member>{A}{AB}</member>", "true"),
        (f"<member>{n('C', base='identifier')}{AB}</member>", "false"),
        (f"<member>{A}{NULL}</member>", "NULL"),
        (f"<member>{NULL}{AB}</member>", "NULL"),
        (f"<contains>{AB}<multiple>{B}</multiple></contains>", "true"),
        (f"<contains><multiple>{B}</multiple>{AB}</contains>", "false"),
        (f"<contains>{ABAB}<ordered>{B}{A}</ordered></contains>", "true"),
        (f"<contains>{ABAB}<ordered>{A}{A}</ordered></contains>", "false"),
        (f"<contains>{NULL}{AB}</contains>", "NULL"),
        (f"<contains>{AB}{NULL}</contains>", "NULL"),
    ],
)
def test_values_are_compared_as_the_second_operand_is(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("attributes", "numbers", "expected"),
    [
        ("", (2, "2.0"), "true"),
        ("", (2, "two"), "false"),
        ("toleranceMode='exact'", (2, "2.1"), "false"),
        ("toleranceMode='absolute' tolerance='0.5'", (2, "2.5"), "true"),
        ("toleranceMode='absolute' tolerance='0.5 1'", (2, "3"), "true"),
        ("toleranceMode='absolute' tolerance='0.5 1'", (2, "1.4"), "false"),
        ("toleranceMode='absolute' tolerance='1' includeUpperBound='false'", (2, 3), "false"),
        ("toleranceMode='absolute' tolerance='1' includeLowerBound='false'", (2, 1), "false"),
        ("toleranceMode='relative' tolerance='10'", (-50, -45), "true"),
        ("toleranceMode='relative' tolerance='10'", (50, "55.1"), "false"),
    ],
)
def test_equal_knows_tolerances(
    attributes: str, numbers: tuple[object, object], expected: str
) -> None:
    assert shown(f"<equal {attributes}>{n(*numbers)}</equal>") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<equalRounded figures='2'>{n('3.175', '3.183')}</equalRounded>", "true"),
        (f"<equalRounded figures='3'>{n('3.175', '3.1749')}</equalRounded>", "false"),
        (
            (
                f"<equalRounded roundingMode='decimalPlaces' figures='2'>{n('1.685', '1.69')}"
                "</equalRounded>"
            ),
            "true",
        ),
        (f"<equalRounded figures='2'>{n('x', '1')}</equalRounded>", "false"),
        (f"<equalRounded figures='2'>{NULL}{n(1)}</equalRounded>", "NULL"),
        (f"<equal>{NULL}{n(1)}</equal>", "NULL"),
        (f"<gt>{n(2, 1)}</gt>", "true"),
        (f"<gt>{NULL}{n(1)}</gt>", "NULL"),
        (f"<lte>{n(2, 1)}</lte>", "false"),
        (f"<durationLT>{n('10.5', 20, base='duration')}</durationLT>", "true"),
        (f"<durationGTE>{n(10, 20, base='duration')}</durationGTE>", "false"),
    ],
)
def test_numbers_are_compared(source: str, expected: str) -> None:
    assert shown(source) == expected
