"""Texts with gaps: each gap has a response and an outcome of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.exchange.markup import to_plain
from assessments.exchange.qti.writing import schemes, typed
from assessments.exchange.qti.writing.choosing import choices, mapping, some
from assessments.exchange.qti.writing.elements import (
    Written,
    block,
    condition,
    declared,
    el,
    number,
    outcome,
    set_score,
    variable,
    words,
)
from assessments.exchange.qti.writing.identifiers import identifiers
from assessments.grading.definition import Language
from assessments.grading.items.fill_in import FillInDefinition
from assessments.grading.items.gaps import Gap
from assessments.grading.outcomes import RIGHT_ABOVE


@dataclass(frozen=True)
class WrittenGap:
    """`inline` stands in the text, `after` below it."""

    inline: str
    declaration: str
    rules: str
    after: str = ""


def fill_in(definition: FillInDefinition, language: Language) -> Written:
    stem = block(definition.stem.in_language(language))
    written = [_gap(place, gap, language) for place, gap in enumerate(definition.gaps, 1)]
    for gap, each in zip(definition.gaps, written, strict=True):
        stem = stem.replace(f"[[{gap.id}]]", each.inline)
    return Written(
        body=stem + "".join(each.after for each in written),
        declarations="".join(
            each.declaration + outcome(_score(place)) for place, each in enumerate(written, 1)
        ),
        rules="".join(each.rules for each in written) + _total(definition),
    )


def _total(definition: FillInDefinition) -> str:
    scores = [variable(_score(place)) for place in range(1, len(definition.gaps) + 1)]
    if definition.scoring == "all_or_nothing":
        all_right = el("and", *(el("gte", each, number(RIGHT_ABOVE)) for each in scores))
        return condition([(all_right, set_score(number(1)))])
    weights = [gap.weight for gap in definition.gaps]
    shares = [
        el("product", each, number(weight)) for each, weight in zip(scores, weights, strict=True)
    ]
    return set_score(el("divide", el("sum", *shares), number(sum(weights))))


def _gap(place: int, gap: Gap, language: Language) -> WrittenGap:
    return _GAPS[gap.kind.key](place, gap.item, language)


def _choice(place: int, item: Any, language: Language) -> WrittenGap:
    texts = {option.id: to_plain(option.text.in_language(language)) for option in item.options}
    names = identifiers(texts)
    fractions = {names[option.id]: option.fraction for option in item.options}
    best = max(fractions, key=lambda each: fractions[each])
    response = _response(place)
    return WrittenGap(
        inline=el(
            "inline-choice-interaction",
            *(el("inline-choice", words(texts[each]), identifier=names[each]) for each in texts),
            response_identifier=response,
            shuffle="true" if item.shuffle else "false",
        ),
        declaration=declared("identifier", [best], mapping(fractions), identifier=response),
        rules=set_score(el("map-response", identifier=response), _score(place)),
    )


def _several(place: int, item: Any, language: Language) -> WrittenGap:
    texts = {option.id: option.text for option in item.options}
    names = identifiers(texts)
    fractions = {names[each]: fraction for each, fraction in item.fractions.items()}
    response = _response(place)
    asked = choices(response, names, texts, language, most=0, shuffle=item.shuffle)
    return WrittenGap(
        inline=f"({place})",
        declaration=some(item.scoring, fractions, response),
        rules=schemes.rules(item.scoring, fractions, identifier=response, score=_score(place)),
        after=f"<div><p>({place})</p>{asked}</div>",
    )


def _words(place: int, item: Any, language: Language) -> WrittenGap:
    response = _response(place)
    return WrittenGap(
        inline=el("text-entry-interaction", response_identifier=response),
        declaration=typed.words_declared(item, response),
        rules=typed.words_rules(item, response, _score(place)),
    )


def _number(place: int, item: Any, language: Language) -> WrittenGap:
    response = _response(place)
    return WrittenGap(
        inline=el("text-entry-interaction", response_identifier=response),
        declaration=typed.number_declared(item, response),
        rules=typed.numbers_rules(item.answers, response, _score(place)),
    )


_GAPS: Mapping[str, Callable[[int, Any, Language], WrittenGap]] = {
    "single_choice": _choice,
    "multiple_response": _several,
    "short_answer": _words,
    "numeric": _number,
}


def _response(place: int) -> str:
    return f"RESPONSE_{place}"


def _score(place: int) -> str:
    return f"SCORE_{place}"
