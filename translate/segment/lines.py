"""Lines of a text, whatever ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINE = re.compile("\r\n|\n|\r")


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
