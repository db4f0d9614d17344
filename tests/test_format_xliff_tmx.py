"""XLIFF and TMX: open units are filled, all else stays; any document becomes a new file of either."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pseudo import HANGUL, in_english, masked, sources, translated

from translate import Translator
from translate.document import Document
from translate.engines.copy import CopyEngine
from translate.errors import InputError
from translate.formats import format_for, html, tmx, xliff

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<!-- 견본 -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:my="urn:my">
  <file original="a.txt" source-language="ko" datatype="plaintext" my:key="값">
    <body>
      <trans-unit id="1" my:note="그대로">
        <source>이 <g id="1">굵은</g> 글</source>
        <note>옮기는 이에게</note>
      </trans-unit>
      <trans-unit id="2">
        <source>앞<x id="1"/>뒤<x id="2"/></source>
        <target/>
      </trans-unit>
      <trans-unit id="3" translate="no">
        <source>코드</source>
      </trans-unit>
      <trans-unit id="4" approved="yes">
        <source>끝난 글</source>
        <target state="final">Done</target>
      </trans-unit>
      <trans-unit id="5">
        <source><![CDATA[<b>가</b> & 나]]></source>
      </trans-unit>
      <trans-unit id="6" xml:space="preserve">
        <source>첫 줄
둘째	칸</source>
      </trans-unit>
      <trans-unit id="7">
        <source>여기 <bpt id="1">&lt;a&gt;</bpt>눌러<ept id="1">&lt;/a&gt;</ept> 보라</source>
        <target state="needs-translation">여기</target>
      </trans-unit>
      <trans-unit id="8">
        <source>하나. 둘.</source>
        <seg-source><mrk mtype="seg" mid="0">하나.</mrk> <mrk mtype="seg" mid="1">둘.</mrk></seg-source>
      </trans-unit>
    </body>
  </file>
</xliff>
"""


def without_targets(file: str) -> str:
    root = etree.fromstring(file.encode())
    for target in list(root.iter("{*}target")):
        target.getparent().remove(target)
    root.find(".//{*}file").attrib.pop("target-language", None)
    return re.sub(r">\s+<", "><", etree.tostring(root, method="c14n").decode())


def test_open_units_are_filled_and_all_else_stays() -> None:
    done = masked(XLIFF, "a.xlf")
    new = ' state="needs-review-translation" state-qualifier="mt-suggestion"'
    assert without_targets(done) == without_targets(XLIFF)
    assert "<source><![CDATA[<b>가</b> & 나]]></source>" in done
    targets = re.findall(r"<target[^>]*>.*?</target>", done, re.DOTALL)
    assert targets == [
        f'<target{new}>x <g id="1">xx</g> x</target>',
        f'<target{new}>x<x id="1"/>x<x id="2"/></target>',
        '<target state="final">Done</target>',
        f"<target{new}>&lt;b&gt;x&lt;/b&gt; &amp; x</target>",
        f"<target{new}>x x\nxx\tx</target>",
        f'<target{new}>xx <bpt id="1">&lt;a&gt;</bpt>xx<ept id="1">&lt;/a&gt;</ept> xx</target>',
        f'<target{new}><mrk mtype="seg" mid="0">xx.</mrk> <mrk mtype="seg" mid="1">x.</mrk></target>',
    ]


def test_a_target_that_has_only_some_of_its_segments_gets_all() -> None:
    begun = (
        '<target state="new"><mrk mtype="seg" mid="0">하나.</mrk></target>\n      </trans-unit>\n    </body>'
    )
    done = masked(XLIFF.replace("</trans-unit>\n    </body>", begun), "a.xlf")
    assert '<mrk mtype="seg" mid="0">xx.</mrk> <mrk mtype="seg" mid="1">x.</mrk></target>' in done


def test_inline_elements_come_once_even_when_lost_or_crossing() -> None:
    file = XLIFF.replace(
        '이 <g id="1">굵은</g> 글', '이 <g id="1">굵은</g> <g id="2">글</g>이다<x id="3"/> 나'
    )
    document = xliff.read(file.encode(), "a.xlf")
    first, *rest = document.segments
    lost = replace(first, target="This text.")
    one, two, three = first.marks
    crossing = replace(
        first,
        target="This text.",
        marks=(
            replace(one, tstart=0, tend=7),
            replace(two, tstart=5, tend=9),
            replace(three, tstart=2, tend=2),
        ),
    )
    for segment in (lost, crossing):
        data = xliff.write(document.with_segments(iter([segment, *rest])))
        target = etree.fromstring(data).find(".//{*}target")
        assert target is not None
        assert sorted((etree.QName(e).localname, e.get("id")) for e in target.iter("{*}g", "{*}x")) == [
            ("g", "1"),
            ("g", "2"),
            ("x", "3"),
        ]
        assert "".join(target.itertext()) == "This text."


XLIFF2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ko" trgLang="en">
 <file id="f"><unit id="u">
  <segment id="1"><source>가 <pc id="1">나</pc> <ph id="2"/>다</source></segment>
  <ignorable><source> </source></ignorable>
  <segment id="2" state="final"><source>라</source><target>D</target></segment>
  <segment id="3"><source>마 <mrk id="m" translate="no">바</mrk> 사</source></segment>
 </unit><unit id="v" translate="no"><segment><source>아</source></segment></unit></file>
</xliff>"""


def test_xliff_2_is_filled() -> None:
    done = masked(XLIFF2, "a.xliff")
    assert re.findall(r"<target>.*?</target>", done) == [
        '<target>x <pc id="1">x</pc> <ph id="2"/>x</target>',
        "<target>D</target>",
        '<target>x <mrk id="m" translate="no">바</mrk> x</target>',
    ]
    assert done.count('state="translated"') == 2


UNIT = """<xliff version="1.2"><file original="a" source-language="ko-KR" datatype="plaintext"><body>
<trans-unit id="1"><source>{}</source>{}</trans-unit></body></file></xliff>"""
MARK = '<mrk mtype="seg" mid="{}">{}</mrk>'


@pytest.mark.parametrize(
    ("source", "target", "open_"),
    [
        ("김치 효과", "<target/>", True),
        ("김치 효과", "<target>김치 효과</target>", True),
        ("김치 효과", "<target>김치의 효과 (Kimchi)</target>", False),
        ("김치 효과", "<target>김치의 효과 (KTO)</target>", True),
        ("김치 효과", "<target>Kimchi (김치) effect</target>", False),
        ("김치 효과", '<target state="new">Kimchi effect</target>', False),
        ("김치 효과", '<target state="needs-translation">Chimney effect</target>', True),
        ("김치 효과", '<target state="translated">김치 효과</target>', False),
        ("김치 효과", '<target state="translated"></target>', True),
        ("김치 효과", "<target><ph>&lt;span class='x'&gt;</ph>김치의 효과</target>", True),
    ],
)
def test_a_target_of_people_stays(source: str, target: str, open_: bool) -> None:
    assert sources(UNIT.format(source, target), "a.xlf") == [source] * open_


@pytest.mark.parametrize(
    ("state", "targets", "written"),
    [
        ("", ("Human one.", "둘."), ("Human one.", "x.")),
        ("", ("Human one.", ""), ("Human one.", "x.")),
        ("", ("Human one.", None), ("Human one.", "x.")),
        (' state="needs-translation"', ("Human one.", ""), ("Human one.", "x.")),
        (' state="translated"', ("하나.", "Human two."), ("하나.", "Human two.")),
        ("", ("Human one.", "Human two."), ("Human one.", "Human two.")),
    ],
)
def test_each_segment_of_a_target_is_open_for_itself(
    state: str, targets: tuple[str | None, ...], written: tuple[str, ...]
) -> None:
    parts = " ".join(MARK.format(n, text) for n, text in enumerate(("하나.", "둘.")))
    there = " ".join(MARK.format(n, text) for n, text in enumerate(targets) if text is not None)
    file = UNIT.format("하나. 둘.", f"<seg-source>{parts}</seg-source><target{state}>{there}</target>")
    target = etree.fromstring(masked(file, "a.xlf").encode()).find(".//target")
    assert target is not None
    assert [mark.text for mark in target.iter("mrk")] == list(written)


def test_a_target_in_one_piece_stays_where_the_source_is_in_two() -> None:
    parts = "".join(MARK.format(n, text) for n, text in enumerate(("하나.", "둘.")))
    file = UNIT.format("하나. 둘.", f"<seg-source>{parts}</seg-source><target>Human.</target>")
    assert sources(file, "a.xlf") == []


@pytest.mark.parametrize(
    "source",
    [
        '파일 <x id="1"/>개를 <x id="2"/>님에게 보냈습니다.',
        '총 <x id="1"/> 원',
        '총 <x id="1"/> <x id="2"/> 원',
        '총 <x id="1"/><x id="2"/> 원 <x id="3"/>.',
        '각주<x id="1"/> 뒤, 둘<x id="2"/>.',
        '파일 <x id="1" equiv-text="{n}"/>개를 <ph id="2">${n}</ph>님에게',
        '<x id="1" equiv-text="{n}"/>님, 안녕',
    ],
)
def test_single_elements_keep_the_spaces_around_them(source: str) -> None:
    document = xliff.read(UNIT.format(source, "").encode(), "a.xlf")
    (done,) = Translator(CopyEngine()).translate_documents([document])
    written = xliff.write(done).decode()
    assert f'state-qualifier="mt-suggestion">{source}</target>' in written


def test_an_element_that_stands_for_a_word_is_read_as_that_word() -> None:
    source = '파일 <x id="1" equiv-text="{n}"/>개, <ph id="2">%s</ph>, <x id="3" equiv-text="&lt;br/&gt;"/>글'
    assert sources(UNIT.format(source, ""), "a.xlf") == ["파일 {n}개, %s, 글"]


TMX = """<?xml version="1.0" encoding="{}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
 adminlang="en" srclang="ko-KR" datatype="plaintext"/><body>
<tu tuid="1"><prop type="x">값</prop><tuv xml:lang="ko-KR"><seg>있는 글</seg></tuv>
<tuv xml:lang="en-US"><seg>A text that is there</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="KO"><seg>없는 <ph x="1">&lt;br/&gt;</ph>글</seg></tuv></tu>
<tu tuid="3"><tuv xml:lang="KO"><seg>빈 글</seg></tuv><tuv xml:lang="EN"><seg></seg></tuv></tu>
</body></tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_units_without_english_are_filled(encoding: str) -> None:
    text = TMX.format(encoding[:6])
    mark = b"" if encoding in ("utf-8", "utf-16") else "\ufeff".encode(encoding)
    data = mark + text.encode(encoding)
    assert sources(data, "a.tmx") == ["없는 글", "빈 글"]
    done = masked(data, "a.tmx")
    assert done.startswith("<?xml version='1.0' encoding='UTF-8'?>")
    assert "<seg>A text that is there</seg>" in done
    assert '<tuv xml:lang="en"><seg>xx <ph x="1">&lt;br/&gt;</ph>x</seg></tuv>' in done
    assert '<tuv xml:lang="EN"><seg>x x</seg></tuv>' in done


PAGE = '<p>가 <b>나다</b> 라 <a href="u">😆 &amp; &lt;</a> 마 <img src="i"> 바다. 사\x01아다.</p>'


def english_page() -> Document:
    return translated(html.read(PAGE.encode(), "a.html"), lambda text: HANGUL.sub("x", text))


def test_a_page_becomes_a_memory() -> None:
    root = etree.fromstring(tmx.write(english_page()))
    header = root.find("header")
    assert header is not None and header.get("srclang") == "ko"
    assert {e.tag for seg in root.iter("seg") for e in seg.iter()} <= {"seg", "bpt", "ept", "ph"}
    languages = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [[tuv.get(languages) for tuv in tu.iter("tuv")] for tu in root.iter("tu")] == [["ko", "en"]] * 2
    assert ["".join(seg.itertext()) for seg in root.iter("seg")] == [
        "가 나다 라 😆 & < 마  바다.",
        "x xx x 😆 & < x  xx.",
        "사\ufffd아다.",
        "x\ufffdxx.",
    ]
    assert len(root.findall(".//seg/ph")) == 2


def test_a_page_becomes_xliff() -> None:
    data = xliff.write(english_page())
    root = etree.fromstring(data)
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "ko", "en")
    first = root.find(".//{*}segment")
    assert first is not None
    assert re.sub(r' xmlns="[^"]*"', "", etree.tostring(first, encoding="unicode", with_tail=False)) == (
        '<segment id="s1" state="translated">\n'
        '        <source>가 <pc id="1">나다</pc> 라 '
        '<pc id="2">😆 &amp; &lt;</pc> 마 <ph id="3"/> 바다.</source>\n'
        '        <target>x <pc id="1">xx</pc> x <pc id="2">😆 &amp; &lt;</pc> x <ph id="3"/> xx.</target>\n'
        "      </segment>"
    )
    assert list(xliff.read(data, "a.xliff").segments) == []


def test_what_is_not_translated_is_locked() -> None:
    document = html.read("<p>가.</p>".encode(), "a.html")
    bare = replace(document, blocks=tuple(replace(block, segments=()) for block in document.blocks))
    unit = etree.fromstring(xliff.write(bare)).find(".//{*}unit")
    assert unit is not None and unit.get("translate") == "no"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlf", b"<a/>", "not XLIFF but <a>"),
        ("a.xlf", b"<xliff>", "not well-formed XML"),
        ("a.xlf", b'<xliff srcLang="en" trgLang="ko"/>', "srcLang is 'en'; give a file from Korean"),
        ("a.xlf", b'<xliff srcLang="ko" trgLang="ja-JP"/>', "trgLang is 'ja-JP'"),
        ("a.xlf", b'<xliff><file source-language="en" target-language="ko"/></xliff>', "source-language"),
        ("a.xlf", b'<xliff><file source-language="ko" target-language="ja"/></xliff>', "target-language"),
        ("a.tmx", b"<html/>", "not TMX but <html>"),
        ("a.tmx", b"", "not well-formed XML"),
        ("a.tmx", b'<!DOCTYPE a [<!ENTITY x "y">]><tmx>&x;</tmx>', "defines entities"),
        ("a.tmx", b"<a>" * 400, "not well-formed XML"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        format_for(name).read(data, name)


def test_an_outside_file_is_not_read() -> None:
    file = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><tmx><tu>&x;</tu></tmx>'
    with pytest.raises(InputError, match="defines entities"):
        tmx.read(file, "a.tmx")


@given(st.text(max_size=40))
def test_any_english_is_well_formed(text: str) -> None:
    page = translated(html.read("<p>가.</p>".encode(), "a.html"), lambda _: text)
    for write in (tmx.write, xliff.write):
        etree.fromstring(write(page))
    etree.fromstring(in_english(XLIFF2, "a.xliff", dict.fromkeys(sources(XLIFF2, "a.xliff"), text)))
