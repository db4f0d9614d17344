"""What a number expression is: its place, kind, values and English."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Quantity(str, Enum):
    """What a number expression counts or names."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"  # percentage points
    LARGE = "large"  # with 만, 억, 조 or 경, or of five digits and more
    DATE = "date"  # a day or a month; values: year, month, day as far as written
    TIME = "time"  # values: hour of the day, minute as far as written
    YEAR = "year"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    SCORE = "score"
    TEMPERATURE = "temperature"
    AGE = "age"
    COUNT = "count"
    IDENTIFIER = "identifier"  # telephone numbers, codes, addresses: text, not a quantity; no values


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number expression of a Korean text.

    Args:
        start, end: Its place, in characters, without a particle.
        surface: The text between them.
        kind: What it counts or names.
        values: What it is worth, exactly; two for a range or a score, none for an identifier.
        unit: Currency (``won``, ``dollar`` …) or the counter as written; empty for none.
        rendering: Newspaper English, or None where it depends on the sentence.
        pinned: Whether the rendering is fixed in the translation by default.
    """

    start: int
    end: int
    surface: str
    kind: Quantity
    values: tuple[Fraction, ...] = ()
    unit: str = ""
    rendering: str | None = None
    pinned: bool = False
