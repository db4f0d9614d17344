"""Whether a document says the same thing in the same words: same source, same term, same name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.check.names import name_checks
from translate.check.words import standing, stem
from translate.document import Check, Level, Segment

_MOST_SEGMENTS = 5000  # of a document whose terms are compared
_LEAST_SEGMENTS = 3  # with a term that is compared
_LONGEST = 3  # words of a rendering
_SHORTEST = 4  # syllables of a term; shorter words are too often common ones
_NAME = re.compile(r"\b[A-Z][A-Za-z]{3,}")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_FUNCTION_WORD = re.compile(
    "an?|the|of|in|on|at|to|for|with|by|from|as|and|or|but|that|this|these|those|its?|he|his|she|her|they|their"
    "|is|are|was|were|be|been|ha[sd]|have|will|would|can|could|may|should|not?|who|which|when|while|sa(?:id|ys?)"
    "|also|after|before|into|over|than|more|about|all|some|any|other|new|one|two|three"
)


@dataclass(frozen=True, slots=True)
class _Rendering:
    """A phrase that stands for a term in some segments."""

    words: tuple[str, ...]
    segments: frozenset[int]


def consistency_checks(segments: Sequence[Segment]) -> dict[int, tuple[Check, ...]]:
    """Find what is rendered in several ways.

    Args:
        segments: All segments of a document, in order.

    Returns:
        Findings by the segment's place in ``segments``.
    """
    found: defaultdict[int, list[Check]] = defaultdict(list)
    for place, check in (*_same_source(segments), *_same_term(segments), *name_checks(segments)):
        found[place].append(check)
    return {place: tuple(checks) for place, checks in found.items()}


def _same_source(segments: Sequence[Segment]) -> Iterator[tuple[int, Check]]:
    first: dict[str, str] = {}
    for place, segment in enumerate(segments):
        if segment.target is None or not segment.source.strip():
            continue
        target = " ".join(segment.target.split())
        earlier = first.setdefault(" ".join(segment.source.split()), target)
        if earlier != target:
            message = f"the same source was translated before as: {earlier}"
            places = (0, len(segment.source), 0, len(segment.target))
            yield place, Check("inconsistent-translation", Level.WARNING, message, *places)


def _same_term(segments: Sequence[Segment]) -> Iterator[tuple[int, Check]]:
    """Compound nouns without a pin, in three segments and more, whose English differs.

    A rendering is the group of words that the most segments with the term share and the others lack; what
    is not covered by it is looked at again. The heuristic needs no aligner and so tells no more than that a
    person should look.
    """
    if len(segments) > _MOST_SEGMENTS:
        return
    terms = standing(segments, _SHORTEST, _LEAST_SEGMENTS)
    if not terms:
        return
    phrases = [_phrases(segment.target or "") for segment in segments]
    everywhere = Counter(phrase for of_segment in phrases for phrase in of_segment)
    names = [{stem(name) for name in _NAME.findall(segment.target or "")} for segment in segments]
    for term, places in terms.items():
        shared = Counter(name for place in places for name in names[place])
        if shared and max(shared.values()) * 5 >= len(places) * 4:
            continue  # Cambodia, whatever stands beside it
        renderings = _renderings(sorted(places), phrases, everywhere)
        if len(renderings) < 2:
            continue
        said = ", ".join(f"{_shown(segments, found)} ({len(found.segments)}×)" for found in renderings)
        place = min(renderings[1].segments)
        start = places[place]
        message = f"{term} is rendered in several ways: {said}; a glossary entry would settle it"
        yield place, Check("inconsistent-term", Level.INFO, message, start, start + len(term))


def _phrases(english: str) -> set[tuple[str, ...]]:
    words = [stem(word) for word in _ENGLISH.findall(english)]
    return {
        tuple(words[start : start + length])
        for length in range(2, _LONGEST + 1)
        for start in range(len(words) - length + 1)
        if not any(map(_FUNCTION_WORD.fullmatch, words[start : start + length]))
    }


def _renderings(
    places: Sequence[int], phrases: Sequence[set[tuple[str, ...]]], everywhere: Counter[tuple[str, ...]]
) -> list[_Rendering]:
    left = set(places)
    chosen: list[_Rendering] = []
    while left:
        counts = Counter(phrase for place in left for phrase in phrases[place])
        candidates = [
            (count, -len(phrase), phrase)
            for phrase, count in counts.items()
            # Not also said where the term is not, nor beside another rendering of it.
            if everywhere[phrase] == count and (count > 1 or (chosen and _kin(phrase, chosen[0].words)))
        ]
        if not candidates:
            break
        phrase = max(candidates)[2]
        rendering = _Rendering(phrase, frozenset(place for place in left if phrase in phrases[place]))
        if not chosen and len(rendering.segments) * 3 < len(places):
            break
        chosen.append(rendering)
        left -= rendering.segments
    return chosen


def _kin(phrase: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Whether a phrase said once has the head or the beginning of the first rendering."""
    return phrase[-1] == first[-1] or phrase[0] == first[0]


def _shown(segments: Sequence[Segment], rendering: _Rendering) -> str:
    """The rendering as one of its segments writes it."""
    target = segments[min(rendering.segments)].target or ""
    words = list(_ENGLISH.finditer(target))
    length = len(rendering.words)
    for start in range(len(words) - length + 1):
        if tuple(stem(word.group()) for word in words[start : start + length]) == rendering.words:
            return target[words[start].start() : words[start + length - 1].end()]
    return " ".join(rendering.words)
