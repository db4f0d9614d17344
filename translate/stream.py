"""Inputs larger than memory should hold: text and JSON lines, read, translated and written piece by piece."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO

from translate.document import Document, Piece
from translate.errors import InputError

#: Bytes of an input above which it is cut into pieces.
LARGE = 4 * 1024 * 1024

_CHUNK = 256 * 1024  # bytes read at once
_PIECE = 128 * 1024  # characters of a piece
_LONGEST_LINE = 512 * 1024  # characters; a longer line of text is cut at a sentence end
_LONGEST_RECORD = 16 * 1024 * 1024  # characters; a longer line of JSON is refused
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*|\r[^\S\r\n]*\r\s*")
_LINE_END = re.compile(r"\r\n|\n|\r(?=.)", re.DOTALL)  # a last carriage return may be half a line end
_SENTENCE_END = re.compile(r"[.!?。][\"'”’)\]]*\s")
_WRITTEN_AS = {"text": ("same", "txt", "jsonl"), "jsonfile": ("same", "jsonl"), "jsonl": ("same", "jsonl")}
_LINES = (".jsonl", ".ndjson")


def streamed(module: str, name: str, to: str) -> bool:
    """Whether an input of this kind can be cut into pieces, whose outputs put together are its output.

    Args:
        module: Name of the format's module, such as ``text``.
        name: The input's file name.
        to: Format of the output.
    """
    written_as = _WRITTEN_AS.get(module, ())
    return to in written_as and (module != "jsonfile" or PurePath(name).suffix.lower() in _LINES)


def documents(
    file: BinaryIO, head: bytes, name: str, module: Any, options: Mapping[str, Any]
) -> Iterator[Document]:
    """The pieces of a large input as documents, in order; never more than a few are in memory.

    Text is cut at ends of paragraphs, or of lines where there are no blank lines; JSON lines between lines.

    Args:
        file: The input, read up to the end of ``head``.
        head: Its first bytes.
        name: Its name.
        module: The format's module.
        options: What the format's ``read`` takes.

    Raises:
        InputError: It cannot be read; names the line.
    """
    lines = not module.__name__.endswith(".text")
    encoding = options.get("encoding")
    rest = {key: value for key, value in options.items() if key != "encoding"} | {"part": True}
    texts = _texts(chain([head], iter(lambda: file.read(_CHUNK), b"")), encoding, name, lines)
    piece = Piece()
    for text, last in _with_last(_pieces(texts, name, lines)):
        piece = replace(piece, last=last)
        try:
            document = module.read(text.encode("utf-8", "surrogatepass"), name, encoding="utf-8", **rest)
        except InputError as error:
            raise InputError(
                error.message,
                path=error.path,
                line=error.line and error.line + piece.line - 1,
                column=error.column,
                mend=error.mend,
            ) from error
        yield replace(document, piece=piece)
        piece = Piece(
            piece.block + len(document.blocks),
            piece.start + len(document.text),
            piece.line + text.count("\n"),
        )


def _texts(chunks: Iterable[bytes], encoding: str | None, name: str, lines: bool) -> Iterator[str]:
    """The input decoded; its encoding is settled where the first letters beyond ASCII stand."""
    from translate.formats.text import decode, encoding_of

    if encoding:
        try:
            " ".encode(encoding)
        except LookupError:
            decode(b" ", encoding, name)  # refuses it
    decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
    line, first = 1, True
    chunks = iter(chunks)
    for chunk in chain(chunks, [None]):
        if decoder is None and chunk:
            if not chunk.isascii():
                chunk += next(chunks, b"")  # a few letters at its end would not tell
            encoding = encoding_of(chunk, name)
            decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
        try:
            if decoder is not None:
                text = decoder.decode(chunk or b"", final=chunk is None)
            else:
                text = (chunk or b"").decode("ascii")
        except UnicodeError as error:
            before, byte = "", ""
            if isinstance(error, UnicodeDecodeError):
                before = error.object[: error.start].decode(encoding or "ascii", "replace")
                byte = f": byte 0x{error.object[error.start]:02X}"
            raise InputError(
                f"not {encoding} text{byte}",
                path=name,
                line=line + before.count("\n"),
                mend="repair the file, or name its encoding",
            ) from None
        if first and text:
            first = False
            if not (lines and encoding == "utf-8"):  # JSON is written with the mark that it had
                text = text.removeprefix("\ufeff")
        line += text.count("\n")
        if text:
            yield text


def _pieces(texts: Iterable[str], name: str, lines: bool) -> Iterator[str]:
    """The text in pieces; where it is cut depends on the text alone."""
    longest = _LONGEST_RECORD if lines else _LONGEST_LINE
    waiting, searched, line = "", _PIECE, 1
    for text in texts:
        waiting += text
        start = 0
        while len(waiting) - start > _PIECE:
            end = _cut(waiting, start, searched, lines)
            if end is None and len(waiting) - start > longest:
                if lines:
                    raise InputError(
                        f"a line of more than {longest} characters",
                        path=name,
                        line=line + waiting.count("\n", 0, start),
                        mend="give one object a line",
                    )
                end = _sentence_end(waiting, start, start + longest)
            if end is None:
                searched = len(waiting) - start - 1
                break
            yield waiting[start:end]
            start, searched = end, _PIECE
        line += waiting.count("\n", 0, start)
        waiting = waiting[start:]
    if waiting:
        yield waiting


def _cut(text: str, start: int, searched: int, lines: bool) -> int | None:
    """Where the piece from ``start`` on ends: behind a blank line, else behind a line; None: not in sight."""
    limit = start + _PIECE
    if lines:
        end = text.rfind("\n", start, limit) + 1 or text.find("\n", start + searched) + 1
        return end or None
    if searched == _PIECE:
        paragraphs = list(_PARAGRAPH_END.finditer(text, start + _PIECE // 2, limit))
        ends = paragraphs or list(_LINE_END.finditer(text, start + _PIECE // 2, limit))
        if ends:
            end = ends[-1].end()
            return end - (text[end - 1 : end + 1] == "\r\n")  # never between the two
    found = _LINE_END.search(text, start + searched)
    return found.end() if found else None


def _sentence_end(text: str, start: int, limit: int) -> int:
    """A place to cut a line that never ends: behind a sentence, else behind a word."""
    ends = list(_SENTENCE_END.finditer(text, start + _PIECE // 2, start + _PIECE))
    if ends:
        return ends[-1].end()
    return text.rfind(" ", start + 1, limit) + 1 or limit


def _with_last(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each text, with whether it is the last one."""
    before: str | None = None
    for text in texts:
        if before is not None:
            yield before, False
        before = text
    if before is not None:
        yield before, True
