"""Ids of uploaded files, as they come back in a response."""

from assessments.grading.responses import InvalidResponse, strings


def read_uploads(raw: object, most: int) -> tuple[str, ...] | InvalidResponse:
    """Each id once, in order; what the ids stand for is another's to know."""
    sent = strings(raw, longest=100)
    if isinstance(sent, InvalidResponse):
        return sent
    unique = tuple(dict.fromkeys(sent))
    return InvalidResponse("too_many", unique[:most]) if len(unique) > most else unique
