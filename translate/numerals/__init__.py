"""Korean number expressions, their values, and their newspaper English; both ways."""

from __future__ import annotations

from translate.numerals.english import Figure, values
from translate.numerals.korean import find
from translate.numerals.numeral import Numeral, Quantity

__all__ = ["Figure", "Numeral", "Quantity", "find", "values"]
