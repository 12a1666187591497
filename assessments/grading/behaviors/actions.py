"""What a learner or a marker can do to a question, as data."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Save:
    """`response` is raw, as a form or JSON delivered it; `certainty` is 1, 2 or 3."""

    response: object
    certainty: int | None = None


@dataclass(frozen=True)
class Submit(Save):
    """Ask to have this response checked now."""


@dataclass(frozen=True)
class TryAgain:
    """Leave the hint that followed a wrong try.

    `response` is what the page kept of the last one, where the hint takes the wrong parts away;
    None leaves that to the behavior.
    """

    response: object = None


@dataclass(frozen=True)
class Finish:
    """Hand the question in; `last` is what was on the page and not saved yet."""

    last: Save | None = None


@dataclass(frozen=True)
class Mark:
    """A person's mark as a fraction; None takes an earlier one back."""

    fraction: Decimal | None
    comment: str = ""


Action = Save | Submit | TryAgain | Finish | Mark
