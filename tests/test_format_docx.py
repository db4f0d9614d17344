"""DOCX: every paragraph in English, in its place, with its formatting."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree
from pseudo import HANGUL, copied, in_english, sources, translated

from translate.document import Document, Kind
from translate.errors import InputError
from translate.formats import docx, format_for

DATA = Path(__file__).parent / "data"
MADE = [DATA / "library-pandoc.docx", DATA / "library-libreoffice.docx"]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, **parts: str) -> bytes:
    """A DOCX file of raw parts, as Word itself might write them."""
    stream = io.BytesIO()
    names = f'xmlns:w="{W}" xmlns:r="{R}"'
    names += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    names += ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    names += ' xmlns:v="urn:schemas-microsoft-com:vml"'
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            root = {"footnotes": "footnotes", "header1": "hdr", "footer1": "ftr"}[name]
            file.writestr(f"word/{name}.xml", f"<w:{root} {names}>{content}</w:{root}>")
    return stream.getvalue()


def part(data: bytes, name: str = "document") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml"))


def masked(data: bytes) -> bytes:
    return docx.write(translated(docx.read(data, "a.docx"), lambda text: HANGUL.sub("x", text)))


def shown(data: bytes) -> list[list[tuple[str, bool | None, bool | None]]]:
    """Each paragraph's letters with bold and italic, Hangul as ``x``, white space without style."""
    file = python_docx.Document(io.BytesIO(data))
    paragraphs = [*file.paragraphs, *(p for t in file.tables for c in t._cells for p in c.paragraphs)]
    return [
        [
            (HANGUL.sub("x", letter), run.bold, run.italic) if not letter.isspace() else (letter, None, None)
            for run in paragraph.runs
            for letter in run.text
        ]
        for paragraph in paragraphs
    ]


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_a_copy_of_a_file_made_by_a_real_program_is_the_same(path: Path) -> None:
    assert copied(path.read_bytes(), "a.docx") == path.read_bytes()


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_every_letter_keeps_its_formatting(path: Path) -> None:
    data = path.read_bytes()
    assert shown(masked(data)) == shown(data)


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_no_korean_text_is_left_and_nothing_else_changes(path: Path) -> None:
    before = zipfile.ZipFile(path)
    after = zipfile.ZipFile(io.BytesIO(masked(path.read_bytes())))
    assert after.namelist() == before.namelist()
    for name in before.namelist():
        if name in ("word/document.xml", "word/footnotes.xml"):
            texts = etree.fromstring(after.read(name)).iter("{*}t")
            assert not any(HANGUL.search(text.text or "") for text in texts)
        else:
            assert after.read(name) == before.read(name)


def test_headings_are_headlines() -> None:
    document = docx.read(MADE[0].read_bytes(), "a.docx")
    kinds = {block.text: block.kind for block in document.blocks}
    assert kinds["도서관을 열다"] is Kind.HEADLINE
    assert kinds["여는 때"] is Kind.SUBHEAD


def test_words_cut_into_runs_are_whole_again() -> None:
    runs = '<w:proofErr w:type="spellStart"/>'.join(
        f'<w:r w:rsidR="00{number}"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{text}</w:t></w:r>'
        for number, text in enumerate(["오픈", "A", "I", "가 생성", "형 AI를 냈다."])
    )
    data = word(f"<w:p>{runs}</w:p>")
    document = docx.read(data, "a.docx")
    assert [(s.source, s.marks) for s in document.segments] == [("오픈AI가 생성형 AI를 냈다.", ())]
    done = in_english(data, "a.docx", {"오픈AI가 생성형 AI를 냈다.": "OpenAI released generative AI."})
    assert [t.text for t in part(done).iter(f"{{{W}}}t")] == ["OpenAI released generative AI."]


BOLD = (
    "<w:p><w:r><w:t>오늘 </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>네이버</w:t></w:r>"
    "<w:r><w:t>가 새 길찾기를 열었다.</w:t></w:r></w:p>"
)


def english(document: Document, target: str, *places: tuple[int, int]) -> Document:
    """The document with its one segment translated and its marks placed."""
    (segment,) = document.segments
    marks = (replace(m, tstart=a, tend=b) for m, (a, b) in zip(segment.marks, places, strict=True))
    return document.with_segments(iter([replace(segment, target=target, marks=tuple(marks))]))


def test_bold_goes_to_the_right_word() -> None:
    document = english(docx.read(word(BOLD), "a.docx"), "A new route finder from Naver opened.", (24, 29))
    runs = part(docx.write(document)).iter(f"{{{W}}}r")
    assert [("".join(run.itertext()), run.find(f".//{{{W}}}b") is not None) for run in runs] == [
        ("A new route finder from ", False),
        ("Naver", True),
        (" opened.", False),
    ]


def test_a_link_keeps_its_target_and_its_words() -> None:
    body = (
        '<w:p><w:r><w:t>자세한 글은 </w:t></w:r><w:hyperlink r:id="rId7"><w:r><w:t></w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>안내</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>에 있다.</w:t></w:r></w:p>"
    )
    document = docx.read(word(body), "a.docx")
    root = part(docx.write(english(document, "See the guide.", (8, 13), (8, 13))))
    (link,) = root.iter(f"{{{W}}}hyperlink")
    assert link.get(f"{{{R}}}id") == "rId7"
    assert "".join(link.itertext()) == "guide"
    assert link.find(f".//{{{W}}}rStyle") is not None
    assert "".join(root.itertext()) == "See the guide."
    lost = docx.write(document.with_segments(replace(s, target="See the guide.") for s in document.segments))
    (link,) = part(lost).iter(f"{{{W}}}hyperlink")
    assert "".join(link.itertext()) == "guide"


def test_a_link_made_by_a_field_keeps_its_parts_in_order() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        "<w:p><w:r><w:t>보라 </w:t></w:r>"
        + field.format("begin")
        + '<w:r><w:instrText> HYPERLINK "https://a.example" </w:instrText></w:r>'
        + field.format("separate")
        + "<w:r><w:t>안내</w:t></w:r>"
        + field.format("end")
        + "<w:r><w:t> 글.</w:t></w:r></w:p>"
    )
    document = english(docx.read(word(body), "a.docx"), "The guide to see.", (4, 9))
    root = part(docx.write(document))
    order = [etree.QName(child[-1]).localname + (child[-1].text or "") for child in root.iter(f"{{{W}}}r")]
    assert order == [
        "tThe ",
        "fldChar",
        'instrText HYPERLINK "https://a.example" ',
        "fldChar",
        "tguide",
        "fldChar",
        "t to see.",
    ]


def test_the_base_of_a_ruby_is_translated_in_its_place_and_its_reading_dropped() -> None:
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{}</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    reading = ruby.format("hangul", "한글")
    data = word(f"<w:p>{reading}<w:r><w:t>을 읽는다. </w:t></w:r>{ruby.format('북', '北')}</w:p>")
    assert sources(data, "a.docx") == ["한글을 읽는다.", "北"]
    runs = part(masked(data)).iter(f"{{{W}}}r")
    assert [("".join(run.itertext()), run.find(f".//{{{W}}}b") is not None) for run in runs] == [
        ("xx", True),
        ("x xxx. ", False),
        ("北", True),
    ]


def test_page_numbers_stay() -> None:
    body = (
        '<w:p><w:r><w:t>쪽 </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>12</w:t></w:r></w:fldSimple>'
        "<w:r><w:t> 끝</w:t></w:r></w:p>"
    )
    assert sources(word(body), "a.docx") == ["쪽 12 끝"]
    assert "".join(part(masked(word(body))).itertext()) == "x 12 x"


def test_header_footer_note_table_and_text_box() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>상자 글</w:t></w:r></w:p></w:txbxContent>"
    data = word(
        '<w:p><w:r><w:t>본문</w:t><w:footnoteReference w:id="2"/><w:t> 끝.</w:t></w:r>'
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>칸</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        footnotes='<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t> 각주</w:t></w:r></w:p></w:footnote>",
        header1="<w:p><w:r><w:t>머리</w:t></w:r></w:p>",
        footer1="<w:p><w:r><w:t>바닥</w:t></w:r></w:p>",
    )
    assert sources(data, "a.docx") == ["본문 끝.", "상자 글", "칸", "바닥", "각주", "머리"]
    done = masked(data)
    for name in ("document", "footnotes", "header1", "footer1"):
        assert not HANGUL.search(etree.tostring(part(done, name), encoding="unicode"))
    root = part(done)
    assert [t.text for t in root.iter(f"{{{W}}}t")] == ["xx", " x.", "xx x", "xx x", "x"]
    assert len(list(root.iter(f"{{{W}}}footnoteReference"))) == 1


def test_tab_and_line_break_stay_between_the_same_words() -> None:
    data = word("<w:p><w:r><w:t>이름:</w:t><w:tab/><w:t>김나루</w:t><w:br/><w:t>다음 줄</w:t></w:r></w:p>")
    done = in_english(data, "a.docx", {"이름:": "Name:", "김나루": "Kim Naru", "다음 줄": "next line"})
    run = python_docx.oxml.parse_xml(etree.tostring(part(done).find(f".//{{{W}}}p")))
    assert run.text == "Name:\tKim Naru\nnext line"


def test_a_plain_document_becomes_a_new_docx() -> None:
    text = format_for("a.txt")
    done = translated(text.read("가람시가 도서관을 열었다.\n".encode(), "a.txt"), lambda _: "It opened.")
    file = python_docx.Document(io.BytesIO(docx.write(done)))
    assert [paragraph.text for paragraph in file.paragraphs] == ["It opened."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no zip", "not a DOCX file"),
        (b"", "not a DOCX file"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "password"),
        (word("<w:p>"), "not well-formed XML"),
        (word("</w:body></w:document><!--"), "not well-formed XML"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        docx.read(data, "보고서.docx")
    assert "보고서.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("_", "/"), content)
    return stream.getvalue()


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(InputError, match="too big"):
        docx.read(zipped(**{"word/document.xml": bytes(130 * 2**20)}), "a.docx")


def test_a_zip_that_is_no_docx_is_refused() -> None:
    with pytest.raises(InputError, match=r"word/document\.xml is missing"):
        docx.read(zipped(a=b"b"), "a.docx")


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    with pytest.raises(InputError, match="entities"):
        docx.read(zipped(**{"word/document.xml": bomb}), "a.docx")
