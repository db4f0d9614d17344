"""Lines as YAML and editors count them: ended by LF, CR or both, by no other line end of Unicode."""

from __future__ import annotations

import re

_WITH_END = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def with_ends(text: str) -> list[str]:
    """The lines of a text, each with its line end.

    Args:
        text: The text.
    """
    return _WITH_END.findall(text)


def without_ends(text: str) -> list[str]:
    """The lines of a text without their line ends.

    Args:
        text: The text.
    """
    return [line.rstrip("\r\n") for line in with_ends(text)]
