"""The translation memory: keys, records, people's corrections, similar sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memories import SENTENCE, name, record

from translate.document import How, Mark, Pin, Segment
from translate.memory import Memory, Stored, key
from translate.memory.stored import normalised, placed

HANBIT = Pin("한빛전자", "Hanbit Electronics", "한빛전자", 0, 4)
OPTIONS = {"beam": 1, "numerals": True}


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.sqlite")


# Keys


def test_same_task_has_same_key_whatever_the_order_of_options() -> None:
    assert key(SENTENCE, (HANBIT,), "koen", {"a": 1, "b": 2}) == key(
        SENTENCE, (HANBIT,), "koen", {"b": 2, "a": 1}
    )


def test_key_is_stable_between_versions() -> None:
    """A changed key would throw every user's memory away."""
    known = "ecd2f0ee"
    assert key(SENTENCE, (HANBIT,), "koen", OPTIONS)[:8] == known


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("source", key(SENTENCE + " ", (HANBIT,), "koen", OPTIONS)),
        ("rendering", key(SENTENCE, (replace(HANBIT, target="Hanbit"),), "koen", OPTIONS)),
        ("surface", key(SENTENCE, (replace(HANBIT, surface="한빛 전자"),), "koen", OPTIONS)),
        ("place", key(SENTENCE, (replace(HANBIT, start=1),), "koen", OPTIONS)),
        ("no pin", key(SENTENCE, (), "koen", OPTIONS)),
        ("engine", key(SENTENCE, (HANBIT,), "koen-2", OPTIONS)),
        ("options", key(SENTENCE, (HANBIT,), "koen", {**OPTIONS, "beam": 2})),
        ("markup", key(SENTENCE, (HANBIT,), "koen", OPTIONS, (Mark(0, 4, 7),))),
    ],
)
def test_any_difference_makes_another_key(what: str, other: str) -> None:
    assert other != key(SENTENCE, (HANBIT,), "koen", OPTIONS), what


def test_what_cannot_change_the_target_does_not_change_the_key() -> None:
    translated = replace(HANBIT, tstart=0, tend=18, how=How.MARKER, source="한빛")
    assert key(SENTENCE, (translated,), "koen", OPTIONS, (Mark(0, 4, 1, 0, 18),)) == key(
        SENTENCE, (HANBIT,), "koen", OPTIONS, (Mark(0, 4, 9),)
    )


# Records


def test_a_segment_comes_back_as_it_went_in(memory: Memory) -> None:
    done = Segment(
        0,
        0,
        20,
        SENTENCE,
        "Hanbit Electronics will build a new plant next year.",
        (replace(HANBIT, tstart=0, tend=18, how=How.MARKER),),
        (Mark(0, 4, 3, 0, 18),),
        engine="local",
        model="koen",
        score=-0.31,
    )
    task = key(SENTENCE, done.pins, "koen", OPTIONS, done.marks)
    memory.put({task: Stored.of(done)})
    asked = Segment(4, 90, 110, SENTENCE, pins=(HANBIT,), marks=(Mark(0, 4, 8),))
    again = memory.get([task, name(1)])
    assert list(again) == [task]
    assert again[task].onto(asked) == replace(
        done, number=4, start=90, end=110, marks=(Mark(0, 4, 8, 0, 18),), origin="memory"
    )


@settings(deadline=None)  # the disk may be busy
@given(st.text(), st.text(), st.floats(allow_nan=False) | st.none())
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, source: str, target: str, score: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.sqlite"
    kept = Stored(source, target, (Pin(source, target, source, 0, len(source)),), score=score, engine="e")
    with Memory(path) as memory:
        memory.put({key(source, kept.pins, "e", {}): kept})
        assert memory.get([key(source, kept.pins, "e", {})]) == {key(source, kept.pins, "e", {}): kept}


@pytest.mark.parametrize("text", ["끝 없는 \ud800 반쪽", "영(0)문자 \x00 뒤", "줄\u2028바꿈", "👨‍👩‍👧 🇰🇷"])
def test_odd_characters_survive(memory: Memory, text: str) -> None:
    kept = Stored(text, text)
    memory.put({key(text, (), "e", {}): kept})
    assert memory.get([key(text, (), "e", {})])[key(text, (), "e", {})] == kept
    assert [found.source for _, found in memory.similar(text, 99)] == [text]


def test_a_known_key_takes_the_new_record(memory: Memory) -> None:
    memory.put({name(1): record(1)})
    memory.put({name(1): replace(record(1), target="The first sentence")})
    assert [kept.target for kept in memory.records()] == ["The first sentence"]


def test_thousands_of_keys_are_asked_at_once(memory: Memory) -> None:
    memory.put({name(number): record(number) for number in range(3000)})
    assert len(memory.get([name(number) for number in range(5000)])) == 3000
    assert [kept.source for kept in memory.records()] == [f"문장 {number}" for number in range(3000)]


def test_another_rendering_touches_only_its_own_sentence(memory: Memory) -> None:
    """The same text with a changed term: every other sentence is found again."""
    pins = {"한빛전자는 흑자다.": (HANBIT,), "비가 온다.": (), "회의가 열렸다.": ()}
    memory.put({key(s, p, "koen", OPTIONS): Stored(s, "…", p) for s, p in pins.items()})
    changed = replace(HANBIT, target="Hanbit")
    wanted = {key(s, (changed,) if p else (), "koen", OPTIONS): s for s, p in pins.items()}
    assert [wanted[task] for task in wanted if task not in memory.get(list(wanted))] == ["한빛전자는 흑자다."]


# People's corrections


def test_a_person_wins_whatever_engine_model_and_pins(memory: Memory) -> None:
    memory.put({key(SENTENCE, (HANBIT,), "koen", OPTIONS): Stored(SENTENCE, "Machine.", (HANBIT,))})
    assert memory.correct([(SENTENCE, "Hanbit Electronics builds a plant.")]) == 1
    assert memory.human([SENTENCE, "다른 문장"]) == {
        SENTENCE: Stored(SENTENCE, "Hanbit Electronics builds a plant.", origin="human")
    }


@pytest.mark.parametrize(
    "seen",
    [
        "카페 문을 닫았다.",  # NFD
        " 카페  문을\n닫았다. ",
        "카페 문을\u00a0닫았다.",
        "카\u200b페 문을 닫았다.\ufeff",
    ],
)
def test_a_correction_is_found_however_the_source_is_encoded(memory: Memory, seen: str) -> None:
    memory.correct([("카페 문을 닫았다.", "The café closed.")])
    assert memory.human([seen])[seen].target == "The café closed."


def test_the_last_correction_stands(memory: Memory) -> None:
    memory.correct([(SENTENCE, "First."), (SENTENCE, "Second.")])
    memory.correct([(SENTENCE, "Third.")])
    assert memory.human([SENTENCE])[SENTENCE].target == "Third."


def test_empty_corrections_are_none(memory: Memory) -> None:
    assert memory.correct([("", "Text"), (SENTENCE, " "), ("\u200b", "Text")]) == 0


@pytest.mark.parametrize(
    ("renderings", "target", "expected"),
    [
        (["OpenAI"], "OpenAI won.", [("OpenAI", "repair")]),
        (["AI", "OpenAI"], "OpenAI sells AI.", [("AI", "repair"), ("OpenAI", "repair")]),
        (["AI"], "OpenAI won.", [(None, "missed")]),
        (["generative AI"], "Generative AI grows.", [("Generative AI", "repair")]),
        (["chip", "chip"], "One chip, two chips.", [("chip", "repair"), ("chip", "repair")]),
        (["chip", "chip"], "One chip.", [("chip", "repair"), (None, "missed")]),
        (["C++"], "Written in C++.", [("C++", "repair")]),
        (["⟦1⟧", "$1"], "⟦1⟧ costs $1.", [("⟦1⟧", "repair"), ("$1", "repair")]),
        (["iPhone"], "IPHONE sales", [(None, "missed")]),
    ],
)
def test_renderings_are_placed_in_what_a_person_wrote(
    renderings: list[str], target: str, expected: list[tuple[str | None, str]]
) -> None:
    pins = [Pin("용어", rendering, "용어", 0, 2) for rendering in renderings]
    found = [
        (None if pin.tstart is None else target[pin.tstart : pin.tend], pin.how and pin.how.value)
        for pin in placed(pins, target)
    ]
    assert found == expected


def test_a_persons_record_reports_a_missing_pin() -> None:
    segment = Segment(0, 0, 20, SENTENCE, pins=(HANBIT,), marks=(Mark(0, 4, 1),))
    done = Stored(SENTENCE, "The firm builds a plant.", origin="human").onto(segment)
    assert (done.origin, done.pins[0].how, done.marks[0].tstart) == ("human", How.MISSED, None)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (Mark(0, 99, 1), "Hanbit Electronics opens gaon.example next year."),
        (Mark(0, 4, 1), "Hanbit Electronics"),
        (Mark(10, 17, 1, protected=True), "gaon.ex"),
        (Mark(6, 9, 1), None),
        (Mark(0, 0, 1), ""),
    ],
)
def test_markup_has_a_place_in_what_a_person_wrote_where_it_is_plain(
    mark: Mark, expected: str | None
) -> None:
    source = "한빛전자는 내년에 gaon.ex 연다."
    mark = replace(mark, end=min(mark.end, len(source)))
    target = "Hanbit Electronics opens gaon.example next year."
    segment = Segment(0, 0, len(source), source, pins=(HANBIT,), marks=(mark,))
    [done] = Stored(source, target, origin="human").onto(segment).marks
    assert (None if done.tstart is None else target[done.tstart : done.tend]) == expected


# Similar sources


def test_similar_sources_come_best_first(memory: Memory) -> None:
    sources = [
        "서울시는 3일 새 버스 노선을 발표했다.",
        "서울시는 4일 새 버스 노선을 발표했다.",
        "부산시는 4일 새 지하철 노선을 발표했다.",
        "오늘은 날씨가 맑다.",
    ]
    memory.put({key(s, (), "e", {}): Stored(s, str(n)) for n, s in enumerate(sources)})
    found = memory.similar("서울시는 4일 새 버스 노선을 발표했다.", 70)
    assert [stored.target for _, stored in found] == ["1", "0", "2"]
    scores = [score for score, _ in found]
    assert scores[0] == 100 and scores == sorted(scores, reverse=True) and scores[2] >= 70
    assert [stored.target for _, stored in memory.similar(sources[0], 99)] == ["0"]
    assert len(memory.similar(sources[0], 0, limit=2)) == 2


def test_score_is_edits_against_length(memory: Memory) -> None:
    memory.put({name(1): Stored("가나다라마바사아자차", "ten")})
    assert memory.similar("가나다라마바사아자하", 0)[0][0] == pytest.approx(90)


def test_a_word_known_from_elsewhere_does_not_hide_a_template(memory: Memory) -> None:
    """Six thousand records share every trigram but the new word's, which three others have."""
    sources = [f"이번 행사는 오는 {n}일 서울 회관에서 열린다." for n in range(6000)]
    sources += [f"별빛마루 {word} 개장" for word in ("공원", "식당", "극장")]
    memory.put({key(s, (), "e", {}): Stored(s, "…") for s in sources})
    found = memory.similar("이번 행사는 오는 3일 서울 별빛마루에서 열린다.", 70)
    assert len(found) == 5 and all(stored.source.startswith("이번 행사는") for _, stored in found)


def test_records_that_come_later_are_found_too(memory: Memory) -> None:
    memory.put({name(1): record(1)})
    assert memory.similar("문장 1", 90)
    memory.put({name(77): record(77)})
    assert [stored.source for _, stored in memory.similar("문장 77", 90)] == ["문장 77"]


def test_of_one_source_the_persons_record_is_shown(memory: Memory) -> None:
    for model in ("a", "b"):
        memory.put({key(SENTENCE, (), model, {}): Stored(SENTENCE, model, model=model)})
    memory.correct([(SENTENCE, "person")])
    assert [stored.target for _, stored in memory.similar(SENTENCE.replace("내년", "올해"), 70)] == ["person"]


@settings(deadline=None)  # the disk may be busy
@given(st.text(alphabet='가나다라"*() AND-^', max_size=12))
def test_nothing_in_a_source_is_query_syntax(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    with Memory(tmp_path_factory.getbasetemp() / "syntax.sqlite") as memory:
        memory.put({key(source, (), "e", {}): Stored(source, "t")})
        assert normalised(source) in {normalised(found.source) for _, found in memory.similar(source, 100)}
        assert source in {found.source for found in memory.search(source, 1000)}


# Search, counts, pruning


def test_search_looks_at_both_sides_newest_first(memory: Memory) -> None:
    memory.put({name(1): Stored("반도체 수출", "Chip exports"), name(2): Stored("수출 100%", "All exports_")})
    assert [found.target for found in memory.search("수출")] == ["All exports_", "Chip exports"]
    assert [found.target for found in memory.search("CHIP")] == ["Chip exports"]
    assert [found.target for found in memory.search("0%")] == ["All exports_"]
    assert [found.target for found in memory.search("s_")] == ["All exports_"]


def test_pruning_keeps_people_unless_told(memory: Memory) -> None:
    memory.put({name(1): record(1), name(2): replace(record(2), engine="google", model="google")})
    memory.correct([(SENTENCE, "By hand.")])
    assert memory.prune(engine="google") == 1
    assert memory.prune(model="koen", days=1) == 0
    assert memory.prune(days=-1) == 1
    assert [share.origin for share in memory.shares()] == ["human"]
    assert memory.prune(days=-1, corrections=True) == 1
    assert memory.shares() == []


def test_similar_works_after_pruning(memory: Memory) -> None:
    memory.put({name(number): record(number) for number in range(20)})
    memory.put({name(99): replace(record(99), model="old")})
    assert memory.similar("문장 99", 90)
    memory.prune(model="old")
    memory.put({name(100): record(100)})
    assert next(stored.source for _, stored in memory.similar("문장 9", 70)) == "문장 9"
    assert "문장 99" not in [stored.source for _, stored in memory.similar("문장 99", 0, 50)]
