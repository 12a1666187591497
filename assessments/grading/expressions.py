"""Formulas of calculated questions: parsed by a fixed grammar, computed on doubles, never eval.

    sum      term (("+" | "-") term)*
    term     factor (("*" | "/" | "%") factor)*
    factor   ("+" | "-") factor | operand ("^" factor)?      2^3^2 is 2^9, -2^2 is -4
    operand  number | "{" name "}" | name "(" sum, … ")" | "(" sum ")"

`^` and `**` are power (in Moodle `^` is exclusive or: an import has to say so).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assessments.grading.functions import BINARY, FUNCTIONS, NEGATE, UNCHANGED, Function

MAX_LENGTH = 1000
MAX_DEPTH = 50

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | \{(?P<variable>[^\W\d_][^\s<>{}"']*)\}
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<twice>\+\+|--)
    | (?P<operator>\*\*|[-+*/%^(),])
    )""",
    re.VERBOSE,
)

# How strongly an operator holds what stands to its left, and to its right.
_BINDING = {"+": (1, 2), "-": (1, 2), "*": (3, 4), "/": (3, 4), "%": (3, 4), "^": (7, 6)}
_SIGN = 5


class ExpressionError(ValueError):
    """`position` counts characters from 0; `reason` is for the author."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"at {position}: {reason}")
        self.position = position
        self.reason = reason


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    position: int


@dataclass(frozen=True)
class Call:
    function: Function
    arguments: int
    position: int


Step = float | str | Call


@dataclass(frozen=True)
class Expression:
    """Steps for a stack: a number, the name of a variable, or a call of what lies on top."""

    source: str
    steps: tuple[Step, ...]

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(step for step in self.steps if isinstance(step, str))

    def value(self, variables: Mapping[str, float]) -> float:
        """A finite number, or ExpressionError where there is none, as for 1/0."""
        stack: list[float] = []
        for step in self.steps:
            if isinstance(step, Call):
                stack.append(_call(step, stack))
            elif isinstance(step, str):
                stack.append(_look_up(step, variables))
            else:
                stack.append(step)
        return stack.pop()


@lru_cache(maxsize=1024)
def parse_expression(source: str) -> Expression:
    """The formula, or ExpressionError telling where and why it can't be read."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(MAX_LENGTH, f"is longer than {MAX_LENGTH} characters")
    return Expression(source, tuple(_Parser(source).steps))


def evaluate(source: str, variables: Mapping[str, float]) -> float:
    return parse_expression(source).value(variables)


class _Parser:
    """A Pratt parser that writes the steps as it reads."""

    def __init__(self, source: str) -> None:
        self.tokens = _tokens(source)
        self.place = 0
        self.depth = 0
        self.steps: list[Step] = []
        self._expression(0)
        if self._next.kind != "end":
            raise ExpressionError(self._next.position, "an operator is missing here")

    @property
    def _next(self) -> Token:
        return self.tokens[self.place]

    def _take(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def _expression(self, weakest: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(self._next.position, f"is nested more than {MAX_DEPTH} deep")
        self._operand(self._take())
        while self._next.text in _BINDING and _BINDING[self._next.text][0] > weakest:
            token = self._take()
            self._expression(_BINDING[token.text][1])
            self.steps.append(Call(BINARY[token.text], 2, token.position))
        self.depth -= 1

    def _operand(self, token: Token) -> None:
        if token.kind == "number":
            self.steps.append(_number(token))
        elif token.kind == "variable":
            self.steps.append(token.text)
        elif token.kind == "name":
            self._call(token)
        elif token.text in ("+", "-"):
            self._expression(_SIGN)
            sign = NEGATE if token.text == "-" else UNCHANGED
            self.steps.append(Call(sign, 1, token.position))
        elif token.text == "(":
            self._expression(0)
            self._expect(")")
        else:
            raise ExpressionError(token.position, "a number is missing here")

    def _call(self, token: Token) -> None:
        function = FUNCTIONS.get(token.text.lower())
        if function is None:
            raise ExpressionError(token.position, f"no function is called {token.text}")
        self._expect("(")
        count = self._arguments()
        if not function.fewest <= count <= function.most:
            raise ExpressionError(token.position, f"{token.text} does not take {count} numbers")
        self.steps.append(Call(function, count, token.position))

    def _arguments(self) -> int:
        if self._next.text == ")":
            self._take()
            return 0
        self._expression(0)
        count = 1
        while self._next.text == ",":
            self._take()
            self._expression(0)
            count += 1
        self._expect(")")
        return count

    def _expect(self, text: str) -> None:
        token = self._take()
        if token.text != text:
            raise ExpressionError(token.position, f"{text} is missing here")


def _tokens(source: str) -> list[Token]:
    tokens: list[Token] = []
    end = len(source.rstrip())
    place = 0
    while place < end:
        found = _TOKEN.match(source, place)
        if found is None:
            raise ExpressionError(place, "can't be read from here on")
        tokens.append(_token(found))
        place = found.end()
    # Two ends: what is missing at the end is asked for and still found to be the end.
    return [*tokens, *[Token("end", "", end)] * 2]


def _token(found: re.Match[str]) -> Token:
    kind = str(found.lastgroup)
    position = found.end() - len(found.group().lstrip())
    if kind == "twice":
        raise ExpressionError(position, "put a space or parentheses between two signs")
    text = found.group(kind)
    return Token(kind, "^" if text == "**" else text, position)


def _number(token: Token) -> float:
    number = float(token.text)
    if not math.isfinite(number):
        raise ExpressionError(token.position, "is too large")
    return number


def _look_up(name: str, variables: Mapping[str, float]) -> float:
    if name not in variables:
        raise ExpressionError(0, f"there is no value for {{{name}}}")
    return variables[name]


def _call(call: Call, stack: list[float]) -> float:
    start = len(stack) - call.arguments
    arguments = stack[start:]
    del stack[start:]
    try:
        result = call.function.compute(*arguments)
    except (ArithmeticError, ValueError):
        raise ExpressionError(call.position, "has no value") from None
    if not math.isfinite(result):
        raise ExpressionError(call.position, "is too large")
    return result
