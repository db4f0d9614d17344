"""The pipeline: documents in, documents out, with the memory, people's corrections and the embedded model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Entry, Glossary
from translate import How, Translator
from translate.document import Level
from translate.engines import Hypothesis
from translate.engines.copy import CopyEngine
from translate.memory import Memory, human_key
from translate.memory.stored import Stored
from translate.segment import page

TERMS = Glossary((Entry("챗GPT", "ChatGPT"), Entry("오픈AI", "OpenAI"), Entry("메타", "Meta")))


def corrected(path: Path, source: str, target: str) -> Memory:
    memory = Memory(path)
    memory.put({human_key(source): Stored(source, target, origin="human")})
    return memory


def test_documents_come_back_in_order_with_their_segments_in_place() -> None:
    texts = [f"{n}번 기사다. 챗GPT가 {n}번 나왔다." for n in range(40)]
    documents = [page(text, str(n)) for n, text in enumerate(texts)]
    done = list(Translator(CopyEngine()).translate_documents(documents, TERMS))
    assert [document.name for document in done] == [str(n) for n in range(40)]
    for document in done:
        for segment in document.segments:
            assert document.text[segment.start : segment.end] == segment.source


class Told(CopyEngine):
    """Keeps what it is told; of its words it knows one, as the embedded model does."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def spelling(self, noun: str) -> str | None:
        return {"정의선": "Chung Euisun"}.get(noun)

    def translate(
        self, texts: Sequence[str], hypotheses: int = 1, *rest: object
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.told += texts
        yield from super().translate(texts, hypotheses)


@pytest.mark.parametrize(
    ("glossary", "family"),
    [(Glossary(), "Chung"), (Glossary((Entry("정의선", "Jeong Eui-seon"),)), "Jeong")],
)
def test_a_family_name_alone_is_told_as_it_is_spelt_in_full(glossary: Glossary, family: str) -> None:
    engine = Told()
    text = "정의선 회장은 30일 출국했다. 정 회장은 곧 돌아온다."
    Translator(engine).translate(text, glossary)
    assert f"Chairman {family}은 곧 돌아온다." in engine.told


def test_the_memory_tells_the_spellings_of_a_family_name_apart(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.db") as memory:
        engine = Told()
        for text in ("정의선 회장은 왔다. 정 회장은 갔다.", "정은보 회장은 왔다. 정 회장은 갔다."):
            Translator(engine, memory=memory).translate(text)
    told = dict.fromkeys(text for text in engine.told if "갔다" in text)
    assert list(told) == ["Chairman Chung은 갔다.", "정 회장은 갔다."]


@pytest.mark.parametrize(
    ("text", "newline"),
    [("하나.\n\n둘.\n\n셋.\n", "\n"), ("하나.\r\n둘.\r\n셋.\r\n", "\r\n"), ("하나.\n\n둘.", "\n")],
)
def test_what_is_shown_of_a_text_in_work_ends_its_line(text: str, newline: str) -> None:
    shown: list[str] = []
    document = page(text, "a")
    translator = Translator(CopyEngine())
    list(translator.translate_documents([document], TERMS, None, lambda d: shown.append(d.text)))
    assert document.newline == newline
    for some in shown:
        assert text.startswith(some) and (some == text or some.endswith(newline))
    assert shown


def test_a_text_whose_lines_end_in_spaces_is_shown_up_to_them() -> None:
    shown: list[str] = []
    text = "하나.  \n\n둘.\n\n셋.\n"
    list(
        Translator(CopyEngine()).translate_documents(
            [page(text, "a")], TERMS, None, lambda d: shown.append(d.text)
        )
    )
    assert all(text.startswith(some) for some in shown)


def test_a_forbidden_rendering_is_found_also_for_a_variant_of_the_term() -> None:
    entry = Entry("생성형 AI", "generative AI", variants=("생성형AI",), forbid=("creative AI",))
    document = Translator(CopyEngine()).translate("생성형AI와 creative AI, 둘이다.", Glossary((entry,)))
    (segment,) = document.segments
    assert "forbidden-rendering" in [check.code for check in segment.checks]


def test_a_persons_translation_wins(tmp_path: Path) -> None:
    memory = corrected(tmp_path / "m.sqlite", "메타가 웃었다.", "Meta smiled.")
    document = Translator(CopyEngine(), memory=memory).translate("메타가 웃었다.", TERMS)
    (segment,) = document.segments
    assert (segment.target, segment.origin) == ("Meta smiled.", "human")
    assert [pin.how for pin in segment.pins] == [How.REPAIR]


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("메타가 어제 서울에서 크게 웃었다.", True),
        ("메타가 어제 서울에서 3번 웃었다.", False),  # its number is not in the person's English
        ("챗GPT가 어제 서울에서 웃었다.", False),  # its pin is not in the person's English
        ("전혀 다른 문장이다.", False),
    ],
)
def test_a_fuzzy_match_is_used_only_where_pins_and_numbers_hold(
    tmp_path: Path, source: str, used: bool
) -> None:
    memory = corrected(tmp_path / "m.sqlite", "메타가 어제 서울에서 웃었다.", "Meta smiled in Seoul.")
    (segment,) = Translator(CopyEngine(), memory=memory, fuzzy=70).translate(source, TERMS).segments
    assert (segment.origin == "fuzzy") is used
    shown = any(check.code == "fuzzy-match" for check in segment.checks)
    assert shown is (source != "전혀 다른 문장이다.")


def test_without_fuzzy_only_exact_matches_count(tmp_path: Path) -> None:
    memory = corrected(tmp_path / "m.sqlite", "메타가 어제 서울에서 웃었다.", "Meta smiled in Seoul.")
    (segment,) = (
        Translator(CopyEngine(), memory=memory).translate("메타가 어제 서울에서 크게 웃었다.", TERMS).segments
    )
    assert segment.origin == "machine"
    (check,) = (check for check in segment.checks if check.code == "fuzzy-match")
    assert "84% like this: 메타가 어제 서울에서 웃었다. → Meta smiled in Seoul." in check.message


class UnsureEngine(CopyEngine):
    """Copies, and is sure of some sentences only."""

    doubtful = -0.5

    def translate(
        self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        for number, text in enumerate(texts):
            yield number, [Hypothesis(text, -0.9 if "아마" in text else -0.1)]


def test_a_sentence_the_model_is_unsure_of_is_flagged_also_when_it_comes_from_memory(tmp_path: Path) -> None:
    translator = Translator(UnsureEngine(), memory=tmp_path / "m.sqlite")
    for origin in ("machine", "memory"):
        sure, unsure = translator.translate("그는 웃었다.\n\n아마 그는 웃었다.").segments
        assert unsure.origin == origin
        (check,) = (check for check in unsure.checks if check.code == "low-score")
        assert (check.level, "41% on average" in check.message) == (Level.WARNING, True)
        assert "low-score" not in [check.code for check in sure.checks]


ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "가나다라챗메타오픈AIGPT<>/0123456789.…“”‘’()[]｛｝⟦⟧\u200b\ufeff\u00ad\r\n\t\x00\x1b"
        ),
        st.characters(categories=["Cs"]),
    ),
    max_size=200,
)


@settings(max_examples=150, deadline=None)
@given(ODD)
def test_odd_text_never_crashes_and_pins_are_exact_or_reported(text: str) -> None:
    document = Translator(CopyEngine()).translate(f"{text} 챗GPT와 <1>메타</1> {text}", TERMS)
    for segment in document.segments:
        assert segment.target is not None
        for pin in segment.pins:
            assert segment.source[pin.start : pin.end] == pin.surface
            if pin.tstart is None:
                assert pin.how is How.MISSED
            else:
                assert segment.target[pin.tstart : pin.tend] == pin.target


@pytest.mark.parametrize(
    "text", ["가" * 1_000_000, "!" * 100_000, "", "\n\n\n", "\ud800", "中国很大。", "<1></1>"]
)
def test_extreme_texts(text: str) -> None:
    document = Translator(CopyEngine()).translate(text, TERMS)
    assert "".join(segment.source for segment in document.segments).count("가") == text.count("가")
