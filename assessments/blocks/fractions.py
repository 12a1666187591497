"""Shares of a mark: authors write percents, definitions keep fractions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def percent_field(label: Any, *, low: int = -100, **options: Any) -> blocks.DecimalBlock:
    return blocks.DecimalBlock(label=label, required=False, min_value=low, max_value=100, **options)


def worth_field() -> blocks.DecimalBlock:
    """What a typed answer is worth."""
    return percent_field(_("Percent of the mark"), help_text=_("Left empty: the whole mark."))


def fraction(percent: Any, default: str = "1") -> str:
    """The fraction that a percent is, in a definition."""
    return default if percent is None else f"{(Decimal(percent) / 100).normalize():f}"


def percent(fraction: Any) -> str | None:
    """The percent that a fraction of a definition is; None where none is given."""
    return None if fraction is None else f"{(Decimal(str(fraction)) * 100).normalize():f}"


def worth(row: Mapping[str, Any]) -> str | None:
    """The percent of an answer, left empty where it is worth the whole mark."""
    return None if Decimal(str(row["fraction"])) == 1 else percent(row["fraction"])
