"""Operators that make containers and take them apart."""

from collections.abc import Mapping

from assessments.exchange.qti.context import MAX_STEPS, Call
from assessments.exchange.qti.declarations import decimals
from assessments.exchange.qti.expressions.logic import Operator
from assessments.exchange.qti.expressions.variables import read_point
from assessments.exchange.qti.shapes import inside
from assessments.exchange.qti.values import (
    ProcessingUnsupported,
    Value,
    boolean,
    same,
)


def container(cardinality: str) -> Operator:
    """NULL among the operands is left out; nothing left is NULL."""

    def apply(call: Call) -> Value | None:
        return _joined(call, cardinality, 1)

    return apply


def repeat(call: Call) -> Value | None:
    return _joined(call, "ordered", call.whole_number("numberRepeats"))


def container_size(call: Call) -> Value | None:
    value = call.only(1)[0]
    return Value("integer", (str(len(value.items) if value else 0),))


def index(call: Call) -> Value | None:
    """Counted from 1; NULL beyond the end."""
    value, place = call.only(1)[0], call.whole_number("n")
    if value is None or not 1 <= place <= len(value.items):
        return None
    return Value(value.base_type, (value.items[place - 1],))


def delete(call: Call) -> Value | None:
    one, whole = call.only(2)
    if one is None or whole is None:
        return None
    left = tuple(item for item in whole.items if not same(one.items[0], item, whole.base_type))
    return Value(whole.base_type, left, whole.cardinality) if left else None


def is_inside(call: Call) -> Value | None:
    value = call.only(1)[0]
    if value is None:
        return None
    coords = decimals(call.get("coords"))
    points = (read_point(item) for item in value.items)
    return boolean(
        holds=any(point and inside(call.get("shape"), coords, point) for point in points)
    )


def _joined(call: Call, cardinality: str, times: int) -> Value | None:
    given = [arg for arg in call.args if arg is not None]
    items = tuple(item for arg in given for item in arg.items)
    if len(items) * times > MAX_STEPS:
        raise ProcessingUnsupported("a container grows too large")
    return Value(given[0].base_type, items * times, cardinality) if items and times else None


OPERATORS: Mapping[str, Operator] = {
    "multiple": container("multiple"),
    "ordered": container("ordered"),
    "repeat": repeat,
    "containerSize": container_size,
    "index": index,
    "delete": delete,
    "inside": is_inside,
}
