"""Whether a document says the same thing in the same words: same source, same term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from translate.document import Check, Level, Segment


def consistency_checks(segments: Sequence[Segment]) -> dict[int, tuple[Check, ...]]:
    """Find what is rendered in several ways.

    Args:
        segments: All segments of a document, in order.

    Returns:
        Findings by the segment's place in ``segments``.
    """
    found: defaultdict[int, list[Check]] = defaultdict(list)
    _same_source(segments, found)
    return {place: tuple(checks) for place, checks in found.items()}


def _same_source(segments: Sequence[Segment], found: defaultdict[int, list[Check]]) -> None:
    first: dict[str, str] = {}
    for place, segment in enumerate(segments):
        if segment.target is None or not segment.source.strip():
            continue
        target = " ".join(segment.target.split())
        earlier = first.setdefault(" ".join(segment.source.split()), target)
        if earlier != target:
            message = f"the same source was translated before as: {earlier}"
            source, english = len(segment.source), len(segment.target)
            found[place].append(
                Check("inconsistent-translation", Level.WARNING, message, 0, source, 0, english)
            )
