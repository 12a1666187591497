"""When a period ends, and how one gets there, step by step with the articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.grading.calendars import Span, WorkCalendar, add, add_until_day_before
from assessments.grading.definition import Text
from assessments.grading.periods import Period

_ONE_DAY = timedelta(days=1)

_BY_DAYS = Text(
    zh="起点当日不计算在内，自下一日起逐日计算",
    en="day by day from the day after the starting point",
)
_SAME_DAY = Text(
    zh="起点当日不计算在内，以最后一月的相应日为届满日",
    en="to the day of the same number in its last month",
)
_NO_SUCH_DAY = Text(
    zh="最后一月无相应日，以该月最后一日为届满日",
    en="to the end of its last month, which has no day of that number",
)
_DAY_BEFORE = Text(
    zh="自起点当日起算，以最后一月相应日的前一日为届满日",
    en="counted from the starting day itself, to the day before that of the same number",
)

_UNITS_ZH = {"days": "日", "months": "个月", "years": "年"}
_WEEKDAYS = (
    ("星期一", "Monday"),
    ("星期二", "Tuesday"),
    ("星期三", "Wednesday"),
    ("星期四", "Thursday"),
    ("星期五", "Friday"),
    ("星期六", "Saturday"),
    ("星期日", "Sunday"),
)


@dataclass(frozen=True)
class Step:
    """What is done, by which article, and the day that it leads to."""

    day: date
    text: Text
    article: Text


def steps(
    event: date, delivery: str, period: Period, calendar: WorkCalendar | None
) -> tuple[Step, ...]:
    """From the event to the last day, which is the day of the last step.

    `delivery` is "none", or how a document was sent on the day of the event; without a calendar
    the last day stays where it falls.
    """
    found = [_start(event, delivery, period)]
    if delivery != "none":
        found.append(_receipt(event, delivery, period))
    found.append(_end(found[-1].day, period))
    if calendar and not period.is_validity:
        found.extend(_moved(found[-1].day, period, calendar))
    return tuple(found)


def last_day(event: date, delivery: str, period: Period, calendar: WorkCalendar | None) -> date:
    return steps(event, delivery, period, calendar)[-1].day


def written(day: date) -> Text:
    return Text(zh=f"{day.year}年{day.month}月{day.day}日", en=day.isoformat())


def _start(event: date, delivery: str, period: Period) -> Step:
    shown, starts = written(event), period.starts
    zh, en = ("起点", "Starting point") if delivery == "none" else ("发文日", "Date of dispatch")
    zh, en = f"{zh}：{shown.zh}", f"{en}: {shown.en}"
    if starts:
        zh, en = f"{zh}（期限自{starts.zh}起）", f"{en} (the period runs from {starts.en})"
    return Step(event, Text(zh, en), Text())


def _receipt(event: date, delivery: str, period: Period) -> Step:
    rule = period.regime.deliveries[delivery]
    received = add(event, rule.days)
    shown = written(received)
    text = Text(zh=f"{rule.text.zh}：{shown.zh}", en=f"{rule.text.en}: {shown.en}")
    return Step(received, text, rule.article)


def _end(start: date, period: Period) -> Step:
    count = add_until_day_before if period.is_validity else add
    reached = count(start, period.span)
    length, how, shown = _length(period.span), _how(start, reached, period), written(reached)
    text = Text(
        zh=f"期限{length.zh}，{how.zh}：{shown.zh}",
        en=f"A period of {length.en}, {how.en}: {shown.en}",
    )
    return Step(reached, text, _both(period.article, period.counting))


def _how(start: date, reached: date, period: Period) -> Text:
    if period.span.unit == "days":
        return _BY_DAYS
    if reached.day < start.day and (reached + _ONE_DAY).day == 1:
        return _NO_SUCH_DAY
    return _DAY_BEFORE if period.is_validity else _SAME_DAY


def _moved(day: date, period: Period, calendar: WorkCalendar) -> Iterator[Step]:
    working = calendar.next_working(day)
    if working == day:
        return
    weekday, shown = Text(*_WEEKDAYS[day.weekday()]), written(working)
    text = Text(
        zh=f"届满日（{weekday.zh}）是休假日，以休假日后的第一个工作日为届满日：{shown.zh}",
        en=f"That day, a {weekday.en}, is not worked; the first working day after it: {shown.en}",
    )
    yield Step(working, text, period.counting)


def _length(span: Span) -> Text:
    unit = span.unit if span.count != 1 else span.unit.removesuffix("s")
    return Text(zh=f"{span.count}{_UNITS_ZH[span.unit]}", en=f"{span.count} {unit}")


def _both(first: Text, second: Text) -> Text:
    if not first:
        return second
    return Text(zh=f"{first.zh}；{second.zh}", en=f"{first.en}; {second.en}")
