"""A text made comparable, every character still knowing its place in the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners
# Marks that people type one for another; each becomes one character, so that places stay.
_PLAIN = dict(zip("ㆍ‧•・･‐‑–−’ʼ‘", "·····----'''", strict=True))
_ALIKE = re.compile(f"[{''.join(_PLAIN)}]")
_ODD = re.compile(f"[{INVISIBLE}\uff01-\uff5e]")
_CONTINUES = re.compile("[\u0300-\u036f\u1160-\u11ff\u302a-\u302f\u3099\u309a]")
# A character with what Unicode may compose with it: conjoining jamo of one syllable, or combining marks.
_CLUSTER = re.compile(
    "[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]?[\u11a8-\u11ff\ud7cb-\ud7fb]?"
    "|.[\u0300-\u036f\u1160-\u11ff\u302a-\u302f\u3099\u309a]*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: NFC, invisible characters gone, full-width letters and digits made plain.

    Middle dots, hyphens and apostrophes that look alike are one.

    Args:
        text: The folded characters.
        starts, ends: For each of them, the place in the original of its source; None where nothing moved.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a non-empty span of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def cuts(self, place: int) -> bool:
        """Whether a character of the folded text continues the one before it: a mark on it, or part of it."""
        if not 0 < place < len(self.text):
            return False
        if self.starts is not None and self.starts[place] == self.starts[place - 1]:
            return True
        return _CONTINUES.match(self.text, place) is not None


def folded(text: str) -> Folded:
    """Fold a text for comparison.

    Args:
        text: Any text.
    """
    text = _ALIKE.sub(lambda mark: _PLAIN[mark.group()], text)
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return Folded(text)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        for character in unicodedata.normalize("NFC", match.group()):
            if character in INVISIBLE:
                continue
            if "\uff01" <= character <= "\uff5e":
                character = chr(ord(character) - 0xFEE0)
            characters.append(character)
            starts.append(match.start())
            ends.append(match.end())
    return Folded("".join(characters), tuple(starts), tuple(ends))


def folded_expression(source: str) -> str:
    """A regular expression that finds in folded text the marks that it names.

    Args:
        source: The expression as it is written.
    """
    # A hyphen gets a backslash, as a bare one would make a range of a set.
    return re.sub(rf"\\?({_ALIKE.pattern})", lambda mark: re.escape(_PLAIN[mark.group(1)]), source)


def is_hangul(character: str) -> bool:
    """Whether it is a whole Hangul syllable."""
    return "\uac00" <= character <= "\ud7a3"


def is_hanja(character: str) -> bool:
    """Whether it is a Chinese character."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def is_plain(character: str) -> bool:
    """Whether it is a letter or digit of a script written in whole words, such as Latin."""
    return (
        character.isalnum()
        and not is_hangul(character)
        and not is_hanja(character)
        and not _is_jamo(character)
    )


def is_word(character: str) -> bool:
    """Whether it can be part of a word: a letter or digit of any script, single jamo such as ㅋ excepted."""
    return character.isalnum() and not _is_jamo(character)


def _is_jamo(character: str) -> bool:
    return "\u3131" <= character <= "\u318e"
