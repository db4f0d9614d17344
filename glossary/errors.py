"""The one tree of errors that a user can cause; the command line prints each as a single line."""

from __future__ import annotations

from pathlib import Path


class YongeoError(Exception):
    """Something a user can mend: what was wrong, where, and what to do.

    Args:
        message: What is wrong, in one sentence without a trailing full stop.
        path: The file concerned.
        line: Line in that file, from 1.
        column: Column in that line, from 1.
        mend: What the user can do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        mend: str | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        place = "" if self.path is None else str(self.path)
        for number in (self.line, self.column):
            place += "" if number is None else f":{number}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.mend}" if self.mend else text


class GlossaryError(YongeoError):
    """A glossary cannot be read, or an entry in it is wrong."""
