"""Faults that the grading kernel finds, said to the author beside the field."""

import re
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_noop
from wagtail.blocks import StructBlockValidationError

from assessments.grading.definition import InvalidDefinition

# Reasons that authors meet most; the kernel knows no translations.
KNOWN = (
    gettext_noop("is missing"),
    gettext_noop("must be a number"),
    gettext_noop("stands twice"),
    gettext_noop("one must be worth the whole mark"),
    gettext_noop("one at least must be correct"),
    gettext_noop("the positive fractions must sum to 1"),
    gettext_noop("needs at least 1"),
    gettext_noop("needs at least 2"),
    gettext_noop("an earlier pattern takes the right answer away"),
    gettext_noop("an earlier value takes the right answer away"),
    gettext_noop("any number can't be worth the whole mark"),
    gettext_noop("must mark each gap once, and no other"),
    gettext_noop("must mark the same spans as the other"),
    gettext_noop("must mark at least 2 spans"),
    gettext_noop("is no span of the passage"),
    gettext_noop("must be a list of spans that are right"),
    gettext_noop("must leave room for all that is right"),
    gettext_noop("must be a date like 2024-01-31"),
    gettext_noop("must begin with a letter, no spaces"),
    gettext_noop("can't be hit by any point"),
    gettext_noop("so few points can't earn the whole mark"),
    gettext_noop("x1 must be left of x2, y1 above y2"),
    gettext_noop("a rectangle has 4 numbers: x1, y1, x2, y2"),
    gettext_noop("must not be below min_words"),
    gettext_noop("one must be worth points"),
    gettext_noop("can't be asked here"),
)

# Where authors write what a definition keeps under another name.
_WRITTEN_IN = {
    "answers": ("answers", "accepted", "value"),
    "prompts": ("pairs",),
    "choices": ("pairs",),
    "datasets": ("table",),
    "variables": ("table",),
    "period": ("rule",),
    "calendar": ("holidays",),
    "max_bytes": ("max_megabytes",),
    "unit_grading": ("unit_rule",),
}


def explain(fault: InvalidDefinition, fields: Collection[str]) -> StructBlockValidationError:
    """The fault beside the field that it lies in, or above them all."""
    error = ValidationError(said(fault), code="invalid")
    found = next((name for name in _candidates(fault.field) if name in fields), None)
    if found:
        return StructBlockValidationError(block_errors={found: error})
    return StructBlockValidationError(non_block_errors=[error])


def said(fault: InvalidDefinition) -> str:
    return f"{fault.field}: {gettext(fault.reason)}"


def _candidates(field: str) -> list[str]:
    """`stem.zh` is the field stem_zh, `options[1].text` lies in options."""
    root = re.split(r"[.\[]", field, maxsplit=1)[0]
    return [field.replace(".", "_"), *_WRITTEN_IN.get(root, (root, f"{root}_zh"))]
