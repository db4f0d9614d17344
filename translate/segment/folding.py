"""Text as rules see it, Hangul composed and invisible characters out, with the way back to its offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff"
_ODD = re.compile(f"[{_INVISIBLE}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without invisible characters and with conjoining jamo composed.

    Args:
        text: Any text.

    Returns:
        The folded text, and for each offset into it, its end included, the offset into ``text``.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _ODD.finditer(text):
        pieces.append(text[done : match.start()])
        offsets.extend(range(done, match.start()))
        done = match.end()
        found = match.group()
        if "\u1100" <= found[0] <= "\u1112":
            pieces.append(_syllable(found))
            offsets.append(match.start())
    if not done:
        return text, range(len(text) + 1)
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return "".join(pieces), offsets


def _syllable(jamo: str) -> str:
    """Compose one syllable (The Unicode Standard, 3.12, Hangul syllable composition)."""
    final = ord(jamo[2]) - 0x11A7 if len(jamo) == 3 else 0
    return chr(0xAC00 + ((ord(jamo[0]) - 0x1100) * 21 + ord(jamo[1]) - 0x1161) * 28 + final)
