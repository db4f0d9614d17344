"""Korean number expressions: what they are worth, how they stand in English, and what is none."""

from __future__ import annotations

import time
import unicodedata
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.numerals import Quantity, find, rendering, values

_PINNED = [
    # money
    ("매출은 1조2000억원이다", "1조2000억원", "1.2 trillion won"),
    ("예산 3조5000억 원을", "3조5000억 원", "3.5 trillion won"),
    ("빚이 90억 원이다", "90억 원", "9 billion won"),
    ("시가총액은 1조 2345억 원", "1조 2345억 원", "1.2345 trillion won"),
    ("총 1억2345만6789원", "1억2345만6789원", "123,456,789 won"),
    ("10 억 원을 냈다", "10 억 원", "1 billion won"),
    ("최저임금 1만320원", "1만320원", "10,320 won"),
    ("월세는 144만3000원", "144만3000원", "1.443 million won"),
    ("보증금 50원", "50원", "50 won"),
    ("2,631,000원을 냈다", "2,631,000원", "2,631,000 won"),
    ("5천4백만 원", "5천4백만 원", "54 million won"),
    ("3만원대 요금제", "3만원", "30,000 won"),
    ("5만원권 지폐", "5만원", "50,000 won"),
    ("100억달러 규모", "100억달러", "$10 billion"),
    ("250억 달러를 투자", "250억 달러", "$25 billion"),
    ("2만5천 달러", "2만5천 달러", "$25,000"),
    ("1억2000만달러(약 1700억원)", "1억2000만달러", "$120 million"),
    ("4200달러 선", "4200달러", "$4,200"),
    ("100만 미 달러", "100만 미 달러", "$1 million"),
    ("500만 캐나다 달러", "500만 캐나다 달러", "5 million Canadian dollars"),
    ("5만엔 고지", "5만엔", "50,000 yen"),
    ("350만 유로에 팔렸다", "350만 유로", "3.5 million euros"),
    ("1유로는", "1유로", "1 euro"),
    ("30만크로네를", "30만크로네", "300,000 kroner"),
    ("3309억대만달러", "3309억대만달러", "330.9 billion New Taiwan dollars"),
    ("14억572만원", "14억572만원", "1.40572 billion won"),
    ("359만400원", "359만400원", "3,590,400 won"),
    ("20억위안을", "20억위안", "2 billion yuan"),
    ("3000만 파운드", "3000만 파운드", "30 million pounds"),
    ("1억 2천 3백만 원을 받았다", "1억 2천 3백만 원", "123 million won"),
    ("3억 2천 500만 원", "3억 2천 500만 원", "325 million won"),
    ("3천 500만 원", "3천 500만 원", "35 million won"),
    ("2조 3천 456억 원", "2조 3천 456억 원", "2.3456 trillion won"),
    ("1조 2천 500억 원", "1조 2천 500억 원", "1.25 trillion won"),
    ("4천 200억 원", "4천 200억 원", "420 billion won"),
    ("2천 500원", "2천 500원", "2,500 won"),
    ("5억 3천 만 원", "5억 3천 만 원", "530 million won"),
    ("3 천만 원을 냈다", "3 천만 원", "30 million won"),
    ("9 천 원짜리", "9 천 원", "9,000 won"),
    ("시급은 9만 8,500원이다", "9만 8,500원", "98,500 won"),
    ("시급 1만 30원을", "1만 30원", "10,030 won"),
    ("3만 8백 원이다", "3만 8백 원", "30,800 won"),
    ("2만 5천 500원으로", "2만 5천 500원", "25,500 won"),
    ("환율은 1천385.5원", "1천385.5원", "1,385.5 won"),
    ("L당 1천659.8원", "1천659.8원", "1,659.8 won"),
    ("환율은 1380원50전이다", "1380원50전", "1,380.50 won"),
    ("환율이 1,380.5원으로", "1,380.5원", "1,380.5 won"),
    ("$10억을", "$10억", "$1 billion"),
    ("US$300를", "US$300", "$300"),
    ("$1.5B를 투자한다", "$1.5B", "$1.5 billion"),
    ("$500M 규모다", "$500M", "$500 million"),
    ("£3.5m에 옮겼다", "£3.5m", "3.5 million pounds"),
    ("$2 billion을", "$2 billion", "$2 billion"),
    ("배럴당 82.5달러", "82.5달러", "$82.50"),
    ("온스당 2,700.5달러", "2,700.5달러", "$2,700.50"),
    ("온스당 4천123.4달러", "4천123.4달러", "$4,123.40"),
    ("9만1천234.5달러", "9만1천234.5달러", "$91,234.50"),
    ("82~85.5유로", "82~85.5유로", "82 to 85.50 euros"),
    ("82.5~85.5달러", "82.5~85.5달러", "$82.50 to $85.50"),
    ("$1.25를", "$1.25", "$1.25"),
    ("1.5억 달러", "1.5억 달러", "$150 million"),
    ("영업이익 -1500억원을", "-1500억원", "-150 billion won"),
    ("경상수지는 -5억달러다", "-5억달러", "-$500 million"),
    ("-10억~20억원", "-10억~20억원", "-1 billion to 2 billion won"),
    ("-100~200달러", "-100~200달러", "-$100 to $200"),
    ("10억~20억원", "10억~20억원", "1 billion to 2 billion won"),
    ("10~20억원", "10~20억원", "1 billion to 2 billion won"),
    ("10억원~20억원", "10억원~20억원", "1 billion to 2 billion won"),
    ("100~200달러", "100~200달러", "$100 to $200"),
    ("십일만삼천삼백팔십육 원", "십일만삼천삼백팔십육 원", "113,386 won"),
    ("점심값 만원 시대", "만원", "10,000 won"),
    ("만원짜리 셔츠", "만원", "10,000 won"),
    ("10만분의 1에 못 미친다", "10만분의 1", "1/100,000"),
    ("백만 원을 받았다", "백만 원", "1 million won"),
    ("돈을 들여 백만 원을 냈다", "백만 원", "1 million won"),
    ("천원짜리 김밥", "천원", "1,000 won"),
    # large numbers; the counter stays for the model
    ("3만5000명이 왔다", "3만5000", "35,000"),
    ("1만2천 명", "1만2천", "12,000"),
    ("1억2345만 명", "1억2345만", "123.45 million"),
    ("394만명이다", "394만", "3.94 million"),
    ("20억8000만개에서", "20억8000만", "2.08 billion"),
    ("지수는 4만6924.74를", "4만6924.74", "46,924.74"),
    ("지수는 2만2941.80을", "2만2941.80", "22,941.80"),
    ("55,000배럴", "55,000", "55,000"),
    ("관중 12345명", "12345", "12,345"),
    ("3~4만 명", "3~4만", "30,000 to 40,000"),
    ("관중 2만 3,750명", "2만 3,750", "23,750"),
    ("1만 5,000여 명", "1만 5,000여", "more than 15,000"),
    ("1만 5 천 명", "1만 5 천", "15,000"),
    ("5만 80명이", "5만 80", "50,080"),
    ("12만 35가구", "12만 35", "120,035"),
    ("관중 3만 500, 선수 20명", "3만 500", "30,500"),
    ("23만 8천 3백 명", "23만 8천 3백", "238,300"),
    ("1억 2천 500만 명", "1억 2천 500만", "125 million"),
    ("1만2천345.6㎡", "1만2천345.6", "12,345.6"),
    ("백 만 명이 모였다", "백 만", "1 million"),
    ("30 만 명이 모였다", "30 만", "300,000"),
    ("30 만명이 모였다", "30 만", "300,000"),
    ("1만3천여 명", "1만3천여", "more than 13,000"),
    ("나머지 1만3천여 명", "1만3천여", "13,000"),
    ("약 400억여원", "400억여원", "40 billion won"),
    ("보증금 400억여원을", "400억여원", "more than 40 billion won"),
    ("140여만 명", "140여만", "more than 1.4 million"),
    ("300여억 원", "300여억 원", "more than 30 billion won"),
    ("10억여 달러", "10억여 달러", "more than $1 billion"),
    ("20만여 가구", "20만여", "more than 200,000"),
    ("1경 원이 아니라 1경 개", "1경 원", "10 quadrillion won"),
    ("국채는 1300조를 넘었다", "1300조", "1,300 trillion"),
    ("삼백오십만 명", "삼백오십만", "3.5 million"),
    ("1만5500TEU급", "1만5500", "15,500"),
    ("1만2000rpm으로", "1만2000", "12,000"),
    ("세액공제 100만원을", "100만원", "1 million won"),
    ("３만５천 명", "３만５천", "35,000"),
    # percentages
    ("35%를", "35%", "35%"),
    ("3.50%로", "3.50%", "3.50%"),
    ("90 퍼센트", "90 퍼센트", "90%"),
    ("7%대 금리", "7%", "7%"),
    ("30~40% 할인", "30~40%", "30% to 40%"),
    ("-3.5% 성장", "-3.5%", "-3.5%"),
    ("1천234.5%", "1천234.5%", "1,234.5%"),
    ("-0.2~0.1% 성장", "-0.2~0.1%", "-0.2% to 0.1%"),
    ("-0.5~-0.1%", "-0.5~-0.1%", "-0.5% to -0.1%"),
    ("-0.5%~-0.1%로", "-0.5%~-0.1%", "-0.5% to -0.1%"),
    ("등락률 -3∼+3%", "-3∼+3%", "-3% to 3%"),
    ("-0.5~-0.1%p", "-0.5~-0.1%p", "-0.5 to -0.1 percentage points"),
    ("성장률2-3%", "2-3%", "2% to 3%"),
    ("１２．５％", "１２．５％", "12.5%"),
    ("0.25%포인트 내렸다", "0.25%포인트", "0.25 percentage points"),
    ("1%p 올랐다", "1%p", "1 percentage point"),
    ("2퍼센트포인트", "2퍼센트포인트", "2 percentage points"),
    # dates
    ("12월 3일에", "12월 3일", "December 3"),
    ("2024년 6월 23일(현지시간)", "2024년 6월 23일", "June 23, 2024"),
    ("2024년 6월부터", "2024년 6월", "June 2024"),
    ("6월 23~25일", "6월 23~25일", "June 23-25"),
    ("이천이십육년 십이월 삼일", "이천이십육년 십이월 삼일", "December 3, 2026"),
]


@pytest.mark.parametrize(("text", "surface", "english"), _PINNED)
def test_money_large_numbers_percentages_and_dates_are_pinned_to_newspaper_english(
    text: str, surface: str, english: str
) -> None:
    numeral = next(numeral for numeral in find(text) if numeral.pinned)
    assert (numeral.surface, numeral.rendering) == (surface, english)
    assert text[numeral.start : numeral.end] == surface


@pytest.mark.parametrize(
    ("text", "kind", "worth", "english"),
    [
        ("2배로 늘었다", Quantity.COUNT, (2,), None),
        ("23일(현지시간)", Quantity.COUNT, (23,), None),
        ("8월에", Quantity.DATE, (8,), "August"),
        ("오전 9시 20분", Quantity.TIME, (9, 20), "9:20 a.m."),
        ("오후 3시에", Quantity.TIME, (15,), "3 p.m."),
        ("오후 세 시 반", Quantity.TIME, (15, 30), "3:30 p.m."),
        ("낮 12시", Quantity.TIME, (12,), None),
        ("14:05 출발", Quantity.TIME, (14, 5), None),
        ("영하 12도", Quantity.TEMPERATURE, (-12,), None),
        ("3분의 1", Quantity.FRACTION, (Fraction(1, 3),), "one-third"),
        ("4분의 3을", Quantity.FRACTION, (Fraction(3, 4),), "three-quarters"),
        ("제3차 회의", Quantity.ORDINAL, (3,), None),
        ("형법 제247조에", Quantity.ORDINAL, (247,), None),
        ("1-0으로 이겼다", Quantity.SCORE, (1, 0), None),
        ("3대1로", Quantity.SCORE, (3, 1), None),
        ("경쟁률은 15.2대 1이다", Quantity.SCORE, (Fraction("15.2"), 1), None),
        ("2026년에", Quantity.YEAR, (2026,), "2026"),
        ("1990년대 음악", Quantity.YEAR, (1990,), "1990"),
        ("나나크(1469–1539)가", Quantity.YEAR, (1469, 1539), None),
        ("이천이십육년", Quantity.YEAR, (2026,), "2026"),
        ("백일흔두 명", Quantity.COUNT, (172,), None),
        ("스물두 살", Quantity.COUNT, (22,), None),
        ("서른다섯까지", Quantity.COUNT, (35,), None),
        ("예순에 배웠다", Quantity.AGE, (60,), None),
        ("천이백여 개", Quantity.COUNT, (1200,), None),
        ("2천 3백여 명", Quantity.COUNT, (2300,), None),
        ("9초82에 들어왔다", Quantity.SCORE, (Fraction("9.82"),), None),
        ("1분43초92로", Quantity.SCORE, (1, Fraction("43.92")), None),
        ("0시 17분", Quantity.TIME, (0, 17), None),
        ("새벽 네 시 반에", Quantity.TIME, (4, 30), None),
        ("초미세먼지(PM2.5)", Quantity.IDENTIFIER, (), None),
        ("8강에 올랐다", Quantity.IDENTIFIER, (), None),
        ("10~20대 여성", Quantity.IDENTIFIER, (), None),
        ("고3 교실", Quantity.IDENTIFIER, (), None),
        ("31.8DID", Quantity.COUNT, (Fraction("31.8"),), None),
        ("사흘 만에", Quantity.COUNT, (3,), None),
        ("열흘간", Quantity.COUNT, (10,), None),
        ("3천 명", Quantity.COUNT, (3000,), None),
        ("12·3 비상계엄", Quantity.IDENTIFIER, (), None),
        ("문의 02-123-4567", Quantity.IDENTIFIER, (), None),
        ("전화 010-1234-5678", Quantity.IDENTIFIER, (), None),
        ("대표번호 1588-1234", Quantity.IDENTIFIER, (), None),
        ("사건 202312345", Quantity.IDENTIFIER, (), None),
        ("종목 005930", Quantity.IDENTIFIER, (), None),
        ("버전 2.10.3", Quantity.IDENTIFIER, (), None),
        ("메일은 desk7@example.com", Quantity.IDENTIFIER, (), None),
        ("https://example.com/20260101/10000", Quantity.IDENTIFIER, (), None),
        ("칩 RTX50900을", Quantity.IDENTIFIER, (), None),
        ("10만전자", Quantity.IDENTIFIER, (), None),
        ("‘10만 전자’", Quantity.IDENTIFIER, (), None),
        ("백 번째 골", Quantity.COUNT, (100,), None),
        ("이백 번째 경기", Quantity.COUNT, (200,), None),
    ],
)
def test_what_depends_on_the_sentence_is_found_but_not_pinned(
    text: str, kind: Quantity, worth: tuple[int, ...], english: str | None
) -> None:
    numerals = find(text)
    assert [(n.kind, n.values, n.rendering, n.pinned) for n in numerals] == [(kind, worth, english, False)]


_LOOK_ALIKES = (
    "삼성 만약 조사 억지 한편 일본 사이 오이 구글 육군 천만에 백신 만나 조금 이사 삼촌 사실 "
    "오전 일간 십자가 구조대가 조직 억울 만남 천사 백화점 경기 경찰 만세 조각 억제 일부 이미 "
    "삼각 사람 오늘 육아 칠판 팔꿈치 구원 십분 백성 천명했다 만원버스 조원들 이십대 삼십대 "
    "오십대 두부 세계 네트워크 열대 열정 세배 두산 세대 네이버 다섯이 일명 오명 사명 구명 "
    "이원화 일원 사건 이건 한때 한국 두루 세종시 여덟째가 수십만 수백억 몇십 이천시 사천왕 "
    "구미시 육개장 칠성 팔도 만화 조건 억척 경제 시범 도시가스"
)


@pytest.mark.parametrize(
    "word", [*_LOOK_ALIKES.split(), "조 바이든", "만 나이", "이 사람", "구 시민회관", "사 줄게"]
)
@pytest.mark.parametrize("frame", ["{}", "어제 {} 이야기를 했다."])
def test_words_that_look_like_numbers_are_none(word: str, frame: str) -> None:
    assert find(frame.format(word)) == []


@pytest.mark.parametrize(
    "text",
    [
        "50대 여성",
        "30대男",
        "20대가",
        "수십만 명",
        "수백만 원",
        "수십 억 원",
        "수십 조 원",
        "수백 만 원",
        "수천 만 달러",
        "십여 만 명",
        "십수 만 명",
        "몇백 만 원",
        "범죄도시 4 천만 관객",
        "아파치 2.0 조건",
        "LED 3.0 조명",
        "만 가지 병",
        "오만 가지 생각",
        "이천 원도심",
        "몇백 명",
        "4050 세대",
        "3D 영화",
        "5G 통신",
        "49경기를 뛰었다",
        "3조각",
    ],
)
def test_age_groups_vague_numbers_and_names_are_never_pinned(text: str) -> None:
    assert not any(numeral.pinned for numeral in find(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3만 엔비디아 주주", "30,000"),
        ("2만 원자력 노동자", "20,000"),
        ("5만 위안부 기록", "50,000"),
        ("10만 유로존 기업", "100,000"),
    ],
)
def test_a_word_that_begins_like_a_currency_is_no_currency(text: str, expected: str) -> None:
    assert [numeral.rendering for numeral in find(text)] == [expected]


def test_decomposed_hangul_and_characters_of_no_width_change_nothing_but_the_places() -> None:
    text = "예산은 3조5000억 원, 참석자는 1만2천 명이다"
    plain = [(numeral.rendering, numeral.values) for numeral in find(text)]
    for changed in (unicodedata.normalize("NFD", text), "\u200b".join(text), f"\ufeff{text}\u1100"):
        found = find(changed)
        assert [(numeral.rendering, numeral.values) for numeral in found] == plain
        assert all(changed[numeral.start : numeral.end] == numeral.surface for numeral in found)


def test_numerals_are_in_order_and_never_overlap() -> None:
    text = (
        "2026년 6월 3일 오전 9시, 3만5000명이 1조2000억원(약 8억달러)을 냈고 35%가 두 번 왔다. ☎02-123-4567"
    )
    found = find(text)
    assert [numeral.surface for numeral in found] == [
        *("2026년 6월 3일", "오전 9시", "3만5000", "1조2000억원", "8억달러", "35%", "두", "02-123-4567"),
    ]
    assert all(here.end <= following.start for here, following in pairwise(found))


_AMOUNTS = (
    st.integers(0, 10**19)
    | st.integers(0, 10**7)
    | st.builds(lambda head, zeros: head * 10**zeros, st.integers(1, 9999), st.integers(0, 14))
)


def _korean(value: int) -> str:
    """Digits with 경, 조, 억 and 만, as newspapers write them."""
    parts = []
    for unit, scale in (("경", 10**16), ("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)):
        count, value = divmod(value, scale)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0"


def _hangul(value: int) -> str:
    parts = ""
    for unit, scale in (("경", 10**16), ("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)):
        count, value = divmod(value, scale)
        if not count:
            continue
        for small, worth in (("천", 1000), ("백", 100), ("십", 10), ("", 1)):
            digit, count = divmod(count, worth)
            if digit:
                parts += ("" if digit == 1 and small else "영일이삼사오육칠팔구"[digit]) + small
        parts += unit
    return parts


@given(_AMOUNTS)
def test_a_rendered_amount_reads_back_as_itself(value: int) -> None:
    assert values(rendering.number(Fraction(value)))[0].value == value
    figure = values(rendering.money(Fraction(value), "won"))[0]
    assert (figure.value, figure.unit) == (value, "won")
    figure = values(rendering.money(Fraction(value), "dollar"))[0]
    assert (figure.value, figure.unit) == (value, "dollar")


@given(_AMOUNTS.filter(bool))
def test_korean_money_has_the_value_of_its_english(value: int) -> None:
    (numeral,) = find(f"모두 {_korean(value)}원이다")
    assert numeral.values == (value,)
    assert values(numeral.rendering or "")[0].value == value


@given(st.integers(11, 10**16 - 1))
def test_numbers_in_hangul_have_the_value_of_their_english(value: int) -> None:
    (numeral,) = find(f"모두 {_hangul(value)} 원이다")
    assert numeral.values == (value,)
    assert values(numeral.rendering or "")[0].value == value


@given(st.decimals(0, 10**6, places=2))
def test_percentages_read_back_as_themselves(value: object) -> None:
    (numeral,) = find(f"{value}%를")
    figure = values(numeral.rendering or "")[0]
    assert (figure.value, figure.unit) == (Fraction(str(value)), "%")


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 31))
def test_dates_read_back_as_themselves(year: int, month: int, day: int) -> None:
    (numeral,) = find(f"{year}년 {month}월 {day}일에")
    assert {figure.value for figure in values(numeral.rendering or "")} >= {year, month, day}


@given(
    st.text(
        st.sampled_from("0123456789,.%만억조천백십일이삼원달러 월년일시분의대-~제여$한두열서른가는 aKm"),
        max_size=60,
    )
)
def test_any_text_is_read_without_overlap(text: str) -> None:
    end = 0
    for numeral in find(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert text[numeral.start : numeral.end] == numeral.surface
        end = numeral.end
    for figure in values(text):
        assert 0 <= figure.start < figure.end <= len(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1,111",
        "만",
        "1만",
        "a",
        "a-",
        "1.",
        "1-",
        "일이삼",
        "일만",
        "열",
        "수백만 원 ",
        "12월 3일 ",
        "half a ",
    ],
)
def test_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        began = time.process_time()
        find(text)
        values(text)
        return time.process_time() - began

    short = min(seconds(500 + n) for n in range(3))  # readings of one text are kept, so each is another
    assert seconds(8000) < 100 * max(short, 0.001)  # 16 times as long; 256 for quadratic time
