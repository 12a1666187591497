"""Patterns of XML Schema matched in polynomial time: an author's pattern must never stall us."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assessments.exchange.qti.values import ProcessingUnsupported

MAX_PATTERN = 500
MAX_TEXT = 1000
MAX_NESTING = 20

# From the places reached so far, the places reached after: no path is ever walked twice.
Matcher = Callable[[str, frozenset[int]], frozenset[int]]

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])+\]", re.DOTALL)
# What Python's sets would read as more than a letter, and those of XML Schema do not.
_SET_OPERATORS = re.compile(r"(?<!\\)([\[&~|])")
_COUNT = re.compile(r"\{([0-9]{1,3})(?:(,)([0-9]{1,3})?)?\}")
_QUANTIFIERS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text fits; a pattern that can't be read fits nothing."""
    if len(pattern) > MAX_PATTERN or len(text) > MAX_TEXT:
        raise ProcessingUnsupported("a pattern or what it is matched with is too long")
    try:
        matcher = _Reader(pattern).read()
    except (re.error, IndexError):
        return False
    return len(text) in matcher(text, frozenset({0}))


@dataclass
class _Reader:
    pattern: str
    place: int = field(default=0)
    nesting: int = field(default=0)

    def read(self) -> Matcher:
        matcher = self._alternatives()
        if self.place != len(self.pattern):
            raise re.error("unbalanced parenthesis")
        return matcher

    def _peek(self) -> str:
        return self.pattern[self.place : self.place + 1]

    def _alternatives(self) -> Matcher:
        branches = [self._sequence()]
        while self._peek() == "|":
            self.place += 1
            branches.append(self._sequence())
        return lambda text, starts: frozenset().union(*(go(text, starts) for go in branches))

    def _sequence(self) -> Matcher:
        pieces: list[Matcher] = []
        while self._peek() not in {"", "|", ")"}:
            pieces.append(self._quantified(self._atom()))

        def match(text: str, starts: frozenset[int]) -> frozenset[int]:
            for piece in pieces:
                starts = piece(text, starts)
            return starts

        return match

    def _quantified(self, atom: Matcher) -> Matcher:
        bounds = _QUANTIFIERS.get(self._peek())
        count = _COUNT.match(self.pattern, self.place)
        if bounds:
            self.place += 1
            return _repeat(atom, *bounds)
        if count:
            self.place = count.end()
            low = int(count[1])
            high = int(count[3]) if count[3] else (None if count[2] else low)
            return _repeat(atom, low, high)
        return atom

    def _atom(self) -> Matcher:
        letter = self._peek()
        if letter == "(":
            return self._group()
        if letter in {"^", "$"}:
            self.place += 1
            return lambda text, starts: frozenset(
                start for start in starts if start == (0 if letter == "^" else len(text))
            )
        return _letter(self._one())

    def _group(self) -> Matcher:
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise ProcessingUnsupported("a pattern is nested too deeply")
        self.place += 3 if self.pattern.startswith("(?:", self.place) else 1
        matcher = self._alternatives()
        self.nesting -= 1
        if self._peek() != ")":
            raise re.error("missing )")
        self.place += 1
        return matcher

    def _one(self) -> str:
        """An expression of one letter, left to the library's own matcher."""
        found = _CLASS.match(self.pattern, self.place)
        if found:
            self.place = found.end()
            return "[" + _SET_OPERATORS.sub(r"\\\1", found.group()[1:]).replace("--", r"-\-")
        length = 2 if self._peek() == "\\" else 1
        piece = self.pattern[self.place : self.place + length]
        if piece in {"[", "*", "+", "?", "{", "\\"}:
            raise re.error("nothing to repeat")
        self.place += length
        return piece


def _letter(expression: str) -> Matcher:
    one = re.compile(expression, re.DOTALL)
    return lambda text, starts: frozenset(
        start + 1 for start in starts if start < len(text) and one.fullmatch(text[start])
    )


def _repeat(atom: Matcher, low: int, high: int | None) -> Matcher:
    def match(text: str, starts: frozenset[int]) -> frozenset[int]:
        for _ in range(low):
            before, starts = starts, atom(text, starts)
            if starts == before:
                break
        reached = starts
        further = 0
        while starts and (high is None or further < high - low):
            starts = atom(text, starts) - reached
            reached |= starts
            further += 1
        return reached

    return match
