"""The least that an answer can earn: below nothing only where a wrong choice costs marks."""

from decimal import Decimal

from assessments.grading.definition import Data
from assessments.grading.outcomes import ONE, ZERO


def least(definition: Data) -> Decimal:
    """Moodle's get_min_fraction of the question types."""
    if definition["type"] == "single_choice":
        fractions = [Decimal(str(option["fraction"])) for option in definition["options"]]
        return min(ZERO, *fractions)
    if definition["type"] == "fill_in":
        return _weighted(definition)
    return ZERO


def _weight(gap: Data) -> Decimal:
    return Decimal(str(gap.get("weight", ONE)))


def _weighted(definition: Data) -> Decimal:
    gaps = definition["gaps"]
    lost = sum((_weight(gap) * least(gap["item"]) for gap in gaps), ZERO)
    return lost / sum((_weight(gap) for gap in gaps), ZERO)
