"""Markdown keeps everything but its prose."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pseudo import copied, in_english, masked, sources, translated

from translate import Translator
from translate.document import Kind
from translate.engines.copy import CopyEngine
from translate.formats import format_for, markdown, text

POST = """---
title: 가람시, 새 도서관 열어
date: 2026-06-01
tags: [no, on]
---

# 가람시 새 도서관 *개관* {#open}

도서관은 **[가람시](https://garam.example/소개 "누리집")** 가운데 있고 `pip install 도서` 로 찾는다.
둘째 문장은 다음 줄까지 이어진다.␣␣
굳은 줄 끝 뒤의 줄이다. <a href="/map">지도</a>를 보라[^1].

- [ ] 할 일 하나
- 목록 ~~지움~~ ***모두*** __밑줄__
  이어진 줄

      들여쓴 코드 한글

> 인용 첫 줄
> 둘째 줄이다.

| 이름 | 값 \\| 뜻 |
|---|:-:|
| **가람** | ![그림](a.png) 값 |
| 나루 | 나루 |

````md
```
코드 한글
```
````

~~~python
print("한글")
~~~

[안내 글][guide]와 <https://garam.example/글> 끝. ![도서관 앞](b.png)

[guide]: https://example.com "설명"

[^1]: 각주 내용이다.
    각주 둘째 줄.

<div class="note">
<p>알림 <b>두</b> 개.</p>
</div>

둘째 제목
---------

마지막 문단.""".replace("␣", " ")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_copy_is_the_same_byte_for_byte(newline: str) -> None:
    post = POST.replace("\n", newline)
    assert copied(post, "post.md").decode() == post


def test_only_prose_changes() -> None:
    assert (
        masked(POST, "post.md")
        == """---
title: 가람시, 새 도서관 열어
date: 2026-06-01
tags: [no, on]
---

# xxx x xxx *xx* {#open}

xxxx **[xxx](https://garam.example/소개 "누리집")** xxx xx `pip install 도서` x xxx.
xx xxx xx xxx xxxx.␣␣
xx x x xx xxx. <a href="/map">xx</a>x xx[^1].

- [ ] x x xx
- xx ~~xx~~ ***xx*** __xx__ xxx x

      들여쓴 코드 한글

> xx x x xx xxx.

| xx | x \\| x |
|---|:-:|
| **xx** | ![xx](a.png) x |
| xx | xx |

````md
```
코드 한글
```
````

~~~python
print("한글")
~~~

[xx x][guide]x <https://garam.example/글> x. ![xxx x](b.png)

[guide]: https://example.com "설명"

[^1]: xx xxxx.
    xx xx x.

<div class="note">
<p>xx <b>x</b> x.</p>
</div>

xx xx
---------

xxx xx.""".replace("␣", " ")
    )


def test_a_wrapped_paragraph_is_cut_into_sentences_not_lines() -> None:
    assert sources("비가 온다고 한다. 그래도\n축제는 열린다.", "a.md") == [
        "비가 온다고 한다.",
        "그래도 축제는 열린다.",
    ]


def test_headings_are_headlines() -> None:
    document = format_for("a.md").read("# 머리\n\n## 가운데\n\n글이다.\n".encode(), "a.md")
    assert [block.kind for block in document.blocks] == [Kind.HEADLINE, Kind.SUBHEAD, Kind.BODY]


def test_marks_stand_around_the_english_words_wherever_they_went() -> None:
    module = format_for("a.md")
    document = module.read("정부는 [한빛 법](/law)을 **오늘** 알렸다.\n".encode(), "a.md")
    (segment,) = document.segments
    target = "Today the government announced the Hanbit Act."
    link, bold = segment.marks
    assert segment.source[link.start : link.end] == "한빛 법"
    marks = (replace(link, tstart=35, tend=45), replace(bold, tstart=0, tend=5))
    done = document.with_segments(iter([replace(segment, target=target, marks=marks)]))
    assert module.write(done) == b"**Today** the government announced the [Hanbit Act](/law).\n"


def test_a_lost_link_goes_round_the_last_word_and_lost_bold_is_dropped() -> None:
    table = {"정부는 [한빛 법](/law)을 **오늘** 알렸다.": ""}
    del table
    module = format_for("a.md")
    document = module.read("정부는 [한빛 법](/law)을 **오늘** `코드`로 알렸다.\n".encode(), "a.md")
    done = document.with_segments(replace(s, target="The government told.") for s in document.segments)
    assert module.write(done) == "The government [told](/law). `코드`\n".encode()


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("글", "3 * 4 * 5", "3 \\* 4 \\* 5\n"),
        ("글", "snake_case_name", "snake_case_name\n"),
        ("글", "a _word_", "a \\_word\\_\n"),
        ("글", "1. First", "1\\. First\n"),
        ("글", "# no heading", "\\# no heading\n"),
        ("글", "- no list", "\\- no list\n"),
        ("글", "AT&T and S&P 500", "AT&T and S&P 500\n"),
        ("글", "&lt; stays", "\\&lt; stays\n"),
        ("글", "X (formerly Twitter) [AP]", "X (formerly Twitter) [AP]\n"),
        ("글", "not a [link](x)", "not a \\[link](x)\n"),
        ("글", "<Wow>", "\\<Wow>\n"),
        ("# 글", "C# and F#", "# C# and F#\n"),
    ],
)
def test_english_that_looks_like_markup_is_escaped(source: str, target: str, written: str) -> None:
    done = in_english(source + "\n", "a.md", {source.lstrip("# "): target}).decode()
    assert done == written


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("1. First", "1\\. First"),
        ("2) second", "2\\) second"),
        ("1.5 million", "1.5 million"),
        ("- no list", "\\- no list"),
        ("&lt; stays", "\\&lt; stays"),
        ("AT&T", "AT&T"),
    ],
)
def test_plain_text_becomes_markdown_that_shows_the_same(target: str, written: str) -> None:
    done = markdown.write(translated(text.read("글\n".encode(), "a.txt"), lambda source: target)).decode()
    assert done == f"{written}\n"
    assert html.unescape(re.sub("<[^>]+>", "", MarkdownIt().render(done))).strip() == target


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("> 첫 문장이다.\n> 둘째 문장이다.", "> x xxxx.\n> xx xxxx."),
        ("> 첫 줄이다.␣␣\n> 둘째 줄이다.", "> x xxx.␣␣\n> xx xxx."),
        ("> 첫 줄이다.\\\n> 둘째 줄이다.", "> x xxx.\\\n> xx xxx."),
        ("> 첫 줄이다.<br>\n> 둘째 줄이다.", "> x xxx.<br>\n> xx xxx."),
        ("> [!WARNING]\n> 조심하라.\n> 아주 조심하라.", "> [!WARNING]\n> xxxx.\n> xx xxxx."),
        ("1. 가\n   > 안의 줄␣␣\n   > 둘째 줄", "1. x\n   > xx x␣␣\n   > xx x"),
        ("> > 첫 줄␣␣\n> > 둘째 줄", "> > x x␣␣\n> > xx x"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_kept_line_breaks_of_a_quotation_get_no_escapes(source: str, written: str, newline: str) -> None:
    source, written = (text.replace("␣", " ").replace("\n", newline) for text in (source, written))
    assert masked(source, "a.md") == written


@pytest.mark.parametrize(
    ("second", "written"),
    [("# 1", "\\# 1"), ("1. 1", "1\\. 1"), ("> 1", "\\> 1"), ("- 1", "\\- 1"), ("a > 1", "a > 1")],
)
def test_english_that_looks_like_markup_behind_a_kept_line_break_is_escaped(
    second: str, written: str
) -> None:
    source = "> 첫 줄␣␣\n> 둘째 줄\n".replace("␣", " ")
    done = in_english(source, "a.md", {"첫 줄": "> one", "둘째 줄": second}).decode()
    assert done == f"> \\> one␣␣\n> {written}\n".replace("␣", " ")


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (r"식 $\frac{a}{b}$는 답이다.", r"x $\frac{a}{b}$x xxx."),
        (r"$x$는 답 1", r"$x$x x 1"),
        (r"식 $\text{속도}_1$ 값", r"x $\text{속도}_1$ x"),
        (r"식 \(x\)와 \[y_1*2*\] 값", r"x \(x\)x \[y_1*2*\] x"),
        (r"식 \[v = \text{속도}\] 값", r"x \[v = \text{속도}\] x"),
        ("식 $$\\sum_i x_i \\\\\ny$$ 값", "x $$\\sum_i x_i \\\\\ny$$ x"),
        ("$$\na &= 값 \\\\\n+ b\n$$", "$$\na &= 값 \\\\\n+ b\n$$"),
        ("글이다\n$$\nx = 값\n$$\n다음 글", "xxx\n$$\nx = 값\n$$\nxx x"),
        ("값은 $5이고 세금은 $6이다.", "xx $5xx xxx $6xx."),
        ("5$짜리와 6$짜리", "5$xxx 6$xx"),
        ("US$와 AU$의 값", "US$x AU$x x"),
        (r"경로 C:\Users\홍길동, 정규식 \d+", r"xx C:\Users\xxx, xxx \d+"),
        (r"별 \* 하나, 끝 \\", "x \\* xx, x \\\\"),
        ("{{ 변수 }} 값", "{{ 변수 }} x"),
        ('{% include "한글.md" %}', '{% include "한글.md" %}'),
        ("글 {% if 값 %}다음{% endif %} 끝", "x {% if 값 %}xx{% endif %} x"),
        ("::: warning 주의\n경고 글\n:::", "::: warning xx\nxx x\n:::"),
        ("::: {.note}\n글\n:::", "::: {.note}\nx\n:::"),
        ('!!! note "제목"\n    안내 글이다.', '!!! note "xx"\n    xx xxx.'),
        ("놀랍다\n!!! 정말", "xxx !!! xx"),
    ],
)
def test_formulas_templates_and_boxes_keep_their_spelling_and_their_lines(source: str, written: str) -> None:
    assert masked(source, "a.md") == written


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"식 $x$ 값", ["식 $x$ 값"]),
        (r"\[단독\] 값", ["[단독] 값"]),
        ("::: warning 주의\n글\n:::", ["주의", "글"]),
        ('!!! note "제목"\n    글', ['"제목"', "글"]),
        ("$$\nx = 값\n$$", []),
        ('{% include "한글.md" %}', []),
    ],
)
def test_what_an_engine_sees_of_formulas_templates_and_boxes(source: str, shown: list[str]) -> None:
    assert sources(source, "a.md") == shown


@pytest.mark.parametrize(
    "source", ["본문 ![](a.png). 뒤 글, ![](b.png)와 끝", "앞 ![](a.png) 뒤[^1] 글\n\n[^1]: 주"]
)
def test_pictures_keep_the_spaces_around_them(source: str) -> None:
    (done,) = Translator(CopyEngine()).translate_documents([markdown.read(source.encode(), "a.md")])
    assert markdown.write(done).decode() == source


def test_a_pipe_in_a_cell_is_escaped() -> None:
    table = "| 가 | 나 |\n|---|---|\n| 다 | 라 |\n"
    english = {"가": "A", "나": "B", "다": "x | y", "라": "D"}
    assert in_english(table, "a.md", english).decode() == "| A | B |\n|---|---|\n| x \\| y | D |\n"


def test_a_link_named_by_its_words_keeps_its_target() -> None:
    source = "[설명서]를 보라.\n\n[설명서]: https://a.example\n"
    document = markdown.read(source.encode(), "a.md")
    (segment,) = document.segments
    marks = (replace(segment.marks[0], tstart=8, tend=14),)
    done = document.with_segments(iter([replace(segment, target="See the manual.", marks=marks)]))
    assert markdown.write(done).decode() == "See the [manual][설명서].\n\n[설명서]: https://a.example\n"


def test_bold_before_a_particle_is_bold() -> None:
    assert masked("그는 **“용어”**를 썼다.", "a.md") == "xx **“xx”**x xx."


@example("\\")
@example("**가**나_다_`라`[마](바)<사>&amp;\\*\n> 아\n\n|자|\n|-|\n|차|")
@example("!!! a\n::: b 가\n\\[\n$$나$$ $라$ {{ 마 }}\n\\]\n{%바%}")
@given(st.text(alphabet="가나다 \n\r\t*_`[]()<>!\\#->|:~^0.&;a/\"'${}%", max_size=60))
def test_any_text_is_copied_byte_for_byte(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert copied(text, "a.md").decode() == text
