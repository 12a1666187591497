"""Choice interactions: one of several, or some of them."""

from collections.abc import Iterator, Mapping

from assessments.exchange.languages import Rich
from assessments.exchange.qti import selecting
from assessments.exchange.qti.feedback import shown_for
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Candidate, Json, Proposal, share
from assessments.exchange.qti.selecting import Selection
from assessments.exchange.safe_xml import Element


def choice(item: Item, interaction: Element) -> Iterator[Proposal]:
    selection = selecting.read(item, interaction, "simpleChoice")
    shuffle = interaction.get("shuffle") == "true"
    kinds = _single if selection.limit == 1 else _multiple
    for fields, fractions in kinds(selection):
        options = options_of(item, interaction, fractions)
        definition = {**fields, "stem": item.stem(), "options": options, "shuffle": shuffle}
        yield Proposal(definition, list(candidates(selection)))


def candidates(selection: Selection) -> Iterator[Candidate]:
    places = {each: str(place) for place, each in enumerate(selection.ids)}
    for chosen in selection.subsets():
        yield Candidate(selection.given(chosen), [places[each] for each in chosen])


def options_of(item: Item, interaction: Element, fractions: Mapping[str, str]) -> list[Json]:
    choices = {each.get("identifier", ""): each for each in interaction.iter("simpleChoice")}
    return [_option(item, choices[each], fraction) for each, fraction in fractions.items()]


def _option(item: Item, element: Element, fraction: str) -> Json:
    identifier = element.get("identifier", "")
    option: Json = {"id": identifier, "text": item.text(element), "fraction": fraction}
    feedback: Rich = shown_for(item, element)
    return {**option, "feedback": feedback} if feedback else option


def _single(selection: Selection) -> Iterator[tuple[Json, Mapping[str, str]]]:
    full = selection.score(selection.best())
    if full > 0:
        shares = {each: share(selection.score((each,)), full) for each in selection.ids}
        yield {"type": "single_choice"}, shares


def _multiple(selection: Selection) -> Iterator[tuple[Json, Mapping[str, str]]]:
    for scoring, fractions in selection.schemes():
        yield {"type": "multiple_response", "scoring": scoring}, fractions
