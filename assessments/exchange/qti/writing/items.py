"""A question as an assessment item of QTI 3."""

from collections.abc import Callable, Mapping
from typing import Any

from assessments.exchange.decimals import plain
from assessments.exchange.drafts import ItemDraft
from assessments.exchange.qti.writing import choosing, gapped, typed
from assessments.exchange.qti.writing.elements import (
    RESPONSE,
    SCORE,
    Written,
    attribute,
    block,
    declared,
    el,
    outcome,
)
from assessments.grading.definition import Language
from assessments.grading.registry import item_type

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"

_LANGUAGES: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}


def write(draft: ItemDraft, identifier: str) -> str:
    """Raises InvalidDefinition where the draft is no question of ours."""
    kind = item_type(draft.definition)
    definition = kind.parse(draft.definition)
    language: Language = "zh" if definition.stem.zh else "en"
    written = _WRITERS[kind.key](definition, language)
    parts = [
        written.declarations,
        outcome(SCORE) if written.declarations else "",
        f"<qti-item-body>{written.body or '<div/>'}</qti-item-body>",
        el("response-processing", written.rules) if written.rules else "",
    ]
    frame = (
        f'<qti-assessment-item xmlns="{NAMESPACE}" identifier="{attribute(identifier)}"'
        f' title="{attribute(draft.name or identifier)}" adaptive="false" time-dependent="false"'
        f' xml:lang="{_LANGUAGES[language]}">'
    )
    return f"{frame}{''.join(parts)}</qti-assessment-item>"


def _essay(definition: Any, language: Language) -> Written:
    asked = el(
        "extended-text-interaction", response_identifier=RESPONSE, expected_lines=definition.rows
    )
    return Written(block(definition.stem.in_language(language)) + asked, declared("string"))


def _upload(definition: Any, language: Language) -> Written:
    asked = el("upload-interaction", response_identifier=RESPONSE)
    return Written(block(definition.stem.in_language(language)) + asked, declared("file"))


def _hotspot(definition: Any, language: Language) -> Written:
    right = item_type({"type": "hotspot"}).correct(definition)
    points = [f"{plain(x)} {plain(y)}" for x, y in right]
    return choosing.hotspot(definition, language, points)


def _text(definition: Any, language: Language) -> Written:
    return Written(block(definition.stem.in_language(language)))


_WRITERS: Mapping[str, Callable[[Any, Language], Written]] = {
    "single_choice": choosing.single_choice,
    "multiple_response": choosing.multiple_response,
    "true_false": choosing.true_false,
    "matching": choosing.matching,
    "ordering": choosing.ordering,
    "select_in_text": choosing.select_in_text,
    "hotspot": _hotspot,
    "short_answer": typed.short_answer,
    "numeric": typed.numeric,
    "calculated": typed.calculated,
    "date_limit": typed.date_limit,
    "fill_in": gapped.fill_in,
    "essay": _essay,
    "file_upload": _upload,
    "description": _text,
    "unsupported": _text,
}
