"""Plots as data: what stands where, and what they find."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.plots import (
    Finding,
    Item,
    Sheet,
    Timed,
    Traced,
    duration_plot,
    histogram,
    item_map,
    trace_lines,
)
from assessments.statistics.plots.duration_plot import clock
from assessments.statistics.plots.labels import place_labels
from assessments.statistics.plots.sheet import Axis, step, steps

SHEET = Sheet()


def test_an_axis_leads_from_values_to_places() -> None:
    axis = Axis(0, 10, 100, 200)
    assert [axis.place(value) for value in (0, 2.5, 10)] == [100, 125, 200]
    assert (axis.place(-3), axis.place(99)) == (100, 200)


@pytest.mark.parametrize(
    ("width", "wanted"), [(0.9, 1), (1, 1), (1.1, 2), (3, 5), (6, 10), (0.03, 0.05), (70, 100)]
)
def test_steps_are_round(width: float, wanted: float) -> None:
    assert step(width) == pytest.approx(wanted)


def test_ticks_enclose_the_values() -> None:
    assert steps(0, 22) == [0, 5, 10, 15, 20, 25]
    assert steps(0, 0.3) == [0, 0.1, 0.2, 0.3]
    assert steps(3, 3)[0] <= 3 <= steps(3, 3)[-1]


def test_bars_begin_at_the_pass_mark() -> None:
    plot = histogram([10, 11.9, 12, 12.5, 20], 20, 12)
    assert [bar.low for bar in plot.bars][:2] == [0, 1]
    counted = {bar.low: (bar.count, bar.is_passed) for bar in plot.bars if bar.count}
    assert counted == {10: (1, False), 11: (1, False), 12: (2, True), 19: (1, True)}


def test_a_pass_mark_between_round_scores_moves_the_bars() -> None:
    plot = histogram([0, 12.4, 12.5, 20], 20, 12.5)
    assert plot.bars[0].low == -0.5
    assert [bar.low for bar in plot.bars if bar.count] == [-0.5, 11.5, 12.5, 19.5]
    assert all(0 <= float(tick.label) <= 20 for tick in plot.x_ticks)


def test_a_bar_is_as_high_as_its_count() -> None:
    plot = histogram([1] * 5, 20)
    bar = next(bar for bar in plot.bars if bar.count)
    assert (bar.y, bar.height) == (SHEET.top, SHEET.bottom - SHEET.top)
    assert plot.y_ticks[-1].label == "5"


def test_without_a_pass_mark_nobody_failed() -> None:
    plot = histogram([1, 2, 9], 20)
    assert plot.pass_mark is None
    assert all(bar.is_passed for bar in plot.bars)
    assert plot.finding == Finding("scores", {"n": 3, "median": 2.0, "max": 20})


def test_a_histogram_finds_how_many_passed() -> None:
    finding = histogram([11, 12, 13], 20, 12).finding
    assert finding.code == "passed"
    assert (finding.values["passed"], finding.values["percent"]) == (2, 67)


def test_no_scores_find_nothing() -> None:
    assert histogram([], 20, 12).finding.code == "no_scores"


def test_a_question_stands_by_facility_and_discrimination() -> None:
    plot = item_map([Item(1, 0.5, 30)])
    spot = plot.spots[0]
    assert spot.x == pytest.approx((SHEET.left + SHEET.right) / 2)
    # 70 of the 140 points that the axis has from -40 to 100.
    assert spot.y == pytest.approx((SHEET.top + SHEET.bottom) / 2)
    assert not spot.is_weak


def test_questions_on_top_of_each_other_share_a_spot() -> None:
    plot = item_map([Item(3, 0.5, 30), Item(7, 0.505, 31), Item(9, 0.9, 31)])
    assert [spot.text for spot in plot.spots] == ["3, 7", "9"]


def test_a_weak_question_never_hides_behind_a_good_one() -> None:
    plot = item_map([Item(1, 0.5, 20), Item(2, 0.5, 19)])
    assert [(spot.text, spot.is_weak) for spot in plot.spots] == [("1", False), ("2", True)]


def test_a_question_that_cannot_be_placed_is_named() -> None:
    plot = item_map([Item(1, None, 20), Item(2, 0.5, None), Item(3, 0.5, 50)])
    assert plot.omitted == (1, 2)
    assert plot.finding == Finding("all_discriminate", {"n": 1, "weak": 0})


def test_a_map_names_the_weakest_question() -> None:
    assert item_map([Item(4, 0.5, 12), Item(5, 0.5, 50)]).finding == Finding(
        "some_weak", {"n": 2, "weak": 1, "number": 4, "index": 12}
    )
    assert item_map([Item(4, 0.5, -12.4)]).finding.code == "some_contrary"
    assert item_map([]).finding.code == "no_items"


def test_labels_keep_clear_of_their_neighbors() -> None:
    first, second = place_labels([(100, 100, "30"), (115, 100, "6")], 640)
    assert (first.anchor, second.anchor) == ("end", "start")


def test_labels_stay_on_the_sheet() -> None:
    assert place_labels([(636, 100, "12")], 640)[0].anchor == "end"


def test_a_label_goes_above_where_both_sides_are_taken() -> None:
    labels = place_labels([(85, 100, "1"), (100, 100, "20"), (115, 100, "3")], 640)
    assert labels[1].anchor == "middle"


RISING, FALLING = (0.2, 0.4, 0.5, 0.7, 0.9), (0.8, 0.6, 0.5, 0.3, 0.1)


def test_the_key_is_solid_and_the_others_are_dashed_apart() -> None:
    plot = trace_lines(
        [Traced("A", False, FALLING), Traced("B", True, RISING), Traced("C", False, FALLING)]
    )
    assert [(line.label, line.style) for line in plot.lines] == [("A", 1), ("B", 0), ("C", 2)]


def test_labels_at_the_ends_of_lines_stand_apart() -> None:
    plot = trace_lines([Traced(name, False, (0.0,) * 5) for name in "ABCD"])
    heights = sorted(line.label_y for line in plot.lines)
    assert [high - low for low, high in pairwise(heights)] == [16] * 3
    assert heights[-1] <= SHEET.bottom


def test_a_line_leaves_out_the_fifths_that_nobody_is_in() -> None:
    plot = trace_lines(
        [Traced("A", True, (0.2, None, None, None, 0.9)), Traced("B", False, [None] * 5)]
    )
    assert len(plot.lines) == 1
    assert plot.lines[0].path.count(",") == 2


@pytest.mark.parametrize(
    ("key", "other", "code"),
    [
        (RISING, FALLING, "key_rises"),
        (FALLING, RISING, "distractor_rises"),
        (FALLING, FALLING, "key_flat"),
        ((None, None, 0.5, None, None), RISING, "no_trace"),
    ],
)
def test_the_traces_find_what_the_strong_prefer(
    key: tuple[float | None, ...], other: tuple[float, ...], code: str
) -> None:
    assert trace_lines([Traced("A", True, key), Traced("B", False, other)]).finding.code == code


def test_a_key_without_rivals_is_judged_by_itself() -> None:
    assert trace_lines([Traced("A", True, RISING)]).finding == Finding("key_rises", {"points": 70})


def test_each_question_has_its_row_of_time() -> None:
    plot = duration_plot([Timed(1, 60, 120), Timed(2, 30, 90), Timed(3, None, None)])
    assert [(row.number, row.median, row.p95) for row in plot.rows] == [
        (1, "1:00", "2:00"),
        (2, "0:30", "1:30"),
    ]
    assert plot.rows[0].median_x < plot.rows[0].p95_x
    assert plot.rows[0].cap_top < plot.rows[0].y < plot.rows[0].cap_bottom < plot.rows[1].y
    assert plot.omitted == (3,)
    assert plot.finding == Finding(
        "slowest", {"number": 1, "median": "1:00", "p95": "2:00", "all": "1:30"}
    )


def test_a_clock_ticks_in_minutes() -> None:
    assert [tick.label for tick in duration_plot([Timed(1, 60, 290)]).x_ticks] == [
        *("0:00", "1:00", "2:00", "3:00", "4:00", "5:00")
    ]
    assert clock(65.4) == "1:05"


def test_times_of_days_still_fit() -> None:
    plot = duration_plot([Timed(1, 3600, 200_000)])
    assert 2 <= len(plot.x_ticks) <= 8
    assert plot.rows[0].p95_x <= plot.sheet.right


def test_no_times_make_an_empty_plot() -> None:
    plot = duration_plot([Timed(1, None, 5), Timed(2, 5, None)])
    assert (plot.rows, plot.omitted, plot.finding.code) == ((), (1, 2), "no_times")


@given(
    st.lists(st.floats(0, 50)),
    st.floats(0.5, 50),
    st.none() | st.floats(0, 50),
)
def test_every_score_is_in_one_bar_on_the_sheet(
    scores: list[float], top: float, pass_mark: float | None
) -> None:
    plot = histogram(scores, top, pass_mark)
    assert sum(bar.count for bar in plot.bars) == len(scores)
    for bar in plot.bars:
        assert SHEET.left <= bar.x
        assert bar.x + bar.width <= SHEET.right
        assert SHEET.top <= bar.y <= bar.y + bar.height <= SHEET.bottom + 0.1


@given(st.lists(st.tuples(st.none() | st.floats(0, 1), st.none() | st.floats(-100, 100))))
def test_every_question_is_on_the_map_or_named(
    rows: list[tuple[float | None, float | None]],
) -> None:
    plot = item_map([Item(number, *row) for number, row in enumerate(rows)])
    placed = [number for spot in plot.spots for number in spot.numbers]
    assert sorted([*placed, *plot.omitted]) == list(range(len(rows)))
    assert all(SHEET.left <= spot.x <= SHEET.right for spot in plot.spots)
    assert all(SHEET.top <= spot.y <= SHEET.bottom for spot in plot.spots)
