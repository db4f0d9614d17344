"""Online engines against local servers that behave, and misbehave, like the services."""

from __future__ import annotations

import html
import json
import re
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from glossary.entry import Entry, Glossary
from translate.commands import main
from translate.document import Level
from translate.engines import Hypothesis
from translate.engines.online import SERVICES, OnlineEngine, engine
from translate.engines.online.wire import DEEPL, NOTRANSLATE, cut
from translate.errors import EngineError
from translate.pipeline import Translator

SECRET = "geheim-4711-" + "k" * 20

ENGLISH = {
    "회의는 월요일에 열린다.": "The meeting takes place on Monday.",
    "가격이 올랐다.": "Prices rose.",
    "새 공장을 짓는다.": "It is building a new factory.",
}


@dataclass(frozen=True)
class Call:
    """One request as a server saw it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str
    moment: float

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body))

    @property
    def json(self) -> dict:
        return json.loads(self.body)


Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Service:
    """A server that answers by a function of the call; the function may be changed between requests."""

    answer: Callable[[Call], Reply]
    calls: list[Call] = field(default_factory=list)
    url: str = ""


def reply(value: object, status: int = 200, **headers: str) -> Reply:
    body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return status, {name.replace("_", "-"): text for name, text in headers.items()}, body


def english(text: str) -> str:
    for korean, rendering in ENGLISH.items():
        text = text.replace(korean, rendering)
    return text


def translated(engine: OnlineEngine, texts: list[str]) -> list[Hypothesis]:
    found = {number: hypotheses[0] for number, hypotheses in engine.translate(texts)}
    return [found[number] for number in range(len(texts))]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Service]]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for known in SERVICES.values():
        for key in known.keys:
            for name in key.environment:
                monkeypatch.delenv(name, raising=False)
    servers = []

    def start(name: str, answer: Callable[[Call], Reply]) -> Service:
        made = Service(answer)

        class Handler(BaseHTTPRequestHandler):
            def _do(self) -> None:
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                headers = {key.lower(): value for key, value in self.headers.items()}
                call = Call(
                    self.command, parts.path, dict(parse_qsl(parts.query)), headers, body, time.monotonic()
                )
                made.calls.append(call)
                status, extra, content = made.answer(call)
                if status == 0:  # hang up without a word
                    return
                self.send_response(status)
                for key, value in extra.items():
                    self.send_header(key, value)
                if "Content-Length" not in extra:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = _do

            def log_message(self, *_: object) -> None: ...

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.handle_error = lambda *_: None  # a client that goes away is part of the tests
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        made.url = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv(f"YONGEO_{name.upper()}_URL", made.url)
        for key in SERVICES[name].keys:
            monkeypatch.setenv(key.environment[0], SECRET)
        return made

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


# --- services that behave ---------------------------------------------------------------------------------


def google(call: Call) -> Reply:
    assert (call.path, call.query["sl"], call.query["tl"]) == ("/m", "ko", "en")
    page = f'<html><div class="result-container">{html.escape(english(call.query["q"]))}</div></html>'
    return reply(page.encode())


def deepl(call: Call) -> Reply:
    assert (call.method, call.path) == ("POST", "/v2/translate")
    assert call.headers["authorization"] == f"DeepL-Auth-Key {SECRET}"
    asked = call.json
    assert (asked["source_lang"], asked["target_lang"], asked["tag_handling"]) == ("KO", "EN-US", "xml")
    texts = [
        re.sub(r"<p\d+>[^<]*</p\d+>|[^<]+", lambda part: english(part[0]), text) for text in asked["text"]
    ]
    return reply({"translations": [{"detected_source_language": "KO", "text": text} for text in texts]})


def papago(call: Call) -> Reply:
    assert call.headers["x-ncp-apigw-api-key-id"] == call.headers["x-ncp-apigw-api-key"] == SECRET
    assert (call.form["source"], call.form["target"]) == ("ko", "en")
    return reply({"message": {"result": {"translatedText": english(call.form["text"])}}})


def microsoft(call: Call) -> Reply:
    if call.path == "/languages":
        return reply({"translation": {"ko": {"name": "Korean"}, "en": {"name": "English"}}})
    assert (call.path, call.query["textType"], call.query["api-version"]) == ("/translate", "html", "3.0")
    assert (call.query["from"], call.query["to"]) == ("ko", "en")
    assert call.headers["ocp-apim-subscription-key"] == call.headers["ocp-apim-subscription-region"] == SECRET
    return reply(
        [{"translations": [{"text": english(item["Text"]), "to": "en"}]} for item in json.loads(call.body)]
    )


def mymemory(call: Call) -> Reply:
    assert (call.path, call.query["langpair"], call.query["de"]) == ("/get", "ko-KR|en-US", SECRET)
    assert len(call.query["q"].encode()) <= 500
    return reply({"responseData": {"translatedText": english(call.query["q"])}, "responseStatus": 200})


def libre(call: Call) -> Reply:
    asked = call.json
    assert (call.path, asked["source"], asked["target"], asked["format"]) == (
        "/translate",
        "ko",
        "en",
        "text",
    )
    return reply({"translatedText": [english(text) for text in asked["q"]]})


def baidu(call: Call) -> Reply:
    assert (call.query["from"], call.query["to"], call.query["appid"]) == ("kor", "en", SECRET)
    return reply({"trans_result": [{"src": call.query["q"], "dst": english(call.query["q"])}]})


BEHAVED = {
    "google": google,
    "deepl": deepl,
    "papago": papago,
    "microsoft": microsoft,
    "mymemory": mymemory,
    "libre": libre,
    "baidu": baidu,
}


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


def test_a_pin_longer_than_a_server_takes_is_an_error_and_no_endless_search(
    service: Callable[..., Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "k")

    def limited(call: Call) -> Reply:
        if sum(map(len, call.json["text"])) > 100:
            return reply({"message": "too long"}, 413)
        return reply({"translations": [{"text": text} for text in call.json["text"]]})

    service("deepl", limited)
    text = f"주소는 <p1>https://example.com/{'a' * 200}</p1>이다."
    with pytest.raises(EngineError, match="deepl refused with status 413"):
        translated(engine("deepl"), [text])


def test_no_cut_inside_a_pin() -> None:
    text = "가" * 15 + "<p1>Bank of Korea. Yes. No</p1>은 밝혔다."
    assert cut(text, 40, len) == ["가" * 15, "<p1>Bank of Korea. Yes. No</p1>은 밝혔다."]


def test_mymemory_is_measured_in_bytes(service: Callable[..., Service]) -> None:
    asked = service("mymemory", mymemory)
    text = " ".join(f"{number} 가격이 올랐다." for number in range(50))
    assert engine("mymemory").length("가나") == 6
    translated(engine("mymemory"), [text])
    assert len(asked.calls) >= 3


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
