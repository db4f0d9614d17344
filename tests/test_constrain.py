"""Pins: chosen, told to the engine, and put back exactly."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Case, Entry, Glossary
from glossary.matcher import Matcher
from translate import Translator, bylines
from translate.constrain import Mode, Prepared, Restored, marked, restore
from translate.document import How, Mark
from translate.engines import Markers
from translate.engines.copy import CopyEngine
from translate.pins import prepare
from translate.segment import page

MARKERS = Markers("<{n}>", "</{n}>", 16)
STORY = "한빛전자가 어제 서울에서 새 공장을 짓기로 했다고 밝혔다."


def prepared(
    source: str, terms: dict[str, str], case: Case = Case.KEEP, marks: tuple[Mark, ...] = ()
) -> Prepared:
    glossary = Glossary(tuple(Entry(source, target, case=case) for source, target in terms.items()))
    return prepare(source, Matcher(glossary)(source), marks)


def put_back(segment: Prepared, answer: str) -> Restored:
    return restore(segment, answer, MARKERS, [Mode.MARKER] * len(segment.pins), How.MARKER)


def told(segment: Prepared) -> str:
    return marked(segment, MARKERS, [Mode.MARKER] * len(segment.pins))


def test_the_engine_is_told_each_rendering_and_the_particle_stays() -> None:
    segment = prepared("애플은 챗GPT 의존을 낮추길 원해", {"챗GPT": "ChatGPT", "애플": "Apple"})
    assert told(segment) == "<1>Apple</1>은 <2>ChatGPT</2> 의존을 낮추길 원해"


def test_numbers_and_addresses_are_pinned_beside_terms() -> None:
    segment = prepared("메타는 100억달러를 https://naru.example/a 에 썼다.", {"메타": "Meta"})
    assert [(pin.target, pin.origin) for pin in segment.pins] == [
        ("Meta", "glossary"),
        ("$10 billion", "number"),
        ("https://naru.example/a", "protected"),
    ]


def test_a_list_mark_goes_through_unchanged() -> None:
    segment = prepared("▷ 코스닥이 올랐다.", {"코스닥": "KOSDAQ"})
    assert told(segment).startswith("<1>KOSDAQ</1>")
    assert put_back(segment, "<1>KOSDAQ</1> rose.").target == "▷ KOSDAQ rose."


@pytest.mark.parametrize(
    "rendering",
    [
        "C++",
        r"\1 \g<0>",
        "$1",
        "AT&T",
        "X (formerly Twitter)",
        "⟦1⟧",
        "S&P 500",
        "<Wow>",
        "₩",
        "한글",
        "</1>",
        "<1>x</1>",
    ],
)
def test_a_rendering_comes_out_character_for_character(rendering: str) -> None:
    segment = prepared("엑스가 올랐다.", {"엑스": rendering})
    restored = put_back(segment, "Shares of <1>whatever</1> rose.")
    (pin,) = restored.pins
    assert restored.target[pin.tstart : pin.tend] == rendering
    assert restored.target == f"Shares of {rendering} rose."


def test_sentence_case_takes_a_capital_only_at_a_sentence_start() -> None:
    source = "생성형 AI가 뜬다. 생성형 AI는 온다."
    answer = "<1>generative AI</1> is rising, and <2>generative AI</2> is coming."
    segment = prepared(source, {"생성형 AI": "generative AI"}, Case.SENTENCE)
    assert put_back(segment, answer).target == "Generative AI is rising, and generative AI is coming."
    keep = prepared(source, {"생성형 AI": "iPhone"})
    assert put_back(keep, answer).target == "iPhone is rising, and iPhone is coming."


def test_text_that_looks_like_a_marker_comes_through() -> None:
    segment = prepared("<1>메타</1>와 <2>", {"메타": "Meta"})
    assert told(segment) == "<1>1</1><2>Meta</2><3>1</3>와 <4>2</4>"
    assert put_back(segment, "<1>1</1><2>Meta</2><3>1</3> and <4>2</4>").target == "<1>Meta</1> and <2>"


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("<1>Meta</1> and Google", ()),  # the rendering stands there by itself
        ("<1>Meta</1> and <2>Google", ()),
        ("<1>Meta</1> and Goggle", (1,)),
        ("Meta and Google", ()),
        ("Metaverse and Google", (0,)),
        ("<2>Google</2> and <1>Meta</1>", ()),
        ("", (0, 1)),
    ],
)
def test_what_is_missing_is_known(answer: str, missing: tuple[int, ...]) -> None:
    segment = prepared("메타와 구글", {"메타": "Meta", "구글": "Google"})
    assert put_back(segment, answer).missing == missing


def test_no_marker_is_ever_left_over() -> None:
    segment = prepared("메타와 구글", {"메타": "Meta", "구글": "Google"})
    restored = put_back(segment, "<1>Meta</1></1> and <7>x</7> <2>Google</2> <1>Meta</1>")
    assert "<" not in restored.target
    assert not restored.clean


def test_inline_markup_is_carried_by_the_same_markers() -> None:
    source = "이 기사는 굵은 글씨를 쓴다."
    segment = prepared(source, {}, marks=(Mark(6, 11, 0),))
    assert told(segment) == "이 기사는 <1>굵은 글씨</1>를 쓴다."
    restored = put_back(segment, "This article uses <1>bold type</1>.")
    (mark,) = restored.marks
    assert restored.target[mark.tstart : mark.tend] == "bold type"


@pytest.mark.parametrize(("end", "sent"), [(2, "제목은 좋다."), (5, "<1>제목</1>은 좋다.")])
def test_markup_over_a_list_mark_does_not_say_it_twice(end: int, sent: str) -> None:
    segment = prepared("1. 제목은 좋다.", {}, marks=(Mark(0, end, 0),))
    assert told(segment) == sent
    restored = put_back(segment, sent)
    assert restored.target == segment.source
    assert [(mark.tstart, mark.tend) for mark in restored.marks] == [(0, end)]


def test_a_rendering_outside_of_its_marker_counts_where_it_stands_exactly() -> None:
    restored = put_back(prepared("오픈AI가 밝혔다.", {"오픈AI": "OpenAI"}), "Not openai but OpenAI said so.")
    assert restored.target[slice(restored.pins[0].tstart, restored.pins[0].tend)] == "OpenAI"


def test_words_between_tags_are_told_in_one_marker_with_their_english() -> None:
    segment = prepared("<0>여기</0>를 누르세요.", {})
    assert segment.marked_words == {"여기"}
    assert told(segment) == "<1>여기</1>를 누르세요."
    assert told(replace(segment, hints={"여기": "here"})) == "<1>here</1>를 누르세요."
    restored = put_back(segment, "Press <1>here</1>.")
    assert restored.target == "Press <0>here</0>."
    assert [restored.target[pin.tstart : pin.tend] for pin in restored.pins] == ["<0>", "</0>"]
    assert marked(segment, None, [Mode.MARKER] * 2) == "<0>여기</0>를 누르세요."


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        *(("가. 총회", "A. "), ("(나) 총회", "(B) "), ("하) 총회", "N) "), ("다.", "C.")),
        *(("문. 언제?", "Q. "), ("문1. 언제?", "Q1. "), ("답 2. 내년", "A 2. "), ("Q12. 언제?", "Q12. ")),
    ],
)
def test_the_letters_of_a_list_are_latin(source: str, lead: str) -> None:
    assert prepared(source, {}).lead == lead


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        ("[단독] 한빛전자, 누리 3 공개", "[Exclusive] "),
        ("[기자 수첩] 말뿐인 약속", "[Reporter's Notebook] "),
        ("【단독】[영상]한빛전자 공개", "[Exclusive] [Video] "),
        ("■ <사설> 물가부터", "■ [Editorial] "),
        ("[단독] [한빛] 공개", "[Exclusive] "),
        ("[인사]", "[Appointments]"),
        ("[한빛 포럼] 협치", ""),
        ("단독 주택", ""),
    ],
)
def test_a_headline_keeps_its_label(source: str, lead: str) -> None:
    assert prepared(source, {}).lead == lead
    assert "[단독]" not in told(prepared(source, {}))


def test_a_glossary_says_what_a_label_is() -> None:
    segment = prepared("• [단독] 공개", {"단독": "Scoop"})
    assert segment.lead == "• "
    assert put_back(segment, "[<1>Scoop</1>] Unveiled").target == "• [Scoop] Unveiled"


def test_markup_of_a_label_stays_around_it() -> None:
    marks = [Mark(0, 4, 0), Mark(5, 7, 1)]
    segment = prepare("[단독] 공개", (), marks)
    restored = put_back(segment, "Unveiled")
    assert restored.target == "[Exclusive] Unveiled"
    covered = [restored.target[mark.tstart : mark.tend] for mark in restored.marks]
    assert covered == ["[Exclusive]", "Unveiled"]


def test_what_is_mended_in_english_leaves_renderings_alone() -> None:
    segment = prepared("요금제와 무료 이용권", {"요금제": "Plan(basic)"})
    assert (
        put_back(segment, "a <1>Plan(basic)</1> and a pass(free)").target == "a Plan(basic) and a pass (free)"
    )
    assert marked(segment, None, [Mode.INLINE]).startswith("Plan(basic)")
    inline = restore(segment, "Plan(basic) and a pass(free)", None, [Mode.INLINE], How.RETRY)
    assert inline.target == "Plan(basic) and a pass (free)"
    assert inline.missing == ()


@pytest.mark.parametrize("source", ["아. 그렇구나", "자. 가자", "가나. 다라", "문 앞에서"])
def test_a_word_is_no_list_mark(source: str) -> None:
    assert prepared(source, {}).lead == ""


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("백일흔두 명이 탔다.", ["172"]),
        ("스물세 살이다.", ["23"]),
        ("이천이십육년에 연다.", ["2026"]),
        ("천이백여 개가 있다.", ["1,200"]),
        ("두 명이 왔다.", []),  # a word in English, too
        ("열두 번째로 왔다.", []),  # 12th
        ("백 번째 골이다.", []),
        ("23명이 왔다.", []),  # models copy figures
    ],
)
def test_numbers_spelt_in_hangul_are_pinned_to_figures(source: str, figures: list[str]) -> None:
    assert [pin.target for pin in prepared(source, {}).pins] == figures


@pytest.mark.parametrize(
    ("source", "english"),
    [("ㅋㅋㅋㅋ", "haha"), ("ㅎㅎ", "haha"), ("ㅠㅜㅠ", "T_T"), ("재밌다 ㅋㅋ", "haha")],
)
def test_letters_that_laugh_or_cry_have_their_english(source: str, english: str) -> None:
    assert [pin.target for pin in prepared(source, {}).pins] == [english]


def test_what_stands_many_times_in_a_row_is_told_three_times() -> None:
    assert told(prepared("하하하하하하하! 빨리 빨리 빨리 빨리 빨리 와", {})) == "하하하! 빨리 빨리 빨리 와"
    assert told(prepared("가가 가가 aaaaaa", {})) == "가가 가가 aaaaaa"


@pytest.mark.parametrize(
    "text",
    [
        "👍" + "🏽" * 5000,
        "❶" * 5000,
        "⭐\u200d" * 5000,
        "가. " * 5000,
        "하" * 5000,
        "뻔" * 99_999,
        "1," * 99_999,
    ],
)
def test_time_does_not_explode_with_marks_in_a_row(text: str) -> None:
    assert prepared(f"{text}가", {}).source == f"{text}가"
    assert told(prepared(f"{text}다", {}))


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("Sales of <1>AI chips</1> rose.", "Sales of AI chips rose."),
        ("<1>AI chip's</1> price", "AI chip's price"),
        ("<1>AI chip's</1>'s price", "AI chip's price"),
        ("<1>AI chipset</1> sales", "AI chip sales"),
    ],
)
def test_the_ending_of_a_plural_or_possessive_stays_behind_the_rendering(answer: str, target: str) -> None:
    restored = put_back(prepared("AI칩이 팔린다.", {"AI칩": "AI chip"}), answer)
    assert restored.target == target
    (pin,) = restored.pins
    assert restored.target[pin.tstart : pin.tend] == "AI chip"


def test_an_emoji_before_a_sentence_is_no_word_of_it() -> None:
    segment = prepared("✅ 신청은 네이버에서 하세요 🙏", {"네이버": "Naver"})
    assert told(segment) == "신청은 <1>Naver</1>에서 하세요 <2>🙏</2>"
    assert put_back(segment, "Apply at <1>Naver</1> <2>🙏</2>").target == "✅ Apply at Naver 🙏"


def test_a_segment_of_pins_alone_needs_no_engine() -> None:
    terms = {"오픈AI": "OpenAI", "메타": "Meta"}
    assert not prepared("오픈AI·메타", terms).decoded
    assert prepared("오픈AI와 메타", terms).decoded


@given(st.text(max_size=80), st.text(min_size=1, max_size=12).filter(str.strip), st.text(max_size=80))
def test_whatever_the_model_answers_pins_are_exact_or_missing(
    before: str, rendering: str, answer: str
) -> None:
    segment = prepared(f"{before} 챗GPT는 {before}", {"챗GPT": rendering})
    restored = put_back(segment, answer)
    for index, pin in enumerate(restored.pins):
        if index in restored.missing:
            assert pin.tstart is None
        else:
            there = restored.target[pin.tstart : pin.tend]
            assert there[1:] == pin.target[1:] and there[:1] in (pin.target[:1], pin.target[:1].upper())


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("[박가람 기자]", "[By Park Ga-ram]"),
        ("기자명 박가람 기자", "By Park Ga-ram"),
        ("최가을 기자 gaeul@daon.example", "By Choi Ga-eul gaeul@daon.example"),
        ("이하늘·선우진 기자", "By Lee Ha-neul and Sunwoo Jin"),
        ("한별·서지우·남궁솔 인턴기자", "By Han Byeol, Seo Ji-u and Namgung Sol"),
        ("사진=김도현 기자", "Photo by Kim Do-hyeon"),
        ("글·사진 박가람 기자", "Text and photo by Park Ga-ram"),
        ("박가람 의학전문기자", "By Park Ga-ram"),
    ],
)
def test_a_byline_names_its_reporters(korean: str, english: str) -> None:
    [document] = Translator(CopyEngine()).translate_documents([page(f"{STORY}\n\n{korean}", "page")])
    byline = document.blocks[-1]
    assert byline.segments[0].target == english


@pytest.mark.parametrize("korean", ["정치부 기자", "한국 기자", "Amy Lee 기자", "쀍뷁 기자"])
def test_what_is_no_korean_name_is_left_to_the_model(korean: str) -> None:
    assert list(bylines.find(korean, {})) == []


def test_a_reporter_in_a_sentence_is_part_of_it() -> None:
    text = "박가람 기자는 웃었다."
    (segment,) = Translator(CopyEngine()).translate(text).segments
    assert (segment.target, segment.pins) == (text, ())


def test_a_reporters_name_comes_as_the_glossary_has_it() -> None:
    text = f"{STORY}\n\n[박가람 기자]"
    document = Translator(CopyEngine()).translate(text, Glossary((Entry("박가람", "Garam Bak"),)))
    assert list(document.segments)[-1].target == "[By Garam Bak]"


@pytest.mark.parametrize(
    ("korean", "answer", "english"),
    [
        ("메타가 웃었다.", "<1>Meta</1> smiled>.", "Meta smiled."),
        ("메타가 a<b라고 썼다.", "<1>Meta</1> wrote a<b.", "Meta wrote a<b."),
    ],
)
def test_half_a_marker_is_not_left_in_the_english(korean: str, answer: str, english: str) -> None:
    assert put_back(prepared(korean, {"메타": "Meta"}), answer).target == english


def test_decomposed_korean_is_translated_with_its_pins() -> None:
    source = unicodedata.normalize("NFD", "오픈AI가 어제 스물세 명을 뽑았다.")
    segment = prepared(source, {"오픈AI": "OpenAI"})
    assert segment.decoded
    assert told(segment) == "<1>OpenAI</1>가 어제 <2>23</2> 명을 뽑았다."
    assert [source[pin.start : pin.end] for pin in segment.pins] == [pin.surface for pin in segment.pins]
    assert not prepared(unicodedata.normalize("NFD", "오픈AI"), {"오픈AI": "OpenAI"}).decoded


@pytest.mark.parametrize(
    ("answer", "english"), [("{0}files sent", "{0}files sent"), ("US{0} sent", "US{0} sent")]
)
def test_a_rendering_of_signs_may_touch_a_word(answer: str, english: str) -> None:
    restored = put_back(prepared("파일 {0}개를 보냈다.", {}), answer)
    assert (restored.target, restored.missing) == (english, ())


@pytest.mark.parametrize(
    ("source", "place", "english", "tstart"),
    [
        ("본문 . 뒤 글", 3, "Text. And the rest", 4),  # before a sign
        ("파일 개를 보냈다", 3, "Sent files now", 5),  # before a word
        ("총  원", 2, "Won", 3),
        ("각주 뒤 글", 2, "A note after", 6),  # behind a word
    ],
)
def test_an_empty_element_stands_as_in_the_source(source: str, place: int, english: str, tstart: int) -> None:
    (mark,) = put_back(prepared(source, {}, marks=(Mark(place, place, 0),)), english).marks
    assert (mark.tstart, mark.tend) == (tstart, tstart)
