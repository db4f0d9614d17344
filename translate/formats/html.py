"""HTML pages: the same page in English, or the main text of a saved page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.formats import compose, markup, missing_library
from translate.formats.inline import KOREAN, Placed, document
from translate.formats.markup_tokens import tokens
from translate.formats.rendering import changed, joined, target_text
from translate.formats.splice import Edit, Splice, decoded

_SURE = 12  # letters of a block that cannot stand in the article by chance

LARGEST = 64 * 2**20
"""Most bytes of a page."""

_CHARSET = re.compile(r"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE | re.ASCII)
_XML_CODE = re.compile(r"""\A\ufeff?<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.ASCII)
_KOREAN = {"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "korean", "cp949", "x-windows-949", "ms949", "uhc"}


def read(
    data: bytes, name: str, *, to: str = "same", encoding: str | None = None, **_options: Any
) -> Document:
    """Read a page: all that a reader sees for ``to="same"``, else its main text by trafilatura.

    Args:
        data: The file.
        name: Its name.
        to: The output format.
        encoding: Its encoding; found from byte order mark, meta tag and the bytes themselves if None.

    Raises:
        InputError: The page is too big or no text.
    """
    if len(data) > LARGEST:
        raise InputError("this page is too big", path=name, mend=f"the most is {LARGEST >> 20} MB")
    source = _decoded(data, name, encoding)
    if to in ("same", "html", "xliff", "tmx"):
        return document(
            name, "html", markup.visible(source, int(source.startswith("\ufeff"))), skeleton=source
        )
    return document(name, "html", _main_text(source, name), skeleton=None)


def write(document: Document, **_options: Any) -> bytes:
    """Write the page in English; a document of another format, or a page's main text, becomes a plain page.

    Args:
        document: The translated document.
    """
    if document.format != "html" or not isinstance(document.skeleton, str):
        return compose.page(document)
    source = document.skeleton
    edits = list(encoding_edits(source))
    if any(changed(block) for block in document.blocks):
        edits += language_edits(source)
    return page(source, document.blocks, edits).encode()


def page(source: str, blocks: Iterable[Block], edits: Iterable[Edit] = ()) -> str:
    """A page or XHTML file in English.

    Args:
        source: Its text as it was read.
        blocks: Its blocks, translated.
        edits: Changes inside its tags.
    """
    inner = list(edits)
    touched = [(block, block.ref) for block in blocks if changed(block)]
    for block, placed in touched:
        if placed.escape == "attribute":
            start, end = placed.place
            quote = source[start - 1] if source[start - 1] in "\"'" else ""
            inner.append(Edit((start, end), markup.escape(target_text(block), "attribute", quote)))
    raw = Splice(source, inner).slice
    outer = [
        Edit(
            placed.place,
            joined(placed.inline, block, lambda text: markup.escape(text, "text"), raw),
        )
        for block, placed in touched
        if placed.escape == "text"
    ]
    return str(Splice(source, [*inner, *outer]))


def language_edits(source: str, *, add: bool = True) -> Iterator[Edit]:
    """Changes that make a page's language English where its tags say Korean.

    Args:
        source: The page.
        add: Also say it where the html tag says nothing.
    """
    for token in tokens(source):
        if token.what != "start":
            continue
        said = False
        for name, (start, end) in token.attributes:
            if name in ("lang", "xml:lang"):
                said = True
                if source[start:end].lower().split("-")[0] == "ko":
                    yield Edit((start, end), "en")
        if token.name == "html" and add and not said:
            place = token.start + len("<html")
            yield Edit((place, place), ' lang="en"')


def encoding_edits(source: str) -> Iterator[Edit]:
    """Changes that make a page say that it is UTF-8, as it is written.

    Args:
        source: The page.
    """
    for match in (*_XML_CODE.finditer(source), *_CHARSET.finditer(source)):
        if match[1].lower() not in ("utf-8", "utf8"):
            yield Edit(match.span(1), "utf-8")


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    if encoding is None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        beginning = data[:4096].decode("latin-1")
        found = _XML_CODE.search(beginning) or _CHARSET.search(beginning)
        # A browser that saves a page as UTF-8 may leave in it what it said before.
        if found and found[1].lower() in _KOREAN and not _is_korean_utf8(data):
            encoding = "cp949"
    return decoded(data, encoding, name)


def _is_korean_utf8(data: bytes) -> bool:
    try:
        return KOREAN.search(data.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _main_text(source: str, name: str) -> Iterator[tuple[Placed, Kind]]:
    """The page's blocks, those outside of the article as furniture.

    What trafilatura (Barbaresi 2021) finds to be the article only chooses among the page's own blocks, so
    that line breaks and headings stay. A page in which no article is found is taken whole.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise missing_library("trafilatura", name) from error
    start = int(source.startswith("\ufeff"))
    blocks = [(placed, kind) for placed, kind in markup.visible(source, start) if placed.escape == "text"]
    found: Any = trafilatura.bare_extraction(
        source, include_comments=False, with_metadata=True, favor_recall=True
    )
    lines = [_letters(line) for line in (found.text if found is not None else "").splitlines()]
    title = _letters(found.title or "") if found is not None else ""
    article, whole = "".join(lines), set(lines)
    texts = [_letters(placed.inline.text) for placed, _ in blocks]
    chosen = [text in whole or (len(text) >= _SURE and text in article) for text in texts]
    if sum(len(text) for text, taken in zip(texts, chosen, strict=True) if taken) * 2 < len(article):
        chosen = [True] * len(blocks)
    body = source.lower().find("<body")
    heads = [
        index
        for index, (text, (_, kind)) in enumerate(zip(texts, blocks, strict=True))
        if kind is Kind.HEADLINE and title and (text in title or title in text)
    ]
    head = next((index for index in heads if blocks[index][0].place[0] > body), *heads[:1] or (None,))
    for index, (placed, kind) in enumerate(blocks):
        taken = index == head or (chosen[index] and index not in heads)
        yield placed, kind if taken else Kind.FURNITURE


def _letters(text: str) -> str:
    return "".join(text.split())
