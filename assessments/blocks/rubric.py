"""Rubrics: criteria with levels."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from assessments.blocks.keys import key_field, key_of, names
from assessments.blocks.texts import Json, both, line, present, spread


class LevelBlock(blocks.StructBlock):
    """A level of a criterion, and what it is worth."""

    points = blocks.DecimalBlock(label=_("Points"), min_value=0)
    title_zh = line(_("Level in Chinese"))
    title_en = line(_("Level in English"))
    key = key_field()

    class Meta:
        form_layout = BlockGroup(["points", "title_zh", "title_en"], settings=["key"])
        label_format = "{points}: {title_zh} {title_en}"


class CriterionBlock(blocks.StructBlock):
    """What is judged, in levels."""

    title_zh = line(_("Criterion in Chinese"))
    title_en = line(_("Criterion in English"))
    levels = blocks.ListBlock(LevelBlock(), label=_("Levels"), min_num=2)
    key = key_field()

    class Meta:
        form_layout = BlockGroup(["title_zh", "title_en", "levels"], settings=["key"])


def rubric_field() -> blocks.ListBlock:
    return blocks.ListBlock(
        CriterionBlock(),
        label=_("Rubric"),
        default=[],
        help_text=_("Markers choose a level for each criterion; the points make the mark."),
    )


def rubric(rows: Any) -> Json:
    keys = names([row.get("key") for row in rows])
    return present(rubric=[_criterion(key, row) for key, row in zip(keys, rows, strict=True)])


def rubric_body(definition: Mapping[str, Any]) -> list[Json]:
    return [
        {
            **spread(row["title"], "title"),
            "levels": [_level_fields(level, at) for at, level in enumerate(row["levels"])],
            "key": key_of(row, place),
        }
        for place, row in enumerate(definition.get("rubric") or ())
    ]


def _criterion(key: str, row: Any) -> Json:
    keys = names([level.get("key") for level in row["levels"]])
    levels = [
        {"id": name, "title": both(level, "title"), "points": str(level["points"])}
        for name, level in zip(keys, row["levels"], strict=True)
    ]
    return {"id": key, "title": both(row, "title"), "levels": levels}


def _level_fields(level: Mapping[str, Any], place: int) -> Json:
    title = spread(level["title"], "title")
    return {**title, "points": str(level["points"]), "key": key_of(level, place)}
