"""XLIFF 1.2 and 2: open units are filled, finished and locked ones stay; any document becomes a new one."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.document import Block, Document, Kind, Segment
from translate.errors import InputError
from translate.formats.archive import parsed
from translate.formats.inline import Placed, document
from translate.formats.rendering import Act
from translate.formats.xml_inline import XML, Content, laid_out, legal, local, segment_steps

if TYPE_CHECKING:
    from lxml import etree

_OPEN_STATES = frozenset(("new", "initial", "needs-translation", "needs-adaptation", "needs-l10n"))
_LANGUAGES = {"source-language": "ko", "srcLang": "ko", "target-language": "en", "trgLang": "en"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """A place that wants English.

    Args:
        holder: The ``trans-unit`` or ``segment`` element.
        source: Its source, or one segment of it.
        target: Its target, if it has one.
        segment: The identifier of the segment inside ``seg-source``.
    """

    holder: etree._Element
    source: etree._Element
    target: etree._Element | None
    segment: str | None = None


def read(data: bytes, name: str, **_options: Any) -> Document:
    """Read the units that wait for a translation.

    Units marked ``translate="no"``, approved, in a finished state, or with a target of their own stay. A
    target is open where it is empty, its source, more Hangul than Latin, or said to need translation.

    Args:
        data: The file.
        name: Its name.

    Raises:
        InputError: It is not well-formed, no XLIFF, or of other languages.
    """
    root = parsed(data, name)
    if local(root) != "xliff":
        raise InputError(f"not XLIFF but <{local(root)}>", path=name, mend="give an XLIFF 1.2 or 2 file")
    for element in (root, *root.iter("{*}file")):
        for attribute, language in _LANGUAGES.items():
            said = element.get(attribute) or language
            if re.split("[-_]", said.lower())[0] != language:
                raise InputError(
                    f"{attribute} is {said!r}", path=name, mend="give a file from Korean (ko) to English (en)"
                )
    found = (
        (Placed(_content(unit).inline, (number, 0)), Kind.BODY) for number, unit in enumerate(_units(root))
    )
    return document(name, "xliff", found, skeleton=data)


def write(document: Document, **_options: Any) -> bytes:
    """Write the file with its open units filled; a document of another format becomes a new XLIFF 2.1.

    Args:
        document: The translated document.
    """
    from lxml import etree

    if document.format != "xliff" or not isinstance(document.skeleton, bytes):
        return _new(document)
    root = parsed(document.skeleton, document.name)
    blocks = {block.ref.place[0]: block for block in document.blocks}
    for number, unit in enumerate(list(_units(root))):
        if number in blocks:
            _fill(unit, blocks[number])
    if blocks and "version" in root.attrib and str(root.get("version")).startswith("2"):
        root.set("trgLang", root.get("trgLang") or "en")
    for file in root.iter("{*}file") if blocks else ():
        if file.get("source-language"):
            file.set("target-language", file.get("target-language") or "en")
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _content(unit: _Unit) -> Content:
    keep = next(
        (
            space == "preserve"
            for e in (unit.source, *unit.source.iterancestors())
            if (space := e.get(f"{XML}space"))
        ),
        False,
    )
    return Content(unit.source, keep_space=keep)


def _units(root: etree._Element) -> Iterator[_Unit]:
    for holder in root.iter("{*}trans-unit", "{*}segment"):
        source, target = _child(holder, "source"), _child(holder, "target")
        if source is None or _locked(holder) or holder.get("approved") == "yes":
            continue
        state = (None if target is None else target.get("state")) or holder.get("state")
        sources, targets = _segments(_child(holder, "seg-source")), _segments(target)
        parted = bool(sources and targets)
        if parted and state == "needs-translation":
            state = None  # it is said of all of them together
        for mid, part in (sources or {None: source}).items():
            if _open(part, targets.get(mid) if parted else target, state):
                yield _Unit(holder, part, target, mid)


def _segments(element: etree._Element | None) -> dict[str | None, etree._Element]:
    """The segments of a ``seg-source`` or its target, by their identifiers."""
    marks = () if element is None else element.iter("{*}mrk")
    return {mark.get("mid"): mark for mark in marks if mark.get("mtype") == "seg" and mark.get("mid")}


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _locked(holder: etree._Element) -> bool:
    """Whether the unit is not to be translated, itself or by what holds it; the nearest word counts."""
    for element in (holder, *holder.iterancestors()):
        said = element.get("translate")
        if said is not None:
            return said == "no"
    return False


def _open(source: etree._Element, target: etree._Element | None, state: str | None) -> bool:
    """Whether a source waits for its English, as what stands in its target and the target's state say."""
    text = "" if target is None else _text(target)
    if not text:
        return True
    if state is not None and state not in _OPEN_STATES:
        return False
    hangul, latin = (len(re.findall(letters, text)) for letters in ("[가-힣]", "[A-Za-z]"))
    return state == "needs-translation" or text == _text(source) or hangul > latin


def _text(element: etree._Element) -> str:
    return unicodedata.normalize("NFC", Content(element).inline.text).strip()


def _fill(unit: _Unit, block: Block) -> None:
    target = _child(unit.holder, "target")
    if target is None:
        before = _child(unit.holder, "seg-source")
        before = _child(unit.holder, "source") if before is None else before
        assert before is not None
        target = before.makeelement(
            before.tag[: before.tag.index("}") + 1] + "target" if "}" in before.tag else "target"
        )
        target.tail = before.tail
        before.addnext(target)
    if unit.segment is None:
        _emptied(target)
        _content(unit).fill(target, block)
    else:
        _fill_segment(unit, target, block)
    if local(unit.holder) == "segment":
        unit.holder.set("state", "translated")
    else:
        target.set("state", "needs-review-translation")
        target.set("state-qualifier", "mt-suggestion")


def _fill_segment(unit: _Unit, target: etree._Element, block: Block) -> None:
    """Fill one ``mrk`` of a target that follows ``seg-source``."""
    mark = next((m for m in target.iter("{*}mrk") if m.get("mid") == unit.segment), None)
    if mark is None:
        segmented = _child(unit.holder, "seg-source")
        assert segmented is not None
        there = _segments(target)
        _emptied(target)
        target.text = segmented.text
        for child in segmented:
            target.append(copy.deepcopy(child))
        for new in list(target.iter("{*}mrk")):
            old = there.get(new.get("mid")) if new.get("mtype") == "seg" else None
            if old is not None:
                _emptied(new)
                new.text = old.text
                new.extend(list(old))
        mark = next(m for m in target.iter("{*}mrk") if m.get("mid") == unit.segment)
    _emptied(mark)
    _content(unit).fill(mark, block)


def _emptied(element: etree._Element) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)


def _new(document: Document) -> bytes:
    from lxml import etree

    space = "urn:oasis:names:tc:xliff:document:2.0"
    root = etree.fromstring(f'<xliff xmlns="{space}" version="2.1" srcLang="ko" trgLang="en"/>')
    file = etree.SubElement(root, f"{{{space}}}file", {"id": "f1", "original": legal(document.name)})
    for block in document.blocks:
        unit = etree.SubElement(file, f"{{{space}}}unit", {"id": f"b{block.number + 1}"})
        unit.set(f"{XML}space", "preserve")
        if not block.segments:
            unit.set("translate", "no")
            whole = Segment(0, block.start, block.end, block.text)
            _segment(etree.SubElement(unit, f"{{{space}}}segment"), whole, 0)
        done = block.start
        count = 0
        for segment in block.segments:
            gap = block.text[done - block.start : segment.start - block.start]
            if gap:
                _gap(etree.SubElement(unit, f"{{{space}}}ignorable"), gap)
            count = _segment(etree.SubElement(unit, f"{{{space}}}segment"), segment, count)
            done = segment.end
    laid_out(root, frozenset(("xliff", "file", "unit", "segment", "ignorable")))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _gap(ignorable: etree._Element, text: str) -> None:
    from lxml import etree

    for name in ("source", "target"):
        etree.SubElement(ignorable, ignorable.tag.replace("ignorable", name)).text = legal(text)


def _segment(element: etree._Element, segment: Segment, count: int) -> int:
    """Write a segment; inline elements of one unit have numbers of their own, which `count` goes on."""
    from lxml import etree

    space = element.tag[: element.tag.index("}") + 1]
    element.set("id", f"s{segment.number + 1}")
    if segment.target is not None:
        element.set("state", "translated")
    used = 0
    for name, target in (("source", False), ("target", True)):
        if target and segment.target is None:
            continue
        place = etree.SubElement(element, f"{space}{name}")
        last: etree._Element | None = None
        for step, _ in segment_steps(segment, target=target):
            if step.act is Act.TEXT:
                if last is None:
                    place.text = (place.text or "") + legal(step.text)
                else:
                    last.tail = (last.tail or "") + legal(step.text)
            elif step.act is Act.CLOSE:
                last, parent = place, place.getparent()
                assert parent is not None
                place = parent
            else:
                used = max(used, step.tag + 1)
                name = "pc" if step.act is Act.OPEN else "ph"
                inner = etree.SubElement(place, f"{space}{name}", {"id": str(count + step.tag + 1)})
                place, last = (inner, None) if name == "pc" else (place, inner)
    return count + used
