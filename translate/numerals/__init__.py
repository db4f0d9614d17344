"""Korean number expressions, their values, and their newspaper English; both ways."""

from __future__ import annotations

from translate.numerals.english import Figure, values
from translate.numerals.korean import find
from translate.numerals.numeral import Numeral, Quantity
from translate.numerals.rendering import MONTHS

__all__ = ["MONTHS", "Figure", "Numeral", "Quantity", "find", "values"]
