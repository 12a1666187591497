"""The marks that statistics are computed from: one row an attempt, one column a slot."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

# Fewer attempts than this give figures that the next class may well overturn.
ENOUGH_ATTEMPTS = 30


class Caution(StrEnum):
    """Why a figure is missing, or not to be leaned upon."""

    FEW_ATTEMPTS = "few_attempts"
    TOO_FEW_ATTEMPTS = "too_few_attempts"
    NO_MARKS = "no_marks"
    CONSTANT_MARKS = "constant_marks"
    CONSTANT_REST = "constant_rest"
    CONSTANT_TOTALS = "constant_totals"
    NEGATIVE_COVARIANCE = "negative_covariance"
    DIFFERENT_WEIGHTS = "different_weights"
    TOO_FEW_SLOTS = "too_few_slots"


@dataclass(frozen=True, eq=False)
class Sittings:
    """Graded attempts at one test; `marks` are marks, not fractions, 0 where nothing was answered.

    `marks` has the shape (attempts, slots), `max_marks` (slots,). Where chance drew a question
    into a slot, `drawn` (slots,) says so and `questions` (attempts, slots) which one it was, by
    any number. `variants` (attempts, slots) tells the data sets of calculated questions apart.
    """

    marks: Floats
    max_marks: Floats
    drawn: Bools | None = None
    questions: Ints | None = None
    variants: Ints | None = None

    def __post_init__(self) -> None:
        attempts, slots = self.marks.shape
        for name in ("max_marks", "drawn"):
            self._require(name, (slots,))
        for name in ("questions", "variants"):
            self._require(name, (attempts, slots))
        if not np.isfinite(self.marks).all():
            raise ValueError("every mark must be a number: grade before counting")
        if self.drawn is not None and self.drawn.any() and self.questions is None:
            raise ValueError("which questions were drawn is missing")

    @cached_property
    def totals(self) -> Floats:
        totals: Floats = self.marks.sum(axis=1)
        return totals

    def is_drawn(self, slot: int) -> bool:
        return self.drawn is not None and bool(self.drawn[slot])

    def _require(self, name: str, shape: tuple[int, ...]) -> None:
        given = getattr(self, name)
        if given is not None and given.shape != shape:
            raise ValueError(f"{name} must have the shape {shape}, not {given.shape}")


def few(attempts: int) -> tuple[Caution, ...]:
    return (Caution.FEW_ATTEMPTS,) if attempts < ENOUGH_ATTEMPTS else ()
