"""What came from outside, before anybody believes it: values read, or the reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass

# The longest answer that a one-line field takes; nothing longer reaches a matcher.
MAX_LENGTH = 1000
# More fields than any composite question asks for.
MAX_FIELDS = 200


@dataclass(frozen=True)
class InvalidResponse:
    """`reason` is a stable code, `raw` what was sent, where it can be shown again.

    malformed: not the shape that a form of ours sends (a mapping for a list, or the reverse).
    unknown_field: a field that the question doesn't have. unknown_choice: a value not on offer.
    too_many: more values than may be given. too_long: a text beyond the limit.
    not_a_number: no number can be read. not_a_permutation: ranks missing, doubled or foreign.
    """

    reason: str
    raw: tuple[str, ...] = ()


def strings(raw: object, *, longest: int = MAX_LENGTH) -> tuple[str, ...] | InvalidResponse:
    """The values that were filled in, in order; a form sends a list, JSON perhaps one string."""
    values = [raw] if isinstance(raw, str) else ([] if _is_nothing(raw) else raw)
    if not isinstance(values, list | tuple):
        return InvalidResponse("malformed")
    if not all(isinstance(value, str) and _storable(value) for value in values):
        return InvalidResponse("malformed")
    if any(len(value) > longest for value in values):
        return InvalidResponse("too_long", tuple(value[:longest] for value in values))
    return tuple(value for value in values if value.strip())


def fields(raw: object) -> Mapping[str, tuple[str, ...]] | InvalidResponse:
    """The values of each field of a composite question that was filled in, by the field's name."""
    sent = {} if _is_nothing(raw) else raw
    if not isinstance(sent, Mapping) or len(sent) > MAX_FIELDS:
        return InvalidResponse("malformed")
    found: dict[str, tuple[str, ...]] = {}
    for name, values in sent.items():
        read = strings(values)
        if not _is_name(name):
            return InvalidResponse("malformed")
        if isinstance(read, InvalidResponse):
            return read
        if read:
            found[name] = read
    return found


def single_values(raw: object) -> Mapping[str, str] | InvalidResponse:
    """The same where no field takes more than one value."""
    sent = fields(raw)
    if isinstance(sent, InvalidResponse):
        return sent
    if any(len(values) > 1 for values in sent.values()):
        return InvalidResponse("too_many")
    return {name: values[0] for name, values in sent.items()}


def _is_nothing(raw: object) -> bool:
    """Nothing was sent, in whichever shape: only what was answered shows which one is meant."""
    return raw is None or raw in ("", [], (), {})


def _is_name(name: object) -> bool:
    return isinstance(name, str) and len(name) <= MAX_LENGTH and _storable(name)


def _storable(value: str) -> bool:
    """PostgreSQL keeps neither NUL nor half a surrogate pair in its JSON."""
    return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
