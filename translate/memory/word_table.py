"""Corrections from a bilingual DOCX: its paragraphs are cut into the sentences that the memory knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import InputError
from translate.memory.pairs import Pair
from translate.memory.stored import Stored

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Known = Callable[[Iterable[str]], Mapping[str, Sequence[Stored]]]


def table_pairs(path: Path, known: Known) -> Iterator[Pair | None]:
    """Pairs of a DOCX whose tables hold Korean in the first column and English in the second.

    A paragraph of several sentences is cut where the memory's translations of them met: an edit leaves
    enough words as they were to see where. A paragraph where that is not plain gives None.

    Args:
        path: The DOCX.
        known: The records that the memory has of some sources, as ``Memory.sharing``.

    Raises:
        InputError: The file is no DOCX.
    """
    from translate.formats.archive import Archive
    from translate.segment import plain

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", path=path) from error
    document = Archive(data, str(path), "DOCX").xml("word/document.xml")
    for row in document.iter(f"{_WORD}tr"):
        cells = [_text(cell) for cell in row.iterchildren(f"{_WORD}tc")]
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            continue
        source, target = cells[0].strip(), cells[1].strip()
        sentences = [segment.source for segment in plain(source, path.name).segments]
        records = known([source, *sentences])
        if source in records or len(sentences) == 1:
            yield Pair(source if source in records else sentences[0], target)
        else:
            before = [records[sentence][0].target for sentence in sentences if sentence in records]
            after = cut(before, target) if len(before) == len(sentences) else []
            yield from (Pair(*pair) for pair in zip(sentences, after, strict=True)) if after else (None,)


def cut(before: Sequence[str], after: str) -> list[str]:
    """An edited text cut into sentences where those of the text before the edit met.

    Between two sentences either the first word of the second or the last of the first must still stand.

    Args:
        before: Sentences that stood one after the other.
        after: Their text, edited.

    Returns:
        As many texts as sentences, or none where a border is not plain.
    """
    old = [word for sentence in before for word in sentence.split()]
    new = list(re.finditer(r"\S+", after))
    same: dict[int, int] = {}
    for block in SequenceMatcher(None, old, [word[0] for word in new], autojunk=False).get_matching_blocks():
        same.update({block.a + step: block.b + step for step in range(block.size)})
    borders = [0]
    passed = 0
    for sentence in before[:-1]:
        passed += len(sentence.split())
        if passed in same:
            borders.append(same[passed])
        elif passed - 1 in same:
            borders.append(same[passed - 1] + 1)
        else:
            return []
    borders.append(len(new))
    if any(left >= right for left, right in pairwise(borders)):
        return []
    return [after[new[left].start() : new[right - 1].end()] for left, right in pairwise(borders)]


def _text(cell: _Element) -> str:
    """A cell's text as it stands: what was deleted with changes tracked is left out."""
    parts: list[str] = []
    for element in cell.iter(f"{_WORD}t", f"{_WORD}br", f"{_WORD}tab", f"{_WORD}p"):
        if element.tag == f"{_WORD}t":
            parts.append(element.text or "")
        elif element.tag == f"{_WORD}p":
            parts.append("\n" if parts else "")
        else:
            parts.append("\n" if element.tag == f"{_WORD}br" else "\t")
    return "".join(parts)
