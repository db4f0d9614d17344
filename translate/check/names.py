"""Names that no glossary holds and that a model spells now one way, now another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from glossary.romanize import consonants, romanized
from translate.check.words import standing
from translate.document import Check, Level, Segment
from translate.named import may_be_a_name

_MOST_SEGMENTS = 5000  # of a document whose names are compared
_SHORTEST = 2  # syllables
_LEAST_CONSONANTS = 3
_LIKE_KOREAN = 0.6  # share of the consonants that an English name has in common with the Korean
_LIKE_OTHERS = 0.5  # and with the other spellings
_NAME = re.compile(r"\b[A-Z][A-Za-z]{2,}(?:-[a-z]+)*")
# What differs where a name has its adjective or its plural: China and Chinese, Sweden and Swedish.
_ENDING = re.compile("|al?|ans?|can|e|ean|[ae]?l|en|er|ese|i|ian?|ic|in[aeo]|ish|i?um|n|que|s|uese|y")
_OF_A_COUNTRY = frozenset(("French", "Spanish", "Greek", "Irish", "Swiss", "Polish", "Danish", "Welsh"))


def name_checks(segments: Sequence[Segment]) -> Iterator[tuple[int, Check]]:
    """Names without a pin that stand in several segments and are spelt differently there.

    Which English word is meant is told by its consonants (코인베이 and Coinbay: k, n, p), so names with a
    meaning are not found, and a person should look.

    Args:
        segments: All segments of a document, in order.

    Yields:
        A segment's place in ``segments``, where a rarer spelling stands, with the finding.
    """
    if len(segments) > _MOST_SEGMENTS:
        return
    english = [
        {name: consonants(name) for name in _NAME.findall(segment.target or "")} for segment in segments
    ]
    for word, places in standing(segments, _SHORTEST, 2).items():
        sounds = consonants(romanized(word))
        if len(sounds) < _LEAST_CONSONANTS:
            continue
        spelt = {place: name for place in places if (name := _nearest(sounds, english[place]))}
        counts = Counter(spelt.values())
        first = max(counts, key=counts.__getitem__, default="")
        others = [name for name, _ in counts.most_common() if name != first and _variant(name, first)]
        if others and may_be_a_name(word):
            place = min(place for place, name in spelt.items() if name in others)
            said = ", ".join(f"{name} ({counts[name]}×)" for name in (first, *others))
            message = f"{word} is spelt in several ways: {said}; a glossary entry would settle it"
            start = places[place]
            yield place, Check("inconsistent-name", Level.WARNING, message, start, start + len(word))


def _nearest(sounds: str, names: dict[str, str]) -> str | None:
    from rapidfuzz.distance import Levenshtein

    alike, name = max(
        ((Levenshtein.normalized_similarity(sounds, heard), name) for name, heard in names.items()),
        default=(0.0, None),
    )
    return name if alike >= _LIKE_KOREAN else None


def _variant(name: str, other: str) -> bool:
    """Whether two English names may be spellings of one: not Osaka and China."""
    from rapidfuzz.distance import Levenshtein, Prefix

    name, other = (word.partition("-")[0] for word in (name, other))  # Oracle-led
    begin = Prefix.similarity(name, other)
    derived = _ENDING.fullmatch(name[begin:]) and _ENDING.fullmatch(other[begin:])
    if not begin or derived or {name, other} & _OF_A_COUNTRY:
        return False
    return Levenshtein.normalized_similarity(name, other) >= _LIKE_OTHERS
