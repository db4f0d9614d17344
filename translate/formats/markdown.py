"""Markdown: prose in English; front matter, code, links, tables and HTML keep their places and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.formats import compose, markup
from translate.formats.inline import Builder, Form, Inline, Placed, Span, document
from translate.formats.markdown_places import Places, parser
from translate.formats.rendering import Act, changed, joined, rendered, target_text
from translate.formats.splice import Edit, Splice, decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST = 32 * 2**20
"""Most bytes of a Markdown file."""

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:.*?\r?\n)?(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_LEAD = re.compile(r"\[[ xX]\] |\[![A-Za-z]+\]")  # a task's box, a callout's name
_HEADING_NAME = re.compile(r"\s*\{[#.:][^{}\n]*\}\s*\Z")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_PLAIN = re.compile(r"[^\\*_`\[\]<>&!\n]*")
_KEPT = frozenset(("code", "kbd", "samp", "var", "script", "style"))
_MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)|[`*]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=[^\]\[]*\][(\[:])"
)
_LINE_START = re.compile(r"([ \t]*)([-+](?=[ \t]|$)|#{1,6}(?=[ \t]|$)|>|[-=]{3,}[ \t]*$|~{3,}|\|)")
_LINE_NUMBER = re.compile(r"([ \t]*\d{1,9})([.)])(?=[ \t]|$)")
_LINE_BREAK = re.compile(r"[\r\n][ \t>]*\Z")
_OWN_LINE = re.compile(r"[ \t]*(?::{3}|!!![ \t]+[A-Za-z]|\$\$)")  # such a line is never joined to another


def read(data: bytes, name: str, *, encoding: str | None = None, **_options: Any) -> Document:
    """Read CommonMark with tables, strike-through and footnotes (GitHub's dialect).

    Args:
        data: The file.
        name: Its name.
        encoding: Its encoding, if known.

    Raises:
        InputError: The file is too big or no text.
    """
    from translate.segment.lines import newline_of

    if len(data) > LARGEST:
        raise InputError("this Markdown file is too big", path=name, mend=f"the most is {LARGEST >> 20} MB")
    source = decoded(data, encoding, name)
    return document(name, "md", _found(source, name), skeleton=source, newline=newline_of(source))


def write(document: Document, **_options: Any) -> bytes:
    """Write the file with its prose in English; a document of another format becomes a new Markdown file.

    Args:
        document: The translated document.
    """
    if document.format != "md" or not isinstance(document.skeleton, str):
        return compose.markdown(document)
    source = document.skeleton
    blocks = [block for block in document.blocks if changed(block)]
    inner = [
        Edit(block.ref.place, _escaped(target_text(block), "attribute"))
        for block in blocks
        if block.ref.escape == "attribute"
    ]
    inner += [
        Edit(block.ref.place, markup.escape(target_text(block), "attribute", source[block.ref.place[0] - 1]))
        for block in blocks
        if block.ref.escape == "html attribute"
    ]
    inner += [edit for block in blocks for edit in _full_references(source, block.ref.inline)]
    raw = Splice(source, inner).slice
    outer = [
        Edit(block.ref.place, _block(block, raw))
        for block in blocks
        if not block.ref.escape.endswith("attribute")
    ]
    return str(Splice(source, [*inner, *outer])).encode()


def _full_references(source: str, inline: Inline) -> Iterator[Edit]:
    """Links whose words are also the name of their target, which has to stay when the words change."""
    for tag in inline.tags:
        if tag.form is Form.LINK and source[slice(*tag.closing)] in ("]", "][]"):
            label = source[tag.opening[1] : tag.closing[0]]
            yield Edit(tag.closing, f"][{label}]")


def _block(block: Block, raw: Any) -> str:
    inline, how = block.ref.inline, block.ref.escape
    if how == "html text":
        return joined(inline, block, lambda text: markup.escape(text, "text"), raw)
    parts: list[str] = []
    for step in rendered(inline, block):
        if step.act is Act.TEXT:
            text = _escaped(step.text, how)
            if how == "text" and (not parts or _LINE_BREAK.search(parts[-1])):
                text = _escaped_start(text)
            parts.append(text)
        elif step.act is Act.RAW:
            parts.append(raw(step.raw))
        else:
            tag = inline.tags[step.tag]
            parts.append(raw(tag.closing if step.act is Act.CLOSE else tag.opening))
    return "".join(parts)


def _escaped_start(text: str) -> str:
    """The text that begins a line, in which Markdown finds no list, heading or quotation."""
    match = _LINE_START.match(text) or _LINE_NUMBER.match(text)
    return f"{text[: match.start(2)]}\\{text[match.start(2) :]}" if match else text


def _escaped(text: str, how: str) -> str:
    """Plain text in which Markdown finds no markup, with no more escapes than needed."""
    text = _MARKS.sub(lambda match: "\\" + match[0], " ".join(text.split("\n")))
    if how == "attribute":
        text = re.sub(r"[\[\]]", r"\\\g<0>", text.replace("\\[", "["))
    return text.replace("|", "\\|") if how == "cell" else text


def _found(source: str, name: str) -> Iterator[tuple[Placed, Kind]]:
    matter = _FRONT_MATTER.match(source)
    places = Places(source, matter.end() if matter else int(source.startswith("\ufeff")), name)
    kind, how = Kind.BODY, "text"
    for token in parser().parse(places.body):
        if token.type == "heading_open":
            kind = Kind.HEADLINE if token.tag == "h1" else Kind.SUBHEAD
            how = "heading" if token.markup.startswith("#") else "text"
        elif token.type in ("td_open", "th_open"):
            how = "cell"
        elif token.type in ("heading_close", "td_close", "th_close"):
            kind, how = Kind.BODY, "text"
        elif token.type == "html_block" and token.map:
            for placed, found_kind in markup.visible(source, *places.lines(token.map[0], token.map[1])):
                yield Placed(placed.inline, placed.place, f"html {placed.escape}"), found_kind
        elif token.type == "inline" and token.content and token.map:
            origin = places.origin(token, cell=how == "cell")
            walk = _Line(token, origin)
            yield from walk.alternatives
            if any(letter.isalnum() for letter in walk.inline.text):
                yield Placed(walk.inline, (origin[0], origin[-1] + 1), how), kind


class _Line:
    """One paragraph, heading or cell: its text and markup."""

    def __init__(self, token: Token, origin: list[int]) -> None:
        self._text = token.content
        self._origin = origin
        self._builder = Builder()
        self.alternatives: list[tuple[Placed, Kind]] = []
        self._pairs: list[int] = []  # emphasis and links that are open
        self._html: dict[int, int] = {}  # where an HTML element ends, to its number
        lead = _LEAD.match(self._text)
        done = lead.end() if lead else 0
        if lead:
            self._builder.atom(self._span(0, done))
        name = _HEADING_NAME.search(self._text)
        special = sorted(_special(token), key=lambda item: item[0])
        self._closing = self._partners(special)
        for start, end, child, opening in special:
            if start < done:
                continue
            broken = child.type in ("softbreak", "hardbreak")
            text = self._text[done:start]
            words = text.rstrip(" ") if broken else text
            self._builder.text(words)
            done = self._take(child, (start, end), opening, len(text) - len(words))
        if done < len(self._text):
            stop = name.start() if name and name.start() >= done else len(self._text)
            self._builder.text(self._text[done:stop])
            if stop < len(self._text):
                self._builder.atom(self._span(stop, len(self._text)))
        self.inline: Inline = self._builder.build()

    def _span(self, start: int, end: int) -> Span:
        """A stretch of the content as a place in the file; behind a line break, the next line's mark too."""
        if end < len(self._origin) and self._text[end - 1 : end] == "\n":
            return self._origin[start], self._origin[end]
        return self._origin[start], self._origin[end - 1] + 1

    def _take(self, child: Token, place: Span, opening: bool, spaces: int) -> int:
        """Take one piece of markup with ``spaces`` before it; gives the place behind it."""
        start, end = place
        builder, raw = self._builder, self._span(start, end)
        if child.type == "softbreak" and not self._stands_alone(start, end):
            builder.space((self._origin[start - spaces], raw[1]))
        elif child.type in ("softbreak", "hardbreak"):
            builder.atom((self._origin[start - spaces], raw[1]), "\n")
        elif child.type == "text_special":
            builder.text(child.content)
        elif child.type in ("code_inline", "verbatim"):
            builder.atom(raw, child.content)
        elif child.markup == "autolink":
            builder.atom(raw, self._text[start + 1 : end - 1])
        elif child.type == "image":
            self._image(start, start + 2 + len(child.content))
            builder.atom(raw)
        elif child.type == "html_inline":
            return self._tag(start, end)
        elif child.nesting and opening:
            form = Form.LINK if child.type == "link_open" else Form.STYLE
            self._pairs.append(builder.open(raw, form))
        elif child.nesting:
            builder.close(raw, self._pairs.pop() if self._pairs else -1)
        else:
            builder.atom(raw)
        return end

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether the line before a line break, or the one behind it, is a mark that needs its own line."""
        line = self._text.rfind("\n", 0, start) + 1
        return bool(_OWN_LINE.match(self._text, line) or _OWN_LINE.match(self._text, end))

    def _image(self, start: int, end: int) -> None:
        """An image's text is a block of its own; one with markup in it is left alone."""
        text = self._text[start + 2 : end]
        if any(letter.isalnum() for letter in text) and _PLAIN.fullmatch(text):
            builder = Builder()
            builder.text(text)
            placed = Placed(builder.build(), self._span(start + 2, end), "attribute")
            self.alternatives.append((placed, Kind.BODY))

    def _tag(self, start: int, end: int) -> int:
        raw, code = self._span(start, end), self._text[start:end]
        name = _tag_name(code)
        closing = self._closing.get(start)
        if name == "br":
            self._builder.atom(raw, "\n")
        elif start in self._html:
            self._builder.close(raw, self._html[start])
        elif closing is None:
            self._builder.atom(raw)
        elif name in _KEPT or "notranslate" in code or re.search(r"translate\s*=\s*.?no", code):
            self._builder.atom(self._span(start, closing[1]), self._text[end : closing[0]])
            return closing[1]
        else:
            form = Form.LINK if name == "a" else Form.STYLE
            self._html[closing[0]] = self._builder.open(raw, form)
        return end

    def _partners(self, special: list[_Item]) -> dict[int, Span]:
        """Where the end tag of each HTML element stands, by the place of its start tag."""
        opened: dict[str, list[int]] = {}
        found: dict[int, Span] = {}
        for start, end, child, _ in special:
            code = self._text[start:end]
            if child.type != "html_inline" or code.endswith("/>"):
                continue
            if code.startswith("</"):
                if opened.get(_tag_name(code)):
                    found[opened[_tag_name(code)].pop()] = (start, end)
            else:
                opened.setdefault(_tag_name(code), []).append(start)
        return found


def _tag_name(code: str) -> str:
    match = _TAG_NAME.match(code)
    return match[1].lower() if match else ""


_Item = tuple[int, int, "Token", bool]


def _special(token: Token) -> Iterator[_Item]:
    """Markup of a line: place in its content, token, and whether it opens."""
    starts: list[Token] = []
    for child in token.children or ():
        if "place" not in child.meta:
            continue
        start, end = child.meta["place"]
        if child.type == "link_open" and child.markup == "autolink":
            yield start, end, child, True
        elif child.type == "link_close" and child.markup == "autolink":
            continue
        elif child.type == "link_open":
            starts.append(child)
            yield start, start + 1, child, True
        elif child.type == "link_close":
            yield starts.pop().meta["label_end"], end, child, False
        elif child.type in ("strong_open", "s_open"):
            yield (start - 1, end, child, True) if child.type == "strong_open" else (start, end, child, True)
        elif child.type == "strong_close":
            yield start, end + 1, child, False
        elif child.type != "text":
            yield start, end, child, child.nesting > 0
