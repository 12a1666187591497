"""Schemes for a multiple response: which options were worth choosing, and what that earns."""

from collections.abc import Callable, Mapping, Set
from decimal import Decimal

from assessments.grading.outcomes import ONE, ZERO

Fractions = Mapping[str, Decimal]
Scheme = Callable[[Fractions, Set[str]], Decimal]


def all_or_nothing(fractions: Fractions, chosen: Set[str]) -> Decimal:
    """Moodle's multichoiceset, Canvas "AllOrNothing", QTI match_correct."""
    return ONE if chosen == key(fractions) else ZERO


def sum_of_fractions(fractions: Fractions, chosen: Set[str]) -> Decimal:
    """Moodle's qtype_multichoice_multi_question: the sum, kept between 0 and 1."""
    return min(max(sum((fractions[option] for option in chosen), ZERO), ZERO), ONE)


def right_minus_wrong(fractions: Fractions, chosen: Set[str]) -> Decimal:
    """Canvas Classic multiple answers: (right - wrong) / correct, not below 0."""
    right = len(chosen & key(fractions))
    wrong = len(chosen) - right
    return Decimal(max(right - wrong, 0)) / len(key(fractions))


def ou(fractions: Fractions, chosen: Set[str]) -> Decimal:
    """The Open University's multiple response: max(min(right, correct - wrong), 0) / correct."""
    correct = len(key(fractions))
    right = len(chosen & key(fractions))
    wrong = len(chosen) - right
    return Decimal(max(min(right, correct - wrong), 0)) / correct


def key(fractions: Fractions) -> Set[str]:
    return {option for option, fraction in fractions.items() if fraction > 0}


SCHEMES: Mapping[str, Scheme] = {
    "ou": ou,
    "all_or_nothing": all_or_nothing,
    "sum_of_fractions": sum_of_fractions,
    "right_minus_wrong": right_minus_wrong,
}

# What somebody half knows earns half, choosing more than there are answers earns nothing extra,
# and one slip does not undo another right choice.
RECOMMENDED = "ou"
