"""What another try begins with where a hint takes the wrong parts of a response away."""

from collections.abc import Callable, Mapping
from typing import Any

from assessments.grading.outcomes import RIGHT_ABOVE
from assessments.grading.paper import PaperItem


def without_wrong(item: PaperItem, raw: Any) -> Any:
    """The raw response with its right parts only; nothing where it has no parts."""
    clear = _CLEARED.get(item.definition["type"])
    return clear(item, raw) if clear else None


def _choices(item: PaperItem, raw: Any) -> list[str]:
    order = item.arrangement["order"]
    return [str(order.index(part.key)) for part in item.grade(raw).parts if part.fraction > 0]


def _matches(item: PaperItem, raw: Any) -> dict[str, list[str]]:
    prompts, choices = item.arrangement["prompts"], item.arrangement["choices"]
    return {
        str(prompts.index(part.key)): [str(choices.index(part.response_class))]
        for part in item.grade(raw).parts
        if part.fraction > 0
    }


def _gaps(item: PaperItem, raw: Any) -> dict[str, Any]:
    right = (part.key for part in item.grade(raw).parts if part.fraction > RIGHT_ABOVE)
    return {gap: raw[gap] for gap in right}


_CLEARED: Mapping[str, Callable[[PaperItem, Any], Any]] = {
    "multiple_response": _choices,
    "matching": _matches,
    "fill_in": _gaps,
}
