"""EPUB: a book in English that readers still open. PDF: its text."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pseudo import HANGUL, copied, sources, translated
from pypdf import PdfWriter

from translate.errors import InputError
from translate.formats import epub, format_for, pdf

DATA = Path(__file__).parent / "data"
MADE = (DATA / "library-pandoc.epub").read_bytes()

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="EPUB/책.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i" xml:lang="ko">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>
<dc:title>책 제목</dc:title><dc:language>ko-KR</dc:language></metadata>
<manifest><item id="a" href="text/%EC%9E%A5%201.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="TEXT/Ch02.XHTML" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="t" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="t"><itemref idref="a"/><itemref idref="b"/></spine></package>"""
CHAPTER = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="ko" xml:lang="ko"><head><title>{title}</title></head>
<body>{body}</body></html>"""
FIRST = """맨 글이다.<br/>둘째 줄이다.<p>문단이다.</p>사이 글이다.<blockquote>따온 글이다.</blockquote>
<p><ruby>北<rp>(</rp><rt>북</rt><rp>)</rp></ruby>쪽 <a href="../TEXT/Ch02.XHTML#둘">다음</a> 장이다.</p>"""
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>책 제목</text></docTitle><navMap>
<navPoint id="p"><navLabel><text>첫 장</text></navLabel><content src="text/%EC%9E%A5%201.xhtml"/></navPoint>
</navMap></ncx>"""


def book(changed: dict[str, str] | None = None) -> bytes:
    members = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/책.opf": PACKAGE,
        "EPUB/text/장 1.xhtml": CHAPTER.format(title="첫 장", body=FIRST),
        "EPUB/TEXT/Ch02.XHTML": CHAPTER.format(title="둘째 장", body='<p id="둘">끝이다.</p>'),
        "EPUB/nav.xhtml": CHAPTER.format(
            title="차례", body='<nav><ol><li><a href="text/%EC%9E%A5%201.xhtml">첫 장</a></li></ol></nav>'
        ),
        "EPUB/toc.ncx": NCX,
        "EPUB/가.css": "p::before{content:'가'}",
        **(changed or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in members.items():
            file.writestr(name, text)
    return stream.getvalue()


def masked(data: bytes) -> bytes:
    return epub.write(translated(epub.read(data, "a.epub"), lambda text: HANGUL.sub("x", text)))


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@pytest.mark.parametrize("data", [MADE, book()], ids=["pandoc", "odd paths"])
def test_a_copy_is_the_same(data: bytes) -> None:
    assert copied(data, "a.epub") == data


@pytest.mark.parametrize("data", [MADE, book()], ids=["pandoc", "odd paths"])
def test_the_container_stays_as_readers_want_it(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(masked(data))) as after, zipfile.ZipFile(io.BytesIO(data)) as before:
        assert after.namelist() == before.namelist()
        first = after.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert after.read("mimetype") == b"application/epub+zip"


def test_all_texts_in_order() -> None:
    assert sources(book(), "a.epub") == [
        *["책 제목", "첫 장", "맨 글이다.", "둘째 줄이다.", "문단이다.", "사이 글이다.", "따온 글이다."],
        *["北쪽 다음 장이다.", "둘째 장", "끝이다.", "차례", "첫 장", "책 제목", "첫 장"],
    ]


def test_chapters_contents_and_title_are_in_english() -> None:
    done = members(masked(book()))
    assert "<dc:title>x xx</dc:title><dc:language>en</dc:language>" in done["EPUB/책.opf"]
    assert done["EPUB/text/장 1.xhtml"] == CHAPTER.format(
        title="x x",
        body="""x xxx.<br/>xx xxx.<p>xxxx.</p>xx xxx.<blockquote>xx xxx.</blockquote>
<p>北x <a href="../TEXT/Ch02.XHTML#둘">xx</a> xxx.</p>""",
    ).replace('"ko"', '"en"')
    assert '<p id="둘">xxx.</p>' in done["EPUB/TEXT/Ch02.XHTML"]
    assert "<text>x xx</text>" in done["EPUB/toc.ncx"]
    assert '<a href="text/%EC%9E%A5%201.xhtml">x x</a>' in done["EPUB/nav.xhtml"]
    assert done["EPUB/가.css"] == members(book())["EPUB/가.css"]


def test_a_book_made_by_pandoc_has_no_korean_text_left() -> None:
    done = members(masked(MADE))
    for name, text in done.items():
        if name.endswith((".xhtml", ".ncx", ".opf")):
            root = etree.fromstring(text.encode())
            for code in list(root.iter("{*}code")):
                code.text = None
            assert not HANGUL.search("".join(root.itertext())), name


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"x", "not a EPUB file"), (MADE[: len(MADE) // 2], "not a EPUB file")],
)
def test_a_bad_book_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=rf"a\.epub: {message}"):
        epub.read(data, "a.epub")


def test_a_chapter_that_was_utf16_says_that_it_is_utf8() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as file, zipfile.ZipFile(stream, "w") as wide:
        for name in file.namelist():
            text = file.read(name)
            if name.endswith("XHTML"):
                text = text.decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
            wide.writestr(name, text)
    done = epub.write(translated(epub.read(stream.getvalue(), "a.epub"), lambda text: HANGUL.sub("x", text)))
    chapter = zipfile.ZipFile(io.BytesIO(done)).read("EPUB/TEXT/Ch02.XHTML")
    assert "xxx." in etree.fromstring(chapter).xpath("string()")


def test_a_zip_that_is_no_book_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("a", "b")
    with pytest.raises(InputError, match=r"META-INF/container\.xml is missing"):
        epub.read(stream.getvalue(), "a.epub")


def test_names_that_lead_out_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("../../etc/x", "b")
    with pytest.raises(InputError, match="leads out of it"):
        epub.read(stream.getvalue(), "a.epub")


def unflagged(data: bytes, encoding: str) -> bytes:
    """The book as old programs pack it: its names in an encoding that the archive does not tell."""

    class Old(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:
            return self.filename.encode(encoding), self.flag_bits & ~0x800

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(stream, "w") as old:
        for name in file.namelist():
            old.writestr(Old(name), file.read(name))
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_names_that_are_not_said_to_be_utf8_are_read_and_written_as_utf8(encoding: str) -> None:
    assert not zipfile.ZipFile(io.BytesIO(unflagged(book(), encoding))).NameToInfo.keys() & {"EPUB/책.opf"}
    assert members(masked(unflagged(book(), encoding))) == members(masked(book()))


@pytest.mark.parametrize("kind", ["text/html", "text/x-oeb1-document", "application/x-dtbook+xml"])
def test_chapters_of_older_kinds_are_in_english(kind: str) -> None:
    package = PACKAGE.replace('XHTML" media-type="application/xhtml+xml', f'XHTML" media-type="{kind}')
    assert members(masked(book({"EPUB/책.opf": package})))["EPUB/TEXT/Ch02.XHTML"] == CHAPTER.format(
        title="xx x", body='<p id="둘">xxx.</p>'
    ).replace('"ko"', '"en"')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('XHTML" media-type="application/xhtml+xml', 'XHTML" media-type="image/svg+xml'),
        ("TEXT/Ch02.XHTML", "TEXT/gone.xhtml"),
    ],
)
def test_a_part_of_the_book_that_is_not_read_is_named_once(
    old: str, new: str, caplog: pytest.LogCaptureFixture
) -> None:
    masked(book({"EPUB/책.opf": PACKAGE.replace(old, new)}))
    part = "TEXT/gone.xhtml" if "gone" in new else "TEXT/Ch02.XHTML"
    assert caplog.messages == [f"yongeo: a.epub: {part} in it is not read, and stays as it is"]
    caplog.clear()
    masked(book())
    assert caplog.messages == []


LOCK = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>
<enc:CipherReference URI="{}"/></enc:CipherData></enc:EncryptedData></encryption>"""


def test_a_locked_chapter_is_named_and_a_locked_font_does_no_harm() -> None:
    chapter = LOCK.format("EPUB/text/%EC%9E%A5%201.xhtml")
    locked = book({"META-INF/encryption.xml": chapter, "EPUB/text/장 1.xhtml": "\x00\x01"})
    with pytest.raises(InputError, match=r"a\.epub: EPUB/text/장 1\.xhtml in it is locked \(DRM\); give"):
        epub.read(locked, "a.epub")
    font = book({"META-INF/encryption.xml": LOCK.format("EPUB/a.otf"), "EPUB/a.otf": "x"})
    assert sources(font, "a.epub") == sources(book(), "a.epub")


PDF = (DATA / "library.pdf").read_bytes()


def test_lines_of_a_pdf_are_joined_to_paragraphs() -> None:
    document = pdf.read(PDF, "a.pdf")
    assert [block.text for block in document.blocks] == [
        "가람시는 강변에 새 도서관을 열었다고 오늘 밝혔다. "
        "시민 누구나 밤 열 시까지 쓸 수 있고 어린이 방도 따로 있다.",
        "책은 십만 권이다.",
    ]


def test_a_pdf_becomes_text_but_no_pdf() -> None:
    done = translated(pdf.read(PDF, "a.pdf"), lambda text: HANGUL.sub("x", text))
    assert not HANGUL.search(format_for("a.txt").write(done).decode())
    with pytest.raises(InputError, match=r"a\.pdf: PDF cannot be written; use --to txt"):
        pdf.write(done)


def locked(user: str, algorithm: str) -> bytes:
    """The PDF with an owner's password, and one that asks readers where ``user`` is not empty."""
    stream = io.BytesIO()
    writer = PdfWriter(io.BytesIO(PDF))
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read_and_a_locked_one_refused(algorithm: str) -> None:
    assert sources(locked("", algorithm), "a.pdf") == sources(PDF, "a.pdf")
    with pytest.raises(
        InputError, match=r"^a\.pdf: this PDF is locked with a password; remove the password$"
    ):
        pdf.read(locked("user", algorithm), "a.pdf")


def test_a_locked_pdf_names_the_library_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(locked("", "AES-256"))
    code = "import sys; sys.modules.update(dict.fromkeys(['cryptography', 'Crypto'])); "
    code += "from translate.commands import main; main(['segment', 'a.pdf'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("yongeo: a.pdf: a library is missing: cryptography")
    assert done.stderr.endswith("; run: pip install 'yongeo[formats]'\n") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", PDF[:2000], re.sub(rb"/Length \d+", b"/Length x", PDF)])
def test_a_damaged_pdf_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.pdf: "):
        pdf.read(data, "a.pdf")
