"""Accepted answers of a typed line, of short answer and the gaps of a text."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from assessments.blocks.fractions import fraction, worth, worth_field
from assessments.blocks.texts import Json, both, filled, line, spread, switch
from assessments.grading.responses import MAX_LENGTH


class PatternBlock(blocks.StructBlock):
    """An answer with a share of the mark and words of its own."""

    pattern = blocks.CharBlock(label=_("Answer"), max_length=MAX_LENGTH)
    percent = worth_field()
    feedback_zh = line(_("Feedback in Chinese"))
    feedback_en = line(_("Feedback in English"))


class PatternFields(blocks.StructBlock):
    """The answers, and how strictly they are compared."""

    accepted = blocks.ListBlock(
        blocks.CharBlock(max_length=MAX_LENGTH),
        label=_("Accepted answers"),
        help_text=_("In either language; * stands for any run of characters."),
    )
    others = blocks.ListBlock(
        PatternBlock(),
        label=_("Other answers, right in part or with feedback"),
        help_text=_("Tried in order after the accepted ones; a last * meets all that is left."),
        default=[],
    )
    case_sensitive = switch(_("Case counts"))
    exact_width = switch(
        _("Full-width and half-width letters differ"),
        help_text=_("Otherwise Ａ is A, and spaces in a row are one."),
    )


def patterns(value: Any) -> Json:
    accepted = [{"pattern": pattern, "fraction": "1"} for pattern in value["accepted"]]
    others = [
        {
            "pattern": row["pattern"],
            "fraction": fraction(row["percent"]),
            **filled(feedback=both(row, "feedback")),
        }
        for row in value.get("others") or ()
    ]
    width = {"fold_width": False} if value.get("exact_width") else {}
    answers = [*accepted, *others]
    return {"answers": answers, "case_sensitive": bool(value["case_sensitive"]), **width}


def patterns_body(definition: Mapping[str, Any]) -> Json:
    answers = definition["answers"]
    simple = list(takewhile(_is_simple, answers))
    return {
        "accepted": [row["pattern"] for row in simple],
        "others": [_fields(row) for row in answers[len(simple) :]],
        "case_sensitive": definition.get("case_sensitive", False),
        "exact_width": not definition.get("fold_width", True),
    }


def _is_simple(row: Mapping[str, Any]) -> bool:
    return Decimal(str(row["fraction"])) == 1 and not any((row.get("feedback") or {}).values())


def _fields(row: Mapping[str, Any]) -> Json:
    feedback = spread(row.get("feedback"), "feedback")
    return {"pattern": row["pattern"], "percent": worth(row), **feedback}
