"""Korean words that stand for themselves in several segments, and English words without their endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from translate.document import Segment

_LONGEST = 20  # syllables
_PARTICLE = re.compile(
    "은|는|이|가|을|를|의|에|에게|에서|에게서|로|으로|와|과|도|만|까지|부터|이나|나|처럼|보다|마다|인|이다|이며|이고"
    "|라고|이라고|이라는|에는|에도|에서는|으로는|로는|들|들은|들이|들을|들의|들에게"
)
_PARTICLE_OF_NOUNS = re.compile("은|는|을|를|의|에게|들은|들이|들을|들의")


def standing(segments: Sequence[Segment], shortest: int, least: int) -> dict[str, dict[int, int]]:
    """Words that no pin covers and that stand somewhere with a noun's particle.

    Args:
        segments: Of a document, in order; those without a translation are left out.
        shortest: Syllables of a word, without its particle.
        least: Segments that it must stand in.

    Returns:
        The segments of each word, by their place in ``segments``, with its first place there, in characters.
    """
    words = re.compile(rf"(?<![가-힣])[가-힣]{{{shortest},{_LONGEST}}}(?![가-힣])")
    places: defaultdict[str, dict[int, int]] = defaultdict(dict)
    nouns: set[str] = set()
    for number, segment in enumerate(segments):
        if segment.target is None:
            continue
        for match in words.finditer(segment.source):
            if any(pin.start < match.end() and match.start() < pin.end for pin in segment.pins):
                continue
            word = match.group()
            places[word].setdefault(number, match.start())
            for cut in range(shortest, len(word)):
                if _PARTICLE.fullmatch(word, cut):
                    places[word[:cut]].setdefault(number, match.start())
                    if _PARTICLE_OF_NOUNS.fullmatch(word, cut):
                        nouns.add(word[:cut])
    return {term: where for term, where in places.items() if term in nouns and len(where) >= least}


def stem(word: str) -> str:
    """An English word in small letters, without a plural's or possessive's end.

    Args:
        word: Letters, with an apostrophe perhaps.
    """
    word = re.sub("['’]s?$", "", word.lower())
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
