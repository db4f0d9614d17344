"""Plain text: what bytes are read as, and how paragraphs come out."""

from __future__ import annotations

import codecs
import os
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Document, Kind, Segment
from translate.errors import InputError
from translate.formats.text import decode, read, write
from translate.segment import page

ARTICLE = (
    "한울시, 다리 새로 놓는다\n한울시는 다리를 새로 놓는다고 밝혔다. 공사비는 300억원이다.\n시민은 반겼다.\n"
)


def translated(document: Document) -> Document:
    """Each segment's English is its number in the document in brackets."""
    return document.with_segments(
        Segment(segment.number, segment.start, segment.end, segment.source, target=f"[{number}]")
        for number, segment in enumerate(document.segments)
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "한울시는 다리를 새로 놓는다.",
        "ABC 다리",
        "오픈AI와 엔비디아는 GPU 10만 개를 산다고 했다.\r\n주가는 3.5% 올랐다.\r\n",
    ],
)
def test_korean_text_is_read_in_whatever_encoding_it_is(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text", ["똠방각하", "펲시", "햏", "뷁", "믜", "펲시를 마신 똠방각하는 햏햏거렸다.\n뷁!"]
)
def test_syllables_that_only_cp949_has(text: str) -> None:
    assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_alone_is_empty_text(mark: bytes) -> None:
    assert decode(mark) == ""


def test_empty_data_is_empty_text() -> None:
    assert decode(b"") == ""
    assert write(read(b"", "empty.txt")) == b""


def test_a_byte_order_mark_inside_stays() -> None:
    assert decode("가\ufeff나".encode()) == "가\ufeff나"
    assert decode("\ufeff가\ufeff나".encode(), "utf-8") == "가\ufeff나"


@pytest.mark.parametrize(
    "text", ["Hello, bridge.", "", "\n\n", "…", "日本の橋", "мост", "😆", "a\tb\x0cc", "\x1b[1m굵게\x1b[0m"]
)
def test_other_text_in_utf_8_is_text_too(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_given_encoding_is_not_guessed_over() -> None:
    assert decode("다리".encode("johab"), "johab") == "다리"
    assert decode("한국".encode("iso2022_kr"), "iso2022_kr") == "한국"
    assert decode("다리".encode("cp949"), "latin-1") != "다리"


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None, ["neither UTF-8, UTF-16 nor CP949"]),
        (zlib.compress(ARTICLE.encode() * 50), None, ["neither"]),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(40), None, ["neither"]),
        (bytes(1000), None, ["neither"]),
        (b"\x7fELF\x02\x01\x01" + bytes(64), None, ["neither"]),
        (
            "첫 줄\n둘째 ".encode() + b"\xff" + "줄은 길다. 그래도 읽힌다.".encode(),
            None,
            ["page.txt:2", "damaged UTF-8", "0xFF"],
        ),
        ("끝이 잘린 글".encode()[:-1], None, ["page.txt:1", "damaged UTF-8"]),
        ("다리".encode("cp949"), "utf-8", ["page.txt:1", "not utf-8", "0xB4"]),
        (b"abc", "utf-16", ["not utf-16"]),
        (b"abc", "kps-9566", ["no text encoding called 'kps-9566'", "cp949"]),
        (b"abc", "base64", ["no text encoding"]),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    data: bytes, encoding: str | None, words: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, encoding, "page.txt")
    message = str(caught.value)
    assert message.startswith("page.txt") and "\n" not in message
    assert all(word in message for word in words), message


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        document = read(data, "any")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        write(document)


def test_random_bytes_are_refused() -> None:
    for _ in range(50):
        with pytest.raises(InputError):
            decode(os.urandom(4000))


@given(
    st.text(st.characters(codec="cp949", exclude_categories=("Cc",)), min_size=1).map(
        lambda text: "다리를 놓았다. " + text
    )
)
def test_cp949_is_never_misread(text: str) -> None:
    with suppress(InputError):  # too little Hangul to be sure: refused, not misread
        assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_blank_lines_are_those_of_the_source(newline: str) -> None:
    one, two = newline * 2, newline * 4
    text = f"첫 문단은 두 문장이다. 이것이 둘째다.{one}둘째 문단이다.{two}셋째 문단은 여기서 끝난다."
    document = read(b"\xef\xbb\xbf" + text.encode(), "page.txt")
    assert (document.name, document.format, document.newline, document.text) == (
        "page.txt",
        "txt",
        newline,
        text,
    )
    assert write(translated(document)).decode() == f"[0] [1]{one}[2]{two}[3]"


def test_indents_and_the_last_line_end_stay() -> None:
    text = "\n  첫 문단이 여기 있다.\n\t둘째 문단이 여기 있다.\n \n"
    assert write(translated(read(text.encode(), "page.txt"))) == b"\n  [0]\n\t[1]\n \n"


PAGE = """\
한울시, 다리 새로 놓는다
입력 2026.01.24. 오전 9:20

음성으로 듣기
한울시는 다리를 새로 놓는다고 밝혔다. 공사비는 300억원이다.
사진 확대
시민들은 새 다리를 반겼다.

박가람 기자 garam@daon.example
ⓒ 다온뉴스, 무단 전재 및 재배포 금지
- 다른 소식 하나 더 - 다온뉴스
- 또 다른 소식 - 다온뉴스
"""


def test_furniture_is_left_out_without_a_gap() -> None:
    assert write(translated(page(PAGE, "page"))).decode() == "[0]\n\n[1] [2]\n[3]\n\n[4]\n"


def test_furniture_is_kept_in_korean_on_demand() -> None:
    assert write(translated(page(PAGE, "page")), keep_furniture=True).decode() == PAGE.replace(
        "한울시, 다리 새로 놓는다", "[0]"
    ).replace("한울시는 다리를 새로 놓는다고 밝혔다. 공사비는 300억원이다.", "[1] [2]").replace(
        "시민들은 새 다리를 반겼다.", "[3]"
    ).replace("박가람 기자 garam@daon.example", "[4]")


def test_bilingual_output_has_each_source_paragraph_above_its_english() -> None:
    assert (
        write(translated(page(PAGE, "page")), bilingual=True).decode()
        == """\
한울시, 다리 새로 놓는다
[0]

한울시는 다리를 새로 놓는다고 밝혔다. 공사비는 300억원이다.
[1] [2]

시민들은 새 다리를 반겼다.
[3]

박가람 기자 garam@daon.example
[4]
"""
    )


def test_furniture_above_the_article_leaves_no_blank_lines() -> None:
    text = "\n공유하기\n\n한울시는 다리를 새로 놓는다고 밝혔다.\n"
    assert write(translated(page(text, "page"))) == b"[0]\n"


def test_pieces_of_one_line_come_out_as_paragraphs() -> None:
    text = "(서울=한결통신) 박가람 기자 = 한울시는 다리를 놓는다. 박가람 기자 garam@daon.example"
    document = page(text, "page")
    assert [block.kind for block in document.blocks] == [Kind.BODY, Kind.BYLINE]
    assert write(translated(document)) == b"[0]\n[1]"


def test_what_is_not_translated_stands_in_korean() -> None:
    assert write(page(ARTICLE, "page")).decode() == ARTICLE


def test_a_page_of_furniture_only_is_kept_whole() -> None:
    assert write(page("\u200b\n", "page")) == b""
    assert write(page("\u200b\n", "page"), keep_furniture=True).decode() == "\u200b\n"


def test_half_a_surrogate_pair_does_not_stop_the_writing() -> None:
    assert write(page("반쪽 \ud83d 글자가 여기 있다.", "page")).decode() == "반쪽 ? 글자가 여기 있다."


@given(
    st.lists(st.sampled_from([*PAGE.splitlines(), "", "다. “가.", " "]), max_size=15),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_page_kept_whole_and_untranslated_is_the_page(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    written = write(page(text, "page"), keep_furniture=True).decode()
    assert "".join(written.split()) == "".join(text.split())
    assert (
        "\n".join(line.strip() for line in written.splitlines())
        == "\n".join(line.strip() for line in text.splitlines())
        or not text.strip()
    )
