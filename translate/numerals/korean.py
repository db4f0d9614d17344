"""Number expressions in Korean text: where they are, what they are worth, and their newspaper English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from unicodedata import normalize

from translate.numerals import forms
from translate.numerals.numeral import Numeral
from translate.numerals.reading import NATIVE, NUMBER, SIGNED, SINO
from translate.numerals.units import (
    AGES,
    COUNTERS,
    CURRENCIES,
    CURRENCY,
    DAYS,
    DEALT,
    END,
    LATIN_UNITS,
    NATIVE_COUNTERS,
    PARTICLES,
    SINO_COUNTERS,
    SPACE,
    SUMS,
)


def find(text: str) -> list[Numeral]:
    """Find the number expressions of a Korean text.

    Args:
        text: A sentence or more.

    Returns:
        Numerals in order, none overlapping. The ``rendering`` of those with ``pinned`` is fixed: amounts of
        money, numbers with 만, 억, 조 or 경 or of five digits and more, percentages, percentage points, and
        dates with a month and a day or a year. What is inexact (수십만) or depends on the
        sentence is not pinned. Takes linear time.
    """
    if not _DECOMPOSED.search(text):
        return [replace(n, surface=text[n.start : n.end]) for n in _find(text.translate(_WIDE))]
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        composed = normalize("NFC", cluster.group())
        pieces.append(composed)
        spans += [cluster.span()] * len(composed)
    found = []
    for numeral in _find("".join(pieces).translate(_WIDE)):
        start, end = spans[numeral.start][0], spans[numeral.end - 1][1]
        found.append(replace(numeral, start=start, end=end, surface=text[start:end]))
    return found


# Conjoining letters of Hangul, and characters of no width.
_DECOMPOSED = re.compile("[\u1100-\u11ff\u00ad\u200b-\u200d\u2060\ufeff]")
_CLUSTER = re.compile(
    "[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[^\u00ad\u200b-\u200d\u2060\ufeff]", re.DOTALL
)


@lru_cache(maxsize=16384)  # a sentence is read once more when its translation is checked
def _find(plain: str) -> tuple[Numeral, ...]:
    numerals: list[Numeral] = []
    position = 0
    while start := _START.search(plain, position):
        numeral = _numeral_at(plain, start.start())
        if numeral:
            numerals.append(numeral)
            position = numeral.end
        else:
            run = _RUN.match(plain, start.start())
            position = run.end() if run else start.end()
    return tuple(numerals)


def _numeral_at(text: str, position: int) -> Numeral | None:
    for pattern, make in _FORMS:
        match = pattern.match(text, position)
        numeral = make(match) if match else None
        if numeral:
            return numeral
    return None


# One character for one, so that places stay true.
_WIDE = str.maketrans("０１２３４５６７８９％，．～〜∼－−–：＄￦￥", "0123456789%,.~~~---:$₩¥")

_MONTH = "(?P<month>[0-9]{1,2})월"
_DAY = "(?:[0-9]{1,2}|[일이삼사오육칠팔구십]{1,4})"
_TO_DAY = rf"{SPACE}(?P<day>{_DAY})(?:[~-](?P<until>[0-9]{{1,2}}))?일(?![간째차])"
_HANGUL_YEAR = "이?천[일이삼사오육칠팔구십백]{1,6}"
_HOUR = "[0-9]{1,2}|열한|열두|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열"
_NAMES = "|".join(CURRENCIES)
_NOT_AMOUNT = r"(?![0-9%만억조천]|[.,][0-9]|원|달러)"


def _range(unit: str, number: str = NUMBER) -> str:
    """The lower end of a range, with or without the unit of the upper end."""
    return rf"(?:(?P<low>{number})(?:{SPACE}(?:{unit}))?{SPACE}[~-]{SPACE}\+?)?"


def _amount(unit: str) -> str:
    """An amount or a range of them, each perhaps below zero."""
    return rf"{_range(unit, SIGNED)}(?P<high>{SIGNED})"


# In this order: the first form that fits where a number may begin, and is not refused by its maker, holds.
_GRAMMAR: tuple[tuple[str, Callable[[re.Match[str]], Numeral | None]], ...] = (
    (r"(?:https?://|www\.)[^\s가-힣<>\"'()]{1,2000}", forms.identifier),
    (r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}", forms.identifier),
    (r"(?P<first>[12][0-9]{3})-(?P<last>[12][0-9]{3})(?=년|\))", forms.years),
    (r"\+?[0-9]{1,4}[-)] ?[0-9]{2,4}-[0-9]{4}(?![0-9])|[0-9]{4}-[0-9]{4}(?![0-9])", forms.identifier),
    (
        r"(?P<year>[12][0-9]{3})(?P<sep>[.\-/]) ?(?P<month>[01]?[0-9])(?P=sep) ?"
        r"(?P<day>[0-3]?[0-9])(?![0-9])",
        forms.numeric_date,
    ),
    (r"(?:[0-9]{1,4}-){2,8}[0-9]{1,12}(?![0-9])|[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}(?![0-9])", forms.identifier),
    # 12·3, 5·18: days that name an event.
    (
        r"[0-9]{1,2}[·ㆍ‧][0-9]{1,2}(?![0-9%만억조천]|[.,][0-9]|명|개|호|층|위|년|월|일|분기|차)",
        forms.identifier,
    ),
    (
        rf"(?:US(?=\$))?(?P<sign>[$₩€£¥]) ?(?P<number>{NUMBER})"
        r"(?:(?P<scale> ?(?:million|billion|trillion)|[mM]|[bBtT]n?)(?![A-Za-z]))?",
        forms.signed_money,
    ),
    (r"[A-Za-z][A-Za-z-]{0,40}[0-9][A-Za-z0-9-]{0,40}(?:\.[0-9]{1,4})?", forms.identifier),
    # Results of races and jumps: 1분43초92, 9초82, 6m30.
    (
        r"(?:(?P<minutes>[0-9]{1,2})분 ?)?(?P<whole>[0-9]{1,2})(?:초 (?=[0-9]{2}[에로의,)])|[초m])"
        r"(?P<hundredths>[0-9]{1,3})(?![0-9.])",
        forms.record,
    ),
    (
        rf"(?:(?P<year>[12][0-9]{{3}}|{_HANGUL_YEAR})년{SPACE})(?P<month>{_DAY}|유|시)월(?:{_TO_DAY})?",
        forms.date,
    ),
    (rf"(?P<year>){_MONTH}(?:{_TO_DAY})?", forms.date),
    (
        rf"(?<![가-힣])(?P<year>)(?P<month>십?[일이삼사오육칠팔구십유시])월{SPACE}"
        rf"(?P<day>{_DAY})(?P<until>)일(?![간째차])",
        forms.date,
    ),
    (
        rf"(?:(?P<part>오전|오후|새벽|아침|낮|저녁|밤){SPACE})?(?P<hour>{_HOUR})"
        rf"{SPACE}시(?!간|즌|장|민|도|군|내|정|범|에틀|카고|드|리|즈|스)"
        rf"(?:{SPACE}(?:(?P<minute>[0-9]{{1,2}})분(?!의)|(?P<half>반)(?=$|[^가-힣]|{PARTICLES}|쯤|께)))?",
        forms.time,
    ),
    (r"(?P<part>)(?P<half>)(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?![0-9:])", forms.time),
    (
        rf"(?P<below>{NUMBER}|(?<![가-힣])[이삼사오육칠팔구십백천만]{{1,3}})분의{SPACE}"
        rf"(?P<above>{NUMBER}|[일이삼사오육칠팔구십]{{1,2}}(?![가-힣]{{2}}))",
        forms.fraction,
    ),
    (
        rf"{_amount('%p?|%P|%포인트')}{SPACE}"
        rf"(?:(?P<points>(?:%|퍼센트){SPACE}(?:포인트|[pP](?![A-Za-z])))|%|퍼센트)",
        forms.percent,
    ),
    # Tenths, not batting averages.
    (r"(?<!율 )(?<!율[은이] )(?P<tenths>[1-9])할(?=[을이은의,]|$| (?!타자))", forms.tenths),
    (rf"(?P<ours>[0-9]{{1,3}})(?P<between>-)(?P<theirs>[0-9]{{1,3}}){_NOT_AMOUNT}", forms.score),
    (
        r"(?P<ours>[0-9]{1,4}(?:\.[0-9])?)(?P<between> ?(?:대|對|:) ?)(?P<theirs>[0-9]{1,3}(?:\.[0-9])?)"
        rf"{_NOT_AMOUNT}(?!명|개|년|대)",
        forms.score,
    ),
    (
        rf"{_amount(_NAMES)}(?P<more>{SPACE}여)?{SPACE}{CURRENCY}"
        rf"(?:(?<=원){SPACE}(?P<jeon>[0-9]{{1,2}})전)?",
        forms.money,
    ),
    # Not "형법 356조 배임", nor "1억 투자자".
    (
        rf"(?<![법률령칙례약] )(?P<number>{NUMBER})(?<=[억조])(?= (?:규모 )?['‘]?(?:{SUMS}|{DEALT})(?!자))",
        forms.won,
    ),
    (
        rf"(?:{'|'.join(f'(?<={of} )' for of in SUMS.split('|'))})(?P<number>{NUMBER})(?<=[억조])"
        r"(?=[…,'’\"”·]|$| (?:돌파|달성|육박|규모|부과|투입|증액|삭감|확보|제안|요구|제시))",
        forms.won,
    ),
    (
        rf"(?P<number>{NUMBER}) ?여{SPACE}(?P<scale>[만억조])(?:{SPACE}(?P<currency>{_NAMES}){END})?",
        forms.inexact,
    ),
    (r"(?P<year>[12][0-9]{3})(?:년(?!간|여|째|차| 동안|쯤 전)|년대|학년도|(?=~[12][0-9]{3}년))", forms.year),
    (rf"(?P<sign>영하|영상|섭씨|화씨) ?(?P<number>{NUMBER})도?", forms.temperature),
    (rf"(?<![가-힣])제{SPACE}(?P<number>[0-9]{{1,6}})(?P<unit>[가-힣])?", forms.ordinal),
    # Age groups, school years and rounds of a tournament: 2030 세대, 50대, 30대男, 고3, 8강.
    (
        r"(?:1020|2030|3040|4050|5060|6070)(?= ?(?:세대|여성|남성|직장인|청년|층|[남여男女'’\"”])|$)"
        r"|(?:[1-9]0 ?[~-] ?)?[1-9]0대(?=[^가-힣0-9]|[는은가이의를을에와과도로들男女남여]|초반|중반|후반|$)"
        r"|(?<=[고중초])[1-6](?![0-9%만억조천]|[.,][0-9]|[년월일개명])"
        r"|(?:4|8|16|32|64)강(?=[^가-힣]|[은는이가을를의에과도전행]|$)",
        forms.identifier,
    ),
    (
        rf"{_range(COUNTERS)}(?P<high>{NUMBER})(?P<more>{SPACE}여)?"
        rf"(?:{SPACE}(?P<unit>{LATIN_UNITS}|(?:{COUNTERS}){END}))?(?![A-Za-z0-9])",
        forms.amount,
    ),
    (rf"(?<=[값비료돈삯] )만원{END}|(?<![가-힣])만원(?=짜리|권)", forms.ten_thousand_won),
    (
        rf"(?<![가-힣])(?<![수몇0-9] )(?<![수몇십백천][수십백천여] )"  # not the end of 수십 억, 십여 만
        rf"(?P<number>{SINO})(?P<more>여)?(?P<space> ?)(?P<unit>{_NAMES}|{SINO_COUNTERS}){END}",
        forms.hangul,
    ),
    (rf"(?<![가-힣])(?P<number>{NATIVE})(?P<space> ?)(?P<unit>{NATIVE_COUNTERS}){END}", forms.native_count),
    (rf"(?<![가-힣])(?P<days>{'|'.join(DAYS)}){END}", forms.days),
    (
        rf"(?<![가-힣])(?P<number>(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
        rf"(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)){END}",
        forms.native_alone,
    ),
    (rf"(?<![가-힣])(?P<age>{'|'.join(AGES)})(?= ?(?:이|을|를|에|의|인|살|넘))", forms.age),
)
_FORMS = tuple((re.compile(pattern), make) for pattern, make in _GRAMMAR)
_START = re.compile(
    r"[0-9A-Za-z$₩€£¥]|(?<![0-9A-Za-z])[-+](?=[0-9])"
    r"|[일이삼사오육륙칠팔구십백천만억조영한두세네석넉다여아열스서마쉰예새저밤낮섭화제유시닷엿나]"
)
_RUN = re.compile(r"[0-9A-Za-z]+")
