"""A stand-in for a translation that leaves a file's shape easy to compare: Hangul becomes ``x``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from translate.document import Document, Segment
from translate.formats import format_for

HANGUL = re.compile("[가-힣]")


def translated(document: Document, render: Callable[[str], str]) -> Document:
    """The document with each segment's target made from its source, marks at the same places."""

    def target(segment: Segment) -> Segment:
        marks = tuple(replace(mark, tstart=mark.start, tend=mark.end) for mark in segment.marks)
        return replace(segment, target=render(segment.source), marks=marks)

    return document.with_segments(map(target, document.segments))


def copied(data: bytes | str, name: str, **options: object) -> bytes:
    """The file read and written with every target equal to its source."""
    data = data.encode() if isinstance(data, str) else data
    module = format_for(name)
    return module.write(translated(module.read(data, name, **options), lambda text: text))


def masked(data: bytes | str, name: str, **options: object) -> str:
    """The file read and written with ``x`` for each Hangul syllable that is translated."""
    data = data.encode() if isinstance(data, str) else data
    module = format_for(name)
    document = module.read(data, name, **options)
    return module.write(translated(document, lambda text: HANGUL.sub("x", text))).decode()


def in_english(data: bytes | str, name: str, english: dict[str, str], **options: object) -> bytes:
    """The file with its segments translated by a table; a segment that the table lacks fails the test."""
    data = data.encode() if isinstance(data, str) else data
    module = format_for(name)
    return module.write(translated(module.read(data, name, **options), english.__getitem__))


def sources(data: bytes | str, name: str, **options: object) -> list[str]:
    """The sources of a file's segments in order."""
    data = data.encode() if isinstance(data, str) else data
    return [segment.source for segment in format_for(name).read(data, name, **options).segments]
