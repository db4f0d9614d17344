"""A file's text with some of its stretches replaced; the rest stays character for character."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from translate.formats.inline import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, in characters, and what stands there instead."""

    place: Span
    text: str


class Splice:
    """A text with edits.

    Args:
        text: The file's text.
        edits: Stretches to replace; of two that overlap, the one that begins first counts, or the longer one.
    """

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self._text = text
        self._edits: list[Edit] = []
        for edit in sorted(edits, key=lambda edit: (edit.place[0], -edit.place[1])):
            if not self._edits or edit.place[0] >= self._edits[-1].place[1]:
                self._edits.append(edit)
        self._starts = [edit.place[0] for edit in self._edits]

    def slice(self, span: Span) -> str:
        """The edited text of a span; edits count that lie wholly inside it."""
        start, end = span
        parts: list[str] = []
        index = bisect_left(self._starts, start)
        while index < len(self._edits) and self._edits[index].place[1] <= end:
            edit = self._edits[index]
            parts += [self._text[start : edit.place[0]], edit.text]
            start = edit.place[1]
            index += 1
        return "".join([*parts, self._text[start:end]])

    def __str__(self) -> str:
        return self.slice((0, len(self._text)))


def decoded(data: bytes, encoding: str | None, name: str) -> str:
    """A file's text; the byte order mark of UTF-8 stays its first character, so that it is written again.

    Args:
        data: The file.
        encoding: Its encoding, if known.
        name: Its name, for errors.

    Raises:
        InputError: It is no text.
    """
    from translate.formats.text import decode

    mark = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""
    return mark + decode(data, encoding, name)
