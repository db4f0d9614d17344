"""Lines of a text, whatever ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINE = re.compile("\r\n|\n|\r")
_OPEN_END = re.compile(
    "[은는이가을를에의로고며와과도만서한된할인던해게지아어여나려]$|,$"
)  # particles, endings: no line ends a text so
_ITEM = re.compile(r"[-–—*•·▷▶■□◆◇○●※▲△☞\[(<]|\d{1,3}[.)]|[가-하][.)]|[①-⓿]|[QA]\d{0,2}[.:]")
_NARROWEST, _WIDEST = 24, 120  # characters of a line that a program broke
_FEWEST_WRAPPED = 3


def text_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without surrounding white space.

    Args:
        text: Any text.
    """
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            yield start, end


def newline_of(text: str) -> str:
    """The text's first line end; a line feed where it has none.

    Args:
        text: Any text.
    """
    found = _NEWLINE.search(text)
    return found.group() if found else "\n"


def unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join lines that a mail program or the like broke at one width, in the middle of sentences.

    Args:
        text: Any text.
        lines: Start and end of its lines, as ``text_lines`` gives them.

    Returns:
        Start and end of each paragraph; the lines themselves where the text is not broken so.
    """
    followed = [
        text[start:end]
        for (start, end), (following, _) in pairwise(lines)
        if len(_NEWLINE.findall(text, end, following)) == 1
    ]
    open_ended = [line for line in followed if _OPEN_END.search(line)]
    width = max(map(len, open_ended), default=0)
    full = [line for line in open_ended if len(line) >= 0.75 * width]
    if (
        len(full) < _FEWEST_WRAPPED
        or not _NARROWEST <= width <= _WIDEST
        or len(full) < 0.9 * len(open_ended)
        or len(open_ended) < 0.4 * len(followed)
        or max(map(len, followed)) > 1.2 * width
    ):
        return lines
    paragraphs = [lines[0]]
    for (start, end), (following, last) in pairwise(lines):
        broken = 0.75 * width <= end - start and len(_NEWLINE.findall(text, end, following)) == 1
        if start == lines[0][0] and not _OPEN_END.search(text[start:end]):
            broken = False  # a headline right above the article
        if broken and not _ITEM.match(text, following):
            paragraphs[-1] = (paragraphs[-1][0], last)
        else:
            paragraphs.append((following, last))
    return paragraphs
