"""Number expressions in Korean text: where they are, what they are worth, and their newspaper English."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from translate.numerals import rendering
from translate.numerals.numeral import Numeral, Quantity
from translate.numerals.reading import NATIVE, NUMBER, SINO, SINO_DIGITS, Reading, digits, native, sino

# One character for one, so that places stay true.
_WIDE = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {
        "％": "%",
        "，": ",",
        "．": ".",
        "～": "~",
        "〜": "~",
        "∼": "~",
        "－": "-",
        "−": "-",
        "–": "-",
        "：": ":",
    }
    | {"＄": "$", "￦": "₩", "￥": "¥"}
)

_CURRENCIES = {
    **{"원": "won", "달러": "dollar", "불": "dollar", "엔": "yen", "유로": "euro", "위안": "yuan"},
    **{"파운드": "pound", "센트": "cent", "루블": "ruble", "루피": "rupee", "페소": "peso", "프랑": "franc"},
    **{"리라": "lira", "바트": "baht", "루피아": "rupiah", "크로나": "krona", "크로네": "krone"},
}
_DOLLARS = {
    **{"캐나다": "Canadian", "홍콩": "Hong Kong", "호주": "Australian", "싱가포르": "Singapore"},
    **{"대만": "Taiwan", "뉴질랜드": "New Zealand"},
}
_SIGNS = {"$": "dollar", "₩": "won", "€": "euro", "£": "pound", "¥": "yen"}

_PARTICLES = "은|는|을|를|이|가|의|에|와|과|도|만|으로|로|까지|부터|마다|보다"
# What may stand right after a Hangul unit for it to be the unit: 원 in 3만원대, not in 3만 원자력.
_END = (
    rf"(?=$|[^가-힣]|{_PARTICLES}|씩|짜리|대|권|당|어치|가량|정도|안팎"
    r"|선|꼴|상당|규모|이상|이하|미만|초과|인(?![간류원])|나|여|라|였|며|다|고|밖|뿐|하고|조차|치|쯤|수준|차이|내외|들|간|째|째로|화)"
)
_SPACE = r"[ \u00a0]?"
_COUNTERS = (
    "명|사람|개월|개국|개사|배럴|개|건|곳|대|채|척|장|권|편|마리|그루|송이|자루|켤레|벌|잔|병|그릇|가구|세대|가지|종|번째|번|차례|회|배"
    "|년|주일|주|일|시간|분|초|달|달간|해|살|세|위|호|층|평|리터|미터|킬로미터|센티미터|킬로그램|그램|톤|킬로와트|메가와트|기가와트"
    "|갤런|마일|에이커|헥타르|제곱미터|석|표|점|골|승|패|경기|팀|쌍|쪽|문항|기|정|발|필지|동|면|줄|칸|량|인분|모금|방울|포기|송이|알|쪼각|조각|건물|만"
)
_NATIVE_COUNTERS = (
    "명|사람|개월|개국|개|건|곳|대|채|척|장|권|편|마리|그루|송이|자루|켤레|벌|잔|병|그릇|가구|가지|번째|번|차례|배|시간|시|달|해|살"
    "|주|팀|쌍|쪽|경기|골|점|줄|칸|방울|포기|알|조각|분|나라|학교|도시|군데|끼|바퀴|걸음|모금"
)
_SINO_COUNTERS = "명|개월|개국|개|건|년|일|월|주|시간|분|초|세|회|배|위|층|평|점|퍼센트|프로|미터|킬로미터|킬로그램|킬로|톤|가구|대|곳|호|번|차"
_LATIN_UNITS = r"(?:[kKMGTPm]?(?:B|W|Wh|Hz|bps|V|J|g|m|L|l|t|cal|Pa)|[cn]m|km/h|m/s|ha|bp|[㎏㎞㎡㎥㎝㎜㎖ℓ℃㎾㎿㎢]|°C|℉|p|P|pt|배)(?![A-Za-z0-9])"
_CURRENCY = rf"(?:(?P<land>미국?|美|US|{'|'.join(_DOLLARS)}){_SPACE}(?=달러))?(?P<currency>{'|'.join(sorted(_CURRENCIES, key=len, reverse=True))}){_END}"


def find(text: str) -> list[Numeral]:
    """Find the number expressions of a Korean text.

    Args:
        text: A sentence or more, in Unicode normalisation form C.

    Returns:
        Numerals in order, none overlapping. Those with ``pinned`` have their ``rendering`` fixed: amounts of
        money, numbers with 만, 억, 조 or 경 or of five digits and more, percentages, percentage points, and
        dates with a month. What is inexact (수십만, 1만여 달러) or depends on the sentence is not pinned.
    """
    plain = text.translate(_WIDE)
    numerals: list[Numeral] = []
    position = 0
    while start := _START.search(plain, position):
        position = start.start()
        for pattern, make in _FORMS:
            match = pattern.match(plain, position)
            numeral = make(match) if match else None
            if numeral:
                surface = text[numeral.start : numeral.end]
                if surface != numeral.surface:
                    numeral = Numeral(
                        numeral.start,
                        numeral.end,
                        surface,
                        numeral.kind,
                        numeral.values,
                        numeral.unit,
                        numeral.rendering,
                        numeral.pinned,
                    )
                numerals.append(numeral)
                position = numeral.end
                break
        else:
            run = _RUN.match(plain, position)
            position = run.end() if run else position + 1
    return numerals


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


def _identifier(match: re.Match[str]) -> Numeral:
    return _numeral(match, Quantity.IDENTIFIER)


def _value(text: str | None) -> Reading | None:
    if not text:
        return None
    if text[0] in "0123456789":
        return digits(text)
    value = sino(text)
    return None if value is None else Reading(Fraction(value), 0, 1, False)


def _whole(text: str | None) -> int | None:
    reading = _value(text)
    return None if reading is None else int(reading.value)


def _date(match: re.Match[str]) -> Numeral | None:
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


def _numeric_date(match: re.Match[str]) -> Numeral | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _numeral(match, Quantity.DATE, (year, month, day), "년월일", rendering.date(year, month, day))


def _year(match: re.Match[str]) -> Numeral | None:
    year = _whole(match["year"])
    if year is None or not 1000 <= year <= 2999:
        return None
    end = match.end("year") + (match.string.startswith("년", match.end("year")))
    return _numeral(match, Quantity.YEAR, (year,), "년", str(year), end=end)


def _time(match: re.Match[str]) -> Numeral | None:
    hour = _whole(match["hour"]) or native(match["hour"])
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


def _fraction(match: re.Match[str]) -> Numeral | None:
    below, above = _value(match["below"]), _value(match["above"])
    if below is None or above is None or not below.value or (above.plain is False and match["above"] == ""):
        return None
    value = above.value / below.value
    english = None
    if below.value.denominator == above.value.denominator == 1:
        english = rendering.fraction(int(above.value), int(below.value))
    return _numeral(match, Quantity.FRACTION, (value,), "분의", english)


def _score(match: re.Match[str]) -> Numeral:
    return _numeral(
        match, Quantity.SCORE, (Fraction(match["ours"]), Fraction(match["theirs"])), match["between"].strip()
    )


def _ordinal(match: re.Match[str]) -> Numeral | None:
    number = _whole(match["number"])
    return None if number is None else _numeral(match, Quantity.ORDINAL, (number,), match["unit"] or "")


def _temperature(match: re.Match[str]) -> Numeral | None:
    reading = digits(match["number"])
    if reading is None:
        return None
    value = -reading.value if match["sign"] == "영하" else reading.value
    return _numeral(match, Quantity.TEMPERATURE, (value,), "도")


def _percent(match: re.Match[str]) -> Numeral | None:
    low, high = _value(match["low"]), _value(match["high"])
    if high is None:
        return None
    sign = -1 if match["sign"] else 1
    differences = match["points"] is not None
    kind = Quantity.POINTS if differences else Quantity.PERCENT
    unit = "%p" if differences else "%"
    if low is not None:
        english = f"{rendering.plain(low.value, low.places)}{'' if differences else '%'} to "
        english += _share(high, differences)
        return _numeral(match, kind, (low.value, high.value), unit, english, pinned=True)
    english = _share(Reading(high.value * sign, high.places, high.scale, high.plain), differences)
    return _numeral(match, kind, (high.value * sign,), unit, english, pinned=True)


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


def _money(match: re.Match[str]) -> Numeral | None:
    high = _value(match["high"])
    if high is None:
        return None
    low = _low(match, high)
    currency = _CURRENCIES[match["currency"]]
    if match["land"] in _DOLLARS:
        currency = f"{_DOLLARS[match['land']]} {currency}"
    if match["jeon"]:  # 1380원50전: a hundredth of a won
        high = Reading(high.value + Fraction(int(match["jeon"]), 100), 2, 1, True)
    words = not (high.plain and (low is None or low.plain))
    values = (high.value,) if low is None else (low.value, high.value)
    if match["more"]:
        if currency != "won" or low is not None:
            return _numeral(match, Quantity.MONEY, values, currency)
        # 10억여 원: 여 and 원 stay for the model, which turns them into "more than … won".
        return _numeral(
            match,
            Quantity.MONEY,
            values,
            "",
            rendering.number(high.value, high.places, words=words),
            pinned=True,
            end=match.end("high"),
        )
    english = rendering.money(high.value, currency, high.places, words=words)
    if low is not None:
        first = rendering.number(low.value, low.places, words=words)
        english = f"{'$' if currency == 'dollar' else ''}{first} to {english}"
    return _numeral(match, Quantity.MONEY, values, currency, english, pinned=True)


def _signed_money(match: re.Match[str]) -> Numeral | None:
    reading = digits(match["number"])
    if reading is None:
        return None
    currency = _SIGNS[match["sign"]]
    english = rendering.money(reading.value, currency, reading.places, words=not reading.plain)
    return _numeral(match, Quantity.MONEY, (reading.value,), currency, english, pinned=True)


def _inexact(match: re.Match[str]) -> Numeral | None:
    """140여만: 1.4 million and more; the words depend on the sentence."""
    reading = digits(match["number"] + match["scale"])
    if reading is None:
        return None
    currency = _CURRENCIES.get(match["currency"] or "", "")
    return _numeral(match, Quantity.MONEY if currency else Quantity.LARGE, (reading.value,), currency)


def _amount(match: re.Match[str]) -> Numeral | None:
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
    if written.endswith("만") and match.string.startswith(("전자", "닉스"), end):
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
        return _numeral(match, Quantity.LARGE, values, unit, english, pinned=True, end=end)
    return _numeral(match, Quantity.COUNT, values, unit, end=end)


_ARTICLES = 1200 * 10**12  # no law has as many articles: 1300조 is 1,300 trillion
_HANGUL = re.compile("[가-힣]")
_IN_A_NAME = re.compile(rf"(?={_HANGUL.pattern})(?!{_PARTICLES})")


def _age_group(match: re.Match[str]) -> Numeral:
    return _numeral(match, Quantity.IDENTIFIER)


def _hangul(match: re.Match[str]) -> Numeral | None:
    number = match["number"]
    unit = match["unit"]
    value = sino(number) if number else None
    if value is None or (unit == "대" and number in _DECADES):
        return None
    if len(number) == 1 and number in SINO_DIGITS and unit not in _SAFE_COUNTERS:
        return None
    if len(number) == 1 and (
        number in "영일이" or (not match["space"] and number in "삼사오육칠팔구만억조경")
    ):
        return None
    if len(number) == 1 and not match["space"] and unit not in ("원", "달러", "년", "엔"):
        return None
    if (
        len(number) == 2
        and not match["space"]
        and number[1] in "일이삼사오육칠팔구"
        and number[0] not in "십백천"
    ):
        return None
    currency = _CURRENCIES.get(unit)
    end = match.end("number")
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


def _days(match: re.Match[str]) -> Numeral:
    return _numeral(match, Quantity.COUNT, (_DAYS[match["days"]],), "일")


def _native_alone(match: re.Match[str]) -> Numeral | None:
    value = native(match["number"])
    return None if value is None else _numeral(match, Quantity.COUNT, (value,))


_DAYS = {
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_SAFE_COUNTERS = ("년", "개월", "개국", "명", "원", "달러", "퍼센트", "미터", "킬로미터")
_DECADES = frozenset(f"{tens}십" for tens in ("", *"이삼사오육칠팔구"))


def _native(match: re.Match[str]) -> Numeral | None:
    number, unit = match["number"], match["unit"]
    value = native(number)
    if value is None:
        return None
    if not match["space"] and len(number) == 1 and f"{number}{unit}" not in _GLUED:
        return None
    return _numeral(match, Quantity.COUNT, (value,), unit, end=match.end("number"))


# A one-syllable number and its counter in one word, where that word means nothing else.
_GLUED = frozenset(
    first + unit
    for first in "두세네"
    for unit in ("명", "번", "번째", "차례", "개", "달", "시간", "곳", "가지", "살", "마리", "사람", "배")
) - {"세배", "세살"}


def _range(unit: str) -> str:
    return rf"(?:(?P<low>{NUMBER})(?:{unit})?{_SPACE}[~-]{_SPACE})?"


_DAY = r"(?:[0-9]{1,2}|[일이삼사오육칠팔구십]{1,4})"


def _form(
    pattern: str, make: Callable[[re.Match[str]], Numeral | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], Numeral | None]]:
    return re.compile(pattern), make


_FORMS = (
    _form(r"(?:https?://|www\.)[^\s가-힣<>\"'()]{1,2000}", _identifier),
    _form(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}", _identifier),
    _form(r"\+?[0-9]{1,4}[-)][ ]?[0-9]{2,4}-[0-9]{4}(?![0-9])|[0-9]{4}-[0-9]{4}(?![0-9])", _identifier),
    _form(r"(?:[0-9]{1,4}-){2,8}[0-9]{1,12}(?![0-9])(?<![0-9]{4}-[0-9]{2}-[0-9]{2})", _identifier),
    _form(
        r"(?P<year>[12][0-9]{3})(?P<sep>[.\-/]) ?(?P<month>[01]?[0-9])(?P=sep) ?(?P<day>[0-3]?[0-9])(?![0-9])\.?",
        _numeric_date,
    ),
    _form(r"[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}(?![0-9])", _identifier),
    _form(r"[0-9]{1,2}[·ㆍ‧][0-9]{1,2}(?![0-9%.,만억조천])(?!명|개|호|층|위|년|월|일|분기)", _identifier),
    _form(rf"(?<![0-9])(?:US(?=\$))?(?P<sign>[$₩€£¥]) ?(?P<number>{NUMBER})", _signed_money),
    _form(r"(?:[A-Za-z]+-?)+[0-9][A-Za-z0-9-]{0,40}", _identifier),
    _form(
        rf"(?<![0-9가-힣])(?:(?P<year>[12][0-9]{{3}}|이?천[일이삼사오육칠팔구십백]{{1,6}})년{_SPACE})(?:(?P<month>{_DAY}|유|시)월"
        rf"(?:{_SPACE}(?P<day>{_DAY})(?:[~-](?P<until>[0-9]{{1,2}}))?일(?![간째]|차))?)",
        _date,
    ),
    _form(
        rf"(?<![0-9])(?P<year>)(?P<month>[0-9]{{1,2}})월(?:{_SPACE}(?P<day>[0-9]{{1,2}})(?:[~-](?P<until>[0-9]{{1,2}}))?일(?![간째]|차))?",
        _date,
    ),
    _form(
        rf"(?<![가-힣])(?P<year>)(?P<month>십?[일이삼사오육칠팔구십유시])월{_SPACE}(?P<day>{_DAY})(?P<until>)일(?![간째]|차)(?![가-힣]{{2}}성)",
        _date,
    ),
    _form(
        rf"(?:(?P<part>오전|오후|새벽|아침|낮|저녁|밤){_SPACE})?(?P<hour>[0-9]{{1,2}}|열한|열두|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)시(?!간|즌|장|민|도|군|내|정|범|에틀|카고|드|리)"
        rf"(?:{_SPACE}(?:(?P<minute>[0-9]{{1,2}})분(?!의)|(?P<half>반)(?![가-힣])))?",
        _time,
    ),
    _form(r"(?P<part>)(?P<half>)(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?![0-9:])", _time),
    _form(
        rf"(?P<below>{NUMBER}|[이삼사오육칠팔구십백천만]{{1,3}})분의{_SPACE}(?P<above>{NUMBER}|[일이삼사오육칠팔구십]{{1,2}}(?![가-힣]{{2}}))",
        _fraction,
    ),
    _form(
        rf"(?P<sign>(?<![A-Za-z0-9%)가-힣])-)?{_range('%p?|%P|%포인트')}(?P<high>{NUMBER}){_SPACE}"
        rf"(?:(?P<points>(?:%|퍼센트){_SPACE}(?:포인트|p(?![A-Za-z])|P(?![A-Za-z])))|%|퍼센트)",
        _percent,
    ),
    _form(
        r"(?P<ours>[0-9]{1,3})(?P<between>-)(?P<theirs>[0-9]{1,3})(?![0-9%만억조천]|[.,][0-9]|원|달러)",
        _score,
    ),
    _form(
        r"(?P<ours>[0-9]{1,4}(?:\.[0-9])?)(?P<between> ?(?:대|對|:) ?)(?P<theirs>[0-9]{1,3}(?:\.[0-9])?)(?![0-9%만억조천]|[.,][0-9]|원|달러|명|개|년|대)",
        _score,
    ),
    _form(
        rf"{_range(_SPACE + '(?:' + '|'.join(_CURRENCIES) + ')')}(?P<high>{NUMBER})(?P<more>{_SPACE}여)?{_SPACE}{_CURRENCY}(?:(?<=원){_SPACE}(?P<jeon>[0-9]{{1,2}})전)?",
        _money,
    ),
    _form(
        rf"(?P<number>{NUMBER}) ?여{_SPACE}(?P<scale>[만억조])(?:{_SPACE}(?P<currency>{'|'.join(_CURRENCIES)}){_END})?",
        _inexact,
    ),
    _form(r"(?P<year>[12][0-9]{3})(?:년(?!간|여|째|차| 동안|쯤 전)|년대|학년도|(?=~[12][0-9]{3}년))", _year),
    _form(rf"(?P<sign>영하|영상|섭씨|화씨) ?(?P<number>{NUMBER})도?", _temperature),
    _form(rf"제{_SPACE}(?P<number>[0-9]{{1,6}})(?P<unit>[가-힣])?", _ordinal),
    _form(
        r"(?:1020|2030|3040|4050|5060|6070)(?= ?(?:세대|여성|남성|직장인|청년|층|[남여男女'’\"”]))",
        _identifier,
    ),
    _form(r"[1-9]0대(?=[ 는은가이의를을에와과도로,.·男女)\]’”'\"]|남|여|초반|중반|후반|$)", _age_group),
    _form(
        rf"{_range(_COUNTERS)}(?P<high>{NUMBER})(?P<more>{_SPACE}여)?(?:{_SPACE}(?P<unit>{_LATIN_UNITS}|{_COUNTERS}))?(?![A-Za-z])",
        _amount,
    ),
    _form(
        rf"(?<![가-힣])(?<!몇 )(?P<number>{SINO})(?P<space> ?)(?P<unit>{'|'.join(_CURRENCIES)}|{_SINO_COUNTERS}){_END}",
        _hangul,
    ),
    _form(rf"(?<![가-힣])(?P<number>{NATIVE})(?P<space> ?)(?P<unit>{_NATIVE_COUNTERS}){_END}", _native),
    _form(rf"(?<![가-힣])(?P<days>{'|'.join(_DAYS)}){_END}", _days),
    _form(
        rf"(?<![가-힣])(?P<number>(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
        rf"(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)){_END}",
        _native_alone,
    ),
)
_START = re.compile(
    r"[0-9A-Za-z$₩€£¥]|(?<![0-9A-Za-z])[-+](?=[0-9])|[일이삼사오육륙칠팔구십백천만억조영한두세네석넉다여일아열스서마쉰예새저밤낮섭화제유시닷엿보나]"
)
_RUN = re.compile(r"[0-9A-Za-z]+")
