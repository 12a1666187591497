"""Calculated."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks import units
from assessments.blocks.datasets import read_table, write_table
from assessments.blocks.fractions import fraction, worth, worth_field
from assessments.blocks.item import ItemBlock, layout
from assessments.blocks.numbers import tolerance_field
from assessments.blocks.texts import Json, both, filled, line, plain, spread

FORMATS = [("decimals", _("decimals")), ("significant", _("significant figures"))]


class FormulaBlock(blocks.StructBlock):
    """A formula of the variables, and how near an answer must come."""

    formula = blocks.CharBlock(
        label=_("Formula"),
        max_length=1000,
        help_text=_("Variables in braces; ^ is power: {a}*(1+{r})^2"),
    )
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), required=False, default=0, min_value=0)
    tolerance_type = tolerance_field()
    digits = blocks.IntegerBlock(
        label=_("The solution is shown with"), default=2, min_value=0, max_value=15
    )
    format = blocks.ChoiceBlock(label=_("of which kind"), choices=FORMATS, default="decimals")
    percent = worth_field()
    feedback_zh = line(_("Feedback in Chinese"))
    feedback_en = line(_("Feedback in English"))

    class Meta:
        form_layout = BlockGroup(
            ["formula", "tolerance", "tolerance_type"],
            settings=["digits", "format", "percent", "feedback_zh", "feedback_en"],
        )


class CalculatedBlock(units.UnitFields, ItemBlock):
    """A number computed from values that differ from learner to learner."""

    table = blocks.TextBlock(
        label=_("Variables and values"),
        rows=5,
        help_text=_(
            "First line: the names, such as a, b. Each further line: one set of values, such as"
            " 900, 3; it can be pasted from a spreadsheet. In the question write {a} for the"
            " value and {=2*{a}} for a computed one."
        ),
    )
    answers = blocks.ListBlock(FormulaBlock(), label=_("Answers"), min_num=1)

    class Meta:
        label = _("Calculated")
        icon = "cog"
        form_layout = layout("table", "answers", "unit_zh", "unit_en", rare=units.RARE)

    def own(self, value: Any) -> Json:
        return {
            **read_table(value["table"] or ""),
            "answers": [_answer(row) for row in value["answers"]],
            "unit": both(value, "unit", plain),
            **units.units(value),
        }

    def own_body(self, definition: Mapping[str, Any]) -> Json:
        return {
            "table": write_table(definition["variables"], definition["datasets"]),
            "answers": [_fields(row) for row in definition["answers"]],
            **units.units_body(definition),
        }


def _answer(row: Any) -> Json:
    return {
        "formula": row["formula"],
        "tolerance": str(row["tolerance"] or 0),
        "tolerance_type": row["tolerance_type"],
        "format": {"kind": row["format"], "digits": 2 if row["digits"] is None else row["digits"]},
        "fraction": fraction(row["percent"]),
        **filled(feedback=both(row, "feedback")),
    }


def _fields(row: Mapping[str, Any]) -> Json:
    layout = row.get("format") or {}
    return {
        "formula": row["formula"],
        "tolerance": str(row.get("tolerance", 0)),
        "tolerance_type": row.get("tolerance_type", "nominal"),
        "digits": layout.get("digits", 2),
        "format": layout.get("kind", "decimals"),
        "percent": worth(row),
        **spread(row.get("feedback"), "feedback"),
    }
