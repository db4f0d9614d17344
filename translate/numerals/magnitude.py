"""Numbers of which only the size is told: 수백억 원, tens of billions of won."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.numerals import rendering
from translate.numerals.units import COUNTERS, CURRENCIES, END, SPACE

_ZEROS = {"": 0, "십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12}
_NAMES = {3: "thousands", 6: "millions", 9: "billions", 12: "trillions", 15: "quadrillions"}
_TENS = ("", "tens of ", "hundreds of ")
_MONEY = "|".join(sorted(CURRENCIES, key=len, reverse=True))
_SIZE = re.compile(
    rf"(?<![가-힣])(?<![~∼-])[수몇](?P<small>[십백천]?){SPACE}(?P<large>[만억조])(?:"
    # 수천억 원, 수천억 원대 소송, 수천억대 소송
    rf"{SPACE}(?P<currency>{_MONEY}){END}(?![~∼-])(?P<about>대 )?"
    "|(?<!만)(?P<won>대 )"
    # 수천만 건; not 수조 개, of water tanks
    rf"|(?<!조)(?=(?P<space>{SPACE})(?:{COUNTERS}){END}))"
)


def magnitudes(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers of which only the size is told, of money or of what is counted.

    Args:
        text: A Korean sentence, such as 수천만 건을 처리하는 데 수백억 원이 든다.

    Yields:
        Start, end, and the English: tens of millions, tens of billions of won; a counter stays Korean.
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
