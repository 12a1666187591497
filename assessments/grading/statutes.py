"""Rules by which offices count: who says so, and when a document counts as received."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.grading.calendars import Span
from assessments.grading.definition import Text

PATENT_LAW = ("专利法（2020-10-17 修正）", "Patent Law (as amended 2020-10-17)")
PATENT_RULES = (
    "专利法实施细则（2023-12-11 修订）",
    "Implementing Regulations of the Patent Law (as revised 2023-12-11)",
)
TRADEMARK_LAW = ("商标法（2019-04-23 修正）", "Trademark Law (as amended 2019-04-23)")
TRADEMARK_RULES = (
    "商标法实施条例（2014-04-29 修订）",
    "Regulations for the Implementation of the Trademark Law (as revised 2014-04-29)",
)

_DIGITS = "零一二三四五六七八九"


def article(statute: tuple[str, str], number: int, paragraph: int = 0) -> Text:
    zh, en = statute
    part = f"第{chinese(paragraph)}款" if paragraph else ""
    return Text(
        zh=f"{zh}第{chinese(number)}条{part}",
        en=f"{en}, Article {number}{f'({paragraph})' if paragraph else ''}",
    )


def chinese(number: int) -> str:
    """A number below 200, as articles are counted."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        middle = f"{_DIGITS[tens]}十" if tens else ("零" if ones else "")
        return f"一百{middle}{_DIGITS[ones] if ones else ''}"
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


@dataclass(frozen=True)
class Delivery:
    """How long after it was sent a document counts as received, unless another day is proven."""

    days: Span
    text: Text
    article: Text


@dataclass(frozen=True)
class Regime:
    """One office's rules of counting."""

    counting: Text
    deliveries: Mapping[str, Delivery]


PATENT = Regime(
    counting=article(PATENT_RULES, 5),
    deliveries={
        "post": Delivery(
            Span(15, "days"),
            Text(
                zh="邮寄的文件，自发出之日起满15日推定为收到之日",
                en="A document sent by post is presumed received 15 days after it was sent",
            ),
            article(PATENT_RULES, 4, 4),
        ),
        "electronic": Delivery(
            Span(0, "days"),
            Text(
                zh="电子送达的文件，以进入当事人认可的电子系统之日为送达日",
                en="An electronic document is served on the day it enters the party's system",
            ),
            article(PATENT_RULES, 4, 7),
        ),
    },
)

TRADEMARK = Regime(
    counting=article(TRADEMARK_RULES, 12, 1),
    deliveries={
        "post": Delivery(
            Span(15, "days"),
            Text(
                zh="邮寄而邮戳日不清晰或者没有邮戳的，自文件发出之日起满15日视为送达",
                en="Sent by post without a legible postmark, a document is deemed served"
                " 15 days after it was sent",
            ),
            article(TRADEMARK_RULES, 10, 2),
        ),
        "electronic": Delivery(
            Span(15, "days"),
            Text(
                zh="以数据电文方式送达的，自文件发出之日起满15日视为送达",
                en="An electronic document is deemed served 15 days after it was sent",
            ),
            article(TRADEMARK_RULES, 10, 2),
        ),
    },
)
