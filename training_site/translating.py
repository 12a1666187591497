"""Publish a page's English version so that editors can go on translating it in the CMS."""

import copy
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

ENGLISH = "en"


class StructuresDiffer(Exception):
    """The English text has other parts than its source; the message names the place."""


@transaction.atomic
def translate(page: Page, english: Mapping[str, Any]) -> None:
    """Translate string by string into English and publish.

    `english` has the English values of fields; streams carry the same block ids as the source.
    Raises StructuresDiffer.
    """
    locale = Locale.objects.get(language_code=ENGLISH)
    model = _as_english(page, english)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    _translate_strings(source, locale, _strings(page), _strings(model))
    _override_references(source, locale, _references(model))
    translation.save_target(publish=True)


def _as_english(page: Page, english: Mapping[str, Any]) -> Page:
    """The page as it would be with the English values; never saved."""
    model = copy.copy(page)
    for name, value in english.items():
        setattr(model, name, json.dumps(value) if isinstance(value, list) else value)
    return model


def _strings(page: Page) -> list[StringSegmentValue]:
    return [part for part in extract_segments(page) if isinstance(part, StringSegmentValue)]


def _references(page: Page) -> dict[str, Any]:
    parts = extract_segments(page)
    return {part.path: part.data for part in parts if isinstance(part, OverridableSegmentValue)}


def _pairs(
    chinese: list[StringSegmentValue], english: list[StringSegmentValue]
) -> Iterator[tuple[StringSegmentValue, StringSegmentValue]]:
    by_path: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for part in english:
        by_path[part.path].append(part)
    for part in chinese:
        if not by_path[part.path]:
            raise StructuresDiffer(f"{part.path}: no English for “{part.string.data[:60]}”")
        yield part, by_path[part.path].pop(0)
    left = next((part for parts in by_path.values() for part in parts), None)
    if left is not None:
        raise StructuresDiffer(f"{left.path}: no Chinese for “{left.string.data[:60]}”")


def _translate_strings(
    source: TranslationSource,
    locale: Locale,
    chinese: list[StringSegmentValue],
    english: list[StringSegmentValue],
) -> None:
    segments = StringSegment.objects.filter(source=source).select_related("context")
    placed = {(row.context.path, row.order): row for row in segments}
    pairs = [(placed[zh.path, zh.order], en) for zh, en in _pairs(chinese, english)]
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=segment.string_id,
                locale=locale,
                context_id=segment.context_id,
                data=part.string.data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment, part in pairs
        ],
        ignore_conflicts=True,
    )


def _override_references(
    source: TranslationSource, locale: Locale, english: Mapping[str, Any]
) -> None:
    """Point where the English version points elsewhere: to the English page of a case."""
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        wanted = english.get(segment.context.path, segment.data)
        if wanted != segment.data:
            SegmentOverride.objects.update_or_create(
                locale=locale,
                context=segment.context,
                defaults={"data_json": json.dumps(wanted)},
            )
