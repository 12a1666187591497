"""multichoice and truefalse, and the plugins that only score several options otherwise."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assessments.exchange.building import (
    Weighted,
    equal_shares,
    given,
    multiple_response,
    single_choice,
)
from assessments.exchange.decimals import number, percent, plain
from assessments.exchange.moodle import target
from assessments.exchange.moodle.source import Json, Source
from assessments.exchange.safe_xml import Element

_SILENT_NUMBERING = {"", "abc", "none"}


def read_multichoice(source: Source) -> Json:
    _note_numbering(source)
    rows = [_weighted(answer, fraction(answer)) for answer in source.all("answer")]
    shuffle = source.flag("shuffleanswers", default=False)
    if source.flag("single", default=True):
        return single_choice(rows, source.notes, shuffle=shuffle)
    return multiple_response(rows, source.notes, shuffle=shuffle)


def read_set(source: Source) -> Json:
    """qtype_multichoiceset: all or nothing."""
    return _read_scheme(source, "all_or_nothing")


def read_ou(source: Source) -> Json:
    """qtype_oumultiresponse, of the Open University."""
    return _read_scheme(source, "ou")


def _read_scheme(source: Source, scoring: str) -> Json:
    _note_numbering(source)
    found = source.all("answer")
    shares = equal_shares([fraction(answer) > 0 for answer in found])
    rows = [_weighted(answer, share) for answer, share in zip(found, shares, strict=True)]
    shuffle = source.flag("shuffleanswers", default=True)
    return multiple_response(rows, source.notes, shuffle=shuffle, scoring=scoring)


def read_truefalse(source: Source) -> Json:
    """By the words true and false; old files have them in another language, true first."""
    feedback = {}
    right = ""
    for place, answer in enumerate(source.all("answer")):
        words = answer.value()
        if words not in {"true", "false"}:
            source.notes.approximated("the first of the two answers was taken for true")
            words = "false" if place else "true"
        feedback[words] = answer.rich("feedback")
        if fraction(answer) == 1:
            right = words
    return {"type": "true_false", "answer": right == "true", **given(feedback=_said(feedback))}


def fraction(answer: Source) -> Decimal:
    """In per cent as an attribute; files of old have it as an element, from 0 to 1."""
    old = number(answer.value("fraction"))
    if old is not None:
        return old
    written = answer.attribute("fraction")
    found = percent(written) if written else Decimal(0)
    if found is None:
        answer.notes.approximated(f"the fraction {written[:20]} is not a number: 0 was taken")
    return found or Decimal(0)


def write_choice(definition: Json) -> Iterator[Element]:
    single = definition["type"] == "single_choice"
    yield target.flag("single", on=single)
    yield target.flag("shuffleanswers", on=definition.get("shuffle", True))
    yield target.value("answernumbering", "abc")
    for option, worth in zip(definition["options"], worths(definition), strict=True):
        yield write_answer(option, worth)


def write_truefalse(definition: Json) -> Iterator[Element]:
    feedback = definition.get("feedback", {})
    for words, answer in (("true", True), ("false", False)):
        right = "100" if definition["answer"] is answer else "0"
        said = target.rich("feedback", feedback.get(words, {}))
        yield target.element("answer", target.value("text", words), said, fraction=right)


def write_answer(option: Json, worth: Decimal) -> Element:
    said = target.rich("feedback", option.get("feedback", {}))
    return target.rich("answer", option["text"], said, fraction=plain(worth * 100))


def worths(definition: Json) -> list[Decimal]:
    """Moodle only sums: where our schemes make a wrong choice cost, it must cost there too."""
    worths = [Decimal(option["fraction"]) for option in definition["options"]]
    scoring = definition.get("scoring", "ou")
    if definition["type"] == "single_choice" or scoring == "sum_of_fractions":
        return worths
    right = [worth > 0 for worth in worths]
    cost = Decimal(1) if scoring == "all_or_nothing" else max(equal_shares(right))
    shares = zip(equal_shares(right), right, strict=True)
    return [share if is_right else -cost for share, is_right in shares]


def _weighted(answer: Source, worth: Decimal) -> Weighted:
    return Weighted(worth, answer.rich(), answer.rich("feedback"))


def _said(feedback: Mapping[str, Json]) -> Json:
    return {words: text for words, text in feedback.items() if text}


def _note_numbering(source: Source) -> None:
    numbering = source.value("answernumbering")
    if numbering not in _SILENT_NUMBERING:
        source.notes.noted(f"the numbering of options ({numbering[:20]}) was left out")
