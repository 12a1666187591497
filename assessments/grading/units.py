"""Units of a typed number: how it is scaled to the base unit, and what a wrong unit costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.grading.definition import (
    Data,
    InvalidDefinition,
    between,
    choice,
    decimal,
    mapping,
    only,
    rows,
    string,
)
from assessments.grading.outcomes import ZERO
from assessments.grading.quantities import fold_quantity

_UNIT_FIELDS = frozenset({"unit", "factor"})
_GRADING_FIELDS = frozenset({"rule", "penalty", "of", "position"})
_LARGEST_EXPONENT = 100


@dataclass(frozen=True)
class Units:
    """`factors`: how many of a unit make one of the base unit, as 100 cm make 1 m.

    `penalty` is taken off for a wrong or missing unit, as a part of what the response would
    earn (`of` "response") or of the whole mark ("max"); under the rule "none" nothing is.
    """

    factors: Mapping[str, Decimal] = field(default_factory=dict)
    rule: str = "none"
    penalty: Decimal = ZERO
    of: str = "response"
    position: str = "after"

    @property
    def folded(self) -> Mapping[str, Decimal]:
        return {fold_quantity(unit): factor for unit, factor in self.factors.items()}

    @property
    def are_required(self) -> bool:
        return self.rule == "required"

    @property
    def stand_first(self) -> bool:
        return self.position == "before"

    def scaled(self, number: Decimal, unit: str) -> Decimal | None:
        """In the base unit, or None where the unit isn't known."""
        factor = self.folded.get(unit)
        return None if factor is None else number / factor

    def without_penalty(self, fraction: Decimal) -> Decimal:
        """qtype_numerical_question::apply_unit_penalty (question/type/numerical/question.php)."""
        if not self.are_required:
            return fraction
        loss = self.penalty * fraction if self.of == "response" else self.penalty
        return max(fraction - loss, ZERO)

    def written(self, number: Decimal) -> tuple[str, str]:
        """A number of the base unit as a learner would type it, and the unit, folded."""
        if not self.factors:
            return f"{number:f}", ""
        bases = (unit for unit, factor in self.factors.items() if factor == 1)
        unit = next(bases, next(iter(self.factors)))
        shown = number if self.factors[unit] == 1 else number * self.factors[unit]
        typed = f"{unit} {shown:f}" if self.stand_first else f"{shown:f} {unit}"
        return typed, fold_quantity(unit)


def read_units(data: Data) -> Units:
    factors = _factors(data)
    grading = mapping(data.get("unit_grading") or {}, "unit_grading")
    only(grading, _GRADING_FIELDS, "unit_grading")
    units = Units(
        factors=factors,
        rule=choice(grading, "rule", ("none", "required"), "unit_grading", default="none"),
        penalty=between(grading, "penalty", "unit_grading", low=0, default="0.1"),
        of=choice(grading, "of", ("response", "max"), "unit_grading", default="response"),
        position=choice(grading, "position", ("after", "before"), "unit_grading", default="after"),
    )
    if units.are_required and not factors:
        raise InvalidDefinition("units", "needs at least 1 where a unit is required")
    return units


def _factors(data: Data) -> Mapping[str, Decimal]:
    if data.get("units") is None:
        return {}
    factors: dict[str, Decimal] = {}
    known: set[str] = set()
    for name, row in rows(data, "units", at_least=0):
        unit, factor = _unit(name, row)
        if fold_quantity(unit) in known:
            raise InvalidDefinition(f"{name}.unit", "stands twice")
        known.add(fold_quantity(unit))
        factors[unit] = factor
    return factors


def _unit(name: str, row: Data) -> tuple[str, Decimal]:
    only(row, _UNIT_FIELDS, name)
    unit, factor = string(row, "unit", name), decimal(row, "factor", name, default="1")
    if not fold_quantity(unit):
        raise InvalidDefinition(f"{name}.unit", "is missing")
    if factor <= 0 or abs(factor.adjusted()) > _LARGEST_EXPONENT:
        raise InvalidDefinition(f"{name}.factor", "must be above 0, and neither huge nor tiny")
    return unit, factor
