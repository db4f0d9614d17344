"""The review page as a file: what it shows, that hostile text stays text, that size costs no memory."""

from __future__ import annotations

import base64
import hashlib
import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from sample_documents import HOSTILE, document, hostile, news, other_engine, segment

from translate import review
from translate.document import Check, Document, How, Kind, Level, Pin, Segment
from translate.errors import InputError
from translate.review import page, write


def parsed(*documents: Document, title: str = "Review") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring("".join(page(documents, title)))


def segments(tree: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return tree.xpath("//article")


def side(element: lxml_html.HtmlElement, name: str) -> lxml_html.HtmlElement:
    return element.xpath(f".//*[@class='{name}' or @class='{name} empty']")[0]


def test_source_and_target_stand_side_by_side_in_their_paragraphs() -> None:
    tree = parsed(news())
    wanted = list(news().segments)
    assert [side(part, "source").text_content() for part in segments(tree)] == [s.source for s in wanted]
    assert [side(part, "target").text_content() for part in segments(tree)] == [s.target for s in wanted]
    kinds = [block.get("class") for block in tree.xpath("//div[starts-with(@class, 'block')]")]
    assert kinds == ["block headline", "block byline", "block body", "block subhead", "block body"]
    assert {side(part, "source").get("lang") for part in segments(tree)} == {"ko"}
    assert {side(part, "target").get("lang") for part in segments(tree)} == {"en"}


def test_pins_are_marked_on_both_sides_with_the_same_number() -> None:
    third = segments(parsed(news()))[2]
    shown = [
        [(mark.get("data-pin"), mark.get("class"), mark.text) for mark in side(third, name).iter("mark")]
        for name in ("source", "target")
    ]
    assert shown == [
        [
            ("0", "pin marker glossary", "가온시"),
            ("1", "pin marker glossary", "새강변"),
            ("2", "pin retry glossary", "순환 전차"),
            ("3", "pin marker number", "2029년"),
            ("4", "pin marker glossary", "한빛중공업"),
        ],
        [
            ("0", "pin marker glossary", "Gaon"),
            ("2", "pin retry glossary", "loop tram"),
            ("1", "pin marker glossary", "Saegangbyeon"),
            ("3", "pin marker number", "2029"),
            ("4", "pin marker glossary", "Hanbit Heavy Industries"),
        ],
    ]


def test_a_missed_pin_is_marked_in_the_source_and_said_beside() -> None:
    said = "새강변상인연합회 → Saegangbyeon Merchants Union"
    unchecked = news().with_segments(replace(part, checks=()) for part in news().segments)
    part = segments(parsed(unchecked))[6]
    assert [mark.get("class") for mark in part.iter("mark")] == ["pin missed glossary"]
    assert part.get("data-missed") == "1"
    assert f"missed: {said}" in part.xpath(".//aside")[0].text_content()
    # Where a check says so already, it is not said twice.
    assert len(segments(parsed(news()))[6].xpath(".//aside//li")) == 1


def test_findings_are_underlined_where_they_stand() -> None:
    part = segments(parsed(news()))[3]
    flaws = part.xpath(".//*[contains(@class, 'flaw')]")
    assert [(flaw.get("class"), flaw.text) for flaw in flaws] == [
        ("flaw error", "6할"),
        ("flaw error", "70 percent"),
    ]
    assert "6할 is 60 percent, not 70 percent" in part.xpath(".//aside")[0].text_content()


def test_a_finding_over_part_of_a_pin_keeps_both() -> None:
    check = Check("x", Level.WARNING, "odd", 1, 6)
    source = "한빛전자는 흑자"
    done = replace(
        segment(0, source, "Hanbit made money", (("한빛전자", "Hanbit", How.MARKER),)), checks=(check,)
    )
    part = segments(parsed(document("a", (Kind.BODY, (done,)))))[0]
    found = lxml_html.tostring(side(part, "source"), encoding="unicode")
    assert (
        '한<span class="flaw warning">빛전자</span></mark><span class="flaw warning">는 </span>흑자' in found
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [("from memory", 4), ("by a person", 7), ("fuzzy match", 8)],
)
def test_where_a_translation_came_from(words: str, expected: int) -> None:
    badges = [part.xpath("string(.//*[@class='badges'])") for part in segments(parsed(news()))]
    assert [number for number, badge in enumerate(badges) if words in badge] == [expected]


def test_counts_and_chart() -> None:
    tree = parsed(news(), title="순환 전차")
    assert tree.xpath("string(//h1)") == tree.xpath("string(//title)") == "순환 전차"
    counts = dict(
        zip(
            tree.xpath("//dl[@class='counts']//dt/text()"),
            tree.xpath("//dl[@class='counts']//dd/text()"),
            strict=True,
        )
    )
    assert counts["sentences"] == "10" and counts["terms and numbers held"] == "15 / 16"
    assert counts["findings"] == "3"
    assert tree.xpath("//svg/@aria-label") == ["13 held by marker, 1 second attempt, 1 repaired, 1 missed"]
    assert sum(map(float, tree.xpath("//rect/@width"))) == pytest.approx(100, abs=0.01)
    assert tree.xpath("//ul[@class='legend']/li/@class") == ["marker", "retry", "repair", "missed"]


def test_parts_of_the_page_that_are_no_article_are_folded_away() -> None:
    details = parsed(news()).xpath("//details")
    assert [part.xpath("string(summary)") for part in details] == [
        "2 parts of the page not translated",
        "1 part of the page not translated",
    ]
    assert "글자 크기" in details[0].text_content()


def test_several_documents_and_several_engines() -> None:
    tree = lxml_html.document_fromstring(
        "".join(page([news(), news()], alternatives={"google": [other_engine(), other_engine()]}))
    )
    assert tree.xpath("//nav//a/@href") == ["#d0", "#d1"]
    assert len(set(tree.xpath("//article/@id"))) == 20
    assert len(tree.xpath("//dl[@class='others']")) == 20
    assert tree.xpath("string((//dl[@class='others'])[2])").startswith(
        "googleDo Ye-rin, Naru Sinmun, as another"
    )


def test_a_document_that_another_engine_failed_to_translate_stands_alone() -> None:
    text = "".join(page([news(), news()], alternatives={"google": [None, other_engine()]}))
    compared = lxml_html.document_fromstring(text).xpath("//dl[@class='others']/ancestor::section/@id")
    assert set(compared) == {"d1"}


def test_nothing_translated_and_no_document_at_all() -> None:
    assert segments(parsed()) == []
    bare = Segment(0, 0, 2, "비가", None)
    part = segments(parsed(document("a", (Kind.BODY, (bare,)))))[0]
    assert side(part, "target").get("class") == "target empty"


@pytest.mark.parametrize(
    "pin",
    [
        Pin("a", "b", "a", 0, 99, tstart=5, tend=99, how=How.MARKER),
        Pin("a", "b", "a", -3, 2, tstart=2, tend=1, how=How.MARKER),
        Pin("a", "b", "a", 1, 1, how=None),
    ],
)
def test_places_outside_of_the_text_are_passed_over(pin: Pin) -> None:
    part = segments(parsed(document("a", (Kind.BODY, (Segment(0, 0, 2, "비가", "Rain", (pin, pin)),)))))[0]
    assert (side(part, "source").text_content(), side(part, "target").text_content()) == ("비가", "Rain")


# Safety


def test_the_policy_allows_this_pages_own_style_and_script_only() -> None:
    text = "".join(page([hostile(), news()], HOSTILE))
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    for name in ("style", "script"):
        inner = re.search(f"<{name}>(.*?)</{name}>", text, re.S)
        assert inner is not None
        digest = base64.b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]


def test_hostile_text_is_text() -> None:
    text = "".join(page([hostile()], HOSTILE, {HOSTILE: [hostile()]}))
    tree = lxml_html.document_fromstring(text)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //b[text()='굵게']") == []
    assert not any(name.startswith("on") for element in tree.iter() for name in element.keys())  # noqa: SIM118
    assert "onerror=" in tree.xpath("string(//h1)")
    source = side(segments(tree)[1], "source")
    assert source.text_content() == HOSTILE.replace("\x00", "").replace("\ud800", "\ufffd")
    assert source.xpath(".//*[@class='sign']/@data-code") == [
        "U+202E",
        "U+202C",
        "U+2028",
        "U+200B",
        "U+0000",
        "U+0007",
    ]


def test_no_address_outside_is_named() -> None:
    text = "".join(page([news()]))
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+|@import|url\(", text) == []


@settings(deadline=None)  # the disk may be busy
@given(st.text(), st.text(), st.integers(-2, 9), st.integers(-2, 9))
def test_any_text_comes_back_whole(source: str, target: str, start: int, end: int) -> None:
    pin = Pin(source, target, source, start, end, source, start, end, How.RETRY)
    check = Check(target, Level.INFO, source, end, start, start, end + 1)
    part = segments(
        parsed(document(source, (Kind.BODY, (Segment(0, 0, 1, source, target, (pin,), (), (check,)),))))
    )[0]

    def kept(text: str) -> str:
        return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]", "", text)

    assert kept(side(part, "source").text_content()) == kept(source)
    assert kept(side(part, "target").text_content()) == kept(target)


# Writing


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def broken() -> Iterator[Document]:
        yield news()
        raise InputError("the second document is bad")

    path = tmp_path / "out" / "review.html"
    with pytest.raises(InputError, match="second document"):
        write(path, broken())
    assert not path.exists()
    write(path, [news()], title="한 장")
    assert path.read_bytes() == "".join(page([news()], "한 장")).encode()
    assert [file.name for file in path.parent.iterdir()] == ["review.html"]


def test_memory_does_not_grow_with_the_number_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "_SPOOL", 1 << 16)
    one = news()

    def peak(count: int) -> int:
        tracemalloc.start()
        write(tmp_path / "review.html", (one for _ in range(count)))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    small, large = peak(40), peak(160)
    assert (tmp_path / "review.html").stat().st_size > 1_500_000
    assert large < 1.3 * small
