"""Units that are typed with a number, and what a wrong one costs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.fractions import fraction, percent, percent_field
from assessments.blocks.texts import Json, present, spread

_DEFAULTS = {"rule": "none", "of": "response", "position": "after"}


class UnitBlock(blocks.StructBlock):
    """A unit, and how many of it make one of the base unit."""

    unit = blocks.CharBlock(label=_("Unit"), max_length=30)
    factor = blocks.CharBlock(
        label=_("Makes one base unit"),
        default="1",
        max_length=40,
        help_text=_("1 for the base unit itself; 100 for cm where the base unit is m."),
    )


class UnitFields(blocks.StructBlock):
    """A unit beside the field, or units that learners type themselves."""

    unit_zh = blocks.CharBlock(label=_("Unit in Chinese"), required=False, max_length=100)
    unit_en = blocks.CharBlock(
        label=_("Unit in English"),
        required=False,
        max_length=100,
        help_text=_("Shown beside the field."),
    )
    units = blocks.ListBlock(
        UnitBlock(),
        label=_("Units that may be typed"),
        default=[],
        help_text=_("Only where learners are to type the unit themselves."),
    )
    unit_rule = blocks.ChoiceBlock(
        label=_("A typed unit"),
        choices=[("none", _("may be left out")), ("required", _("is required"))],
        default=_DEFAULTS["rule"],
    )
    unit_penalty = percent_field(
        _("A wrong or missing unit costs (percent)"), low=0, help_text=_("Left empty: 10.")
    )
    unit_penalty_of = blocks.ChoiceBlock(
        label=_("Percent of"),
        choices=[("response", _("what the number earns")), ("max", _("the whole mark"))],
        default=_DEFAULTS["of"],
    )
    unit_position = blocks.ChoiceBlock(
        label=_("The unit is typed"),
        choices=[("after", _("after the number")), ("before", _("before the number"))],
        default=_DEFAULTS["position"],
    )


RARE = ("units", "unit_rule", "unit_penalty", "unit_penalty_of", "unit_position")


def units(value: Any) -> Json:
    rows = [{"unit": row["unit"], "factor": row["factor"]} for row in value.get("units") or ()]
    penalty = value.get("unit_penalty")
    chosen = {
        "rule": value.get("unit_rule"),
        "of": value.get("unit_penalty_of"),
        "position": value.get("unit_position"),
    }
    grading = present(
        **{name: chosen[name] for name in chosen if chosen[name] != _DEFAULTS[name]},
        penalty=None if penalty is None else fraction(penalty),
    )
    return present(units=rows, unit_grading=grading)


def units_body(definition: Mapping[str, Any]) -> Json:
    grading = {**_DEFAULTS, **(definition.get("unit_grading") or {})}
    return {
        **spread(definition.get("unit"), "unit"),
        "units": [
            {"unit": row["unit"], "factor": str(row.get("factor", "1"))}
            for row in definition.get("units") or ()
        ],
        "unit_rule": grading["rule"],
        "unit_penalty": percent(grading.get("penalty")),
        "unit_penalty_of": grading["of"],
        "unit_position": grading["position"],
    }
