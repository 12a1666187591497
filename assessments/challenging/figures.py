"""What the answers so far say about a question that was challenged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from assessments.grading.definition import Data, Language
from assessments.grading.outcomes import Part
from assessments.models import ItemResult, QuestionVersion
from assessments.statistics import Answered, OptionFigures, analyze_options, expected_classes
from assessments.statistics.items import item_figures
from assessments.statistics.sittings import ENOUGH_ATTEMPTS

# The newest answers tell enough, and a page must not read the history of years.
MOST = 5000


@dataclass(frozen=True)
class Share:
    """How many gave an answer; `label` is it in words, "" where it met no key."""

    label: str
    count: int
    share: float | None
    is_key: bool
    is_suspect: bool


@dataclass(frozen=True)
class Figures:
    """Facility as a share, discrimination in per cent; None where there is not enough."""

    n: int
    needed: int
    facility: float | None
    discrimination: float | None
    shares: tuple[Share, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the figures can be leaned upon."""
        return self.n >= self.needed


def figures(quiz_id: int, version: QuestionVersion, language: Language) -> Figures:
    """Of all graded attempts at the quiz that were asked the question; one query."""
    rows = _rows(quiz_id, version.question_id)
    shares = _shares(rows, version, language)
    facility, discrimination = _indexes(rows)
    return Figures(len(rows), ENOUGH_ATTEMPTS, facility, discrimination, shares)


def _rows(quiz_id: int, question_id: int) -> Sequence[tuple[Any, ...]]:
    graded = ItemResult.objects.filter(
        attempt__quiz_id=quiz_id,
        attempt__state="graded",
        version__question_id=question_id,
        needs_marking=False,
        max_mark__gt=0,
    )
    fields = ("fraction", "attempt__raw_score", "mark", "parts")
    return list(graded.order_by("-pk").values_list(*fields)[:MOST])


def _indexes(rows: Sequence[tuple[Any, ...]]) -> tuple[float | None, float | None]:
    """Marks as fractions, so that different marks for one question compare."""
    if len(rows) < ENOUGH_ATTEMPTS:
        return None, None
    marks = np.array([[float(row[0] or 0)] for row in rows])
    rest = np.array([[float((row[1] or Decimal(0)) - (row[2] or Decimal(0)))] for row in rows])
    found = item_figures(marks, rest, np.array([1.0]))[0]
    return found.facility, found.discrimination_index


def _shares(
    rows: Sequence[tuple[Any, ...]], version: QuestionVersion, language: Language
) -> tuple[Share, ...]:
    answered = [_answered(row) for row in rows]
    analysis = analyze_options(answered, expected_classes(version.definition))
    names = labels(version.definition, language)
    return tuple(_share(option, names, option in analysis.suspects) for option in analysis.options)


def _answered(row: tuple[Any, ...]) -> Answered:
    parts = tuple(Part(key, name, Decimal(fraction)) for key, name, fraction in row[3])
    return Answered(parts, float(row[2] or 0), float(row[1] or 0))


def _share(option: OptionFigures, names: Mapping[str, str], suspect: bool) -> Share:
    known = names.get(option.response_class, option.response_class)
    part = names.get(option.part, option.part)
    is_single = option.part in ("choice", "answer", option.response_class)
    label = known if is_single or not option.response_class else f"{part}: {known}"
    return Share(label, option.count, option.share, option.fraction > 0, suspect)


def labels(definition: Data, language: Language) -> dict[str, str]:
    """What the classes and parts of answers say, where an author wrote it."""
    named = {
        row["id"]: _words(row.get("text", {}), language)
        for name in ("options", "prompts", "choices", "items")
        for row in definition.get(name, ())
    }
    typed = {
        str(place): str(row.get("pattern") or row.get("value") or row.get("formula") or place)
        for place, row in enumerate(definition.get("answers", ()))
    }
    return {**typed, **named}


def _words(text: Mapping[str, str], language: Language) -> str:
    other: Language = "en" if language == "zh" else "zh"
    return text.get(language) or text.get(other) or ""
