"""Text that must come through as it is: addresses, handles, placeholders, tags, code, emoji, emoticons."""

from __future__ import annotations

import re
import unicodedata

#: What emoji are made of, as a class of characters.
EMOJI = (
    "[\u00a9\u00ae\u200d\u203c\u2049\u20e3\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\ufe0f\U0001f000-\U0001faff]"
)
_EMOJI = (
    r"(?:[\U0001F1E6-\U0001F1FF]{2}"
    r"|[\u00A9\u00AE\u203C\u2049\u231A-\u23FF\u2600-\u27BF\u2B05-\u2B55\U0001F000-\U0001FAFF]"
    r"[\uFE0F\u20E3\U0001F3FB-\U0001F3FF]*(?:\u200D[\u2600-\u27BF\U0001F000-\U0001FAFF][\uFE0F\U0001F3FB-\U0001F3FF]*)*)"
)
_LAUGHTER, _TEARS = "[ㅋㅎ]+", "[ㅠㅜ]+"


def _composed_or_not(words: str) -> str:
    """A choice of Korean words, spelt in syllables or in letters (NFD)."""
    return f"(?:{words}|{unicodedata.normalize('NFD', words)})"


_HANGUL = "가-힣\u1100-\u11ff"
_VOWELS = "".join(map(chr, range(0xAC00, 0xD7A4, 28))) + "\u1161-\u1175"  # what ends in one
_PARTICLE = (
    rf"(?:(?<=[{_VOWELS}]){_composed_or_not('가|는|를|와')}|(?<![{_VOWELS}]){_composed_or_not('이|은|을|과')}"
    rf"|{_composed_or_not('의|도|만|에|에는|에도|에게|에서|에서는|에서도|로|로는|으로|으로는|까지|부터|처럼|보다')})\s+\S"
)
_HOST = rf"(?:[\w{_HANGUL}-]+\.)+(?:[A-Za-z]{{2,}}|{_composed_or_not('한국|닷컴|닷넷')})"
# Hangul in it follows a sign of addresses; the particle that a sentence puts behind an address is none of it.
_PATH = (
    rf"(?:[^\s<>\"'“”‘’()\[\]{_HANGUL}]|(?<=[/?=&#%_@~+{_HANGUL}-])(?!{_PARTICLE})[{_HANGUL}])+(?<![.,;:!?])"
)
_PLACEHOLDERS = (
    r"\{\{[^{}\n]+\}\}|\$\{[^{}\n]+\}|\{[A-Za-z0-9_.:]*\}",  # {{name}}, ${name}, {0}
    r"%\([A-Za-z0-9_]+\)[a-z]|%\d+\$[-+0 #]*\d*(?:\.\d+)?[a-zA-Z@]|%[sdifucxXgeE@](?![A-Za-z])",  # printf
)
_KINDS = (
    rf"https?://(?:{_HOST}(?:{_PATH})?|{_PATH})",
    rf"www\.{_HOST}(?:(?=[/?#]){_PATH})?",
    rf"(?<![\w.+-])[\w.+-]+@{_HOST}",  # an e-mail address
    r"(?<![\w@.])@[A-Za-z0-9_.]*[A-Za-z0-9_]",  # a handle
    r"(?<!\w)#[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*",
    r"`[^`\n]+`",
    *_PLACEHOLDERS,
    r"\{\w+, *(?:plural|select|selectordinal), *(?:offset:\d+ +)?=?\w+ *\{|\} *=?\w+ *\{|\}\s*\}",  # ICU
    r"(?<![\w:/]):[a-z][a-z0-9_]*\b",  # :id
    r"</?\d+/?>",  # numbered tags
    r"</?[A-Za-z][\w:.-]*(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))?)*\s*/?>",
    r"<!--[^<>]*-->|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});",
    r"(?<![\d'′’])\d{1,2}['′’]\d{1,2}(?:[\"″”]|'')",  # 6'2", feet and inches
    rf"(?<![ㄱ-ㆎ])(?:{_LAUGHTER}|{_TEARS})(?![ㄱ-ㆎ])",
    _EMOJI,
)
_PROTECTED = re.compile("|".join(f"(?:{kind})" for kind in _KINDS), re.ASCII)
_PLACEHOLDER = re.compile("|".join(_PLACEHOLDERS), re.ASCII)


def spans(text: str) -> list[tuple[int, int]]:
    """Where text stands that must not be translated.

    Args:
        text: Any text.

    Returns:
        Start and end in characters, in order, without overlaps.
    """
    return [match.span() for match in _PROTECTED.finditer(text)]


def placeholder(text: str) -> bool:
    """Whether a text is a place that a program fills, such as {0} or %s.

    Args:
        text: Any text.
    """
    return _PLACEHOLDER.fullmatch(text) is not None


def english(text: str) -> str:
    """How protected text stands in English: as it is, but for letters that laugh or cry.

    Args:
        text: One of the stretches that ``spans`` finds.
    """
    if re.fullmatch(_LAUGHTER, text):
        return "haha"
    return "T_T" if re.fullmatch(_TEARS, text) else text
