"""Glossaries as tables of text: CSV, TSV, the upload layouts of DeepL and Google, plain two-column text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError
from glossary.exchange.encoding import decode
from glossary.exchange.records import Exported, Imported, Loss, described, entry_from_text

COLUMNS = ("source", "target", "variants", "case", "match", "forbid", "note", "status", "tags")
LISTS = frozenset(("variants", "forbid", "tags"))
_NAMES = {
    "source": "source, term, source term, ko, ko-kr, korean, 한국어, 한글, 국문, 원문, 원어, 용어",
    "target": "target, translation, target term, en, en-us, en-gb, english, 영어, 영문, 번역",
    "variants": "variants, synonyms, variant, 이형, 동의어",
    "forbid": "forbid, forbidden, 금지어",
    "note": "note, notes, comment, comments, description, 비고, 설명",
    "status": "status, 상태",
    "tags": "tags, tag, domain, subject, 분야",
    "case": "case",
    "match": "match",
}
_COLUMN_OF = {name: column for column, names in _NAMES.items() for name in names.split(", ")}
# A spreadsheet program runs a cell that begins so (OWASP, "CSV Injection"), also in full width.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_HEADER_ROWS = 5  # among which the header is looked for, as a title may stand above it
_SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?(?=[\r\n])', re.IGNORECASE)  # Excel's own first line
_SAMPLE = 20  # lines that show what parts the cells
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2,4})?")
_SEPARATORS = re.compile(r"\s+(?:=|→|->|=>)\s+| {2,}")


def read_csv(data: bytes, path: Path) -> Imported:
    """Read comma- or semicolon-separated values, with a header line or without.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: It is not text, or a quotation mark is never closed.
    """
    text = decode(data, path)
    stated = _SEPARATOR_LINE.match(text)
    if stated is not None:
        return _imported(_numbered(text[stated.end() :], stated[1], path), path, [])
    return _imported(_numbered(text, _delimiter(text), path), path, [])


def read_tsv(data: bytes, path: Path) -> Imported:
    """Read tab-separated values, with a header line or without.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: It is not text.
    """
    text = decode(data, path)
    losses: list[Loss] = []
    try:
        rows = _numbered(text, "\t", path)
    except GlossaryError:  # a quotation mark that belongs to a term, in a file that does not quote
        losses.append(Loss("quotation marks are part of the cells", path.name))
        rows = _unquoted(text)
    return _imported(rows, path, losses)


def read_upload(data: bytes, path: Path) -> Imported:
    """Read the TSV that DeepL and Google take: source, tab, rendering; no quoting; Google's language line.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: It is not text.
    """
    rows = _unquoted(decode(data, path))
    if rows and _is_language_line(rows[0][1]):
        return _imported(rows, path, [], neutralised=False)
    return _imported(rows, path, [], header=False, neutralised=False)


def read_text(data: bytes, path: Path) -> Imported:
    """Read plain text of two columns, parted by a tab, two spaces, ``=`` or an arrow; a third is the note.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: It is not text.
    """
    rows = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", decode(data, path)), 1):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t") if "\t" in line else _SEPARATORS.split(line.strip(), maxsplit=2)
            rows.append((number, cells))
    return _imported(rows, path, [], header=False, neutralised=False)


def write_csv(glossary: Glossary) -> Exported:
    """Write comma-separated values with a header line (RFC 4180); all of an entry is carried.

    Args:
        glossary: The entries.
    """
    return _quoted(glossary, ",")


def write_tsv(glossary: Glossary) -> Exported:
    """Write tab-separated values with a header line; all of an entry is carried.

    Args:
        glossary: The entries.
    """
    return _quoted(glossary, "\t")


def write_upload(glossary: Glossary) -> Exported:
    """Write the TSV that DeepL and Google take: each spelling of a source in a line of its own.

    Args:
        glossary: The entries.
    """
    losses: list[Loss] = []
    lines: dict[str, str] = {}
    for entry in glossary:
        if entry.match is Match.REGEX:
            losses.append(Loss("regular expressions are left out", entry.source))
            continue
        if not entry.pins:
            losses.append(Loss("deprecated entries are left out", entry.source))
            continue
        losses += _lost(entry, ("case", "match", "forbid", "note", "tags", "status"))
        for spelling in (entry.source, *entry.variants):
            if re.search(r"[\t\r\n]", spelling + entry.target):
                losses.append(Loss("left out, has a tab or a line end", spelling))
            elif lines.setdefault(spelling, entry.target) != entry.target:
                losses.append(Loss("left out, a second rendering of the same source", spelling))
    text = "".join(f"{source}\t{target}\n" for source, target in lines.items())
    return Exported(text.encode(), described(losses))


def write_text(glossary: Glossary) -> Exported:
    """Write plain text: source, tab, rendering and, where there is one, a tab and the note.

    Args:
        glossary: The entries.
    """
    losses: list[Loss] = []
    lines = []
    for entry in glossary:
        losses += _lost(entry, ("variants", "case", "match", "forbid", "tags", "status"))
        if re.search(r"[\t\r\n]", entry.source + entry.target) or entry.source.startswith("#"):
            losses.append(Loss("left out, has a tab or a line end or begins with #", entry.source))
            continue
        note = " ".join(entry.note.split())
        if note != entry.note:
            losses.append(Loss("line ends in the note became spaces", entry.source))
        lines.append("\t".join((entry.source, entry.target, *((note,) if note else ()))) + "\n")
    return Exported("".join(lines).encode(), described(losses))


def cells_of(entry: Entry) -> tuple[str, ...]:
    """An entry as one row under ``COLUMNS``; default values are empty cells.

    Args:
        entry: The entry.
    """
    return (
        entry.source,
        entry.target,
        joined(entry.variants),
        "" if entry.case is Case.KEEP else entry.case.value,
        "" if entry.match is Match.WORD else entry.match.value,
        joined(entry.forbid),
        entry.note,
        "" if entry.status is Status.APPROVED else entry.status.value,
        joined(entry.tags),
    )


def entries_of(
    rows: Iterable[tuple[int, Sequence[str]]], path: Path, losses: list[Loss], *, header: bool = True
) -> tuple[Entry, ...]:
    """Entries of a table.

    Args:
        rows: Line number and cells of each row.
        path: The table's file.
        losses: Takes what could not be understood.
        header: Whether a row of column names is looked for, among the first few.
    """
    rows = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    columns: tuple[str | None, ...] = ("source", "target", "note")
    heads = [(cells, _columns(cells)) for _, cells in rows[:_HEADER_ROWS]] if header else []
    place = next((place for place, (_, names) in enumerate(heads) if {"source", "target"} <= {*names}), None)
    if heads and _has_language_columns(*heads[0]):
        columns = ("source", "target")
    elif place is not None:
        losses += [Loss("left out, above the header", f"line {number}") for number, _ in rows[:place]]
        losses += [
            Loss("columns that are not understood", cell.strip())
            for cell, name in zip(*heads[place], strict=True)
            if name is None and cell.strip()
        ]
        columns, rows = heads[place][1], rows[place + 1 :]
    entries = []
    for number, cells in rows:
        texts: dict[str, str] = {}
        lists: dict[str, tuple[str, ...]] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column in LISTS:
                lists[column] = parted(cell)
            elif column is not None:
                texts.setdefault(column, cell)
        entry = entry_from_text(texts, lists, Place(path, number, 1), losses)
        if entry is not None:
            entries.append(entry)
    return tuple(entries)


def joined(items: Sequence[str]) -> str:
    """Several texts in one cell, parted by bars; a bar in a text is written with a backslash before it.

    Args:
        items: The texts.
    """
    return "|".join(re.sub(r"([\\|])", r"\\\1", item) for item in items)


def parted(cell: str) -> tuple[str, ...]:
    """The texts of a cell that ``joined`` wrote, or that a person wrote with bars or line ends.

    Args:
        cell: The cell.
    """
    parts = re.findall(r"(?:\\[\\|]|[^|\n])+", cell)
    return tuple(re.sub(r"\\([\\|])", r"\1", part) for part in parts)


def _quoted(glossary: Glossary, delimiter: str) -> Exported:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in glossary:
        writer.writerow("'" + cell if _FORMULA.match(cell) else cell for cell in cells_of(entry))
    return Exported(stream.getvalue().encode())


def _delimiter(text: str) -> str:
    """The mark that parts the cells of most lines; one before a space rather belongs to a sentence."""
    unquoted = re.sub(r'"[^"]*"', "", text[: 1 << 16])
    lines = re.split(r"\r\n|\n|\r", unquoted)[:_SAMPLE]

    def lines_with(pattern: str) -> int:
        return sum(re.search(pattern, line) is not None for line in lines)

    return max(",;\t", key=lambda mark: (lines_with(f"{mark}(?! )"), lines_with(mark)))


def _numbered(text: str, delimiter: str, path: Path) -> list[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, Sequence[str]]] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            f"not a table of this kind: {error}",
            path=path,
            line=line,
            mend="close the quotation mark and double those inside a cell",
        ) from error
    return rows


def _unquoted(text: str) -> list[tuple[int, Sequence[str]]]:
    return [(number, line.split("\t")) for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1)]


def _imported(
    rows: list[tuple[int, Sequence[str]]],
    path: Path,
    losses: list[Loss],
    *,
    header: bool = True,
    neutralised: bool = True,
) -> Imported:
    if neutralised:
        rows = [(number, [_plain(cell) for cell in cells]) for number, cells in rows]
    return Imported(Glossary(entries_of(rows, path, losses, header=header), path), described(losses))


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _columns(cells: Sequence[str]) -> tuple[str | None, ...]:
    return tuple(_COLUMN_OF.get(cell.strip().lower()) for cell in cells)


def _has_language_columns(cells: Sequence[str], names: Sequence[str | None]) -> bool:
    """Whether columns three and four name the languages, as in DeepL's CSV."""
    return not any(names[:2]) and len(names) == 4 and all(map(_LANGUAGE.fullmatch, cells[2:]))


def _is_language_line(cells: Sequence[str]) -> bool:
    return sorted(filter(None, _columns(cells[:2]))) == ["source", "target"] and all(
        _LANGUAGE.fullmatch(cell.strip()) for cell in cells[:2]
    )


def _lost(entry: Entry, names: Sequence[str]) -> list[Loss]:
    defaults = Entry(entry.source, entry.target)
    return [
        Loss(f"{name} not carried", entry.source)
        for name in names
        if getattr(entry, name) != getattr(defaults, name)
    ]
