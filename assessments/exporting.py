"""Take question banks out, in the formats that other systems read."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from assessments import publishing
from assessments.exchange import languages
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.formats import FORMATS, Format
from assessments.grading.definition import InvalidDefinition
from assessments.grading.registry import parse
from assessments.models import Category, Question

OUTGOING: Mapping[str, Format] = {key: each for key, each in FORMATS.items() if each.writer}


def export(questions: QuerySet[Question], form: Format) -> tuple[bytes, int]:
    """The file, and how many questions were left out: drafts that are not complete."""
    rows = questions.select_related("category").prefetch_related("tagged_items__tag")
    paths = category_paths()
    drafts = [draft_of(question, paths) for question in rows]
    complete = [draft for draft in drafts if draft is not None]
    assert form.writer is not None
    return form.writer(complete), len(drafts) - len(complete)


def draft_of(
    question: Question, paths: Mapping[str, tuple[str, ...]] | None = None
) -> ItemDraft | None:
    """The question as it goes out; None where it is not complete."""
    try:
        definition = publishing.definition_of(question)
        parse(definition)
    except InvalidDefinition:
        return None
    branch = question.category.path if question.category else ""
    return ItemDraft(
        source_id=question.source_id or question.key,
        name=str(question.origin.get("name") or question.key),
        definition=definition,
        category=(paths or {}).get(branch, ()),
        tags=tuple(sorted(item.tag.name for item in question.tagged_items.all())),
        default_mark=question.default_mark,
        difficulty=question.difficulty,
    )


def category_paths() -> dict[str, tuple[str, ...]]:
    """By place in the tree, the names from the top, each in both languages; one query."""
    names: dict[str, tuple[str, ...]] = {}
    for category in Category.objects.all():
        above = names.get(category.path[: -Category.steplen], ())
        names[category.path] = (*above, _name(category))
    return names


def _name(category: Any) -> str:
    if category.name_zh == category.name_en:
        return str(category.name_zh)
    return languages.join_braces({"zh": category.name_zh, "en": category.name_en})
