"""Names whose spelling the Korean gives: 체인트레이스(ChainTrace) is ChainTrace."""

from __future__ import annotations

import re

from glossary.romanize import consonants, romanized

_ALIKE = 0.6  # share of the consonants that both have in common
_MOST_WORDS = 5
# Hangul with its spelling in brackets; an abbreviation, which is in capitals alone, stands for more.
_SPELT = re.compile(
    rf"(?<![가-힣>])((?:[가-힣]+ ){{0,{_MOST_WORDS - 1}}}[가-힣]+) ?"
    r"\(((?=[^()]*[a-z])[A-Za-z][A-Za-z .'’&-]{1,60})\)"
)


def spelt_out(text: str) -> str:
    """Text in which a name that stands in Hangul and in Latin letters stands in Latin letters alone.

    Both would come out: "Raonic (Raonic)". That one spells the other is told by their consonants, so 태양의
    서커스(Cirque du Soleil), a translation, stays.

    Args:
        text: Plain text, such as 그는 라오니치(Raonic)에게 졌다.
    """
    return _SPELT.sub(_latin, text)


def _latin(spelt: re.Match[str]) -> str:
    from rapidfuzz.distance import Levenshtein

    words, sounds = spelt[1].split(" "), consonants(spelt[2])
    most = len(re.split("[ -]", spelt[2]))
    likeness = {
        n: Levenshtein.normalized_similarity(consonants(romanized("".join(words[n:]))), sounds)
        for n in range(max(0, len(words) - most), len(words))
    }
    begin = max(likeness, key=likeness.__getitem__)  # the longest of those that are as like
    return " ".join([*words[:begin], spelt[2]]) if sounds and likeness[begin] >= _ALIKE else spelt[0]
