"""Online engines where services misbehave, and where keys and settings are wrong."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from online_services import (
    BEHAVED,
    ENGLISH,
    SECRET,
    Call,
    Reply,
    Service,
    deepl,
    google,
    libre,
    reply,
    translated,
)

from translate.document import Level
from translate.engines import Hypothesis
from translate.engines.online import SERVICES, engine
from translate.errors import EngineError
from translate.memory import Memory
from translate.pipeline import Translator

# --- failures ---------------------------------------------------------------------------------------------


def failing(name: str, failures: list[Reply]) -> Callable[[Call], Reply]:
    left = list(failures)
    return lambda call: left.pop(0) if left else BEHAVED[name](call)


@pytest.mark.parametrize("name", ["google", "deepl", "libre"])
@pytest.mark.parametrize(
    "failures",
    [
        [reply({}, 429), reply({}, 503)],
        [reply({}, 429, Retry_After="0")],
        [reply({}, 503, Retry_After="Fri, 01 Jan 2021 00:00:00 GMT")],
        [(0, {}, b"")],
        [reply(b'{"translated', 200, Content_Length="500")],
    ],
    ids=["throttled", "retry-after", "retry-after-date", "hangs-up", "half-a-body"],
)
def test_passing_trouble_is_tried_again(
    name: str, failures: list[Reply], service: Callable[..., Service]
) -> None:
    asked = service(name, failing(name, failures))
    assert translated(engine(name, backoff=0.01), ["가격이 올랐다."]) == [Hypothesis("Prices rose.")]
    assert len(asked.calls) == len(failures) + 1


def test_the_wait_that_the_service_asks_for_is_kept(service: Callable[..., Service]) -> None:
    asked = service("libre", failing("libre", [reply({}, 429, Retry_After="1")]))
    translated(engine("libre", backoff=0.01), ["가격이 올랐다."])
    assert asked.calls[1].moment - asked.calls[0].moment >= 1


def test_a_wait_of_an_hour_is_an_error_at_once(service: Callable[..., Service]) -> None:
    asked = service("libre", lambda _: reply({"error": "Slowdown"}, 429, Retry_After="3600"))
    with pytest.raises(EngineError, match=r"libre refused with status 429 \(Slowdown\); wait"):
        translated(engine("libre"), ["가격이 올랐다."])
    assert len(asked.calls) == 1


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("libre", reply({"error": "Invalid API key"}, 403), r"status 403 \(Invalid API key\); check the key"),
        ("deepl", reply({"message": "Quota exceeded"}, 456), r"456 \(Quota exceeded\); the plan's"),
        ("deepl", reply({"message": "no"}, 500), "status 500"),
        ("libre", reply({"error": "Invalid request: missing target"}, 400), "missing target"),
        ("papago", reply({"errorMessage": "Authentication Failed"}, 401), "Authentication Failed"),
        ("papago", reply({}), "without a translation"),
        ("google", reply(b"<html>Our systems have detected unusual traffic</html>"), "without a translation"),
        ("google", reply(b"", 302, Location="https://consent.invalid/"), "status 302"),
        ("libre", reply(b"<html>not JSON</html>"), "form that is not its own"),
        ("libre", reply(["a list"]), "form that is not its own"),
        ("deepl", reply({"translations": [{}]}), "form that is not its own"),
        ("deepl", reply(b"[" * 100_000), "form that is not its own"),
        ("microsoft", reply({"error": {"code": 401000, "message": "not authorized"}}, 401), "not authorized"),
        ("mymemory", reply({"responseStatus": "403", "responseData": {"translatedText": "INVALID"}}), "403"),
        ("mymemory", reply({"responseStatus": 429, "responseDetails": "ALL AVAILABLE FREE"}), "429"),
        ("baidu", reply({"error_code": "54001", "error_msg": "Invalid Sign"}), "Invalid Sign"),
        ("libre", reply(b"x" * (9 * 1024 * 1024)), "more than 8 MiB"),
        ("libre", reply({"error": "a\x1b[31m\nb\u202e" + "c" * 5000}, 403), r"\(a \[31m b c+\)"),
    ],
)
def test_lasting_trouble_is_one_line(
    name: str, answer: Reply, message: str, service: Callable[..., Service]
) -> None:
    service(name, lambda _: answer)
    with pytest.raises(EngineError, match=message) as caught:
        translated(engine(name, backoff=0.001), ["가격이 올랐다."])
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400


@pytest.mark.parametrize("status", [400, 413, 422])
@pytest.mark.parametrize("place", [0, 7, 29])
def test_one_text_that_a_service_refuses_does_not_end_the_others(
    place: int, status: int, service: Callable[..., Service]
) -> None:
    def choosy(call: Call) -> Reply:
        if any("금지" in text for text in call.json["q"]):
            return reply({"error": "Content not allowed"}, status)
        return reply({"translatedText": [f"No. {text.split()[0]}" for text in call.json["q"]]})

    asked = service("libre", choosy)
    sentence = "번 공장은 내년 봄에 문을 열 예정이며 지역 주민 삼백 명을 뽑는다고 한다."
    texts = [f"{n} {sentence}{' 금지된 말이다.' if n == place else ''}" for n in range(30)]
    libre = engine("libre")
    answers = translated(libre, texts)
    assert [answer.text for answer in answers] == ["" if n == place else f"No. {n}" for n in range(30)]
    assert not answers[place].complete and "Content not allowed" in answers[place].reason
    before = len(asked.calls)
    translated(libre, [" ".join(texts[:place] + texts[place + 1 :])])
    assert len(asked.calls) == before + 1  # refused for what it said, so requests need not be shorter


def test_the_rest_of_an_article_is_translated_where_a_service_refuses_a_sentence(
    service: Callable[..., Service], tmp_path: Path
) -> None:
    def choosy(call: Call) -> Reply:
        if any("공장" in text for text in call.json["q"]):
            return reply({"error": "Content not allowed"}, 400)
        return reply({"translatedText": [ENGLISH.get(text, "New.") for text in call.json["q"]]})

    asked = service("libre", choosy)
    text = "가격이 올랐다. 새 공장을 짓는다. 회의는 월요일에 열린다."
    with Memory(tmp_path / "memory.db") as memory:
        first, refused, last = Translator("libre", memory=memory).translate(text).segments
        assert (first.target, last.target) == ("Prices rose.", "The meeting takes place on Monday.")
        assert refused.target == "" and [check.code for check in refused.checks] == ["empty", "incomplete"]
        assert refused.checks[1].message.endswith(": libre refused with status 400 (Content not allowed)")
        # The next run asks again, and for this sentence alone.
        asked.answer, before = libre, len(asked.calls)
        again = list(Translator("libre", memory=memory).translate(text).segments)
        assert [segment.target for segment in again] == [ENGLISH[segment.source] for segment in again]
        assert [call.json["q"] for call in asked.calls[before:]] == [["새 공장을 짓는다."]]


def test_a_sentence_of_which_a_part_is_refused_says_so_and_is_asked_again(
    service: Callable[..., Service], tmp_path: Path
) -> None:
    def choosy(call: Call) -> Reply:
        if any("무기" in text for text in call.json["q"]):
            return reply({"error": "Content not allowed"}, 400)
        return reply({"translatedText": ["Prices rose 12% in March," for _ in call.json["q"]]})

    asked = service("libre", choosy)
    english = "Raw material prices rose 12% in March, but arms makers are building new plants."
    text = "원자재 가격이 3월에 12% 올랐지만, 무기를 만드는 회사들은 공장을 새로 짓는다."
    with Memory(tmp_path / "memory.db") as memory:
        (half,) = Translator("libre", memory=memory).translate(text).segments
        assert half.target is not None and "Prices rose 12%" in half.target
        (error,) = (check for check in half.checks if check.level is Level.ERROR)
        assert error.code == "incomplete" and error.message.endswith(" status 400 (Content not allowed)")
        asked.answer = lambda call: reply({"translatedText": [english for _ in call.json["q"]]})
        (whole,) = Translator("libre", memory=memory).translate(text).segments
        assert whole.target == english and not whole.checks


def test_nobody_listens(service: Callable[..., Service], monkeypatch: pytest.MonkeyPatch) -> None:
    service("libre", libre)
    monkeypatch.setenv("YONGEO_LIBRE_URL", "http://127.0.0.1:9")
    with pytest.raises(EngineError, match="no connection to libre"):
        translated(engine("libre", backoff=0.001), ["가격이 올랐다."])


def test_silence_ends(service: Callable[..., Service]) -> None:
    release = threading.Event()
    service("google", lambda _: (release.wait(20), reply({}))[1])
    start = time.monotonic()
    with pytest.raises(EngineError, match=r"google did not answer within 0\.1 seconds"):
        translated(engine("google", timeout=0.1, backoff=0.001), ["가격이 올랐다."])
    assert time.monotonic() - start < 10
    release.set()


def test_a_text_without_an_answer_is_never_passed_off_as_english(service: Callable[..., Service]) -> None:
    def half(call: Call) -> Reply:
        answers = {
            "가격이 올랐다.": None,
            "새 공장을 짓는다.": "새 공장을 짓는다.",
            "회의는 월요일에 열린다.": "Monday.",
        }
        return reply({"translatedText": [answers[text] for text in call.json["q"]]})

    service("libre", half)
    answers = translated(engine("libre"), list(ENGLISH))
    assert answers == [Hypothesis("Monday."), Hypothesis("", complete=False), Hypothesis("", complete=False)]


def test_half_an_answer_is_asked_again_text_by_text(service: Callable[..., Service]) -> None:
    def half(call: Call) -> Reply:
        texts = call.json["q"]
        return reply({"translatedText": [ENGLISH[text] for text in texts[: max(1, len(texts) // 2)]]})

    service("libre", half)
    assert [answer.text for answer in translated(engine("libre"), list(ENGLISH))] == list(ENGLISH.values())


@pytest.mark.parametrize("text", ["…", "▲", "!!!!", "", "  ", "☕️"])
def test_what_has_no_words_is_not_sent(text: str, service: Callable[..., Service]) -> None:
    asked = service("google", google)
    assert translated(engine("google"), [text])[0] == Hypothesis(text)
    assert not asked.calls


def test_hostile_answers_are_only_text(service: Callable[..., Service]) -> None:
    nasty = "<script>alert(1)</script> ⟦1⟧ \\1 {0} %s <p9>"
    service("libre", lambda call: reply({"translatedText": [nasty for _ in call.json["q"]]}))
    assert translated(engine("libre"), ["가격이 올랐다."])[0].text == nasty


# --- keys -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(name for name in BEHAVED if SERVICES[name].keys))
@pytest.mark.parametrize("echo", [403, 0], ids=["echoes-the-key", "hangs-up"])
def test_no_key_in_errors(name: str, echo: int, service: Callable[..., Service]) -> None:
    service(name, lambda _: reply({"error": f"bad key {SECRET}"}, echo))
    made = engine(name, backoff=0.001)
    made._transport.rate = 1000
    with pytest.raises(EngineError) as caught:
        translated(made, ["가격이 올랐다."])
    shown = "".join(traceback.format_exception(caught.value)) + repr(made) + repr(made._settings)
    assert SECRET not in shown + made.fingerprint + repr(made._transport)


@pytest.mark.parametrize("name", ["deepl", "papago", "microsoft", "baidu"])
def test_a_missing_key_names_variable_and_file(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for key in SERVICES[name].keys:
        for variable in key.environment:
            monkeypatch.delenv(variable, raising=False)
    with pytest.raises(EngineError) as caught:
        engine(name)
    assert SERVICES[name].keys[0].environment[0] in str(caught.value)
    assert str(tmp_path / "yongeo" / "config.toml") in str(caught.value)


def test_keys_and_limits_from_the_configuration_file(
    service: Callable[..., Service], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = service("deepl", deepl)
    monkeypatch.delenv("DEEPL_API_KEY")
    monkeypatch.delenv("YONGEO_DEEPL_URL")
    file = tmp_path / "yongeo" / "config.toml"
    file.parent.mkdir()
    file.write_text(
        f'[engines.deepl]\napi_key = "{SECRET}"\nurl = "{asked.url}/"\nlongest = 20\n', encoding="utf-8"
    )
    assert translated(engine("deepl"), ["가격이 올랐다. 새 공장을 짓는다."])[0].text == (
        "Prices rose. It is building a new factory."
    )
    assert engine("deepl").longest == 20


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"[engines.deepl\napi_key = '{SECRET}'", "not a valid TOML file"),
        ("[engines]\ndeepl = 3", "must be a table"),
        ("[engines.deepl]\napi_key = 5", "must be a string"),
        (f"[engines.deepl]\napi_key = '{SECRET}'\nrate = 'fast'", "rate must be"),
        (f"[engines.deepl]\napi_key = '{SECRET}'\nlongest = true", "longest must be"),
        (f"[engines.deepl]\napi_key = '{SECRET}'\nurl = 'file:///etc/passwd'", "must begin with http"),
        (
            f"[engines.deepl]\napi_key = '{SECRET}'\nurl = 'http://me:{SECRET}@host'",
            "must not hold a user name",
        ),
        (
            f"[engines.deepl]\napi_key = '{SECRET}\\r\\nX-Evil: 1'".replace("'", '"'),
            "characters that no key has",
        ),
    ],
)
def test_a_wrong_configuration_file_is_one_line_without_the_key(
    content: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    file = tmp_path / "yongeo" / "config.toml"
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    with pytest.raises(EngineError, match=message) as caught:
        engine("deepl")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_free_and_paid_deepl_keys_have_their_own_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("DEEPL_API_KEY", "abc:fx")
    assert "api-free.deepl.com" in engine("deepl").fingerprint
    monkeypatch.setenv("DEEPL_API_KEY", "abc")
    assert "api.deepl.com" in engine("deepl").fingerprint


@pytest.mark.parametrize("name", ["yandex", "qcri", "pons", "linguee", "chatgpt", "babelfish"])
def test_what_cannot_be_used_says_why(name: str) -> None:
    with pytest.raises(EngineError, match="take google, deepl"):
        engine(name)


def test_deep_translator_itself_stays_as_it_is(service: Callable[..., Service]) -> None:
    import deep_translator.google
    import requests

    service("google", google)
    translated(engine("google"), ["가격이 올랐다."])
    assert deep_translator.google.requests is requests
