"""Aiken: a question, its options, and the letter of the right one; Chinese punctuation too."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.exchange.building import (
    Json,
    Weighted,
    equal_shares,
    given,
    multiple_response,
    single_choice,
)
from assessments.exchange.checking import checked
from assessments.exchange.decoding import Undecodable, decode, lines_of
from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.exchange.identity import source_id, told_apart
from assessments.exchange.languages import Rich, rich
from assessments.exchange.markup import from_plain, to_plain
from assessments.exchange.notes import Notes
from assessments.grading.scoring import RECOMMENDED

FORMAT = "aiken"
MAX_QUESTIONS = 10_000

_OPTION = re.compile(r"\s*[(（]?([A-ZＡ-Ｚ])\s*[.)．、）:：]\s*(.*)")
_ANSWER = re.compile(r"\s*(?:ANSWER|参考答案|正确答案|答案)\s*[:：]\s*(.*)")
_EXPLANATION = re.compile(r"\s*(?:EXPLANATION|答案解析|解析)\s*[:：]\s*(.*)")
_NAME_LENGTH = 80


@dataclass
class _Question:
    line: int
    stem: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    answer: str = ""
    explanation: str = ""

    def take(self, line: str) -> None:
        """A line that begins nothing goes on with what was begun last."""
        option, answer = _OPTION.match(line), _ANSWER.match(line)
        if answer:
            self.answer = answer.group(1)
        elif option and self.stem and _folded(option.group(1)) == _letter_at(len(self.options)):
            self.options.append(option.group(2))
        elif self.options:
            self.options[-1] += f"\n{line}"
        else:
            self.stem.append(line)


def read(data: bytes) -> Import:
    try:
        text, problems = decode(data)
    except Undecodable as fault:
        return Import(problems=(Problem("refused", "file", str(fault)),))
    found = [_draft(question) for question in _questions(lines_of(text))]
    drafts = tuple(told_apart(draft for draft in found if isinstance(draft, ItemDraft)))
    refused = tuple(problem for problem in found if isinstance(problem, Problem))
    return Import(drafts[:MAX_QUESTIONS], problems + refused + _beyond(len(drafts)))


def is_aiken(text: str) -> bool:
    """Does the text look like it: options, an answer, and no braces as GIFT has."""
    lines = lines_of(text)
    return "{" not in text and all(
        any(pattern.match(line) for line in lines) for pattern in (_OPTION, _ANSWER)
    )


def _beyond(count: int) -> tuple[Problem, ...]:
    if count <= MAX_QUESTIONS:
        return ()
    return (Problem("refused", "file", f"only the first {MAX_QUESTIONS} questions were read"),)


def _questions(lines: list[str]) -> Iterator[_Question]:
    """A question ends with its answer, or with the explanation after that."""
    question: _Question | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        explanation = _EXPLANATION.match(line)
        if question and question.answer and explanation:
            question.explanation = explanation.group(1)
            continue
        if question and question.answer:
            yield question
            question = None
        question = question or _Question(number)
        question.take(line)
    if question:
        yield question


def _draft(question: _Question) -> ItemDraft | Problem:
    notes = Notes(f"line {question.line}")
    letters = _letters(question.answer)
    fault = _fault(question, letters)
    if fault:
        return Problem("refused", notes.where, fault)
    stem = _rich("\n".join(question.stem), notes)
    asked = _choice(question, letters, notes)
    explanation = _rich(question.explanation, notes)
    name = " ".join(to_plain(next(iter(stem.values()))).split())[:_NAME_LENGTH]
    definition = {"stem": stem, **asked, **given(explanation=explanation)}
    draft = ItemDraft(source_id("", "", stem), name, definition)
    return checked(draft, FORMAT, "\n".join(question.stem), notes)


def _fault(question: _Question, letters: str) -> str:
    if not question.answer:
        return "there is no ANSWER line"
    if len(question.options) < 2:
        return "there are fewer than two options"
    if not letters or max(letters) >= _letter_at(len(question.options)):
        return f"no option has the letter of the answer: {question.answer[:40]}"
    return ""


def _choice(question: _Question, letters: str, notes: Notes) -> Json:
    right = [_letter_at(place) in letters for place in range(len(question.options))]
    rows = [
        Weighted(share, _rich(text, notes))
        for share, text in zip(equal_shares(right), question.options, strict=True)
    ]
    if sum(right) == 1:
        return single_choice(rows, notes, shuffle=True)
    notes.noted(f"several letters are right: a multiple response, scored by {RECOMMENDED}")
    return multiple_response(rows, notes, shuffle=True, scoring=RECOMMENDED)


def _letter_at(place: int) -> str:
    return chr(ord("A") + place)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _letters(answer: str) -> str:
    """The letters of the right options, whatever stands between them; empty if it isn't letters."""
    compact = re.sub(r"[\s,;、]+", "", _folded(answer).rstrip(".。 "))
    return compact if re.fullmatch("[A-Z]+", compact) else ""


def _rich(text: str, notes: Notes) -> Rich:
    return rich(text, from_plain, notes)
