"""Clauses of a sentence that is too long for an engine."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from translate.segment.folding import folded

# Where to cut, best first: after sentence ends, after connective endings, after commas, at spaces.
_PLACES = (
    re.compile(r"[.!?。！？｡]+[\"'”’)\]]*\s+"),
    re.compile(
        r"(?<=[가-힣])(?:지만|는데|ㄴ데|은데|으나|면서|으며|하며|하고|이고|였고|했고|됐고|았고|었고|겠고|며|고|니까|므로|[;；:])[,，]\s*"
    ),
    re.compile(
        r"(?<=[가-힣])(?:지만|는데|은데|으나|면서|으며|하며|했고|됐고|였고|았고|었고|겠고|므로)\s+|[;；]\s*"
    ),
    re.compile(r"(?<!\d)[,，、]\s*|(?<=\d)[,，、]\s+|\s+[-–—/]\s+"),
    re.compile(r"\s+"),
)


def clauses(text: str, most: int, keep: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Cut a sentence into short parts, at clause ends where it has some; nothing but white space is lost.

    Args:
        text: A sentence.
        most: Most characters of a part.
        keep: Stretches of ``text`` that are cut only where nothing else helps, such as pins.

    Returns:
        Start and end of each part in characters of ``text``, without surrounding white space.
    """
    whole = _stripped(text, 0, len(text))
    if whole[1] - whole[0] <= most:
        return [whole] if whole[0] < whole[1] else []
    places = _cut_places(text, keep)
    parts: list[tuple[int, int]] = []
    waiting = [whole]
    while waiting:
        start, end = waiting.pop()
        if start == end:
            continue
        if end - start <= max(1, most):
            parts.append((start, end))
            continue
        cut = _best_cut(places, start, end)
        waiting.append(_stripped(text, cut, end))
        waiting.append(_stripped(text, start, cut))
    return parts


def _cut_places(text: str, keep: Sequence[tuple[int, int]]) -> list[list[int]]:
    plain, offsets = folded(text)
    kept = sorted(keep)
    starts = [start for start, _ in kept]
    levels: list[list[int]] = []
    for pattern in _PLACES:
        level: list[int] = []
        for match in pattern.finditer(plain):
            place = offsets[match.end()]
            index = bisect_left(starts, place) - 1
            if index < 0 or place >= kept[index][1]:
                level.append(place)
        levels.append(level)
    return levels


def _best_cut(levels: list[list[int]], start: int, end: int) -> int:
    """The place of the best kind nearest to the middle; the outer fifths only where nothing else is there."""
    middle = (start + end) // 2
    for margin in ((end - start) // 5, 0):
        for level in levels:
            index = bisect_left(level, middle)
            near = [
                place
                for place in level[max(0, index - 1) : index + 1]
                if start + margin < place < end - margin
            ]
            if near:
                return min(near, key=lambda place: abs(place - middle))
    return middle


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return left, max(left, start + len(piece.rstrip()))
