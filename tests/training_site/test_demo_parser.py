"""The parser of lesson files: what it makes of each directive, and what it says of mistakes."""

from pathlib import Path
from typing import Any

import pytest

from training_site.demo import lessons
from training_site.demo.files import MalformedContent, read_front_matter, read_toml
from training_site.demo.markdown import NotAllowed, plain, rich

PATH = Path("lesson.zh.md")


def blocks(text: str) -> list[tuple[str, Any]]:
    """Type and value of every block."""
    return [(block.type, block.value) for block in lessons.parse(text.splitlines(), PATH)]


def test_prose_and_headings_alternate() -> None:
    assert blocks("## 一\n\n段落\n**重点**。\n\n- 甲\n- 乙\n### 二\n\n完") == [
        ("heading", {"text": "一", "level": "2"}),
        ("prose", "<p>段落\n<b>重点</b>。</p><ul><li>甲</li><li>乙</li></ul>"),
        ("heading", {"text": "二", "level": "3"}),
        ("prose", "<p>完</p>"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "::: callout tip 先申请\n正文\n:::",
            ("callout", {"kind": "tip", "title": "先申请", "text": "<p>正文</p>"}),
        ),
        (
            "::: statute patent-law/22\n:::",
            ("statute", {"article_version": "patent-law/22", "note": ""}),
        ),
        ("::: case sdk\n看\n:::", ("case", {"case": "sdk", "note": "<p>看</p>"})),
        ("::: term novelty\n:::", ("term", {"term": "novelty"})),
        (
            "::: timeline 期限\n- 申请日 | 起点\n- 18个月 | 公布\n:::",
            (
                "timeline",
                {
                    "title": "期限",
                    "events": [
                        {"when": "申请日", "what": "起点"},
                        {"when": "18个月", "what": "公布"},
                    ],
                },
            ),
        ),
        (
            "::: check\n问？\n---\n答。\n:::",
            ("self_check", {"question": "<p>问？</p>", "answer": "<p>答。</p>"}),
        ),
    ],
)
def test_each_directive_becomes_its_block(text: str, expected: tuple[str, Any]) -> None:
    assert blocks(text) == [expected]


def test_tables_keep_their_cells_and_say_what_heads_them() -> None:
    text = "::: table 期限\n| 权利 | 期限 |\n| --- | --- |\n| **发明** | 20年 |\n:::"
    ((_type, value),) = blocks(text)
    assert value["table"]["data"] == [["权利", "期限"], ["发明", "20年"]]
    assert value["table"]["table_header_choice"] == "row"
    text = "::: compare 差别\n| | 甲 | 乙 |\n|---|---|---|\n| 期限 | 1 | 2 |\n:::"
    ((_type, value),) = blocks(text)
    assert value["table"]["data"][0] == ["", "甲", "乙"]
    assert value["table"]["table_header_choice"] == "both"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("好\n\n# 一级", 3, "headings are ## or ###"),
        ("::: tip 好\n:::", 1, "unknown directive “tip”"),
        ("好\n::: check\n问", 2, "never closed"),
        ("::: check\n问\n::: term novelty\n:::", 3, "the block of line 1 is still open"),
        (":::", 1, "opens nothing"),
        ("::: callout danger 好\n正文\n:::", 1, "a callout is one of"),
        ("::: callout tip 好\n:::", 1, "the text is missing"),
        ("::: statute 专利法\n:::", 1, "law/article"),
        ("::: term novelty\n新颖性\n:::", 2, "no text of its own"),
        ("::: case\n:::", 1, "a case needs a name"),
        ("::: check\n问\n:::", 1, "a line ---"),
        ("::: timeline 期限\n- 申请日 | 起点\n:::", 1, "at least two"),
        ("::: timeline 期限\n- 申请日 | 起点\n- 无\n:::", 3, "- when | what"),
        ("::: table 表\n| 甲 | 乙 |\n| - | - |\n| 1 |\n:::", 4, "1 cells under 2 headings"),
        ("::: table 表\n甲 | 乙\n:::", 2, "begins and ends with |"),
        ("::: table 表\n| 甲 |\n| 乙 |\n| 丙 |\n:::", 1, "a line of dashes"),
        ("::: compare 表\n| 甲 | 乙 |\n| - | - |\n| 1 | 2 |\n:::", 2, "two or three columns"),
        ("好\n\n- 甲\n  - 乙", 1, "a list within a list"),
        ("*斜*", 1, "emphasis with one asterisk"),
        ("::: callout tip 好\n## 标题\n:::", 1, "a heading here"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(MalformedContent) as refused:
        blocks(text)
    assert str(refused.value).startswith(f"{PATH}:{line}: ")
    assert problem in str(refused.value)


def test_rich_text_holds_no_html_of_its_author() -> None:
    assert rich("甲 <script>x</script>") == "<p>甲 &lt;script&gt;x&lt;/script&gt;</p>"
    assert rich("[站](https://example.org)") == '<p><a href="https://example.org">站</a></p>'
    assert "href" not in rich("[站](javascript:alert)")
    assert rich("1. 甲\n\n2. 乙") == "<ol><li>甲</li><li>乙</li></ol>"


def test_plain_text_loses_its_marks() -> None:
    assert plain("**甲**与乙") == "甲与乙"
    with pytest.raises(NotAllowed):
        plain("*甲*")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("title = 1\n", 1, "begins with"),
        ("+++\ntitle = 1\n", 1, "no second +++"),
        ('+++\ntitle = "甲"\nminutes = \n+++\n', 3, "not TOML"),
    ],
)
def test_facts_stand_between_fences(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = tmp_path / "lesson.md"
    path.write_text(text, "utf-8")
    with pytest.raises(MalformedContent, match=problem.replace("+", r"\+")) as refused:
        read_front_matter(path)
    assert f":{line}: " in str(refused.value)


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "law.toml"
    path.write_text('key = "a"\ntitle\n', "utf-8")
    with pytest.raises(MalformedContent, match=r"law\.toml:2: not TOML"):
        read_toml(path)


def test_a_lesson_needs_its_facts_and_a_body(tmp_path: Path) -> None:
    path = tmp_path / "lesson.md"
    path.write_text('+++\ntitle = "甲"\n+++\n正文', "utf-8")
    with pytest.raises(MalformedContent, match="missing: summary, minutes"):
        lessons.read(path)
    path.write_text('+++\ntitle = "甲"\nsummary = ""\nminutes = 5\n+++\n', "utf-8")
    with pytest.raises(MalformedContent, match="the lesson is empty"):
        lessons.read(path)
