"""How often each response was given at each try, as Moodle's response analysis counts."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assessments.grading import PaperItem
from assessments.grading.behaviors.responding import is_same
from scripts.corpora.cases import Case
from scripts.corpora.reading import Row, read_csv
from scripts.corpora.walkthroughs import Attempt, Slot

NO_RESPONSE = "[no response]"
# Further tries count with this one (core_question\\statistics\\responses\\analyser).
LAST_COUNTED_TRY = 5
NO_MATCH = "[no match]"
# "3.14 (3.13..3.15)" and "{a} + {b} (±0.01 Relative)": what is in brackets is the tolerance.
_TOLERANCE = re.compile(r" \([^()]*\)$")
_WORDS = {
    "[NO RESPONSE]": NO_RESPONSE,
    "[No response]": NO_RESPONSE,
    "[NO MATCH]": NO_MATCH,
    "[Did not match any answer]": NO_MATCH,
}

# Of each part of a response: the class it falls in, and what was given.
Classified = list[tuple[str, str]]
Tries = Mapping[str, Counter[int]]


# Of an attempt and a slot: where somebody left a hint to try again, and submitted nothing then.
Reopened = frozenset[tuple[str, int]]


def response_counts(
    path: Path, steps: Path, folder: str, attempts: Sequence[Attempt]
) -> Iterator[Case]:
    reopened = _reopened(read_csv(steps))
    for row in read_csv(path) if path.exists() else ():
        found = _counted(row, attempts, reopened)
        label = " ".join(filter(None, (row.get(name, "") for name in list(row)[:6])))
        wrong = [text for text in _differences(row, found) if text]
        file = f"{folder}/{path.name}"
        yield Case(file, label, "failed" if wrong else "passed", "; ".join(wrong))


def _differences(row: Row, found: Counter[int]) -> Iterator[str]:
    for column, wanted in row.items():
        if column == "totalcount" or re.fullmatch(r"count[0-9]+", column):
            given = found.total() if column == "totalcount" else found[int(column[5:])]
            if wanted and given != int(wanted):
                yield f"{column} {given} instead of {wanted}"


def _reopened(rows: Sequence[Row]) -> Reopened:
    last: dict[tuple[str, int], str] = {}
    for row in rows:
        for column, value in row.items():
            pressed = re.fullmatch(r"responses\.([0-9]+)\.(-submit|-tryagain)", column)
            if pressed and value not in ("", "0"):
                last[row["quizattempt"], int(pressed[1])] = pressed[2]
    return frozenset(place for place, control in last.items() if control == "-tryagain")


def _counted(row: Row, attempts: Sequence[Attempt], reopened: Reopened) -> Counter[int]:
    """By number of the try; a class with one response only stands for whatever was given."""
    given: dict[str, Counter[int]] = {}
    for attempt in attempts:
        slot = attempt.slots[int(row["slot"])]
        if _is_meant(row, slot):
            again = (attempt.number, int(row["slot"])) in reopened
            for nth, raw in enumerate(_tries(slot, again), 1):
                _count(row, _classified(slot.item, raw), given, nth)
    if row["actualresponse"] in given:
        return given[row["actualresponse"]]
    return next(iter(given.values())) if len(given) == 1 else Counter()


def _is_meant(row: Row, slot: Slot) -> bool:
    question = row.get("randq", "")
    return question in ("", slot.name) and slot.variant == int(row.get("variant") or 1)


def _tries(slot: Slot, again: bool) -> tuple[Any, ...]:
    """What was submitted, and what stood there at the end of a try that was begun."""
    tries, last = slot.progress.tries, slot.progress.response
    if tries and not again and is_same(slot.item, last, tries[-1]):
        return tries
    return (*tries, last)


def _count(row: Row, classified: Classified, given: dict[str, Counter[int]], nth: int) -> None:
    place = int(row.get("subpart") or 1) - 1
    if place >= len(classified):
        return
    label, response = classified[place]
    if label == _label(row["modelresponse"]):
        given.setdefault(response, Counter())[min(nth, LAST_COUNTED_TRY)] += 1


def _label(model: str) -> str:
    return _WORDS.get(model, _TOLERANCE.sub("", model))


def _classified(item: PaperItem, raw: Any) -> Classified:
    classify = _CLASSIFIERS[item.definition["type"]]
    return classify(item.definition, {part.key: part for part in item.grade(raw).parts}, raw)


def _typed(definition: Mapping[str, Any], parts: Mapping[str, Any], raw: Any) -> Classified:
    typed = raw[0] if raw else ""
    if not typed:
        return [(NO_RESPONSE, "")]
    met = parts["answer"].response_class if parts else ""
    return [(_answer(definition, met), typed)]


def _answer(definition: Mapping[str, Any], met: str) -> str:
    if not met:
        return NO_MATCH
    answer = definition["answers"][int(met)]
    return str(next(answer[name] for name in ("pattern", "value", "formula") if name in answer))


def _true_false(definition: Mapping[str, Any], parts: Mapping[str, Any], raw: Any) -> Classified:
    chosen = parts["choice"].response_class.capitalize() if parts else NO_RESPONSE
    return [(chosen, chosen)]


def _single(definition: Mapping[str, Any], parts: Mapping[str, Any], raw: Any) -> Classified:
    chosen = _text(definition["options"], parts["choice"].response_class) if parts else NO_RESPONSE
    return [(chosen, chosen)]


def _multiple(definition: Mapping[str, Any], parts: Mapping[str, Any], raw: Any) -> Classified:
    """Each option is a part; one that was not ticked is no response to it."""
    options = definition["options"]
    texts = [_text(options, row["id"]) if row["id"] in parts else NO_RESPONSE for row in options]
    return [(text, text) for text in texts]


def _matching(definition: Mapping[str, Any], parts: Mapping[str, Any], raw: Any) -> Classified:
    found = []
    for prompt in definition["prompts"]:
        met = parts[prompt["id"]].response_class if parts else ""
        choice = _text(definition["choices"], met) if met else ""
        label = f"{prompt['text']['en']}: {choice}" if met else NO_RESPONSE
        found.append((label, choice))
    return found


def _fill_in(definition: Mapping[str, Any], parts: Mapping[str, Any], raw: Any) -> Classified:
    found = []
    for gap in definition["gaps"]:
        item, given = gap["item"], (raw or {}).get(gap["id"]) or [""]
        met = parts[gap["id"]].response_class if gap["id"] in parts else ""
        if "options" in item:
            texts = [_text(item["options"], option) for option in met.split(",") if option]
            label = ", ".join(texts) or NO_RESPONSE
            found.append((label, label))
        else:
            found.append((_answer(item, met) if given[0] else NO_RESPONSE, given[0]))
    return found


def _text(rows: Sequence[Mapping[str, Any]], wanted: str) -> str:
    return {row["id"]: str(row["text"]["en"]) for row in rows}[wanted]


_CLASSIFIERS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any], Any], Classified]] = {
    "short_answer": _typed,
    "numeric": _typed,
    "calculated": _typed,
    "true_false": _true_false,
    "single_choice": _single,
    "multiple_response": _multiple,
    "matching": _matching,
    "fill_in": _fill_in,
}
