"""PDF: its text is read; it cannot be written back."""

from __future__ import annotations

import io
import logging
import re
import zlib
from typing import Any

from translate.document import Document
from translate.errors import InputError
from translate.formats import missing_library

_MOST_PAGES = 5_000
_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?\s*")
_BULLET = re.compile(r"[•·▪■□●○◦▷▶※*-]|\(?\d{1,3}[.)]\s|[가-하]\.\s|[①-⑳]")
_ENDS = re.compile(r"[.?!…。:：][\s\"'”’)\]」』]*$")

# What pypdf lets through for damaged files, beside errors of its own.
_DAMAGED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    ArithmeticError,
    OSError,
    zlib.error,
)


def read(data: bytes, name: str, **_options: Any) -> Document:
    """Read the text of a PDF, its lines joined to paragraphs.

    Args:
        data: The file.
        name: Its name.

    Raises:
        InputError: It is damaged, locked, too long, or holds pictures of text only.
    """
    from dataclasses import replace

    from translate.segment import page

    pages = _pages(data, name)
    text = "\n\n".join(filter(None, (_paragraphs(lines) for lines in pages)))
    if not text.strip():
        raise InputError("this PDF holds no text", path=name, mend="run text recognition (OCR) over it first")
    return replace(page(text + "\n", name), format="pdf")


def write(document: Document, **_options: Any) -> bytes:
    """Refuse: a PDF has no paragraphs to put English into.

    Args:
        document: The translated document.

    Raises:
        InputError: Always.
    """
    raise InputError(
        "PDF cannot be written", path=document.name, mend="use --to txt, md, html, docx or another format"
    )


def _pages(data: bytes, name: str) -> list[list[str]]:
    """The lines of each page."""
    try:
        import pypdf
    except ImportError as error:
        raise missing_library("pypdf", name) from error
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells faults that it mends by itself
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("this PDF is locked with a password", path=name, mend="remove the password")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError("this PDF has too many pages", path=name, mend=f"the most is {_MOST_PAGES}")
        return [page.extract_text().splitlines() for page in reader.pages]
    except DependencyError as error:
        raise InputError(
            f"a library is missing: {error}", path=name, mend="run: pip install 'yongeo[formats]'"
        ) from error
    except (PyPdfError, *_DAMAGED) as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"damaged PDF: {reason}", path=name, mend="print it to a new PDF") from error


def _paragraphs(lines: list[str]) -> str:
    """A page's lines as paragraphs: a long line without an end of a sentence goes on in the next."""
    lines = [" ".join(line.split()) for line in lines]
    while lines and (not lines[0] or _PAGE_NUMBER.fullmatch(lines[0])):
        del lines[0]
    while lines and (not lines[-1] or _PAGE_NUMBER.fullmatch(lines[-1])):
        del lines[-1]
    width = max(map(len, lines), default=0)
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        parts.append(line)
        least = 0.85 if _ENDS.search(line) else 0.7
        goes_on = following and not _BULLET.match(following) and len(line) >= least * width
        parts.append(" " if goes_on else "\n")
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()
