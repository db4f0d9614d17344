"""Whether the numbers of a translation agree with those of its source: values are compared, not digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
_CURRENCIES = ("dollar", "won", "yen", "yuan", "euro", "pound")


def number_checks(source: str, target: str, covered: Sequence[tuple[int, int]] = ()) -> Iterator[Check]:
    """Compare the numbers of a sentence with those of its translation.

    Args:
        source: Korean.
        target: Its English.
        covered: Stretches of the source whose rendering is fixed and checked otherwise, in characters.

    Yields:
        ``number-mismatch``, ``date-mismatch`` or ``unit-mismatch``, one a numeral, then ``number-added``.
    """
    numerals = [numeral for numeral in find(source) if numeral.values]
    figures = values(target)
    known = _source_values(source, numerals)
    strange = [
        figure for figure in figures if figure.exact and figure.value > 1 and figure.value not in known
    ]
    for numeral in numerals:
        if any(start < numeral.end and numeral.start < end for start, end in covered):
            continue
        missing = [value for value in _required(numeral) if not _present(value, numeral, figures)]
        if missing:
            code = _CODES.get(numeral.kind, "number-mismatch")
            level = Level.ERROR if numeral.kind in _GRAVE else Level.WARNING
            stray = next((figure for figure in strange if _alike(figure, numeral)), None)
            message = f"{numeral.surface} ({_shown(numeral)}) is not in the translation"
            if stray is not None:
                strange.remove(stray)
                message += f"; {target[stray.start : stray.end]} is"
            place = (None, None) if stray is None else (stray.start, stray.end)
            yield Check(code, level, message, numeral.start, numeral.end, *place)
        elif numeral.kind in (Quantity.MONEY, Quantity.POINTS):
            yield from _unit_check(numeral, target, figures)

    for figure in strange:
        if target[figure.start].isalpha() or _conversion(target, figure):
            continue
        message = f"{target[figure.start : figure.end]} is not in the source"
        yield Check("number-added", Level.WARNING, message, None, None, figure.start, figure.end)


def _conversion(target: str, figure: Figure) -> bool:
    """Whether a number is in brackets: an editor's (1,000 mi) or (about $5 billion)."""
    opened = target.rfind("(", max(0, figure.start - 40), figure.start)
    return opened >= 0 and ")" not in target[opened : figure.start]


def _unit_check(numeral: Numeral, target: str, figures: Iterable[Figure]) -> Iterator[Check]:
    same = [figure for figure in figures if _equal(figure.value, numeral.values[-1])]
    units = {figure.unit for figure in same}
    wrong = {"%p": {"%"}}.get(numeral.unit, {*_CURRENCIES, "%"} - {_currency(numeral.unit)})
    if units and units <= wrong:
        figure = same[0]
        message = f"{numeral.surface} became {target[figure.start : figure.end]}: another unit"
        yield Check(
            "unit-mismatch", Level.ERROR, message, numeral.start, numeral.end, figure.start, figure.end
        )


def _currency(unit: str) -> str:
    return unit.rpartition(" ")[2]


def _shown(numeral: Numeral) -> str:
    if numeral.rendering:
        return numeral.rendering
    return ", ".join(
        f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}" for value in numeral.values
    )


def _required(numeral: Numeral) -> Iterator[Fraction]:
    """The values that must be in the English; 0 and 1 are said in too many ways."""
    for value in numeral.values:
        if value not in (0, 1):
            yield value


def _accepted(value: Fraction, numeral: Numeral) -> Iterator[Fraction]:
    yield value
    if value < 0:
        yield -value
    if numeral.kind is Quantity.TIME:
        yield from (value % 12, value % 12 + 12)
        if value == 30:
            yield Fraction(1, 2)
    elif numeral.kind is Quantity.YEAR:
        yield value % 100
    elif numeral.kind is Quantity.FRACTION:
        yield from (Fraction(value.denominator), value * 100)
    elif numeral.kind is Quantity.PERCENT:
        yield value / 100
    for worth in _CONVERSIONS.get(numeral.unit, ()):
        yield value / worth


def _equal(shown: Fraction, value: Fraction) -> bool:
    """Whether a number shown is the value itself or the value rounded to at least two digits."""
    if shown == value:
        return True
    if shown.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100, 1000) or shown <= 0 or value <= 0:
        return False
    if not Fraction(9, 10) < shown / value < Fraction(11, 10):
        return False
    exponent = 0
    while shown.denominator != 1:
        shown, value, exponent = shown * 10, value * 10, exponent + 1
    digits = str(shown.numerator).rstrip("0")
    step = 10 ** (len(str(shown.numerator)) - len(digits))
    return (
        len(digits) >= 2
        and abs(value - shown) * 2 <= step
        and value / step != shown / step
        and _longer(value, digits)
    )


def _longer(value: Fraction, digits: str) -> bool:
    """Whether a value has more significant digits than the number that may be its rounding."""
    while value.denominator != 1:
        value *= 10
    return len(str(value.numerator).rstrip("0")) > len(digits)


def _present(value: Fraction, numeral: Numeral, figures: Sequence[Figure]) -> bool:
    accepted = set(_accepted(value, numeral))
    return any(figure.value in accepted or _equal(figure.value, value) for figure in figures)


def _alike(figure: Figure, numeral: Numeral) -> bool:
    if numeral.kind in (Quantity.PERCENT, Quantity.POINTS):
        return figure.unit in ("%", "%p")
    if numeral.kind is Quantity.MONEY:
        return figure.unit not in ("%", "%p", "ordinal")
    return figure.unit not in ("%", "%p", *_CURRENCIES)


def _source_values(source: str, numerals: Iterable[Numeral]) -> set[Fraction]:
    """All values that a number of the English may rightly have."""
    known = {Fraction(digits) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", source.replace(",", ""))}
    for numeral in numerals:
        for value in numeral.values:
            known.update(_accepted(value, numeral))
    return known
