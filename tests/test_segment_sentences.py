"""Sentences: one line of Korean in, its segments out, parted by ¦."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.segment import clauses, plain, sentences


def segments(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def squeezed(text: str) -> str:
    return "".join(text.split())


QUOTATIONS = [
    "박 대표는 “올해는 어렵다. 내년은 낫다.”고 말했다. ¦ 시장은 반응하지 않았다.",
    "회의가 끝났다. ¦ “이번 합의는 시작일 뿐이다. 갈 길이 멀다.”라고 그는 말했다.",
    "회의가 끝났다. ¦ “이번 합의는 시작일 뿐이다. 갈 길이 멀다.” 라고 그는 말했다.",
    "“올해는 어렵다. 내년은 낫다.” 박 대표의 말이다. ¦ 시장은 반응하지 않았다.",
    "“간다.” 그가 말했다. ¦ “정말 간다.” ¦ 문이 닫혔다.",
    "“우리는 이긴다.” 주장이 눈물을 글썽이며 말했다. ¦ 관중이 환호했다.",
    "“끝까지 남겠다.” ¦ 기자가 이유를 물었다. ¦ 그는 웃기만 했다.",
    "이 시장은 “규칙을 지키자”며 “서로 탓하지 말자”고 당부했다. ¦ 시민들은 손뼉을 쳤다.",
    "“왜 늦었느냐”고 묻자 “길이 막혔다. 미안하다”라는 답이 돌아왔다. ¦ 그게 다였다.",
    "“어디 가니?” ¦ “집에 간다.” ¦ “언제 오니?”",
    '그는 "네."라고 답했다. ¦ 그러고는 "갑니다. 곧 갑니다."라며 일어섰다. ¦ 끝이었다.',
    "그는 ‘가자. 가자.’ 하고 외쳤다. ¦ 아무도 움직이지 않았다.",
    "그 연극 ‘왜?’ 포스터가 나왔다. ¦ 표는 다 팔렸다.",
    '"뭐라고?" 그가 되물었다. ¦ 왜? 라는 물음이 남았다. ¦ 정말? ¦ 그렇다!',
    "법원은 “그가 ‘모른다. 처음 본다.’고 말한 것은 거짓”이라고 했다. ¦ 항소는 없었다.",
    "“첫째다. 둘째다. 셋째다. 넷째다. 다섯째다.”라는 글이 걸렸다. ¦ 누가 썼을까?",
    '정부는 "검토 중"이라고 했다."더 기다려야 한다"고도 했다.'.replace('."더', '. ¦ "더'),
    '"왜 나만 이런 일을 겪나요?" 같은 질문이 쏟아졌다. ¦ 답은 없었다.',
    "‘Nature’, ‘Phys. Rev. Lett.’ 같은 학술지에 실렸다. ¦ 널리 읽혔다.",
    "“수고했다.” 같은 말도 없었다. ¦ 그는 “가자.” 같이 짧게 말한다.",
    "“이겼다.” ¦ 같은 날 다온시도 이겼다. ¦ “졌다!” ¦ 같은 당 의원의 말은 달랐다.",
    "“모른다.” 같은 해명만 되풀이했다. ¦ 왜일까? ¦ 같은 물건이라도 값이 다르다.",
    '"될까?" 싶었지만 됐다. ¦ 괜찮을까? 싶었다. ¦ “왜?” 따위의 물음은 없었다.',
    "언제 오냐고 묻자 “내일요.” 답했다. ¦ “어디로?” 묻자 그는 “집으로.” 말했다. ¦ 끝이다.",
    "「새벽」은 좋은 시다. ¦ 《밤》도 그렇다. ¦ 그는 「낮. 그리고 밤.」을 썼다.",
]

UNBALANCED = [
    "“닫히지 않은 말이다. ¦ 그래도 문장은 나뉜다. ¦ “여기는 맞다. 그렇다.”고 했다. ¦ 끝이다.",
    "열리지 않은 말이다.” ¦ 다음 문장이다. ¦ 그다음이다.",
    '여기 " 하나가 떠 있다. ¦ 다음 문장이다. ¦ "좋다. 가자."고 했다. ¦ 갔다.',
    "괄호가 (열린 채 끝난다. ¦ 다음 문장이다. ¦ 그다음이다.",
    '띄어 쓴 따옴표로 끝난다. ” ¦ 다음 문장이다. "',
    "닫는 괄호만 있다). ¦ 다음 문장이다.",
    "’24년 예산이 늘었다. ¦ 올해는 줄었다. ¦ '26년에는 모른다. ¦ 내년 일이다.",
    '키 6′2″의 선수와 6\'2"인 선수가 만났다. ¦ 둘은 "좋다. 가자."고 했다. ¦ 갔다.',
    "It isn't over. ¦ 그는 ‘don’t’라고 썼다. ¦ 다음은 없다.",
]

STOPS = [
    "금리는 3.5%에서 3.25%로 내렸다. ¦ 환율은 1,380.5원이다.",
    "총회는 2026.11.22. 열렸다. ¦ 다음 총회는 2026. 12. 3. 오전에 연다.",
    "접수는 11. 22.부터 11. 30.까지 한다. ¦ 결과는 12월에 나온다.",
    "’26. 3. 2. 개통했다. ¦ 요금은 그대로다.",
    "U.S. 철강은 Mr. 김을 뽑았다. ¦ No. 3 공장은 A사 vs. B사의 싸움이다.",
    "저자는 J.B.Harrow이다. ¦ 그 책은 J. B. Harrow가 썼다. ¦ 존 F. 케이는 없다.",
    "He said hello. ¦ It was U.S. policy. ¦ 그는 웃었다.",
    "예를 들면 e.g. 이런 것이다. ¦ 한솔 Co. Ltd. 는 크다.",
    "버전 2.0.1을 쓴다. ¦ v1.2는 낡았다. ¦ 점수는 3-0. ¦ 한울의 승리였다.",
    "회의를 했습니다. ¦ 대구시는 반대했습니다. ¦ AI는 없다.",
    "제3조.제4조는 폐지한다. ¦ 가.나.다.라도 뺀다.",
    "그는 웃었다.(웃음) ¦ 그리고 갔다. ¦ 보고서[1]는 옳다.[2] ¦ 근거가 있다.",
    "그는 말을 잇지 못했다… ¦ 잠시 뒤 고개를 들었다. ¦ 그러나… 아무도 답하지 않았다.",
    "글쎄요... ¦ 잘 모르겠어요. ¦ 저… 그게... 아닙니다.",
    "문이 열렸다。 ¦ 사람이 나왔다． ¦ 그는 누구인가？ ¦ 모른다！ ¦ 끝이다｡ ¦ 정말.",
    "１２．５％ 올랐다．２０２６년의 일이다。 ¦ 그뿐이다。".replace("．２０", "． ¦ ２０"),
    "정말이냐?! ¦ 그렇다!! ¦ 놀랍다...! ¦ 끝.",
    "문의는 help@hangyeol.example 또는 https://hangyeol.example/a?b=1.html 로 한다. ¦ 전화는 받지 않는다.",
    "주소는 www.daon.example/가다.나 이다. ¦ 그곳에 있다.",
    "다온.컴은 새 회사다. ¦ ‘한솔!라이브’도 그렇다.",
    "사과, 배, 감 등. ¦ 그리고 밤.",
    "오전 9시 p.m. 표기는 틀렸다. ¦ a.m. 표기가 맞다.",
]

BRACKETS = [
    "계약은 수급인(이하 ‘갑’이라 한다)와 발주자(이하 “을”이라 한다.)가 맺는다. ¦ 효력은 같다.",
    "새 다리가 지어져 경사로가 (길이 30m. 폭 2m.) 생겼다. ¦ 누구나 오른다.",
    "그는 (정말로.) 왔다. ¦ (사진은 없다.) ¦ 그는 갔다.",
    "준공 여부 등에 관하여 (제3조. 제4조를 따른다) 정한다. ¦ 이의는 없다.",
]

MARKS = [
    "1. 여권을 챙긴다. ¦ 2) 지갑을 챙긴다. ¦ 가. 신청서를 낸다. ¦ ① 이름을 쓴다.",
    "Ⅲ. 결론을 쓴다. ¦ 1-1. 세부를 쓴다.",
    "준비물은 1. 여권 2. 지갑 3. 약이다. ¦ 잊지 말자.",
    "제 8 조. 이 법은 내년부터 시행한다. ¦ 제9조. 부칙은 없다.",
    "- 첫째, 돈이 없다. ¦ 둘째, 사람이 없다.",
    "Q1. 왜 무료인가? ¦ A1. 도로와 같다. ¦ 누구나 쓴다.",
    "문1. 왜 무료인가? ¦ 답 1. 도로와 같다. ¦ Q12. 언제까지인가?",
    "등급은 A1. ¦ 다음은 B2.",
    "▷ 왜 하필 지금인가? ¦ 이유가 있다.",
    "Q. 왜 무료인가? ¦ A. 도로와 같다. ¦ 누구나 쓴다.",
    "참석한 곳은 ▲서울 ▲부산 ▲대구다. ¦ 모두 왔다.",
    "■ 첫 소식입니다. ¦ ◇ 둘째 소식입니다.▶셋째 소식입니다.".replace(".▶", ". ¦ ▶"),
    "(서울=한결통신) 박가람 기자 = 비가 내렸다. ¦ 눈도 내렸다.",
    "정부 대책은 충분했습니까.―아닙니다. ¦ 모자랍니다.",
]

FEELINGS = [
    "떡볶이를 먹었어요😆 ¦ 내일은 라면을 먹을 거예요👨‍👩‍👧 ¦ 모레는 굶어요. 🇰🇷 ¦ 만세를 불렀다.",
    "커피를 마셨다 ☕️ ¦ 잠이 오지 않았다.",
    "너무 슬퍼요ㅠㅠ ¦ 다시 볼래요 :-) ¦ 그럼 안녕 :-( 내일 (토요일) 봐요.",
    "좋네요~ ¦ 또 올게요! ^^ ¦ 잘 가요ㅋㅋㅋ",
    "웃겼다. ㅋㅋ ¦ 정말이다. (^^;) ¦ 끝.",
]


def test_an_emoticon_in_brackets_stays_with_its_sentence() -> None:
    assert "".join(segments("정말이다 (^^;). 끝이다.")) == "정말이다 (^^;).끝이다."


@pytest.mark.parametrize("expected", QUOTATIONS + UNBALANCED + STOPS + BRACKETS + MARKS + FEELINGS)
def test_sentences(expected: str) -> None:
    parts = expected.split(" ¦ ")
    text = expected.replace(" ¦ ", " ")
    assert segments(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("회의를 했습니다.대구시는 반대했습니다.", ["회의를 했습니다.", "대구시는 반대했습니다."]),
        ("끝났습니까?네, 끝났습니다.", ["끝났습니까?", "네, 끝났습니다."]),
        ("문이 열렸다。사람이 나왔다！끝。", ["문이 열렸다。", "사람이 나왔다！", "끝。"]),
        ("비가 왔다.“춥다.”고 했다.", ["비가 왔다.", "“춥다.”고 했다."]),
        ("올랐다.2026년의 일이다.", ["올랐다.", "2026년의 일이다."]),
        ("비율은 24.7%였다.", ["비율은 24.7%였다."]),
        ("그는 “왜?”라고 물었다.", ["그는 “왜?”라고 물었다."]),
        ("야호!라고 외쳤다.", ["야호!라고 외쳤다."]),
    ],
)
def test_a_missing_space_behind_a_sentence(text: str, parts: list[str]) -> None:
    assert segments(text) == parts


@pytest.mark.parametrize(
    "mark",
    [
        "1.",
        "2)",
        "가.",
        "①",
        "-",
        "3.14",
        "2024",
        "10%",
        "Ⅲ.",
        "(주)",
        "Ctrl + [.",
        ":-)",
        "(^^;)",
        "ㅠㅠ",
        "1-1.",
        "!!!!",
        "…",
        "A.",
        "제3조.",
    ],
)
def test_a_mark_alone_is_a_segment_and_before_text_it_is_none(mark: str) -> None:
    assert segments(mark) == [mark]
    assert segments(f" {mark}\n") == [mark]
    if mark in {"1.", "2)", "가.", "①", "-", "Ⅲ.", "(주)", "1-1.", "A.", "제3조."}:
        assert segments(f"{mark} 여권을 챙긴다.") == [f"{mark} 여권을 챙긴다."]


def test_forty_sentences_in_one_line() -> None:
    text = " ".join(f"코드 K-{number:02}번이 배정됐다." for number in range(40))
    assert segments(text) == [f"코드 K-{number:02}번이 배정됐다." for number in range(40)]


def test_a_quotation_of_forty_sentences_stays_in_its_carrier() -> None:
    quotation = " ".join(f"{number}번 항목은 이미 끝났다." for number in range(40))
    text = f"이사회가 열렸다. 대표는 “{quotation}”고 말했다. 주주들은 떠났다."
    assert segments(text) == ["이사회가 열렸다.", f"대표는 “{quotation}”고 말했다.", "주주들은 떠났다."]


def test_a_mark_that_closes_pages_later_does_not_swallow_them() -> None:
    text = "그는 “이렇게 말했다. " + "다음 문장이 이어진다. " * 400 + "여기서 닫힌다”고 했다."
    assert len(segments(text)) == 402


def test_line_breaks_are_spaces_and_blank_lines_part_sentences() -> None:
    assert segments("한 문장이\n  세 줄에\n  걸쳐 있다. 다음") == [
        "한 문장이\n  세 줄에\n  걸쳐 있다.",
        "다음",
    ]
    assert segments("첫째 문단\n \n둘째 문단") == ["첫째 문단", "둘째 문단"]


def test_decomposed_hangul_is_cut_like_composed() -> None:
    text = "회의를 했습니다.대구시는 “좋다. 가자.”고 했다. 끝이다."
    decomposed = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", part) for part in segments(decomposed)] == segments(text)
    assert squeezed("".join(segments(decomposed))) == squeezed(decomposed)


def test_invisible_characters_stay_where_they_are() -> None:
    text = "오픈\u200bAI가 나\u00ad왔다.\u200b 한\ufeff솔은 졌다.\u200b대구는 이겼다.\ufeff"
    assert segments(text) == [
        "오픈\u200bAI가 나\u00ad왔다.\u200b",
        "한\ufeff솔은 졌다.\u200b",
        "대구는 이겼다.\ufeff",
    ]


def test_wide_and_unbreakable_spaces_part_sentences() -> None:
    assert segments("\u3000비가\u00a0왔다.\u00a0눈도\u3000왔다.\u3000") == [
        "비가\u00a0왔다.",
        "눈도\u3000왔다.",
    ]


def test_morphemes_part_long_prose_without_punctuation() -> None:
    parts = [
        "어제는 오랜만에 친구들과 함께 동네 뒷산에 올라가서 해가 지는 모습을 보았습니다",
        "내려오는 길에는 시장에 들러 따뜻한 국수를 한 그릇씩 나누어 먹었습니다",
        "집에 돌아오니 어머니께서 제가 좋아하는 식혜를 만들어 두셨더라고요",
        "오늘은 아침부터 비가 내려서 아무 데도 가지 않고 책만 읽었습니다",
        "저녁에는 동생이 찾아와서 밀린 이야기를 나누며 함께 저녁을 지어 먹었습니다",
        "내일은 다시 회사에 나가야 해서 일찍 잠자리에 들 생각입니다",
    ]
    assert segments(" ".join(parts)) == parts
    assert segments(" ".join(parts[:2])) == [" ".join(parts[:2])]  # too short to need them


KOREAN = st.text(
    st.sampled_from(
        "가나다요까했습니 \n\t.!?…。,“”‘’\"'()[]-·~3.A1①▶😆ㅋㅠ\u200b\u00a0\u3000\u1112\u1161\u11ab\ud800=@:/"
    ),
    max_size=200,
)


@given(KOREAN | st.text(max_size=100))
def test_segments_add_up_to_the_text(text: str) -> None:
    spans = sentences(text)
    assert squeezed("".join(text[start:end] for start, end in spans)) == squeezed(text)
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(KOREAN, st.integers(1, 30))
def test_clauses_add_up_to_the_text_and_fit(text: str, most: int) -> None:
    parts = [text[start:end] for start, end in clauses(text, most)]
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(len(part) <= most for part in parts)


@pytest.mark.parametrize(
    ("text", "most", "parts"),
    [
        ("비가 왔지만, 경기는 열렸다.", 100, ["비가 왔지만, 경기는 열렸다."]),
        ("비가 많이 왔지만, 경기는 예정대로 열렸다.", 20, ["비가 많이 왔지만,", "경기는 예정대로 열렸다."]),
        (
            "매출은 늘었으나 이익은 줄었고 빚은 그대로다.",
            18,
            ["매출은 늘었으나", "이익은 줄었고 빚은 그대로다."],
        ),
        ("사과와 배, 감과 밤을 실은 배가 떠났다.", 16, ["사과와 배,", "감과 밤을 실은 배가 떠났다."]),
        ("1,000,000원을 받았다", 12, ["1,000,000원을", "받았다"]),
        ("아주긴낱말하나뿐", 4, ["아주긴낱", "말하나뿐"]),
    ],
)
def test_a_long_sentence_is_cut_at_clause_ends(text: str, most: int, parts: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text, most)] == parts


def test_clauses_keep_pins_whole() -> None:
    text = "새 기술인 생성형 인공지능 모델 연구가 시작됐다"
    start = text.index("생성형")
    term = (start, start + len("생성형 인공지능 모델"))
    assert [text[a:b] for a, b in clauses(text, 20)] == ["새 기술인 생성형 인공지능", "모델 연구가 시작됐다"]
    assert [text[a:b] for a, b in clauses(text, 20, [term])] == [
        "새 기술인 생성형 인공지능 모델",
        "연구가 시작됐다",
    ]


def test_plain_text_is_all_body() -> None:
    document = plain("공유하기\r\n\r\n댓글 3\r\n저장했습니다. 닫을까요?\r\n", "message")
    assert [block.kind.value for block in document.blocks] == ["body"] * 3
    assert [segment.source for segment in document.segments] == [
        "공유하기",
        "댓글 3",
        "저장했습니다.",
        "닫을까요?",
    ]
    assert document.newline == "\r\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "그는 “좋다. 가자.”고 했다. ",
        "가",
        "“",
        "(",
        "다.",
        " ",
        ".",
        "다…",
        "가.나",
        "\u1112\u1161",
        "(가. ",
        "'a ",
        "1. ",
        "다. \n",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    seconds = []
    for length in (20_000, 200_000):
        text = (unit * length)[:length]
        started = time.process_time()
        spans = sentences(text)
        seconds.append(time.process_time() - started)
        assert squeezed("".join(text[start:end] for start, end in spans)) == squeezed(text)
    assert seconds[1] < 40 * max(seconds[0], 0.02)  # ten times the text; a quadratic rule takes a hundredfold
