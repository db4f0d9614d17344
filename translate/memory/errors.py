"""What can go wrong with the file of a translation memory, in a person's words."""

from __future__ import annotations

from glossary.errors import YongeoError


class TranslationMemoryError(YongeoError):
    """A translation memory cannot be opened, read or written."""


_EXPLAINED = (
    ("not a database", "this file is not a translation memory", "choose another file with --memory"),
    ("malformed", "the memory is damaged", "rename the file and start a new one, or restore a copy"),
    ("full", "the disk is full", "free some space and run the same command again"),
    ("readonly", "the memory cannot be written", "check its permissions or choose another with --memory"),
    (
        "unable to open",
        "the memory cannot be opened",
        "check its permissions or choose another with --memory",
    ),
    ("tokenizer", "this Python's SQLite cannot search for similar sources", "use SQLite 3.34 or later"),
    ("locked", "another process held the memory for {wait:.0f} seconds", "run the command again"),
)


def explained(message: str, wait: float) -> tuple[str, str]:
    """What is wrong and the mend, for an error of SQLite.

    Args:
        message: SQLite's message.
        wait: Seconds that were waited for another process.
    """
    for part, what, mend in _EXPLAINED:
        if part in message:
            return what.format(wait=wait), mend
    return f"the memory failed ({message})", "check the disk, or choose another file with --memory"
