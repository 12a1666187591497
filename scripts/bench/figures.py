"""Figures: percentiles, the printed table, and the same as JSON. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    ordered = sorted(values)
    place = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(place, 1) - 1]


def median(values: Sequence[float]) -> float:
    """The middle value, or the lower of the two."""
    return percentile(values, 0.5)


def rounded(value: float) -> float:
    """Three significant digits, and whole numbers from 100."""
    if abs(value) >= 100:
        return round(value)
    return float(f"{value:.3g}")


def table(figures: Sequence[Figure]) -> str:
    """`name value unit`, in columns."""
    width = max(len(figure.name) for figure in figures)
    lines = (f"{row.name:<{width}}  {rounded(row.value):>9,g}  {row.unit}" for row in figures)
    return "\n".join(lines)


def as_json(figures: Sequence[Figure]) -> str:
    """`{name: {value, unit}}`."""
    rows = {row.name: {"value": rounded(row.value), "unit": row.unit} for row in figures}
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
