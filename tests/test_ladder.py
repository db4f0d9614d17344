"""The ladder: whatever a model does to markers, a pin is exact or reported; each rung only where needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from glossary import Entry, Glossary
from glossary.matcher import Matcher
from translate.constrain import Prepared, Restored
from translate.document import How, Mark
from translate.engines import Hypothesis, Markers
from translate.ladder import translated
from translate.numerals import MONTHS
from translate.pins import prepare

MARKERS = Markers("<{n}>", "</{n}>", 16)
TERMS = {"챗GPT": "ChatGPT", "오픈AI": "OpenAI", "메타": "Meta"}


class Model:
    """A model whose answers are a rule: of its input, and of how many hypotheses are wanted."""

    name = model = fingerprint = "rule"
    doubtful = None

    def __init__(
        self,
        rule: Callable[[str, int], list[str]],
        markers: Markers | None = MARKERS,
        longest: int = 400,
    ) -> None:
        self.rule, self.markers, self.longest = rule, markers, longest
        self.asked: list[str] = []

    def length(self, text: str) -> int:
        return len(text)

    def translate(
        self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        for number, text in reversed(list(enumerate(texts))):
            assert len(text) <= self.longest
            self.asked.append(text)
            yield number, [Hypothesis(answer, -0.5) for answer in self.rule(text, hypotheses)]


def segment(source: str) -> Prepared:
    glossary = Glossary(tuple(Entry(source, target) for source, target in TERMS.items()))
    return prepare(source, Matcher(glossary)(source))


def run(model: Model, *sources: str, repair: bool = True) -> list[Restored]:
    segments = [segment(source) for source in sources]
    results = dict(translated(model, segments, repair))
    assert sorted(results) == list(range(len(sources)))
    for result in results.values():
        for pin in result.pins:
            if pin.how is How.MISSED:
                assert pin.tstart is None
            else:
                assert result.target[pin.tstart : pin.tend] == pin.target
    return [results[i] for i in range(len(sources))]


def english(text: str) -> str:
    """The Korean words as one English word each, markers kept."""
    return re.sub(r" +", " ", re.sub(r"[가-힣]+", " word", text))


def hows(result: Restored) -> list[str]:
    return [pin.how.value for pin in result.pins if pin.how]


def test_a_good_model_is_asked_once() -> None:
    model = Model(lambda text, n: [english(text)])
    first, second = run(model, "챗GPT는 새롭다.", "오픈AI가 만들었다.")
    assert (first.target, second.target) == ("ChatGPT word word.", "OpenAI word word.")
    assert hows(first) == hows(second) == ["marker"]
    assert len(model.asked) == 2


def test_the_n_best_list_is_asked_where_a_marker_is_lost() -> None:
    def rule(text: str, n: int) -> list[str]:
        lost = re.sub(r"<1>.*?</1>", "the bot", english(text))
        return [lost, english(text)][:n]

    model = Model(rule)
    (result,) = run(model, "챗GPT는 새롭다.")
    assert hows(result) == ["retry"]
    assert len(model.asked) == 2


def test_who_reads_on_need_not_wait_for_what_is_tried_again() -> None:
    def rule(text: str, n: int) -> list[str]:
        lost = re.sub(r"<1>.*?</1>", "the bot", english(text))
        return [lost if "<1>" in text and n == 1 else english(text)] * n

    segments = [segment("비가 왔다."), segment("눈이 왔다."), segment("챗GPT는 새롭다.")]
    at_end = list(translated(Model(rule), segments))
    at_once = list(translated(Model(rule), segments, at_once=True))
    assert [number for number, _ in at_end] == [1, 0, 2]
    assert [number for number, _ in at_once] == [2, 1, 0]  # as the model answers
    assert dict(at_once) == dict(at_end)
    assert hows(dict(at_once)[2]) == ["retry"]


def test_one_pin_at_a_time_where_two_are_too_many() -> None:
    def rule(text: str, n: int) -> list[str]:
        both = "<2>" in text
        return [re.sub(r"<2>.*?</2>", "the firm", english(text)) if both else english(text)]

    (result,) = run(Model(rule), "챗GPT는 오픈AI가 만들었다.")
    assert result.target == "ChatGPT word OpenAI word word."
    assert hows(result) == ["retry", "retry"]


def test_repair_replaces_another_spelling() -> None:
    (result,) = run(Model(lambda text, n: ["It is Chat GPT, they say."]), "챗GPT라고 한다.")
    assert result.target == "It is ChatGPT, they say."
    assert hows(result) == ["repair"]


@pytest.mark.parametrize("rendering", ["Yahoo!", "?q=", "C++"])
def test_repair_writes_the_last_signs_of_a_rendering_once(rendering: str) -> None:
    source, other = "야후라고 한다.", rendering.swapcase()
    told = prepare(source, Matcher(Glossary((Entry("야후", rendering),)))(source))
    ((_, result),) = translated(Model(lambda text, n: [f"It is {other}, they say."]), [told])
    assert result.target == f"It is {rendering}, they say."


def test_repair_knows_the_models_own_word_for_the_term() -> None:
    def rule(text: str, n: int) -> list[str]:
        return ["gossip bot"] if text == "챗GPT" else ["A gossip bot is here."]

    (result,) = run(Model(rule), "챗GPT가 왔다.")
    assert result.target == "A ChatGPT is here."


def test_a_model_that_keeps_nothing_is_reported_and_never_silent() -> None:
    model = Model(lambda text, n: ["Nothing to see."])
    (result,) = run(model, "챗GPT는 오픈AI가 만들었다.", repair=False)
    assert result.target == "Nothing to see."
    assert hows(result) == ["missed", "missed"]


def test_as_a_last_resort_the_sentence_is_cut_until_the_term_stands_alone() -> None:
    def rule(text: str, n: int) -> list[str]:
        return ["Nothing to see."]

    (result,) = run(Model(rule), "어제 나온 챗GPT, 오늘 나온 오픈AI, 내일 나올 메타")
    assert "missed" not in hows(result)
    assert [pin.target for pin in result.pins] == ["ChatGPT", "OpenAI", "Meta"]


def test_the_words_under_a_mark_are_told_in_english() -> None:
    def rule(text: str, n: int) -> list[str]:
        known = {"굵은 글씨": "bold type.", "이 글은 <1>bold type</1>를 쓴다.": "It uses <1>bold type</1>."}
        return [known[text]]

    marked = prepare("이 글은 굵은\u200b 글씨를 쓴다.", [], [Mark(5, 11, 0)])
    ((_, result),) = translated(Model(rule), [marked])
    assert result.target == "It uses bold type."
    assert [(mark.tstart, mark.tend) for mark in result.marks] == [(8, 17)]


def test_markup_of_a_segment_that_is_cut_stays_over_its_words() -> None:
    source = "첫째 사람이 왔지만, 둘째 사람은 멀리 갔다."
    marks = tuple(
        Mark(source.index(word), source.index(word) + 2, ref) for ref, word in enumerate(("첫째", "둘째"))
    )
    whole, end = Mark(0, len(source), 2), Mark(len(source), len(source), 3)
    model = Model(lambda text, n: [text.replace("째", "th")], longest=20)
    ((_, result),) = translated(model, [prepare(source, [], (*marks, whole, end))])
    assert [result.target[mark.tstart : mark.tend] for mark in result.marks] == [
        "첫th",
        "둘th",
        result.target,
        "",
    ]
    assert result.marks[3].tstart == len(result.target)


def test_models_without_markers_read_the_rendering_in_place() -> None:
    model = Model(lambda text, n: [english(text)], markers=None)
    (result,) = run(model, "챗GPT는 새롭다.")
    assert model.asked == ["ChatGPT는 새롭다."]
    assert hows(result) == ["marker"]


def test_more_pins_than_markers_are_translated_in_parts() -> None:
    model = Model(lambda text, n: [english(text)], markers=Markers("<{n}>", "</{n}>", 2))
    source = "챗GPT는 왔고, 오픈AI는 갔고, 메타는 남았고, 챗GPT는 다시 왔다."
    (result,) = run(model, source)
    assert "missed" not in hows(result)
    assert len(result.pins) == 4
    assert all(text.count("</") <= 2 for text in model.asked)


def test_a_segment_longer_than_the_model_takes_is_cut_and_joined() -> None:
    model = Model(lambda text, n: [english(text)], longest=60)
    source = "챗GPT는 새롭고, " * 20 + "끝이다."
    (result,) = run(model, source)
    assert result.target.count("ChatGPT") == 20
    assert result.target.endswith("word.")


@pytest.mark.parametrize("loop", ["very " * 60, "ha" * 100])
def test_a_runaway_is_tried_again(loop: str) -> None:
    model = Model(lambda text, n: [loop, "It is good."][:n])
    (result,) = run(model, "아주 좋다.")
    assert result.target == "It is good."


def test_of_the_beam_the_one_with_the_right_numbers_is_taken() -> None:
    class Wide(Model):
        def translate(
            self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
        ) -> Iterator[tuple[int, list[Hypothesis]]]:
            yield from super().translate(texts, max(2, hypotheses))

    model = Wide(lambda text, n: ["It aims at 1,000 tons.", "It aims high."][:n])
    (result,) = run(model, "내년 목표는 높다.")
    assert result.target == "It aims high."
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("text", "made_up"),
    [
        ("It aims at 1,000 tons.", (*"0123456789", "$", "€", "£", "₩")),
        ("It aims high in early March.", MONTHS),
        ("It aims higher this year.", ("this", "^This")),
    ],
)
def test_a_number_month_or_time_that_is_made_up_is_forbidden_in_a_further_try(
    text: str, made_up: tuple[str, ...]
) -> None:
    class Strict(Model):
        def translate(
            self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
        ) -> Iterator[tuple[int, list[Hypothesis]]]:
            for number, _ in enumerate(texts):
                self.asked.append(f"{hypotheses} {' '.join(without)}".strip())
                yield number, [Hypothesis("It aims high." if set(made_up) <= {*without} else text, -0.1)]

    model = Strict(lambda text, n: [])
    (result,) = run(model, "내년 목표는 높다.")
    assert result.target == "It aims high."
    assert model.asked == ["1", f"1 {' '.join(made_up)}"]


class OneOfUs(Model):
    """Says we wherever it may."""

    def translate(
        self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        for number in range(len(texts)):
            yield number, [Hypothesis("The firm will try." if "^We" in without else "We will try.", -0.1)]


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("내년에 다시 시도하기로 했다.", "The firm will try."),
        ("뒤처지지 않겠다는 의지다", "The firm will try."),
        ("우리는 다시 시도하기로 했다.", "We will try."),
        ("그는 “다시 시도하겠다”고 했다.", "We will try."),
        ("다시 시도하겠습니다.", "We will try."),
        ("다시 시도해 보자.", "We will try."),
        ("다시 시도해야 한다.", "We will try."),
        ("더는 미뤄서는 안 된다.", "We will try."),
    ],
)
def test_english_says_we_only_where_the_korean_may_mean_it(source: str, english: str) -> None:
    (result,) = run(OneOfUs(lambda text, most: []), source)
    assert result.target == english


def test_what_led_up_to_a_month_that_is_kept_out_goes_too() -> None:
    class Strict(Model):
        def translate(
            self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
        ) -> Iterator[tuple[int, list[Hypothesis]]]:
            month = "this month" if without else "March"
            yield 0, [Hypothesis(f"It was shown in early {month}, as planned.", -0.1)]

    (result,) = run(Strict(lambda text, n: []), "계획대로 이달 초 공개했다.")
    assert result.target == "It was shown early this month, as planned."


def test_laughter_without_end_is_no_leave_to_run_away() -> None:
    model = Model(lambda text, n: ["ha " * 40])
    (result,) = run(model, "하하하하하하하하하하하!")
    assert result.target == "Ha ha ha"
    assert model.asked == ["하하하!"]


def test_an_answer_that_was_cut_off_is_not_taken_where_there_is_another() -> None:
    class Cut(Model):
        def translate(
            self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
        ) -> Iterator[tuple[int, list[Hypothesis]]]:
            for number, _ in enumerate(texts):
                yield number, [Hypothesis("It is", -0.1, False), Hypothesis("It is good.", -0.2)][:hypotheses]

    (result,) = run(Cut(lambda text, n: []), "아주 좋다.")
    assert result.target == "It is good." and result.complete


def test_a_number_written_otherwise_is_repaired_by_its_value() -> None:
    (result,) = run(Model(lambda text, n: ["It lost 10 billion dollars."]), "100억달러를 잃었다.")
    assert result.target == "It lost $10 billion."
    assert hows(result) == ["repair"]


def test_more_than_a_sum_is_repaired_once() -> None:
    (result,) = run(
        Model(lambda text, n: ["It lost more than 10 billion dollars."]), "100억여 달러를 잃었다."
    )
    assert result.target == "It lost more than $10 billion."
    assert hows(result) == ["repair"]


def test_a_wrong_number_gives_way_to_the_only_one_that_is_missing() -> None:
    (result,) = run(Model(lambda text, n: ["Rates rose to the 16 percent range."]), "금리가 6%대에 올라섰다.")
    assert result.target == "Rates rose to the 6% range."
    assert hows(result) == ["repair"]


def test_a_wrong_number_stays_and_is_reported_where_another_is_in_doubt() -> None:
    source, answer = "금리가 6%, 물가가 3% 올랐다.", "Rates rose 16 percent and prices 13 percent."
    (result,) = run(Model(lambda text, n: [answer]), source)
    assert result.target == answer
    assert hows(result) == ["missed", "missed"]


def test_only_a_number_of_the_same_kind_gives_way() -> None:
    (result,) = run(Model(lambda text, n: ["In 40 cities rates rose."]), "금리가 6%대에 올라섰다.")
    assert result.target == "In 40 cities rates rose."
    assert hows(result) == ["missed"]
