"""Text that must come through as it is: addresses, handles, placeholders, code, heights, emoji, emoticons."""

from __future__ import annotations

import re

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
_KINDS = (
    r"https?://[^\s<>\"'“”‘’()\[\]가-힣]+[^\s<>\"'“”‘’()\[\]가-힣.,;:!?]",  # URL, not the sentence's end
    r"www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"'가-힣]*)?",
    r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",  # an e-mail address
    r"(?<![\w@.])@[A-Za-z0-9_.]*[A-Za-z0-9_]",  # a handle
    r"(?<!\w)#[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*",
    r"`[^`\n]+`",
    r"\{\{[^{}\n]+\}\}|\$\{[^{}\n]+\}|\{[A-Za-z0-9_.:]*\}",  # {{name}}, ${name}, {0}
    r"%\([A-Za-z0-9_]+\)[a-z]|%\d+\$[-+0 #]*\d*(?:\.\d+)?[a-zA-Z@]|%[sdifucxXgeE@](?![A-Za-z])",  # printf
    r"(?<![\w:/]):[a-z][a-z0-9_]*\b",  # :id
    r"</?\d+/?>",  # numbered tags
    r"(?<![\d'′’])\d{1,2}['′’]\d{1,2}(?:[\"″”]|'')",  # 6'2", feet and inches
    rf"(?<![ㄱ-ㆎ])(?:{_LAUGHTER}|{_TEARS})(?![ㄱ-ㆎ])",
    _EMOJI,
)
_PROTECTED = re.compile("|".join(f"(?:{kind})" for kind in _KINDS), re.ASCII)


def spans(text: str) -> list[tuple[int, int]]:
    """Where text stands that must not be translated.

    Args:
        text: Any text.

    Returns:
        Start and end in characters, in order, without overlaps.
    """
    return [match.span() for match in _PROTECTED.finditer(text)]


def english(text: str) -> str:
    """How protected text stands in English: as it is, but for letters that laugh or cry.

    Args:
        text: One of the stretches that ``spans`` finds.
    """
    if re.fullmatch(_LAUGHTER, text):
        return "haha"
    return "T_T" if re.fullmatch(_TEARS, text) else text
