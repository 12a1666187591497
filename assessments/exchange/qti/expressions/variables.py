"""Operators that read what was declared, given and set."""

from collections.abc import Mapping
from decimal import Decimal

from assessments.exchange.qti.context import Call
from assessments.exchange.qti.declarations import Declaration, MapEntry
from assessments.exchange.qti.declarations import Mapping as ValueMapping
from assessments.exchange.qti.expressions.logic import Operator
from assessments.exchange.qti.shapes import Point, inside
from assessments.exchange.qti.values import (
    Value,
    number,
    of_number,
    same,
)

ZERO = Decimal(0)
_UNMAPPED = ValueMapping(entries=(), areas=(), default=ZERO, lower=None, upper=None)


def variable(call: Call) -> Value | None:
    return call.context.variable(call.get("identifier"))


def correct(call: Call) -> Value | None:
    return _declared(call).correct


def default(call: Call) -> Value | None:
    return _declared(call).default


def base_value(call: Call) -> Value | None:
    written = "".join(call.element.itertext())
    base_type = call.get("baseType", "string")
    return Value(base_type, (written if base_type == "string" else written.strip(),))


def null(call: Call) -> Value | None:
    return None


def map_response(call: Call) -> Value | None:
    """The sum over the distinct values of the response; nothing where nothing is mapped."""
    declaration = _declared(call)
    mapping = declaration.mapping or _UNMAPPED
    response = call.context.responses.get(declaration.identifier)
    given = response.items if response else ()
    call.context.spend(len(given) * (len(given) + len(mapping.entries)))
    distinct: list[str] = []
    for item in given:
        if not any(same(item, other, declaration.base_type) for other in distinct):
            distinct.append(item)
    total = sum((_mapped_value(item, declaration, mapping) for item in distinct), ZERO)
    return of_number(mapping.bounded(total))


def map_response_point(call: Call) -> Value | None:
    """The sum over the areas that were hit, each once, and the default for each point beside."""
    declaration = _declared(call)
    mapping = declaration.mapping or _UNMAPPED
    response = call.context.responses.get(declaration.identifier)
    given = response.items if response else ()
    call.context.spend(len(given) * len(mapping.areas))
    hit: set[int] = set()
    total = ZERO
    for item in given:
        point = read_point(item)
        places = (
            place
            for place, area in enumerate(mapping.areas)
            if point and inside(area.shape, area.coords, point)
        )
        place = next(places, None)
        if place is None:
            total += mapping.default
        elif place not in hit:
            hit.add(place)
            total += mapping.areas[place].value
    return of_number(mapping.bounded(total))


def read_point(written: str) -> Point | None:
    found = [number(part) for part in written.split()]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _declared(call: Call) -> Declaration:
    return call.context.declaration(call.get("identifier"))


def _mapped_value(item: str, declaration: Declaration, mapping: ValueMapping) -> Decimal:
    for entry in mapping.entries:
        if _fits(entry, item, declaration.base_type):
            return entry.value
    return mapping.default


def _fits(entry: MapEntry, item: str, base_type: str) -> bool:
    if entry.case_sensitive:
        return same(entry.key, item, base_type)
    return same(entry.key.casefold(), item.casefold(), base_type)


OPERATORS: Mapping[str, Operator] = {
    "variable": variable,
    "correct": correct,
    "default": default,
    "baseValue": base_value,
    "null": null,
    "mapResponse": map_response,
    "mapResponsePoint": map_response_point,
}
