"""Numbers that are accepted, of numeric and the gaps of a text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks import units
from assessments.blocks.fractions import fraction, worth, worth_field
from assessments.blocks.texts import Json, both, filled, line, plain, present, spread, switch
from assessments.grading.items.numeric import ANY_NUMBER

TOLERANCES = [
    ("nominal", _("absolute")),
    ("relative", _("relative to the answer")),
    ("geometric", _("a factor of the answer")),
]


def tolerance_field() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=_("Tolerance is"), choices=TOLERANCES, default="nominal")


class NumberBlock(blocks.StructBlock):
    """A value or a range, with a share of the mark and words of its own."""

    value = blocks.CharBlock(
        label=_("Value"), required=False, max_length=100, help_text=_("* meets any number.")
    )
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), required=False, min_value=0)
    tolerance_type = tolerance_field()
    percent = worth_field()
    feedback_zh = line(_("Feedback in Chinese"))
    feedback_en = line(_("Feedback in English"))
    low = blocks.DecimalBlock(
        label=_("Or from"), required=False, help_text=_("A range stands instead of the value.")
    )
    open_low = switch(_("not that number itself"))
    high = blocks.DecimalBlock(label=_("to"), required=False)
    open_high = switch(_("not that number itself"))
    figures_min = blocks.IntegerBlock(
        label=_("Significant figures, at least"), required=False, min_value=1
    )
    figures_max = blocks.IntegerBlock(
        label=_("Significant figures, at most"), required=False, min_value=1
    )

    class Meta:
        form_layout = BlockGroup(
            ["value", "tolerance", "tolerance_type", "percent", "feedback_zh", "feedback_en"],
            settings=["low", "open_low", "high", "open_high", "figures_min", "figures_max"],
        )


class NumberFields(units.UnitFields):
    """The right number, others, and their unit."""

    value = blocks.DecimalBlock(
        label=_("Right answer"),
        required=False,
        help_text=_("Left empty where a range or several numbers are right: see below."),
    )
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), required=False, default=0, min_value=0)
    tolerance_type = tolerance_field()
    others = blocks.ListBlock(
        NumberBlock(),
        label=_("Ranges, and other numbers, right in part or with feedback"),
        help_text=_("Tried in order after the right answer; a last * meets all that is left."),
        default=[],
    )


COMMON = ("value", "tolerance", "tolerance_type", "unit_zh", "unit_en")
RARE = ("others", *units.RARE)


def numbers(value: Any) -> Json:
    others = [_number(row) for row in value.get("others") or ()]
    return {
        "answers": [*_first(value), *others],
        "unit": both(value, "unit", plain),
        **units.units(value),
    }


def numbers_body(definition: Mapping[str, Any]) -> Json:
    first, *rest = definition["answers"]
    simple = _is_simple(first)
    kept = rest if simple else [first, *rest]
    return {
        "value": str(first["value"]) if simple else None,
        "tolerance": str(first.get("tolerance", 0)) if simple else "0",
        "tolerance_type": first.get("tolerance_type", "nominal") if simple else "nominal",
        "others": [_fields(row) for row in kept],
        **units.units_body(definition),
    }


def _first(value: Any) -> list[Json]:
    if value["value"] is None:
        return []
    return [
        {
            "value": str(value["value"]),
            "tolerance": str(value["tolerance"] or 0),
            "tolerance_type": value["tolerance_type"],
            "fraction": "1",
        }
    ]


def _number(row: Any) -> Json:
    figures = present(min=row["figures_min"], max=row["figures_max"])
    return {
        **(_range(row) if row["low"] is not None or row["high"] is not None else _value(row)),
        "fraction": fraction(row["percent"]),
        **present(significant_figures=figures),
        **filled(feedback=both(row, "feedback")),
    }


def _value(row: Any) -> Json:
    return {
        "value": row["value"] or "",
        "tolerance": str(row["tolerance"] or 0),
        "tolerance_type": row["tolerance_type"],
    }


def _range(row: Any) -> Json:
    ends = {name: str(row[name]) for name in ("low", "high") if row[name] is not None}
    flags = {name: bool(row[name]) for name in ("open_low", "open_high")}
    return {"range": {**ends, **flags}}


def _is_simple(row: Mapping[str, Any]) -> bool:
    """Fit for the fields of the common case."""
    has_more = row.get("range") or row.get("significant_figures")
    says_more = any((row.get("feedback") or {}).values())
    is_whole = Decimal(str(row["fraction"])) == 1
    return is_whole and not has_more and not says_more and row.get("value") != ANY_NUMBER


def _fields(row: Mapping[str, Any]) -> Json:
    span, figures = row.get("range") or {}, row.get("significant_figures") or {}
    return {
        "value": str(row.get("value", "")),
        "tolerance": str(row.get("tolerance", 0)),
        "tolerance_type": row.get("tolerance_type", "nominal"),
        "percent": worth(row),
        **spread(row.get("feedback"), "feedback"),
        **{name: span.get(name) for name in ("low", "high")},
        **{name: span.get(name, False) for name in ("open_low", "open_high")},
        "figures_min": figures.get("min"),
        "figures_max": figures.get("max"),
    }
