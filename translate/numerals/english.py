"""Numbers of English text: digits, words, ordinals, months, multiples, and the units they stand with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from translate.numerals.rendering import MONTHS

_ONES = {
    **{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15},
    **{"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
}
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_SCALES = {
    **{"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"quadrillion": 10**15, "quintillion": 10**18, "mn": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12},
    **{"m": 10**6, "b": 10**9, "k": 1000},
}
_ORDINALS = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8},
    **{"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14},
    **{"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19},
    **{f"{tens[:-1]}ieth": value for tens, value in _TENS.items()},
    **{"hundredth": 100, "thousandth": 1000},
}
# Words that stand for a number without naming it.
_MULTIPLES = {
    **{"half": Fraction(1, 2), "halves": Fraction(1, 2), "halved": Fraction(1, 2), "halving": Fraction(1, 2)},
    **dict.fromkeys(("once", "single", "sole", "lone", "solo", "a", "an"), Fraction(1)),
    **dict.fromkeys(
        ("twice", "double", "doubled", "doubles", "doubling", "both", "pair", "pairs", "couple"), Fraction(2)
    ),
    **dict.fromkeys(
        (
            "duo",
            "twin",
            "twins",
            "dual",
            "bilateral",
            "secondary",
            "either",
            "neither",
            "two-way",
            "back-to-back",
        ),
        Fraction(2),
    ),
    **dict.fromkeys(
        ("triple", "tripled", "triples", "tripling", "trio", "thrice", "trilateral", "triad"), Fraction(3)
    ),
    **dict.fromkeys(("triptych", "trifold", "tri-fold", "three-way", "tertiary"), Fraction(3)),
    **dict.fromkeys(("quarter", "quarters", "quarterly"), Fraction(1, 4)),
    **dict.fromkeys(("quadruple", "quadrupled", "quartet", "quad"), Fraction(4)),
    **dict.fromkeys(("quintuple", "quintupled", "quintet"), Fraction(5)),
    **dict.fromkeys(("dozen", "dozens", "year", "year-long", "yearlong", "annual"), Fraction(12)),
    **dict.fromkeys(("decade", "decade-long", "decades-old", "decade-old"), Fraction(10)),
    **dict.fromkeys(("century", "century-old", "centennial"), Fraction(100)),
    **dict.fromkeys(("day", "day-long", "round-the-clock"), Fraction(24)),
    **dict.fromkeys(("fortnight",), Fraction(14)),
    **dict.fromkeys(("week", "weeklong"), Fraction(7)),
    **dict.fromkeys(("hour", "minute"), Fraction(60)),
    **dict.fromkeys(("noon", "midnight"), Fraction(12)),
    **{"septuagenarian": Fraction(70), "octogenarian": Fraction(80), "nonagenarian": Fraction(90)},
    **{"around the clock": Fraction(24), "sophomore": Fraction(2), "sophomores": Fraction(2)},
    **{"junior": Fraction(3), "juniors": Fraction(3), "senior": Fraction(4), "seniors": Fraction(4)},
}
_PLURALS = {"dozen": 12, "dozens": 12, "decades": 10, "centuries": 100}
_MONTHS = {name: value for value, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3]: value for name, value in _MONTHS.items()} | {"Sept": 9}
_CURRENCY_WORDS = {
    **{"won": "won", "jeon": "jeon", "yen": "yen", "yuan": "yuan", "renminbi": "yuan", "baht": "baht"},
    **{"lira": "lira", "dollar": "dollar", "dollars": "dollar", "cent": "cent", "cents": "cent"},
    **{"krona": "krona", "kronor": "krona", "krone": "krone", "kroner": "krone"},
}
for _name in ("euro", "pound", "ruble", "rupee", "peso", "franc", "rupiah"):
    _CURRENCY_WORDS |= {_name: _name, f"{_name}s": _name}
_SIGNS = {"$": "dollar", "₩": "won", "€": "euro", "£": "pound", "¥": "yen"}


def _either(words: Iterable[str]) -> str:
    """An alternation that prefers the longest."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SCALE = _either(_SCALES)
_LARGE = "hundred|thousand|million|billion|trillion"
_WORD = _either((*_ONES, *_TENS, *_LARGE.split("|")))
_ORDINAL = _either(_ORDINALS)
_LAND = (
    r"US|U\.S\.|Canadian|Hong Kong|Australian|Singapore|New Zealand|New Taiwan|Taiwan|South Korean|Korean"
    "|Japanese|Chinese|Swiss|British"
)
_UNIT = (
    r"(?P<points>[ -]?percentage[ -]points?|%p\b|[ ]?pp\b)|[ -]?(?P<percent>%|percent\b|per cent\b)"
    rf"|[ -](?:(?:{_LAND})[ -])?(?P<currency>{_either(_CURRENCY_WORDS)})\b"
)
_FIGURE = re.compile(
    r"(?P<minus>(?<![\w%)])[-−](?=[$₩€£¥]?[0-9])|\bminus )?(?:US|U\.S\. ?|CA|HK|A|NZ|S|NT)?(?P<sign>[$₩€£¥])?"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3}){1,7}(?![0-9])|[0-9]{1,24})(?:\.[0-9]{1,12})?)"
    rf"(?:(?P<nth>st|nd|rd|th)\b|(?P<decade>s)\b|[ -]?(?P<scale>{_SCALE})(?![A-Za-z])|(?:-?fold|x)\b)?"
    rf"(?:{_UNIT})?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"\b(?:(?<![0-9][ -])|(?!{_LARGE}))(?P<core>(?P<words>(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD})){{0,12}})"
    r"(?:fold|[ -](?P<part>half|halves"
    r"|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)"
    rf"|[ -](?P<ordinal>{_ORDINAL}))?\b(?P<half> and a half(?: (?P<scale>{_LARGE}))?)?)(?:{_UNIT})?",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6}
_PARTS |= {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_HALVES = {"dozen": 6, "decade": 5, "century": 50, "year": 6, "day": 12, "hour": 30}
_LETTERS = re.compile(
    rf"\b(?:(?P<month>{_either(_MONTHS)})\b"
    rf"|half (?:a|an) (?P<halfof>{_LARGE}|{_either(_HALVES)})\b"
    rf"|(?P<multiple>(?i:{_either(_MULTIPLES)}))\b(?!['’])"
    rf"|(?P<ordinal>(?i:{_ORDINAL}))s?\b|(?P<fold>(?i:{_either((*_ONES, *_TENS))}))fold\b"
    r"|(?P<roman>(?=[IVX]{2,7}\b)X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])\b))"
)
# Where March is surely a month: "in March", "mid-March", "March 3".
_BEFORE_MONTH = re.compile(r"\b(?:in|early|late|mid|since|until|last|next|this|during)[ -]$", re.IGNORECASE)
_DAY = re.compile(r"\.?,? [0-9]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an English text.

    Args:
        start, end: Its place, in characters, with its scale (``million``), without unit and currency.
        value: What it is worth.
        unit: ``%``, ``%p``, a currency, ``month``, ``ordinal`` or empty.
        exact: Whether it is written as a figure or a number word that can mean nothing else (not ``double``,
            ``a``, ``May`` without a date's words); only such a one can contradict the source.
        whole: Its place with the unit or sign, in characters.
    """

    start: int
    end: int
    value: Fraction
    unit: str = ""
    exact: bool = True
    whole: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        if self.whole == (0, 0):
            object.__setattr__(self, "whole", (self.start, self.end))


def values(english: str) -> list[Figure]:
    """Read the numbers of an English text.

    Args:
        english: A sentence or more.

    Returns:
        Figures in order of their place. Where a text can be read in two ways (3 in ``3 to 5 million``,
        ``5m``, ``half``) both readings are there, the less literal one not ``exact``.
    """
    found = [*_figures(english), *_number_words(english), *_letters(english)]
    return sorted(found, key=lambda figure: (figure.start, not figure.exact, figure.value))


def _unit(match: re.Match[str]) -> str:
    if match["points"]:
        return "%p"
    if match["percent"]:
        return "%"
    return _CURRENCY_WORDS[match["currency"].lower()] if match["currency"] else ""


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        value = Fraction(match["digits"].replace(",", ""))
        start, end = match.span("digits")
        if _POINT.search(text, max(0, start - 2), start):  # a batting average: .266
            yield Figure(start - 1, end, value / 10 ** len(match["digits"]), "", False)
            continue
        whole = match.span()
        unit = _SIGNS[match["sign"]] if match["sign"] else _unit(match)
        scale = (match["scale"] or "").lower()
        glued = whole[0] > 0 and text[whole[0] - 1].isalnum()
        exact = not glued and not match["decade"] and not text[whole[1] : whole[1] + 1].isalpha()
        end = max(end, match.end("scale"))
        if match["nth"]:
            unit = "ordinal"
        if match["minus"]:
            yield Figure(match.start("minus"), end, -value * _SCALES.get(scale, 1), unit, False, whole)
        if scale in ("m", "b", "k"):  # metres as well as millions
            yield Figure(start, end, value, unit, False, whole)
        if scale:
            exact = exact and scale not in ("m", "b", "k")
            yield Figure(start, end, value * _SCALES[scale], unit, exact, whole)
        else:
            yield Figure(start, end, value, unit, exact, whole)
            yield from _shared_scale(text, match, value, unit)
        short = _SECOND_YEAR.match(text, end)
        if short and len(match["digits"]) == 4:  # 1995-96
            yield Figure(short.start(), short.end(), value - value % 100 + int(short["year"]), "", False)


_POINT = re.compile(r"(?<![0-9])\.$")
_SECOND_YEAR = re.compile(r"[-–/](?P<year>[0-9]{2})(?![0-9])")
_RANGE = re.compile(
    r"(?:[-–~]| to | and | or )(?P<sign>[$₩€£¥])?[0-9][0-9,.]{0,30}"
    rf"[ -]?(?:(?P<scale>{_SCALE})(?![A-Za-z]))?(?:{_UNIT})?",
    re.IGNORECASE,
)


def _shared_scale(text: str, match: re.Match[str], value: Fraction, unit: str) -> Iterator[Figure]:
    """The first of a range with the scale and unit of the second: 3 in ``3 to 5 million won``."""
    other = _RANGE.match(text, match.end())
    if not other:
        return
    shared = unit or (_SIGNS[other["sign"]] if other["sign"] else _unit(other))
    scale = _SCALES.get((other["scale"] or "").lower(), 1)
    if scale != 1 or shared != unit:
        yield Figure(*match.span("digits"), value * scale, shared, False, match.span())


def _number_words(text: str) -> Iterator[Figure]:
    for match in _WORDS.finditer(text):
        value = Fraction(_spelt(re.split(r"[ -]", match["words"].lower())))
        start, end = match.span("core")
        unit, whole = _unit(match), match.span()
        exact = value > 1 and text[start - 1 : start] != "-"
        if match["part"]:
            part = match["part"].lower()
            below = _PARTS.get(part) or _PARTS[part[:-1]]
            yield Figure(start, end, value / below, "", False)
            if value >= 20 and below > 2:  # twenty-third
                yield Figure(start, end, value + below, "ordinal", False)
            yield Figure(start, end, Fraction(below), "ordinal", False)
            yield Figure(start, end, value, "", False)
            continue
        if match["ordinal"]:
            nth = _ORDINALS[match["ordinal"].lower()]
            joined = value * nth if nth >= 100 and value < nth else value + nth
            yield Figure(start, end, joined, "ordinal", False)
            yield Figure(start, end, value, "", False)
            continue
        if match["half"]:
            scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
            yield Figure(start, end, (value + Fraction(1, 2)) * scale, unit, exact, whole)
        yield Figure(start, end, value, unit, exact and not match["half"], whole)
        for word in re.findall(r"[a-z]+", match["words"].lower()) if " and " in match["words"] else ():
            small = _ONES.get(word, _TENS.get(word))
            if small:  # "between one and three": two numbers
                yield Figure(start, end, Fraction(small), unit, False, whole)
        after = _PLURAL.match(text, match.end("words"))
        if after:
            yield Figure(start, after.end(), value * _PLURALS[after["plural"].lower()], "", False)


_PLURAL = re.compile(rf"[ -](?P<plural>{'|'.join(_PLURALS)})\b", re.IGNORECASE)


def _spelt(words: list[str]) -> int:
    total = section = 0
    for word in words:
        if word in _ONES:
            section += _ONES[word]
        elif word in _TENS:
            section += _TENS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _SCALES:
            total += (section or 1) * _SCALES[word]
            section = 0
    return total + section


def _letters(text: str) -> Iterator[Figure]:
    for match in _LETTERS.finditer(text):
        start, end = match.span()
        if match["month"]:
            dated = _BEFORE_MONTH.search(text, max(0, start - 8), start) or _DAY.match(text, end)
            yield Figure(start, end, Fraction(_MONTHS[match["month"]]), "month", dated is not None)
        elif match["halfof"]:
            unit = match["halfof"]
            value = Fraction(_HALVES.get(unit, 0)) or Fraction(_SCALES.get(unit, 1), 2)
            yield Figure(start, end, value, "", False)
            yield Figure(start, end, Fraction(1, 2), "", False)
        elif match["multiple"]:
            yield Figure(start, end, _MULTIPLES[match["multiple"].lower()], "", False)
        elif match["ordinal"]:
            yield Figure(start, end, Fraction(_ORDINALS[match["ordinal"].lower()]), "ordinal", False)
        elif match["fold"]:
            word = match["fold"].lower()
            yield Figure(start, end, Fraction(_ONES.get(word) or _TENS[word]), "", False)
        else:
            yield Figure(start, end, Fraction(_roman(match["roman"])), "ordinal", False)


def _roman(text: str) -> int:
    worth = {"I": 1, "V": 5, "X": 10}
    total = 0
    for here, following in zip(text, f"{text[1:]} ", strict=True):
        total += -worth[here] if worth.get(following, 0) > worth[here] else worth[here]
    return total
