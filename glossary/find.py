"""Find entries as people look for them: by part, with slips of typing, by initial consonants (ㅅㅅㅎ)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossary.entry import Entry, Glossary
from glossary.folding import folded

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_AS_TYPED = """
    ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ
    ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ
"""
_VOWELS, _FINALS = _AS_TYPED.split()[:21], ["", *_AS_TYPED.split()[21:]]
_FIRST, _LAST = 0xAC00, 0xD7A3
_LONE = {0x1100 + place: letter for place, letter in enumerate(_INITIALS)}  # as macOS types a lone initial
_ALIKE = 75.0  # rapidfuzz ratio from which two spellings count as one with a slip


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers a query.

    Args:
        entry: The entry.
        score: From 0 to 100; 100 is the very text.
        where: The text of the entry that answered.
        how: ``exact``, ``part``, ``initials`` or ``alike``.
    """

    entry: Entry
    score: float
    where: str
    how: str


def find(glossary: Glossary, query: str, most: int = 20) -> tuple[Hit, ...]:
    """The entries whose source, variants or rendering answer a query, best first.

    Args:
        glossary: The entries.
        query: Part of a source or rendering, in any case and spacing, with slips, or initial consonants only.
        most: The number of hits at most.
    """
    wanted = _plain(query)
    if not wanted:
        return ()
    # ㅅㅅㅎ and ㅊGPT, but not 생성ㅎ: there the last syllable is being typed
    by_initials = any(letter in _INITIALS for letter in wanted) and jamo(wanted) == wanted
    letters = jamo(wanted)
    hits = []
    for entry in glossary:
        answers = [
            (*answer, text)
            for text in (*entry.spellings, entry.target)
            if (answer := _answer(_plain(text), wanted, letters, by_initials)) is not None
        ]
        if answers:
            score, how, text = max(answers)
            hits.append(Hit(entry, round(score, 1), text, how))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, len(hit.where), hit.entry.source))[:most])


def jamo(text: str) -> str:
    """Syllables as the letters in which they are typed: 값 gives ㄱㅏㅂㅅ; other characters stay.

    Args:
        text: Text in NFC.
    """
    letters = []
    for character in text:
        if _FIRST <= ord(character) <= _LAST:
            rest, final = divmod(ord(character) - _FIRST, 28)  # The Unicode Standard, 3.12
            initial, vowel = divmod(rest, 21)
            letters.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
        else:
            letters.append(character)
    return "".join(letters)


def initials(text: str) -> str:
    """The initial consonants of the syllables; other characters stay: 생성형 AI gives ㅅㅅㅎ AI.

    Args:
        text: Text in NFC.
    """
    return "".join(
        _INITIALS[(ord(character) - _FIRST) // 588] if _FIRST <= ord(character) <= _LAST else character
        for character in text
    )


def _answer(text: str, wanted: str, letters: str, by_initials: bool) -> tuple[float, str] | None:
    from rapidfuzz import fuzz

    if text == wanted:
        return 100.0, "exact"
    covered = 9 * len(wanted) / max(len(text), len(wanted))
    if by_initials:
        consonants = initials(text)
        if wanted in consonants:
            return 80.0 + covered + 10 * consonants.startswith(wanted), "initials"
        return None
    if wanted in text:
        return 80.0 + covered + 10 * text.startswith(wanted), "part"
    spelled = jamo(text)
    if letters in spelled:  # the last syllable is not yet typed to its end
        return 75.0 + covered, "part"
    # Two letters of difference in a word of three are another word.
    partial = 0.9 * fuzz.partial_ratio(letters, spelled) if len(wanted) > 2 else 0.0
    alike = max(fuzz.ratio(letters, spelled), partial)
    return (0.75 * alike, "alike") if alike >= _ALIKE else None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", folded(text).text).translate(_LONE).casefold()
