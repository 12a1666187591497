"""Operators on numbers: NULL or what is no number makes the result NULL."""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from assessments.exchange.qti.context import Call
from assessments.exchange.qti.expressions.logic import Operator
from assessments.exchange.qti.expressions.rounding import rounded
from assessments.exchange.qti.values import (
    ProcessingUnsupported,
    Value,
    number,
    numbers,
    of_number,
)

Numbers = Sequence[Decimal]

_HALF = Decimal("0.5")


def folding(fold: Callable[[Numbers], Decimal]) -> Operator:
    """Of any number of operands, containers among them; a float where one of them is."""

    def apply(call: Call) -> Value | None:
        found = numbers(call.args)
        if not found:
            return None
        types = {arg.base_type for arg in call.args if arg is not None}
        return of_number(fold(found), "integer" if types == {"integer"} else "float")

    return apply


def pairing(combine: Callable[[Decimal, Decimal], Decimal | None], base_type: str) -> Operator:
    def apply(call: Call) -> Value | None:
        found = numbers(call.only(2))
        result = None if found is None else combine(*found)
        return None if result is None else of_number(result, base_type)

    return apply


def single(change: Callable[[Decimal], Decimal], base_type: str) -> Operator:
    def apply(call: Call) -> Value | None:
        found = numbers(call.only(1))
        return None if found is None else of_number(change(found[0]), base_type)

    return apply


def round_to(call: Call) -> Value | None:
    found = numbers(call.only(1))
    return None if found is None else of_number(rounded(call, found[0]))


def math_operator(call: Call) -> Value | None:
    change = _FUNCTIONS.get(call.get("name"))
    found = numbers(call.args)
    if change is None:
        raise ProcessingUnsupported(f"<mathOperator> {call.get('name')} is not supported")
    return None if found is None else _of_float(change, found)


def math_constant(call: Call) -> Value | None:
    constants = {"pi": math.pi, "e": math.e}
    if call.get("name") not in constants:
        raise ProcessingUnsupported(f"<mathConstant> {call.get('name')} is not supported")
    return of_number(Decimal(repr(constants[call.get("name")])))


def stats_operator(call: Call) -> Value | None:
    found = numbers(call.only(1))
    change = _STATISTICS.get(call.get("name"))
    if change is None:
        raise ProcessingUnsupported(f"<statsOperator> {call.get('name')} is not supported")
    return _of_float(change, found) if found else None


def _of_float(change: Callable[..., float], found: Numbers) -> Value | None:
    """NULL outside the function's domain."""
    try:
        result = change(*(float(each) for each in found))
    except (ValueError, TypeError, ArithmeticError):
        return None
    return of_number(Decimal(repr(result))) if math.isfinite(result) else None


def _variance(values: Sequence[float], freedom: int) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - freedom)


def _median(*values: float) -> float:
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _difference(found: Numbers) -> Decimal:
    return found[0] - sum(found[1:], Decimal(0))


def _divide(one: Decimal, other: Decimal) -> Decimal | None:
    return one / other if other else None


def _divide_whole(one: Decimal, other: Decimal) -> Decimal | None:
    return (one / other).to_integral_value(ROUND_FLOOR) if other else None


def _modulus(one: Decimal, other: Decimal) -> Decimal | None:
    return one - other * (one / other).to_integral_value(ROUND_FLOOR) if other else None


def _power(one: Decimal, other: Decimal) -> Decimal | None:
    try:
        return number(repr(math.pow(one, other)))
    except (ValueError, OverflowError):
        return None


def _whole(found: Numbers) -> list[int]:
    return [int(each) for each in found]


_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "atan2": math.atan2,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "log": math.log10,
    "ln": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "abs": abs,
    "floor": math.floor,
    "ceil": math.ceil,
    "toRadians": math.radians,
    "toDegrees": math.degrees,
}

_STATISTICS: Mapping[str, Callable[..., float]] = {
    "mean": lambda *values: math.fsum(values) / len(values),
    "median": _median,
    "popVariance": lambda *values: _variance(values, 0),
    "popSD": lambda *values: math.sqrt(_variance(values, 0)),
    "sampleVariance": lambda *values: _variance(values, 1),
    "sampleSD": lambda *values: math.sqrt(_variance(values, 1)),
}

OPERATORS: Mapping[str, Operator] = {
    "sum": folding(lambda found: sum(found, Decimal(0))),
    "product": folding(lambda found: math.prod(found, start=Decimal(1))),
    "subtract": folding(_difference),
    "min": folding(min),
    "max": folding(max),
    "gcd": folding(lambda found: Decimal(math.gcd(*_whole(found)))),
    "lcm": folding(lambda found: Decimal(math.lcm(*_whole(found)))),
    "divide": pairing(_divide, "float"),
    "integerDivide": pairing(_divide_whole, "integer"),
    "integerModulus": pairing(_modulus, "integer"),
    "power": pairing(_power, "float"),
    "round": single(lambda each: (each + _HALF).to_integral_value(ROUND_FLOOR), "integer"),
    "truncate": single(lambda each: Decimal(int(each)), "integer"),
    "integerToFloat": single(lambda each: each, "float"),
    "roundTo": round_to,
    "mathOperator": math_operator,
    "mathConstant": math_constant,
    "statsOperator": stats_operator,
}
