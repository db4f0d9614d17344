"""Whether the numbers of a translation agree with those of its source: values are compared, not digits."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from translate.document import Check, Level
from translate.numerals import Figure, Numeral, Quantity, find, values

_CODES = {Quantity.DATE: "date-mismatch", Quantity.YEAR: "date-mismatch", Quantity.TIME: "date-mismatch"}
_GRAVE = frozenset((Quantity.MONEY, Quantity.PERCENT, Quantity.POINTS, Quantity.LARGE))
# What one counter is worth in others: 24 months are two years.
_CONVERSIONS = {
    **{"개월": (12,), "달": (12,), "일": (7, 30), "시간": (24,), "분": (60,), "초": (60,), "주": (4, 52)},
    **{"년": (10, 100, Fraction(1, 12)), "명": (12,), "개": (12,), "주일": (4,), "주년": (10, 100)},
}
_NEAR = (Fraction(9, 10), Fraction(11, 10))  # of the value, to its rounding
_MOST_PARTS = 100
_ROUNDED_FROM = 10**5
_FINEST = Fraction(1, 10**6)
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_MONTHS = [f"{number}월" for number in ("일", *"이삼사오유칠팔구시", "십일", "십이")]
_CURRENCIES = ("dollar", "won", "yen", "yuan", "euro", "pound")
_LARGE = 10_000  # and no year
_SUMS = ("%", "%p", *_CURRENCIES)
_EACH = re.compile("각각|[씩총]|모두|둘 다|마다|똑같|동일|같은")  # the same number of more than one


def number_checks(
    source: str,
    target: str,
    covered: Sequence[tuple[int, int]] = (),
    renderings: Sequence[tuple[int, int]] = (),
) -> Iterator[Check]:
    """Compare the numbers of a sentence with those of its translation.

    Args:
        source: Korean.
        target: Its English.
        covered: Stretches of the source whose rendering is fixed and checked otherwise, in characters.
        renderings: Stretches of the target that stand for them; a number in them is right.

    Yields:
        ``number-mismatch``, ``date-mismatch`` or ``unit-mismatch``, one a numeral, then ``number-added``.
    """
    english = _Figures(values(target))
    year = re.search(r"\byear", target, re.IGNORECASE) is not None
    numerals = _in_months(source, [numeral for numeral in find(source) if numeral.values], english, year)
    strange = [
        figure
        for figure in english.beyond(_source_values(source, numerals))
        if not any(start <= figure.start and figure.end <= end for start, end in renderings)
    ]
    for numeral in numerals:
        if any(start < numeral.end and numeral.start < end for start, end in covered):
            continue
        if all(english.shows(value, numeral) for value in numeral.values if not _often_said_otherwise(value)):
            if numeral.kind in (Quantity.MONEY, Quantity.POINTS):
                yield from _unit_check(numeral, target, english.equal_to(numeral.values[-1]))
            continue
        stray = next((figure for figure in strange if _alike(figure, numeral)), None)
        message = f"{numeral.surface} ({_shown(numeral)}) is not in the translation"
        place: tuple[int | None, int | None] = (None, None)
        if stray is not None:
            strange.remove(stray)
            place = stray.whole
            message += f"; {target[slice(*place)]} is"
        code = _CODES.get(numeral.kind, "number-mismatch")
        level = Level.ERROR if numeral.kind in _GRAVE else Level.WARNING
        yield Check(code, level, message, numeral.start, numeral.end, *place)
    for figure in strange:
        if (figure.unit != "month" and target[figure.start].isalpha()) or _conversion(target, figure):
            continue
        message = f"{target[slice(*figure.whole)]} is not in the source"
        yield Check("number-added", Level.WARNING, message, None, None, *figure.whole)
    if not _EACH.search(source):
        for figure in english.again(numerals):
            if not _conversion(target, figure):
                message = f"{target[slice(*figure.whole)]} is not in the source so often"
                yield Check("number-added", Level.WARNING, message, None, None, *figure.whole)


def _in_months(source: str, numerals: Sequence[Numeral], english: _Figures, year: bool) -> list[Numeral]:
    """Numerals with 1년 4개월 as one, 16 months, where the English has so many, or no year at all."""
    joined: list[Numeral] = []
    for numeral in numerals:
        before = joined[-1] if joined else numeral
        if numeral.unit == "개월" and source[before.end : numeral.start].strip() == "년":
            months = before.values[-1] * 12 + numeral.values[-1]
            whole = replace(
                numeral,
                start=before.start,
                surface=f"{before.surface}년 {numeral.surface}",
                values=(months,),
                rendering=None,
            )
            if english.shows(months, whole) or not year:
                joined[-1] = whole
                continue
        joined.append(numeral)
    return joined


def _conversion(target: str, figure: Figure) -> bool:
    """Whether a number is in brackets: an editor's (1,000 mi) or (about $5 billion)."""
    opened = target.rfind("(", max(0, figure.start - 40), figure.start)
    return opened >= 0 and ")" not in target[opened : figure.start]


def _unit_check(numeral: Numeral, target: str, same: Sequence[Figure]) -> Iterator[Check]:
    wrong = {"%"} if numeral.unit == "%p" else {*_CURRENCIES, "%"} - {_currency(numeral.unit)}
    if same and {figure.unit for figure in same} <= wrong:
        figure = same[0]
        message = f"{numeral.surface} became {target[slice(*figure.whole)]}: another unit"
        yield Check("unit-mismatch", Level.ERROR, message, numeral.start, numeral.end, *figure.whole)


def _currency(unit: str) -> str:
    return unit.rpartition(" ")[2]


def _shown(numeral: Numeral) -> str:
    if numeral.rendering:
        return numeral.rendering
    return ", ".join(
        f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}" for value in numeral.values
    )


def _often_said_otherwise(value: Fraction) -> bool:
    """Whether a value has too many names to be looked for: 0, 1, a thousandth."""
    return value in (0, 1) or (value.denominator > _MOST_PARTS and value.numerator == 1)


def _accepted(value: Fraction, numeral: Numeral) -> Iterator[Fraction]:
    yield value
    if value < 0:
        yield -value
    if numeral.kind is Quantity.TIME:
        yield from (value % 12, value % 12 + 12)
        if value == 30:
            yield Fraction(1, 2)
    elif numeral.kind is Quantity.YEAR and value % 100 >= 10:
        yield value % 100
    elif numeral.kind is Quantity.FRACTION:
        yield from (Fraction(value.denominator), value * 100)
    elif numeral.kind is Quantity.PERCENT:
        yield value / 100
    elif numeral.unit == "년" and value < 100:  # 87년 is 1987
        yield from (1900 + value, 2000 + value)
    elif numeral.unit == "분":  # of a second half
        yield value + 45
    for worth in _CONVERSIONS.get(numeral.unit, ()):
        if (value / worth).denominator <= 2 and value != worth:  # one of them is said in too many ways
            yield value / worth


def _equal(shown: Fraction, value: Fraction) -> bool:
    """Whether a number shown is the value itself, or a rounding of it to two digits and more.

    Whole numbers below 100,000 are not rounded: 2019 is not 2020, 119 not 120.
    """
    if shown == value:
        return True
    if not _NEAR[0] < shown / value < _NEAR[1] or (value.denominator == 1 and value < _ROUNDED_FROM):
        return False
    step = Fraction(1)
    while step > _FINEST and (shown / step).denominator > 1:
        step /= 10
    digits = str(abs((shown / step).numerator))
    step *= 10 ** (len(digits) - len(digits.rstrip("0")))
    return len(digits.rstrip("0")) >= 2 and abs(value - shown) * 2 <= step


class _Figures:
    """The numbers of an English text, found by their values."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = sorted(figures, key=lambda figure: figure.value)
        self._values = [figure.value for figure in self._figures]
        self._known = set(self._values)

    def shows(self, value: Fraction, numeral: Numeral) -> bool:
        """Whether a value of a Korean numeral is there, in one of the ways that it may be said."""
        return not self._known.isdisjoint(_accepted(value, numeral)) or bool(self.equal_to(value))

    def equal_to(self, value: Fraction) -> list[Figure]:
        """The figures that are a value or its rounding, in order of their place."""
        if not value:
            return []
        near = sorted((value * _NEAR[0], value * _NEAR[1]))
        first, last = bisect_left(self._values, near[0]), bisect_right(self._values, near[1])
        equal = [figure for figure in self._figures[first:last] if _equal(figure.value, value)]
        return sorted(equal, key=lambda figure: figure.start)

    def again(self, numerals: Sequence[Numeral]) -> Iterator[Figure]:
        """Sums, percentages and large numbers that come oftener than in the source, where they are there."""
        for value in dict.fromkeys(numeral.values[-1] for numeral in numerals):
            equal = [f for f in self._figures if f.exact and f.value == value]
            shown = [f for f in equal if f.unit in _SUMS or value >= _LARGE]
            yield from shown[sum(value in numeral.values for numeral in numerals) :]

    def beyond(self, known: set[Fraction]) -> list[Figure]:
        """The figures that stand for none of the values, in order of their place."""
        rest = sorted(known)
        return sorted(
            (
                figure
                for figure in self._figures
                if figure.exact and (figure.value > 1 or figure.unit == "month") and not _among(figure, rest)
            ),
            key=lambda figure: figure.start,
        )


def _among(figure: Figure, known: Sequence[Fraction]) -> bool:
    first = bisect_left(known, figure.value / _NEAR[1])
    last = bisect_right(known, figure.value / _NEAR[0])
    return any(_equal(figure.value, value) for value in known[first:last])


def _alike(figure: Figure, numeral: Numeral) -> bool:
    if figure.unit == "month":
        return numeral.kind is Quantity.DATE
    if numeral.kind in (Quantity.PERCENT, Quantity.POINTS):
        return figure.unit in ("%", "%p")
    if numeral.kind is Quantity.MONEY:
        return figure.unit not in ("%", "%p", "ordinal")
    return figure.unit not in ("%", "%p", *_CURRENCIES)


def _source_values(source: str, numerals: Iterable[Numeral]) -> set[Fraction]:
    """All values that a number of the English may rightly have."""
    figures = source.translate(_WIDE).replace(",", "")
    known = {Fraction(digits) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", figures)}
    known |= {Fraction(count) * 10**12 for count in re.findall(r"([0-9]+)조", figures)}
    known |= {Fraction(int(unicodedata.numeric(mark))) for mark in re.findall("[①-⑳]", source)}
    known |= {Fraction(month) for month, name in enumerate(_MONTHS, 1) if name in source}
    for numeral in numerals:
        for value in numeral.values:
            known.update(_accepted(value, numeral))
    return known
