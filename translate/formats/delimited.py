"""CSV and TSV: chosen columns in English; every other cell stays as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.formats.inline import KOREAN, Builder, Placed, Span, document
from translate.formats.rendering import changed, joined
from translate.formats.splice import Edit, Splice, decoded

_QUOTED = r'"[^"]*(?:""[^"]*)*"'
_SIGN = re.compile(r"[-=+@]\s*")  # a cell that begins so still does in English
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the table, from 0, and in the file, quotation marks included."""

    row: int
    column: int
    start: int
    end: int
    quoted: bool


def read(
    data: bytes,
    name: str,
    *,
    columns: Sequence[str] | str = (),
    encoding: str | None = None,
    **_options: Any,
) -> Document:
    """Read a table; the delimiter is a tab in ``.tsv`` files, else what the first line has most of.

    Args:
        data: The file.
        name: Its name.
        columns: Which columns to translate, by the name in the first line, by number from 1, or by letter
            as spreadsheets call them; every cell with Korean if empty.
        encoding: Its encoding, if known.

    Raises:
        InputError: It is no text, or has no such column.
    """
    from translate.segment.lines import newline_of

    source = decoded(data, encoding, name)
    delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else _delimiter(source)
    header = [_text(source, cell) for cell in cells(source, delimiter, rows=1)]
    width = 1 + max((cell.column for cell in cells(source, delimiter)), default=-1) if columns else 0
    wanted, named = chosen(columns, header, width, name)
    found = (
        (_placed(source, cell, delimiter), Kind.BODY)
        for cell in cells(source, delimiter)
        if (not columns or cell.column in wanted)
        and not (named and cell.row == 0)
        and KOREAN.search(source, cell.start, cell.end)
    )
    return document(name, "csv", found, skeleton=source, newline=newline_of(source))


def write(document: Document, **_options: Any) -> bytes:
    """Write the table with its chosen cells in English.

    Args:
        document: The translated document.

    Raises:
        InputError: The document was not read from a table.
    """
    if not isinstance(document.skeleton, str) or document.format != "csv":
        raise InputError(f"a {document.format} document cannot be written as a table", path=document.name)
    source = document.skeleton
    edits = [Edit(block.ref.place, _written(source, block)) for block in document.blocks if changed(block)]
    return str(Splice(source, edits)).encode()


def chosen(
    columns: Sequence[str] | str, header: Sequence[str], width: int, name: str
) -> tuple[frozenset[int], bool]:
    """Which columns are meant, from 0, and whether the first row is a header.

    Args:
        columns: Names, numbers from 1, or letters; in one string, with commas between them.
        header: The first row.
        width: How many columns the table has.
        name: The file's name, for errors.

    Raises:
        InputError: There is no such column.
    """
    names = [title.strip().casefold() for title in header]
    found: set[int] = set()
    named = False
    for column in columns.split(",") if isinstance(columns, str) else columns:
        wanted = column.strip()
        if wanted.casefold() in names:
            found.update(place for place, title in enumerate(names) if title == wanted.casefold())
            named = True
            continue
        number = 0
        if re.fullmatch("[0-9]{1,6}", wanted):
            number = int(wanted)
        elif re.fullmatch("[A-Za-z]{1,2}", wanted):
            for letter in wanted.upper():
                number = number * 26 + ord(letter) - ord("A") + 1
        if not 1 <= number <= width:
            titles = ", ".join(repr(title) for title in header[:12])
            raise InputError(f"no column {column!r}", path=name, mend=f"the columns are {titles}")
        found.add(number - 1)
    return frozenset(found), named


def cells(source: str, delimiter: str, rows: int | None = None) -> Iterator[Cell]:
    """The cells of a table in order (RFC 4180; quotation marks count where a cell begins with one).

    Args:
        source: The file's text.
        delimiter: What parts the cells.
        rows: How many rows to read; all if None.
    """
    parting = re.escape(delimiter)
    pattern = re.compile(rf"({_QUOTED})(?={parting}|\r|\n|\Z)|[^{parting}\r\n]*")
    place, row, column = int(source.startswith("\ufeff")), 0, 0
    while place < len(source) and (rows is None or row < rows):
        match = pattern.match(source, place)
        assert match is not None
        yield Cell(row, column, place, match.end(), match[1] is not None)
        place = match.end()
        if source.startswith(delimiter, place):
            place += 1
            column += 1
            if place == len(source):
                yield Cell(row, column, place, place, False)
        else:
            end = _LINE_END.match(source, place)
            place = end.end() if end else place
            row, column = row + 1, 0


def _delimiter(source: str) -> str:
    line = re.sub(_QUOTED, "", source[:100_000]).lstrip("\ufeff\r\n").split("\n", 1)[0]
    return max(",;\t|", key=line.count)


def _text(source: str, cell: Cell) -> str:
    raw = source[cell.start : cell.end]
    return raw[1:-1].replace('""', '"') if cell.quoted else raw


def _placed(source: str, cell: Cell, delimiter: str) -> Placed:
    builder = Builder()
    place, end = cell.start + cell.quoted, cell.end - cell.quoted

    def text(stop: int) -> None:
        raw = source[place:stop]
        builder.text(raw.replace('""', '"') if cell.quoted else raw)

    sign = _SIGN.match(source, place, end)
    if sign and sign.end() < end:
        builder.lead(sign.span(), sign[0])
        place = sign.end()
    for match in _LINE_END.finditer(source, place, end):
        text(match.start())
        builder.atom(match.span(), "\n")
        place = match.end()
    text(end)
    return Placed(builder.build(), (cell.start, cell.end), '"' if cell.quoted else delimiter)


def _written(source: str, block: Block) -> str:
    placed: Placed = block.ref

    def raw(span: Span) -> str:
        return source[slice(*span)]

    if placed.escape == '"':
        return f'"{joined(placed.inline, block, lambda text: text.replace(chr(34), chr(34) * 2), raw)}"'
    text = joined(placed.inline, block, str, raw)
    delimiter = placed.escape
    special = delimiter in text or "\n" in text or "\r" in text or text.startswith('"')
    if special or (delimiter != "\t" and '"' in text):
        return '"' + text.replace('"', '""') + '"'
    return text
