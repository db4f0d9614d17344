"""XLSX: text cells in English; numbers, dates, formulas, formats, names and everything else stay."""

from __future__ import annotations

import copy
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.formats.archive import Archive
from translate.formats.delimited import chosen
from translate.formats.inline import KOREAN, Builder, Inline, Placed, document
from translate.formats.rendering import Act, changed, rendered
from translate.formats.xml_inline import XML, legal, local

if TYPE_CHECKING:
    from lxml import etree

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,9})")
_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that holds text: its element, its place from 0, and its number among all cells of the sheet."""

    element: etree._Element
    row: int
    column: int
    number: int


def read(data: bytes, name: str, *, columns: Sequence[str] | str = (), **_options: Any) -> Document:
    """Read a workbook's text cells; results of formulas and headers of tables, which formulas name, stay.

    Args:
        data: The file.
        name: Its name.
        columns: Which columns to translate, by the name in a sheet's first row, by letter, or by number from
            1; every cell with Korean if empty.

    Raises:
        InputError: It is no sound workbook, or no sheet has such a column.
    """
    archive = Archive(data, name, "XLSX")
    found = ((placed, Kind.BODY) for placed in _found(archive, columns, name))
    return document(name, "xlsx", found, skeleton=data)


def write(document: Document, **_options: Any) -> bytes:
    """Write the workbook with its cells in English.

    Args:
        document: The translated document.

    Raises:
        InputError: The document was not read from a workbook.
    """
    if document.format != "xlsx" or not isinstance(document.skeleton, bytes):
        raise InputError(f"a {document.format} document cannot be written as a workbook", path=document.name)
    blocks = {block.ref.place: block for block in document.blocks if changed(block)}
    if not blocks:
        return document.skeleton
    archive = Archive(document.skeleton, document.name, "XLSX")
    strings = _Strings(archive)
    new: dict[str, bytes] = {}
    sheets = [archive.xml(member) for member in _sheets(archive)]
    uses = Counter(strings.index(cell) for sheet in sheets for cell in _cells(sheet))
    ours = Counter(
        strings.index(cell)
        for number, sheet in enumerate(sheets)
        for cell in _cells(sheet)
        if (number, cell.number) in blocks
    )
    for number, (member, sheet) in enumerate(zip(_sheets(archive), sheets, strict=True)):
        touched = [
            (cell, blocks[place]) for cell in _cells(sheet) if (place := (number, cell.number)) in blocks
        ]
        for cell, block in touched:
            index = strings.index(cell)
            strings.put(cell, block, alone=index is not None and uses[index] == ours[index])
        if touched:
            new[member] = _bytes(sheet)
    if strings.root is not None and strings.touched:
        new[strings.member] = _bytes(strings.root)
    return archive.with_members(new)


class _Strings:
    """The workbook's shared strings, which cells name by number."""

    def __init__(self, archive: Archive) -> None:
        self.member = next((name for name in archive.names if name.lower() == "xl/sharedstrings.xml"), "")
        self.root = archive.xml(self.member) if self.member else None
        self.touched = False
        self._items = [] if self.root is None else [item for item in self.root if local(item) == "si"]
        self._done: dict[tuple[int, str], int] = {}
        self._originals: dict[int, etree._Element] = {}

    def index(self, cell: _Cell) -> int | None:
        """The number of a cell's shared string; None where the text stands in the cell itself."""
        if cell.element.get("t") != "s":
            return None
        value = next((child.text or "" for child in cell.element if local(child) == "v"), "")
        return int(value) if _NUMBER.fullmatch(value) and int(value) < len(self._items) else None

    def text(self, cell: _Cell) -> etree._Element | None:
        """The element that holds a cell's text."""
        index = self.index(cell)
        if index is not None:
            return self._items[index]
        return next((child for child in cell.element if local(child) == "is"), None)

    def put(self, cell: _Cell, block: Block, *, alone: bool) -> None:
        """Give a cell its English; a string that other cells need as it was gets a new number."""
        item = self.text(cell)
        assert item is not None
        index = self.index(cell)
        if index is None:
            _Rich(item).write(block)
            return
        assert self.root is not None
        self.touched = True
        key = (index, "\x00".join(segment.target or "" for segment in block.segments))
        if key not in self._done:
            if alone and not any(done == index for done, _ in self._done):
                self._done[key] = index
                self._originals[index] = copy.deepcopy(item)
                _Rich(item).write(block)
            else:
                item = copy.deepcopy(self._originals.get(index, item))
                _Rich(item).write(block)
                self.root.append(item)
                self._items.append(item)
                self._done[key] = len(self._items) - 1
                if self.root.get("uniqueCount"):
                    self.root.set("uniqueCount", str(len(self._items)))
        next(child for child in cell.element if local(child) == "v").text = str(self._done[key])


class _Rich:
    """A string of one or several runs (``si`` or ``is``)."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._space = element.tag[: element.tag.index("}") + 1] if "}" in element.tag else ""
        self._properties: list[etree._Element | None] = []
        runs = [(self._of(run), _text(run)) for run in element if local(run) == "r"]
        if not runs:
            runs = [(None, _text(element))]
        from lxml import etree as xml

        styles = ["" if p is None else xml.tostring(p, with_tail=False).decode() for p, _ in runs]
        lengths = Counter[str]()
        for style, (_, text) in zip(styles, runs, strict=True):
            lengths[style] += len(text.strip())
        base = lengths.most_common(1)[0][0]
        self._base = runs[styles.index(base)][0]
        builder = Builder()
        for style, (properties, text) in zip(styles, runs, strict=True):
            if style == base or not text.strip():
                builder.text(text)
                continue
            self._properties.append(properties)
            number = builder.open((len(self._properties) - 1, 0))
            builder.text(text)
            builder.close((len(self._properties) - 1, 0), number)
        self.inline: Inline = builder.build()

    def write(self, block: Block) -> None:
        """Put the English in the place of the runs."""
        pieces: list[tuple[str, etree._Element | None]] = []
        styles: list[int] = []
        for step in rendered(self.inline, block):
            if step.act is Act.TEXT:
                properties = self._properties[styles[-1]] if styles else self._base
                pieces.append((legal(step.text), properties))
                continue
            number = self.inline.tags[step.tag].opening[0]
            styles.append(number) if step.act is Act.OPEN else styles.remove(number)
        for child in list(self._element):
            self._element.remove(child)
        if len(pieces) == 1 and pieces[0][1] is None:
            self._element.append(self._words(pieces[0][0]))
            return
        for text, properties in pieces:
            run = self._element.makeelement(f"{self._space}r")
            if properties is not None:
                run.append(copy.deepcopy(properties))
            run.append(self._words(text))
            self._element.append(run)

    def _of(self, run: etree._Element) -> etree._Element | None:
        return next((child for child in run if local(child) == "rPr"), None)

    def _words(self, text: str) -> etree._Element:
        words = self._element.makeelement(f"{self._space}t")
        words.text = text
        if text != text.strip() or "\n" in text:
            words.set(f"{XML}space", "preserve")
        return words


def _text(element: etree._Element) -> str:
    return "".join(child.text or "" for child in element if local(child) == "t")


def _found(archive: Archive, columns: Sequence[str] | str, name: str) -> Iterator[Placed]:
    strings = _Strings(archive)
    wrong: list[InputError] = []
    members = _sheets(archive)
    for number, member in enumerate(members):
        sheet = archive.xml(member)
        heads = _table_heads(archive, member)
        cells = list(_cells(sheet))
        first = min((cell.row for cell in cells), default=0)
        header: dict[int, str] = {}
        for cell in cells:
            item = strings.text(cell)
            if cell.row == first and item is not None:
                header[cell.column] = _Rich(item).inline.text
        titles = [header.get(column, "") for column in range(max(header, default=-1) + 1)]
        try:
            width = 1 + max((cell.column for cell in cells), default=-1)
            wanted, named = chosen(columns, titles, width, name)
        except InputError as error:
            wrong.append(error)
            continue
        for cell in cells:
            item = strings.text(cell)
            outside = columns and (cell.column not in wanted or (named and cell.row == first))
            if item is None or outside or (cell.row, cell.column) in heads:
                continue
            inline = _Rich(item).inline
            if KOREAN.search(inline.text):
                yield Placed(inline, (number, cell.number))
    if wrong and len(wrong) == len(members):
        raise wrong[0]


def _sheets(archive: Archive) -> list[str]:
    """The members that hold sheets, in the workbook's order."""
    targets = _related(archive, "xl/workbook.xml")
    found = []
    for sheet in archive.xml("xl/workbook.xml").iter("{*}sheet"):
        identity = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if targets.get(identity, "").startswith("xl/worksheets/"):
            found.append(targets[identity])
    return found


def _related(archive: Archive, member: str) -> dict[str, str]:
    """What a member's relations lead to, by identifier."""
    folder, base = posixpath.split(member)
    relations = f"{folder}/_rels/{base}.rels"
    if relations not in archive.names:
        return {}
    return {
        str(relation.get("Id")): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[
            1:
        ]
        for relation in archive.xml(relations).iter("{*}Relationship")
        if relation.get("TargetMode") != "External"
    }


def _table_heads(archive: Archive, member: str) -> frozenset[tuple[int, int]]:
    """Header cells of a sheet's tables, whose texts are names that formulas may use."""
    heads: set[tuple[int, int]] = set()
    for target in _related(archive, member).values():
        if not target.startswith("xl/tables/") or target not in archive.names:
            continue
        table = archive.xml(target)
        corners = _CELL.findall(table.get("ref", ""))
        if len(corners) == 2 and table.get("headerRowCount") != "0":
            row = int(corners[0][1]) - 1
            heads.update(
                (row, column) for column in range(_column(corners[0][0]), _column(corners[1][0]) + 1)
            )
    return frozenset(heads)


def _cells(sheet: etree._Element) -> Iterator[_Cell]:
    """The cells that hold text, in order."""
    row = column = -1
    number = 0
    for element in sheet.iter("{*}row", "{*}c"):
        if local(element) == "row":
            said = element.get("r", "")
            row = int(said) - 1 if _NUMBER.fullmatch(said) else row + 1
            column = -1
            continue
        match = _CELL.fullmatch(element.get("r", ""))
        column = _column(match[1]) if match else column + 1
        number += 1
        if element.get("t") in ("s", "inlineStr") and not any(local(child) == "f" for child in element):
            yield _Cell(element, row, column, number)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _bytes(root: etree._Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
