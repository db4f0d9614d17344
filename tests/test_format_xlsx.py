"""XLSX: chosen text cells change; numbers, formulas, formats and names stay."""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.table import Table
from pseudo import HANGUL, copied, sources, translated

from translate.errors import InputError
from translate.formats import xlsx


@cache  # it holds the time of its making
def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "가격표"
    sheet.append(["이름", "번호", "값", "메모"])
    sheet.append(["사과", "00123", 3, "사과"])
    sheet.append([CellRichText("맛있는 ", TextBlock(InlineFont(b=True), "배"), " 하나"), "00456", 4, "싸다"])
    sheet.append(["첫 줄\n둘째 줄", datetime.date(2026, 6, 1), "=SUM(C2:C3)", True])
    sheet.append(["합친 칸", None, "=C4*2", '=IF(A2="사과","예","아니오")'])
    sheet.merge_cells("A5:B5")
    sheet["B4"].number_format = "yyyy-mm-dd"
    sheet.column_dimensions["A"].width = 33
    other = book.create_sheet("둘째")
    other.append(["이름", "사과"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def values(data: bytes, **options: Any) -> list[list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data), **options)
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]


def masked(data: bytes, **options: Any) -> bytes:
    return xlsx.write(translated(xlsx.read(data, "a.xlsx", **options), lambda text: HANGUL.sub("x", text)))


def test_a_copy_is_the_same() -> None:
    assert copied(workbook(), "a.xlsx") == workbook()


def test_a_named_column_changes_and_nothing_else() -> None:
    before, after = values(workbook()), values(masked(workbook(), columns=["이름"]))
    expected = [[list(row) for row in sheet] for sheet in before]
    expected[0][1][0] = "xx"
    expected[0][2][0] = "xxx x xx"
    expected[0][3][0] = "x x\nxx x"
    expected[0][4][0] = "xx x"
    assert after == expected


def test_numbers_as_text_dates_formulas_and_looks_stay() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(workbook())))
    sheet = book["가격표"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("00123", "s")
    assert (sheet["C4"].value, sheet["D5"].value) == ("=SUM(C2:C3)", '=IF(A2="사과","예","아니오")')
    assert sheet["B4"].value == datetime.datetime(2026, 6, 1)
    assert sheet["B4"].number_format == "yyyy-mm-dd"
    assert sheet["D4"].value is True
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["A5:B5"]
    assert sheet.column_dimensions["A"].width == 33
    assert book.sheetnames == ["가격표", "둘째"]


def test_bold_stays_around_its_word() -> None:
    book = openpyxl.load_workbook(io.BytesIO(masked(workbook())), rich_text=True)
    rich = book["가격표"]["A3"].value
    assert [(str(part), isinstance(part, TextBlock) and part.font.b) for part in rich] == [
        ("xxx ", False),
        ("x", True),
        (" xx", False),
    ]


def test_only_the_changed_parts_are_written_anew() -> None:
    before = zipfile.ZipFile(io.BytesIO(workbook()))
    after = zipfile.ZipFile(io.BytesIO(masked(workbook(), columns=["A"])))
    assert before.namelist() == after.namelist()
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed <= {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}


def test_columns_are_named_by_title_letter_or_number() -> None:
    for columns in (["메모"], "D", "4"):
        assert sources(workbook(), "a.xlsx", columns=columns)[-2:] == ["사과", "싸다"]
    with pytest.raises(InputError, match="no column '없다'; the columns are '이름', '번호', '값', '메모'"):
        xlsx.read(workbook(), "a.xlsx", columns=["없다"])
    with pytest.raises(InputError, match="no column 'ko'"):
        xlsx.read(workbook(), "a.xlsx", columns=["ko"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<row r="2"', b'<row r="x"'),
        (b'<row r="2"', b'<row r="' + b"9" * 5000 + b'"'),
        (b"<v>0</v>", b"<v>" + b"9" * 5000 + b"</v>"),
    ],
    ids=["no number", "long number", "long index"],
)
def test_damaged_numbers_of_rows_and_strings(before: bytes, after: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as book, zipfile.ZipFile(stream, "w") as damaged:
        for name in book.namelist():
            damaged.writestr(name, book.read(name).replace(before, after))
    assert "싸다" in sources(stream.getvalue(), "a.xlsx")


def test_headers_of_tables_stay() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book["가격표"].add_table(Table(displayName="표", ref="A1:D3"))
    stream = io.BytesIO()
    book.save(stream)
    after = values(masked(stream.getvalue()))
    assert after[0][0] == ["이름", "번호", "값", "메모"]
    assert after[0][1][0] == "xx"


def test_text_in_the_cell_itself_changes() -> None:
    data = masked_inline()
    assert values(data)[0] == [["xx"]]


def masked_inline() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("a")
    sheet.append(["가나"])
    stream = io.BytesIO()
    book.save(stream)
    source = zipfile.ZipFile(stream)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b't="s"><v>0</v>', 't="inlineStr"><is><t>가나</t></is>'.encode())
                assert b"inlineStr" in data
            file.writestr(name, data)
    return masked(target.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0" + bytes(512)])
def test_a_bad_file_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.xlsx: "):
        xlsx.read(data, "a.xlsx")
