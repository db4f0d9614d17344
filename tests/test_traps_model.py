"""Faults that users report, with the embedded model: pins exact, marks in place, nothing empty or endless."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from lxml import etree
from test_format_docx import R, W, part, word

from glossary import Case, Entry, Glossary
from translate import Translator
from translate.check import repeats
from translate.document import Document, Kind, Segment
from translate.formats import docx, format_for
from translate.segment import page

pytestmark = [pytest.mark.model, pytest.mark.timeout(900)]

TERMS = {
    **{"한은": "BOK", "오픈AI": "OpenAI", "엔비디아": "Nvidia", "네이버": "Naver", "코스닥": "KOSDAQ"},
    **{"고대역폭 메모리": "high-bandwidth memory", "국제통화기금": "IMF", "삼성전자": "Samsung Electronics"},
    **{"정하람": "Jeong Ha-ram", "정하람 시장": "Mayor Jeong Ha-ram", "정 시장": "Mayor Jeong"},
    **{"임대인": "lessor", "임차인": "lessee", "발주자": "client", "수급인": "contractor"},
    **{
        "아이폰": "iPhone",
        "이베이": "eBay",
        "뉴욕타임스": "The New York Times",
        "청와대": "the presidential office",
    },
    **{"엑스박스": "Xbox", "유니콘 기업": "unicorn company", "엠아이티 졸업생": "MIT graduate"},
    **{"시급제 일자리": "hourly job", "씨플플": "C++", "되부름": r"\1 \g<0>", "일달러샵": "$1"},
    **{"에이티앤티": "AT&T", "트위터": "X (formerly Twitter)", "괄호표": "⟦1⟧", "와우페이": "<Wow>"},
}
GLOSSARY = Glossary(
    (
        *(Entry(source, target) for source, target in TERMS.items()),
        Entry("생성형 AI", "generative AI", case=Case.SENTENCE),
    )
)
LINE = "네이버 주가는 어제보다 3% 오른 21만5000원에 거래를 마쳤다."

ROWS = {
    "particles": [
        "한은이 기준금리를 세 번째로 동결했다.",
        "시장은 한은의 다음 결정을 기다린다.",
        "한은도 물가를 걱정하고 있다.",
        "금리를 정하는 곳은 한은뿐이다.",
        "이번 조사를 맡은 기관은 한은입니다.",
    ],
    "marks": [
        "‘오픈AI’가 새 모델을 내놨다.",
        "투자자(오픈AI)는 답하지 않았다.",
        "오픈AI·엔비디아가 손을 잡았다.",
        "#오픈AI 관련 글이 쏟아졌다.",
        "‘생성형 AI’와 ‘고대역폭메모리’가 화제다.",
    ],
    "names": [
        "정하람이 연단에 올랐다.",
        "정하람 시장은 예산안을 설명했다.",
        "정 시장의 비서는 정하람의 일정을 알리지 않았다.",
    ],
    "roles": [
        "임대인은 계약이 끝나면 임차인에게 보증금을 돌려준다.",
        "수급인이 기한을 넘기면 발주자는 계약을 풀 수 있다.",
    ],
    "case": [
        "생성형 AI가 교실에 들어왔다.",
        "교사들은 생성형 AI를 수업에 쓴다.",
        "아이폰 판매가 줄었다.",
        "중고품은 이베이에서 팔린다.",
    ],
    "articles": [
        "그는 생일 선물로 엑스박스 한 대를 받았다.",
        "그 회사는 작년에 유니콘 기업이 되었다.",
        "그녀는 엠아이티 졸업생이다.",
        "나는 시급제 일자리를 하나 구했다.",
        "뉴욕타임스의 기자가 청와대를 찾았다.",
    ],
    "odd": [
        "그 프로그램은 씨플플로 쓰였다.",
        "함수 되부름이 오류를 냈다.",
        "일달러샵이 문을 열었다.",
        "트위터의 주가는 에이티앤티보다 낮다.",
        "괄호표가 와우페이에 인쇄되지 않았다.",
    ],
    "amounts": [
        "예산은 2조5000억 원이다.",
        "행사에 1만3천 명이 모였다.",
        "인구가 1억2345만 명을 넘었다.",
        "땅값은 십이만사천삼백오십육 원이다.",
        "이천이십오년에 다리가 완공된다.",
        "배에는 백일흔두 명이 타고 있었다.",
        "손님 스물세 명이 기다렸다.",
    ],
    "emoji": [
        "오늘 정말 즐거웠어요 😆 내일 오픈AI 발표를 보러 가요.",
        "우리 가족 👨‍👩‍👧 모두 건강해요.",
        "커피 한 잔 ☕️ 마시고 네이버에서 길을 찾았어요.",
        "✅ 신청은 코스닥 누리집에서 하세요.",
    ],
    "sounds": [
        "(웃음)",
        "ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ",
        "하하하하하하하하하",
        "확인",
        "!!!!!!!",
        "…………",
        "나나나나나나나나나",
        "ㅠㅠㅠㅠ",
    ],
    "list marks": [
        *("1.", "가.", "①", "3.14", "10%", "(주)", "1. 회원은 규정을 지킨다.", "가. 총회는 봄에 연다."),
        *("① 회장은 투표로 뽑는다.", "- 임기는 2년이다.", "Ⅲ. 부칙을 따로 둔다."),
    ],
    "wide": [
        "회의는 내일 열린다。",
        "문을 닫았다｡",
        "참석자는 １２３명이다。",
        "ＡＩ 기술이 빠르게 발전한다。",
    ],
    "tokens": [
        ", ".join(f"%{n}$s" for n in range(1, 13)) + " 등이 참가했습니다.",
        "이 항목은 %1$d일 뒤에 자동으로 지워집니다.",
        "{{user.nick}}님, ${city}에 오신 것을 환영합니다!",
        "주문 :id의 배송이 시작되었습니다.",
        "자세한 내용은 <0>이용 약관</0>을 확인하세요.",
        "{0}을(를) 장바구니에 담았습니다.",
    ],
    "quotes": [
        "그는 “천천히 가자”며 “서두르지 말자”고 당부했다.",
        "‘왜 늦었느냐’라고 묻자 ‘길이 막혔다’라는 답이 돌아왔다.",
    ],
    "invisible": [
        "엔비\u200b디아의 실적이 좋았다.",
        "그의 키는 6′2″이다.",
        "삼성\u00ad전자의 공장이 문을 열었다.",
    ],
    "line among others": [
        "비가 왔다.",
        LINE,
        "어제 내린 비로 강물이 불어 다리 두 곳이 잠겼다고 시청이 알렸다.",
    ],
}
WORD = word(
    "<w:p><w:r><w:t>오늘 </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>네이버</w:t></w:r>"
    "<w:r><w:t>가 새 지도를 열었다.</w:t></w:r></w:p>"
    '<w:p><w:r><w:t>자세한 글은 </w:t></w:r><w:hyperlink r:id="rId7"><w:r><w:t></w:t></w:r>'
    '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>안내문</w:t></w:r></w:hyperlink>'
    "<w:r><w:t>에 있다.</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>이름</w:t><w:tab/><w:t>정하람</w:t><w:br/><w:t>다음 줄이다.</w:t></w:r></w:p>"
)
PAGE = (
    "<p>시장은 어제 <a href='/a'>새\n    도서관</a>을\n\t열었다고 <b>네이버</b>에\n  밝혔다.\n</p>".encode()
)

Row = Callable[[str], list[Segment]]


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator()


@pytest.fixture(scope="module")
def done(translator: Translator) -> dict[str, Document]:
    """Everything above, translated in one go."""

    def documents() -> Iterator[Document]:
        for name, texts in ROWS.items():
            yield from (page(text, f"{name}/{n}") for n, text in enumerate(texts))
        yield docx.read(WORD, "a.docx")
        yield format_for("a.html").read(PAGE, "a.html")

    return {document.name: document for document in translator.translate_documents(documents(), GLOSSARY)}


@pytest.fixture(scope="module")
def row(done: dict[str, Document]) -> Row:
    def segments(name: str) -> list[Segment]:
        return [s for n in range(len(ROWS[name])) for s in done[f"{name}/{n}"].segments]

    return segments


def english(segments: list[Segment]) -> list[str]:
    return [segment.target or "" for segment in segments]


@pytest.mark.parametrize("name", [*ROWS, "a.docx", "a.html"])
def test_whatever_the_row_pins_are_exact_and_the_english_is_sound(
    name: str, row: Row, done: dict[str, Document]
) -> None:
    for segment in row(name) if name in ROWS else done[name].segments:
        target = segment.target or ""
        assert target.strip()
        for pin in segment.pins:
            assert pin.tstart is not None, (segment.source, target)
            assert target[pin.tstart : pin.tend] in (pin.target, pin.target[:1].upper() + pin.target[1:])
        assert not re.search("[가-힣ㄱ-ㆎ\u200b\u00ad]", target)
        assert not repeats(target)
        assert not re.search(r"\b(?:an?|the) (?:an?|the)\b", target, re.IGNORECASE)
        assert not re.search(r"\s[,.;:!?)](?!\w)|[(]\s|\s{2}", target)
        assert not re.search(r"['’]s['’]|s['’]s\b", target)


def test_six_particles_six_times_one_rendering(row: Row) -> None:
    assert all(target.count("BOK") == 1 for target in english(row("particles")))


def test_of_nested_names_each_has_its_own_rendering(row: Row) -> None:
    first, second, third = english(row("names"))
    assert "Jeong Ha-ram" in first and "Mayor" not in first
    assert "Mayor Jeong Ha-ram" in second
    assert "Jeong Ha-ram" in third and re.search("Mayor Jeong(?! Ha-ram)", third)


def test_both_roles_stand_in_each_sentence(row: Row) -> None:
    first, second = english(row("roles"))
    assert "lessor" in first.lower() and "lessee" in first.lower()
    assert "client" in second.lower() and "contractor" in second.lower()


def test_only_the_start_of_a_sentence_is_capital(row: Row) -> None:
    first, second, *names = english(row("case"))
    assert first.startswith("Generative AI") or " generative AI" in first
    assert "generative AI" in second
    assert ["iPhone" in names[0], "eBay" in names[1]] == [True, True]


def test_articles_go_by_sound(row: Row) -> None:
    together = " ".join(english(row("articles")))
    assert not re.search(r"\b[Aa] (?:Xbox|MIT|hourly)|\b[Aa]n unicorn", together)


@pytest.mark.parametrize(
    ("number", "value"),
    list(enumerate(["2.5 trillion won", "13,000", "123.45 million", "124,356 won", "2025", "172", "23"])),
)
def test_amounts_have_their_value(number: int, value: str, row: Row) -> None:
    assert value in english(row("amounts"))[number]


def test_emoji_stay_whole_and_the_rest_is_translated(row: Row) -> None:
    together = " ".join(english(row("emoji")))
    assert [together.count(emoji) for emoji in ("😆", "👨‍👩‍👧", "☕️", "✅")] == [1, 1, 1, 1]
    assert all(name in together for name in ("OpenAI", "Naver", "KOSDAQ"))


def test_sounds_and_marks_stay_short(row: Row) -> None:
    for segment in row("sounds"):
        assert len(segment.target or "") <= max(20, len(segment.source))
    assert english(row("sounds"))[4:6] == ["!!!!!!!", "…………"]


def test_list_marks_stay_before_their_sentence(row: Row) -> None:
    found = english(row("list marks"))
    assert found[:5] == ["1.", "A.", "①", "3.14", "10%"]
    leads = [target.split()[0] for target in found[6:]]
    assert leads == ["1.", "A.", "①", "-", "Ⅲ."]
    assert all(len(target.split()) > 2 for target in found[6:])


def test_wide_digits_and_letters_are_narrow(row: Row) -> None:
    together = " ".join(english(row("wide")))
    assert "123" in together and "AI" in together
    assert together.isascii()


def test_every_token_stands_once(row: Row) -> None:
    token = re.compile(r"%\d+\$[sd]|\{\{.*?\}\}|\$\{.*?\}|\{0\}|:id|</?0>")
    for segment in row("tokens"):
        assert Counter(token.findall(segment.target or "")) == Counter(token.findall(segment.source))
    assert re.search(r"<0>\w[\w ]*</0>", " ".join(english(row("tokens"))))


def test_a_sentence_with_quotations_is_one_segment_and_they_are_balanced(row: Row) -> None:
    assert len(row("quotes")) == 2
    assert all(target.count('"') % 2 == 0 for target in english(row("quotes")))


def test_a_height_stays(row: Row) -> None:
    assert "6′2″" in english(row("invisible"))[1]


def test_a_line_is_the_same_alone_and_among_others(row: Row, translator: Translator) -> None:
    (alone,) = next(iter(translator.translate_documents([page(LINE, "alone")], GLOSSARY))).segments
    assert alone.target == row("line among others")[1].target


def test_bold_link_tab_and_break_of_a_docx(done: dict[str, Document]) -> None:
    root = part(docx.write(done["a.docx"]))
    bold, link, tab = root.iter(f"{{{W}}}p")
    assert [
        "".join(run.itertext()) for run in bold.iter(f"{{{W}}}r") if run.find(f".//{{{W}}}b") is not None
    ] == ["Naver"]
    (hyperlink,) = link.iter(f"{{{W}}}hyperlink")
    assert hyperlink.get(f"{{{R}}}id") == "rId7"
    assert re.fullmatch(r"\S.*\S", "".join(hyperlink.itertext()))
    order = [etree.QName(child).localname for run in tab.iter(f"{{{W}}}r") for child in run]
    assert [name for name in order if name in ("tab", "br")] == ["tab", "br"]


def test_a_wrapped_sentence_of_html_keeps_link_and_bold(done: dict[str, Document]) -> None:
    (segment,) = done["a.html"].segments
    assert done["a.html"].blocks[0].kind is Kind.BODY
    text = format_for("a.html").write(done["a.html"]).decode()
    assert "<b>Naver</b>" in text and re.search(r"<a href='/a'>\w[\w ]+</a>", text)
    assert "library" in (segment.target or "").lower()
