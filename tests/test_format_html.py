"""HTML: the same page in English, or the main text of a saved page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pseudo import copied, in_english, masked, sources

from translate import Translator
from translate.document import Kind
from translate.engines.copy import CopyEngine
from translate.errors import InputError
from translate.formats import format_for, html

DATA = Path(__file__).parent / "data"

PAGE = """<!DOCTYPE html>
<!-- 주석은 그대로 -->
<html lang="ko">
<head><meta charset="utf-8"><title>가람시 도서관</title>
<style>p::before{content:"가 < 나 && 다"}</style>
<script>if (a < b && c) { alert("안녕"); }</script></head>
<body class='page'>
<h1>새 도서관</h1>
<p title="설명 &amp; 글">첫 문장의 <a href="/a?b=1&amp;c=2">링크</a>와 <b>굵은 글</b>이다.&nbsp;둘째 문장은
    세 줄에
    걸쳐 있다.</p>
<p>가람시 나루구<br>강변로 1<br/>도서관<br class=z>2층</p>
<p><span translate=no>그대로</span> 둘 것과 <code>코드 한글</code> 그리고 <img src=a.png alt="그림 설명">.</p>
<p class="notranslate">그대로 둘 문단</p>
<pre>  한글
  그대로 </pre>
<div>맨 글<p>문단</div>
<ul><li>하나<li>둘</ul>
<p><ruby>北<rp>(</rp><rt>북</rt><rp>)</rp></ruby>측이 말했다.</p>
</body></html>
"""


def test_a_copy_is_the_same_byte_for_byte() -> None:
    assert copied(PAGE, "page.html").decode() == PAGE


def test_only_visible_text_changes() -> None:
    assert (
        masked(PAGE, "page.html")
        == """<!DOCTYPE html>
<!-- 주석은 그대로 -->
<html lang="en">
<head><meta charset="utf-8"><title>xxx xxx</title>
<style>p::before{content:"가 < 나 && 다"}</style>
<script>if (a < b && c) { alert("안녕"); }</script></head>
<body class='page'>
<h1>x xxx</h1>
<p title="xx &amp; x">x xxx <a href="/a?b=1&amp;c=2">xx</a>x <b>xx x</b>xx.&#160;xx xxx x xx xx xx.</p>
<p>xxx xxx<br>xxx 1<br/>xxx<br class=z>2x</p>
<p><span translate=no>그대로</span> x xx <code>코드 한글</code> xxx <img src=a.png alt="xx xx">.</p>
<p class="notranslate">그대로 둘 문단</p>
<pre>  한글
  그대로 </pre>
<div>x x<p>xx</div>
<ul><li>xx<li>x</ul>
<p>北xx xxx.</p>
</body></html>
"""
    )


def test_a_sentence_over_three_lines_is_one_segment() -> None:
    assert sources("<p>\n  비가 그친 뒤\n  공사를 다시\n  시작했다.\n</p>", "a.html") == [
        "비가 그친 뒤 공사를 다시 시작했다."
    ]


def test_lines_between_breaks_are_segments_of_their_own() -> None:
    page = "<h2>수출 늘고<br>수입 줄어</h2>"
    assert sources(page, "a.html") == ["수출 늘고", "수입 줄어"]
    english = {"수출 늘고": "Exports up,", "수입 줄어": "imports down"}
    assert in_english(page, "a.html", english).decode() == "<h2>Exports up,<br>imports down</h2>"


@pytest.mark.parametrize(
    "page",
    [
        "<p>앞 <img src=a> 뒤 글</p>",
        "<p>앞 <img src=a><img src=b> 뒤 <img src=a> <img src=b> 글</p>",
        "<p>앞 <img src=a>뒤, 글<img src=b> 끝 <img src=c>.</p>",
        "<label>앞 <input name=n> 뒤 글</label>",
    ],
)
def test_pictures_and_fields_keep_the_spaces_around_them(page: str) -> None:
    (done,) = Translator(CopyEngine()).translate_documents([html.read(page.encode(), "a.html")])
    assert html.write(done).decode() == page


def test_a_box_keeps_the_space_behind_it() -> None:
    assert masked("<p><input type=checkbox> 동의</p>", "a.html") == "<p><input type=checkbox> xx</p>"


def test_entities_are_escaped_once() -> None:
    page = '<p title="가 &quot;나&quot;">A&amp;B &lt;가&gt;</p>'
    english = {'가 "나"': 'a "b" & c', "A&B <가>": "A&B <x> & <y>"}
    assert in_english(page, "a.html", english).decode() == (
        '<p title="a &quot;b&quot; &amp; c">A&amp;B &lt;x&gt; &amp; &lt;y&gt;</p>'
    )


def test_the_link_goes_round_the_right_words() -> None:
    document = html.read('<p>정부는 <a href="/law"><b>한빛</b> 법</a>을 알렸다.</p>'.encode(), "a.html")
    (segment,) = document.segments
    link, bold = segment.marks
    target = "It announced the Hanbit Act."
    marks = (replace(link, tstart=17, tend=27), replace(bold, tstart=17, tend=23))
    done = document.with_segments(iter([replace(segment, target=target, marks=marks)]))
    assert html.write(done).decode() == ('<p>It announced the <a href="/law"><b>Hanbit</b> Act</a>.</p>')


def test_marks_that_cross_in_english_stay_well_nested() -> None:
    document = html.read("<p>가 <b>나</b> <i>다</i> 라.</p>".encode(), "a.html")
    (segment,) = document.segments
    bold, italic = segment.marks
    marks = (replace(bold, tstart=0, tend=3), replace(italic, tstart=2, tend=5))
    done = document.with_segments(iter([replace(segment, target="a b c.", marks=marks)]))
    assert html.write(done) == b"<p><b>a <i>b</i></b><i> c</i>.</p>"


def test_marks_that_changed_places_do_not_nest() -> None:
    document = html.read("<p>가 <b>나</b><i>다</i> 라.</p>".encode(), "a.html")
    (segment,) = document.segments
    bold, italic = segment.marks
    marks = (replace(bold, tstart=2, tend=3), replace(italic, tstart=0, tend=2))
    done = document.with_segments(iter([replace(segment, target="cdb a.", marks=marks)]))
    assert html.write(done) == b"<p><i>cd</i><b>b</b> a.</p>"


def test_lost_bold_is_dropped_and_a_lost_link_image_or_code_is_not() -> None:
    page = '<p>가 <b>나</b> <a href="u">다</a> 라<img src="i"> 마 <code>f()</code> 바.</p>'
    document = html.read(page.encode(), "a.html")
    (segment,) = document.segments
    done = document.with_segments(iter([replace(segment, target="One two.")]))
    assert html.write(done).decode() == ('<p>One <a href="u">two</a>.<img src="i"> <code>f()</code></p>')


def test_bold_over_two_sentences_stays_one_pair() -> None:
    page = "<p>가나 <b>다라. 마바</b> 사.</p>"
    document = html.read(page.encode(), "a.html")
    first, second = document.segments
    done = [
        replace(first, target="Ga da.", marks=(replace(first.marks[0], tstart=3, tend=6),)),
        replace(second, target="Ma sa.", marks=(replace(second.marks[0], tstart=0, tend=2),)),
    ]
    assert html.write(document.with_segments(iter(done))) == b"<p>Ga <b>da. Ma</b> sa.</p>"


def test_a_page_in_cp949_becomes_utf8() -> None:
    page = '<meta charset="euc-kr"><p>똠방각하 펲시</p>'
    done = in_english(page.encode("cp949"), "a.html", {"똠방각하 펲시": "Pepsi"})
    assert done.decode() == '<meta charset="utf-8"><p>Pepsi</p>'


def test_a_page_in_cp949_says_utf8_also_where_nothing_changed() -> None:
    page = '<meta charset="euc-kr"><p>똠방각하 펲시</p>'
    assert copied(page.encode("cp949"), "a.html").decode() == page.replace("euc-kr", "utf-8")


def test_an_xhtml_page_says_utf8_in_its_first_line() -> None:
    page = '<?xml version="1.0" encoding="euc-kr"?>\n<html lang="ko"><p>똠방각하</p></html>'
    done = in_english(page.encode("cp949"), "a.xhtml", {"똠방각하": "Sir"}).decode()
    assert done == '<?xml version="1.0" encoding="utf-8"?>\n<html lang="en"><p>Sir</p></html>'


def test_a_page_saved_as_utf8_that_says_what_it_was_before() -> None:
    assert sources('<meta charset="euc-kr"><p>똠방각하 펲시</p>', "a.html") == ["똠방각하 펲시"]


def test_an_unquoted_attribute_gets_quotes() -> None:
    assert masked("<img alt=그림 src=a>", "a.html") == '<img alt="xx" src=a>'


def test_the_main_text_leaves_menus_and_notices_out() -> None:
    document = html.read((DATA / "news.html").read_bytes(), "a.html", to="txt")
    assert [(block.kind, block.text[:12]) for block in document.blocks if block.segments] == [
        (Kind.HEADLINE, "가람시, 새 도서관 열어"[:12]),
        (Kind.BODY, "가람시가 강변에 새 도서관을"[:12]),
        (Kind.BODY, "시장은 “아이들이 걸어서"[:12]),
        (Kind.SUBHEAD, "어린이 방도 따로"),
        (Kind.BODY, "일 층에는 어린이 방이 있고"[:12]),
    ]


def test_binary_data_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"page\.html"):
        format_for("page.html").read(b"\x00\xff\xfe\x80" * 99, "page.html")


@example("<p>가<b>나<i>다</b>라</i>마</p>")
@example("<a <b>가</a></b>&amp")
@given(st.text(alphabet="가나 \n<>/abpi=\"'&;!-#[]?", max_size=80))
def test_any_text_is_copied_byte_for_byte(text: str) -> None:
    assert copied(text, "a.html").decode() == text


@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", "<i>", "</i>", "<a href=x>", "</a>", "<br>", "가 ", "나다. ", "<code>라</code>"]
        ),
        max_size=24,
    )
)
def test_tags_come_out_once_and_in_order_when_words_stay_in_place(parts: list[str]) -> None:
    page = "<p>" + "".join(parts) + "</p>"
    tags = [part for part in parts if part.startswith("<")]
    done = masked(page, "a.html")
    place = 0
    for tag in tags:
        place = done.index(tag, place) + len(tag)


@pytest.mark.parametrize("section", ["<![ 다 >", "<![다", "<![foo 다>", "<![if IE]>", "<![CDATA[ 다 ]]>"])
def test_sections_that_no_page_should_have_do_not_stop_the_reading(section: str) -> None:
    page = f"<p>가나</p>{section}<p>라</p>"
    assert copied(page, "a.html").decode() == page
    assert masked(page, "a.html").startswith(f"<p>xx</p>{section}")
