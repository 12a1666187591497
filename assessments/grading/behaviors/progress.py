"""How far a learner has come with one question: all that a behavior remembers, fit for JSON."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.grading.definition import Data
from assessments.grading.outcomes import PLACES, ZERO, Outcome, State


@dataclass(frozen=True)
class Progress:
    """`response` and `tries` are raw; of a try, the oldest comes first.

    `state` is None while there is something to do, INVALID after a submit of half an answer.
    `fraction` is what is earned so far, penalties taken off. `shown` is what the last try gave,
    without its parts, where the behavior tells during the attempt; what is shown afterwards is
    not decided here. `hint` is the place of the hint that is due.
    """

    response: Any = None
    certainty: int | None = None
    tries: tuple[Any, ...] = ()
    tries_left: int | None = None
    hint: int | None = None
    is_waiting: bool = False
    is_finished: bool = False
    has_unchecked: bool = False
    state: State | None = None
    fraction: Decimal | None = None
    shown: Outcome | None = None
    comment: str = ""

    @property
    def is_locked(self) -> bool:
        """Waiting for "try again", or finished: a response is not taken."""
        return self.is_waiting or self.is_finished

    @property
    def earned(self) -> Decimal:
        return ZERO if self.fraction is None else self.fraction

    def mark(self, max_mark: Decimal) -> Decimal | None:
        return None if self.fraction is None else (self.fraction * max_mark).quantize(PLACES)

    def to_json(self) -> dict[str, Any]:
        return {
            "response": self.response,
            "certainty": self.certainty,
            "tries": list(self.tries),
            "tries_left": self.tries_left,
            "hint": self.hint,
            "is_waiting": self.is_waiting,
            "is_finished": self.is_finished,
            "has_unchecked": self.has_unchecked,
            "state": self.state and self.state.value,
            "fraction": None if self.fraction is None else str(self.fraction),
            "shown": self.shown and _outcome_to_json(self.shown),
            "comment": self.comment,
        }

    @classmethod
    def from_json(cls, data: Data) -> "Progress":
        fraction, state, shown = data["fraction"], data["state"], data["shown"]
        read = {
            "tries": tuple(data["tries"]),
            "state": state and State(state),
            "fraction": None if fraction is None else Decimal(fraction),
            "shown": shown and _outcome_from_json(shown),
        }
        return cls(**{**data, **read})


def told(outcome: Outcome) -> Outcome:
    """What a learner may hear of an outcome: not its parts, which name the keys."""
    return Outcome(outcome.fraction, outcome.state, outcome.chosen)


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "fraction": str(outcome.fraction),
        "state": outcome.state.value,
        "chosen": list(outcome.chosen),
    }


def _outcome_from_json(data: Data) -> Outcome:
    return Outcome(Decimal(data["fraction"]), State(data["state"]), tuple(data["chosen"]))
