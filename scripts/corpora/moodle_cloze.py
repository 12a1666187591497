"""Moodle's cloze notation, `{1:SHORTANSWER:=right#comment~wrong}`, made stem and gaps of ours."""

from typing import Any

from assessments.exchange import cloze
from assessments.exchange.notes import Notes


def parts(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The stem with markers, and the gaps; Moodle's marks know no full-width forms."""
    stem, found = cloze.parse(source)
    notes = Notes("cloze")
    gaps = []
    for place, gap in enumerate(found, 1):
        item = cloze.definition(gap, notes)
        if item["type"] == "short_answer":
            item = {**item, "fold_width": False}
        gaps.append({"id": str(place), "weight": gap.weight, "item": item})
    return stem, gaps
