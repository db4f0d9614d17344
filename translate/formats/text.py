"""Plain text: bytes in any encoding that Korean files have, paragraphs out as the source had them."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from translate.document import Block, Document
from translate.errors import InputError
from translate.formats import compose
from translate.segment import page

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HANGUL = re.compile("[가-힣ㄱ-ㅣ]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_MOST_CONTROLS = 0.02  # share of characters; text has next to none, binary data a quarter


def decode(data: bytes, encoding: str | None = None, path: Path | str | None = None) -> str:
    """The text of a file: by its byte order mark, else UTF-8, UTF-16 or CP949 (which holds EUC-KR).

    Args:
        data: The file's bytes.
        encoding: Its encoding where it is known; nothing is guessed then.
        path: The file, for error messages.

    Raises:
        InputError: The bytes are not text, or not in that encoding.
    """
    if encoding is not None:
        return _decoded(data, encoding, path)
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, path)
    wide = _wide_encoding(data)
    if wide:
        return _decoded(data, wide, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _korean(data, error, path)
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary(path)
    return text


def encoding_of(beginning: bytes, path: Path | str | None = None) -> str | None:
    """The encoding that ``decode`` finds, from a file's beginning; a byte order mark is its first letter.

    Args:
        beginning: The file's first bytes, some lines of them.
        path: The file, for error messages.

    Returns:
        None while there are letters of ASCII only.

    Raises:
        InputError: The bytes are not text.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if beginning.startswith(mark):
            return name
    wide = _wide_encoding(beginning[: len(beginning) // 2 * 2])
    if wide:
        return wide
    encoding, text = "utf-8", ""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(beginning)
    except UnicodeDecodeError:
        with suppress(UnicodeDecodeError):
            encoding, text = "cp949", codecs.getincrementaldecoder("cp949")().decode(beginning)
    decode(text.encode(encoding) if text else beginning, None, path)  # refuses what is no text
    return None if beginning.isascii() else encoding


def read(data: bytes, name: str, encoding: str | None = None, **_options: Any) -> Document:
    """Read a page copy.

    Args:
        data: The file's bytes.
        name: The input's name, as in reports.
        encoding: Its encoding where it is known.

    Raises:
        InputError: The bytes are not text, or not in that encoding.
    """
    return page(decode(data, encoding, name), name)


def write(
    document: Document, keep_furniture: bool = False, bilingual: bool = False, **_options: Any
) -> bytes:
    """The English in UTF-8, with the source's paragraphs and line ends.

    What is not translated yet stands in Korean.

    Args:
        document: A document whose blocks are places in its text.
        keep_furniture: Also write the blocks that are not translated, in Korean.
        bilingual: Write each source paragraph, then its English.
    """
    kept = [block for block in document.blocks if keep_furniture or block.segments]
    if not kept:
        return b""
    text = document.text
    pieces = [text[: kept[0].start]] if kept[0].number == 0 else []
    for previous, block in zip([None, *kept], kept, strict=False):
        if previous is not None:
            pieces.append(_gap(document, previous, block, bilingual))
        english = _english(block) if document.format == "txt" else compose.english(block)
        if bilingual and block.segments:
            pieces += [block.text, document.newline]
        pieces.append(english)
    pieces.append(text[document.blocks[-1].end :])
    return "".join(pieces).encode("utf-8", "replace")  # half a surrogate pair has no bytes


def _english(block: Block) -> str:
    if not block.segments:
        return block.text
    targets = (segment.source if segment.target is None else segment.target for segment in block.segments)
    return " ".join(target for target in targets if target)


def _gap(document: Document, previous: Block, block: Block, bilingual: bool) -> str:
    """The white space between two paragraphs: the widest the source has between them, a line end at least."""
    between = document.blocks[previous.number : block.number + 1]
    gaps = [document.text[a.end : b.start] for a, b in pairwise(between)]
    gap = max(reversed(gaps), key=lambda gap: len(gap.splitlines()))
    if not gap.splitlines() or gap.isprintable():
        gap = document.newline
    return document.newline * 2 if bilingual and len(gap.splitlines()) < 2 else gap


def _decoded(data: bytes, encoding: str, path: Path | str | None) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise InputError(
            f"there is no text encoding called {encoding!r}", path=path, mend="try utf-8, cp949 or utf-16"
        ) from None
    except UnicodeError as error:
        raise InputError(
            f"not {encoding} text: {_reason(error)}",
            path=path,
            line=_line(data, error),
            mend="name the right encoding",
        ) from None
    return text.removeprefix("\ufeff")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: half of its bytes at even or odd places tell the script."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 2 or 0 not in sample:
        return None
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        plausible = sum(1 for byte in high if byte in (0, 0x20, 0x30, 0xFF) or 0xAC <= byte <= 0xD7)
        if plausible >= 0.95 * len(high) and not _CONTROL.search(sample.decode(name, "ignore")):
            return name
    return None


def _korean(data: bytes, error: UnicodeDecodeError, path: Path | str | None) -> str:
    """CP949 text, told from damaged UTF-8, other encodings and binary data."""
    high = sum(1 for byte in data if byte >= 0x80)
    sound = len(data.decode("utf-8", "ignore").encode()) - (len(data) - high)
    if sound >= 0.8 * high:
        raise InputError(
            f"damaged UTF-8: {_reason(error)}",
            path=path,
            line=_line(data, error),
            mend="repair the file, or name its encoding",
        )
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    foreign = len(_FOREIGN.findall(text))
    if not text or _CONTROL.search(text) or len(_HANGUL.findall(text)) < 0.5 * foreign:
        raise _binary(path)
    return text


def _binary(path: Path | str | None) -> InputError:
    return InputError(
        "neither UTF-8, UTF-16 nor CP949 text",
        path=path,
        mend="name its encoding, or give a text file",
    )


def _reason(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return (
            f"byte 0x{error.object[error.start]:02X} at offset {error.start}"
            if error.start < len(error.object)
            else error.reason
        )
    return str(error)


def _line(data: bytes, error: UnicodeError) -> int | None:
    return data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else None
