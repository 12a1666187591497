"""Lists as people send them: every encoding and layout that came up, and every hostile one."""

import random
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from certificates import codes
from certificates.opening import entries_in
from certificates.rosters import entries, tables, workbooks
from certificates.rosters.entries import Entry, RowProblem
from certificates.rosters.tables import MAX_ROWS, Fault, Row, Unreadable

FIRST, SECOND = codes.new_code(), codes.new_code()
SERIAL = "CCIP-2026-0000007-1"


def workbook(*rows: list[Any], title: str = "名单") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as refusal:
        entries_in(data)
    return refusal.value.fault


def asked(text: str) -> list[Entry]:
    return entries_in(text.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_comes_in_many_encodings(encoding: str) -> None:
    text = f"姓名,核验码\n张𬭳喆,{codes.grouped(FIRST)}\n"
    assert entries_in(text.encode(encoding)) == [
        Entry(row=2, code=FIRST, name="张𬭳喆", given=codes.grouped(FIRST))
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_pasted_text_is_split_at_what_it_is_split_at(delimiter: str, end: str) -> None:
    text = end.join([f"{FIRST}{delimiter}张三", f"{SECOND}{delimiter}李四", ""])
    assert [(each.code, each.name) for each in asked(text)] == [(FIRST, "张三"), (SECOND, "李四")]


@pytest.mark.parametrize(
    "header",
    [
        "Verification code,Name",
        "CODE,Full name",
        "核验码（必填）,姓名",
        "certificate code,Holder",
        "验证码,持证人",
    ],
)
def test_columns_are_known_by_their_headers(header: str) -> None:
    (found,) = asked(f"{header}\n{FIRST},张　三\n")
    assert (found.row, found.code, found.name) == (2, FIRST, "张 三")


def test_numbers_are_looked_up_with_names() -> None:
    found = asked(f"证书编号,姓名,单位\n{SERIAL.lower()},张三,某厂\n")
    assert [(each.serial, each.name, each.problem) for each in found] == [(SERIAL, "张三", "")]


def test_without_a_header_a_single_column_is_codes() -> None:
    assert [each.code for each in asked(f"{FIRST}\n\n{SECOND.lower()}")] == [FIRST, SECOND]
    assert [each.row for each in asked(f"{FIRST}\n\n{SECOND}")] == [1, 3]


def test_without_a_header_codes_may_stand_side_by_side() -> None:
    assert [each.code for each in asked(f"{FIRST}, {SECOND}")] == [FIRST, SECOND]


def test_without_a_header_a_number_has_its_name_behind_it() -> None:
    (found,) = asked(f"{SERIAL}\t张三")
    assert (found.serial, found.name) == (SERIAL, "张三")


def test_addresses_of_verification_are_codes_too() -> None:
    lines = f"https://training.example/verify/{codes.grouped(FIRST)}/\nHTTPS://T.EXAMPLE/V/{SECOND}"
    assert [each.code for each in asked(f"{lines}#ABCDEF")] == [FIRST, SECOND]


def test_a_bad_row_says_why_and_stops_nothing() -> None:
    wrong = FIRST[:-1] + codes.ALPHABET[(codes.ALPHABET.index(FIRST[-1]) + 1) % 31]
    text = f"code,serial,name\n{wrong},,\n,{SERIAL},\n,,张三\n{FIRST},,\n"
    assert [each.problem for each in asked(text)] == [
        RowProblem.NOT_A_CODE,
        RowProblem.NAME_MISSING,
        RowProblem.NOTHING_GIVEN,
        "",
    ]


def test_one_number_with_many_names_is_a_guess() -> None:
    lines = "\n".join(f"{SERIAL},张{number}" for number in range(5))
    problems = [each.problem for each in asked(f"serial,name\n{lines}")]
    assert problems == ["", "", "", RowProblem.TOO_MANY_NAMES, RowProblem.TOO_MANY_NAMES]


def test_a_title_above_the_header_is_passed_over() -> None:
    data = workbook(
        ["二〇二六年证书核验名单", None], [], ["序号", "姓名", "核验码"], [1, "张　三", FIRST]
    )
    assert entries_in(data) == [Entry(row=4, code=FIRST, name="张 三", given=FIRST)]


def test_a_workbook_may_begin_anywhere() -> None:
    book = Workbook()
    book.active["C5"], book.active["C6"] = "核验码", FIRST
    out = BytesIO()
    book.save(out)
    assert entries_in(out.getvalue()) == [Entry(row=6, code=FIRST, given=FIRST)]


def test_numbers_in_cells_lose_their_decimals() -> None:
    (found,) = entries_in(workbook(["证书编号", "姓名"], [13800138000, 7.5]))
    assert (found.serial, found.name) == ("13800138000", "7.5")


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["not this"])
    book.create_sheet("empty")
    book.create_sheet("list").append([FIRST])
    out = BytesIO()
    book.save(out)
    assert [each.code for each in entries_in(out.getvalue())] == [FIRST]


def test_ten_thousand_rows_and_not_one_more() -> None:
    lines = [FIRST] * MAX_ROWS
    assert len(asked("\n".join(["核验码", *lines]))) == MAX_ROWS
    assert fault_of("\n".join([*lines, SECOND]).encode()) == Fault.TOO_MANY_ROWS
    assert fault_of("\n".join(lines * 2).encode()) == Fault.TOO_MANY_ROWS


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"\xef\xbb\xbf \r\n ,, \n", Fault.EMPTY),
        ("核验码,姓名".encode(), Fault.EMPTY),
        (b"\xff" * 40, Fault.NOT_A_LIST),
        (b"\x00\x01\x02", Fault.NOT_A_LIST),
        (b"PK\x03\x04" + b"\x00" * 40, Fault.NOT_A_LIST),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, Fault.NOT_A_LIST),
        (b"," * 200 + b"x", Fault.TOO_MANY_COLUMNS),
        (b'"' + b"x" * 200_000, Fault.NOT_A_LIST),
        (b"x" * (tables.MAX_BYTES + 1), Fault.TOO_LARGE),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(data: bytes, fault: Fault) -> None:
    assert fault_of(data) == fault


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (workbooks.MAX_UNPACKED + 1))
    assert fault_of(out.getvalue()) == Fault.TOO_LARGE


def test_two_cells_far_apart_kill_the_reader_and_nobody_else() -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = FIRST, SECOND
    out = BytesIO()
    book.save(out)
    assert len(out.getvalue()) < 10_000
    assert fault_of(out.getvalue()) == Fault.NOT_A_LIST


@given(st.binary(max_size=400))
def test_any_bytes_of_text_are_read_or_refused(data: bytes) -> None:
    try:
        found = entries.read(tables.rows(tables.decode(data)))
    except Unreadable:
        return
    assert all(each.code or each.problem or (each.serial and each.name) for each in found)


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), max_size=20))
def test_any_cells_make_entries_of_one_line(table: list[list[str]]) -> None:
    rows = tables.bounded([*enumerate(table, start=1), (99, ["code"]), (100, [FIRST])])
    found = entries.read(rows)
    assert {each.row for each in found} <= {row.number for row in rows}
    assert all(each.name.splitlines() == [each.name] for each in found if each.name)


@given(st.randoms(use_true_random=False), st.booleans())
def test_codes_survive_however_they_are_typed(chance: random.Random, is_wide: bool) -> None:
    body = "".join(chance.choice(codes.ALPHABET) for _ in range(codes.LENGTH))
    code = body + codes.check_character(body)
    typed = codes.grouped(code).lower()
    if is_wide:
        typed = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in typed)
    (found,) = entries.read([Row(1, (typed,))])
    assert (found.code, found.problem) == (code, "")
