"""Quality assurance of translations: what is found, where, and what is left alone."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.check import CODES, checks, document_checks, repeats, shortened
from translate.document import Block, Document, How, Kind, Level, Pin, Segment


def _codes(source: str, target: str, pins: tuple[Pin, ...] = ()) -> list[str]:
    return [check.code for check in checks(source, target, pins)]


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("매출은 1조2000억원이다.", "Sales were 12 trillion won.", ["number-mismatch"]),
        ("관중 120만 명이 왔다.", "A crowd of 120 million came.", ["number-mismatch"]),
        ("방문객은 5천4백만 명이다.", "There were 55 million visitors.", ["number-mismatch"]),
        ("유조선이 230만 갤런을 실었다.", "The tanker was loaded.", ["number-mismatch"]),
        ("지원금 80만 원을 준다.", "It pays eighty thousand won.", ["number-mismatch"]),
        ("학생 백일흔두 명이 왔다.", "There came 127 students.", ["number-mismatch"]),
        ("회의는 사흘 동안 열렸다.", "The meeting lasted four days.", ["number-mismatch"]),
        ("실업률은 3.5%다.", "The jobless rate is 5.3%.", ["number-mismatch"]),
        ("국민의 3분의 1이 찬성했다.", "Four out of five people agreed.", ["number-mismatch"]),
        ("개표는 12월 3일에 끝났다.", "Counting ended on December 13.", ["date-mismatch"]),
        ("개표는 12월 3일에 끝났다.", "Counting ended on November 3.", ["date-mismatch"]),
        ("다리는 2024년에 열렸다.", "The bridge opened in 2014.", ["date-mismatch"]),
        ("다리는 2019년에 열렸다.", "The bridge opened in 2020.", ["date-mismatch"]),
        ("장관은 이번 주 떠난다.", "The minister leaves next week.", ["date-mismatch"]),
        ("장관은 이번 주 떠난다.", "The minister leaves next Monday.", ["date-mismatch"]),
        ("매출이 올해 늘었다.", "Sales rose last year.", ["date-mismatch"]),
        ("학생 119명이 왔다.", "There came 120 students.", ["number-mismatch"]),
        ("회의는 오전 9시 20분에 연다.", "The meeting opens at 9:40 a.m.", ["date-mismatch"]),
        ("20대 직원이 숨졌다.", "A 20-year-old employee died.", ["number-mismatch"]),
        ("20대 직원이 숨졌다.", "An employee in their 20s died.", []),
        ("20대 기업의 20세 직원이다.", "She is a 20-year-old employee of a top 20 firm.", []),
        ("투자액은 147억원이다.", "The investment is $14.7 billion.", ["unit-mismatch"]),
        ("금리가 0.5%포인트 올랐다.", "The rate rose 0.5%.", ["unit-mismatch"]),
        ("시장은 기자들을 만났다.", "The mayor met 12 reporters.", ["number-added"]),
        ("시장은 이달 초 기자들을 만났다.", "The mayor met reporters in early March.", ["number-added"]),
        ("시장은 지난달 기자들을 만났다.", "The mayor met reporters last January.", ["number-added"]),
        ("협상 1년 4개월 만이다.", "It is the first time in 16 months.", []),
        ("협상 1년 4개월 만이다.", "It took a year and four months.", []),
        ("협상 1년 4개월 만이다.", "It took four months.", ["number-mismatch"]),
        ("협상 1년 4개월 만이다.", "It took a year and five months.", ["number-mismatch"]),
        ("표 34만장이 팔렸다.", "It sold 340,000 340,000.", ["number-added"]),
        ("지분을 170억원에 샀다.", "It paid 17 billion won for the 17 billion won stake.", ["number-added"]),
    ],
)
def test_a_number_with_another_value_or_unit_is_found(source: str, target: str, codes: list[str]) -> None:
    assert _codes(source, target) == codes


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("매출은 1조2000억원이다.", "Sales were 1.2 trillion won."),
        ("매출은 1조2000억원이다.", "Sales were 1,200,000,000,000 won."),
        ("매출은 1조9862억원이다.", "Sales were about 1.99 trillion won."),
        ("올해도 지난해처럼 늘었다.", "It grew as it did last year."),
        ("지난해보다 늘었다.", "It grew from a year earlier."),
        ("올해 끝난다.", "It ends by winter."),
        ("10년 만의 일이다.", "It is the first time in a decade."),
        ("유월에 연다.", "It opens in June."),
        ("메이 총리가 말했다.", "Prime Minister May said so."),
        ("행진은 평화로웠다.", "The March for Life was peaceful."),
        ("6·25 전쟁이 터졌다.", "The war broke out on June 25."),
        ("20년 만이다.", "It is the first time in two decades."),
        ("두 배로 늘었다.", "It doubled."),
        ("3배로 늘었다.", "It grew threefold."),
        ("절반이 아니라 3분의 1이다.", "It is not half but one-third."),
        ("절반이 아니라 3분의 1이다.", "It is not half but a third."),
        ("헨리 8세는 왕이었다.", "Henry VIII was king."),
        ("2차 세계대전이 끝났다.", "World War II ended."),
        ("3분기 매출이 늘었다.", "Third-quarter sales rose."),
        ("21세기 과제다.", "It is a task of the 21st century."),
        ("6개월 뒤에 연다.", "It opens in half a year."),
        ("두 회사가 5%씩 판다.", "One firm sells 5%, the other 5%."),
        ("5%를 팔고 5%를 샀다.", "It sold 5% and bought 5%."),
        ("24개월을 기다렸다.", "They waited two years."),
        ("오후 3시에 연다.", "It opens at 3 p.m."),
        ("오후 3시에 연다.", "It opens at 15:00."),
        ("지난달 기온은 영하 12도였다.", "Last month it was minus 12 degrees."),
        ("12월 3일에 열린다.", "It takes place on Dec. 3."),
        ("1995~1996년에 지었다.", "It was built in 1995-96."),
        ("1990년대 노래다.", "It is a song of the 1990s."),
        ("3~5% 오른다.", "It will rise 3 to 5 percent."),
        ("38명이 다쳤다.", "Thirty-eight people were hurt."),
        ("50대 남성이 신고했다.", "A man in his 50s reported it."),
        ("한 사람이 한 번 왔다.", "One person came once."),
        ("신형 RTX5090을 내놨다.", "It released the new RTX5090."),
        ("서른다섯에 시작했다.", "He began at 35."),
        ("1,600km를 걸었다.", "They walked 1,600 km (1,000 miles)."),
        ("제247조를 고친다.", "Article 247 will be changed."),
        ("12·3 사태가 끝났다.", "The crisis is over."),
        ("예산 5000만원을 쓴 6곳", "Six That Spend 50 Million Won"),
        ("가게를 24시간 연다.", "The shop is open around the clock."),
        ("매출 3조 시대가 왔다.", "The era of 3 trillion won in sales is here."),
        ("노동조합법 제2조를 고친다.", "Article 2 of the act will be changed."),
        ("후반 20분에 들어갔다.", "He came on in the 65th minute."),
        ("타율 0.266을 남겼다.", "He batted .266."),
        ("4년제 대학 193곳 가운데 하나다.", "It is one of 193 four-year universities."),
        ("87년 체제가 남았다.", "The system of 1987 remains."),
        ("순위 ① 서울 ② 부산", "Ranks: 1. Seoul 2. Busan"),
        ("전체의 3분의 1이다.", "It is 0.33 of all."),
        ("지지율은 46.9%다.", "The approval rate is 47 percent."),
    ],
)
def test_the_same_number_in_other_words_is_no_finding(source: str, target: str) -> None:
    assert _codes(source, target) == []


def test_a_number_finding_names_both_places() -> None:
    source, target = "올해 매출은 1조2000억원이다.", "This year's sales are 12 trillion won."
    (check,) = checks(source, target)
    assert check.level is Level.ERROR
    assert source[check.start : check.end] == "1조2000억원"
    assert target[check.tstart : check.tend] == "12 trillion won"
    assert check.message == "1조2000억원 (1.2 trillion won) is not in the translation; 12 trillion won is"


_LONG = "시장은 오늘 오후 시청에서 새 예산안을 직접 설명했다고 밝혔다."


@pytest.mark.parametrize(
    ("source", "target", "code", "place"),
    [
        ("시장은 왔다.", "", "empty", None),
        ("시장은 왔다.", " \n", "empty", None),
        ("시장은 왔다.", "시장은 왔다.", "identical", "시장은 왔다."),
        ("시장은 왔다.", "The 시장 came.", "hangul-left", "시장"),
        (_LONG, "He spoke.", "too-short", "He spoke."),
        ("시장은 왔다.", "The <1>mayor</1> came.", "marker-left", "<1>"),
        ("시장은 왔다.", "The mayor ⟦2⟧ came.", "marker-left", "⟦2⟧"),
        ("시장은 “좋다”고 했다.", "The mayor said “good.", "unbalanced-quotes", "“"),
        ('시장은 "좋다"고 했다.', 'The mayor said "good.', "unbalanced-quotes", '"'),
        ("시장(가운데)은 왔다.", "The mayor (center came.", "unbalanced-brackets", "("),
        ("시장은 왔다.", "He came, he came, he came, he came, he came, he came.", "repetition", "he came"),
    ],
)
def test_what_is_wrong_in_the_english_is_found_in_its_place(
    source: str, target: str, code: str, place: str | None
) -> None:
    check = next(check for check in checks(source, target) if check.code == code)
    if place is not None:
        assert target[check.tstart : check.tend].lower().startswith(place.lower())


def test_decomposed_hangul_is_korean_and_no_longer_than_composed() -> None:
    source = unicodedata.normalize("NFD", "시장은 어제 서울에서 행사를 열었다.")
    assert [check.code for check in checks(source, source)] == ["identical"]
    assert list(checks(source, "The mayor held an event in Seoul.")) == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("자세한 내용은 https://example.com/a?b=1 참조.", "See https://example.com/a?b=2.", "url-changed"),
        ("www.example.org에서 신청한다.", "Apply online.", "url-changed"),
        ("문의는 desk@example.com으로.", "Contact desk at example.com.", "email-changed"),
    ],
)
def test_addresses_must_survive(source: str, target: str, code: str) -> None:
    (check,) = [check for check in checks(source, target) if check.level is Level.ERROR]
    assert check.code == code
    assert source[check.start : check.end] in (
        "https://example.com/a?b=1",
        "www.example.org",
        "desk@example.com",
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("시장은 왔다.", "The mayor came."),
        ("OK", "OK"),
        ("2024", "2024"),
        ("자료(https://example.com/x)를 본다.", "See the data (https://example.com/x)."),
        ("문의는 desk@example.com으로.", "Write to desk@example.com."),
        ("“첫째, 정직하자. 둘째는", "“First, let's be honest. The second is"),
        ("단추 <0>를 누른다.", "Press <0>."),
        ("키가 6'2\"인 선수다.", "The player is 6'2\" tall."),
        ("하하하하하하하하", "Hahahahahahahahaha"),
        ("1. 첫째", "1. First"),
    ],
)
def test_a_good_translation_has_no_finding(source: str, target: str) -> None:
    assert _codes(source, target) == []


def _pin(target: str, tstart: int | None = None, how: How | None = None, surface: str = "오픈AI") -> Pin:
    end = None if tstart is None else tstart + len(target)
    return Pin(surface, target, surface, 0, len(surface), "glossary", tstart, end, how)


@pytest.mark.parametrize(
    ("target", "pin", "codes"),
    [
        ("OpenAI came.", _pin("OpenAI", 0, How.MARKER), []),
        ("The firm came.", _pin("OpenAI", None, How.MISSED), ["pin-missing"]),
        ("Openai came.", _pin("OpenAI", 0, How.MARKER), ["pin-missing"]),
        ("Generative AI came.", _pin("generative AI", 0, How.MARKER), []),
        ("Then OpenAI came.", _pin("OpenAI"), []),
        ("Then the firm came.", _pin("OpenAI"), ["pin-missing"]),
    ],
)
def test_a_pin_must_stand_in_the_english_exactly(target: str, pin: Pin, codes: list[str]) -> None:
    assert _codes("오픈AI가 왔다.", target, (pin,)) == codes


def test_as_many_renderings_are_wanted_as_pins() -> None:
    pins = (_pin("OpenAI"), _pin("OpenAI"))
    assert _codes("오픈AI와 오픈AI", "OpenAI and OpenAI", pins) == []
    assert _codes("오픈AI와 오픈AI", "OpenAI and it", pins) == ["pin-missing"]


def test_korean_in_a_rendering_and_numbers_in_a_term_are_the_glossary_s_business() -> None:
    rendering = "fourth bank (제4은행)"
    pin = Pin(
        "제4인터넷은행", rendering, "제4인터넷은행", 0, 7, "glossary", 4, 4 + len(rendering), How.MARKER
    )
    assert _codes("제4인터넷은행이 문을 연다.", f"The {rendering} opens.", (pin,)) == []
    pin = Pin("평창 올림픽", "2018 Winter Games", "평창 올림픽", 0, 6, "glossary", 4, 21, How.MARKER)
    assert _codes("평창 올림픽이 끝났다.", "The 2018 Winter Games are over.", (pin,)) == []


def test_a_forbidden_rendering_is_found_as_a_whole_word_and_not_inside_a_pin() -> None:
    forbidden = (("생성형 AI", "creative AI"), ("애플", "apple"))
    (check,) = checks("생성형 AI가 온다.", "Creative AI is coming.", (), forbidden)
    assert (check.code, check.tstart, check.tend) == ("forbidden-rendering", 0, 11)
    assert checks("애플이 온다.", "Pineapple is coming.", (), forbidden) == ()
    pin = Pin("애플", "Apple Inc.", "애플", 0, 2, "glossary", 0, 10, How.MARKER)
    assert checks("애플이 온다.", "Apple Inc. is coming.", (pin,), forbidden) == ()


@pytest.mark.parametrize(
    ("text", "runs_away"),
    [
        ("no no no no no", True),
        ("no no no no", False),
        ("Gallio Gallio Gallio Gallio Gallio Gallio", True),
        ("the mayor of the mayor of the mayor of the mayor of the mayor of", True),
        ("He said, he said, he said, he said, he said so.", True),
        ("hahahahahahahahahaha", True),
        ("aaaaaaaaaaaa", True),
        ("!!!!!!!!!!!! ………… ------------", False),
        ("1 1 1 1 1 1 1 1", False),
        ("000000000000", False),
        (
            "A sentence that says the word the more than the four times the rule allows, the rest apart.",
            False,
        ),
        ("", False),
    ],
)
def test_a_runaway_repeats_a_group_of_words_more_than_four_times_in_a_row(text: str, runs_away: bool) -> None:
    assert repeats(text) is runs_away


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma"]), min_size=1, max_size=6), st.integers(5, 8))
def test_any_group_repeated_five_times_is_a_runaway(group: list[str], times: int) -> None:
    assert repeats(f"It begins: {' '.join(group * times)} and ends.")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("ha " * 40, "ha ha ha "),
        ("Ha ha ha, ha ha ha, ha ha ha, ha ha ha!", "Ha ha ha!"),
        ("hahahahahahahahahaha", "hahaha"),
        ("So he said: no no no no no no, and yes yes yes yes yes.", "So he said: no no no, and yes yes yes."),
        ("no no no no", "no no no no"),
    ],
)
def test_a_runaway_is_shortened_to_three_times(text: str, short: str) -> None:
    assert shortened(text) == short


@given(st.lists(st.sampled_from(["ha", "Ha", "ho,", "hahaha", "1"]), max_size=60).map(" ".join))
def test_nothing_runs_away_after_it_is_shortened(text: str) -> None:
    assert not repeats(shortened(text))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_pair_is_checked_and_every_place_is_inside_it(source: str, target: str) -> None:
    for check in checks(source, target):
        assert check.code in CODES
        assert check.start is None or 0 <= check.start <= (check.end or 0) <= len(source)
        assert check.tstart is None or 0 <= check.tstart <= (check.tend or 0) <= len(target)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a ", "a", "1 ", "가", "(", '"', "<1>", "http://", "a@", "@", "1억 ", "one "]
)
def test_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(count: int) -> float:
        source, target = "시장이 왔다. " * (count // 8), (piece * count)[:count]
        began = time.process_time()
        checks(source + target, target)
        return time.process_time() - began

    short = min(seconds(500 + n) for n in range(3))  # readings of one text are kept, so each is another
    assert seconds(8000) < 100 * max(short, 0.001)  # 16 times as long; 256 for quadratic time


_ARTICLE = (
    ("근로감독관이 현장을 찾았다.", "A labor inspector visited the site."),
    ("회사는 근로감독관을 만나지 않았다.", "The company did not meet the labor inspector."),
    ("정부는 근로감독관의 권한을 넓힌다.", "The government expands the powers of labour supervisors."),
    ("근로감독관은 모두 삼백 명이다.", "There are 300 labor inspectors in all."),
    ("노조는 근로감독관에게 자료를 냈다.", "The union gave documents to the labour supervisor."),
    ("근로감독관과 경찰이 조사했다.", "The labor inspector and police investigated."),
    ("근로감독관도 놀랐다.", "Even the work inspector was surprised."),
    ("새 근로감독관을 뽑는다.", "New labor inspectors will be hired."),
)


def _document(pairs: tuple[tuple[str, str], ...], pinned: str = "") -> Document:
    blocks, at = [], 0
    for number, (source, target) in enumerate(pairs):
        end = at + len(source)
        pins: tuple[Pin, ...] = ()
        if pinned:
            start = source.index(pinned)
            pins = (Pin(pinned, "labor inspector", pinned, start, start + len(pinned)),)
        segment = Segment(0, at, end, source, target, pins)
        blocks.append(Block(number, Kind.BODY, at, end, source, (segment,)))
        at = end + 1
    return Document("article.txt", "\n".join(source for source, _ in pairs), tuple(blocks))


def test_a_term_without_an_entry_and_its_renderings_are_named() -> None:
    found = [check for segment in document_checks(_document(_ARTICLE)).segments for check in segment.checks]
    (check,) = found
    assert check.code == "inconsistent-term"
    assert check.message == (
        "근로감독관 is rendered in several ways: labor inspector (5×), labour supervisors (2×), "
        "work inspector (1×); a glossary entry would settle it"
    )


def test_a_pinned_term_is_the_glossary_s_business() -> None:
    document = document_checks(_document(_ARTICLE, pinned="근로감독관"))
    assert not any(segment.checks for segment in document.segments)


_NAMED = (
    ("코인베이는 출금을 멈췄다.", "Coinbay halted withdrawals."),
    ("이날 코인베이의 주가가 내렸다.", "Coinbay's shares fell that day."),
    ("당국은 코인베이를 조사한다.", "The authorities will look into Coinvey."),
    ("중국은 코인을 막았다.", "China banned coins."),
    ("중국의 고객이 떠났다.", "Chinese customers left."),
    ("고객은 코인베이에 물었다.", "Customers asked the exchange."),
)


def test_a_name_without_an_entry_is_found_where_it_is_spelt_otherwise() -> None:
    segments = list(document_checks(_document(_NAMED)).segments)
    assert [[check.code for check in segment.checks] for segment in segments] == [
        [], [], ["inconsistent-name"], [], [], []
    ]  # fmt: skip
    assert segments[2].checks[0].message == (
        "코인베이 is spelt in several ways: Coinbay (2×), Coinvey (1×); a glossary entry would settle it"
    )
    assert not any(segment.checks for segment in document_checks(_document(_NAMED[:2])).segments)


def test_the_same_source_must_have_the_same_english() -> None:
    pairs = (("사진 제공", "Photo provided"), ("비가 온다.", "It rains."), ("사진 제공", "Courtesy photo"))
    document = document_checks(_document(pairs))
    codes = [[check.code for check in segment.checks] for segment in document.segments]
    assert codes == [[], [], ["inconsistent-translation"]]
    assert document.blocks[2].segments[0].checks[0].message.endswith("Photo provided")


def test_findings_that_are_there_already_stay() -> None:
    document = _document((("사진 제공", "Photo"), ("사진 제공", "Picture")))
    once = document_checks(document)
    assert [len(segment.checks) for segment in once.segments] == [0, 1]
