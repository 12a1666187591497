"""Questions answered by typing: words, numbers and dates, the first answer that fits counting."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assessments.exchange.decimals import plain
from assessments.exchange.qti.writing.elements import (
    RESPONSE,
    SCORE,
    Written,
    base,
    block,
    condition,
    declared,
    el,
    number,
    set_score,
    variable,
    xhtml,
)
from assessments.grading.definition import Language, Text
from assessments.grading.items.calculated import Calculated, CalculatedDefinition
from assessments.grading.items.date_limit import DateLimitDefinition
from assessments.grading.items.numbers import NumericAnswer
from assessments.grading.items.numeric import Numeric, NumericDefinition
from assessments.grading.items.short_answer import PatternAnswer, ShortAnswer, ShortAnswerDefinition
from assessments.grading.ranges import Range

_FIRST = {"dataset": 0}
_STARS = re.compile(r"(?<!\\)\*+")
_SPECIAL = frozenset("\\|.?*+(){}[]^-")


def short_answer(definition: ShortAnswerDefinition, language: Language) -> Written:
    return Written(
        body=block(definition.stem.in_language(language)) + field(),
        declarations=words_declared(definition),
        rules=words_rules(definition),
    )


def numeric(definition: NumericDefinition, language: Language) -> Written:
    return Written(
        body=block(definition.stem.in_language(language)) + field(definition.unit, language),
        declarations=number_declared(definition),
        rules=numbers_rules(definition.answers),
    )


def calculated(definition: CalculatedDefinition, language: Language) -> Written:
    """With the first of its datasets: others have no variants of an item."""
    kind = Calculated()
    right = kind.correct(definition, _FIRST).number
    return Written(
        body=block(kind.present(definition, _FIRST, language)["stem"])
        + field(definition.unit, language),
        declarations=declared("float", [plain(right)]),
        rules=numbers_rules(definition.numbers(_FIRST)),
    )


def date_limit(definition: DateLimitDefinition, language: Language) -> Written:
    worth = [(day.isoformat(), fraction) for day, fraction in definition.worth.values()]
    return Written(
        body=block(definition.stem.in_language(language)) + field(),
        declarations=declared("string", [worth[0][0]]),
        rules=condition(
            (_same_text(day, RESPONSE, is_cased=True), set_score(number(fraction)))
            for day, fraction in worth
        ),
    )


def field(unit: Text | None = None, language: Language = "en") -> str:
    shown = xhtml(unit.in_language(language)) if unit else ""
    return f"<p>{el('text-entry-interaction', response_identifier=RESPONSE)} {shown}</p>"


def words_declared(definition: ShortAnswerDefinition, identifier: str = RESPONSE) -> str:
    return declared("string", [ShortAnswer().correct(definition)], identifier=identifier)


def number_declared(definition: NumericDefinition, identifier: str = RESPONSE) -> str:
    right = Numeric().correct(definition).number
    return declared("float", [plain(right)], identifier=identifier)


def words_rules(
    definition: ShortAnswerDefinition, identifier: str = RESPONSE, score: str = SCORE
) -> str:
    return condition(
        (
            _pattern(answer, identifier, is_cased=definition.case_sensitive),
            _earned(answer.fraction, score),
        )
        for answer in definition.answers
    )


def numbers_rules(
    answers: Sequence[NumericAnswer], identifier: str = RESPONSE, score: str = SCORE
) -> str:
    return condition(
        (_fits(answer, variable(identifier)), _earned(answer.fraction, score)) for answer in answers
    )


def _earned(fraction: Decimal, score: str) -> str:
    return set_score(number(max(fraction, Decimal(0))), score)


def _pattern(answer: PatternAnswer, identifier: str, *, is_cased: bool) -> str:
    pieces = [piece.replace(r"\*", "*") for piece in _STARS.split(answer.pattern)]
    if len(pieces) == 1:
        return _same_text(pieces[0], identifier, is_cased=is_cased)
    pattern = ".*".join("".join(_letters(piece, is_cased=is_cased)) for piece in pieces)
    return el("pattern-match", variable(identifier), pattern=pattern)


def _same_text(text: str, identifier: str, *, is_cased: bool) -> str:
    cased = "true" if is_cased else "false"
    return el("string-match", variable(identifier), base(text, "string"), case_sensitive=cased)


def _letters(text: str, *, is_cased: bool) -> Iterator[str]:
    for letter in text:
        cases = dict.fromkeys((letter, letter.lower(), letter.upper()))
        if letter == "$":
            yield "[$]"
        elif letter in _SPECIAL:
            yield f"\\{letter}"
        elif is_cased or len(cases) == 1 or any(len(each) > 1 for each in cases):
            yield letter
        else:
            yield f"[{''.join(cases)}]"


def _fits(answer: NumericAnswer, typed: str) -> str:
    exact, value = answer.tolerance, answer.value
    if value is None:
        return el("not", el("is-null", typed))
    if isinstance(value, Range):
        return _between(typed, value)
    if exact.kind == "geometric":
        factor = 1 + exact.size
        return _between(typed, Range(value / factor, value * factor))
    size = exact.size * 100 if exact.kind == "relative" else exact.size
    mode = "relative" if exact.kind == "relative" else "absolute"
    tolerant = {"tolerance_mode": mode, "tolerance": plain(size)} if size else {}
    fits = el("equal", number(value), typed, **{"tolerance_mode": "exact", **tolerant})
    if answer.rounded is None:
        return fits
    return el("or", fits, el("equal", number(answer.rounded), typed, tolerance_mode="exact"))


def _between(typed: str, ends: Range) -> str:
    low = el("gt" if ends.open_low else "gte", typed, number(ends.low))
    high = el("lt" if ends.open_high else "lte", typed, number(ends.high))
    return el("and", low, high)
