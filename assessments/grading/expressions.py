"""Formulas of calculated questions: parsed by a fixed grammar, computed on doubles, never eval.

    choice   logic ("?" choice ":" logic)?
    logic    sums between || && | & == != <> < <= > >= << >>, the later the stronger, as in PHP
    sum      term (("+" | "-") term)*
    term     factor (("*" | "/" | "%") factor)*
    factor   ("+" | "-" | "!" | "~") factor | operand ("^" factor)?   2^3^2 is 2^9, -2^2 is -4
    operand  number | "{" name "}" | name "(" choice, … ")" | "(" choice ")"

`^` and `**` are power (in Moodle `^` is exclusive or: an import has to say so). What is true is 1.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assessments.grading.functions import BINARY, FUNCTIONS, SIGNS, TRUTH, Function

MAX_LENGTH = 1000
MAX_DEPTH = 50

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | \{(?P<variable>[^\W\d_][^\s<>{}"']*)\}
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<twice>\+\+|--)
    | (?P<operator>\*\*|<<|>>|<=|>=|<>|==|!=|&&|\|\||[-+*/%^(),<>&|!~?:])
    )""",
    re.VERBOSE,
)

# How strongly an operator holds what stands to its left, and to its right.
_LEVELS = ("?", "||", "&&", "|", "&", "== != <>", "< <= > >=", "<< >>", "+ -", "* / %")
_BINDING = {
    **{name: (2 * n + 1, 2 * n + 2) for n, level in enumerate(_LEVELS) for name in level.split()},
    "^": (23, 22),
}
_SIGN = 21


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


@dataclass(frozen=True)
class Choice:
    """Goes on with one of two branches, by whether what lies on top is true."""

    then: tuple["Step", ...]
    otherwise: tuple["Step", ...]


Step = float | str | Call | Choice


@dataclass(frozen=True)
class Expression:
    """Steps for a stack: a number, a variable's name, a call or a choice by what lies on top."""

    source: str
    steps: tuple[Step, ...]

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(_names(self.steps))

    def value(self, variables: Mapping[str, float]) -> float:
        """A finite number, or ExpressionError where there is none, as for 1/0."""
        return _run(self.steps, variables)


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
            self._operator(self._take())
        self.depth -= 1

    def _operator(self, token: Token) -> None:
        if token.text == "?":
            self._condition()
            return
        branch = self._branch(_BINDING[token.text][1])
        if token.text == "&&":
            self.steps.append(Choice((*branch, _truth(token)), (0.0,)))
        elif token.text == "||":
            self.steps.append(Choice((1.0,), (*branch, _truth(token))))
        else:
            self.steps += [*branch, Call(BINARY[token.text], 2, token.position)]

    def _condition(self) -> None:
        then = self._branch(0)
        self._expect(":")
        self.steps.append(Choice(then, self._branch(_BINDING["?"][1])))
        if self._next.text == "?":
            raise ExpressionError(self._next.position, "put parentheses around one of two choices")

    def _branch(self, weakest: int) -> tuple[Step, ...]:
        before, self.steps = self.steps, []
        self._expression(weakest)
        branch, self.steps = self.steps, before
        return tuple(branch)

    def _operand(self, token: Token) -> None:
        if token.kind == "number":
            self.steps.append(_number(token))
        elif token.kind == "variable":
            self.steps.append(token.text)
        elif token.kind == "name":
            self._call(token)
        elif token.text in SIGNS:
            self._expression(_SIGN)
            self.steps.append(Call(SIGNS[token.text], 1, token.position))
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


def _truth(token: Token) -> Call:
    return Call(TRUTH, 1, token.position)


def _names(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Choice):
            yield from _names((*step.then, *step.otherwise))
        elif isinstance(step, str):
            yield step


def _run(steps: Iterable[Step], variables: Mapping[str, float]) -> float:
    stack: list[float] = []
    for step in steps:
        if isinstance(step, Call):
            stack.append(_call(step, stack))
        elif isinstance(step, Choice):
            branch = step.then if stack.pop() else step.otherwise
            stack.append(_run(branch, variables))
        elif isinstance(step, str):
            stack.append(_look_up(step, variables))
        else:
            stack.append(step)
    return stack.pop()


def _look_up(name: str, variables: Mapping[str, float]) -> float:
    if name not in variables:
        raise ExpressionError(0, f"there is no value for {{{name}}}")
    return variables[name]


def _call(call: Call, stack: list[float]) -> float:
    start = len(stack) - call.arguments
    arguments = stack[start:]
    del stack[start:]
    try:
        result = float(call.function.compute(*arguments))
    except (ArithmeticError, ValueError):
        raise ExpressionError(call.position, "has no value") from None
    if not math.isfinite(result):
        raise ExpressionError(call.position, "is too large")
    return result
