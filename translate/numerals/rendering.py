"""Newspaper English of values: AP style for numbers and money, full month names.

Amounts of a million and more take a word (1.2 trillion won, $10 billion) when a few decimals hold them
exactly, and all their digits otherwise; dollars take the sign, other currencies their name after the amount.
"""

from __future__ import annotations

from fractions import Fraction

#: Names of large numbers, from where they are used (newspapers say 1,300 trillion, not 1.3 quadrillion), and
#: the most decimal places they are used with.
SCALES = (
    ("quintillion", 10**18, 10**19, 5),
    ("quadrillion", 10**15, 10**16, 5),
    ("trillion", 10**12, 10**12, 5),
    ("billion", 10**9, 10**9, 5),
    ("million", 10**6, 10**6, 3),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
#: Singular and plural of each currency but the dollar.
CURRENCIES = {
    "won": ("won", "won"),
    "jeon": ("jeon", "jeon"),
    "yen": ("yen", "yen"),
    "yuan": ("yuan", "yuan"),
    "baht": ("baht", "baht"),
    "krona": ("krona", "kronor"),
    "krone": ("krone", "kroner"),
    **{
        name: (name, f"{name}s")
        for name in (
            *("euro", "pound", "cent", "ruble", "rupee", "peso", "franc", "lira", "rupiah"),
            *("Canadian dollar", "Hong Kong dollar", "Australian dollar", "Singapore dollar"),
            *("New Taiwan dollar", "New Zealand dollar"),
        )
    },
}
_MOST_PLACES = 12
_FRACTIONS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}
_FRACTIONS |= {9: "ninth", 10: "tenth"}
_SMALL_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def plain(value: Fraction, places: int = 0) -> str:
    """Digits with commas.

    Args:
        value: A number with a finite decimal fraction.
        places: Least number of decimal places to show.
    """
    while places < _MOST_PLACES and (value * 10**places).denominator > 1:
        places += 1
    scaled = round(abs(value) * 10**places)
    whole, fraction = divmod(scaled, 10**places)
    text = f"{whole:,}" + (f".{fraction:0{places}d}" if places else "")
    return f"-{text}" if value < 0 else text


def number(value: Fraction, places: int = 0, *, words: bool = True) -> str:
    """A number as newspapers write it.

    Args:
        value: The number.
        places: Decimal places as written in the source, kept below a million.
        words: Whether a million and more may take a word.
    """
    if words:
        for name, scale, least, most_places in SCALES:
            if abs(value) >= least:
                if (value * 10**most_places / scale).denominator == 1:
                    return f"{plain(value / scale)} {name}"
                break
    return plain(value, places)


def amount(value: Fraction, currency: str, places: int = 0, *, words: bool = True) -> str:
    """An amount of money without the name of its currency: 1.2 trillion, $82.50.

    Args:
        value: The amount.
        currency: ``dollar`` or a key of ``CURRENCIES``.
        places: Decimal places as written in the source; one becomes two where hundredths are cents or pence.
        words: Whether a million and more may take a word.
    """
    if places == 1 and currency.endswith(("dollar", "euro", "pound")):
        places = 2
    text = number(value, places, words=words)
    if currency == "dollar":
        return f"-${text[1:]}" if text.startswith("-") else f"${text}"
    return text


def money(value: Fraction, currency: str, places: int = 0, *, words: bool = True) -> str:
    """An amount of money.

    Args:
        value, currency, places, words: As for ``amount``.
    """
    text = amount(value, currency, places, words=words)
    if currency == "dollar":
        return text
    singular, plural = CURRENCIES[currency]
    return f"{text} {singular if value == 1 else plural}"


def points(value: Fraction, places: int = 0) -> str:
    """A difference in percentage points.

    Args:
        value: The difference.
        places: Decimal places as written in the source.
    """
    return f"{plain(value, places)} percentage point{'' if value == 1 else 's'}"


def date(year: int | None, month: int, day: int | None = None, until: int | None = None) -> str:
    """A date in American order.

    Args:
        year: The year, or None.
        month: 1 to 12.
        day: Day of the month, or None.
        until: Last day of a range that begins at ``day``, or None.
    """
    text = MONTHS[month - 1]
    if day is not None:
        text += f" {day}" if until is None else f" {day}-{until}"
    if year is not None:
        text += f" {year}" if day is None else f", {year}"
    return text


def time(hour: int, minute: int | None, half: str) -> str:
    """A time of day.

    Args:
        hour: 1 to 12.
        minute: 0 to 59, or None.
        half: ``a.m.`` or ``p.m.``.
    """
    return f"{hour} {half}" if minute is None else f"{hour}:{minute:02d} {half}"


def fraction(numerator: int, denominator: int) -> str | None:
    """A fraction in words, a tiny one in figures; None where words would be clumsy.

    Args:
        numerator, denominator: Above and below the line.
    """
    if numerator == 1 and denominator >= 100:
        return f"1/{denominator:,}"
    if denominator not in _FRACTIONS or not 0 < numerator < 10:
        return None
    name = _FRACTIONS[denominator]
    if denominator == 2:
        return "half" if numerator == 1 else None
    return f"{_SMALL_WORDS[numerator]}-{name}{'' if numerator == 1 else 's'}"
