"""What a behavior asks about a response: is it whole, is it the one that was given before."""

from collections.abc import Mapping

from assessments.grading.paper import PaperItem
from assessments.grading.responses import InvalidResponse

# Where a composite definition lists what is to be answered, one field each.
_FIELDS = ("prompts", "gaps", "items")


def is_complete(item: PaperItem, raw: object) -> bool:
    """Fit to be checked: readable, and nothing in it left empty (Moodle's is_complete_response)."""
    response = item.clean(raw)
    if response is None or isinstance(response, InvalidResponse):
        return False
    if not isinstance(raw, Mapping):
        return True
    asked = next((len(item.definition[name]) for name in _FIELDS if name in item.definition), 0)
    return sum(map(_is_filled, raw.values())) >= asked


def is_same(item: PaperItem, raw: object, earlier: object) -> bool:
    if raw == earlier:
        return True
    response = item.clean(raw)
    unread = response is None or isinstance(response, InvalidResponse)
    return not unread and bool(response == item.clean(earlier))


def _is_filled(values: object) -> bool:
    given = [values] if isinstance(values, str) else values
    return isinstance(given, list | tuple) and any(str(value).strip() for value in given)
