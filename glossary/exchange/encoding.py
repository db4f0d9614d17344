"""The encoding of a text file: by its byte order mark, else UTF-8, UTF-16 or CP949."""

from __future__ import annotations

import codecs
from pathlib import Path

from glossary.errors import GlossaryError

_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, path: Path | None = None) -> str:
    """The text of a file whose encoding nobody stated, without a byte order mark.

    Args:
        data: The file's bytes.
        path: Its name, for the error.

    Raises:
        GlossaryError: The bytes are text in none of UTF-8, UTF-16, UTF-32 and CP949.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], (encoding,), path)
    if b"\0" in data:
        # Tabs, commas and line ends give the order away: their zero byte is the high one.
        even, odd = data[::2].count(0), data[1::2].count(0)
        return _strict(data, ("utf-16-le",) if odd > even else ("utf-16-be",), path)
    return _strict(data, ("utf-8", "cp949"), path)


def _strict(data: bytes, encodings: tuple[str, ...], path: Path | None) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise GlossaryError("not a text file in UTF-8, UTF-16 or CP949", path=path, mend="save it as UTF-8")
