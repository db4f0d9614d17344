"""What numbers an English text may mean, and where they stand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.numerals import values


@pytest.mark.parametrize(
    ("english", "worth"),
    [
        ("1.2 trillion won", [(1_200_000_000_000, "won")]),
        ("$10 billion", [(10_000_000_000, "dollar")]),
        ("US$14.7 billion", [(14_700_000_000, "dollar")]),
        ("2.5 bn euros", [(2_500_000_000, "euro")]),
        ("0.25 percentage points", [(Fraction(1, 4), "%p")]),
        ("35 percent", [(35, "%")]),
        ("thirty-eight pieces", [(38, "")]),
        ("one hundred and seventy-two people", [(172, "")]),
        ("three hundred thousand won", [(300_000, "won")]),
        ("the 21st", [(21, "ordinal")]),
        ("46,924.74", [(Fraction("46924.74"), "")]),
    ],
)
def test_figures_and_number_words_are_read_from_english(english: str, worth: list[tuple[int, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in values(english) if figure.exact] == worth


@pytest.mark.parametrize(
    ("english", "number", "whole"),
    [
        ("about $1.2 trillion a year", "1.2 trillion", "$1.2 trillion"),
        ("about 50-won coins", "50", "50-won"),
        ("about 35 percent of", "35", "35 percent"),
        ("about thirty thousand won of", "thirty thousand", "thirty thousand won"),
    ],
)
def test_a_figure_has_two_places_without_and_with_its_unit(english: str, number: str, whole: str) -> None:
    (figure,) = [figure for figure in values(english) if figure.exact]
    assert english[figure.start : figure.end] == number
    assert english[slice(*figure.whole)] == whole


@pytest.mark.parametrize(
    ("english", "worth"),
    [
        ("twofold", 2),
        ("doubled", 2),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("one-third", Fraction(1, 3)),
        ("two dozen", 24),
        ("two decades", 20),
        ("Henry VIII", 8),
        ("1995-96", 1996),
        ("in December", 12),
        ("twenty-third", 23),
        ("minus 12 degrees", -12),
        ("3 to 5 million won", 3_000_000),
        ("the 1990s", 1990),
    ],
)
def test_what_else_an_english_text_may_mean_is_read_too(english: str, worth: Fraction) -> None:
    assert worth in {figure.value for figure in values(english)}


_PIECES = (
    "0 1 7 12 1,000 2.5 . , - – ' half a an one two twenty hundred million bn "
    "th s $ % percent won XX IIX V IVX May December third -third and to points decades ٠ é"
)


@given(st.lists(st.sampled_from(_PIECES.split()) | st.just(" "), max_size=30).map("".join))
def test_any_english_is_read_in_place(text: str) -> None:
    for figure in values(text):
        assert 0 <= figure.start < figure.end <= len(text)
