"""Text as services want it: cut to their limits, pins in their own tags."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from translate.engines import Markers

_MARKER = re.compile(r"<(/?)p([1-9]\d?)>")
_PAIR = re.compile(r"<p([1-9]\d?)>.*?</p\1>", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<!\d)[.!?。！？…][\"'”’)\]」』]*\s+|\n+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Wire:
    """How pins travel through a service that protects tagged text.

    The pipeline writes ``<p1>…</p1>`` for every such service; the tags of the wire are the service's own.

    Args:
        opening: Tag before a pin, with ``{n}`` for its number.
        closing: Tag after it.
        back: Matches a tagged pin in the answer; group 1 its number, group 2 what stands inside.
        most: Most pins of one text.
    """

    opening: str
    closing: str
    back: re.Pattern[str]
    most: int = 40

    @property
    def markers(self) -> Markers:
        """The syntax for the pipeline."""
        return Markers("<p{n}>", "</p{n}>", self.most)

    def write(self, text: str) -> str:
        """The text in the service's XML or HTML.

        Args:
            text: With markers.
        """
        parts, place = [], 0
        for marker in _MARKER.finditer(text):
            parts.append(html.escape(text[place : marker.start()], quote=False))
            tag = self.closing if marker[1] else self.opening
            parts.append(tag.replace("{n}", marker[2]))
            place = marker.end()
        parts.append(html.escape(text[place:], quote=False))
        return "".join(parts)

    def read(self, text: str) -> str:
        """The answer with markers again, and as plain text.

        Args:
            text: The service's XML or HTML.
        """
        return html.unescape(self.back.sub(r"<p\1>\2</p\1>", text))


DEEPL = Wire("<p{n}>", "</p{n}>", re.compile(r"<p(\d+)>(.*?)</p\1>", re.DOTALL))
NOTRANSLATE = Wire(
    '<span class="notranslate" id="p{n}">',
    "</span>",
    re.compile(r"<span\b[^<>]*\bid=[\"']?p(\d+)[\"']?[^<>]*>(.*?)</span>", re.DOTALL | re.IGNORECASE),
)


def cut(text: str, longest: int, length: Callable[[str], int]) -> list[str]:
    """Cut a text into pieces at sentence ends, else at spaces, else anywhere but inside a marked pin.

    Args:
        text: Any text; the pieces, joined, are the text.
        longest: Longest piece, in the units of ``length``.
        length: Measures a text; no shorter text may be longer.
    """
    pieces = []
    while length(text) > longest:
        place = _place(text, longest, length)
        pieces.append(text[:place])
        text = text[place:]
    return [*pieces, text]


def _place(text: str, longest: int, length: Callable[[str], int]) -> int:
    """Where the first piece ends, in characters."""
    fitting = 1
    low, high = 1, len(text)
    while low <= high:
        middle = (low + high) // 2
        if length(text[:middle]) <= longest:
            fitting, low = middle, middle + 1
        else:
            high = middle - 1
    pairs = [pair.span() for pair in _PAIR.finditer(text)]
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [
            match.end()
            for match in pattern.finditer(text, 0, fitting)
            if not any(start < match.end() < end for start, end in pairs)
        ]
        if ends:
            return ends[-1]
    for start, end in pairs:
        if start < fitting < end:
            return start or end
    return fitting
