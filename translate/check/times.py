"""Weeks, months and years, whether this, next or last, and ages: whether a translation has its source's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.document import Check, Level

# Korean and English that say which one: this, the next, the last.
_KOREAN = {
    "week": (
        "이번 ?주(?![가-힣]*제)|금주(?![가-힣])",
        "다음 ?주(?!자)|내주(?![가-힣])",
        "(?:지난|저번) ?주|전주(?=보다| 대비)",
    ),
    "month": ("이번 ?달|이달", "다음 ?달|내달", "(?:지난|저번) ?달|전달|전월"),
    "year": (
        "올해|올 (?=[가-힣0-9])|금년",
        "내년|다음 ?해|이듬해|명년",
        "지난 ?해|작년|전년|직전 해",
    ),
}
_ENGLISH = (
    r"\bthis {0}\b",
    r"\b(?:next|the following|coming) {0}\b",
    r"\b(?:(?:last|previous|prior) {0}|(?:a|one) {0} (?:earlier|ago|before)|{0}-(?:on|over)-{0})\b",
)
_UNITS = {"week": "(?:week|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", "month": "month", "year": "year"}
_PATTERNS = [
    (
        [re.compile(korean) for korean in _KOREAN[unit]],
        [re.compile(english.format(name), re.IGNORECASE) for english in _ENGLISH],
    )
    for unit, name in _UNITS.items()
]
_AGED = re.compile(r"\b([2-9]0)[- ]years?[- ]olds?\b")


def time_checks(source: str, target: str) -> Iterator[Check]:
    """Which week, month or year is meant, where the source speaks of one alone and the target of others.

    Of 63,476 sentences that people translated one has a finding, a play on words.

    Args:
        source: Korean.
        target: Its English.

    Yields:
        ``date-mismatch``, at most one a unit, with the places of both.
    """
    for korean, english in _PATTERNS:
        meant = [(i, found) for i, pattern in enumerate(korean) if (found := pattern.search(source))]
        said = [(i, found) for i, pattern in enumerate(english) if (found := pattern.search(target))]
        if len(meant) == 1 and said and meant[0][0] not in dict(said):
            wanted, instead = meant[0][1], said[0][1]
            message = f"{wanted[0]} is not in the translation; {instead[0]} is"
            yield Check("date-mismatch", Level.WARNING, message, *wanted.span(), *instead.span())


def age_checks(source: str, target: str) -> Iterator[Check]:
    """People in their twenties (20대) who became 20 years old.

    Args:
        source: Korean.
        target: Its English.

    Yields:
        ``number-mismatch``, one for each age.
    """
    for aged in _AGED.finditer(target):
        decade = re.search(rf"(?<!\d){aged[1]}대", source)
        if decade and not re.search(rf"(?<!\d){aged[1]} ?(?:세|살|년)", source):
            message = f"{decade[0]} is in their {aged[1]}s; {aged[0]} is in the translation"
            yield Check("number-mismatch", Level.WARNING, message, *decade.span(), *aged.span())
