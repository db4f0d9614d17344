"""PO: open entries are filled, and gettext and other readers accept the file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo import HANGUL, copied, masked, sources

from translate.errors import InputError
from translate.formats import format_for, po

FILE = r"""# 번역자 주석
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: src/a.c:10
msgctxt ""
"창"
" 제목"
msgid " 앞에 빈칸이 있고 끝에 줄바꿈\n"
msgstr ""

#. 개발자 주석
#, c-format
msgid "파일 %d개"
msgid_plural "파일 %d개들"
msgstr[0] ""
msgstr[1] ""

#, fuzzy, python-format
#| msgid "옛 글"
msgid ""
"이어지는 "
"글 \"인용\"\n"
"둘째 줄\t끝\n"
msgstr "Old"

msgid "끝난 글"
msgstr   "Done"

msgid "English"
msgstr ""

#~ msgid "버린 글"
#~ msgstr "Gone"
"""


def test_open_entries_are_filled_and_all_else_stays() -> None:
    done = masked(FILE, "a.po")
    assert done == (
        FILE.replace('줄바꿈\\n"\nmsgstr ""', '줄바꿈\\n"\nmsgstr " xx xxx xx xx xxx\\n"')
        .replace('msgstr[0] ""', 'msgstr[0] "xx %dx"')
        .replace('msgstr[1] ""', 'msgstr[1] "xx %dxx"')
        .replace('msgstr "Old"', 'msgstr ""\n"xxxx x \\"xx\\"\\n"\n"xx x\\tx\\n"')
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_in_which_all_is_done_is_copied_byte_for_byte(newline: str) -> None:
    done = masked(FILE, "a.po").replace("#, fuzzy, python-format", "#, python-format").replace("\n", newline)
    assert copied(done, "a.po").decode() == done


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_accepts_it(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(masked(FILE, "a.po"), encoding="utf-8")
    subprocess.run(["msgfmt", "-c", "-o", tmp_path / "a.mo", tmp_path / "a.po"], check=True)


@pytest.mark.parametrize(
    ("flags", "strings", "written"),
    [
        ("c-format", ("%d apple", ""), ("%d apple", "xx %dxx")),
        ("c-format", ("", "%d apples"), ("xx %dx", "%d apples")),
        ("fuzzy, c-format", ("%d apple", ""), ("xx %dx", "xx %dxx")),
    ],
)
def test_a_persons_half_of_a_plural_stays_unless_it_is_fuzzy(
    flags: str, strings: tuple[str, str], written: tuple[str, str]
) -> None:
    entry = '#, {}\nmsgid "사과 %d개"\nmsgid_plural "사과 %d개들"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    assert masked(entry.format(flags, *strings), "a.po") == entry.format(flags, *written)


def test_a_file_in_cp949_becomes_utf8() -> None:
    data = FILE.replace("charset=UTF-8", "charset=CP949").encode("cp949")
    assert masked(data, "a.po") == masked(FILE, "a.po")


@pytest.mark.parametrize(
    ("file", "message"),
    [("msgid 가\n", "a.po:1: not PO"), ('\nmsgid "가"\n나', "a.po:3: not PO"), ('"가"', "a.po:1: not PO")],
)
def test_a_bad_file_is_refused_with_its_line(file: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        format_for("a.po").read(file.encode(), "a.po")


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4, unique=True))
def test_what_polib_writes_is_read_and_what_is_written_polib_reads(texts: list[str]) -> None:
    texts = ["가" + "".join(c for c in text if c.isprintable() or c in "\n\t") for text in texts]
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for text in dict.fromkeys(texts):
        file.append(polib.POEntry(msgid=text))
    done = polib.pofile(masked(str(file), "a.po"))
    assert [(entry.msgid, entry.msgstr) for entry in done] == [
        (text, HANGUL.sub("x", text)) for text in dict.fromkeys(texts)
    ]
    assert sources(po.write(format_for("a.po").read(str(file).encode(), "a.po")), "a.po") == sources(
        str(file), "a.po"
    )


def test_a_long_comment_with_crlf_before_the_first_entry_takes_no_time() -> None:
    file = "# 저작권 알림\r\n" * 60 + 'msgid "창"\r\nmsgstr ""\r\n'
    assert masked(file, "a.po") == file.replace('msgstr ""', 'msgstr "x"')
