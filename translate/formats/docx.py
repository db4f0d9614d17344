"""DOCX: every paragraph of body, tables, headers, footers, notes, comments and text boxes in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from translate.document import Block, Document, Kind
from translate.formats import compose
from translate.formats.archive import Archive
from translate.formats.docx_paragraph import Paragraph, words
from translate.formats.inline import Placed, document
from translate.formats.rendering import changed

if TYPE_CHECKING:
    from lxml import etree

_PARTS = re.compile(r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes, name: str, **_options: Any) -> Document:
    """Read a Word document.

    Args:
        data: The file.
        name: Its name.

    Raises:
        InputError: It is no sound DOCX file.
    """
    archive = Archive(data, name, "DOCX")
    archive.read("word/document.xml")
    headings = _headings(archive)
    return document(name, "docx", _found(archive, headings), skeleton=data)


def write(document: Document, **_options: Any) -> bytes:
    """Write the document in English; one of another format becomes a plain new DOCX.

    Args:
        document: The translated document.

    Raises:
        InputError: The library for a new DOCX is missing.
    """
    if document.format != "docx" or not isinstance(document.skeleton, bytes):
        return compose.word(document)
    by_part: dict[int, list[Block]] = {}
    for block in document.blocks:
        if changed(block):
            by_part.setdefault(block.ref.place[0], []).append(block)
    if not by_part:
        return document.skeleton
    from lxml import etree

    archive = Archive(document.skeleton, document.name, "DOCX")
    names = _parts(archive)
    new: dict[str, bytes] = {}
    for part, blocks in by_part.items():
        root = archive.xml(names[part])
        found = _paragraphs(root)
        twins = _twins(found)
        for block in blocks:
            number = block.ref.place[1]
            Paragraph(found[number]).write(block.ref.inline, block)
            if number in twins:
                Paragraph(found[twins[number]]).write(block.ref.inline, block)
        new[names[part]] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return archive.with_members(new)


def _parts(archive: Archive) -> list[str]:
    return sorted(
        (name for name in archive.names if _PARTS.fullmatch(name)),
        key=lambda name: (name != "word/document.xml", name),
    )


def _found(archive: Archive, headings: dict[str, Kind]) -> Iterator[tuple[Placed, Kind]]:
    for part, name in enumerate(_parts(archive)):
        found = _paragraphs(archive.xml(name))
        copies = set(_twins(found).values())
        for number, element in enumerate(found):
            if number in copies:
                continue
            paragraph = Paragraph(element)
            if paragraph.inline.text.strip():
                kind = headings.get(paragraph.style, Kind.BODY)
                yield Placed(paragraph.inline, (part, number)), kind


def _paragraphs(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter("{*}p") if "wordprocessingml" in str(element.tag)]


def _twins(found: list[etree._Element]) -> dict[int, int]:
    """Paragraphs of text boxes that stand in the file once more, for programs that know old drawings only."""
    twins: dict[int, int] = {}
    first: dict[etree._Element | None, list[int]] = {}
    second: dict[etree._Element | None, list[int]] = {}
    for number, element in enumerate(found):
        for above in element.iterancestors():
            if above.tag == _FALLBACK:
                second.setdefault(above.getparent(), []).append(number)
                break
            if isinstance(above.tag, str) and above.tag == _FALLBACK.replace("Fallback", "Choice"):
                first.setdefault(above.getparent(), []).append(number)
                break
    for content, copies in second.items():
        originals = first.get(content, [])
        if len(originals) == len(copies):
            for original, copy in zip(originals, copies, strict=True):
                if words(found[original]) == words(found[copy]):
                    twins[original] = copy
    return twins


def _headings(archive: Archive) -> dict[str, Kind]:
    """The kinds of the styles that are headings, whatever their names in the writer's language."""
    if "word/styles.xml" not in archive.names:
        return {}
    found: dict[str, Kind] = {}
    for style in archive.xml("word/styles.xml").iter("{*}style"):
        named = style.find("{*}name")
        identity = next((value for key, value in style.attrib.items() if str(key).endswith("}styleId")), None)
        if named is None or identity is None:
            continue
        title = next((str(value).lower() for value in named.attrib.values()), "")
        if title in ("title", "heading 1"):
            found[str(identity)] = Kind.HEADLINE
        elif title == "subtitle" or re.fullmatch(r"heading [2-9]", title):
            found[str(identity)] = Kind.SUBHEAD
    return found
