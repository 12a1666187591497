"""Score responses by an item's own rules, as QTI 2 and 3 define them."""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.exchange.qti import templates
from assessments.exchange.qti.context import Budget, Context
from assessments.exchange.qti.declarations import Declaration, Lookup
from assessments.exchange.qti.declarations import read as read_declaration
from assessments.exchange.qti.documents import read_item
from assessments.exchange.qti.expressions.evaluating import evaluate
from assessments.exchange.qti.values import (
    NUMERIC,
    ProcessingUnsupported,
    Value,
    number,
    numbers,
    plain,
    truth,
)
from assessments.exchange.safe_xml import Element

Responses = Mapping[str, Sequence[str]]

_ZERO = Value("float", ("0",))


class _Exit(Exception):
    """The rules said that no further one is to be followed."""


@dataclass(frozen=True)
class Processing:
    """An item's variables and rules; without rules nothing is ever scored."""

    responses: Mapping[str, Declaration]
    outcomes: Mapping[str, Declaration]
    rules: Element | None

    def run(self, given: Responses, budget: Budget | None = None) -> dict[str, Value | None]:
        """The outcomes; ProcessingUnsupported where a rule is not understood."""
        context = Context(
            declared={**self.responses, **self.outcomes},
            responses={name: self._response(name, items) for name, items in given.items()},
            outcomes={name: _initial(declared) for name, declared in self.outcomes.items()},
            budget=budget or Budget(),
        )
        with contextlib.suppress(_Exit):
            _follow(self.rules if self.rules is not None else (), context, 0)
        return context.outcomes

    def _response(self, name: str, items: Sequence[str]) -> Value | None:
        declared = self.responses.get(name)
        if declared is not None:
            return declared.value(items)
        return Value("string", tuple(items)) if items else None


def read(item: Element) -> Processing:
    """Of an item in QTI 2's names."""
    rules = item.find("responseProcessing")
    location = "" if rules is None else rules.get("template", "")
    if rules is not None and len(rules) == 0 and location:
        rules = templates.named(location)
        if rules is None:
            raise ProcessingUnsupported(f"the template {location} is not known")
    return Processing(
        responses=_declarations(item, "responseDeclaration"),
        outcomes=_declarations(item, "outcomeDeclaration"),
        rules=rules,
    )


def score(data: bytes, given: Responses) -> dict[str, str]:
    """The outcomes of an item for a learner's responses, as text; NULL of a number is 0."""
    outcomes = read(read_item(data)).run(given)
    return {name: in_words(value) for name, value in outcomes.items()}


def in_words(value: Value | None) -> str:
    if value is None:
        return "0"
    found = number(value.items[0]) if value.base_type in NUMERIC else None
    return plain(found) if found is not None else " ".join(value.items)


def _declarations(item: Element, tag: str) -> dict[str, Declaration]:
    found = [read_declaration(element) for element in item.iterchildren(tag)]
    return {declared.identifier: declared for declared in found}


def _initial(declared: Declaration) -> Value | None:
    is_number = declared.base_type in NUMERIC and declared.cardinality == "single"
    return declared.default or (_ZERO if is_number else None)


def _follow(rules: Iterable[Element], context: Context, depth: int) -> None:
    for rule in rules:
        context.step(depth)
        follow = _RULES.get(str(rule.tag))
        if follow is None:
            raise ProcessingUnsupported(f"the rule <{rule.tag}> is not supported")
        follow(rule, context, depth + 1)


def _condition(rule: Element, context: Context, depth: int) -> None:
    for branch in rule:
        if branch.tag == "responseElse":
            return _follow(branch, context, depth)
        if not len(branch):
            raise ProcessingUnsupported(f"<{branch.tag}> has no condition")
        if truth(evaluate(branch[0], context, depth)):
            return _follow(branch[1:], context, depth)
    return None


def _set(rule: Element, context: Context, depth: int) -> None:
    context.outcomes[rule.get("identifier", "")] = _operand(rule, context, depth)


def _look_up(rule: Element, context: Context, depth: int) -> None:
    declared = context.declaration(rule.get("identifier", ""))
    if declared.lookup is None:
        raise ProcessingUnsupported(f"{declared.identifier} has no table to look up")
    found = numbers((_operand(rule, context, depth),))
    target = None if found is None else _target(declared.lookup, found[0])
    looked_up = None if target is None else Value(declared.base_type, (target,))
    context.outcomes[declared.identifier] = looked_up


def _target(table: Lookup, source: Decimal) -> str | None:
    """An equal source comes first: then tables in any order mean what their authors meant."""
    for row in table.rows:
        if row.source == source and row.includes_source:
            return row.target
    if not table.is_exact:
        for row in table.rows:
            if row.source < source:
                return row.target
    return table.default


def _operand(rule: Element, context: Context, depth: int) -> Value | None:
    if len(rule) != 1:
        raise ProcessingUnsupported(f"<{rule.tag}> needs one expression")
    return evaluate(rule[0], context, depth)


def _leave(rule: Element, context: Context, depth: int) -> None:
    raise _Exit


_RULES: Mapping[str, Callable[[Element, Context, int], None]] = {
    "responseCondition": _condition,
    "setOutcomeValue": _set,
    "lookupOutcomeValue": _look_up,
    "exitResponse": _leave,
    "responseProcessingFragment": _follow,
}
