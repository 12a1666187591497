"""What a behavior asks about a response: is it whole, is it the one that was given before."""

from collections.abc import Mapping

from assessments.grading.paper import PaperItem
from assessments.grading.responses import InvalidResponse

# Where a composite definition lists what is to be answered, one by one.
_ASKED = ("prompts", "gaps")


def is_complete(item: PaperItem, raw: object) -> bool:
    """Fit to be checked: readable, and nothing in it left empty (Moodle's is_complete_response)."""
    response = item.clean(raw)
    if not _is_read(response):
        return False
    if not isinstance(response, Mapping):
        return True
    asked = sum(len(item.definition.get(name, ())) for name in _ASKED)
    return sum(map(_is_read, response.values())) == asked


def is_same(item: PaperItem, raw: object, earlier: object) -> bool:
    if raw == earlier:
        return True
    response = item.clean(raw)
    return _is_read(response) and bool(response == item.clean(earlier))


def _is_read(response: object) -> bool:
    return response is not None and not isinstance(response, InvalidResponse)
