"""Which terms are found in Korean sentences: ⟦ ⟧ marks each one that must be, and no other may be."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.entry import Entry, Glossary, Match, Status
from glossary.errors import GlossaryError
from glossary.folding import folded
from glossary.matcher import Matcher

TERMS = {
    "한은": "BOK",
    "메타": "Meta",
    "애플": "Apple",
    "네이버": "Naver",
    "오픈AI": "OpenAI",
    "챗GPT": "ChatGPT",
    "AI": "AI",
    "엔비디아": "Nvidia",
    "국제통화기금": "IMF",
    "연준": "the Fed",
    "금리": "interest rates",
    "카카오": "Kakao",
    "삼성": "Samsung",
    "고대역폭메모리": "high-bandwidth memory",
    "HBM3E": "HBM3E",
    "5G": "5G",
    "WWDC": "WWDC",
    "WWDC 2024": "WWDC 2024",
    "美": "US",
    "中": "China",
    "코스닥": "KOSDAQ",
    "김도윤": "Kim Do-yun",
    "김도윤 대표": "CEO Kim Do-yun",
    "김 대표": "Kim",
    "임대인": "lessor",
    "임차인": "lessee",
    "아이폰": "iPhone",
    "갤럭시": "Galaxy",
    "토스": "Toss",
    "쿠팡": "Coupang",
    "하이브": "Hybe",
    "라인": "Line",
    "인텔": "Intel",
    "테슬라": "Tesla",
    "배민": "Baemin",
    "당근": "Karrot",
    "반도체": "semiconductors",
    "당": "party",
    "앤스로픽": "Anthropic",
    "제미나이": "Gemini",
    "유럽연합": "EU",
    "LG엔솔": "LGES",
    "C++": "C++",
    "R&D": "R&D",
    "S&P 500": "S&P 500",
    "솔라나": "Solana",
    "이더": "Ether",
    "번역": "translation",
    "한국": "South Korea",
    "미국": "United States",
    "가상자산": "virtual assets",
    "공정거래위원회": "Fair Trade Commission",
    "공정위": "FTC",
    "사과": "apology",
    "대한": "Daehan",
    "은행": "bank",
    "한국은행": "Bank of Korea",
}
MATCHER = Matcher(
    Glossary(
        (
            *(Entry(source, target) for source, target in TERMS.items()),
            Entry("생성형 AI", "generative AI", variants=("생성형 인공지능",)),
            Entry("(주)한결", "Hangyeol Inc.", match=Match.EXACT),
            Entry(r"제\d+차 회의", "meeting", match=Match.REGEX),
            Entry("옛이름", "old name", status=Status.DEPRECATED),
        )
    )
)

SENTENCES = """
# particles and the copula after a short term
⟦한은⟧이 ⟦금리⟧를 동결했다는 소식이다.
⟦한은⟧의 결정은 만장일치였다.
⟦한은⟧도 성장률을 낮췄다.
⟦한은⟧에서는 말을 아꼈다.
⟦한은⟧뿐 아니라 정부도 움직였다.
발표한 곳은 ⟦한은⟧입니다.
⟦한은⟧은 오늘 회의를 연다.
⟦한은⟧을 찾은 시민들이 줄을 섰다.
⟦한은⟧과 정부가 함께 나섰다.
⟦한은⟧까지 나섰다.
⟦한은⟧만이 답을 안다.
⟦한은⟧보다 시장이 빨랐다.
⟦한은⟧이라며 웃었다.
⟦한은⟧이었다.
⟦한은⟧ 총재가 말했다.
⟦한은⟧총재가 말했다.
⟦메타⟧는 새 안경을 내놨다.
⟦메타⟧가 실적을 공개했다.
⟦메타⟧의 광고 매출이 늘었다.
⟦메타⟧에서 일하는 연구원이다.
⟦메타⟧로 옮긴 개발자다.
⟦메타⟧처럼 큰 회사도 흔들린다.
⟦메타⟧라는 이름을 쓴다.
⟦메타⟧였다.
⟦메타⟧와 손을 잡았다.
⟦엔비디아⟧가 칩을 내놨다.
⟦엔비디아⟧의 칩이 모자란다.
⟦엔비디아⟧에서도 말을 아꼈다.
⟦앤스로픽⟧이 돈을 모았다.
⟦앤스로픽⟧과 손잡았다.
⟦제미나이⟧는 구글이 만들었다.
⟦솔라나⟧가 크게 올랐다.
⟦배민⟧이 값을 올렸다.
⟦쿠팡⟧이라고 답했다.
⟦쿠팡⟧이랑 싸웠다.
⟦쿠팡⟧마저 값을 올렸다.
⟦LG엔솔⟧이 공장을 짓는다.
⟦LG엔솔⟧은 말을 아꼈다.
⟦토스⟧는 앱을 고쳤다.
⟦라인⟧은 일본에서 크다.
⟦당근⟧에서 샀다.
⟦테슬라⟧한테 졌다.
⟦인텔⟧부터 흔들렸다.
⟦네이버⟧인데 몰랐다.
⟦네이버⟧가 아니라 ⟦카카오⟧다.
⟦네이버⟧랑 ⟦카카오⟧는 다르다.
⟦네이버⟧밖에 없다.
⟦네이버⟧같은 회사도 있다.
# both ends, alone, twice
⟦코스닥⟧
⟦코스닥⟧ 오르고 내리다 다시 ⟦코스닥⟧
오늘도 내일도 ⟦코스닥⟧
⟦코스닥⟧이 오르자 ⟦코스닥⟧에 돈이 몰렸다.
어제 900을 넘은 ⟦코스닥⟧은 오늘 내렸다.
# marks around
‘⟦오픈AI⟧’가 새로 낸 물건이다.
“⟦오픈AI⟧”는 말을 아꼈다.
(⟦오픈AI⟧)를 빼면 모두 졌다.
「⟦오픈AI⟧」의 뜻을 물었다.
[⟦오픈AI⟧] 새 모형 공개
⟦오픈AI⟧·⟦엔비디아⟧ 손잡다
⟦오픈AI⟧/⟦엔비디아⟧/⟦애플⟧
⟦오픈AI⟧…⟦엔비디아⟧까지 흔들
#⟦오픈AI⟧ #⟦엔비디아⟧
⟦오픈AI⟧+⟦엔비디아⟧
"⟦메타⟧"가 돌아왔다.
⟦메타⟧, ⟦애플⟧, 그리고 ⟦네이버⟧.
《⟦메타⟧》라는 책
⟦메타⟧(옛 이름 얼굴책)는 컸다.
⟦메타⟧·구글
⟦애플⟧-⟦삼성⟧ 소송
⟦삼성⟧ㆍ⟦애플⟧
⟦한은⟧: 동결
# look-alikes
메타버스가 다시 뜬다.
메타버스는 어렵다.
메타포가 많은 시다.
메타인지를 기른다.
애플리케이션을 지웠다.
애플민트는 잘 자란다.
파인애플은 달다.
애플페이를 쓴다.
애플뮤직은 음악을 판다.
위한은 맞지 않는 말이다.
신한은행이 점포를 줄인다.
북한은 말이 없다.
⟦대한⟧은 추운 날이다.
무한은 크다.
국한은 쉽지 않다.
네이버후드를 걷는다.
네이버웹툰은 ⟦미국⟧에 갔다.
네이버페이로 냈다.
카카오톡이 멈췄다.
카카오뱅크는 이익을 냈다.
카카오페이가 올랐다.
삼성전자가 이익을 냈다.
삼성동에 산다.
삼성생명은 보험을 판다.
토스트가 식었다.
토스뱅크는 이자를 준다.
토스카나의 언덕
쿠팡이츠는 배달을 한다.
쿠팡플레이는 축구를 튼다.
하이브리드가 잘 팔린다.
라인업을 새로 짰다.
온라인은 붐빈다.
라인강을 건넜다.
오프라인으로 만났다.
인텔리전스가 중요하다.
배민커넥트로 일한다.
당근마켓에서 샀다.
이더리움은 값이 내렸다.
정당이 셋이다.
야당은 반대했다.
배당을 늘렸다.
담당이 바뀌었다.
비당 연합
그는 당당했다.
대한민국은 넓다.
미국인은 많다.
한국인이 좋아한다.
한국어를 배운다.
사과했다.
사과나무를 심었다.
번역했다.
번역하기 어렵다.
번역가를 찾는다.
유럽연합군이 떴다.
테슬라코일을 만들었다.
갤럭시아는 다른 회사다.
# suffixes and plain nouns after a name
⟦오픈AI⟧발 충격이 크다.
⟦메타⟧측은 부인했다.
⟦메타⟧ 측은 부인했다.
⟦애플⟧사는 답하지 않았다.
⟦미국⟧산 쇠고기
⟦한국⟧형 전투기
⟦미국⟧발 한파
⟦미국⟧행 비행기
⟦미국⟧식 식당
⟦미국⟧계 은행가
⟦임대인⟧들이 모였다.
⟦임차인⟧들은 반발했다.
⟦임대인⟧과 ⟦임차인⟧이 만났다.
⟦네이버⟧님 안녕하세요.
⟦김도윤⟧씨는 웃었다.
⟦김도윤⟧ 씨는 웃었다.
⟦김도윤⟧님이 오셨다.
⟦국제통화기금⟧총재가 물러난다.
⟦연준⟧의장이 말했다.
⟦공정거래위원회⟧위원장이 나왔다.
⟦테슬라⟧주가는 내렸다.
⟦애플⟧본사를 찾았다.
⟦오픈AI⟧대표가 왔다.
⟦오픈AI⟧모델을 쓴다.
⟦아이폰⟧15를 샀다.
⟦갤럭시⟧S24가 나왔다.
유럽연합집행위원회 건물
# compounds with common nouns
⟦금리⟧인상이 이어졌다.
기준⟦금리⟧는 그대로다.
고⟦금리⟧가 이어졌다.
⟦반도체⟧산업이 컸다.
⟦반도체⟧ 산업이 컸다.
⟦AI⟧⟦반도체⟧가 모자란다.
비⟦반도체⟧ 분야
⟦美⟧⟦연준⟧은 동결했다.
미⟦연준⟧은 동결했다.
# spaces inside
⟦생성형 AI⟧가 바꾼다.
⟦생성형AI⟧가 바꾼다.
⟦생성형  AI⟧가 바꾼다.
⟦생성형 인공지능⟧은 비싸다.
⟦생성형인공지능⟧은 비싸다.
⟦고대역폭메모리⟧가 모자란다.
⟦고대역폭 메모리⟧가 모자란다.
⟦국제통화기금⟧은 경고했다.
⟦국제 통화 기금⟧은 경고했다.
⟦국제통화 기금⟧의 경고
⟦가상 자산⟧을 팔았다.
⟦공정 거래 위원회⟧가 나섰다.
⟦WWDC 2024⟧에서 봤다.
⟦WWDC2024⟧에서 봤다.
⟦S&P500⟧이 올랐다.
⟦S&P 500⟧은 내렸다.
위한 은어가 있다.
신한 ⟦은행⟧이 있다.
⟦당⟧ 근처에서 만났다.
제도 이치에 맞다.
국제통화 기금융을 말했다.
# Latin letters and digits
⟦HBM3E⟧를 만든다.
⟦HBM3E⟧ 12단
HBM3EX는 없다.
⟦5G⟧는 빠르다.
15G는 없다.
1.5G를 썼다.
⟦5G⟧·6G
5GHz 대역
⟦WWDC⟧에서 발표했다.
⟦AI⟧의 시대
KAIST는 대전에 있다.
AI1이라는 이름
OpenAI라고 쓴다.
⟦AI⟧, ⟦AI⟧ 그리고 ⟦AI⟧
⟦C++⟧로 짰다.
⟦R&D⟧를 늘렸다.
⟦챗GPT⟧를 쓴다.
⟦챗GPT⟧한테 물었다.
⟦챗GPT⟧가 답했다.
# Hanja
⟦美⟧ 대선
⟦美⟧·⟦中⟧ 갈등
⟦美⟧⟦中⟧ 갈등
美國은 옛 표기다.
中企는 작은 회사다.
對⟦中⟧ 수출
訪⟦美⟧ 일정
韓⟦美⟧日 회담
⟦美⟧서 팔린다.
# nested names
⟦김도윤 대표⟧는 웃었다.
⟦김도윤⟧은 웃었다.
⟦김 대표⟧는 웃었다.
⟦김대표⟧는 웃었다.
⟦한국은행⟧은 동결했다.
⟦한국은행⟧ 앞 ⟦은행⟧에 갔다.
⟦공정위⟧와 ⟦공정거래위원회⟧는 같다.
# one syllable
⟦당⟧이 갈라졌다.
⟦당⟧을 떠났다.
# exact, regex, deprecated
우리⟦(주)한결⟧은 없다.
⟦제3차 회의⟧가 열렸다.
제삼차 회의가 열렸다.
옛이름은 쓰지 않는다.
"""


NARROW = {
    "서울대": "Seoul National University",
    "정부": "government",
    "라인": "LINE",
    "국회": "National Assembly",
    "가자": "Gaza",
    "국방부": "Ministry of National Defense",
    "공화당": "Republican Party",
    "엔비디아": "Nvidia",
    "달러": "dollars",
    "금리": "interest rates",
    "대역폭메모리": "bandwidth memory",
    "1형 당뇨병": "type 1 diabetes",
    "과학기술정보통신부": "MSIT",
    "배터리": "battery",
    "AI": "AI",
    "5G": "5G",
    "EU": "EU",
    "소재·부품·장비": "MPE",
    "GPT-5": "GPT-5",
    "Moody's": "Moody's",
    "K‑푸드": "K-food",
}
NARROWLY = Matcher(Glossary(tuple(Entry(source, target) for source, target in NARROW.items())))
CLOSE = """
# what stands before makes another word or name
남서울대 학생이 왔다.
⟦서울대⟧ 학생이 왔다.
무정부 상태다.
비⟦정부⟧ 기구
새⟦정부⟧가 나섰다.
임시⟦국회⟧에서
⟦라인⟧과 네이버
미⟦공화당⟧이 이겼다.
미⟦엔비디아⟧가 올랐다.
고⟦금리⟧가 이어졌다.
고대역폭메모리가 모자란다.
⟦대역폭메모리⟧가 모자란다.
제⟦1형 당뇨병⟧은 드물다.
현⟦과학기술정보통신부⟧장관
# what follows does
국방부대가 왔다.
국방부대
⟦국방부⟧가 밝혔다.
10⟦달러⟧대에 팔린다.
# a verb that ends a sentence
이제 집에 가자.
“집에 가자”고 했다.
이제 집에 가자
⟦가자⟧
⟦가자⟧ 지구를 떠났다.
⟦가자⟧에 남았다.
하마스가 장악한 ⟦가자⟧ 북부
# one syllable after Latin letters and digits, parts of a battery
⟦AI⟧칩과 ⟦AI⟧폰, ⟦AI⟧붐
⟦AI⟧법을 ⟦EU⟧법으로
⟦5G⟧망과 ⟦5G⟧칩의 ⟦5G⟧폰
⟦AI⟧반도체와 ⟦5G⟧급
⟦배터리⟧셀과 ⟦배터리⟧팩
# marks that look alike
⟦소재·부품·장비⟧ 기업
⟦소재ㆍ부품ㆍ장비⟧ 기업
⟦소재・부품・장비⟧는 ⟦소재‧부품‧장비⟧, ⟦소재•부품•장비⟧, ⟦소재･부품･장비⟧
⟦GPT-5⟧를 ⟦GPT‑5⟧가 ⟦GPT‐5⟧도 ⟦GPT–5⟧ ⟦GPT−5⟧
⟦Moody's⟧가 ⟦Moody’s⟧ ⟦Moodyʼs⟧는
⟦K-푸드⟧와 ⟦K‑푸드⟧
‘⟦AI⟧’는 3–5% 올랐다.
"""


def unmarked(sentence: str) -> tuple[str, list[tuple[int, str]]]:
    """The sentence without its marks, and place and text of what they enclose."""
    text, found = "", []
    for piece in re.split("(⟦[^⟧]*⟧)", sentence):
        if piece.startswith("⟦"):
            found.append((len(text), piece[1:-1]))
            piece = piece[1:-1]
        text += piece
    return text, found


CASES = [line for line in SENTENCES.strip().splitlines() if not line.startswith("# ")]


@pytest.mark.parametrize("sentence", CASES)
def test_terms_are_found_where_they_stand_for_themselves(sentence: str) -> None:
    text, expected = unmarked(sentence)
    found = MATCHER(text)
    assert [(occurrence.start, occurrence.surface) for occurrence in found] == expected
    assert all(text[o.start : o.end] == o.surface for o in found)


@pytest.mark.parametrize("sentence", [s for s in CLOSE.strip().splitlines() if not s.startswith("# ")])
def test_terms_are_told_from_words_that_hold_them(sentence: str) -> None:
    text, expected = unmarked(sentence)
    found = NARROWLY(text)
    assert [(occurrence.start, occurrence.surface) for occurrence in found] == expected
    accepted = [(c.start, c.surface) for c in NARROWLY.explain(text) if c.accepted]
    assert accepted == expected


def terms(*sources: str, **options: object) -> Matcher:
    return Matcher(Glossary(tuple(Entry(source, source.upper(), **options) for source in sources)))  # type: ignore[arg-type]


def surfaces(matcher: Matcher, text: str) -> list[str]:
    return [occurrence.surface for occurrence in matcher(text)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        (unicodedata.normalize("NFD", "어제 한은이 말했다."), unicodedata.normalize("NFD", "한은")),
        ("오\u200b픈AI가 말했다.", "오\u200b픈AI"),
        ("엔비\ufeff디아의 칩", "엔비\ufeff디아"),
        ("국제통화\u00ad기금은", "국제통화\u00ad기금"),
        ("국제\u00a0통화\u3000기금은", "국제\u00a0통화\u3000기금"),
        ("ＡＩ의 시대", "ＡＩ"),
        ("ＨＢＭ３Ｅ를 만든다.", "ＨＢＭ３Ｅ"),
        ("생성형\nAI가 바꾼다.", "생성형\nAI"),
    ],
)
def test_offsets_are_those_of_the_text_as_given(text: str, surface: str) -> None:
    (found,) = MATCHER(text)
    assert found.surface == surface
    assert text[found.start : found.end] == surface


def test_a_decomposed_source_in_the_glossary_matches_a_composed_text() -> None:
    assert surfaces(terms(unicodedata.normalize("NFD", "한은")), "한은이 말했다.") == ["한은"]


def test_of_two_entries_with_one_spelling_the_later_counts() -> None:
    matcher = Matcher(Glossary((Entry("생성형 AI", "generative AI"), Entry("생성형AI", "gen AI"))))
    assert [found.entry.target for found in matcher("생성형 AI와 생성형AI")] == ["gen AI", "gen AI"]


def test_a_later_deprecated_entry_switches_a_term_off() -> None:
    matcher = Matcher(Glossary((Entry("한은", "BOK"), Entry("한은", "BOK", status=Status.DEPRECATED))))
    assert matcher("한은이 말했다.") == []


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "old",
    [
        Entry("챗 GPT", "Chat GPT", status=Status.DEPRECATED),
        Entry("쳇지피티", "Chat GPT", variants=("챗GPT",), status=Status.DEPRECATED),
        Entry("챗 GPT", "Chat GPT", match=Match.EXACT, status=Status.DEPRECATED),
    ],
)
def test_a_deprecated_entry_of_another_source_hides_no_term(old: Entry, first: bool) -> None:
    new = Entry("챗GPT", "ChatGPT")
    matcher = Matcher(Glossary((old, new) if first else (new, old)))
    assert [found.entry for found in matcher("챗GPT가 나왔다.")] == [new]
    assert [c.entry for c in matcher.explain("챗GPT가 나왔다.") if c.accepted] == [new]


def test_a_later_glossary_switches_a_term_of_an_earlier_one_off() -> None:
    glossaries = (
        Glossary((Entry("한은", "BOK"),)),
        Glossary((Entry("한은", "x", status=Status.DEPRECATED),)),
    )
    assert Matcher(Glossary.joined(glossaries))("한은이 말했다.") == []


def test_an_exact_entry_counts_where_it_stands_as_written_and_hides_no_other() -> None:
    exact, word = Entry("생성 AI", "Gen AI", match=Match.EXACT), Entry("생성AI", "generative AI")
    for entries in ((exact, word), (word, exact)):
        matcher = Matcher(Glossary(entries))
        text = "생성 AI와 생성AI"
        assert [found.entry for found in matcher(text)] == [exact, word]
        assert [(c.entry, c.reason) for c in matcher.explain(text) if c.start == 0] == [
            (exact, "exactly as written"),
            (word, "in the place of the term 생성 AI"),
        ]


def test_a_longer_deprecated_term_does_not_hide_a_shorter_one() -> None:
    matcher = Matcher(
        Glossary((Entry("한은", "BOK"), Entry("한은 총재", "governor", status=Status.DEPRECATED)))
    )
    assert surfaces(matcher, "한은 총재가 말했다.") == ["한은"]


def test_the_longest_term_wins_before_the_leftmost() -> None:
    assert surfaces(terms("가나 다라", "다라 마바사"), "가나 다라 마바사") == ["다라 마바사"]
    assert surfaces(terms("가나 다라", "다라 마바"), "가나 다라 마바") == ["가나 다라"]


def test_exact_entries_need_no_boundary_but_their_own_spaces() -> None:
    matcher = terms("메타", "생성 AI", match=Match.EXACT)
    assert surfaces(matcher, "메타버스와 생성 AI와 생성AI") == ["메타", "생성 AI"]


def test_regular_expressions_see_the_folded_text() -> None:
    matcher = terms(r"제\d+차 (?:회의|총회)", match=Match.REGEX)
    assert surfaces(matcher, "제３차 회의와 제12차 총회") == ["제３차 회의", "제12차 총회"]


@pytest.mark.parametrize("mark", ["’", "'", "‘"])
def test_regular_expressions_may_name_marks_that_are_folded(mark: str) -> None:
    matcher = terms(f"{mark}0[·–ㆍ]5", match=Match.REGEX)
    assert surfaces(matcher, "’0–5, '0-5, ‘0ㆍ5, '0+5") == ["’0–5", "'0-5", "‘0ㆍ5"]


def test_a_regular_expression_that_matches_nothing_finds_nothing() -> None:
    assert terms(r"가*", match=Match.REGEX)("나다") == []


def test_an_invalid_regular_expression_is_named() -> None:
    with pytest.raises(GlossaryError, match=r"regular expression of entry '\(가' is invalid.*missing \)"):
        terms("(가", match=Match.REGEX)


@pytest.mark.parametrize(
    "source", ["가{1000000000}", "((가{100}){100}){100}", "가" * 1001, "가{10,}{,100}{101}"]
)
def test_a_regular_expression_that_would_fill_the_memory_is_refused(source: str) -> None:
    with pytest.raises(GlossaryError, match="is too long or repeats too often"):
        terms(source, match=Match.REGEX)


def test_a_regular_expression_without_end_is_stopped() -> None:
    matcher = terms(r"(?:가|가가)+나", match=Match.REGEX)
    with pytest.raises(GlossaryError, match="takes more than 1 second"):
        matcher("가" * 60)


@pytest.mark.parametrize(
    ("text", "surface", "accepted", "reason"),
    [
        ("한은이 말했다.", "한은", True, "followed by the particle 이"),
        ("메타버스가 뜬다.", "메타", False, "part of 메타버스"),
        ("애플페이를 쓴다.", "애플", False, "part of another name, 애플페이를"),
        ("번역했다.", "번역", False, "part of the verb 번역했다"),
        ("chatGPT를 쓴다.", "chatGPT", False, "other letter case than ChatGPT"),
        ("CHATGPT를 쓴다.", "CHATGPT", False, "other letter case than ChatGPT"),
        ("Chat Gpt를 쓴다.", "Chat Gpt", False, "other letter case than ChatGPT"),
        ("Chat GPT를 쓴다.", "Chat GPT", True, "followed by the particle 를"),
        ("KAIST에 간다.", "AI", False, "part of KAIST에"),
        ("1.5G를 쓴다.", "5G", False, "cuts a number"),
        ("美國은 옛 표기다.", "美", False, "part of 美國"),
        ("한 은이 좋다.", "한 은", False, "a space in the term cuts off a single letter"),
        ("한은 총재가 말했다.", "한은", False, "inside the longer term 한은 총재"),
        ("옛이름이 있다.", "옛이름", False, "the entry is deprecated"),
    ],
)
def test_every_candidate_is_explained(text: str, surface: str, accepted: bool, reason: str) -> None:
    sources = ("한은", "한은 총재", "메타", "애플", "번역", "ChatGPT", "AI", "5G", "美")
    entries = [Entry(source, "name" if source == "번역" else "Name") for source in sources]
    matcher = Matcher(Glossary((*entries, Entry("옛이름", "old", status=Status.DEPRECATED))))
    found = [candidate for candidate in matcher.explain(text) if candidate.surface == surface]
    assert [(candidate.accepted, candidate.reason) for candidate in found] == [(accepted, reason)]


def test_letters_of_two_words_that_only_meet_are_not_worth_a_mention() -> None:
    assert terms("의사").explain("회사의 사정") == []


@pytest.mark.parametrize("text", ["한은\u0301 총재", "한은\u11a8 총재"])
def test_a_term_whose_last_letter_carries_another_mark_is_another_word(text: str) -> None:
    assert terms("한은")(text) == []


def test_an_empty_glossary_and_an_empty_text_find_nothing() -> None:
    assert Matcher(Glossary())("한은이 말했다.") == []
    assert MATCHER("") == [] and MATCHER.explain("  \n ") == []


PIECES = st.one_of(
    st.sampled_from(
        [*TERMS, "생성형 인공지능", "이", "는", "들", "총재", "버스", " ", "  ", "\n", "·", ".", "1", "A"]
    ),
    st.sampled_from("\u200b\ufeff\u00ad\u0301\u1100\u1161ㅋ😀\U00020000𝐀ｱガ가각"),
    st.text(max_size=3),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_whatever_the_text_spans_are_sound(text: str, decompose: bool) -> None:
    if decompose:
        text = unicodedata.normalize("NFD", text)
    found = MATCHER(text)
    end = 0
    for occurrence in found:
        assert end <= occurrence.start < occurrence.end <= len(text)
        end = occurrence.end
        assert text[occurrence.start : occurrence.end] == occurrence.surface
        if occurrence.entry.match is not Match.REGEX:
            spellings = {"".join(folded(spelling).text.split()) for spelling in occurrence.entry.spellings}
            assert "".join(folded(occurrence.surface).text.split()) in spellings
    accepted = [(c.start, c.end, c.entry) for c in MATCHER.explain(text) if c.accepted]
    assert accepted == [(o.start, o.end, o.entry) for o in found]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_folding_keeps_every_place(text: str) -> None:
    view = folded(text)
    spans = [view.span(index, index + 1) for index in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert "".join(folded(text[start:end]).text for start, end in dict.fromkeys(spans)) == view.text
