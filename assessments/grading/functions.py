"""The functions that a formula may call: those of Moodle's calculated questions, on doubles."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

# Enough digits for any double with any number of places that makes a difference to one.
_ROUNDING = Context(prec=800, rounding=ROUND_HALF_UP)
_MOST_PLACES = 400
# How many integers PHP knows.
_INTEGERS = 2**64

ANY_NUMBER = 10**6


@dataclass(frozen=True)
class Function:
    """Takes from `fewest` to `most` arguments; refuses with ArithmeticError or ValueError."""

    compute: Callable[..., float]
    fewest: int = 1
    most: int = 1


def rounded(number: float, places: float = 0) -> float:
    """PHP's round: halves go away from zero, as the number is written, not as it is stored."""
    kept = max(-_MOST_PLACES, min(_MOST_PLACES, int(places)))
    exact = Decimal(repr(number))
    return float(exact.quantize(Decimal(1).scaleb(-kept), context=_ROUNDING))


def remainder(dividend: float, divisor: float) -> float:
    """PHP's %: of the whole parts, with the sign of the dividend."""
    return math.fmod(math.trunc(dividend), math.trunc(divisor))


def whole(number: float) -> int:
    """The whole part, where it is one of PHP's integers."""
    if abs(number) >= _INTEGERS // 2:
        raise OverflowError("no integer of 64 bits")
    return math.trunc(number)


def shifted_left(number: float, places: float) -> float:
    """Bits beyond the 64th are lost."""
    half = _INTEGERS // 2
    return float(((whole(number) << _places(places)) + half) % _INTEGERS - half)


def shifted_right(number: float, places: float) -> float:
    return float(whole(number) >> _places(places))


def _places(number: float) -> int:
    if number < 0:
        raise ValueError("negative")
    return min(whole(number), 64)


def _to_base(code: str) -> Callable[[float], float]:
    def convert(number: float) -> float:
        if number < 0:
            raise ValueError("negative")
        return float(format(int(number), code))

    return convert


def _from_base(base: int) -> Callable[[float], float]:
    return lambda number: float(int(str(int(number)), base))


_OF_ONE: Mapping[str, Callable[[float], float]] = {
    "abs": abs,
    "acos": math.acos,
    "acosh": math.acosh,
    "asin": math.asin,
    "asinh": math.asinh,
    "atan": math.atan,
    "atanh": math.atanh,
    "bindec": _from_base(2),
    "ceil": lambda number: float(math.ceil(number)),
    "cos": math.cos,
    "cosh": math.cosh,
    "decbin": _to_base("b"),
    "decoct": _to_base("o"),
    "deg2rad": math.radians,
    "exp": math.exp,
    "expm1": math.expm1,
    "floor": lambda number: float(math.floor(number)),
    "is_finite": lambda number: float(math.isfinite(number)),
    "is_infinite": lambda number: float(math.isinf(number)),
    "is_nan": lambda number: float(math.isnan(number)),
    "log10": math.log10,
    "log1p": math.log1p,
    "octdec": _from_base(8),
    "rad2deg": math.degrees,
    "sin": math.sin,
    "sinh": math.sinh,
    "sqrt": math.sqrt,
    "tan": math.tan,
    "tanh": math.tanh,
}

# question/type/calculated/questiontype.php, qtype_calculated_find_formula_errors.
FUNCTIONS: Mapping[str, Function] = {
    **{name: Function(compute) for name, compute in _OF_ONE.items()},
    "pi": Function(lambda: math.pi, 0, 0),
    "log": Function(math.log, 1, 2),
    "round": Function(rounded, 1, 2),
    "atan2": Function(math.atan2, 2, 2),
    "fmod": Function(math.fmod, 2, 2),
    "pow": Function(math.pow, 2, 2),
    "min": Function(min, 2, ANY_NUMBER),
    "max": Function(max, 2, ANY_NUMBER),
}

TRUTH = Function(lambda number: float(number != 0))
SIGNS: Mapping[str, Function] = {
    "+": Function(operator.pos),
    "-": Function(operator.neg),
    "!": Function(lambda number: float(number == 0)),
    "~": Function(lambda number: float(~whole(number))),
}

_BETWEEN_TWO: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": remainder,
    "^": math.pow,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<>": operator.ne,
    "&": lambda one, other: float(whole(one) & whole(other)),
    "|": lambda one, other: float(whole(one) | whole(other)),
    "<<": shifted_left,
    ">>": shifted_right,
}
BINARY = {name: Function(compute, 2, 2) for name, compute in _BETWEEN_TWO.items()}
