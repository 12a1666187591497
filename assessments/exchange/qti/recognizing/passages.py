"""Hottext: words of a passage to be chosen."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.exchange.markup import to_plain
from assessments.exchange.qti import selecting
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Json, Proposal
from assessments.exchange.qti.recognizing.choices import candidates
from assessments.exchange.qti.rendering import inner, text_of
from assessments.exchange.safe_xml import Element


def hottext(item: Item, interaction: Element) -> Iterator[Proposal]:
    selection = selecting.read(item, interaction, "hottext")
    names = {each: str(number) for number, each in enumerate(selection.ids, 1)}
    passage = _passage(interaction, names)
    for scoring, fractions in selection.schemes():
        definition: Json = {
            "type": "select_in_text",
            "stem": item.stem(),
            "passage": {item.language: passage},
            "keys": [names[each] for each in selection.ids if Decimal(fractions[each]) > 0],
            "scoring": scoring,
            "max_choices": 0 if selection.limit == len(selection.ids) else selection.limit,
        }
        yield Proposal(definition, list(candidates(selection)))


def _passage(interaction: Element, names: dict[str, str]) -> str:
    def marked(element: Element) -> str | None:
        if element.tag == "prompt":
            return ""
        if element.tag == "hottext":
            return f"[[{names[element.get('identifier', '')]}:{text_of(element)}]]"
        return None

    lines = to_plain(inner(interaction, marked)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()
