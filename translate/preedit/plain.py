"""Text as engines like it: composed, one line, half-width Latin, nothing repeated without end."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")
_SPACES = re.compile(r"\s+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3002: ". ",
    0xFF61: ". ",
    0x3000: " ",
}
# Units in one character, which a model takes for others: ㎿ for a gigawatt; ㎡ and ㎥ it knows.
_UNITS = {
    code: letters
    for code in range(0x3380, 0x33E0)
    if (letters := unicodedata.normalize("NFKC", chr(code))).isalpha()
}
_NARROW = _FULL_WIDTH | _UNITS
_RUN = re.compile(r"([가-힣ㄱ-ㆎ]{1,4}? ?)\1{3,}")


def plain(text: str) -> str:
    """Text composed, in one line, without invisible characters, Latin in half width.

    Args:
        text: Any text; white space at its ends is kept as one space.
    """
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).translate(_NARROW)
    return _SPACES.sub(" ", text)


def brief(text: str) -> str:
    """Text with what stands four times and more in a row only three times: models run away with more.

    Args:
        text: Plain text, such as 하하하하하하.
    """
    return _RUN.sub(r"\1\1\1", text)
