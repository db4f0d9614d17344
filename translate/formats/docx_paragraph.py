"""One paragraph of a Word document as text with markup, and put together again in English."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.document import Block
from translate.formats.inline import KOREAN, Builder, Form, Inline, Span
from translate.formats.rendering import Act, rendered, target_text

if TYPE_CHECKING:
    from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = frozenset(("proofErr", "lastRenderedPageBreak", "softHyphen"))  # of no use in the English
_WRAPPERS = frozenset(
    ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "fldSimple", "bdo", "dir")
)
_LINE_ENDS = frozenset(("br", "cr"))
_TABS = frozenset(("tab", "ptab"))
_NO_STYLE = frozenset(("lang", "noProof", "rtl"))
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Item:
    """A step in a paragraph: ``text``, ``atom``, ``open``, ``close``, or ``field`` (begin, separate, end)."""

    what: str
    text: str = ""
    elements: list[etree._Element] = field(default_factory=list)
    style: str = ""
    properties: etree._Element | None = None


class Paragraph:
    """A ``w:p`` element.

    Args:
        element: The element; `write` changes it.
    """

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._word = element.tag[: element.tag.index("}") + 1]
        self._properties = element.find(f"{self._word}pPr")
        self._elements: list[list[etree._Element]] = []  # by the number in a tag's place
        self._styles: dict[int, etree._Element | None] = {}  # run properties by the same number
        items = _with_fields(list(self._items(element)))
        self._base, self._base_properties = _most_text(items)
        self.inline = self._inline(items)

    @property
    def style(self) -> str:
        """The identifier of its paragraph style, or nothing."""
        if self._properties is None:
            return ""
        style = self._properties.find(f"{self._word}pStyle")
        return "" if style is None else style.get(f"{self._word}val", "")

    def write(self, inline: Inline, block: Block) -> None:
        """Put the English in the place of the paragraph's runs.

        Args:
            inline: The paragraph as it was read.
            block: Its translation.
        """
        for child in list(self._element):
            if child is not self._properties:
                self._element.remove(child)
        if len(inline.tags) != len(
            self.inline.tags
        ):  # the old drawing's copy of a text box, marked up otherwise
            self._element.append(self._run(target_text(block), self._base_properties))
            return
        holders = [self._element]
        styles: list[int] = []
        used: set[int] = set()
        for step in rendered(self.inline, block):
            if step.act is Act.TEXT:
                properties = self._styles[styles[-1]] if styles else self._base_properties
                holders[-1].append(self._run(step.text, properties))
                continue
            tag = self.inline.tags[step.tag]
            number = tag.closing[0] if step.act is Act.CLOSE else tag.opening[0]
            if number in self._styles:
                if step.act is Act.OPEN:
                    styles.append(number)
                elif number in styles:
                    styles.remove(number)
                continue
            elements = self._elements[number]
            if number in used or _is_wrapper(elements):
                elements = [copy.deepcopy(element) for element in elements]
            used.add(number)
            if step.act is Act.ATOM or not _is_wrapper(elements):
                holders[-1].extend(elements)
            elif step.act is Act.CLOSE:
                holders.pop()
            else:
                holders[-1].append(elements[0])
                content = elements[0].find(f"{self._word}sdtContent")
                holders.append(elements[0] if content is None else content)

    def _run(self, text: str, properties: etree._Element | None) -> etree._Element:
        run = self._element.makeelement(f"{self._word}r")
        if properties is not None:
            run.append(_without_hint(copy.deepcopy(properties)))
        for part in re.split("([\t\n])", _NOT_XML.sub("\ufffd", text)):
            if part in ("\t", "\n"):
                run.append(run.makeelement(f"{self._word}{'tab' if part == chr(9) else 'br'}"))
            elif part:
                content = run.makeelement(f"{self._word}t")
                content.text = part
                if part != part.strip() or "  " in part:
                    content.set(_SPACE, "preserve")
                run.append(content)
        return run

    def _items(self, parent: etree._Element) -> Iterator[_Item]:
        """The paragraph's content in order; nested elements are opened and closed."""
        for child in list(parent):
            name = _local(child)
            if child is self._properties or name in _UNSEEN or not isinstance(child.tag, str):
                continue
            if name == "r":
                yield from self._run_items(child)
            elif name in _WRAPPERS:
                content = child.find(f"{self._word}sdtContent") if name == "sdt" else child
                if content is None:
                    yield _Item("atom", elements=[child])
                    continue
                if name == "fldSimple" and not KOREAN.search(words(child)):
                    yield _Item("atom", words(child), [child])
                    continue
                inside = list(self._items(content))
                for item in list(content):
                    if _local(item) not in ("sdtPr", "smartTagPr", "customXmlPr", "fldData"):
                        content.remove(item)
                yield _Item("open", elements=[child])
                yield from inside
                yield _Item("close", elements=[child])
            else:
                yield _Item("atom", elements=[child])

    def _run_items(self, run: etree._Element) -> Iterator[_Item]:
        properties = run.find(f"{self._word}rPr")
        style = _style(properties)
        for child in list(run):
            name = _local(child)
            if child is properties or name in _UNSEEN or not isinstance(child.tag, str):
                continue
            if name == "t":
                if child.text:
                    yield _Item("text", child.text.replace("\n", " "), [], style, properties)
                continue
            if name == "noBreakHyphen":
                yield _Item("text", "\u2011", [], style, properties)
                continue
            if name == "ruby":  # how its base is read is of no use in the English
                for base in child.iterfind(f"{self._word}rubyBase"):
                    yield from self._items(base)
                continue
            single = run.makeelement(run.tag)
            if properties is not None:
                single.append(copy.deepcopy(properties))
            single.append(child)
            if name in ("fldChar", "instrText"):
                kind = child.get(f"{self._word}fldCharType", "instruction")
                yield _Item("field", "", [single], kind)
            else:
                text = "\n" if name in _LINE_ENDS else "\t" if name in _TABS else ""
                yield _Item("atom", text, [single])

    def _inline(self, items: list[_Item]) -> Inline:
        builder = Builder()
        style = self._base
        current: tuple[int, Span] | None = None  # the open style's number and place
        opened: list[int] = []

        def restyle(wanted: str, properties: etree._Element | None) -> None:
            nonlocal style, current
            if wanted == style:
                return
            if current is not None:
                builder.close(current[1], current[0])
            style, current = wanted, None
            if wanted != self._base:
                place = self._place([])
                self._styles[place[0]] = properties
                current = builder.open(place), place

        space = ""  # white space belongs to a style only between two words of it
        for item in items:
            if item.what == "text" and item.text.isspace():
                space += item.text
                continue
            if space and (item.what != "text" or item.style != style):
                restyle(self._base, None)
            builder.text(space)
            space = ""
            if item.what == "text":
                restyle(item.style, item.properties)
                builder.text(item.text)
            elif item.what == "open":
                restyle(self._base, None)
                form = Form.STYLE if _local(item.elements[0]) in ("ins", "moveTo", "smartTag") else Form.LINK
                opened.append(builder.open(self._place(item.elements), form))
            elif item.what == "close":
                restyle(self._base, None)
                builder.close(self._place(item.elements), opened.pop())
            else:
                builder.atom(self._place(item.elements), item.text)
        restyle(self._base, None)
        builder.text(space)
        return builder.build()

    def _place(self, elements: list[etree._Element]) -> Span:
        self._elements.append(elements)
        return len(self._elements) - 1, 0


def words(element: etree._Element) -> str:
    """The text of all runs inside an element."""
    return "".join(child.text or "" for child in element.iter("{*}t"))


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag[tag.index("}") + 1 :] if isinstance(tag, str) and "}" in tag else ""


def _is_wrapper(elements: list[etree._Element]) -> bool:
    return len(elements) == 1 and _local(elements[0]) in _WRAPPERS


def _style(properties: etree._Element | None) -> str:
    """What a run looks like, without what a reader cannot see."""
    if properties is None:
        return ""
    parts = []
    for child in properties:
        name = _local(child)
        values = sorted(
            (str(key), str(value)) for key, value in child.attrib.items() if _local_key(key) != "hint"
        )
        if name in _NO_STYLE or (name == "rFonts" and not values):
            continue
        parts.append(f"{name}{values}{''.join(_style(inner) for inner in child)}")
    return "|".join(sorted(parts))


def _local_key(key: object) -> str:
    return str(key).rsplit("}", 1)[-1]


def _without_hint(properties: etree._Element) -> etree._Element:
    """Run properties that no longer ask for the Korean font where English and Korean letters look alike."""
    for child in list(properties):
        if _local(child) == "rFonts":
            for key in [key for key in child.attrib if _local_key(key) == "hint"]:
                del child.attrib[key]
            if not child.attrib:
                properties.remove(child)
    return properties


def _most_text(items: list[_Item]) -> tuple[str, etree._Element | None]:
    """The style that most of the paragraph's letters have."""
    lengths: dict[str, int] = {}
    properties: dict[str, etree._Element | None] = {}
    for item in items:
        if item.what == "text":
            lengths[item.style] = lengths.get(item.style, 0) + len(item.text.strip())
            properties.setdefault(item.style, item.properties)
    if not lengths:
        return "", None
    base = max(lengths, key=lambda style: lengths[style])
    return base, properties[base]


def _with_fields(items: list[_Item]) -> list[_Item]:
    """Fields (links, page numbers) made to pairs where their text is Korean, else to pieces that stay."""
    begins: list[int] = []
    found = items
    index = 0
    while index < len(found):
        item = found[index]
        if item.what == "field" and item.style == "begin":
            begins.append(index)
        elif item.what == "field" and item.style == "end" and begins:
            first = begins.pop()
            whole = _field(found[first : index + 1])
            found = [*found[:first], *whole, *found[index + 1 :]]
            index = first + len(whole) - 1
        index += 1
    return [_Item("atom", "", item.elements) if item.what == "field" else item for item in found]


def _field(items: list[_Item]) -> list[_Item]:
    middle = next(
        (i for i, item in enumerate(items) if item.what == "field" and item.style == "separate"), None
    )
    simple = all(item.what in ("text", "field", "atom") for item in items)
    text = "".join(item.text for item in items[middle or 0 :])
    if middle is not None and KOREAN.search(text):
        before = [element for item in items[: middle + 1] for element in item.elements]
        opening = _Item("open", elements=before)
        return [opening, *items[middle + 1 : -1], _Item("close", elements=items[-1].elements)]
    if not simple:
        return [_Item("atom", item.text, item.elements) if item.what == "field" else item for item in items]
    elements: list[etree._Element] = []
    for item in items:
        elements += item.elements
        if item.what == "text":
            elements.append(_as_run(item, items[0].elements[0]))
    return [_Item("atom", text, elements)]


def _as_run(item: _Item, model: etree._Element) -> etree._Element:
    """A run with an item's text, in the namespace of another run."""
    run = model.makeelement(model.tag)
    if item.properties is not None:
        run.append(copy.deepcopy(item.properties))
    content = run.makeelement(model.tag[: model.tag.index("}") + 1] + "t")
    content.text = item.text
    content.set(_SPACE, "preserve")
    run.append(content)
    return run
