"""Local servers that behave like the online services, and the fixture that starts them."""

from __future__ import annotations

import html
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from translate.engines import Hypothesis
from translate.engines.online import SERVICES, OnlineEngine

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
