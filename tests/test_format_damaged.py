"""No damaged file, of any format, ends in a traceback: it is read, or refused in one line."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from pseudo import HANGUL, translated

from translate.errors import InputError
from translate.formats import format_for

DATA = Path(__file__).parent / "data"
FILES: dict[str, bytes] = {
    "a.html": (DATA / "news.html").read_bytes(),
    "a.md": "# 머리 *기울*\n\n글 **굵게** [가](b) `코드`.\n\n| 가 | 나 |\n|---|---|\n| 다 | 라 |\n".encode(),
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>가</i>\n\n2\n0:0:3.0 --> 0:0:4.0\n다\n".encode(),
    "a.csv": '가,"나\n다",-라\n'.encode(),
    "a.json": '{"가": ["나", 1.0, {"b": "\\uac00"}]}'.encode(),
    "a.po": 'msgid ""\nmsgstr ""\n\n#, fuzzy\nmsgid "가\\n"\nmsgid_plural "나"\nmsgstr[0] ""\n'.encode(),
    "a.xlf": (
        "<xliff version='1.2'><file source-language='ko'><body><trans-unit id='1'>"
        "<source>가 <g id='1'>나</g><x id='2'/></source></trans-unit></body></file></xliff>"
    ).encode(),
    "a.tmx": "<tmx><body><tu><tuv xml:lang='ko'><seg>가 <ph x='1'/></seg></tuv></tu></body></tmx>".encode(),
    "a.docx": (DATA / "library-libreoffice.docx").read_bytes(),
    "a.epub": (DATA / "library-pandoc.epub").read_bytes(),
    "a.pdf": (DATA / "library.pdf").read_bytes(),
}
PIECES = [
    b"<",
    b">",
    b'"',
    b"&",
    b"\x00",
    b"\n",
    b"</p>",
    b"<b>",
    b"-->",
    b"[",
    b"]]>",
    b"-1",
    b"99999999999",
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, taken out, doubled or put elsewhere."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(changed) + 1)
        end = start + chance.randint(1, 40)
        piece = chance.choice(
            [b"", bytes([chance.randrange(256)]), chance.choice(PIECES), bytes(changed[start:end]) * 2]
        )
        changed[start : chance.choice([start, end])] = piece
    return bytes(changed)


def damaged_member(data: bytes, chance: random.Random) -> bytes:
    """The archive with one member damaged, sound as a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, damaged(content, chance) if name == chosen else content)
    return stream.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused_in_one_line(name: str) -> None:
    chance = random.Random(name)
    module = format_for(name)
    for _ in range(40 if name.endswith(("docx", "epub", "pdf")) else 150):
        inside = FILES[name].startswith(b"PK") and chance.random() < 0.8
        data = (damaged_member if inside else damaged)(FILES[name], chance)
        try:
            document = translated(module.read(data, name), lambda text: HANGUL.sub("x", text))
            with contextlib.nullcontext() if name != "a.pdf" else pytest.raises(InputError):
                module.write(document)
            for other in ("xliff", "tmx", "jsonl", "md"):
                format_for("", other).write(document)
        except InputError as error:
            assert "\n" not in str(error)
            assert name in str(error)
