"""One row of a table of Moodle's outputs against ours: what differs, or nothing."""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from assessments.grading import Outcome, PaperItem, Question, State, arrange_paper
from assessments.grading.behaviors.certainty import adjusted
from assessments.grading.behaviors.countback import InteractiveCountback
from assessments.grading.definition import InvalidDefinition
from assessments.grading.expressions import ExpressionError, evaluate
from assessments.grading.formats import format_number
from assessments.grading.quantities import (
    contains_thousands_separator,
    fold_quantity,
    parse_quantity,
)
from assessments.grading.scoring import SCHEMES
from assessments.grading.tolerances import within_tolerance
from assessments.grading.units import Units
from assessments.grading.wildcards import matches
from scripts.corpora.reading import number

ON_PURPOSE = "differs on purpose: "
POWER = f"{ON_PURPOSE}^ is power here, exclusive or there"
TURKISH = f"{ON_PURPOSE}İ has no other case there"
UNITS = f"{ON_PURPOSE}a unit is known in any width and spacing"
UNREADABLE = f"{ON_PURPOSE}what holds no number is told unreadable, not wrong; it earns nothing"
NEAR = Decimal("1e-7")

Table = Mapping[str, Any]
Row = list[Any]
Json = dict[str, Any]

_STATES = {
    "gradedright": State.RIGHT,
    "gradedpartial": State.PARTIAL,
    "gradedwrong": State.WRONG,
    "needsgrading": State.NEEDS_GRADING,
}
_UNGRADED = frozenset({State.GAVE_UP, State.INVALID})
_STEM = {"stem": {"en": "?"}}
# PHP has no case for the Turkish İ, and its ^ is exclusive or.
_TURKISH = "İ"
_POWER = "^"


def wildcard(table: Table, row: Row) -> str:
    pattern, response, ignore_case, expected = row
    found = matches(pattern, response, ignore_case=bool(ignore_case))
    if found is not bool(expected) and _TURKISH in pattern + response:
        return TURKISH
    return _same(found, bool(expected))


def parsed_number(table: Table, row: Row) -> str:
    unit_set, text, *expected = row
    found = parse_quantity(text, unit_first="before" in unit_set)
    factors = {name: number(each) for name, each in dict(table["unitsets"][unit_set]).items()}
    unit = found.unit if found else None
    scale = Units(factors).scaled(Decimal(1), fold_quantity(unit)) if unit else None
    value = found.value if found else None
    is_folded = scale is not None and unit not in factors
    found_as_there = [value, unit, None if is_folded else scale, contains_thousands_separator(text)]
    return _same(found_as_there, expected) or (UNITS if is_folded else "")


def tolerance(table: Table, row: Row) -> str:
    answer, width, kind, _, _, value, expected = row
    found = within_tolerance(number(value), number(answer), number(width), kind)
    return _same(found, bool(expected))


def unit_grading(table: Table, row: Row) -> str:
    rule, penalty, response, fraction, state = row
    asked = table["question"]
    grading = {
        "rule": "none" if rule == "none" else "required",
        "penalty": str(penalty),
        "of": "max" if rule == "max-mark" else "response",
    }
    definition = {
        "type": "numeric",
        **_STEM,
        "answers": [_answer(*answer) for answer in asked["answers"]],
        "units": [{"unit": name, "factor": str(each)} for name, each in asked["units"].items()],
        "unit_grading": grading,
    }
    outcome = _ask(definition).grade([response])
    if outcome.state in _UNGRADED and state == "gradedwrong":
        return _same(outcome.fraction, fraction) or UNREADABLE
    return _graded(outcome, fraction, state)


def several_choices(table: Table, row: Row) -> str:
    fractions, selected, fraction, state, is_complete, parts_right = row
    options = [
        {"id": f"o{place}", "text": {"en": f"option {place}"}, "fraction": str(each)}
        for place, each in enumerate(fractions)
    ]
    shared = {"type": "multiple_response", "scoring": "sum_of_fractions", "shuffle": False}
    try:
        item = _ask({**_STEM, **shared, "options": options})
    except InvalidDefinition:
        return _by_scheme(fractions, selected, fraction)
    outcome = item.grade([str(place) for place in selected])
    if not is_complete:
        return _same(outcome.state, State.GAVE_UP)
    right = [sum(part.fraction > 0 for part in outcome.parts), len(options)]
    return _graded(outcome, fraction, state) or _same(right, parts_right)


def _by_scheme(fractions: list[object], selected: list[int], fraction: object) -> str:
    """Of options that no editor takes, for they don't sum to 1, the scheme alone."""
    worth = {str(place): number(each) for place, each in enumerate(fractions)}
    chosen = {str(place) for place in selected}
    return _same(SCHEMES["sum_of_fractions"](worth, chosen), fraction)


def certainty(table: Table, row: Row) -> str:
    fraction, level, expected = row
    return _same(adjusted(number(fraction), int(level)), expected)


def countback(table: Table, row: Row) -> str:
    penalty, tries, expected = row
    ids = [f"p{place}" for place in range(len(tries[0]))]
    definition = {
        "type": "matching",
        **_STEM,
        "prompts": [{"id": each, "text": {"en": each}, "answer": each} for each in ids],
        "choices": [{"id": each, "text": {"en": each}} for each in [*ids, "wrong"]],
        "penalty": str(penalty),
    }
    item = _ask(definition)
    raw = tuple(_matched(item, each) for each in tries)
    return _same(InteractiveCountback().earned(raw, item), expected)


def graded_state(table: Table, row: Row) -> str:
    fraction, graded, manual = row
    state = State.of(None if fraction is None else number(fraction))
    return _same(state, _STATES[graded or manual])


def expression(table: Table, row: Row) -> str:
    source, expected, _ = row
    variables = {name: float(value) for name, value in table["variables"].items()}
    try:
        found = evaluate(source, variables)
    except ExpressionError as error:
        same, told = expected is None, str(error)
    else:
        close = {"rel_tol": 1e-12, "abs_tol": 1e-12}
        same, told = expected is not None and math.isclose(found, expected, **close), str(found)
    if same:
        return ""
    return POWER if _POWER in source else f"{told} instead of {expected}"


def written_number(table: Table, row: Row) -> str:
    value, kind, digits, expected = row
    known = {"decimals": "decimals", "sigfig": "significant"}
    return _same(format_number(float(value), known[kind], int(digits)), expected)


CHECKS: Mapping[str, Callable[[Table, Row], str]] = {
    "shortanswer_wildcard": wildcard,
    "numerical_parse": parsed_number,
    "numerical_tolerance": tolerance,
    "numerical_units_grading": unit_grading,
    "multichoice_multi": several_choices,
    "cbm": certainty,
    "countback_match": countback,
    "state_for_fraction": graded_state,
    "calculated_expressions": expression,
    "calculated_format": written_number,
}


def _answer(value: str, fraction: object, width: str = "") -> Json:
    spread = {"tolerance": width.removeprefix("tol ")} if width else {}
    return {"value": value, "fraction": str(fraction), **spread}


def _matched(item: PaperItem, stems: list[bool | None]) -> dict[str, list[str]]:
    prompts, choices = item.arrangement["prompts"], item.arrangement["choices"]
    return {
        str(prompts.index(f"p{place}")): [str(choices.index(f"p{place}" if right else "wrong"))]
        for place, right in enumerate(stems)
        if right is not None
    }


def _ask(definition: Json) -> PaperItem:
    return arrange_paper([Question(definition)], Random(1)).items[0]


def _graded(outcome: Outcome, fraction: object, state: str) -> str:
    return _same(outcome.fraction, fraction) or _same(outcome.state, _STATES[state])


def _same(found: Any, expected: Any) -> str:
    return "" if _equal(found, expected) else f"{found} instead of {expected}"


def _equal(found: Any, expected: Any) -> bool:
    if isinstance(found, list):
        pairs = zip(found, expected, strict=True)
        return all(_equal(each, wanted) for each, wanted in pairs)
    if isinstance(found, Decimal) and expected is not None:
        wanted = number(expected)
        return abs(found - wanted) <= NEAR * max(Decimal(1), abs(wanted))
    return bool(found == expected)
