"""EPUB 2 and 3: chapters, contents and title in English; names, links, styles and pictures as they are."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.formats import html, markup
from translate.formats.archive import Archive
from translate.formats.inline import Builder, Placed, document
from translate.formats.markup_tokens import tokens
from translate.formats.rendering import changed
from translate.formats.splice import Edit

_CHAPTERS = frozenset(
    ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml")
)
_CONTENTS = "application/x-dtbncx+xml"
_PACKAGE = "application/oebps-package+xml"
_SAID = frozenset(("title", "description", "subject"))  # of the book, in its package file


def read(data: bytes, name: str, **_options: Any) -> Document:
    """Read a book; a part of it that is no text, such as a drawing, is named in the log.

    Args:
        data: The file.
        name: Its name.

    Raises:
        InputError: It is no sound EPUB, or is locked.
    """
    archive = Archive(data, name, "EPUB")
    members, unread = _members(archive, name)
    for part in unread:
        logging.getLogger("yongeo").warning(
            "yongeo: %s: %s in it is not read, and stays as it is", name, part
        )
    found = (item for number, member in enumerate(members) for item in _found(archive, number, member))
    return document(name, "epub", found, skeleton=data)


def write(document: Document, **_options: Any) -> bytes:
    """Write the book in English, its members in the same order under the same names.

    Args:
        document: The translated document.

    Raises:
        InputError: The document was not read from a book.
    """
    if document.format != "epub" or not isinstance(document.skeleton, bytes):
        raise InputError(
            f"a {document.format} document cannot be written as EPUB",
            path=document.name,
            mend="use --to html or docx",
        )
    if not any(changed(block) for block in document.blocks):
        return document.skeleton
    archive = Archive(document.skeleton, document.name, "EPUB")
    blocks: dict[int, list[Block]] = {}
    for block in document.blocks:
        blocks.setdefault(block.ref.part, []).append(block)
    new: dict[str, bytes] = {}
    members, _ = _members(archive, document.name)
    for number, (member, kind) in enumerate(members):
        source = archive.text(member)
        edits = [*html.language_edits(source, add=kind in _CHAPTERS), *html.encoding_edits(source)]
        if kind == _PACKAGE:
            edits += _language_of_book(source)
        text = html.page(source, blocks.get(number, ()), edits)
        if text != source:
            new[member] = text.encode()
    return archive.with_members(new)


def _members(archive: Archive, name: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Members with text and their media types (package file, chapters, contents), and chapters not read."""
    names = frozenset(archive.names)
    if "META-INF/container.xml" not in names:
        raise InputError(
            "not an EPUB file: META-INF/container.xml is missing", path=name, mend="give a sound one"
        )
    roots = archive.xml("META-INF/container.xml").iter("{*}rootfile")
    package = next((str(root.get("full-path", "")) for root in roots), "")
    if package not in names:
        package = unquote(package)
    manifest = archive.xml(package)
    folder = posixpath.dirname(package)
    spine = {item.get("idref") for item in manifest.iter("{*}itemref")}
    locked = _locked(archive)
    found = {(package, _PACKAGE): None}
    unread = []
    for item in manifest.iter("{*}item"):
        kind, href = item.get("media-type", ""), item.get("href", "").split("#")[0]
        paths = [posixpath.normpath(posixpath.join(folder, path)) for path in (unquote(href), href)]
        member = next((path for path in paths if path in names), None)
        if member is None or kind not in (*_CHAPTERS, _CONTENTS):
            unread += [href] if item.get("id") in spine else []
        elif member in locked:
            raise InputError(
                f"{member} in it is locked (DRM)", path=name, mend="give a copy without the lock"
            )
        else:
            found[member, kind] = None
    return list(found), unread


def _locked(archive: Archive) -> set[str]:
    """Members that cannot be read without a key; the package file tells nothing of it."""
    if "META-INF/encryption.xml" not in archive.names:
        return set()
    references = archive.xml("META-INF/encryption.xml").iter("{*}CipherReference")
    return {unquote(reference.get("URI", "")) for reference in references}


def _found(archive: Archive, number: int, member: tuple[str, str]) -> Iterator[tuple[Placed, Kind]]:
    name, kind = member
    source = archive.text(name)
    start = int(source.startswith("\ufeff"))
    if kind in _CHAPTERS:
        found = markup.visible(source, start)
    else:
        found = _texts(source, frozenset(("text",)) if kind == _CONTENTS else _SAID)
    for placed, block_kind in found:
        yield Placed(placed.inline, placed.place, placed.escape, number), block_kind


def _texts(source: str, names: frozenset[str]) -> Iterator[tuple[Placed, Kind]]:
    """The contents of elements that hold nothing but text."""
    pieces = list(tokens(source))
    for token, following, last in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if token.what == "start" and token.name.split(":")[-1] in names and last.what == "end":
            builder = Builder()
            builder.text(" ".join(markup.plain(source, [following]).split()))
            if following.what == "text" and builder.build().text:
                yield Placed(builder.build(), following.span, "text"), Kind.SUBHEAD


def _language_of_book(source: str) -> Iterator[Edit]:
    pieces = list(tokens(source))
    for token, following in pairwise(pieces):
        if token.what == "start" and token.name.split(":")[-1] == "language" and following.what == "text":
            text = source[slice(*following.span)]
            if text.strip().lower().split("-")[0] == "ko":
                yield Edit(following.span, text.replace(text.strip(), "en"))
