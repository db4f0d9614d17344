"""Particles that fit a word."""

from __future__ import annotations

import unicodedata

#: Syllables that end in ㄹ, for a regular expression.
LIQUID = "".join(chr(0xAC00 + 28 * i + 8) for i in range(399))
#: Syllables that end in a vowel, for the same.
OPEN = "".join(chr(0xAC00 + 28 * i) for i in range(399))
_FINALS = frozenset(map(chr, range(0x11A8, 0x11C3)))  # consonants that end a syllable


def fitting(particle: str, word: str) -> str:
    """The form of a particle that fits a word.

    Args:
        particle: 은 or 는, 이 or 가, 을 or 를, 과 or 와.
        word: Any, such as 삼성.
    """
    forms = next(forms for forms in ("은는", "이가", "을를", "과와") if particle in forms)
    return forms[0] if closes(word) else forms[1]


def closes(word: str) -> bool:
    """Whether the last syllable of a word ends in a consonant.

    Args:
        word: Any, such as 삼성.
    """
    letters = [c for c in unicodedata.normalize("NFD", word) if c.isalpha()]
    return bool(letters) and letters[-1] in _FINALS
