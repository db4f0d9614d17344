"""Text with inline elements in XLIFF and TMX: read as an `Inline`, written once more in English."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.document import Block, Kind, Mark, Segment
from translate.formats.inline import Builder, Form, Inline, Span, Tag
from translate.formats.rendering import Act, Step, rendered
from translate.protected import placeholder

if TYPE_CHECKING:
    from lxml import etree

XML = "{http://www.w3.org/XML/1998/namespace}"

_HOLDERS = frozenset(("g", "mrk", "pc", "hi"))  # elements around text
_OPENING = {"bpt": ("rid", "id", "i"), "bx": ("rid", "id"), "sc": ("id",), "sm": ("id",)}
_CLOSING = {"ept": ("rid", "id", "i"), "ex": ("rid", "id"), "ec": ("startRef",), "em": ("startRef",)}
_PARTNER = {"ept": "bpt", "ex": "bx", "ec": "sc", "em": "sm"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRAP = re.compile(r"[ \t]*\r?\n[ \t]+")


def legal(text: str) -> str:
    """Text without the characters that XML 1.0 forbids; U+FFFD stands for them."""
    return _ILLEGAL.sub("\ufffd", text)


def local(element: etree._Element) -> str:
    """An element's name without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def words(element: etree._Element) -> str:
    """All text inside an element."""
    return "".join(str(text) for text in element.itertext())


def laid_out(element: etree._Element, names: frozenset[str], depth: int = 0) -> None:
    """Put the elements that hold no text of their own on lines of their own.

    Args:
        element: The root.
        names: Which elements hold only elements.
        depth: How deep the root stands.
    """
    if local(element) in names and len(element):
        element.text = "\n" + "  " * (depth + 1)
        for child in element:
            laid_out(child, names, depth + 1)
            child.tail = element.text
        element[-1].tail = "\n" + "  " * depth


@dataclass(frozen=True, slots=True)
class _Start:
    name: str
    key: str
    number: int


class Content:
    """What an element such as ``source`` or ``seg`` holds.

    Args:
        element: The element.
        keep_space: Whether white space counts; else a line end with an indent behind it is a space.
    """

    def __init__(self, element: etree._Element, *, keep_space: bool = False) -> None:
        self._element = element
        self._keep_space = keep_space
        self._elements: list[etree._Element] = []
        self._starts: list[_Start] = []
        self._builder = Builder()
        self._closed = {
            (_PARTNER[local(child)], key)
            for child in element.iter("{*}*")
            if local(child) in _CLOSING and (key := _key(child, _CLOSING[local(child)]))
        }
        self._walk(element)
        self.inline = self._builder.build()

    def fill(self, target: etree._Element, block: Block) -> None:
        """Put the English and each inline element, once, into an empty element.

        Args:
            target: The element.
            block: The translated block.
        """
        place = target
        last: etree._Element | None = None  # text goes behind it, or into ``place`` while there is none
        for step in rendered(self.inline, block, once=True):
            if step.act is Act.CLOSE and local(self._of(step)) in _HOLDERS:
                last = place
                parent = place.getparent()
                assert parent is not None
                place = parent
            elif step.act in (Act.TEXT, Act.RAW):
                _append(place, last, legal(step.text) or " ")
            else:
                element = self._of(step)
                if step.act is Act.OPEN and local(element) in _HOLDERS:
                    inner = place.makeelement(element.tag)
                    for key, value in element.attrib.items():
                        inner.set(key, value)
                    place.append(inner)
                    place, last = inner, None
                else:
                    last = copy.deepcopy(element)
                    last.tail = None
                    place.append(last)

    def _of(self, step: Step) -> etree._Element:
        tag = self.inline.tags[step.tag]
        return self._elements[(tag.closing if step.act is Act.CLOSE else tag.opening)[0]]

    def _walk(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            name = local(child)
            key = _key(child, _OPENING.get(name) or _CLOSING.get(name) or ())
            if name in _HOLDERS and _protected(child):
                self._builder.atom(self._place(child), words(child))
            elif name in _HOLDERS:
                number = self._builder.open(self._place(child), Form.LINK)
                self._walk(child)
                self._builder.close(self._place(child), number)
            elif name in _OPENING and (name, key) in self._closed:
                number = self._builder.open(self._place(child), Form.LINK)
                self._starts.append(_Start(name, key, number))
            elif name in _CLOSING:
                start = next((s for s in self._starts if (s.name, s.key) == (_PARTNER[name], key)), None)
                self._builder.close(self._place(child), start.number if start else -1)
            elif name:
                self._builder.atom(self._place(child), _stands_for(child))
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._builder.text(text if self._keep_space else _WRAP.sub(" ", text))

    def _place(self, element: etree._Element) -> Span:
        self._elements.append(element)
        return len(self._elements) - 1, 0


def _key(element: etree._Element, names: tuple[str, ...]) -> str:
    return next((str(element.get(name)) for name in names if element.get(name) is not None), "")


def _protected(element: etree._Element) -> bool:
    return element.get("mtype") == "protected" or element.get("translate") == "no"


def _stands_for(element: etree._Element) -> str:
    """The word that a single element stands for, where it is one that a program fills: {0}, %s."""
    said = (element.get("equiv-text"), element.get("equiv"), element.get("disp"), words(element))
    return next((text for text in said if text and placeholder(text)), "")


def _append(place: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        place.text = (place.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def segment_steps(segment: Segment, *, target: bool) -> Iterator[tuple[Step, Tag | None]]:
    """A segment's source or target as text and tags, for a new file that holds both.

    Args:
        segment: The segment.
        target: Whether its target is wanted.
    """
    marks = [mark for mark in segment.marks if not (mark.protected and mark.start < mark.end)]
    orders = _orders(marks)
    tags = tuple(
        Tag(mark.start, mark.end, (0, 0), (0, 0), *order, Form.LINK if mark.start < mark.end else Form.ATOM)
        for mark, order in zip(marks, orders, strict=True)
    )
    placed = tuple(
        replace(mark, ref=number) if target else replace(mark, ref=number, tstart=mark.start, tend=mark.end)
        for number, mark in enumerate(marks)
    )
    length = len(segment.source)
    text = segment.target if target else segment.source
    whole = Segment(0, 0, length, segment.source, text, marks=placed)
    block = Block(0, Kind.BODY, 0, length, segment.source, (whole,))
    for step in rendered(Inline(segment.source, tags), block, once=True):
        yield step, tags[step.tag] if step.tag >= 0 else None


def _orders(marks: Sequence[Mark]) -> list[Span]:
    """In which order the marks of a segment open and close."""
    opened, closed = [0] * len(marks), [0] * len(marks)
    inside: list[int] = []
    count = 0
    for number in sorted(range(len(marks)), key=lambda n: (marks[n].start, -marks[n].end, n)):
        while inside and marks[inside[-1]].end <= marks[number].start:
            closed[inside.pop()] = count
            count += 1
        opened[number] = closed[number] = count
        count += 1
        if marks[number].start < marks[number].end:
            inside.append(number)
    while inside:
        closed[inside.pop()] = count
        count += 1
    return list(zip(opened, closed, strict=True))
