"""Items of several parts, and those of one that is a gap: a fill-in, or a matching."""

from collections.abc import Iterator

from assessments.exchange.notes import NotSupported
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.proposals import Json, Proposal
from assessments.exchange.qti.recognizing.parts import PARTS, Part, match_sets
from assessments.exchange.qti.recognizing.parts import match as match_part
from assessments.exchange.qti.slots import MAX_SLOTS, Slots, fill_in
from assessments.exchange.safe_xml import Element


def composed(item: Item) -> Iterator[Proposal]:
    parts = {each: _part(item, each) for each in item.interactions}
    slots = [slot for part in parts.values() for slot in part.slots]
    if len(slots) > MAX_SLOTS:
        raise NotSupported(f"more than {MAX_SLOTS} answers are asked for")
    marked = _marked(parts)
    displays = [part.display for part in parts.values() for _ in part.slots]
    yield fill_in(item.stem(marked.get), Slots(slots, item.probe), displays)


def match(item: Item, interaction: Element) -> Iterator[Proposal]:
    """A matching where all prompts weigh the same, with one answer each; else a fill-in."""
    slots = Slots(match_part(item, interaction).slots, item.probe)
    if not any(slot.takes_several for slot in slots.slots):
        yield from _matchings(item, interaction, slots)
    yield from composed(item)


def _matchings(item: Item, interaction: Element, slots: Slots) -> Iterator[Proposal]:
    prompts, choices, _ = match_sets(item, interaction)
    best = slots.best()
    ids = list(choices)
    rows = [
        {"id": f"p{place}", "text": text, "answer": ids[pick or 0]}
        for place, (text, pick) in enumerate(zip(prompts.values(), best, strict=True))
    ]
    for scoring in ("all_or_nothing", "each"):
        definition: Json = {
            "type": "matching",
            "stem": item.stem(),
            "prompts": rows,
            "choices": [{"id": each, "text": text} for each, text in choices.items()],
            "shuffle": interaction.get("shuffle") == "true",
            "scoring": scoring,
        }
        keys = [str(place) for place in range(len(rows))]
        yield Proposal(definition, slots.candidates(best, keys))


def _part(item: Item, interaction: Element) -> Part:
    read = PARTS.get(str(interaction.tag))
    if read is None:
        raise NotSupported(f"<{interaction.tag}> can't be a part of an item")
    return read(item, interaction)


def _marked(parts: dict[Element, Part]) -> dict[Element, str]:
    """The HTML of each interaction, its gaps numbered through the item."""
    number = 0
    marked = {}
    for element, part in parts.items():
        marks = [f"[[{number + place}]]" for place in range(1, len(part.slots) + 1)]
        marked[element] = part.markup(marks)
        number += len(marks)
    return marked
