"""What comes through as it stands: addresses, tags and places that a program fills."""

from __future__ import annotations

import unicodedata

import pytest

from translate.constrain import Mode, marked
from translate.engines import Markers
from translate.pins import prepare
from translate.protected import placeholder, spans

ADDRESSES = [
    (
        "자세한 내용은 https://ko.wikipedia.org/wiki/한국어 문서를 보라.",
        ["https://ko.wikipedia.org/wiki/한국어"],
    ),
    ("https://namu.wiki/w/대한민국에서 읽었다.", ["https://namu.wiki/w/대한민국"]),
    ("https://x.example/서울로 간다.", ["https://x.example/서울"]),
    (
        "https://x.example/a_한글-이름/3?q=검색어&b=값#목차",
        ["https://x.example/a_한글-이름/3?q=검색어&b=값#목차"],
    ),
    ("https://x.example/국가 문서", ["https://x.example/국가"]),  # 가 does not follow a consonant
    ("https://x.example/회의", ["https://x.example/회의"]),  # nothing follows: no particle
    ("(https://x.example/회의) 참고", ["https://x.example/회의"]),
    ("https://x.example에서 보라", ["https://x.example"]),
    ("https://x.example/a를 보라", ["https://x.example/a"]),
    ("https://x.example/글, 그리고", ["https://x.example/글"]),
    ("http://예시.한국/소개 이다", ["http://예시.한국/소개"]),
    ("http://예시.한국에서 보라", ["http://예시.한국"]),
    ("www.예시.kr/검색을 쓴다", ["www.예시.kr/검색"]),
    ("www.x.example에서 쓴다", ["www.x.example"]),
    ("문의는 hong@예시.kr로", ["hong@예시.kr"]),
    ("https://x.example/@한국방송 채널", ["https://x.example/@한국방송"]),
]
TAGS = [
    ('<p class="한글">문단</p>', ['<p class="한글">', "</p>"]),
    ('<a href="https://x.example/글" disabled>글</a>', ['<a href="https://x.example/글" disabled>', "</a>"]),
    ("글<br/>글 <input type=checkbox> 글", ["<br/>", "<input type=checkbox>"]),
    ("글 <!-- 주석 --> 글&nbsp;글 &#8230; &amp;", ["<!-- 주석 -->", "&nbsp;", "&#8230;", "&amp;"]),
    ("드라마 <참고>, <AI 시대>, <K-팝>, 3 < 4 > 2, AT&T; 글", []),
    ("{n, plural, one {파일} other {파일 {n}개}}", ["{n, plural, one {", "} other {", "{n}", "}}"]),
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "kept"), ADDRESSES + TAGS)
def test_addresses_and_tags_are_kept_whole(text: str, kept: list[str], form: str) -> None:
    text = unicodedata.normalize(form, text)
    assert [unicodedata.normalize("NFC", text[slice(*span)]) for span in spans(text)] == kept


def test_words_between_named_tags_are_told_in_one_marker() -> None:
    text = '<p>문단 <a href="/글">링크</a></p>'
    segment = prepare(text, ())
    told = marked(segment, Markers("⟦{n}⟧", "⟦/{n}⟧", 16), [Mode.MARKER] * len(segment.pins))
    assert told == "⟦1⟧<p>⟦/1⟧문단 ⟦2⟧링크⟦/2⟧⟦3⟧</p>⟦/3⟧"


@pytest.mark.parametrize(
    ("text", "fills"),
    [("{0}", True), ("{{name}}", True), ("%1$s", True), ("${n}", True), ("<br/>", False), ("글", False)],
)
def test_a_place_that_a_program_fills_is_known(text: str, fills: bool) -> None:
    assert placeholder(text) == fills


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/" + "." * 50_000,
        "https://x.example/" + "가." * 25_000,
        "a@" + "가." * 25_000,
        "<a " * 20_000,
        "<a " + "b " * 25_000,
        "<!--" * 20_000,
        "{a, plural, " * 5_000,
    ],
)
def test_time_does_not_explode(text: str) -> None:
    assert all(start < end for start, end in spans(text))
