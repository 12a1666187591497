"""Question sheets in Excel: one question a row, columns named in Chinese or English."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from assessments.exchange.categories import category_of
from assessments.exchange.checking import checked
from assessments.exchange.drafts import Import, ItemDraft, Problem
from assessments.exchange.headers import columns, is_header
from assessments.exchange.identity import source_id, told_apart
from assessments.exchange.markup import to_plain
from assessments.exchange.notes import Notes
from assessments.exchange.sheet_rows import BadRow, SheetRow
from assessments.exchange.workbooks import MAX_ROWS, Formula, Row, Unreadable, rows, workbook

FORMAT = "sheet"

# A title and notes may stand above the header.
_HEADER_WITHIN = 10
_NAME_LENGTH = 80
_TITLES: Mapping[str, tuple[str, ...]] = {
    "zh": (
        "编号", "题型", "题干（中文）", "题干（英文）",
        "选项A（中文）", "选项A（英文）", "选项B（中文）", "选项B（英文）",
        "选项C（中文）", "选项C（英文）", "选项D（中文）", "选项D（英文）",
        "答案", "误差", "解析（中文）", "解析（英文）", "难度", "分类", "标签", "分值",
    ),
    "en": (
        "key", "type", "stem_zh", "stem_en",
        "option_a_zh", "option_a_en", "option_b_zh", "option_b_en",
        "option_c_zh", "option_c_en", "option_d_zh", "option_d_en",
        "answer", "tolerance", "explanation_zh", "explanation_en",
        "difficulty", "category", "tags", "mark",
    ),
}  # fmt: skip
_EXAMPLES = (
    ("q1", "单选题", "发明专利权的期限是几年？", "How long does an invention patent last?",
     "10年", "10 years", "15年", "15 years", "20年", "20 years", "", "",
     "C", "", "自申请日起计算。", "Counted from filing.", "易", "专利/期限", "期限", "1"),
    ("q2", "多选题", "下列哪些是专利？", "Which of these are patents?",
     "发明", "Invention", "实用新型", "Utility model", "商标", "Trademark", "", "",
     "AB", "", "", "", "中", "专利", "", "2"),
    ("q3", "判断题", "商标注册可以续展。", "A trademark registration can be renewed.",
     "", "", "", "", "", "", "", "", "对", "", "", "", "易", "商标", "", "1"),
    ("q4", "填空题", "外观设计专利权的期限为____年。", "A design patent lasts ____ years.",
     "", "", "", "", "", "", "", "", "15|十五", "", "", "", "易", "专利/期限", "", "1"),
    ("q5", "数值题", "优先权期限是几个月？", "How many months is the period of priority?",
     "", "", "", "", "", "", "", "", "12", "0", "", "", "中", "专利", "", "1"),
    ("q6", "简答题", "什么是新颖性？", "What is novelty?",
     "", "", "", "", "", "", "", "", "不属于现有技术。", "", "", "", "难", "专利", "", "5"),
)  # fmt: skip


@dataclass
class _Sheet:
    """What was read so far: rows above the header are passed over, bad ones listed."""

    problems: list[Problem] = field(default_factory=list)
    drafts: list[ItemDraft] = field(default_factory=list)

    def read(self, title: str, numbered: Iterator[tuple[int, Row]]) -> None:
        found: dict[str, int] = {}
        for number, cells in numbered:
            where = f"{title}, row {number}"
            if number >= MAX_ROWS:
                self._refuse(where, f"only the first {MAX_ROWS} rows were read")
            elif found:
                self._take(where, {name: _cell(cells, at) for name, at in found.items()})
            elif is_header(columns(cells)):
                found = columns(cells)
            elif number >= _HEADER_WITHIN:
                break
        if not found:
            self._refuse(title, "no row names the columns (question, answer, type …)")

    def _take(self, where: str, cells: Mapping[str, str]) -> None:
        if not any(cells.values()):
            return
        notes = Notes(where)
        try:
            self.drafts.append(_draft(SheetRow(cells, notes)))
        except BadRow as fault:
            self._refuse(where, str(fault))

    def _refuse(self, where: str, reason: str) -> None:
        self.problems.append(Problem("refused", where, reason))


def read(data: bytes) -> Import:
    sheet = _Sheet()
    try:
        for title, numbered in groupby(rows(data), key=itemgetter(0)):
            sheet.read(title, ((number, cells) for _, number, cells in numbered))
    except Unreadable as fault:
        return Import(problems=(Problem("refused", "file", str(fault)),))
    return Import(tuple(told_apart(sheet.drafts)), tuple(sheet.problems))


def template(language: str = "zh") -> bytes:
    """A workbook to fill in, with an example of each type."""
    lines = [list(_TITLES[language]), *(list(example) for example in _EXAMPLES)]
    return workbook("题目" if language == "zh" else "Questions", lines)


def _draft(row: SheetRow) -> ItemDraft:
    if any(isinstance(cell, Formula) for cell in row.cells.values()):
        raise BadRow("a cell holds a formula, not text")
    definition = row.definition()
    name = to_plain(next(iter(definition["stem"].values())))
    draft = ItemDraft(
        source_id=source_id(row.cell("key"), "", definition["stem"]),
        name=" ".join(name.split())[:_NAME_LENGTH],
        definition=definition,
        category=category_of(row.cell("category")),
        tags=_tags(row.cell("tags")),
        default_mark=row.mark,
        difficulty=row.difficulty,
    )
    draft = checked(draft, FORMAT, "\t".join(row.cells.values()), row.notes)
    if draft.definition["type"] == "unsupported":
        raise BadRow(draft.definition["reason"])
    return draft


def _tags(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[,，;；、|]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _cell(cells: Row, at: int) -> str:
    return cells[at] if at < len(cells) else ""
