"""What the columns of a question sheet may be called, in Chinese or English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

LETTERS = "ABCDEFGHIJ"

_ALIASES: Mapping[str, Sequence[str]] = {
    "type": ("题型", "题目类型", "试题类型", "类型", "type", "questiontype"),
    "stem": ("题干", "题目", "试题", "试题内容", "题目内容", "问题", "stem", "question"),
    "answer": ("答案", "正确答案", "参考答案", "标准答案", "answer", "key answer", "correct"),
    "explanation": ("解析", "答案解析", "试题解析", "详解", "explanation", "feedback"),
    "difficulty": ("难度", "难易度", "难易程度", "difficulty"),
    "category": ("分类", "类别", "章节", "知识点", "category", "chapter"),
    "tags": ("标签", "关键词", "tags", "tag", "keywords"),
    "mark": ("分值", "分数", "得分", "mark", "points", "score"),
    "key": ("编号", "题号", "序号", "key", "id", "no", "number"),
    "tolerance": ("误差", "允许误差", "tolerance"),
}
_LANGUAGE_MARKS: Mapping[str, Sequence[str]] = {
    "zh": ("zh", "中文", "汉语", "chinese", "cn"),
    "en": ("en", "英文", "英语", "english"),
}
_NAMES = {alias.replace(" ", ""): name for name, names in _ALIASES.items() for alias in names}
_OPTION = re.compile(r"(?:选项|option|choice)?([a-j])")
_NOISE = re.compile(r"[\s_\-()\[\]:.*/]+")


def columns(header: Sequence[object]) -> dict[str, int]:
    """Field names (stem, stem_zh, option_a_en …) and the places of their columns."""
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        name = field_name(title)
        if name:
            found.setdefault(name, place)
    return found


def is_header(found: Mapping[str, int]) -> bool:
    bare = {name.partition("_")[0] for name in found}
    return {"stem", "answer"} <= bare or {"stem", "type"} <= bare


def field_name(title: object) -> str:
    """Empty where the title says nothing to us."""
    text = unicodedata.normalize("NFKC", str(title or "")).lower()
    compact = _NOISE.sub("", text)
    language, bare = _language(compact)
    name = _NAMES.get(bare, "")
    option = _OPTION.fullmatch(bare)
    if not name and option:
        name = f"option_{option.group(1)}"
    return f"{name}_{language}" if name and language else name


def _language(compact: str) -> tuple[str, str]:
    if compact in _NAMES or _OPTION.fullmatch(compact):
        return "", compact
    for language, marks in _LANGUAGE_MARKS.items():
        for mark in marks:
            if compact.endswith(mark):
                return language, compact.removesuffix(mark)
            if compact.startswith(mark):
                return language, compact.removeprefix(mark)
    return "", compact
