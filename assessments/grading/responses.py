"""What came from outside, before anybody believes it: a list of strings, or the reason why not."""

from dataclasses import dataclass

# The longest answer that a one-line field takes; nothing longer reaches a matcher.
MAX_LENGTH = 1000


@dataclass(frozen=True)
class InvalidResponse:
    """`reason` is a stable code: malformed, unknown_choice, too_many, too_long, not_a_number."""

    reason: str
    raw: tuple[str, ...] = ()


def strings(raw: object) -> tuple[str, ...] | InvalidResponse:
    """The values that were filled in, in order; a form sends a list, JSON perhaps one string."""
    values = [raw] if isinstance(raw, str) else ([] if raw is None else raw)
    if not isinstance(values, list | tuple):
        return InvalidResponse("malformed")
    if not all(isinstance(value, str) and _storable(value) for value in values):
        return InvalidResponse("malformed")
    if any(len(value) > MAX_LENGTH for value in values):
        return InvalidResponse("too_long", tuple(value[:MAX_LENGTH] for value in values))
    return tuple(value for value in values if value.strip())


def _storable(value: str) -> bool:
    """PostgreSQL keeps neither NUL nor half a surrogate pair in its JSON."""
    return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
