"""Pairs to train on: read, sifted, held out, marked."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.entry import Case, Entry, Glossary
from glossary.matcher import Matcher
from translate.engines import Markers
from translate.errors import InputError
from translate.memory.pairs import Pair
from translate.training.marking import example, pinned, shown
from translate.training.pairs import Reason, read, sifted, split

MARKERS = Markers("<{n}>", "</{n}>", 16)


# Reading


def read_table(folder: Path, content: str | bytes, name: str = "memory.tsv") -> list[tuple[str, str]]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(pair.source, pair.target) for pair in read(path)]


@pytest.mark.parametrize(
    "content",
    [
        "비가 왔다.\tIt rained.\n눈이 왔다.\tIt snowed.\n",
        "비가 왔다.\tIt rained.\r\n\r\n눈이 왔다.\tIt snowed.",
        "\ufeffko\ten\n비가 왔다.\tIt rained.\n눈이 왔다.\tIt snowed.\n",
        "id\tTarget\tSource\n1\tIt rained.\t비가 왔다.\n2\tIt snowed.\t눈이 왔다.\n",
        "비가 왔다.\tIt rained.\tchecked\n눈이 왔다.\tIt snowed.\t\n",
        "비가 왔다.\tIt rained.\n눈이 왔다.\tIt snowed.\n".encode("utf-16"),
        "비가 왔다.\tIt rained.\n눈이 왔다.\tIt snowed.\n".encode("cp949"),
    ],
)
def test_a_table_is_read_with_and_without_header(tmp_path: Path, content: str | bytes) -> None:
    assert read_table(tmp_path, content) == [("비가 왔다.", "It rained."), ("눈이 왔다.", "It snowed.")]


def test_quotation_marks_of_sentences_stay_and_those_of_the_table_go(tmp_path: Path) -> None:
    content = '"비가 왔다."\t"It rained," she said.\n"""눈""이라고 했다."\t"""Snow,"" he said."\n'
    assert read_table(tmp_path, content) == [
        ('"비가 왔다."', '"It rained," she said.'),
        ('"눈"이라고 했다.', '"Snow," he said.'),
    ]


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"memory\.tsv:2: a line of 1 cells, but column 2 is needed; put Kor"
    ):
        read_table(tmp_path, "비가 왔다.\tIt rained.\n눈이 왔다.\n")


def test_other_formats_are_those_of_the_translation_memory(tmp_path: Path) -> None:
    line = '{"source": "비가 왔다.", "target": "It rained."}\n'
    assert read_table(tmp_path, line, "memory.jsonl") == [("비가 왔다.", "It rained.")]
    with pytest.raises(InputError, match=r"pairs cannot be read from a \.docx file"):
        read_table(tmp_path, "", "memory.docx")


# Sifting


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("비가 왔다.", "It rained.", None),
        ("ChatGPT와 Claude를 쓴다.", "It uses ChatGPT and Claude.", None),
        ("1만 명", "10,000 people", None),
        ("비가 왔다.", "", Reason.EMPTY),
        (" \u200b", "It rained.", Reason.EMPTY),
        ("It rained.", "비가 왔다.", Reason.LANGUAGE),
        ("雨が降った。", "It rained.", Reason.LANGUAGE),
        ("비가 왔다.", "雨が降った。", Reason.LANGUAGE),
        ("비가 왔다.", "It rained 비.", Reason.LANGUAGE),
        ("2024.11.22", "2024.11.22", Reason.LANGUAGE),
        ("<b>비</b>가 왔다.", "<b>It</b> rained.", Reason.MARKUP),
        ("비가 <1>왔다</1>.", "It <1>rained</1>.", Reason.MARKUP),
        ("비가&nbsp;왔다.", "It rained.", Reason.MARKUP),
        ("3 < 5는 참이다.", "3 < 5 is true.", None),
        ("오늘 아침부터 남부 지방에 많은 비가 내렸다.", "Rain.", Reason.RATIO),
        ("오늘 아침부터 남부 지방에 비가 왔다.", "It rained. " * 12, Reason.RATIO),
        ("비가 아주 왔다.", "very very very very very very wet", Reason.REPETITION),
        ("비가 왔다. " * 20, "It has rained. " * 20, Reason.LONG),
    ],
)
def test_a_pair_is_left_out_for_a_reason(source: str, target: str, reason: Reason | None) -> None:
    result = sifted([Pair(source, target)], len, 400)
    assert result.dropped == ({} if reason is None else {reason: 1})
    assert len(result.pairs) == (reason is None)


def test_machines_translations_are_left_out() -> None:
    pairs = [Pair("비가 왔다.", "It rained.", origin=origin) for origin in ("machine", "fuzzy")]
    assert sifted(pairs, len, 400).dropped == {Reason.MACHINE: 2}


def test_of_one_source_the_last_target_counts() -> None:
    pairs = [
        Pair("비가 왔다.", "It rain."),
        Pair("눈이 왔다.", "It snowed."),
        Pair("비가  왔다. ", "It rained."),
    ]
    result = sifted(pairs, len, 400)
    assert [(pair.source, pair.target) for pair in result.pairs] == [
        ("눈이 왔다.", "It snowed."),
        ("비가 왔다.", "It rained."),
    ]
    assert result.dropped == {Reason.DUPLICATE: 1}


def test_texts_are_as_the_engine_sees_them() -> None:
    (pair,) = sifted([Pair("１２３명이\n왔\u200b다。", "１２３ came.")], len, 400).pairs
    assert (pair.source, pair.target) == ("123명이 왔다.", "123 came.")


# Holding out


SENTENCES = st.lists(st.text("가나다라 12", min_size=1, max_size=6), unique=True, max_size=200)


@given(SENTENCES, st.integers(0, 30), st.randoms())
def test_held_out_pairs_are_apart_and_depend_on_no_order(
    sources: list[str], most: int, chance: random.Random
) -> None:
    pairs = [Pair(source, "x") for source in sources]
    training, held_out = split(pairs, most)
    assert sorted(p.source for p in (*training, *held_out)) == sorted(sources)
    assert len(held_out) <= min(most, len(pairs) // 10)

    def letters(part: Sequence[Pair]) -> set[str]:
        return {re.sub("[ 12]", "", pair.source) for pair in part}

    assert not letters(training) & letters(held_out)
    chance.shuffle(pairs)
    assert {pair.source for pair in split(pairs, most)[1]} == {pair.source for pair in held_out}


def test_a_tenth_is_held_out_where_the_sentences_differ() -> None:
    pairs = [Pair("가" * (n % 7 + 1) + "나" * n, "x") for n in range(300)]
    assert len(split(pairs, 200)[1]) == 30
    assert len(split(pairs, 20)[1]) == 20


# Marking


GLOSSARY = Glossary(
    (
        Entry("한울전자", "Hanul Electronics"),
        Entry("생성형 AI", "generative AI", case=Case.SENTENCE),
        Entry("한은", "BOK"),
    )
)


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        (
            "한울전자는 생성형 AI를 쓴다.",
            "Hanul Electronics uses generative AI.",
            [("한울전자", "Hanul Electronics"), ("생성형 AI", "generative AI")],
        ),
        ("생성형 AI가 왔다.", "Generative AI has come.", [("생성형 AI", "Generative AI")]),
        (
            "한은이 한울전자를 조사했다.",
            "The central bank looked into Hanul Electronics.",
            [("한울전자", "Hanul Electronics")],
        ),
        ("메모리 100억달러어치", "Memory worth $10 billion", [("100억달러", "$10 billion")]),
        ("방문객 1234명", "1234 visitors", [("1234", "1234")]),
        ("방문객 12명", "112 visitors, 12.5 percent", []),
        (
            "Kestrel과 Kestrel Pro",
            "Kestrel and Kestrel Pro",
            [("Kestrel", "Kestrel"), ("Kestrel", "Kestrel"), ("Pro", "Pro")],
        ),
        ("Kestrel과 Kestrel", "Kestrel", [("Kestrel", "Kestrel")]),
        (
            "주소는 https://example.com/a 이다.",
            "See https://example.com/a.",
            [("https://example.com/a", "https://example.com/a")],
        ),
        ("이름은 {name}이다.", "The name is {name}.", [("{name}", "{name}")]),
        ("비가 왔다.", "It rained.", []),
    ],
)
def test_terms_are_what_stands_on_both_sides(source: str, target: str, found: list[tuple[str, str]]) -> None:
    terms = example(source, target, Matcher(GLOSSARY)).terms
    assert [(source[t.start : t.end], target[t.tstart : t.tend]) for t in terms] == found


SHOWN = example(
    "한울전자는 생성형 AI 칩 Kestrel 1234개를 100억달러에 팔았다.",
    "Generative AI chips: Hanul Electronics sold 1234 of its Kestrel for $10 billion.",
    Matcher(GLOSSARY),
)
MARKER = re.compile(r"<(\d+)>(.*?)</\1>")


def test_the_example_has_five_terms() -> None:
    assert len(SHOWN.terms) == 5


@given(st.integers())
def test_markers_are_the_same_on_both_sides_and_the_rest_is_unchanged(seed: int) -> None:
    source, target = shown(SHOWN, MARKERS, ["Opal"], random.Random(seed))
    here, there = (dict(MARKER.findall(text)) for text in (source, target))
    assert list(here) == [str(number) for number in range(1, len(here) + 1)]
    assert here.keys() == there.keys()
    for term_here, term_there in ((here[number], there[number]) for number in here):
        korean = re.search("[가-힣]", term_here)
        assert term_here == term_there or korean or term_here in SHOWN.source
    for text, marked in ((SHOWN.source, source), (SHOWN.target, target)):
        pattern = ".*".join(re.escape(piece) for piece in MARKER.sub("\0", marked).split("\0"))
        assert re.fullmatch(pattern, text)


def test_a_fifth_of_the_markers_hold_another_rendering_and_a_seventh_the_korean() -> None:
    chance, kinds = random.Random(1), Counter[str]()
    plain = example("한울전자가 왔다.", "Hanul Electronics came.", Matcher(GLOSSARY))
    for _ in range(4000):
        source, target = shown(plain, MARKERS, ["Opal"], chance)
        kinds[f"{source} {target}"] += 1
    true = kinds.pop("<1>Hanul Electronics</1>가 왔다. <1>Hanul Electronics</1> came.")
    other = kinds.pop("<1>Opal</1>가 왔다. <1>Opal</1> came.")
    korean = kinds.pop("<1>한울전자</1>가 왔다. <1>Hanul Electronics</1> came.")
    assert not kinds
    assert 0.17 < other / 4000 < 0.23 and 0.11 < korean / 4000 < 0.17 and true > 2400


def test_measuring_marks_every_term_with_its_rendering() -> None:
    source, wanted = pinned(SHOWN, MARKERS)
    assert source == (
        "<1>Hanul Electronics</1>는 <2>generative AI</2> 칩 <3>Kestrel</3> <4>1234</4>개를 "
        "<5>$10 billion</5>에 팔았다."
    )
    assert wanted == tuple(MARKER.search(source, m.start())[0] for m in MARKER.finditer(source))  # type: ignore[index]
