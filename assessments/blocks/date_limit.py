"""Date limit."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.fractions import fraction, percent, percent_field
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.texts import Json, switch
from assessments.grading.definition import Language
from assessments.grading.periods import PERIODS

DELIVERIES = [
    ("none", _("no document is sent")),
    ("post", _("sent by post on that day")),
    ("electronic", _("sent electronically on that day")),
]
UNITS = [("days", _("days")), ("months", _("months")), ("years", _("years"))]
_BETWEEN = re.compile(r"[\s,，、;；]+")


def periods() -> list[tuple[str, str]]:
    """The legal periods in the author's language."""
    language: Language = "en" if (get_language() or "").startswith("en") else "zh"
    return [(key, period.name.in_language(language)) for key, period in PERIODS.items()]


class DateLimitBlock(ItemBlock):
    """The last day of a period."""

    event = blocks.DateBlock(label=_("Date given"))
    delivery = blocks.ChoiceBlock(label=_("Delivery"), choices=DELIVERIES, default="none")
    rule = blocks.ChoiceBlock(
        label=_("Legal period"),
        choices=periods,
        required=False,
        help_text=_("Its length and its articles are known. Left empty: the length below."),
    )
    count = blocks.IntegerBlock(label=_("Length"), required=False, min_value=1)
    unit = blocks.ChoiceBlock(label=_("of"), choices=UNITS, default="months")
    holidays = blocks.TextBlock(
        label=_("Days off on weekdays"),
        rows=1,
        required=False,
        help_text=_("Public holidays around the last day: 2024-05-01, 2024-05-02"),
    )
    workdays = blocks.TextBlock(label=_("Weekend days that are worked"), rows=1, required=False)
    rolls_to_working_day = switch(
        _("A last day that is not worked moves to the next that is"), default=True
    )
    without_rolling = percent_field(
        _("Percent for the day without that move"), low=0, help_text=_("Left empty: nothing.")
    )
    without_delivery = percent_field(_("Percent for the day without the delivery"), low=0)

    class Meta:
        label = _("Date limit")
        icon = "date"
        form_layout = layout(
            "event",
            "delivery",
            "rule",
            "holidays",
            "workdays",
            rare=("count", "unit", "rolls_to_working_day", "without_rolling", "without_delivery"),
        )

    def own(self, value: Any) -> Json:
        event, rule = value["event"], value["rule"]
        length = {"count": value["count"] or 0, "unit": value["unit"]}
        return {
            "event": event.isoformat() if isinstance(event, date) else str(event or ""),
            "delivery": value["delivery"],
            "period": {"rule": rule} if rule else length,
            "rolls_to_working_day": bool(value["rolls_to_working_day"]),
            "calendar": {name: _days(value[name]) for name in ("holidays", "workdays")},
            "partial": {
                name: fraction(value[name], "0") for name in ("without_rolling", "without_delivery")
            },
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        period, partial = definition["period"], definition.get("partial") or {}
        calendar = definition.get("calendar") or {}
        return {
            "event": definition["event"],
            "delivery": definition.get("delivery", "none"),
            "rule": period.get("rule", ""),
            "count": period.get("count"),
            "unit": period.get("unit", "months"),
            "holidays": ", ".join(calendar.get("holidays") or ()),
            "workdays": ", ".join(calendar.get("workdays") or ()),
            "rolls_to_working_day": definition.get("rolls_to_working_day", True),
            "without_rolling": percent(partial.get("without_rolling")),
            "without_delivery": percent(partial.get("without_delivery")),
        }


def _days(text: str | None) -> list[str]:
    return [day for day in _BETWEEN.split(text or "") if day]
