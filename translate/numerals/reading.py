"""Values of Korean numerals: digits with 천, 만, 억 …, Sino-Korean and native numbers in Hangul."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

LARGE_UNITS = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
SMALL_UNITS = {"십": 10, "백": 100, "천": 1000}
SINO_DIGITS = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")} | {"륙": 6}
NATIVE_ONES = {
    **{"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9},
    **{"하나": 1, "둘": 2, "셋": 3, "넷": 4, "석": 3, "넉": 4},
}
NATIVE_TENS = {
    **{"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50},
    **{"예순": 60, "일흔": 70, "여든": 80, "아흔": 90},
}

# Numbers of more than 24 digits are codes; the bounds also keep every match in constant time.
_POINT = r"(?![0-9])(?:\.[0-9]{1,12}(?![0-9])|(?!\.[0-9]))"
DIGITS = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,7}}|[0-9]{{1,24}}){_POINT}"
# What makes one number of parts that stand apart: 3 천만 원, 2천 500만, 30 만 명, 1만 30원.
_MONEY = "[ \u00a0]?(?:원|달러|엔|유로|위안)"
_COUNTED = f"(?:{_MONEY}|[ \u00a0]?명)"
_APART = f"(?:조(?={_MONEY})|[만억](?={_COUNTED}))"
_SECTION = (
    rf"{DIGITS}(?: (?=[천백십][만억조]?{_MONEY}))?"
    rf"(?:[천백십](?: ?[0-9](?=[백십])|[0-9]{{1,3}}{_POINT}| [0-9]{{2,3}}(?=[만억조]|{_COUNTED}))?){{0,3}}"
)
_LAST = (
    rf"(?:(?:[0-9]{{3,4}}|[0-9],[0-9]{{3}}){_POINT}|[0-9]{{1,2}}(?=여?(?:{_COUNTED}|가구|건))"
    r"|[0-9] ?천(?: ?[0-9]백(?: ?[0-9]{2})?| ?[0-9]{3})?|[0-9]백(?: ?[0-9]{2})?)"
    r"(?![0-9천백십만억조]|[,.][0-9])"
)
# 경 of 경기, 조 of 조각 and the like are no units.
_LARGE = (
    "(?:[만억]|조(?![각직례합류항])|경(?![기찰제우험계영로력비])"
    f"|[ \u00a0](?:{_APART}|[만억조](?=[ \u00a0]?[0-9])))"
)
#: Digits, alone or with 천, 만, 억 …: 1조2000억, 5천4백만, 3만 5000, 4만6924.74.
NUMBER = (
    rf"{_SECTION}(?:{_LARGE}(?:[ \u00a0]?{_SECTION}{_LARGE}){{0,3}}"
    rf"(?:{_SECTION}(?!{_LARGE})|[ \u00a0]{_LAST})?)?"
)
#: The same with a minus before it that is no hyphen.
SIGNED = rf"(?:(?<![A-Za-z0-9%)가-힣])-)?{NUMBER}"
_SINO_SECTION = "[일이삼사오육륙칠팔구십백천]{1,12}"
#: Sino-Korean numbers in Hangul: 십일만삼천삼백팔십육, 백 만 명.
SINO = (
    rf"(?:{_SINO_SECTION}(?:(?<=[십백천]) (?={_APART}))?)?"
    rf"(?:[만억조경](?: ?{_SINO_SECTION}[만억조]){{0,3}}(?: ?{_SINO_SECTION})?)?"
)
_ONES = "한|두|세|네|다섯|여섯|일곱|여덟|아홉"
_TENS = "열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔"
#: Native numbers before a counter: 세, 스물두, 백일흔두.
NATIVE = rf"(?:[일이삼사오육칠팔구]?천)?(?:[일이삼사오육칠팔구]?백)?(?:(?:{_TENS})(?:{_ONES})?|{_ONES}|석|넉)"

_PART = re.compile(rf"({DIGITS})|([천백십])|([만억조경])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A numeral read.

    Args:
        value: What it is worth.
        places: Decimal places as written after the last digit group.
        scale: The large unit that ends it (10000 for 만 …), or 1.
        plain: Whether it is written in digits only.
    """

    value: Fraction
    places: int
    scale: int
    plain: bool


def digits(text: str) -> Reading | None:
    """Read digits with or without Korean units.

    Args:
        text: What ``SIGNED`` matches.

    Returns:
        The reading, or None where units do not fall from large to small.
    """
    total = section = Fraction(0)
    number: Fraction | None = None
    small_limit, large_limit = 10**4, 10**20
    places, scale, plain = 0, 1, True
    for figure, small, large in _PART.findall(text):
        if figure:
            number = Fraction(figure.replace(",", ""))
            places = len(figure.partition(".")[2])
            scale = 1
            continue
        plain = False
        places = 0
        if small:
            unit = SMALL_UNITS[small]
            if unit >= small_limit:
                return None
            section += (Fraction(1) if number is None else number) * unit
            small_limit = unit
        else:
            scale = LARGE_UNITS[large]
            if scale >= large_limit:
                return None
            total += (section + (number or 0)) * scale
            section, small_limit, large_limit = Fraction(0), 10**4, scale
        number = None
    rest = section + (number or 0)
    if total and rest >= large_limit:
        return None
    value = total + rest
    return Reading(-value if text[0] == "-" else value, places, scale, plain)


def sino(text: str) -> int | None:
    """Read a Sino-Korean number in Hangul.

    Args:
        text: Numerals from 일 to 경; single spaces after 만, 억 and 조 are allowed.

    Returns:
        Its value, or None where the syllables make no number (이사, 삼오).
    """
    total = section = 0
    digit: int | None = None
    small_limit, large_limit = 10**4, 10**20
    for syllable in text.replace(" ", ""):
        if syllable in SINO_DIGITS:
            if digit is not None:
                return None
            digit = SINO_DIGITS[syllable]
        elif syllable in SMALL_UNITS:
            unit = SMALL_UNITS[syllable]
            if unit >= small_limit:
                return None
            section += (1 if digit is None else digit) * unit
            small_limit, digit = unit, None
        elif syllable in LARGE_UNITS:
            unit = LARGE_UNITS[syllable]
            section += digit or 0
            if unit >= large_limit:
                return None
            total += (section or 1) * unit
            section, small_limit, large_limit, digit = 0, 10**4, unit, None
        else:
            return None
    return total + section + (digit or 0)


def native(text: str) -> int | None:
    """Read a native Korean number, with Sino-Korean hundreds where it has them.

    Args:
        text: Such as 스물두 or 백일흔두.

    Returns:
        Its value, or None where it is no number.
    """
    head = re.match("[일이삼사오육칠팔구십백천]*[백천]", text)
    total = 0
    if head:
        hundreds = sino(head.group())
        if hundreds is None:
            return None
        total, text = hundreds, text[head.end() :]
    for tens, value in NATIVE_TENS.items():
        if text.startswith(tens):
            total, text = total + value, text[len(tens) :]
            break
    if not text:
        return total
    return total + NATIVE_ONES[text] if text in NATIVE_ONES else None
