"""TMX 1.4b: units that lack their English are filled; any translated document becomes a memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from translate.document import Document, Kind, Segment
from translate.errors import InputError
from translate.formats.archive import parsed
from translate.formats.inline import Placed, document
from translate.formats.rendering import Act
from translate.formats.xml_inline import XML, Content, laid_out, legal, local, segment_steps, words

if TYPE_CHECKING:
    from lxml import etree

_HEADER = {
    "creationtool": "yongeo",
    "creationtoolversion": "1",
    "segtype": "sentence",
    "o-tmf": "yongeo",
    "adminlang": "en",
    "srclang": "ko",
    "datatype": "plaintext",
}


def read(data: bytes, name: str, **_options: Any) -> Document:
    """Read the units that have Korean and no English.

    Args:
        data: The file.
        name: Its name.

    Raises:
        InputError: It is not well-formed, or no TMX.
    """
    root = parsed(data, name)
    if local(root) != "tmx":
        raise InputError(f"not TMX but <{local(root)}>", path=name, mend="give a TMX 1.4 file")
    found = (
        (Placed(Content(korean, keep_space=True).inline, (number, 0)), Kind.BODY)
        for number, korean, english in _units(root)
        if english is None or not words(english).strip()
    )
    return document(name, "tmx", found, skeleton=data, whole=True)


def write(document: Document, **_options: Any) -> bytes:
    """Write the file with its missing English; a document of another format becomes a new memory.

    Args:
        document: The translated document.
    """
    from lxml import etree

    if document.format != "tmx" or not isinstance(document.skeleton, bytes):
        return _memory(document)
    root = parsed(document.skeleton, document.name)
    blocks = {block.ref.place[0]: block for block in document.blocks if block.segments}
    for number, korean, english in list(_units(root)):
        if number not in blocks:
            continue
        if english is None:
            variant = korean.getparent()
            assert variant is not None
            other = variant.makeelement(variant.tag, {f"{XML}lang": "en"})
            other.tail, variant.tail = variant.tail, variant.text
            english = etree.SubElement(other, korean.tag)
            variant.addnext(other)
        for child in list(english):
            english.remove(child)
        english.text = None
        Content(korean, keep_space=True).fill(english, blocks[number])
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _units(root: etree._Element) -> Iterator[tuple[int, etree._Element, etree._Element | None]]:
    """Number, Korean and English ``seg`` of each unit that has Korean."""
    for number, unit in enumerate(root.iter("{*}tu")):
        segments: dict[str, etree._Element] = {}
        for variant in unit:
            if local(variant) == "tuv":
                language = (variant.get(f"{XML}lang") or variant.get("lang") or "").lower().split("-")[0]
                segment = next((child for child in variant if local(child) == "seg"), None)
                if segment is not None:
                    segments.setdefault(language.split("_")[0], segment)
        if "ko" in segments:
            yield number, segments["ko"], segments.get("en")


def _memory(document: Document) -> bytes:
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(root, "header", _HEADER)
    body = etree.SubElement(root, "body")
    for segment in document.segments:
        if segment.target is not None:
            unit = etree.SubElement(body, "tu")
            for language, target in (("ko", False), ("en", True)):
                variant = etree.SubElement(unit, "tuv", {f"{XML}lang": language})
                _fill(etree.SubElement(variant, "seg"), segment, target=target)
    laid_out(root, frozenset(("tmx", "body", "tu", "tuv")))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _fill(seg: etree._Element, segment: Segment, *, target: bool) -> None:
    from lxml import etree

    last: etree._Element | None = None
    for step, _ in segment_steps(segment, target=target):
        if step.act is Act.TEXT:
            if last is None:
                seg.text = (seg.text or "") + legal(step.text)
            else:
                last.tail = (last.tail or "") + legal(step.text)
            continue
        name = {Act.OPEN: "bpt", Act.CLOSE: "ept", Act.ATOM: "ph"}[step.act]
        number = str(step.tag + 1)
        last = etree.SubElement(seg, name, {"x" if name == "ph" else "i": number})
        if name == "bpt":
            last.set("x", number)
