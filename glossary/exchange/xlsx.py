"""Excel workbooks: one sheet with a header line, the same columns as CSV."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from glossary.entry import Glossary
from glossary.errors import GlossaryError
from glossary.exchange.markup import allowed
from glossary.exchange.records import Exported, Imported, Loss, described
from glossary.exchange.tables import COLUMNS, cells_of, entries_of

_MOST_UNPACKED = 500 * 1024 * 1024  # bytes; a million rows stay below
_LONGEST_CELL = 32_767  # characters; Excel's own limit
_MOST_ROWS = 1_048_576  # Excel's own limit too
_MOST_COLUMNS = 64  # a single cell far to the right and below would make billions of empty ones


def write(glossary: Glossary) -> Exported:
    """Write a workbook; every cell is text, so that none is run as a formula.

    Args:
        glossary: The entries.

    Raises:
        GlossaryError: openpyxl is not installed, or a text is longer than a cell may be.
    """
    openpyxl = _openpyxl()
    losses: list[Loss] = []
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "glossary"
    sheet.freeze_panes = "A2"
    for row, cells in enumerate((COLUMNS, *map(cells_of, glossary)), 1):
        for column, text in enumerate(cells, 1):
            if not text:
                continue
            if len(text) > _LONGEST_CELL:
                raise GlossaryError(
                    f"{cells[0]}: a text of {len(text)} characters does not fit a cell", path=glossary.path
                )
            cell = sheet.cell(row, column, allowed(text, cells[0], losses))
            cell.data_type = "s"  # openpyxl makes a formula of what begins with =
            cell.quotePrefix = True  # Excel's own mark for "this is text"
    stream = io.BytesIO()
    workbook.save(stream)
    return Exported(stream.getvalue(), described(losses))


def read(data: bytes, path: Path) -> Imported:
    """Read the first sheet of a workbook, with a header line or without; further ones are named.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: openpyxl is not installed, or the file is no sound workbook of bounded size.
    """
    openpyxl = _openpyxl()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise GlossaryError(
                    f"unpacks to more than {_MOST_UNPACKED >> 20} MiB", path=path, mend="split it"
                )
            if any(b"<!ENTITY" in archive.read(name) for name in archive.namelist() if name.endswith("xml")):
                raise GlossaryError("declares XML entities", path=path, mend="save it with Excel or Calc")
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        first, *others = workbook.worksheets
        values = list(_rows(first))
        losses = [Loss("a further sheet is left out", sheet.title) for sheet in others if any(_rows(sheet))]
    except GlossaryError:
        raise
    except (
        zipfile.BadZipFile, zlib.error, struct.error, openpyxl.utils.exceptions.InvalidFileException,
        KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError, OSError,
        NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        # What openpyxl raises for damaged parts is not documented; these came up with mutated files.
        raise GlossaryError("not a sound XLSX workbook", path=path, mend="save it again as .xlsx") from error
    rows = [(number, [_text(value, f"row {number}", losses) for value in row]) for number, row in values]
    entries = entries_of(rows, path, losses)
    return Imported(Glossary(entries, path), described(losses))


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows that have a cell, with their numbers."""
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    return ((number, row) for number, row in enumerate(rows, 1) if any(value is not None for value in row))


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise GlossaryError(
            "XLSX needs openpyxl, which is not installed", mend="pip install 'yongeo[formats]'"
        ) from error
    return openpyxl


def _text(value: object, where: str, losses: list[Loss]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    losses.append(Loss("a cell that is no text is taken as it shows", where))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
