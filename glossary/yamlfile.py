"""Glossary files: load them, edit their text in place, save them without losing anything."""

from __future__ import annotations

from pathlib import Path

from glossary.entry import Glossary
from glossary.errors import GlossaryError
from glossary.yamlnodes import MOST_BYTES, decoded
from glossary.yamlread import RawGlossary, raw_entries

__all__ = ["RawGlossary", "load", "loads", "raw_entries"]


def load(path: Path) -> Glossary:
    """Read a YAML glossary.

    Args:
        path: The file, in UTF-8.

    Raises:
        GlossaryError: The file cannot be read, or something in it is wrong; names line and column.
    """
    return loads(decoded(_content(path), path), path)


def loads(text: str, path: Path | None = None) -> Glossary:
    """Read a YAML glossary from a text.

    Args:
        text: The YAML.
        path: Where it comes from, for messages.

    Raises:
        GlossaryError: Something in it is wrong; names line and column.
    """
    return raw_entries(text, path).glossary


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise GlossaryError("there is no such file", path=path, mend="check the name") from None
    except OSError as error:
        raise GlossaryError(
            f"cannot be read: {error.strerror}", path=path, mend="check its permissions"
        ) from None
