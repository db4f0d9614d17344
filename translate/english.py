"""English grammar around a rendering in a sentence: articles, capitals, possessives, spaces."""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLE = re.compile(r"(?:^|(?<=[\s\"'“‘(\[—–-]))(an?|the)(\s+)$", re.IGNORECASE)
_OWN_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s)[\s\"'“‘(\[]*$")
_PLAIN_WORD = re.compile(r"[a-z]+(?=[ ,'’-])")
_SENTENCE = re.compile(r"[.!?]['\"”’)\]]*\s*$")
_LETTER_NAMED_WITH_VOWEL = frozenset("AEFHILMNORSX8")
_SPOKEN_AS_WORDS = frozenset(("LAN", "RAM", "ROM", "SIM"))
# spelt with a vowel and spoken with a consonant, and the other way round
_CONSONANT_SOUND = re.compile(
    r"(?:uni(?!n|m[pa]|d)|u[sk](?:[aeiu]|$)|ut[aei]|ubi|u\d|eu|ewe|one\b|once\b|ouija|uk\b|ufo\b)", re.I
)
_VOWEL_SOUND = re.compile(r"(?:hour|honest|heir|honou?r|x-?(?:box|ray)|nvidia|8|1[18](?:\D|$))", re.I)
_ENDINGS = {False: ("s", "es"), True: ("s", "st", "nd", "rd", "th")}  # of a word, of a number
_WORD_ENDINGS = frozenset(("s", "es", "'s", "’s", "s'", "s’"))
_CALL = re.compile(r"[A-Za-z]\([A-Za-z]")  # of code, say
_TOUCHING = re.compile(r"(?<=[a-z])\((?!e?s\))(?=[A-Za-z])")  # not user(s)
_ENERGY = re.compile(r"(?<![\d.,])(\d[\d,.]*\d|\d) ?([KkMGT])Wh(?![A-Za-z])")
# "Kim Min-su CEO said", as Korean has it; but "Hanbit Electronics CEO said"
_TITLE_BEHIND = re.compile(
    r"(?<![\w-])([A-Z][a-z]+ [A-Z][a-z]+-[a-z]+) CEO"
    r"(?= (?:said|says|told|added|explained|stressed|emphasized|predicted|noted|pointed"
    r"|protested|criticized|insisted|claimed|warned|asked|answered|replied|wrote|also|has|is|was))"
)
_POWERS = {"K": "kilo", "M": "mega", "G": "giga", "T": "tera"}
_OPENING, _CLOSING = "\"“'‘(", "\"”'’)"


@lru_cache(maxsize=4096)
def article(rendering: str) -> str:
    """The indefinite article that goes before a rendering, by its sound: ``a`` or ``an``.

    Args:
        rendering: The words after the article.
    """
    words = re.match(r"\W*([\w&.'-]+)", rendering)
    if words is None:
        return "a"
    word = words[1]
    letters = re.sub(r"[^A-Za-z0-9]", "", re.split(r"[-']", word)[0])
    if _VOWEL_SOUND.match(word):
        return "an"
    spelt_out = letters.isupper() and (len(letters) <= 3 or not re.search(r"[AEIOU]", letters[1:]))
    if spelt_out and word not in _SPOKEN_AS_WORDS:
        return "an" if letters[0].upper() in _LETTER_NAMED_WITH_VOWEL else "a"
    if _CONSONANT_SOUND.match(word):
        return "a"
    return "an" if word[0].lower() in "aeiou" else "a"


def starts_sentence(before: str) -> bool:
    """Whether what follows stands at the start of a sentence.

    Args:
        before: The English before it.
    """
    return _SENTENCE_START.search(before[-12:] if len(before) > 12 else before) is not None


def capitalised(rendering: str) -> str:
    """The rendering with its first character upper-cased, the rest as it is.

    Args:
        rendering: As the glossary has it.
    """
    return rendering[:1].upper() + rendering[1:]


def as_sentence(text: str, source: str) -> str:
    """English with a capital where a sentence begins with a plain word; "iPhone" and "npm" stay.

    Args:
        text: The English.
        source: The Korean, which is a sentence if it ends like one.
    """
    first = _PLAIN_WORD.match(text)
    return capitalised(text) if first and _SENTENCE.search(source) and first[0] not in source else text


def as_written(text: str, source: str) -> str:
    """English with what a model leaves out: a bracket's space, energy's hours, the order of title and name.

    Args:
        text: English that the model wrote, without renderings: those stay as they are.
        source: The Korean, such as ``36GWh``.
    """
    if not _CALL.search(source):
        text = _TOUCHING.sub(" (", text)
    text = _TITLE_BEHIND.sub(r"CEO \1", text)
    for amount, unit in _ENERGY.findall(source):
        whole = f"{int(amount):,}" if amount.isdecimal() else amount
        power = f"{_POWERS[unit.upper()]}watt"
        power = rf"(?<![\d.,])(?:{re.escape(amount)}|{whole})[ -]{power}(s?)(?![-\w]| hour)"
        text = re.sub(power, lambda found: found[0].removesuffix("s") + "-hour" + found[1], text)
    return text


def before_rendering(before: str, rendering: str) -> str:
    """The words before a rendering, made to fit it: a/an, no second article, a space where words would touch.

    Args:
        before: The English before the rendering.
        rendering: The rendering that follows, in its final form.
    """
    found = _ARTICLE.search(before)
    if found and rendering:
        if _OWN_ARTICLE.match(rendering):
            before = before[: found.start(1)]
        elif found[1].lower() != "the":
            fitting = article(rendering)
            fitting = fitting.capitalize() if found[1][0].isupper() else fitting
            before = before[: found.start(1)] + fitting + found[2]
    if before[-1:] and rendering[:1] and before[-1] in _OPENING and rendering[0] == before[-1] != "(":
        before = before[:-1]
    if (before[-1:].isalnum() and rendering[:1].isalnum()) or (
        before[-1:] in tuple(",;:") and rendering[:1].isalpha()
    ):
        before += " "
    return before


def ending(rendering: str, written: str) -> str:
    """What an engine wrote after a rendering in the same word: a plural's or a possessive's ending.

    Args:
        rendering: As the glossary has it.
        written: What stands in its place, such as ``AI chips``.
    """
    rest = written[len(rendering) :] if written.startswith(rendering) and rendering[-1:].isalpha() else ""
    return rest if rest in _WORD_ENDINGS or (rest in ("'", "’") and rendering[-1] == "s") else ""


def after_rendering(rendering: str, after: str) -> str:
    """The words after a rendering, made to fit it: no doubled possessive or quotation mark.

    Args:
        rendering: The rendering, in its final form.
        after: The English after it.
    """
    possessive = re.match(r"['’]s\b", after)
    if possessive and re.search(r"['’]s?$", rendering):
        after = after[possessive.end() :]
    elif possessive and rendering[-1:] in ("s", "S") and rendering[-2:-1].islower():
        after = after[0] + after[2:]
    if after[:1] and rendering[-1:] and after[0] in _CLOSING and rendering[-1] == after[0] != ")":
        after = after[1:]
    if rendering[-1:] == "." and after[:1] == ".":
        after = after[1:] if not after.startswith("..") else after
    word = re.match(r"\w+", after)
    if word and rendering[-1:].isalnum() and word[0] not in _ENDINGS[rendering[-1].isdigit()]:
        after = " " + after
    return after
