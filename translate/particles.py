"""Particles that fit a word."""

from __future__ import annotations

import unicodedata

_FINALS = frozenset(map(chr, range(0x11A8, 0x11C3)))  # consonants that end a syllable


def as_object(word: str) -> str:
    """A word with the object particle that fits it.

    Args:
        word: Any, such as 삼성.
    """
    return word + ("을" if closes(word) else "를")


def as_subject(word: str) -> str:
    """A word with the subject particle that fits it.

    Args:
        word: Any, such as 삼성.
    """
    return word + ("이" if closes(word) else "가")


def closes(word: str) -> bool:
    """Whether the last syllable of a word ends in a consonant.

    Args:
        word: Any, such as 삼성.
    """
    letters = [c for c in unicodedata.normalize("NFD", word) if c.isalpha()]
    return bool(letters) and letters[-1] in _FINALS
