"""Interactions that are one gap of a text, or several."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from assessments.exchange.languages import Rich
from assessments.exchange.notes import NotSupported
from assessments.exchange.qti import asking
from assessments.exchange.qti.asking import Reach
from assessments.exchange.qti.declarations import Declaration
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.rendering import inner, text_of
from assessments.exchange.qti.slots import Answer, Slot
from assessments.exchange.qti.values import NUMERIC, number
from assessments.exchange.safe_xml import Element

_MOST_STEPS = 200
# Where expressions end.
_RULES = frozenset(
    {"responseIf", "responseElseIf", "setOutcomeValue", "lookupOutcomeValue", "responseProcessing"}
)

Texts = Mapping[str, Rich]


class Part:
    """An interaction: its slots, how they are shown, and the HTML with their markers."""

    def __init__(self, slots: list[Slot], display: str, markup: Callable[[list[str]], str]) -> None:
        self.slots = slots
        self.display = display
        self.markup = markup


def inline_choice(item: Item, interaction: Element) -> Part:
    slot = asking.one_of(item.declared(interaction), _texts(item, interaction, "inlineChoice"))
    return Part([slot], "dropdown", "".join)


def choice(item: Item, interaction: Element) -> Part:
    declared = item.declared(interaction)
    texts = _texts(item, interaction, "simpleChoice")
    shuffle = interaction.get("shuffle") == "true"
    if declared.cardinality == "single":
        slot = asking.one_of(declared, texts, shuffle=shuffle)
    else:
        slot = asking.some_of(declared, texts, shuffle=shuffle)
    prompt = item.prompt(interaction)
    return Part([slot], "vertical", lambda marks: f"{prompt}<p>{marks[0]}</p>")


def text_entry(item: Item, interaction: Element) -> Part:
    declared = item.declared(interaction)
    rules = item.element.find("responseProcessing")
    if _folds_accents(rules):
        item.notes.approximated("accents count in what is typed")
    words = _known_words(declared, rules)
    if _uses_patterns(rules):
        raise NotSupported("what is typed is compared with patterns")
    if declared.base_type in NUMERIC or _is_compared_as_number(declared, rules):
        values = [found for found in map(number, words) if found is not None]
        known = [Reach(value, Decimal(0), "nominal") for value in values]
        known += _reaches(declared.identifier, rules)
        return Part([asking.number(declared, known)], "inline", "".join)
    item.notes.noted("white space and the width of letters don't count in what is typed")
    return Part([asking.text(declared, words)], "inline", "".join)


def slider(item: Item, interaction: Element) -> Part:
    declared = item.declared(interaction)
    low, high, step = (
        number(interaction.get(name, default))
        for name, default in (("lowerBound", ""), ("upperBound", ""), ("step", "1"))
    )
    if low is None or high is None or not step or not 0 < (high - low) / step <= _MOST_STEPS:
        raise NotSupported("the slider has too many steps")
    values = [low + step * place for place in range(int((high - low) / step) + 1)]
    prompt = item.prompt(interaction)
    slot = asking.number(declared, [Reach(value, Decimal(0), "nominal") for value in values])
    return Part([slot], "inline", lambda marks: f"{prompt}<p>{marks[0]}</p>")


def gap_match(item: Item, interaction: Element) -> Part:
    declared = item.declared(interaction)
    texts = {
        **_texts(item, interaction, "gapText"),
        **_texts(item, interaction, "gapImg"),
    }
    gaps = [gap.get("identifier", "") for gap in interaction.iter("gap")]
    slots = [asking.one_of(declared, texts, f"{{}} {gap}") for gap in gaps]

    def markup(marks: list[str]) -> str:
        placed = dict(zip(gaps, marks, strict=True))

        def replaced(element: Element) -> str | None:
            if element.tag in {"gapText", "gapImg"}:
                return ""
            return placed[element.get("identifier", "")] if element.tag == "gap" else None

        return inner(interaction, replaced)

    return Part(slots, "dropdown", markup)


def match(item: Item, interaction: Element) -> Part:
    prompts, choices, pair = match_sets(item, interaction)
    slots = [
        _paired(item, interaction, choices, pair.format(prompt=prompt, choice="{}"))
        for prompt in prompts
    ]
    texts = [next(iter(text.values()), "") for text in prompts.values()]

    def markup(marks: list[str]) -> str:
        rows = (f"<p>{text} {mark}</p>" for text, mark in zip(texts, marks, strict=True))
        return item.prompt(interaction) + "".join(rows)

    display = "vertical" if any(slot.takes_several for slot in slots) else "dropdown"
    return Part(slots, display, markup)


def match_sets(item: Item, interaction: Element) -> tuple[Texts, Texts, str]:
    """What asks, what answers, and how a pair of them is written.

    What may be matched several times answers; the other set asks.
    """
    sets = list(interaction.iter("simpleMatchSet"))
    if len(sets) != 2:
        raise NotSupported("a match needs two sets")
    first, second = (_texts(item, each, "simpleAssociableChoice") for each in sets)
    if _is_used_once(sets[1]) and not _is_used_once(sets[0]):
        return second, first, "{choice} {prompt}"
    return first, second, "{prompt} {choice}"


PARTS: Mapping[str, Callable[[Item, Element], Part]] = {
    "inlineChoiceInteraction": inline_choice,
    "choiceInteraction": choice,
    "textEntryInteraction": text_entry,
    "sliderInteraction": slider,
    "gapMatchInteraction": gap_match,
    "matchInteraction": match,
}


def _texts(item: Item, interaction: Element, tag: str) -> Texts:
    return {each.get("identifier", ""): item.text(each) for each in interaction.iter(tag)}


def _is_used_once(choices: Element) -> bool:
    return all(each.get("matchMax") == "1" for each in choices.iter("simpleAssociableChoice"))


def _paired(item: Item, interaction: Element, choices: Texts, pair: str) -> Slot:
    """One choice for a prompt, or all of several that are declared for it."""
    declared = item.declared(interaction)
    slot = asking.one_of(declared, choices, pair)
    if len(slot.correct) > 1 and not _earning(item, slot):
        return asking.some_of(declared, choices, pair)
    elements = interaction.iter("simpleAssociableChoice")
    may = {each.get("identifier") for each in elements if each.get("matchMax") != "1"}
    if len(_earning(item, slot)) > 1 and set(pair.split()) & may:
        raise NotSupported("a prompt may be matched with several choices")
    return slot


def _earning(item: Item, slot: Slot) -> list[Answer]:
    """The answers that earn something without any other."""
    return [
        answer for answer in slot.answers if item.probe.score({slot.identifier: answer.values}) > 0
    ]


def _known_words(declared: Declaration, rules: Element | None) -> list[str]:
    """All that the answer may be compared with."""
    found = list(declared.correct.items) if declared.correct else []
    if declared.mapping:
        found += [entry.key for entry in declared.mapping.entries]
    if rules is not None:
        found += _compared_with(declared.identifier, rules)
    return list(dict.fromkeys(found))


def _compared_with(identifier: str, rules: Element) -> Iterator[str]:
    for comparison in _comparisons(identifier, rules):
        yield from (text_of(value) for value in comparison.iter("baseValue"))


def _comparisons(identifier: str, rules: Element) -> Iterator[Element]:
    """The operators that put the response beside something else."""
    for variable in rules.iter("variable"):
        if variable.get("identifier") == identifier:
            around = next(
                each for each in variable.iterancestors() if len(each) > 1 or each.tag in _RULES
            )
            if around.tag not in _RULES:
                yield around


def _is_compared_as_number(declared: Declaration, rules: Element | None) -> bool:
    if rules is None:
        return False
    found = _comparisons(declared.identifier, rules)
    return any(comparison.tag in {"equal", "equalRounded"} for comparison in found)


def _uses_patterns(rules: Element | None) -> bool:
    if rules is None:
        return False
    return next(rules.iter("patternMatch", "substring"), None) is not None or any(
        each.get("substring") == "true" for each in rules.iter("stringMatch")
    )


def _folds_accents(rules: Element | None) -> bool:
    found = () if rules is None else rules.iter("customOperator")
    return any(each.get("definition", "").endswith("ToAscii") for each in found)


def _reaches(identifier: str, rules: Element | None) -> Iterator[Reach]:
    """The numbers that the response is compared with under a tolerance."""
    for equal in rules.iter("equal") if rules is not None else ():
        mode = equal.get("toleranceMode", "exact")
        size = number(equal.get("tolerance", "").split(" ")[0])
        asked = {each.get("identifier") for each in equal.iter("variable", "correct")}
        if size and mode in {"absolute", "relative"} and identifier in asked:
            kind, size = ("nominal", size) if mode == "absolute" else ("relative", size / 100)
            values = (number(text_of(each)) for each in equal.iter("baseValue"))
            yield from (Reach(value, size, kind) for value in values if value is not None)
