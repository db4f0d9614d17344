"""Names that the Korean spells itself, in Latin letters beside the Hangul: 체인트레이스(ChainTrace)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from glossary.kiwi import kiwi
from glossary.romanize import consonants, romanized

_ALIKE = 0.6  # share of the consonants that both have in common
_UNKNOWN = 100  # Kiwi gives nouns that it does not know smaller numbers
_MOST_WORDS = 5
# An abbreviation, which is in capitals alone, stands for more.
_SPELT = re.compile(
    rf"(?<![가-힣>])((?:[가-힣]+ ){{0,{_MOST_WORDS - 1}}}[가-힣]+) ?"
    r"\(((?=[^()]*[a-z])[A-Za-z][A-Za-z .'’&-]{1,60})\)"
)


def spelt(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Where a name stands in Hangul and in Latin letters.

    That one spells the other is told by their consonants, so 태양의 서커스(Cirque du Soleil) is none.

    Args:
        text: Korean, such as 그는 라오니치(Raonic)에게 졌다.

    Yields:
        Start of the Hangul and end of the bracket, in characters, the Hangul and the Latin letters.
    """
    for match in _SPELT.finditer(text):
        words, latin = match[1].split(" "), match[2]
        most = len(re.split("[ -]", latin))
        likeness = {
            n: _likeness(" ".join(words[n:]), latin) for n in range(max(0, len(words) - most), len(words))
        }
        begin = max(likeness, key=likeness.__getitem__)  # the longest of those that are as like
        if likeness[begin] >= _ALIKE:
            hangul = " ".join(words[begin:])
            yield match.end(1) - len(hangul), match.end(), hangul, latin


def spelt_out(text: str) -> str:
    """Text in which such a name stands in Latin letters alone; a model would write both: Raonic (Raonic).

    Args:
        text: Korean.
    """
    pieces, at = [], 0
    for start, end, _, latin in spelt(text):
        pieces += [text[at:start], latin]
        at = end
    return "".join([*pieces, text[at:]])


def names(texts: Iterable[str]) -> dict[str, str]:
    """Names that texts spell, for the places where they stand in Hangul alone, and each of their words.

    Args:
        texts: Of one document, in order.

    Returns:
        Latin letters by the Hangul, where it is a name or a word that Kiwi does not know.
    """
    found: dict[str, str] = {}
    for text in texts:
        for _, _, hangul, latin in spelt(text):
            if latin[0].isupper() and may_be_a_name(hangul):
                found.setdefault(hangul, latin)
                words = hangul.split(" "), latin.split(" ")
                for word, spelling in zip(*words, strict=True) if len(words[0]) == len(words[1]) else ():
                    name = len(word) > 1 and spelling[0].isupper() and _likeness(word, spelling) >= _ALIKE
                    if name and may_be_a_name(word):
                        found.setdefault(word, spelling)
    return found


def may_be_a_name(word: str) -> bool:
    """Whether Kiwi reads nouns, a name or one that it does not know among them: not 결과, nor 유럽에서.

    Args:
        word: Hangul.
    """
    tokens = kiwi().tokenize(word)
    strange = any(token.tag == "NNP" or token.id < _UNKNOWN for token in tokens)
    return strange and all(token.tag in ("NNP", "NNG", "XPN", "XSN") for token in tokens)


def _likeness(hangul: str, latin: str) -> float:
    from rapidfuzz.distance import Levenshtein

    sounds = consonants(latin)
    return Levenshtein.normalized_similarity(consonants(romanized(hangul)), sounds) if sounds else 0.0
