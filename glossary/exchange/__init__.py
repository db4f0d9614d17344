"""Glossaries from and for other programs: CSV, TSV, DeepL, Google, TBX, XLSX, TMX, plain text."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glossary.entry import Glossary
from glossary.errors import GlossaryError
from glossary.exchange.records import Exported, Imported, read_bytes

__all__ = ["FORMATS", "Exported", "Format", "Imported", "decode_glossary", "encode_glossary", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another program; its module is imported when it is used.

    Args:
        suffixes: File suffixes that stand for it.
        reader, writer: ``module:function`` in this package.
        what: What it is, for ``--help``.
    """

    suffixes: tuple[str, ...]
    reader: str
    writer: str
    what: str


FORMATS = {
    "csv": Format((".csv",), "tables:read_csv", "tables:write_csv", "all columns, for spreadsheets"),
    "tsv": Format((".tsv", ".tab"), "tables:read_tsv", "tables:write_tsv", "all columns, parted by tabs"),
    "deepl": Format((), "tables:read_upload", "tables:write_upload", "DeepL's glossary TSV"),
    "google": Format((), "tables:read_upload", "tables:write_upload", "Google's unidirectional glossary TSV"),
    "txt": Format((".txt", ".utf8"), "tables:read_text", "tables:write_text", "two columns, plain text"),
    "tbx": Format((".tbx", ".xml"), "tbx:read", "tbx:write_basic", "ISO 30042:2019, TBX-Basic DCT"),
    "tbx-core": Format((), "tbx:read", "tbx:write_core", "ISO 30042:2019, TBX-Core DCT"),
    "tmx": Format((".tmx",), "tmx:read", "tmx:write", "TMX 1.4"),
    "xlsx": Format((".xlsx", ".xlsm"), "xlsx:read", "xlsx:write", "Excel workbook"),
}


def format_of(path: Path) -> str:
    """The name of the format that a file's suffix stands for.

    Args:
        path: The file.

    Raises:
        GlossaryError: No format has this suffix.
    """
    for name, format in FORMATS.items():
        if path.suffix.lower() in format.suffixes:
            return name
    raise GlossaryError(
        f"no format has the suffix {path.suffix or '(none)'}",
        path=path,
        mend=f"name one with --format: {', '.join(FORMATS)}",
    )


def decode_glossary(path: Path, format: str | None = None) -> Imported:
    """Read another program's glossary.

    Args:
        path: The file.
        format: A name in ``FORMATS``; None goes by the suffix.

    Raises:
        GlossaryError: The file cannot be read or is not of this format.
    """
    name = format or format_of(path)
    imported = _function(FORMATS[name].reader)(read_bytes(path), path)
    assert isinstance(imported, Imported)
    return imported


def encode_glossary(glossary: Glossary, format: str) -> Exported:
    """A glossary in another program's format.

    Args:
        glossary: The entries.
        format: A name in ``FORMATS``.

    Raises:
        GlossaryError: The format's library is missing, or an entry cannot be written at all.
    """
    exported = _function(FORMATS[format].writer)(glossary)
    assert isinstance(exported, Exported)
    return exported


def _function(address: str) -> Callable[..., object]:
    module, _, name = address.partition(":")
    function: Callable[..., object] = getattr(importlib.import_module(f"glossary.exchange.{module}"), name)
    return function
