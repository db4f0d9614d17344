"""CSV and TSV: the same table; only the chosen cells change."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo import copied, in_english, masked, sources, translated

from translate.document import Document
from translate.errors import InputError
from translate.formats import compose, format_for, text

TABLE = (
    "id,ko,메모\r\n"
    '1,"첫 줄\r\n둘째 줄, 끝",그대로\r\n'
    '2,"그는 ""좋다""고 했다",\r\n'
    "3,  앞뒤 빈칸  ,-\r\n"
    "4,,빈 칸\r\n"
    '5,"-할인",=합계\r\n'
    "6,3.14,12"
)


@pytest.mark.parametrize("columns", [(), ("ko",)])
def test_a_copy_is_the_same_byte_for_byte(columns: tuple[str, ...]) -> None:
    assert copied(TABLE, "a.csv", columns=columns).decode() == TABLE
    assert copied("\ufeff" + TABLE, "a.csv", columns=columns).decode() == "\ufeff" + TABLE


def test_only_the_named_column_changes() -> None:
    assert masked(TABLE, "a.csv", columns=["ko"]) == (
        "id,ko,메모\r\n"
        '1,"x x\r\nxx x, x",그대로\r\n'
        '2,"xx ""xx""x xx",\r\n'
        "3,  xx xx  ,-\r\n"
        "4,,빈 칸\r\n"
        '5,"-xx",=합계\r\n'
        "6,3.14,12"
    )


@pytest.mark.parametrize("columns", [["ko"], ["2"], ["B"], [" KO "]])
def test_a_column_is_named_by_title_number_or_letter(columns: list[str]) -> None:
    table = "id,ko\n1,가\n"
    assert sources(table, "a.csv", columns=columns)[-1] == "가"


def test_an_unknown_column_is_refused_with_the_columns_there_are() -> None:
    with pytest.raises(InputError, match="no column '제목'; the columns are 'id', 'ko'"):
        format_for("a.csv").read("id,ko\n1,가\n".encode(), "a.csv", columns=["제목"])


@pytest.mark.parametrize("column", ["kr", "C", "3", "0", "9" * 5000, ""])
def test_a_number_or_letter_behind_the_last_column_is_refused(column: str) -> None:
    with pytest.raises(InputError, match="the columns are 'id', 'ko'"):
        format_for("a.csv").read("id,ko\n1,가\n".encode(), "a.csv", columns=[column])


def test_a_row_may_be_longer_than_the_first() -> None:
    assert sources("제목\n1,가\n", "a.csv", columns=["2"]) == ["가"]


def test_without_columns_every_korean_cell_is_translated() -> None:
    assert masked("이름;값\n가;1\n", "a.csv") == "xx;x\nx;1\n"


@pytest.mark.parametrize(
    ("english", "written"),
    [
        ("a, b", '"a, b",1\n'),
        ('say "hi"', '"say ""hi""",1\n'),
        ("=SUM", "=SUM,1\n"),
        ("AT&T", "AT&T,1\n"),
    ],
)
def test_english_is_quoted_where_it_must_be(english: str, written: str) -> None:
    assert in_english("가,1\n", "a.csv", {"가": english}).decode() == written


def test_a_cell_keeps_its_leading_sign() -> None:
    table = "가,1\n-나,1\n=다,1\n+라,1\n@마,1\n- 바,1\n"
    english = {"가": "a", "나": "b", "다": "c", "라": "d", "마": "e", "바": "f"}
    assert in_english(table, "a.csv", english).decode() == "a,1\n-b,1\n=c,1\n+d,1\n@e,1\n- f,1\n"


@pytest.mark.parametrize("write", [compose.markdown, compose.page, text.write])
def test_a_leading_sign_comes_along_into_other_formats(write: Callable[[Document], bytes]) -> None:
    document = format_for("a.csv").read("-가,+82 나\n".encode(), "a.csv")
    assert [segment.source for segment in document.segments] == ["가", "82 나"]
    written = write(translated(document, lambda source: source)).decode().replace("\\", "")
    assert "-가" in written and "+82 나" in written


def test_tsv_in_utf16_becomes_utf8() -> None:
    assert masked("가\t나\n".encode("utf-16"), "a.tsv") == "x\tx\n"


@given(
    st.lists(st.lists(st.text(alphabet='가나 ,;"\n-=x1', max_size=8), min_size=2, max_size=3), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_is_copied_and_keeps_its_shape(rows: list[list[str]], newline: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=newline).writerows([["첫,째", "열"], *rows])
    table = stream.getvalue()
    assert copied(table, "a.csv").decode() == table
    before = list(csv.reader(io.StringIO(table, newline="")))
    after = list(csv.reader(io.StringIO(masked(table, "a.csv"), newline="")))
    swapped = [[cell.replace("가", "x").replace("나", "x") for cell in row] for row in before]
    swapped[0] = ["x,x", "x"]
    assert after == swapped
