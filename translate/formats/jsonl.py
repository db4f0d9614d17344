"""Translations as JSON lines, one object a segment: the output that scripts read; JSON lines as input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from translate.document import Block, Document, Segment
from translate.formats.jsonfile import read

__all__ = ["read", "records", "write"]


def write(document: Document, **_options: Any) -> bytes:
    """Write one object a segment, in document order, and one a block that is not translated.

    Args:
        document: The translated document.
    """
    lines = (json.dumps(record, ensure_ascii=False) for record in records(document))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def records(document: Document) -> Iterator[dict[str, Any]]:
    """The objects of `write`; offsets count characters of ``source`` and ``target``.

    Args:
        document: The translated document.
    """
    for block in document.blocks:
        if not block.segments:
            whole = Segment(0, block.start, block.end, block.text)
            yield _record(document, block, whole)
        for segment in block.segments:
            yield _record(document, block, segment)


def _record(document: Document, block: Block, segment: Segment) -> dict[str, Any]:
    return {
        "doc": document.name,
        "block": block.number + (document.piece.block if document.piece else 0),
        "kind": block.kind.value,
        "seg": segment.number,
        "source": segment.source,
        "target": segment.target,
        "pins": [
            {
                "source": pin.source,
                "target": pin.target,
                "surface": pin.surface,
                "start": pin.start,
                "end": pin.end,
                "tstart": pin.tstart,
                "tend": pin.tend,
                "how": None if pin.how is None else pin.how.value,
            }
            for pin in segment.pins
        ],
        "checks": [
            {"code": check.code, "level": check.level.value, "message": check.message}
            for check in segment.checks
        ],
        "engine": segment.engine,
        "model": segment.model,
        "score": segment.score,
    }
