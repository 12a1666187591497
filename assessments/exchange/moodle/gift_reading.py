"""The answers of a GIFT question, by Moodle's own rules (question/format/gift/format.php)."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from assessments.exchange import languages, markup
from assessments.exchange.building import (
    Json,
    Weighted,
    answers,
    given,
    listed,
    multiple_response,
    single_choice,
)
from assessments.exchange.decimals import percent
from assessments.exchange.languages import Rich
from assessments.exchange.moodle import gift_text
from assessments.exchange.moodle.sets import GRADING, matching
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.values import range_row, value_row

_WEIGHT = re.compile(r"%(-*[0-9]+\.?[0-9]*)%")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
# {>5 ALL VERTICAL ABSOLUTE_POSITION SHOW 123 …}: of these, what is here is the grading type.
_ORDERING = re.compile(
    r">\s*(?P<count>\d*)\s*(?P<select>ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)?\s*"
    r"(?:HORIZONTAL|HORI|VERTICAL|VERT|[HV10](?=\s))?\s*(?P<grading>[A-Z]+(?:_[A-Z]+)+|ABS)?\s*"
    r"(?:SHOW|HIDE|TRUE|FALSE|YES|NO|[01](?=\s))?\s*(?:none|123|abc|ABCD|iii|IIII)?[ \t]*\n"
)


class Answers:
    """What stands between the braces; texts that name no format are in that of the question."""

    def __init__(self, text: str, text_format: str, notes: Notes) -> None:
        self.text = text
        self.text_format = text_format
        self.notes = notes

    def read(self) -> Json:
        """The definition without its stem; the order of the questions asked here is Moodle's."""
        if not self.text:
            return {"type": "essay", "rows": 15}
        return _READERS[self._kind()](self)

    def ordering(self) -> Json:
        found = _ORDERING.match(self.text)
        assert found
        if found["select"] not in {None, "ALL"}:
            self.notes.approximated("only some of the items were shown in Moodle: here all are")
        lines = [line for line in self.text[found.end() :].split("\n") if line.strip()]
        items = listed([self._rich(line) for line in lines])
        scoring = GRADING.get(found["grading"] or "", "absolute")
        return {"type": "ordering", "items": items, "scoring": scoring}

    def choice(self) -> Json:
        rows = [self._option(row) for row in _parts(self.text.replace("=", "~="), "~")]
        if "=" in self.text:
            return single_choice(rows, self.notes, shuffle=True)
        return multiple_response(rows, self.notes, shuffle=True)

    def matching(self) -> Json:
        pairs = [self._pair(part) for part in _parts(self.text, "=")]
        return matching(pairs, shuffle=True)

    def true_false(self) -> Json:
        written, *said = self.text.split("#", 2)
        answer = _TRUTHS[written.strip()]
        wrong, right = (self._rich(text) for text in (*said, "", "")[:2])
        by_word = {"true": right if answer else wrong, "false": wrong if answer else right}
        feedback = {word: text for word, text in by_word.items() if text}
        return {"type": "true_false", "answer": answer, **given(feedback=feedback)}

    def short_answer(self) -> Json:
        rows = [
            Weighted(worth, {}, feedback, {"pattern": gift_text.plain(words)})
            for worth, words, feedback in map(self._typed, _parts(self.text, "="))
        ]
        return {
            "type": "short_answer",
            "answers": answers(rows, self.notes),
            "case_sensitive": False,
        }

    def numeric(self) -> Json:
        inside, tilde, wrong = self.text[1:].partition("~")
        rows = [
            Weighted(worth, {}, feedback, _value(words))
            for worth, words, feedback in map(self._typed, _parts(inside, "="))
        ]
        if tilde:
            feedback = self._rich(wrong.partition("#")[2])
            rows.append(Weighted(Decimal(0), {}, feedback, value_row("*")))
        return {"type": "numeric", "answers": answers(rows, self.notes)}

    def _kind(self) -> str:
        if _ORDERING.match(self.text):
            return "ordering"
        if self.text.startswith("#"):
            return "numeric"
        if "~" in self.text:
            return "choice"
        if "=" in self.text and "->" in self.text:
            return "matching"
        is_truth = self.text.partition("#")[0].strip() in _TRUTHS
        return "true_false" if is_truth else "short_answer"

    def _option(self, part: str) -> Weighted:
        if part.startswith("="):
            worth, words = Decimal(1), part[1:]
        else:
            worth, words = _weighed(part, Decimal(0))
        text, _, feedback = words.partition("#")
        return Weighted(worth, self._rich(text), self._rich(feedback))

    def _typed(self, part: str) -> tuple[Decimal, str, Rich]:
        worth, words = _weighed(part, Decimal(1))
        text, _, feedback = words.partition("#")
        return worth, gift_text.split_format(text, "")[0].strip(), self._rich(feedback)

    def _pair(self, part: str) -> tuple[Rich, Rich]:
        prompt, arrow, answer = part.partition("->")
        if not arrow:
            raise NotSupported("a pair has no ->")
        words = gift_text.plain(answer)
        return self._rich(prompt), languages.rich(words, markup.from_plain, self.notes)

    def _rich(self, text: str) -> Rich:
        return gift_text.rich(text.strip(), self.text_format, self.notes)


def _parts(text: str, mark: str) -> list[str]:
    first, *rest = (part.strip() for part in text.split(mark))
    return [first, *rest] if first else rest


def _weighed(part: str, default: Decimal) -> tuple[Decimal, str]:
    found = _WEIGHT.match(part)
    worth = percent(found.group(1)) if found else None
    if not found or worth is None:
        return default, part
    return worth, part[found.end() :]


def _value(text: str) -> Json:
    low, dots, high = text.partition("..")
    if dots:
        return range_row(low, high)
    value, _, tolerance = text.partition(":")
    return value_row(value, tolerance)


_READERS: Mapping[str, Callable[[Answers], Json]] = {
    "ordering": Answers.ordering,
    "numeric": Answers.numeric,
    "choice": Answers.choice,
    "matching": Answers.matching,
    "true_false": Answers.true_false,
    "short_answer": Answers.short_answer,
}
