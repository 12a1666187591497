"""Questions answered by choosing: options, prompts, words of a passage, places on an image."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assessments.exchange.decimals import plain
from assessments.exchange.markup import to_plain
from assessments.exchange.qti.writing import schemes
from assessments.exchange.qti.writing.elements import (
    RESPONSE,
    SCORE,
    Written,
    attribute,
    base,
    block,
    condition,
    declared,
    el,
    number,
    set_score,
    variable,
    words,
    xhtml,
)
from assessments.exchange.qti.writing.identifiers import identifiers
from assessments.grading.definition import Language, Text
from assessments.grading.items.hotspot import HotspotDefinition
from assessments.grading.items.matching import MatchingDefinition
from assessments.grading.items.multiple_response import MultipleResponseDefinition
from assessments.grading.items.options import ChoiceDefinition
from assessments.grading.items.ordering import OrderingDefinition
from assessments.grading.items.select_in_text import SelectInTextDefinition
from assessments.grading.items.true_false import TrueFalseDefinition
from assessments.grading.markers import spans
from assessments.grading.scoring import key as right_ones

_TRUTH = {"true": Text(zh="正确", en="True"), "false": Text(zh="错误", en="False")}
_SHAPES = {"polygon": "poly"}


def single_choice(definition: ChoiceDefinition, language: Language) -> Written:
    texts = {option.id: option.text for option in definition.options}
    fractions = {option.id: option.fraction for option in definition.options}
    return _single(definition.stem, texts, fractions, language, shuffle=definition.shuffle)


def true_false(definition: TrueFalseDefinition, language: Language) -> Written:
    right = "true" if definition.answer else "false"
    fractions = {each: Decimal(each == right) for each in _TRUTH}
    return _single(definition.stem, _TRUTH, fractions, language, shuffle=False)


def multiple_response(definition: MultipleResponseDefinition, language: Language) -> Written:
    texts = {option.id: option.text for option in definition.options}
    names = identifiers(texts)
    fractions = {names[each]: fraction for each, fraction in definition.fractions.items()}
    asked = choices(RESPONSE, names, texts, language, most=0, shuffle=definition.shuffle)
    return Written(
        body=block(definition.stem.in_language(language)) + asked,
        declarations=some(definition.scoring, fractions),
        rules=schemes.rules(definition.scoring, fractions),
    )


def matching(definition: MatchingDefinition, language: Language) -> Written:
    # What asks and what answers have their names from one list: they must differ.
    answers = {each.id: f"A{place}" for place, each in enumerate(definition.choices, 1)}
    prompts = {each.id: f"P{place}" for place, each in enumerate(definition.prompts, 1)}
    pairs = [f"{prompts[prompt.id]} {answers[prompt.answer]}" for prompt in definition.prompts]
    count = number(len(pairs))
    earned = el("divide", el("map-response", identifier=RESPONSE), count)
    if definition.scoring == "all_or_nothing":
        earned = el("truncate", earned)
    asking = [_associable(prompts[each.id], each.text, 1, language) for each in definition.prompts]
    answering = [
        _associable(answers[each.id], each.text, 0, language) for each in definition.choices
    ]
    asked = el(
        "match-interaction",
        el("simple-match-set", *asking),
        el("simple-match-set", *answering),
        response_identifier=RESPONSE,
        shuffle=_flag(definition.shuffle),
        max_associations=len(pairs),
    )
    return Written(
        body=block(definition.stem.in_language(language)) + asked,
        declarations=declared(
            "directedPair",
            pairs,
            mapping({pair: Decimal(1) for pair in pairs}),
            cardinality="multiple",
        ),
        rules=set_score(earned),
    )


def ordering(definition: OrderingDefinition, language: Language) -> Written:
    """Places count one by one where they do here; other schemes are all or nothing there."""
    names = identifiers(item.id for item in definition.items)
    right = [names[item.id] for item in definition.items]
    texts = {item.id: item.text for item in definition.items}
    asked = el(
        "order-interaction",
        *_simple_choices(names, texts, language),
        response_identifier=RESPONSE,
        shuffle="true",
    )
    rules = _match_correct()
    if definition.scoring == "absolute":
        placed = [_at_its_place(place, name, len(right)) for place, name in enumerate(right, 1)]
        rules = "".join(placed)
    return Written(
        body=block(definition.stem.in_language(language)) + asked,
        declarations=declared("identifier", right, cardinality="ordered"),
        rules=rules,
    )


def select_in_text(definition: SelectInTextDefinition, language: Language) -> Written:
    names = identifiers(definition.span_ids, "W")
    fractions = {names[each]: fraction for each, fraction in definition.fractions.items()}
    passage = "".join(
        el("hottext", words(each.text), identifier=names[each.id]) if each.id else words(each.text)
        for each in spans(definition.passage.in_language(language))
    )
    asked = el(
        "hottext-interaction",
        f"<p>{passage}</p>",
        response_identifier=RESPONSE,
        max_choices=definition.max_choices,
    )
    return Written(
        body=block(definition.stem.in_language(language)) + asked,
        declarations=some(definition.scoring, fractions),
        rules=schemes.rules(definition.scoring, fractions),
    )


def hotspot(definition: HotspotDefinition, language: Language, points: Sequence[str]) -> Written:
    """`points` hit what is right, as x y."""
    fractions = {region.id: region.fraction for region in definition.regions}
    mapped = schemes.values(definition.scoring, fractions)
    areas = [
        el(
            "area-map-entry",
            shape=_SHAPES.get(region.shape.kind, region.shape.kind),
            coords=",".join(plain(each) for each in region.shape.coords),
            mapped_value=plain(mapped[region.id]),
        )
        for region in definition.regions
    ]
    image = definition.image
    asked = el(
        "select-point-interaction",
        f'<img src="{attribute(image.reference)}" width="{image.width}" height="{image.height}"'
        f' alt="{attribute(to_plain(image.alt.in_language(language)))}"/>',
        response_identifier=RESPONSE,
        max_choices=definition.max_points,
    )
    return Written(
        body=block(definition.stem.in_language(language)) + asked,
        declarations=declared(
            "point",
            points,
            el("area-mapping", *areas, default_value="0"),
            cardinality="multiple",
        ),
        rules=schemes.rules(definition.scoring, fractions, mapped="map-response-point"),
    )


def choices(
    identifier: str,
    names: Mapping[str, str],
    texts: Mapping[str, Text],
    language: Language,
    *,
    most: int,
    shuffle: bool,
) -> str:
    return el(
        "choice-interaction",
        *_simple_choices(names, texts, language),
        response_identifier=identifier,
        max_choices=most,
        shuffle=_flag(shuffle),
    )


def some(scoring: str, fractions: Mapping[str, Decimal], identifier: str = RESPONSE) -> str:
    return declared(
        "identifier",
        [each for each in fractions if each in right_ones(fractions)],
        mapping(schemes.values(scoring, fractions)),
        cardinality="multiple",
        identifier=identifier,
    )


def mapping(values: Mapping[str, Decimal]) -> str:
    entries = (
        el("map-entry", map_key=each, mapped_value=plain(value)) for each, value in values.items()
    )
    return el("mapping", *entries, default_value="0")


def _single(
    stem: Text,
    texts: Mapping[str, Text],
    fractions: Mapping[str, Decimal],
    language: Language,
    *,
    shuffle: bool,
) -> Written:
    names = identifiers(texts)
    mapped = {names[each]: fraction for each, fraction in fractions.items()}
    best = max(mapped, key=lambda each: mapped[each])
    asked = choices(RESPONSE, names, texts, language, most=1, shuffle=shuffle)
    return Written(
        body=block(stem.in_language(language)) + asked,
        declarations=declared("identifier", [best], mapping(mapped)),
        rules=set_score(el("map-response", identifier=RESPONSE)),
    )


def _simple_choices(
    names: Mapping[str, str], texts: Mapping[str, Text], language: Language
) -> Iterator[str]:
    for each, text in texts.items():
        yield el("simple-choice", xhtml(text.in_language(language)), identifier=names[each])


def _associable(name: str, text: Text, most: int, language: Language) -> str:
    return el(
        "simple-associable-choice",
        xhtml(text.in_language(language)),
        identifier=name,
        match_max=most,
    )


def _match_correct() -> str:
    is_right = el("match", variable(), el("correct", identifier=RESPONSE))
    return condition([(is_right, set_score(number(1)))])


def _at_its_place(place: int, name: str, count: int) -> str:
    is_there = el("match", el("index", variable(), n=place), base(name, "identifier"))
    share = el("divide", number(1), number(count))
    return condition([(is_there, set_score(el("sum", variable(SCORE), share)))])


def _flag(value: bool) -> str:
    return "true" if value else "false"
