"""Blocks of a page and their sentences: what is article, and the pieces that go to the engine one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translate.document import Block, Document, Kind, Segment
from translate.segment.block import blocks
from translate.segment.clause import clauses
from translate.segment.lines import newline_of, text_lines
from translate.segment.sentence import sentences

__all__ = ["blocks", "clauses", "page", "plain", "segmented", "sentences"]

_WHOLE = frozenset((Kind.HEADLINE, Kind.SUBHEAD, Kind.BYLINE))


def segmented(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with their segments: sentences, or the whole block for a headline, subhead or byline.

    Args:
        blocks: Blocks of one document; those that are not translated get no segments.
    """
    return tuple(replace(block, segments=_segments(block)) for block in blocks)


def page(text: str, name: str) -> Document:
    """A page copy as a document, its furniture told from the article.

    Args:
        text: The page.
        name: The input's name, as in reports.
    """
    return Document(name, text, segmented(blocks(text)), newline=newline_of(text))


def plain(text: str, name: str) -> Document:
    """A text of which all is to be translated, such as a message or a cell: each line is a body block.

    Args:
        text: The text.
        name: The input's name, as in reports.
    """
    found = (
        Block(number, Kind.BODY, start, end, text[start:end])
        for number, (start, end) in enumerate(text_lines(text))
    )
    return Document(name, text, segmented(found), newline=newline_of(text))


def _segments(block: Block) -> tuple[Segment, ...]:
    if not block.kind.translated:
        return ()
    spans = [(0, len(block.text))] if block.kind in _WHOLE else sentences(block.text)
    return tuple(
        Segment(number, block.start + start, block.start + end, block.text[start:end])
        for number, (start, end) in enumerate(spans)
    )
