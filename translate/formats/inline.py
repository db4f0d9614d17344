"""Inline markup of one block: text with tags over it, cut into segments and put together again in English.

Every format with markup describes a block as a run of text, opening, closing and single tags (`Builder`).
The block's plain text and the tags' places in it make an `Inline`; `segments` cuts it into sentences whose
`Mark`s the pipeline carries into the English; `rendering` puts text and tags together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from translate.document import Block, Document, Kind, Mark, Segment

Span = tuple[int, int]

KOREAN = re.compile(
    "[\u1100-\u11ff\u3041-\u30fa\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
)
"""Hangul, Han, kana, full-width letters and digits: a cell without any of them needs no translation."""

DEEPEST = 100
"""Most tags inside one another; deeper ones are kept as single tags."""


class Form(str, Enum):
    """What becomes of a tag whose place in the English is not known."""

    STYLE = "style"  # a pair that may be dropped: its words stay
    LINK = "link"  # a pair that must not be lost
    ATOM = "atom"  # a single tag, or a protected piece, that must not be lost


@dataclass(frozen=True, slots=True)
class Tag:
    """One pair of tags or one single tag.

    Args:
        start, end: Characters of the block's text it covers; equal for an empty one.
        opening, closing: Where its raw code stands in the file, in the units of the format.
        opened, closed: Its places in the block's run of tokens; equal for a single tag.
        form: What becomes of it when its place is lost.
    """

    start: int
    end: int
    opening: Span
    closing: Span
    opened: int
    closed: int
    form: Form


@dataclass(frozen=True, slots=True)
class Inline:
    """A block's plain text and the markup over it.

    Args:
        text: The text; a line break or tab that must stay is a character of it, covered by an atom.
        tags: In the order in which they open.
        spaces: White space written otherwise than as it stands in ``text``: place to raw span.
        lead: Characters before the words, such as a table cell's sign, that are part of no segment.
    """

    text: str
    tags: tuple[Tag, ...] = ()
    spaces: Mapping[int, Span] = field(default_factory=dict)
    lead: int = 0


class Builder:
    """Takes a block's tokens in order and gives its `Inline`."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tokens = 0
        self._tags: list[Tag] = []
        self._open: list[int] = []
        self._spaces: dict[int, Span] = {}
        self._lead = 0

    def __len__(self) -> int:
        return self._tokens

    @property
    def ends_with_space(self) -> bool:
        """Whether the text so far is empty or ends with a space."""
        return not self._parts or self._parts[-1].endswith(" ")

    def text(self, text: str) -> None:
        """Add text as a reader sees it."""
        if text:
            self._tokens += 1
            self._parts.append(text)
            self._length += len(text)

    def space(self, raw: Span) -> None:
        """Add one space that is written otherwise in the file."""
        self._spaces[self._length] = raw
        self.text(" ")

    def open(self, raw: Span, form: Form = Form.STYLE) -> int:
        """Open a pair and return its number, or add a single tag where pairs are too deep."""
        if len(self._open) >= DEEPEST:
            return self.atom(raw)
        self._open.append(len(self._tags))
        self._tags.append(Tag(self._length, self._length, raw, raw, self._tokens, -1, form))
        self._tokens += 1
        return len(self._tags) - 1

    def close(self, raw: Span, number: int | None = None) -> None:
        """Close the pair ``number`` (None: the innermost); what is open inside becomes single tags."""
        if not self._open or (number is not None and number not in self._open):
            self.atom(raw)
            return
        while (last := self._open.pop()) != number and number is not None:
            self._unpaired(last)
        self._tags[last] = replace(self._tags[last], end=self._length, closing=raw, closed=self._tokens)
        self._tokens += 1

    def atom(self, raw: Span, text: str = "") -> int:
        """Add a single tag, or a piece to be kept as it is that reads ``text``; returns its number."""
        end = self._length + len(text)
        self._tags.append(Tag(self._length, end, raw, raw, self._tokens, self._tokens, Form.ATOM))
        self.text(text)
        self._tokens += not text
        return len(self._tags) - 1

    def lead(self, raw: Span, text: str) -> None:
        """Add what stands as it is before the words."""
        self.atom(raw, text)
        self._lead = self._length

    def build(self) -> Inline:
        """The block so far; pairs never closed become single tags."""
        while self._open:
            self._unpaired(self._open.pop())
        return Inline("".join(self._parts), tuple(self._tags), dict(self._spaces), self._lead)

    def _unpaired(self, number: int) -> None:
        tag = self._tags[number]
        self._tags[number] = replace(tag, end=tag.start, closed=tag.opened, form=Form.ATOM)


@dataclass(frozen=True, slots=True)
class Placed:
    """What `Block.ref` holds for a block with markup.

    Args:
        inline: Text and tags.
        place: Where the block stands in the file, in the units of the format.
        escape: Which of the format's ways of writing text holds there.
        part: Number of the file inside an archive.
    """

    inline: Inline
    place: Span
    escape: str = ""
    part: int = 0


def document(
    name: str,
    format: str,
    found: Iterable[tuple[Placed, Kind]],
    *,
    skeleton: object,
    newline: str = "\n",
    whole: bool = False,
) -> Document:
    """A document of blocks with markup, cut into sentences.

    Args:
        name: The input's name.
        format: Name of the format module.
        found: Blocks and their kinds in order.
        skeleton: What the format's writer needs.
        newline: Line end of the input.
        whole: Take each line of a block as one segment, without looking for sentences.
    """
    blocks: list[Block] = []
    start = 0
    for placed, kind in found:
        text = placed.inline.text
        end = start + len(text)
        headed = kind is not Kind.BODY
        cut = segments(placed.inline, start, whole=whole or headed) if kind.translated else ()
        blocks.append(Block(len(blocks), kind, start, end, text, cut, placed))
        start = end + 2
    text = "".join(f"{block.text}\n\n" for block in blocks)
    return Document(name, text[:-1], tuple(blocks), format, newline, skeleton)


def segments(inline: Inline, offset: int = 0, *, whole: bool = False) -> tuple[Segment, ...]:
    """Cut a block into sentences; lines and cells inside it (line breaks, tabs) are never joined.

    Args:
        inline: The block.
        offset: Where its text begins in the document's text, in characters.
        whole: Take each line as one segment (headings).
    """
    found: list[Segment] = []
    near: list[int] = []  # tags that may stand in the segment
    following = 0
    for start, end in _sentence_spans(inline, whole):
        source = inline.text[start:end]
        while following < len(inline.tags) and inline.tags[following].start < end:
            near.append(following)
            following += 1
        near = [number for number in near if inline.tags[number].end > start]
        marks = tuple(_marks(inline, near, start, end))
        found.append(Segment(len(found), offset + start, offset + end, source, marks=marks))
    return tuple(found)


def _sentence_spans(inline: Inline, whole: bool) -> Iterator[Span]:
    from translate.segment import sentences

    atoms = [tag for tag in inline.tags if tag.form is Form.ATOM and tag.end - tag.start > 1]
    for start, end in _lines(inline.text, inline.lead):
        line = inline.text[start:end]
        spans = [(0, len(line))] if whole else sentences(line)
        joined: list[Span] = []
        for left, right in spans:
            place = start + left
            if joined and any(tag.start < place < tag.end for tag in atoms):
                joined[-1] = (joined[-1][0], start + right)
            else:
                joined.append((place, start + right))
        yield from joined


def _lines(text: str, start: int) -> Iterator[Span]:
    """Stretches between line ends and tabs that are not empty, without white space around them."""
    for place in [*(i for i, letter in enumerate(text) if letter in "\n\t"), len(text)]:
        line = text[start:place]
        if line.strip():
            yield start + len(line) - len(line.lstrip()), place - len(line) + len(line.rstrip())
        start = place + 1


def _marks(inline: Inline, near: Iterable[int], start: int, end: int) -> Iterator[Mark]:
    """Marks of the tags inside a segment; a tag over all of it or at its edge needs none."""
    for number in near:
        tag = inline.tags[number]
        if tag.start == tag.end:
            if start < tag.start < end:
                yield Mark(tag.start - start, tag.start - start, number)
            continue
        left, right = max(tag.start, start), min(tag.end, end)
        if left >= right or (left == start and right == end and tag.form is not Form.ATOM):
            continue
        if tag.form is Form.STYLE and inline.text[left:right].isspace():
            continue
        yield Mark(left - start, right - start, number, protected=tag.form is Form.ATOM)
