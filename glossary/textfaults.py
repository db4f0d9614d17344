"""What can be wrong with a text of a glossary: letters that deceive, spaces, invisible characters, quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Cyrillic and Greek letters that look like Latin ones (from Unicode Technical Standard 39, confusables.txt).
_LOOK = "АВСЕНІЈКМОРЅТХҮаеоірсухѕјԁһӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντ"
_LIKE = "ABCEHIJKMOPSTXYaeoipcyxsjdhlqwABEZHIKMNOPTYXovt"
_ALIKE = dict(zip(_LOOK, _LIKE, strict=True))
_WORD = re.compile(r"[^\W\d_]+")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"), ("「", "」"))
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Co|Ltd|Corp|Bros|Jr|Sr|St|No|Dept|Gov|Gen|Sen|Rep|Univ|vs|etc)|\..*|\b\w)\.$"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\ua960-\ua97f\ud7b0-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a text.

    Args:
        code: The rule's name.
        message: One sentence for a person.
        mended: Whether ``cleaned`` mends it.
    """

    code: str
    message: str
    mended: bool = False


def faults(text: str) -> Iterator[Fault]:
    """What is wrong with a text that is a source, a variant, a rendering or a forbidden rendering.

    Args:
        text: The text.
    """
    if unicodedata.normalize("NFC", text) != text:
        yield Fault("not-nfc", f"{text!r} is not in Unicode normalisation form C", mended=True)
    for character in dict.fromkeys(filter(_is_invisible, text)):
        name = unicodedata.name(character, "control character")
        yield Fault("invisible", f"an invisible character, U+{ord(character):04X} {name}", mended=True)
    if _spaced(_visible(text)) != _visible(text):
        yield Fault(
            "stray-space", f"{text!r} has spaces at an end, several in a row or of an odd kind", mended=True
        )
    wide = "".join(character for character in text if "\uff01" <= character <= "\uff5e")
    if wide:
        yield Fault("look-alike", f"full-width {wide!r} looks like {_narrow(wide)!r}", mended=True)
    for word in _WORD.findall(text):
        alike = [letter for letter in word if letter in _ALIKE]
        if alike and _latin(word) != word:
            yield Fault(
                "look-alike",
                f"{alike[0]} in {word} only looks like the Latin {_ALIKE[alike[0]]}",
                mended=True,
            )
        elif alike and len(alike) == len(word) > 1:
            yield Fault("look-alike", f"{word} is not in Latin letters but looks so")


def rendering_faults(text: str, source: str) -> Iterator[Fault]:
    """What is wrong with a rendering beyond ``faults``.

    Args:
        text: The rendering.
        source: What it renders; marks that it has too are no fault.
    """
    hangul = _HANGUL.findall(text)
    if hangul:
        yield Fault("hangul-in-rendering", f"Hangul in the rendering {text!r}")
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            yield Fault("unbalanced", f"{left} and {right} do not balance in {text!r}")
    if text.count("‘") > text.count("’"):  # ’ alone is an apostrophe
        yield Fault("unbalanced", f"‘ is not closed in {text!r}")
    if len(re.findall(r'(?<!\d)"', text)) % 2:  # 6'2" is a height
        yield Fault("unbalanced", f'" is not closed in {text!r}')
    mark = text.rstrip()[-1:]
    abbreviation = mark == "." and _ABBREVIATION.search(text.rstrip())
    if mark and mark in ",;:。、." and not source.rstrip().endswith(mark) and not abbreviation:
        yield Fault("trailing-punctuation", f"the rendering {text!r} ends with {mark}")


def cleaned(text: str) -> str:
    """The text in NFC, without invisible characters and stray spaces, with plain letters for look-alikes.

    Args:
        text: The text.
    """
    plain = _narrow(_visible(unicodedata.normalize("NFC", text)))
    return _spaced(_WORD.sub(lambda word: _latin(word.group()), plain))


def _is_invisible(character: str) -> bool:
    """Format and control characters; those that only look like a space are ``stray-space``'s."""
    return unicodedata.category(character) in ("Cf", "Cc") and character not in "\t\n\r"


def _visible(text: str) -> str:
    return "".join(character for character in text if not _is_invisible(character))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _narrow(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)


def _latin(word: str) -> str:
    """A word with Latin letters for those that look so, where it has Latin letters already."""
    if not re.search("[A-Za-z]", word) or not all(c in _ALIKE or not _is_other(c) for c in word):
        return word
    return "".join(_ALIKE.get(letter, letter) for letter in word)


def _is_other(letter: str) -> bool:
    """Whether a letter is Greek or Cyrillic."""
    return "\u0370" <= letter <= "\u052f"
