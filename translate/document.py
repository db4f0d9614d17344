"""The one data model: a Document of Blocks of Segments, that every step reads and returns anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any


class Kind(str, Enum):
    """What a block of a page is."""

    HEADLINE = "headline"
    SUMMARY = "summary"  # repeats the body
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    COPYRIGHT = "copyright"
    RELATED = "related"  # links to other articles
    FURNITURE = "furniture"  # player and font-size lines, timestamps, counters, buttons

    @property
    def translated(self) -> bool:
        """Whether blocks of this kind are part of the article."""
        return self in _ARTICLE


_ARTICLE = frozenset((Kind.HEADLINE, Kind.SUBHEAD, Kind.BODY, Kind.CAPTION, Kind.BYLINE))


class How(str, Enum):
    """How a pin came out."""

    MARKER = "marker"  # at the first decoding
    RETRY = "retry"  # another decoding
    REPAIR = "repair"  # put in place of the words that translate the term
    MISSED = "missed"


class Level(str, Enum):
    """How bad a check's finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Pin:
    """One occurrence of a term that must be rendered so.

    Args:
        source: The entry's source term (the surface itself for numbers and protected text).
        target: The rendering the entry fixes.
        surface: How the term stands in the segment's source.
        start, end: Its place in the segment's source, in characters.
        origin: ``glossary``, ``number``, ``protected``, or ``name``: of a reporter in a byline, or one that
            the document spells itself.
        tstart, tend: Place of the rendering in the segment's target, in characters; None where missed.
        how: How the pin came out; None while untranslated.
    """

    source: str
    target: str
    surface: str
    start: int
    end: int
    origin: str = "glossary"
    tstart: int | None = None
    tend: int | None = None
    how: How | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of quality assurance.

    Args:
        code: Stable name of the rule, such as ``number-mismatch``.
        level: error, warning or info.
        message: One sentence for a person.
        start, end: Place in the segment's source, in characters, or None.
        tstart, tend: Place in the segment's target, in characters, or None.
    """

    code: str
    level: Level
    message: str
    start: int | None = None
    end: int | None = None
    tstart: int | None = None
    tend: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup (a link, bold type, a line break) over part of a segment, carried like a pin.

    Args:
        start, end: Characters of the segment's source that it covers; equal for an empty element.
        ref: What the format's writer needs to write it again.
        tstart, tend: Where it came out in the target; None while untranslated.
        protected: The covered text must stay as it is.
    """

    start: int
    end: int
    ref: int
    tstart: int | None = None
    tend: int | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, a headline or a cell: what is sent to the engine.

    Args:
        number: Place in its block, from 0.
        start, end: Place in the document's text, in characters.
        source: The text between them.
        target: The English; None while untranslated.
        pins, marks, checks: In order of their place in the source.
        engine, model: What translated it.
        score: Mean log-probability a token, or None where the engine gives none.
        origin: ``machine``, ``memory`` (an earlier run's exact match), ``human`` or ``fuzzy``.
    """

    number: int
    start: int
    end: int
    source: str
    target: str | None = None
    pins: tuple[Pin, ...] = ()
    marks: tuple[Mark, ...] = ()
    checks: tuple[Check, ...] = ()
    engine: str | None = None
    model: str | None = None
    score: float | None = None
    origin: str = "machine"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline, cell or other piece of a page.

    Args:
        number: Place in the document, from 0.
        kind: What it is.
        start, end: Place in the document's text, in characters.
        text: The text between them.
        segments: Its sentences; none for a block that is not translated.
        ref: What the format's writer needs to find its place again.
    """

    number: int
    kind: Kind
    start: int
    end: int
    text: str
    segments: tuple[Segment, ...] = ()
    ref: Any = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a document stands in an input that is too large to be one document.

    Args:
        block: Blocks of the input before it.
        start: Characters before it.
        line: Its first line, from 1.
        last: Whether nothing follows.
    """

    block: int = 0
    start: int = 0
    line: int = 1
    last: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One input: its text, cut into blocks.

    Args:
        name: The input's name, as in reports.
        text: The whole text; for formats with markup, the blocks' texts joined by a blank line.
        blocks: In order; for plain text their gaps hold white space only.
        format: Name of the format module that read it.
        newline: Line end of the input.
        skeleton: What the format's writer needs to write the rest of the file.
        piece: Where it stands in an input that is too large to be one document; None for a whole input.
    """

    name: str
    text: str
    blocks: tuple[Block, ...] = ()
    format: str = "txt"
    newline: str = "\n"
    skeleton: Any = None
    piece: Piece | None = None

    @property
    def segments(self) -> Iterator[Segment]:
        """All segments in document order."""
        for block in self.blocks:
            yield from block.segments

    def with_segments(self, segments: Iterator[Segment]) -> Document:
        """The same document with its segments replaced, in the same order and number.

        Args:
            segments: As many as ``self.segments`` yields.
        """
        blocks = tuple(
            replace(block, segments=tuple(next(segments) for _ in block.segments)) for block in self.blocks
        )
        return replace(self, blocks=blocks)
