"""One row of a question sheet as a definition."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.exchange.building import (
    Json,
    Weighted,
    answers,
    equal_shares,
    given,
    multiple_response,
    single_choice,
)
from assessments.exchange.decimals import number
from assessments.exchange.headers import LETTERS
from assessments.exchange.languages import Rich, rich
from assessments.exchange.markup import from_plain
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.values import range_row, value_row
from assessments.grading.scoring import RECOMMENDED

TYPES: Mapping[str, tuple[str, ...]] = {
    "single_choice": ("单选题", "单选", "单项选择题", "选择题", "singlechoice", "multiplechoice"),
    "multiple_response": (
        "多选题", "多选", "多项选择题", "不定项选择题", "multipleresponse", "multiplechoices",
    ),
    "true_false": ("判断题", "判断", "是非题", "truefalse", "trueorfalse"),
    "short_answer": ("填空题", "填空", "shortanswer", "fillin", "blank"),
    "numeric": ("数值题", "数值", "计算题", "numeric", "numerical", "number"),
    "essay": ("简答题", "简答", "问答题", "论述题", "案例分析题", "案例题", "essay"),
}  # fmt: skip
_TYPE_OF = {alias: name for name, aliases in TYPES.items() for alias in aliases}
_TRUE = {"对", "正确", "是", "√", "✓", "✔", "t", "true", "y", "yes", "right", "1"}
_FALSE = {"错", "错误", "否", "不正确", "×", "✗", "✘", "x", "f", "false", "n", "no", "wrong", "0"}
_DIFFICULTIES = {
    "easy": ("易", "容易", "简单", "easy", "1"),
    "medium": ("中", "中等", "一般", "适中", "medium", "2"),
    "hard": ("难", "困难", "较难", "hard", "difficult", "3"),
}
_DIFFICULTY_OF = {alias: name for name, aliases in _DIFFICULTIES.items() for alias in aliases}
_BLANK = re.compile(r"_{2,}|（\s*）|\(\s*\)|【\s*】")
_MARGIN = re.compile(r"(.+?)\s*(?:±|\+/-|\+-)\s*(.+)")
_RANGE = re.compile(r"([+-]?[0-9.]+)\s*(?:~|～|—|–|-|至|\.\.)\s*([+-]?[0-9.]+)")


class BadRow(ValueError):
    """The message says why the row can't come in."""


@dataclass(frozen=True)
class SheetRow:
    cells: Mapping[str, str]
    notes: Notes

    def cell(self, name: str) -> str:
        """Whichever of its columns there is: without a language, Chinese, English."""
        named = (self.cells.get(key, "") for key in (name, f"{name}_zh", f"{name}_en"))
        return next((text for text in named if text), "")

    def text(self, name: str) -> Rich:
        found = rich(self.cells.get(name, ""), from_plain, self.notes)
        for language in ("zh", "en"):
            said = from_plain(self.cells.get(f"{name}_{language}", ""))
            if said:
                found[language] = said
        return found

    @property
    def options(self) -> dict[str, Rich]:
        texts = {letter: self.text(f"option_{letter.lower()}") for letter in LETTERS}
        return {letter: text for letter, text in texts.items() if text}

    @property
    def kind(self) -> str:
        """What the sheet says, or what the answer looks like."""
        named = self.cell("type")
        if not named:
            return self._guessed()
        known = _TYPE_OF.get(re.sub(r"[\s_\-/]+", "", fold(named)))
        if known is None:
            raise BadRow(f"the type {named[:40]} is not known")
        return known

    @property
    def difficulty(self) -> str:
        written = self.cell("difficulty")
        if written and fold(written) not in _DIFFICULTY_OF:
            self.notes.approximated(f"the difficulty {written[:40]} is not known: left out")
        return _DIFFICULTY_OF.get(fold(written), "")

    @property
    def mark(self) -> Decimal:
        written = self.cell("mark").removesuffix("分")
        found = number(written) if written else Decimal(1)
        if found is None or found < 0:
            raise BadRow(f"the mark {written[:40]} is not a number")
        return found

    def definition(self) -> Json:
        stem = self.text("stem")
        if not stem:
            raise BadRow("there is no question text")
        try:
            asked = _BUILDERS[self.kind](self)
        except NotSupported as refusal:
            raise BadRow(str(refusal)) from None
        return {"stem": stem, **asked, **given(explanation=self.text("explanation"))}

    def answer(self) -> str:
        found = self.cell("answer")
        if not found:
            raise BadRow("there is no answer")
        return found

    def _guessed(self) -> str:
        letters = letters_of(self.cell("answer"))
        if self.options and letters:
            return "single_choice" if len(letters) == 1 else "multiple_response"
        is_truth = fold(self.cell("answer")) in _TRUE | _FALSE
        return "true_false" if is_truth and not self.options else "short_answer"


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def letters_of(answer: str) -> str:
    """A, BD, A、C: the letters; empty where it is anything else."""
    compact = re.sub(r"[\s,;、/|.]+", "", fold(answer)).upper()
    return compact if compact and all(letter in LETTERS for letter in compact) else ""


def _rows(row: SheetRow) -> list[Weighted]:
    letters, options = letters_of(row.answer()), row.options
    if not letters or not set(letters) <= options.keys():
        raise BadRow(f"no option has the letter of the answer: {row.answer()[:40]}")
    if len(options) < 2:
        raise BadRow("there are fewer than two options")
    shares = equal_shares([letter in letters for letter in options])
    return [Weighted(share, text) for share, text in zip(shares, options.values(), strict=True)]


def _single(row: SheetRow) -> Json:
    rows = _rows(row)
    if sum(weighted.fraction > 0 for weighted in rows) > 1:
        raise BadRow("a single choice has several answers")
    return single_choice(rows, row.notes, shuffle=True)


def _multiple(row: SheetRow) -> Json:
    return multiple_response(_rows(row), row.notes, shuffle=True, scoring=RECOMMENDED)


def _true_false(row: SheetRow) -> Json:
    answer = fold(row.answer())
    letters = letters_of(answer)
    if letters in {"A", "B"} and letters in row.options:
        answer = fold(next(iter(row.options[letters].values())))
    if answer not in _TRUE | _FALSE:
        raise BadRow(f"the answer {row.answer()[:40]} is neither true nor false")
    return {"type": "true_false", "answer": answer in _TRUE}


def _short_answer(row: SheetRow) -> Json:
    """Several blanks in the text take an answer each, parted by semicolons."""
    parts = [part for part in re.split(r"[;；]", row.answer()) if part.strip()]
    stem = row.text("stem")
    blanks = {len(_BLANK.findall(text)) for text in stem.values()}
    if len(parts) > 1 and blanks == {len(parts)}:
        return _fill_in(stem, parts, row.notes)
    return _patterns(row.answer(), row.notes)


def _fill_in(stem: Rich, parts: list[str], notes: Notes) -> Json:
    def numbered(text: str) -> str:
        places = iter(range(1, len(parts) + 1))
        return _BLANK.sub(lambda _: f"[[{next(places)}]]", text)

    gaps = [
        {"id": str(place), "weight": "1", "display": "inline", "item": _patterns(part, notes)}
        for place, part in enumerate(parts, 1)
    ]
    stems = {language: numbered(text) for language, text in stem.items()}
    return {"type": "fill_in", "stem": stems, "gaps": gaps, "scoring": "each"}


def _patterns(answer: str, notes: Notes) -> Json:
    """Whatever is parted by | is accepted."""
    patterns = [part.strip() for part in re.split(r"[|｜]", answer) if part.strip()]
    rows = [Weighted(Decimal(1), own={"pattern": pattern}) for pattern in patterns]
    return {"type": "short_answer", "answers": answers(rows, notes), "case_sensitive": False}


def _numeric(row: SheetRow) -> Json:
    """20, 20±0.5, 19.5~20.5; a tolerance may stand in a column of its own."""
    written = unicodedata.normalize("NFKC", row.answer()).strip()
    margin, between = _MARGIN.fullmatch(written), _RANGE.fullmatch(written)
    if between and not margin:
        own = range_row(between.group(1), between.group(2))
    elif margin:
        own = value_row(margin.group(1), margin.group(2))
    else:
        own = value_row(written, row.cell("tolerance"))
    return {"type": "numeric", "answers": answers([Weighted(Decimal(1), own=own)], row.notes)}


def _essay(row: SheetRow) -> Json:
    return {"type": "essay", "rows": 12, **given(model_answer=row.text("answer"))}


_BUILDERS: Mapping[str, Callable[[SheetRow], Json]] = {
    "single_choice": _single,
    "multiple_response": _multiple,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numeric": _numeric,
    "essay": _essay,
}
