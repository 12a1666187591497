"""The last day of a legal period, and how one gets there."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import InvalidDefinition, InvalidResponse, State, parse
from assessments.grading.calendars import Span, WorkCalendar, add, add_until_day_before
from assessments.grading.deadlines import last_day, steps
from assessments.grading.periods import PERIODS, plain_period
from assessments.grading.registry import ITEM_TYPES
from assessments.grading.statutes import chinese
from tests.assessments.grading.definitions import date_limit
from tests.assessments.grading.sitting import ask

Json = dict[str, Any]
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def day(written: str) -> date:
    return date.fromisoformat(written)


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2024-01-31", 4, "months", "2024-05-31"),
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2023-01-31", 1, "months", "2023-02-28"),
        ("2023-10-31", 4, "months", "2024-02-29"),
        ("2024-02-29", 12, "months", "2025-02-28"),
        ("2024-02-29", 3, "years", "2027-02-28"),
        ("2024-02-29", 4, "years", "2028-02-29"),
        ("2023-12-15", 1, "months", "2024-01-15"),
        ("2024-11-30", 1, "months", "2024-12-30"),
        ("2024-02-20", 15, "days", "2024-03-06"),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number(
    start: str, count: int, unit: str, end: str
) -> None:
    assert add(day(start), Span(count, unit)) == day(end)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2015-06-28", Span(10, "years"), "2025-06-27"),
        ("2016-02-29", Span(10, "years"), "2026-02-28"),
        ("2016-03-01", Span(10, "years"), "2026-02-28"),
        ("2024-01-01", Span(10, "days"), "2024-01-10"),
    ],
)
def test_a_term_of_validity_ends_the_day_before(start: str, span: Span, end: str) -> None:
    assert add_until_day_before(day(start), span) == day(end)


@pytest.mark.parametrize(
    ("start", "worked"),
    [
        ("2024-09-30", "2024-09-30"),
        ("2024-10-01", "2024-10-08"),
        ("2024-09-28", "2024-09-30"),
        ("2024-10-12", "2024-10-12"),
        ("2024-10-13", "2024-10-14"),
    ],
)
def test_the_next_working_day_heeds_holidays_and_worked_weekends(start: str, worked: str) -> None:
    holidays = {day("2024-10-01") + timedelta(days=more) for more in range(7)}
    calendar = WorkCalendar(holidays, {day("2024-10-12")})
    assert calendar.next_working(day(start)) == day(worked)


@given(days, st.integers(1, 1200))
def test_months_end_on_the_same_day_or_on_the_last(start: date, count: int) -> None:
    end = add(start, Span(count, "months"))
    assert (end.year - start.year) * 12 + end.month - start.month == count
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(days, st.sampled_from(sorted(PERIODS)), st.sampled_from(["none", "post", "electronic"]))
def test_every_period_ends_on_a_working_day_after_its_start(
    event: date, rule: str, delivery: str
) -> None:
    period = PERIODS[rule]
    found = steps(event, delivery, period, WorkCalendar())
    walked = [step.day for step in found]
    assert walked == sorted(walked)
    assert period.is_validity or walked[-1].weekday() < 5
    assert all(step.text.zh and step.text.en for step in found)
    assert all(step.article.zh and step.article.en for step in found[1:])


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (6, "六"),
        (10, "十"),
        (15, "十五"),
        (29, "二十九"),
        (60, "六十"),
        (100, "一百"),
        (105, "一百零五"),
        (115, "一百一十五"),
        (120, "一百二十"),
    ],
)
def test_articles_are_counted_in_chinese(number: int, written: str) -> None:
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("rule", "event", "delivery", "end"),
    [
        ("patent_priority", "2023-03-15", "none", "2024-03-15"),
        ("design_priority", "2023-08-31", "none", "2024-02-29"),
        ("substantive_examination", "2021-06-01", "none", "2024-06-03"),
        ("first_office_action", "2024-01-10", "electronic", "2024-05-10"),
        ("first_office_action", "2024-01-10", "post", "2024-05-27"),
        ("further_office_action", "2024-01-10", "post", "2024-03-25"),
        ("reexamination", "2024-01-10", "electronic", "2024-04-10"),
        ("grant_formalities", "2024-01-10", "electronic", "2024-03-11"),
        ("pct_entry", "2022-01-10", "none", "2024-07-10"),
        ("annual_fee_surcharge", "2024-01-10", "none", "2024-07-10"),
        ("trademark_opposition", "2024-01-13", "none", "2024-04-15"),
        ("refusal_review", "2024-03-01", "none", "2024-03-18"),
        ("refusal_review", "2024-03-01", "electronic", "2024-04-01"),
        ("trademark_validity", "2015-06-28", "none", "2025-06-27"),
        ("trademark_validity", "2014-06-29", "none", "2024-06-28"),
        ("renewal_grace", "2024-06-28", "none", "2024-12-30"),
    ],
)
def test_the_last_day_of_a_legal_period(rule: str, event: str, delivery: str, end: str) -> None:
    assert last_day(day(event), delivery, PERIODS[rule], WorkCalendar()) == day(end)


def test_a_term_of_validity_is_never_moved() -> None:
    period = PERIODS["trademark_validity"]
    found = last_day(day("2015-03-02"), "none", period, WorkCalendar())
    assert (found, found.weekday()) == (day("2025-03-01"), 5)


def test_the_articles_are_named_with_the_date_of_their_statute() -> None:
    named = PERIODS["patent_priority"].article
    assert named.zh == "专利法（2020-10-17 修正）第二十九条"
    assert named.en == "Patent Law (as amended 2020-10-17), Article 29"
    assert PERIODS["reexamination_restoration"].article.en.endswith("Article 6(2)")
    assert PERIODS["reexamination_restoration"].article.zh.endswith("第六条第二款")


@pytest.mark.parametrize(
    ("typed", "fraction", "met"),
    [
        ("2024-05-06", "1", ("right",)),
        ("2024年5月6日", "1", ("right",)),
        ("２０２４/５/６", "1", ("right",)),
        ("2024-05-01", "0.5", ("without_rolling",)),
        ("2024-04-17", "0.25", ("without_delivery",)),
        ("2024-05-02", "0", ()),
    ],
)
def test_part_of_the_way_earns_part_of_the_mark(
    typed: str, fraction: str, met: tuple[str, ...]
) -> None:
    outcome = ask(date_limit()).grade([typed])
    assert (outcome.fraction, outcome.chosen) == (Decimal(fraction), met)


@pytest.mark.parametrize("typed", ["tomorrow", "2024-02-30", "24-05-06", "2024-13-01"])
def test_what_is_no_date_is_asked_for_again(typed: str) -> None:
    item = ask(date_limit())
    assert item.clean([typed]) == InvalidResponse("not_a_date", (typed,))
    assert item.grade([typed]).state is State.INVALID


def test_no_date_is_giving_up_and_two_are_too_many() -> None:
    item = ask(date_limit())
    assert item.grade([""]).state is State.GAVE_UP
    assert item.grade(["2024-05-06", "2024-05-07"]).state is State.INVALID


def test_an_author_may_leave_weekends_alone() -> None:
    item = ask(date_limit(rolls_to_working_day=False))
    assert item.grade(["2024-05-01"]).fraction == 1


def test_the_review_goes_step_by_step_in_the_language_of_its_reader() -> None:
    item = ask(date_limit())
    english = item.review(["2024-05-01"], "en")
    assert english["solutions"] == ["2024-05-06"]
    assert english["response"] == ["2024-05-01"]
    assert english["feedback"] == [
        "The last day is not worked: the period ends on the first working day after it."
    ]
    assert [step["day"] for step in english["steps"]] == [
        "2023-12-17",
        "2024-01-01",
        "2024-05-01",
        "2024-05-06",
    ]
    assert english["steps"][0]["text"].startswith("Date of dispatch: 2023-12-17 (the period runs")
    assert english["steps"][1]["article"].endswith("Article 4(4)")
    assert "a Wednesday" in english["steps"][3]["text"]
    chinese_steps = item.review(["2024-05-01"], "zh")["steps"]
    assert "推定为收到之日" in chinese_steps[1]["text"]
    assert chinese_steps[2]["text"].startswith("期限4个月")
    assert "第三十七条" in chinese_steps[2]["article"]
    assert "第五条" in chinese_steps[2]["article"]
    assert item.review(None, "zh")["solutions"] == ["2024年5月6日"]


def test_a_right_answer_needs_no_comment() -> None:
    kind = ITEM_TYPES["date_limit"]
    definition = kind.parse(date_limit())
    assert not kind.feedback(definition, "right")
    assert "送达" in kind.feedback(definition, "without_delivery").zh


@pytest.mark.parametrize(
    ("event", "period", "words"),
    [
        ("2024-01-31", {"count": 1, "unit": "months"}, "A period of 1 month, to the end of"),
        ("2024-01-15", {"count": 2, "unit": "years"}, "A period of 2 years, to the day of the"),
        ("2024-01-15", {"count": 30, "unit": "days"}, "A period of 30 days, day by day"),
        ("2015-06-28", {"rule": "trademark_validity"}, "10 years, counted from the starting day"),
        ("2016-02-29", {"rule": "trademark_validity"}, "10 years, to the end of its last month"),
    ],
)
def test_the_way_of_counting_is_told(event: str, period: Json, words: str) -> None:
    item = ask(date_limit(event=event, period=period, delivery="none"))
    first, second = item.review(None, "en")["steps"][:2]
    assert first["text"].startswith(f"Starting point: {event}")
    assert words in second["text"]


def test_how_a_document_came_matters_where_a_period_runs_from_its_receipt() -> None:
    own = ask(date_limit(period={"count": 4, "unit": "months"}))
    assert own.grade(["2024-05-06"]).fraction == 1
    assert {rule for rule, period in PERIODS.items() if period.runs_from_receipt} >= {
        "reexamination",
        "opposition_reply",
        "refusal_review",
    }


def test_a_plain_period_is_counted_like_those_of_patents() -> None:
    article = steps(day("2024-01-15"), "none", plain_period(Span(1, "months")), None)[1].article
    assert article.zh == "专利法实施细则（2023-12-11 修订）第五条"


@pytest.mark.parametrize(
    ("data", "field", "reason"),
    [
        (date_limit(event=None), "event", "must be a date"),
        (date_limit(event="20240131"), "event", "must be a date"),
        (date_limit(event="2024-02-30"), "event", "must be a date"),
        (date_limit(event="1815-01-01"), "event", "between 1900 and 2200"),
        (date_limit(delivery="pigeon"), "delivery", "must be one of"),
        (date_limit(period={"rule": "patent_priority"}), "delivery", "not run from a receipt"),
        (date_limit(period=None), "period", "must be an object"),
        (date_limit(period={"rule": "forever"}), "period.rule", "must be one of"),
        (date_limit(period={"rule": "reexamination", "count": 1}), "period.count", "unknown"),
        (date_limit(period={"count": 0, "unit": "days"}), "period.count", "at least 1"),
        (date_limit(period={"count": 101, "unit": "years"}), "period.count", "above 100"),
        (date_limit(period={"count": 1, "unit": "weeks"}), "period.unit", "must be one of"),
        (date_limit(calendar={"holiday": []}), "calendar.holiday", "unknown field"),
        (date_limit(calendar={"holidays": "none"}), "calendar.holidays", "must be a list"),
        (date_limit(calendar={"workdays": [5]}), "calendar.workdays[0]", "must be a date"),
        (date_limit(partial={"without_luck": "1"}), "partial.without_luck", "unknown field"),
        (date_limit(partial={"without_rolling": "2"}), "partial.without_rolling", "between 0"),
    ],
)
def test_a_refusal_names_the_field_and_the_fault(data: Json, field: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        parse(data)
    assert (refused.value.field, reason in refused.value.reason) == (field, True)
