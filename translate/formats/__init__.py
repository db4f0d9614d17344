"""One module a file format: ``read`` gives a Document, ``write`` gives the file back from one."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, Protocol, cast

from glossary.errors import YongeoError
from translate.document import Document
from translate.errors import InputError, Interrupted

_MODULES = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "docx": "docx",
    "epub": "epub",
    "srt": "subtitles",
    "vtt": "subtitles",
    "csv": "delimited",
    "tsv": "delimited",
    "xlsx": "xlsx",
    "json": "jsonfile",
    "jsonl": "jsonfile",
    "ndjson": "jsonfile",
    "po": "po",
    "pot": "po",
    "xliff": "xliff",
    "xlf": "xliff",
    "tmx": "tmx",
    "pdf": "pdf",
}


class Format(Protocol):
    """What every module of this package offers."""

    def read(self, data: bytes, name: str, **options: Any) -> Document:
        """Read a file.

        Args:
            data: Its bytes.
            name: Its name, as in messages.
            options: What the command line says (``columns``, ``fields``, ``encoding``, ``to``); each format
                takes what concerns it.

        Raises:
            InputError: It is not of this format, is damaged, or is too big.
        """
        ...

    def write(self, document: Document, **options: Any) -> bytes:
        """Write the file that a document was read from, with the English in it.

        A document of another format is written as a new plain file, where the format can be made from text.

        Raises:
            InputError: The format cannot be written, or not from such a document.
        """
        ...


def format_for(name: str, explicit: str | None = None) -> Format:
    """The module that reads and writes a file; a name without a known ending is plain text.

    Args:
        name: File name; its ending decides.
        explicit: A format's name, such as ``docx``; wins over the ending. ``jsonl`` is this program's own
            output, one object a segment; a file that is called so is written back as it was read.

    Raises:
        InputError: There is no format ``explicit``.
    """
    ending = (explicit or PurePath(name).suffix.removeprefix(".")).lower()
    if explicit and ending not in _MODULES:
        raise InputError(f"unknown format {explicit!r}", mend=f"take one of {', '.join(sorted(_MODULES))}")
    module = "jsonl" if explicit and ending == "jsonl" else _MODULES.get(ending, "text")
    return cast(Format, importlib.import_module(f"translate.formats.{module}"))


def suffixes() -> frozenset[str]:
    """Endings of the files that can be read, with the dot, in small letters."""
    return frozenset(f".{ending}" for ending in _MODULES)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Tell a fault that no reader foresaw as an error of the one file, so that it ends no batch.

    Args:
        name: The file's name.

    Raises:
        InputError: Whatever is done inside the context meets such a fault; names its kind.
    """
    try:
        yield
    except (YongeoError, Interrupted):
        raise
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        raise InputError(f"cannot be read ({reason})", path=name, mend="save it anew") from error


def missing_library(library: str, name: str) -> InputError:
    """The error for a format whose library is not installed.

    Args:
        library: Its name on the package index.
        name: The file's name.
    """
    return InputError(
        f"{library} is needed for this format", path=name, mend="run: pip install 'yongeo[formats]'"
    )
