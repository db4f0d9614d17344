"""Gettext PO: untranslated and fuzzy entries with Korean are filled; every other line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.formats.inline import KOREAN, Builder, Placed, Span, document
from translate.formats.rendering import changed, target_text
from translate.formats.splice import Edit, Splice, decoded

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEYWORD = re.compile(r'[ \t]*(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,3})\])?)[ \t]*(?=")')
_STRING = re.compile(r'[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*\Z')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.))")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "v": "\v", "f": "\f"}
_EDGE = re.compile(r"\A(\s*)(.*?)(\s*)\Z", re.DOTALL)
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """One entry: texts by keyword, where each ``msgstr`` stands, and whether it is fuzzy."""

    line: int
    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)


def read(data: bytes, name: str, *, encoding: str | None = None, **_options: Any) -> Document:
    """Read the entries whose ``msgid`` has Korean and whose ``msgstr`` is empty or fuzzy.

    Args:
        data: The file.
        name: Its name.
        encoding: Its encoding, if known; else the one in its header counts.

    Raises:
        InputError: It is no PO file; names the line.
    """
    from translate.segment.lines import newline_of

    declared = _CHARSET.search(data[:4096].decode("ascii", "replace"))
    if encoding is None and declared and declared[1].lower() not in ("utf-8", "charset"):
        encoding = declared[1]
    source = decoded(data, encoding, name)
    found = (
        (_placed(entry.texts[keyword], number), Kind.BODY)
        for number, entry in enumerate(_entries(source, name))
        if _open(entry)
        for keyword in ("msgid", "msgid_plural")
        if keyword in entry.texts
    )
    return document(name, "po", found, skeleton=source, newline=newline_of(source))


def write(document: Document, **_options: Any) -> bytes:
    """Write the file with its open entries filled; the flags, fuzzy among them, are left for people.

    Args:
        document: The translated document.

    Raises:
        InputError: The document was not read from PO.
    """
    if not isinstance(document.skeleton, str) or document.format != "po":
        raise InputError(f"a {document.format} document cannot be written as PO", path=document.name)
    source = document.skeleton
    texts: dict[int, list[Block]] = {}
    for block in document.blocks:
        texts.setdefault(block.ref.place[0], []).append(block)
    edits: list[Edit] = []
    for number, entry in enumerate(_entries(source, document.name)):
        if number in texts and any(_filled(block) for block in texts[number]):
            english = [_with_edges(block) for block in texts[number]]
            edits += _edits(entry, english, document.newline)
    edits += _header_edits(source)
    return str(Splice(source, edits)).encode()


def _filled(block: Block) -> bool:
    return changed(block) or any(segment.target for segment in block.segments)


def _open(entry: _Entry) -> bool:
    strings = [text for keyword, text in entry.texts.items() if keyword.startswith("msgstr")]
    source = entry.texts.get("msgid", "")
    return bool(KOREAN.search(source)) and (entry.fuzzy or not all(strings))


def _placed(text: str, number: int) -> Placed:
    builder = Builder()
    builder.text(text)
    return Placed(builder.build(), (number, 0))


def _with_edges(block: Block) -> str:
    """The English between the white space that the source begins and ends with, as msgfmt demands."""
    edges, words = _EDGE.match(block.text), _EDGE.match(target_text(block))
    assert edges and words
    return f"{edges[1]}{words[2]}{edges[3]}"


def _edits(entry: _Entry, english: list[str], newline: str) -> Iterator[Edit]:
    for keyword, place in entry.places.items():
        number = int(keyword[7:-1]) if "[" in keyword else 0
        if entry.texts[keyword] and not entry.fuzzy:
            continue  # a person's
        text = english[min(number, len(english) - 1)]
        yield Edit(place, f"{keyword} {_quoted(text, newline)}{newline}")


def _quoted(text: str, newline: str) -> str:
    """A PO string; one of several lines begins with an empty string, as gettext writes it."""
    lines = [_escaped(line) for line in re.findall(r"[^\n]*\n|[^\n]+\Z", text)]
    if len(lines) < 2:
        return f'"{"".join(lines)}"'
    return newline.join(['""', *(f'"{line}"' for line in lines)])


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, control in _NAMED.items():
        text = text.replace(control, f"\\{letter}")
    return text


def _unescaped(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        if match[1] or match[2]:
            return chr(int(match[1], 8) if match[1] else int(match[2], 16))
        return _NAMED.get(match[3], match[3])

    return _ESCAPE.sub(letter, text)


def _entries(source: str, name: str) -> Iterator[_Entry]:
    """All entries that are not obsolete, in order."""
    entry = _Entry(1)
    keyword = ""
    for number, match in enumerate(_LINE.finditer(source, int(source.startswith("\ufeff"))), 1):
        line = match[0].rstrip("\r\n")
        if not line.strip() or line.lstrip().startswith("#"):
            if any(key.startswith("msgstr") for key in entry.texts):
                yield entry
                entry = _Entry(number)
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", line)
            keyword = ""
            continue
        start = _KEYWORD.match(line)
        if start and start[1] in ("msgctxt", "msgid") and any(k.startswith("msgstr") for k in entry.texts):
            yield entry
            entry = _Entry(number)
        if start:
            keyword = start[1]
            entry.texts[keyword] = ""
        text = _STRING.match(line, start.end() if start else 0)
        if text is None or not keyword:
            raise InputError("not PO: a string is missing", path=name, line=number, mend="repair the file")
        entry.texts[keyword] += _unescaped(text[1])
        if keyword.startswith("msgstr"):
            first = entry.places.get(keyword, match.span())[0]
            entry.places[keyword] = (first, match.end())
    if any(key.startswith("msgstr") for key in entry.texts):
        yield entry


def _header_edits(source: str) -> Iterator[Edit]:
    """The file is written in UTF-8, which its header has to say."""
    header = re.match(r'(?:[ \t]*(?:#[^\r\n]*)?\r?\n|\ufeff)*msgid ""\s+msgstr (?:"[^\n]*"\s*)+', source)
    declared = _CHARSET.search(source, 0, header.end()) if header else None
    if declared and declared[1].lower() != "utf-8":
        yield Edit(declared.span(1), "UTF-8")
