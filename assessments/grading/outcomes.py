"""What grading a response yields: a fraction, a state and the keys of what was chosen."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

# Moodle question/engine/states.php, question_state::graded_state_for_fraction.
WRONG_BELOW = Decimal("0.000001")
RIGHT_ABOVE = Decimal("0.999999")

# Moodle stores fractions and marks as NUMBER(12, 7).
PLACES = Decimal("0.0000001")

ZERO = Decimal(0)
ONE = Decimal(1)


class State(StrEnum):
    NOT_SCORED = "not_scored"
    GAVE_UP = "gave_up"
    INVALID = "invalid"
    NEEDS_GRADING = "needs_grading"
    WRONG = "wrong"
    PARTIAL = "partial"
    RIGHT = "right"

    @classmethod
    def of(cls, fraction: Decimal | None) -> "State":
        if fraction is None:
            return cls.NEEDS_GRADING
        if fraction < WRONG_BELOW:
            return cls.WRONG
        return cls.RIGHT if fraction > RIGHT_ABOVE else cls.PARTIAL


@dataclass(frozen=True)
class Part:
    """One answer within a response: where it stands, the class it falls in, what it is worth.

    A composite question has one for each field, with the class "" where that was left blank;
    `weight` is the field's share beside the others.
    """

    key: str
    response_class: str
    fraction: Decimal
    weight: Decimal = ONE


@dataclass(frozen=True)
class Outcome:
    """`fraction` is at most 1, and below 0 only where an author made a single choice cost marks.

    `chosen` holds the keys of the options or answers that the response met: feedback hangs on them.
    """

    fraction: Decimal
    state: State
    chosen: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @classmethod
    def graded(cls, fraction: Decimal, parts: tuple[Part, ...]) -> "Outcome":
        chosen = tuple(part.response_class for part in parts if part.response_class)
        return cls(fraction, State.of(fraction), chosen, parts)

    @classmethod
    def composed(cls, fraction: Decimal, parts: tuple[Part, ...]) -> "Outcome":
        """Of fields, where the class of an answer tells nothing without its field."""
        chosen = tuple(f"{part.key}:{part.response_class}" for part in parts if part.response_class)
        return cls(fraction, State.of(fraction), chosen, parts)

    def mark(self, max_mark: Decimal) -> Decimal:
        return (self.fraction * max_mark).quantize(PLACES)

    def to_json(self) -> dict[str, Any]:
        return {
            "fraction": str(self.fraction.quantize(PLACES)),
            "state": self.state.value,
            "chosen": list(self.chosen),
        }


GAVE_UP = Outcome(ZERO, State.GAVE_UP)
INVALID = Outcome(ZERO, State.INVALID)
NOT_SCORED = Outcome(ZERO, State.NOT_SCORED)
NEEDS_GRADING = Outcome(ZERO, State.NEEDS_GRADING)
