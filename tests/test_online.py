"""Online engines against local servers that behave like the services."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from online_services import (
    BEHAVED,
    ENGLISH,
    SECRET,
    Call,
    Reply,
    Service,
    baidu,
    deepl,
    microsoft,
    mymemory,
    reply,
    translated,
)

from glossary.entry import Entry, Glossary
from translate.commands import main
from translate.document import Level
from translate.engines import Hypothesis
from translate.engines.online import SERVICES, engine
from translate.engines.online.wire import DEEPL, NOTRANSLATE, cut
from translate.pipeline import Translator


def test_every_service_is_tested() -> None:
    assert set(BEHAVED) == set(SERVICES)


@pytest.mark.parametrize("name", [name for name in BEHAVED if name != "baidu"])
def test_sentences_in_english_out_in_order(name: str, service: Callable[..., Service]) -> None:
    service(name, BEHAVED[name])
    answers = translated(engine(name), [*ENGLISH, "가격이 올랐다."])
    assert answers == [Hypothesis(text) for text in [*ENGLISH.values(), "Prices rose."]]


def test_baidu_is_asked_once_a_second(service: Callable[..., Service]) -> None:
    asked = service("baidu", baidu)
    answers = translated(engine("baidu"), ["가격이 올랐다.", "새 공장을 짓는다."])
    assert [answer.text for answer in answers] == ["Prices rose.", "It is building a new factory."]
    assert asked.calls[1].moment - asked.calls[0].moment >= 0.95


@pytest.mark.parametrize(("name", "requests"), [("deepl", 1), ("libre", 1), ("microsoft", 2), ("google", 3)])
def test_as_few_requests_as_the_service_allows(
    name: str, requests: int, service: Callable[..., Service]
) -> None:
    asked = service(name, BEHAVED[name])
    translated(engine(name), [*ENGLISH, *ENGLISH])
    assert len(asked.calls) == requests


def test_more_texts_than_one_request_takes(service: Callable[..., Service]) -> None:
    asked = service("deepl", deepl)
    texts = [f"제{number}호." for number in range(120)]
    assert [answer.text for answer in translated(engine("deepl"), [*texts, "가격이 올랐다."])][
        -1
    ] == "Prices rose."
    assert [len(call.json["text"]) for call in asked.calls] == [50, 50, 21]


# --- pins in the services' own tags -----------------------------------------------------------------------


def test_deepl_keeps_tagged_pins_and_the_rest_is_escaped(service: Callable[..., Service]) -> None:
    asked = service("deepl", deepl)
    answer = translated(engine("deepl"), ["<p1>R&D Korea</p1> & <b> 가격이 올랐다."])[0]
    assert answer.text == "<p1>R&D Korea</p1> & <b> Prices rose."
    assert asked.calls[0].json["text"] == ["<p1>R&amp;D Korea</p1> &amp; &lt;b&gt; 가격이 올랐다."]
    assert asked.calls[0].json["ignore_tags"][:2] == ["p1", "p2"]


def test_microsoft_pins_are_notranslate_spans(service: Callable[..., Service]) -> None:
    asked = service("microsoft", microsoft)
    answer = translated(engine("microsoft"), ["<p1>A&B</p1> <p2>$10 billion</p2>: 가격이 올랐다."])[0].text
    assert answer == "<p1>A&B</p1> <p2>$10 billion</p2>: Prices rose."
    assert '<span class="notranslate" id="p1">A&amp;B</span>' in asked.calls[-1].body.replace('\\"', '"')


@pytest.mark.parametrize("wire", [DEEPL, NOTRANSLATE])
@given(parts=st.lists(st.text(alphabet="가나 <>&\"';/p1", max_size=8), min_size=3, max_size=3))
def test_a_wire_carries_any_text(wire: object, parts: list[str]) -> None:
    before, pinned, after = (re.sub(r"</?p\d*>", "", part) for part in parts)
    text = f"{before}<p1>{pinned}</p1>{after}"
    assert wire.read(wire.write(text)) == text  # type: ignore[attr-defined]


def test_services_without_protection_have_no_markers(service: Callable[..., Service]) -> None:
    for name in ("google", "papago", "mymemory", "libre", "baidu"):
        service(name, BEHAVED[name])
        assert engine(name).markers is None


# --- long texts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [5000, 1800, 700])
def test_a_long_article_goes_in_pieces_that_end_with_sentences(
    most: int, service: Callable[..., Service]
) -> None:
    sentence = "새 공장은 내년 봄에 문을 열 예정이며 지역 주민 삼백 명을 뽑는다고 회사는 밝혔다."
    text = " ".join(f"{number}. {sentence}" for number in range(12_000 // (len(sentence) + 6)))

    def limited(call: Call) -> Reply:
        if sum(map(len, call.json["q"])) > most:
            return reply({"error": f"Invalid request: request exceeds text limit ({most})"}, 400)
        return reply({"translatedText": [piece.replace(sentence, "It opens.") for piece in call.json["q"]]})

    asked = service("libre", limited)
    answer = translated(engine("libre"), [text])[0]
    assert answer == Hypothesis(text.replace(sentence, "It opens."))
    sent = [piece for call in asked.calls for piece in call.json["q"] if len(piece) <= most]
    assert all(piece.rstrip().endswith("밝혔다.") for piece in sent)


@given(
    text=st.text(alphabet="가나다. \n”<", max_size=200),
    longest=st.integers(12, 40),
    units=st.sampled_from([len, lambda text: len(text.encode())]),
)
def test_pieces_add_up_and_fit(text: str, longest: int, units: Callable[[str], int]) -> None:
    pieces = cut(text, longest, units)
    assert "".join(pieces) == text
    assert all(units(piece) <= longest for piece in pieces)


def test_a_pin_longer_than_a_server_takes_is_empty_and_no_endless_search(
    service: Callable[..., Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "k")

    def limited(call: Call) -> Reply:
        if sum(map(len, call.json["text"])) > 100:
            return reply({"message": "too long"}, 413)
        return reply({"translations": [{"text": "Short."} for _ in call.json["text"]]})

    asked = service("deepl", limited)
    text = f"주소는 <p1>https://example.com/{'a' * 200}</p1>이다."
    assert translated(engine("deepl"), [text, "짧다."]) == [
        Hypothesis("", complete=False, reason="deepl refused with status 413 (too long)"),
        Hypothesis("Short."),
    ]
    assert len(asked.calls) < 12


def test_no_cut_inside_a_pin() -> None:
    text = "가" * 15 + "<p1>Bank of Korea. Yes. No</p1>은 밝혔다."
    assert cut(text, 40, len) == ["가" * 15, "<p1>Bank of Korea. Yes. No</p1>은 밝혔다."]


def test_mymemory_is_measured_in_bytes(service: Callable[..., Service]) -> None:
    asked = service("mymemory", mymemory)
    text = " ".join(f"{number} 가격이 올랐다." for number in range(50))
    assert engine("mymemory").length("가나") == 6
    translated(engine("mymemory"), [text])
    assert len(asked.calls) >= 3


# --- in the pipeline --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["deepl", "microsoft", "libre", "papago"])
def test_pins_hold_with_any_service(name: str, service: Callable[..., Service]) -> None:
    service(name, BEHAVED[name])
    glossary = Glossary((Entry("한올", "Hanol R&D"), Entry("가온", "<Gaon>")))
    text = "한올과 가온: 가격이 올랐다."
    document = Translator(name).translate(text, glossary)
    (segment,) = document.segments
    assert segment.target is not None and segment.engine == name
    assert [segment.target[pin.tstart : pin.tend] for pin in segment.pins] == ["Hanol R&D", "<Gaon>"]
    assert "Prices rose." in segment.target


def test_what_a_service_does_not_translate_is_an_error_of_the_check(service: Callable[..., Service]) -> None:
    service("libre", lambda call: reply({"translatedText": call.json["q"]}))
    (segment,) = Translator("libre").translate("가격이 올랐다.").segments
    assert segment.target == ""
    assert [check.code for check in segment.checks if check.level is Level.ERROR] == ["empty"]


@pytest.mark.parametrize("most", [5000, 1800])
def test_the_command_sends_a_long_article_in_pieces(
    most: int, service: Callable[..., Service], tmp_path: Path
) -> None:
    def limited(call: Call) -> Reply:
        if sum(map(len, call.json["q"])) > most:
            return reply({"error": "too long"}, 400)
        return reply(
            {"translatedText": [f"It was so. {re.sub('[^0-9]', '', text)}" for text in call.json["q"]]}
        )

    service("libre", limited)
    article = tmp_path / "article.txt"
    body = "지역 주민과 상인들은 새 시장이 문을 열면 사람이 늘 것으로 기대한다고 말했다."
    article.write_text("\n\n".join(f"제{number}항 {body}" for number in range(250)), encoding="utf-8")
    assert len(article.read_text(encoding="utf-8")) > 12_000
    done = CliRunner().invoke(
        main, ["translate", str(article), "--engine", "libre", "--memory", "none", "-q"]
    )
    assert done.exit_code == 0, done.output
    assert [int(number) for number in re.findall(r"so\. (\d+)", done.stdout)] == list(range(250))


def test_the_command_says_what_is_wrong_in_one_line(service: Callable[..., Service], tmp_path: Path) -> None:
    service("deepl", lambda _: reply({"message": f"Wrong key {SECRET}"}, 403))
    article = tmp_path / "article.txt"
    article.write_text("가격이 올랐다고 밝혔다.", encoding="utf-8")
    done = CliRunner().invoke(
        main, ["translate", str(article), "--engine", "deepl", "--memory", "none", "-q"]
    )
    assert done.exit_code == 1
    assert done.stderr == "yongeo: deepl refused with status 403 (Wrong key …); check the key\n"


def test_where_the_service_stops_the_report_names_what_is_left(
    service: Callable[..., Service], tmp_path: Path
) -> None:
    service("deepl", lambda _: reply({"message": "Quota exceeded"}, 456))
    articles = [tmp_path / f"{name}.txt" for name in "ab"]
    for article in articles:
        article.write_text("가격이 올랐다고 밝혔다.", encoding="utf-8")
    words = ["--engine", "deepl", "--memory", "none", "-d", str(tmp_path / "out")]
    report = tmp_path / "report.json"
    done = CliRunner().invoke(main, ["translate", *map(str, articles), *words, "--report", str(report)])
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("yongeo: deepl refused with status 456 (Quota exceeded)")
    failures = json.loads(report.read_text(encoding="utf-8"))["failures"]
    assert [failure["input"] for failure in failures] == [str(article) for article in articles]
    assert all(f"yongeo: {failure['error']}" == line for failure in failures)
    assert not list((tmp_path / "out").glob("*"))
