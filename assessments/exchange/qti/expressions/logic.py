"""Operators that give true, false or NULL."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from assessments.exchange.qti.context import Call
from assessments.exchange.qti.expressions.rounding import rounded
from assessments.exchange.qti.values import (
    ProcessingUnsupported,
    Value,
    boolean,
    numbers,
    same,
    truth,
)

Operator = Callable[[Call], Value | None]

_PERCENT = Decimal(100)


def conjunction(call: Call) -> Value | None:
    states = [truth(arg) for arg in call.args]
    if False in states:
        return boolean(holds=False)
    return None if None in states else boolean(holds=True)


def disjunction(call: Call) -> Value | None:
    states = [truth(arg) for arg in call.args]
    if True in states:
        return boolean(holds=True)
    return None if None in states else boolean(holds=False)


def negation(call: Call) -> Value | None:
    state = truth(call.only(1)[0])
    return None if state is None else boolean(holds=not state)


def any_n(call: Call) -> Value | None:
    low, high = call.whole_number("min"), call.whole_number("max")
    states = [truth(arg) for arg in call.args]
    certain = states.count(True)
    possible = certain + states.count(None)
    if possible < low or certain > high:
        return boolean(holds=False)
    return boolean(holds=True) if certain >= low and possible <= high else None


def is_null(call: Call) -> Value | None:
    return boolean(holds=call.only(1)[0] is None)


def match(call: Call) -> Value | None:
    """Compared as the second operand's type: the first may be a response that was typed."""
    one, other = call.only(2)
    if one is None or other is None:
        return None
    if len(one.items) != len(other.items):
        return boolean(holds=False)
    if other.cardinality != "multiple":
        pairs = zip(one.items, other.items, strict=True)
        return boolean(holds=all(same(left, right, other.base_type) for left, right in pairs))
    return boolean(holds=_contains_all(one, other))


def member(call: Call) -> Value | None:
    one, container = call.only(2)
    if one is None or container is None:
        return None
    found = any(same(one.items[0], item, container.base_type) for item in container.items)
    return boolean(holds=found)


def contains(call: Call) -> Value | None:
    whole, part = call.only(2)
    if whole is None or part is None:
        return None
    if whole.cardinality != "ordered":
        return boolean(holds=_contains_all(whole, part))
    length = len(part.items)
    windows = (whole.items[at : at + length] for at in range(len(whole.items) - length + 1))
    return boolean(holds=any(_all_same(window, part) for window in windows))


def equal(call: Call) -> Value | None:
    found = numbers(call.only(2))
    if found is None:
        return _unequal_or_null(call)
    one, other = found
    low, high = _interval(call, one)
    above = other > low or (other == low and not call.is_false("includeLowerBound"))
    below = other < high or (other == high and not call.is_false("includeUpperBound"))
    return boolean(holds=above and below)


def equal_rounded(call: Call) -> Value | None:
    found = numbers(call.only(2))
    if found is None:
        return _unequal_or_null(call)
    one, other = (rounded(call, each) for each in found)
    return boolean(holds=one == other)


def comparison(holds: Callable[[Decimal, Decimal], bool]) -> Operator:
    def compare(call: Call) -> Value | None:
        found = numbers(call.only(2))
        return None if found is None else boolean(holds=holds(*found))

    return compare


def _unequal_or_null(call: Call) -> Value | None:
    """What was typed and is no number equals none; NULL is NULL."""
    return None if None in call.args else boolean(holds=False)


def _interval(call: Call, exact: Decimal) -> tuple[Decimal, Decimal]:
    mode = call.get("toleranceMode", "exact")
    if mode == "exact":
        return exact, exact
    found = numbers(tuple(Value("float", (each,)) for each in call.get("tolerance").split()))
    if not found or mode not in {"absolute", "relative"}:
        raise ProcessingUnsupported("<equal> has a tolerance that is not understood")
    below, above = found[0], found[-1]
    if mode == "relative":
        below, above = abs(exact) * below / _PERCENT, abs(exact) * above / _PERCENT
    return exact - below, exact + above


def _contains_all(whole: Value, part: Value) -> bool:
    left = list(whole.items)
    for item in part.items:
        found = next((each for each in left if same(each, item, part.base_type)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _all_same(items: tuple[str, ...], value: Value) -> bool:
    pairs = zip(items, value.items, strict=True)
    return all(same(one, other, value.base_type) for one, other in pairs)


OPERATORS: Mapping[str, Operator] = {
    "and": conjunction,
    "or": disjunction,
    "not": negation,
    "anyN": any_n,
    "isNull": is_null,
    "match": match,
    "member": member,
    "contains": contains,
    "equal": equal,
    "equalRounded": equal_rounded,
    "gt": comparison(lambda one, other: one > other),
    "gte": comparison(lambda one, other: one >= other),
    "lt": comparison(lambda one, other: one < other),
    "lte": comparison(lambda one, other: one <= other),
    "durationLT": comparison(lambda one, other: one < other),
    "durationGTE": comparison(lambda one, other: one >= other),
}
