"""Makers of numerals: each turns the match of one form of number expression into a Numeral, or refuses it."""

from __future__ import annotations

import re
from fractions import Fraction

from translate.numerals import rendering
from translate.numerals.numeral import Numeral, Quantity
from translate.numerals.reading import SINO_DIGITS, Reading, digits, native, sino
from translate.numerals.units import (
    AGES,
    CURRENCIES,
    DAYS,
    DOLLARS,
    GLUED,
    LATIN_SCALES,
    PARTICLES,
    SAFE_COUNTERS,
    SIGNS,
)


def _numeral(
    match: re.Match[str],
    kind: Quantity,
    values: tuple[int | Fraction, ...] = (),
    unit: str = "",
    rendering: str | None = None,
    *,
    pinned: bool = False,
    end: int | None = None,
) -> Numeral:
    end = match.end() if end is None else end
    start = match.start()
    return Numeral(
        start, end, match.string[start:end], kind, tuple(map(Fraction, values)), unit, rendering, pinned
    )


def identifier(match: re.Match[str]) -> Numeral:
    """What is written in figures but counts nothing: an address, a code, the name of a day."""
    return _numeral(match, Quantity.IDENTIFIER)


def _value(text: str | None) -> Reading | None:
    if not text:
        return None
    if text[0] in "-0123456789":
        return digits(text)
    value = sino(text)
    return None if value is None else Reading(Fraction(value), 0, 1, False)


def _whole(text: str | None) -> int | None:
    reading = _value(text)
    return None if reading is None else int(reading.value)


def date(match: re.Match[str]) -> Numeral | None:
    """A month, with its year and day as far as written."""
    year, month, day, until = (_whole(match[name]) for name in ("year", "month", "day", "until"))
    if match["month"] in ("유", "시"):  # 유월, 시월
        month = 6 if match["month"] == "유" else 10
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if until is not None and (day is None or not day < until <= 31):
        return None
    if year is None and day is None:
        return _numeral(match, Quantity.DATE, (month,), "월", rendering.MONTHS[month - 1])
    values = tuple(part for part in (year, month, day, until) if part is not None)
    unit = "".join(name for name, part in zip("년월일", (year, month, day), strict=True) if part is not None)
    english = rendering.date(year, month, day, until)
    return _numeral(match, Quantity.DATE, values, unit, english, pinned=True)


def numeric_date(match: re.Match[str]) -> Numeral | None:
    """2026.6.23."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _numeral(match, Quantity.DATE, (year, month, day), "년월일", rendering.date(year, month, day))


def year(match: re.Match[str]) -> Numeral | None:
    """A year, or the first of a range of years."""
    year = _whole(match["year"])
    if year is None or not 1000 <= year <= 2999:
        return None
    end = match.end("year") + (match.string.startswith("년", match.end("year")))
    return _numeral(match, Quantity.YEAR, (year,), "년", str(year), end=end)


def years(match: re.Match[str]) -> Numeral:
    """A range of years: 1469-1539년."""
    return _numeral(match, Quantity.YEAR, (int(match["first"]), int(match["last"])), "년")


def time(match: re.Match[str]) -> Numeral | None:
    """A time of day; without 오전 or 오후 its half of the day is not known."""
    hour = _whole(match["hour"]) if match["hour"].isdigit() else native(match["hour"])
    minute = 30 if match["half"] else _whole(match["minute"])
    if hour is None or hour > 24 or (minute is not None and minute > 59):
        return None
    part = match["part"]
    if match["hour"] in ("한", "두", "세", "네") and not part:  # 한시적, 두시럭
        return None
    english = None
    if part and 1 <= hour <= 12:
        late = part in ("오후", "저녁") or (part == "밤" and 6 <= hour < 12) or (part == "낮" and hour != 11)
        if part in ("오전", "오후"):
            english = rendering.time(hour, minute, "p.m." if late else "a.m.")
        hour = hour % 12 + (12 if late else 0)
    values = (hour,) if minute is None else (hour, minute)
    return _numeral(match, Quantity.TIME, values, "시", english)


def fraction(match: re.Match[str]) -> Numeral | None:
    """3분의 1."""
    below, above = _value(match["below"]), _value(match["above"])
    if below is None or above is None or not below.value:
        return None
    value = above.value / below.value
    english = None
    if below.value.denominator == above.value.denominator == 1:
        english = rendering.fraction(int(above.value), int(below.value))
    figures = bool(english and english[0].isdigit())  # a tiny one: of 10만분의 1 a model makes a tenth
    return _numeral(match, Quantity.FRACTION, (value,), "분의", english, pinned=figures)


def score(match: re.Match[str]) -> Numeral:
    """1-0, 3대1, 15대 1."""
    return _numeral(
        match, Quantity.SCORE, (Fraction(match["ours"]), Fraction(match["theirs"])), match["between"].strip()
    )


def ordinal(match: re.Match[str]) -> Numeral | None:
    """제3차, 제247조."""
    number = _whole(match["number"])
    return None if number is None else _numeral(match, Quantity.ORDINAL, (number,), match["unit"] or "")


def temperature(match: re.Match[str]) -> Numeral | None:
    """영하 12도."""
    reading = digits(match["number"])
    if reading is None:
        return None
    value = -reading.value if match["sign"] == "영하" else reading.value
    return _numeral(match, Quantity.TEMPERATURE, (value,), "도")


def percent(match: re.Match[str]) -> Numeral | None:
    """A percentage, a difference in percentage points, or a range of them."""
    low, high = _value(match["low"]), _value(match["high"])
    if high is None:
        return None
    differences = match["points"] is not None
    kind = Quantity.POINTS if differences else Quantity.PERCENT
    unit = "%p" if differences else "%"
    if low is not None:
        english = f"{rendering.plain(low.value, low.places)}{'' if differences else '%'} to "
        english += _share(high, differences)
        return _numeral(match, kind, (low.value, high.value), unit, english, pinned=True)
    return _numeral(match, kind, (high.value,), unit, _share(high, differences), pinned=True)


def tenths(match: re.Match[str]) -> Numeral | None:
    """Tenths, told in per cent: 7할 is 70%."""
    share = 10 * int(match["tenths"])
    return _numeral(match, Quantity.PERCENT, (Fraction(share),), "%", f"{share}%", pinned=True)


def _share(reading: Reading, differences: bool) -> str:
    if differences:
        return rendering.points(reading.value, reading.places)
    return f"{rendering.plain(reading.value, reading.places)}%"


def _low(match: re.Match[str], high: Reading) -> Reading | None:
    """The lower end of a range, which shares the upper end's large unit: 3~4만 is 30,000 to 40,000."""
    low = _value(match["low"])
    if low is None or not low.plain or high.scale == 1 or low.value >= high.value / high.scale:
        return low
    return Reading(low.value * high.scale, low.places, high.scale, False)


def money(match: re.Match[str]) -> Numeral | None:
    """An amount or a range with the currency after it."""
    high = _value(match["high"])
    if high is None:
        return None
    low = _low(match, high)
    currency = CURRENCIES[match["currency"]]
    if match["land"] in DOLLARS:
        currency = f"{DOLLARS[match['land']]} {currency}"
    if match["jeon"]:  # 1380원50전: a hundredth of a won
        high = Reading(high.value + Fraction(int(match["jeon"]), 100), 2, 1, True)
    words = not (high.plain and (low is None or low.plain))
    values = (high.value,) if low is None else (low.value, high.value)
    if match["more"] and low is not None:
        return _numeral(match, Quantity.MONEY, values, currency)
    english = rendering.money(high.value, currency, high.places, words=words)
    if match["more"]:
        english = _more_than(match, english)
    if low is not None:
        english = f"{rendering.amount(low.value, currency, low.places, words=words)} to {english}"
    return _numeral(match, Quantity.MONEY, values, currency, english, pinned=high.value != 0)


def won(match: re.Match[str]) -> Numeral | None:
    """An amount in won that does not say so: 과징금 2200억."""
    reading = digits(match["number"])
    if reading is None:
        return None
    english = rendering.money(reading.value, "won", reading.places, words=not reading.plain)
    return _numeral(match, Quantity.MONEY, (reading.value,), "won", english, pinned=True)


def signed_money(match: re.Match[str]) -> Numeral | None:
    """An amount with the currency's sign before it: $10억, £3.5m."""
    reading = digits(match["number"])
    if reading is None:
        return None
    currency = SIGNS[match["sign"]]
    if match["scale"]:
        scale = LATIN_SCALES[match["scale"].lstrip()[0].lower()]
        reading = Reading(reading.value * scale, 0, scale, False)
    english = rendering.money(reading.value, currency, reading.places, words=not reading.plain)
    return _numeral(match, Quantity.MONEY, (reading.value,), currency, english, pinned=True)


def inexact(match: re.Match[str]) -> Numeral | None:
    """140여만, 300여억 원: 1.4 million, 30 billion won and more."""
    reading = digits(match["number"] + match["scale"])
    if reading is None:
        return None
    currency = CURRENCIES.get(match["currency"] or "", "")
    if currency:
        kind, english = Quantity.MONEY, rendering.money(reading.value, currency, reading.places)
    else:
        kind, english = Quantity.LARGE, rendering.number(reading.value, reading.places)
    return _numeral(match, kind, (reading.value,), currency, _more_than(match, english), pinned=True)


def _more_than(match: re.Match[str], english: str) -> str:
    """An amount and more (여); no more than that where "about", "the other" or "in all" stands before it."""
    return english if _ROUND.search(match.string, 0, match.start()) else f"more than {english}"


_ROUND = re.compile("(?:약|나머지|총) ?$")


def amount(match: re.Match[str]) -> Numeral | None:
    """A number in figures, with or without a counter; the counter stays outside."""
    high = digits(match["high"])
    if high is None:
        return None
    low = _low(match, high)
    unit = match["unit"] or ""
    written = match["high"]
    values = (high.value,) if low is None else (low.value, high.value)
    end = match.end("high")
    alone = match.string[match.start() : end].isdigit()
    if alone and ((len(written) > 1 and written[0] == "0") or (len(written) >= 5 and not unit)):
        return _numeral(match, Quantity.IDENTIFIER, end=end)
    if written.endswith("조") and not unit and written[:-1].isdigit() and high.value < _ARTICLES:
        return _numeral(
            match, Quantity.COUNT, (), "조", end=end
        )  # an article of a law, a group, or a trillion
    if written.endswith("만") and _SHARES.match(match.string, end):
        return _numeral(match, Quantity.IDENTIFIER, end=end)  # nicknames of shares
    if (
        not unit
        and alone
        and _IN_A_NAME.match(match.string, end)
        and _HANGUL.match(match.string, match.start() - 1)
    ):
        return _numeral(match, Quantity.IDENTIFIER, end=end)  # 민주66당
    large = any(sign in written for sign in "만억조경")
    if large or high.value >= 10**4:
        words = not high.plain
        english = rendering.number(high.value, high.places, words=words)
        if low is not None:
            english = f"{rendering.number(low.value, low.places, words=words)} to {english}"
        elif match["more"]:
            english, end = _more_than(match, english), match.end("more")
        return _numeral(match, Quantity.LARGE, values, unit, english, pinned=True, end=end)
    return _numeral(match, Quantity.COUNT, values, unit, end=end)


_ARTICLES = 1200 * 10**12  # no law has as many articles: 1300조 is 1,300 trillion
_HANGUL = re.compile("[가-힣]")
_IN_A_NAME = re.compile(rf"(?={_HANGUL.pattern})(?!{PARTICLES})")


def record(match: re.Match[str]) -> Numeral:
    """A result of a race or a jump: 1분43초92, 6m30."""
    result = Fraction(f"{match['whole']}.{match['hundredths']}")
    values = (int(match["minutes"]), result) if match["minutes"] else (result,)
    return _numeral(match, Quantity.SCORE, values)


def age(match: re.Match[str]) -> Numeral:
    """An age that has a name: 예순, 팔순."""
    return _numeral(match, Quantity.AGE, (AGES[match["age"]],))


def _another_word(number: str, unit: str, space: bool) -> bool:
    """Whether it is mostly something else: 이 사람, 사원, 만원 버스, 이십대, 구조대, 오만 가지."""
    if unit == "가지" and number in ("만", "오만"):
        return True
    if len(number) == 1:
        if number in SINO_DIGITS:
            return number in "영일이" or not space or unit not in SAFE_COUNTERS
        return not space and (number in "만억조경" or unit not in ("원", "달러", "년", "엔"))
    if (unit == "대" and number in _DECADES) or (number[-1] in "조경" and unit not in CURRENCIES):
        return True
    return len(number) == 2 and not space and number[0] not in "십백천" and number[1] in SINO_DIGITS


def ten_thousand_won(match: re.Match[str]) -> Numeral:
    """만원 where it is a price, and no full house."""
    value = Fraction(10_000)
    return _numeral(match, Quantity.MONEY, (value,), "won", rendering.money(value, "won"), pinned=True)


def hangul(match: re.Match[str]) -> Numeral | None:
    """A Sino-Korean number in Hangul before a counter or a currency."""
    number = match["number"]
    unit = match["unit"]
    value = sino(number) if number else None
    if value is None or _another_word(number, unit, bool(match["space"])):
        return None
    currency = CURRENCIES.get(unit)
    end = match.end("number")
    if currency and match["more"]:
        return _numeral(match, Quantity.MONEY, (value,), currency)
    if currency:
        english = rendering.money(Fraction(value), currency)
        return _numeral(
            match, Quantity.MONEY, (value,), currency, english, pinned=True, end=match.end("unit")
        )
    if unit in ("퍼센트", "프로"):
        end = match.end("unit") if unit == "퍼센트" else end
        return _numeral(match, Quantity.PERCENT, (value,), "%", f"{value}%", pinned=unit == "퍼센트", end=end)
    if unit == "년" and 1000 <= value <= 2999 and len(number) > 2:
        return _numeral(match, Quantity.YEAR, (value,), unit, str(value), end=end + 1)
    if value >= 10**4:
        english = rendering.number(Fraction(value))
        return _numeral(match, Quantity.LARGE, (value,), unit, english, pinned=True, end=end)
    return _numeral(match, Quantity.COUNT, (value,), unit, end=end)


def days(match: re.Match[str]) -> Numeral:
    """사흘, 열흘."""
    return _numeral(match, Quantity.COUNT, (DAYS[match["days"]],), "일")


def native_alone(match: re.Match[str]) -> Numeral | None:
    """A native number without a counter, such as an age: 서른다섯."""
    value = native(match["number"])
    return None if value is None else _numeral(match, Quantity.COUNT, (value,))


_SHARES = re.compile("전자|닉스| (?:전자|닉스)['’]")
_DECADES = frozenset(f"{tens}십" for tens in ("", *"이삼사오육칠팔구"))


def native_count(match: re.Match[str]) -> Numeral | None:
    """A native number before a counter: 스물두 명."""
    number, unit = match["number"], match["unit"]
    value = native(number)
    if value is None:
        return None
    if not match["space"] and len(number) == 1 and f"{number}{unit}" not in GLUED:
        return None
    return _numeral(match, Quantity.COUNT, (value,), unit, end=match.end("number"))
