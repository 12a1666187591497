"""matching and ordering."""

from collections.abc import Iterator

from assessments.exchange.building import Json, letter, listed
from assessments.exchange.languages import Rich
from assessments.exchange.moodle import target
from assessments.exchange.moodle.source import Source
from assessments.exchange.notes import NotSupported
from assessments.exchange.safe_xml import Element

# qtype_ordering of Moodle 4.4: the names of its grading types, and ours.
GRADING = {
    "ALL_OR_NOTHING": "all_or_nothing",
    "ABSOLUTE_POSITION": "absolute",
    "RELATIVE_NEXT_EXCLUDE_LAST": "next",
    "RELATIVE_NEXT_INCLUDE_LAST": "next_with_end",
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": "neighbors",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": "all_neighbors",
    "LONGEST_ORDERED_SUBSET": "longest_subsequence",
    "LONGEST_CONTIGUOUS_SUBSET": "longest_run",
    "RELATIVE_TO_CORRECT": "displacement",
}
# Files of plugin releases before it was part of Moodle number them.
_NUMBERED = {
    "-1": "all_or_nothing",
    "0": "absolute",
    "1": "next",
    "2": "next_with_end",
    "3": "neighbors",
    "4": "all_neighbors",
    "5": "longest_subsequence",
    "6": "longest_run",
    "7": "displacement",
}
# Pairs, counted once, are the same number as all previous and next, counted twice.
NAMES = {scoring: name for name, scoring in GRADING.items()}
NAMES["pairs"] = "RELATIVE_ALL_PREVIOUS_AND_NEXT"


def read_matching(source: Source) -> Json:
    pairs = [(pair.rich(), _answer(pair)) for pair in source.all("subquestion")]
    shuffle = source.flag("shuffleanswers", default=True)
    return matching(pairs, shuffle=shuffle)


def matching(pairs: list[tuple[Rich, Rich]], *, shuffle: bool) -> Json:
    """Equal answers are one choice; an answer without a prompt is a distractor."""
    choices: list[Rich] = []
    prompts: list[Json] = []
    for prompt, answer in pairs:
        if not answer:
            raise NotSupported("a prompt has no answer")
        if answer not in choices:
            choices.append(answer)
        if prompt:
            row = {"id": letter(len(prompts)), "text": prompt}
            prompts.append({**row, "answer": letter(choices.index(answer))})
    return {
        "type": "matching",
        "prompts": prompts,
        "choices": listed(choices),
        "shuffle": shuffle,
        "scoring": "each",
    }


def pairs_of(definition: Json) -> Iterator[tuple[Rich, Rich]]:
    """Prompts with their answers, then the answers that belong to none."""
    texts = {choice["id"]: choice["text"] for choice in definition["choices"]}
    unused = dict(texts)
    for prompt in definition["prompts"]:
        unused.pop(prompt["answer"], None)
        yield prompt["text"], texts[prompt["answer"]]
    for text in unused.values():
        yield {}, text


def write_matching(definition: Json) -> Iterator[Element]:
    yield target.flag("shuffleanswers", on=definition.get("shuffle", True))
    for prompt, answer in pairs_of(definition):
        yield target.rich("subquestion", prompt, target.plain("answer", answer))


def read_ordering(source: Source) -> Json:
    selected = source.value("selecttype", "ALL")
    if selected not in {"ALL", "0"}:
        source.notes.approximated("only some of the items were shown in Moodle: here all are")
    if source.value("layouttype") in {"HORIZONTAL", "1"}:
        source.notes.noted("the items stand below each other here, not side by side")
    name = source.value("gradingtype", "ABSOLUTE_POSITION")
    scoring = GRADING.get(name) or _NUMBERED.get(name)
    if scoring is None:
        raise NotSupported(f"the grading type {name[:40]} is not known")
    items = listed([answer.rich() for answer in source.all("answer")])
    return {"type": "ordering", "items": items, "scoring": scoring}


def write_ordering(definition: Json) -> Iterator[Element]:
    yield target.value("layouttype", "VERTICAL")
    yield target.value("selecttype", "ALL")
    yield target.value("selectcount", "0")
    yield target.value("gradingtype", NAMES[definition.get("scoring", "pairs")])
    for place, item in enumerate(definition["items"], 1):
        yield target.rich("answer", item["text"], fraction=str(place))


def _answer(pair: Source) -> Rich:
    answer = pair.one("answer")
    return answer.plain() if answer else {}
