"""Question sheets in Excel, as they are kept in China and as our template has them."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from assessments.exchange import sheets, workbooks
from assessments.exchange.drafts import Import, ItemDraft
from assessments.exchange.headers import field_name

HEADER = ["题型", "题干", "选项A", "选项B", "选项C", "答案", "解析", "难度", "分类", "分值"]


def book(*rows: list[Any], title: str = "题库") -> bytes:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


def read(*rows: list[Any]) -> Import:
    return sheets.read(book(*rows))


def one(*row: Any, header: list[str] = HEADER) -> ItemDraft:
    found = read(header, list(row))
    assert found.problems == ()
    assert len(found.drafts) == 1
    return found.drafts[0]


def refused(*row: Any, header: list[str] = HEADER) -> str:
    found = read(header, list(row))
    assert found.drafts == ()
    assert [problem.where for problem in found.problems] == ["题库, row 2"]
    return found.problems[0].message


def test_a_chinese_question_bank() -> None:
    found = read(
        ["某某题库"],
        [],
        HEADER,
        ["单选题", "专利权的期限？", "10年", "20年", None, "B", "见第42条", "易", "专利/期限", 2],
        ["多选题", "哪些是专利？", "发明", "商标", "外观设计", "A、C", "", "较难", "", "1.5分"],
        ["判断题", "商标可以续展。", "", "", "", "√"],
        [],
        ["填空题", "期限为（  ）年。", "", "", "", "20|二十"],
        ["计算题", "几个月？", "", "", "", 12.0],
        ["简答题", "什么是新颖性？", "", "", "", "不属于现有技术"],
    )
    assert found.problems == ()
    single, several, judged, blank, number, essay = found.drafts
    assert single.definition["stem"] == {"zh": "专利权的期限？"}
    assert [row["fraction"] for row in single.definition["options"]] == ["0", "1"]
    assert single.definition["explanation"] == {"zh": "见第42条"}
    assert single.category == ("专利", "期限")
    assert single.default_mark == 2
    assert single.difficulty == "easy"
    assert [row["fraction"] for row in several.definition["options"]] == ["0.5", "0", "0.5"]
    assert several.definition["scoring"] == "ou"
    assert str(several.default_mark) == "1.5"
    assert judged.definition["answer"] is True
    assert [row["pattern"] for row in blank.definition["answers"]] == ["20", "二十"]
    assert number.definition["answers"][0]["value"] == "12"
    assert essay.definition["model_answer"] == {"zh": "不属于现有技术"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_comes_in(language: str) -> None:
    found = sheets.read(sheets.template(language))
    assert found.problems == ()
    assert [draft.source_id for draft in found.drafts] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert found.drafts[0].definition["options"][0]["text"] == {"zh": "10年", "en": "10 years"}
    assert found.drafts[0].tags == ("期限",)


def test_a_blank_for_each_part_of_the_answer() -> None:
    draft = one("填空题", "____年和____年", "", "", "", "20|二十；15")
    assert draft.definition["stem"] == {"zh": "[[1]]年和[[2]]年"}
    first, second = draft.definition["gaps"]
    assert [row["pattern"] for row in first["item"]["answers"]] == ["20", "二十"]
    assert [row["pattern"] for row in second["item"]["answers"]] == ["15"]
    assert one("填空题", "几年？", "", "", "", "a;b").definition["type"] == "short_answer"


@pytest.mark.parametrize(
    ("answer", "value", "tolerance"),
    [
        ("20", "20", "0"),
        ("20±0.5", "20", "0.5"),
        ("19.5~20.5", "20", "0.5"),
        ("２０", "20", "0"),
        (0.1 + 0.2, "0.3", "0"),
    ],
)
def test_numbers(answer: str | float, value: str, tolerance: str) -> None:
    row = one("数值题", "多少？", "", "", "", answer).definition["answers"][0]
    assert (row["value"], row["tolerance"]) == (value, tolerance)


def test_a_tolerance_in_its_own_column() -> None:
    draft = one("数值题", "多少？", "5", "0.1", header=["题型", "题干", "答案", "误差"])
    assert draft.definition["answers"][0]["tolerance"] == "0.1"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Q", "a", "b", "", "A"], "single_choice"),
        (["Q", "a", "b", "", "AB"], "multiple_response"),
        (["Q", "", "", "", "错"], "true_false"),
        (["Q", "", "", "", "words"], "short_answer"),
    ],
)
def test_without_a_type_the_answer_tells(cells: list[str], kind: str) -> None:
    assert one(*cells, header=HEADER[1:6]).definition["type"] == kind


def test_true_or_false_by_letter() -> None:
    assert one("判断题", "对吗？", "正确", "错误", "", "B").definition["answer"] is False
    assert one("判断题", "对吗？", "", "", "", False).definition["answer"] is False


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["单选题", "", "a", "b", "", "A"], "there is no question text"),
        (["单选题", "Q", "a", "b", "", ""], "there is no answer"),
        (["单选题", "Q", "a", "b", "", "D"], "no option has the letter of the answer: D"),
        (["单选题", "Q", "a", "b", "", "乙"], "no option has the letter of the answer: 乙"),
        (["单选题", "Q", "a", "", "", "A"], "there are fewer than two options"),
        (["单选题", "Q", "a", "b", "", "AB"], "a single choice has several answers"),
        (["判断题", "Q", "", "", "", "也许"], "the answer 也许 is neither true nor false"),
        (["画图题", "Q", "", "", "", "x"], "the type 画图题 is not known"),
        (["数值题", "Q", "", "", "", "x"], "is not a number"),
        (["单选题", "Q", "a", "b", "", "A", "", "", "", "x"], "the mark x is not a number"),
        (["单选题", "Q", "a", "b", "", "A", "", "", "", "-1"], "the mark -1 is not a number"),
        (["填空题", "Q", "", "", "", "|"], "no answer is worth anything"),
        (["填空题", "=1+1", "", "", "", "x"], "a cell holds a formula, not text"),
        (["填空题", "Q [[1]]", "", "", "", "*"], ""),
    ],
)
def test_bad_rows_are_listed_with_their_reason(row: list[str], reason: str) -> None:
    if reason:
        assert reason in refused(*row)
    else:
        assert one(*row)


def test_what_the_kernel_refuses_is_a_bad_row() -> None:
    found = read(
        HEADER,
        ["填空题", "A [[1]] ____和____", "", "", "", "a;b"],
        ["判断题", "Q", "", "", "", "对"],
    )
    assert len(found.drafts) == 1
    assert found.problems[0].where == "题库, row 2"


def test_an_unknown_difficulty_is_left_out_and_told() -> None:
    draft = one("判断题", "Q", "", "", "", "对", "", "魔鬼")
    assert draft.difficulty == ""
    assert draft.problems[0].severity == "approximated"


def test_text_is_text() -> None:
    draft = one("判断题", "<script>x</script> & y", "", "", "", "对")
    assert draft.definition["stem"]["en"] == "&lt;script&gt;x&lt;/script&gt; &amp; y"


def test_both_languages_in_one_cell() -> None:
    draft = one("判断题", "{mlang zh}甲{mlang}{mlang en}A{mlang}", "", "", "", "对")
    assert draft.definition["stem"] == {"zh": "甲", "en": "A"}


def test_a_sheet_without_header_is_told_and_an_empty_one_passed_over() -> None:
    made = Workbook()
    made.active.title = "说明"
    made.active.append(["只是说明"])
    for _ in range(12):
        made.active.append(["x"])
    made.create_sheet("空")
    questions = made.create_sheet("题库")
    questions.append(["题型", "题干", "答案"])
    questions.append(["判断题", "Q", "对"])
    packed = BytesIO()
    made.save(packed)
    found = sheets.read(packed.getvalue())
    assert len(found.drafts) == 1
    assert [problem.where for problem in found.problems] == ["说明"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("题干（英文）", "stem_en"),
        ("Stem (EN)", "stem_en"),
        ("中文题干", "stem_zh"),
        ("选项 A", "option_a"),
        ("option_b_zh", "option_b_zh"),
        ("C", "option_c"),
        ("A_en", "option_a_en"),
        ("参考答案", "answer"),
        ("备注", ""),
        ("备注en", ""),
        (None, ""),
        (3, ""),
    ],
)
def test_names_of_columns(title: object, name: str) -> None:
    assert field_name(title) == name


def test_a_row_of_remarks_is_no_question() -> None:
    found = read([*HEADER, "备注"], [*[""] * len(HEADER), "待审"])
    assert found == Import()


def test_importing_twice_gives_the_same() -> None:
    data = book(HEADER, ["判断题", "Q", "", "", "", "对"], ["判断题", "Q", "", "", "", "对"])
    assert sheets.read(data) == sheets.read(data)
    assert len({draft.source_id for draft in sheets.read(data).drafts}) == 2


def test_too_many_rows_are_not_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    rows = [["判断题", "Q", "", "", "", "对"]] * 3
    found = read(HEADER, *rows)
    assert len(found.drafts) == 1
    assert "only the first 3 rows" in found.problems[0].message


def archive(**members: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a zip", "no .xlsx workbook"),
        (b"PK\x03\x04broken", "no .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0old", "save it as .xlsx"),
        (archive(a=b"x"), "damaged"),
        (archive(xl__vbaProject_dot_bin=b"x"), "macros"),
        (archive(bomb=b"\0" * 3_000_000), "far larger unpacked"),
        (archive(a_dot_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "document type"),
        (archive(a_dot_xml="<!DOCTYPE x><x/>".encode("utf-16")), "document type"),
    ],
)
def test_hostile_workbooks_are_refused(data: bytes, reason: str) -> None:
    found = sheets.read(data)
    assert found.drafts == ()
    assert reason in found.problems[0].message


def test_large_and_crowded_workbooks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_MEMBERS", 2)
    assert "too many parts" in sheets.read(book(HEADER)).problems[0].message
    monkeypatch.setattr(workbooks, "MAX_MEMBERS", 2_000)
    monkeypatch.setattr(workbooks, "MAX_SHEETS", 0)
    assert "more than 0 sheets" in sheets.read(book(HEADER)).problems[0].message
    monkeypatch.setattr(workbooks, "MAX_BYTES", 10)
    assert "larger than" in sheets.read(book(HEADER)).problems[0].message


def test_a_workbook_cut_short_is_refused() -> None:
    data = bytearray(book(HEADER, ["判断题", "Q", "", "", "", "对"]))
    data[60:90] = b"\xff" * 30
    assert sheets.read(bytes(data)).problems[0].severity == "refused"
