"""Numbers that a model does not know: 수백억 원, tens of billions of won; 서너 명, three or four."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from translate.numerals import rendering
from translate.numerals.reading import SINO_DIGITS, SMALL_UNITS
from translate.numerals.units import COUNTERS, CURRENCIES, END, NATIVE_COUNTERS, SPACE

_ZEROS = {"": 0, "십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
_NAMES = {3: "thousands", 6: "millions", 9: "billions", 12: "trillions", 15: "quadrillions"}
_TENS = ("", "tens of ", "hundreds of ")
_EITHER = {
    "한두": "one or two",
    **dict.fromkeys(("두세", "두서너", "두어", "이삼"), "two or three"),
    **dict.fromkeys(("서너", "삼사"), "three or four"),
    **dict.fromkeys(("너덧", "너댓", "네댓", "네다섯", "사오"), "four or five"),
    **dict.fromkeys(("대여섯", "오륙"), "five or six"),
    **dict.fromkeys(("예닐곱", "육칠"), "six or seven"),
    **dict.fromkeys(("일고여덟", "칠팔"), "seven or eight"),
    "열두어": "about a dozen",
    "여남은": "about ten",
}
_DAYS = {
    "하루이틀": "a day or two",
    "사나흘": "three or four days",
    **dict.fromkeys(("너댓새", "네댓새", "너덧새"), "four or five days"),
    "대엿새": "five or six days",
    "예니레": "six or seven days",
    "보름": "15 days",
}


def _any(words: Mapping[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SIZE = re.compile(
    rf"(?<![가-힣])(?<![~∼-])[수몇](?P<small>[십백천]?){SPACE}(?P<large>[만억조])(?:"
    # 수천억 원, 수천억 원대 소송, 수천억대 소송
    rf"{SPACE}(?P<currency>{_any(CURRENCIES)}){END}(?![~∼-])(?P<about>대 )?|(?<!만)(?P<won>대 )"
    # 수천만 건; not 수조 개, of water tanks
    rf"|(?<!조)(?=(?P<space>{SPACE})(?:{COUNTERS}){END}))"
)
# 서너 명, 이삼 년; not 오륙도, an island
_FEW = re.compile(
    rf"(?<![가-힣])(?:(?P<days>{_any(_DAYS)})(?=간|여|쯤|만|{END})"
    rf"|(?P<few>{_any(_EITHER)})(?=(?P<space>{SPACE})(?:{NATIVE_COUNTERS}|년|일|회|건|배){END}))"
)
# 이삼십 대, 오륙백 명
_TENS_OR = re.compile(
    rf"(?<![가-힣])(?:이(?=삼)|삼(?=사)|사(?=오)|오(?=륙)|육(?=칠)|칠(?=팔))(?P<high>.)(?P<unit>[십백천])"
    rf"(?={SPACE}(?:{COUNTERS}|{_any(CURRENCIES)}|만 ?[명원]){END})"
)
# a measure of land and flats, 3.3 square meters, that it takes for square meters or acres
_PYEONG = re.compile(rf"(?:[0-9][만천백]?|>)(?P<unit> ?평)(?!화)(?=형|당|{END})")


def hints(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers that are told roughly, of money or of what is counted, and 평.

    Args:
        text: A Korean sentence, such as 수천만 건을 처리하는 데 서너 시간과 수백억 원이 든다.

    Yields:
        Start, end, and the English: tens of millions, three or four, tens of billions of won; a counter
        stays Korean.
    """
    for found in _SIZE.finditer(text):
        thousands, tens = divmod(_ZEROS[found["small"]] + _ZEROS[found["large"]], 3)
        english = _TENS[tens] + _NAMES[3 * thousands]
        if found["space"] is not None:
            yield *found.span(), english + " " * (not found["space"])
        else:
            currency = CURRENCIES[found["currency"] or "원"]
            plural = "dollars" if currency == "dollar" else rendering.CURRENCIES[currency][1]
            size = " 규모의 " if found["about"] or found["won"] else ""
            yield *found.span(), f"{english} of {plural}{size}"
    for found in _FEW.finditer(text):
        if found["days"]:
            yield *found.span(), _DAYS[found["days"]]
        else:
            yield *found.span(), _EITHER[found["few"]] + " " * (not found["space"])
    for found in _TENS_OR.finditer(text):
        high, unit = SINO_DIGITS[found["high"]], SMALL_UNITS[found["unit"]]
        yield *found.span(), f"{(high - 1) * unit:,}~{high * unit:,}"
    for found in _PYEONG.finditer(text):
        start, end = found.span("unit")
        yield start, end, " " * (not text[start - 1].isdigit()) + "pyeong"
