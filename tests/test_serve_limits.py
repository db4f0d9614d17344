"""Limits, keys and origins of the server; many clients at once; a graceful end."""

from __future__ import annotations

import gc
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from online_services import Service, reply
from serving import served

from translate.engines import Hypothesis
from translate.engines.copy import CopyEngine
from translate.engines.online import engine as online_engine
from translate.errors import EngineError
from translate.serve.limits import Limits

YONGEO = (sys.executable, "-c", "from translate.commands import main; main()")


class SlowEngine(CopyEngine):
    """Copies, but takes its time over each call and counts them; refuses the word 고장."""

    def __init__(self, seconds: float = 0.3) -> None:
        self.seconds = seconds
        self.calls: list[int] = []

    def translate(
        self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        self.calls.append(len(texts))
        time.sleep(self.seconds)
        if any("고장" in text for text in texts):
            raise EngineError("the engine is broken")
        for number, text in enumerate(texts):
            yield number, [Hypothesis(re.sub("[가-힣]", "x", text))]


# --- size, rate, time ---------------------------------------------------------------------------------------


def test_a_body_that_is_too_large_is_refused_before_it_is_read() -> None:
    with served(limits=Limits(bytes=10_000, file_bytes=90_000)) as client:
        answer = client.post("/translate", json={"q": "가" * 20_000, "target": "en"})
        assert (answer.status_code, "10,000 bytes" in answer.json()["error"]) == (413, True)
        for size, status in ((80_000, 200), (100_000, 413)):
            files = {"file": ("a.txt", b"0123456789\n" * (size // 11))}
            assert client.post("/translate_file", data={"target": "en"}, files=files).status_code == status
        chunked = client.post("/translate", data=(b"x" * 1000 for _ in range(100)))
        assert chunked.status_code == 413
        with socket.create_connection(("127.0.0.1", int(client.url.rsplit(":", 1)[1]))) as connection:
            connection.sendall(
                b"POST /translate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"
            )
            assert connection.recv(4096).startswith(b"HTTP/1.1 413")
        assert client.translate("가")["translatedText"] == "가"


def test_rate_is_by_client_and_says_when_to_come_back() -> None:
    with served(limits=Limits(rate=5)) as client:
        statuses = [client.get("/languages").status_code for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2
        answer = client.get("/languages")
        assert 1 <= int(answer.headers["Retry-After"]) <= 13
        assert answer.json()["error"] == "more than 5 requests a minute"
        assert client.get("/health").status_code == 200


def test_a_request_that_takes_too_long_is_ended_and_the_server_goes_on() -> None:
    with served(engine=SlowEngine(1.0), limits=Limits(seconds=0.3)) as client:
        assert client.post("/translate", json={"q": "가", "target": "en"}).status_code == 504
        assert client.get("/health").status_code == 200


def test_what_goes_wrong_when_nobody_waits_any_more_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with served(engine=SlowEngine(1.0), limits=Limits(seconds=0.3)) as client:
        assert client.post("/translate", json={"q": "고장", "target": "en"}).status_code == 504
    gc.collect()
    assert not [record for record in caplog.records if record.name == "asyncio"]


def test_too_many_waiting_requests_are_told_so() -> None:
    with served(engine=SlowEngine(1.0), limits=Limits(waiting=2)) as client, ThreadPoolExecutor(12) as pool:
        answers = list(
            pool.map(lambda n: client.post("/translate", json={"q": f"가{n}", "target": "en"}), range(12))
        )
    assert {answer.status_code for answer in answers} == {200, 503}
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 503)


# --- keys and origins ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({}, 403),
        ({"json": {"api_key": "wrong"}}, 403),
        ({"json": {"api_key": "키"}}, 403),
        ({"json": {"api_key": None}}, 403),
        ({"json": {"api_key": "second"}}, 200),
        ({"headers": {"Authorization": "Bearer first"}}, 200),
        ({"headers": {"Authorization": "DeepL-Auth-Key second"}}, 200),
        ({"headers": {"Authorization": "Basic first"}}, 403),
        ({"headers": {"Authorization": "Bearer "}}, 403),
    ],
)
def test_keys(request_: dict, status: int) -> None:
    with served(keys=["first", "second"]) as client:
        body = {"q": "가", "target": "en", **request_.pop("json", {})}
        assert client.post("/translate", json=body, **request_).status_code == status


@pytest.mark.parametrize("path", ["/glossaries", "/glossaries/x", "/metrics", "/v2/usage", "/v2/glossaries"])
def test_what_needs_a_key(path: str) -> None:
    with served(keys=["first"]) as client:
        assert client.get(path).status_code == 403
        assert client.get(path, headers={"Authorization": "Bearer first"}).status_code in (200, 404)
        for free in ("/", "/health", "/languages", "/frontend/settings", "/openapi.json"):
            assert client.get(free).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:5000"}, 200),
        ({"Host": "evil.invalid"}, 421),
        ({"Host": "localhost.evil.invalid"}, 421),
        ({"Host": "evil.invalid:localhost"}, 421),
        ({"Host": "127.0.0.1.evil.invalid:5000"}, 421),
        ({"Origin": "http://evil.invalid"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:5000", "Host": "localhost:5000"}, 200),
    ],
)
def test_foreign_pages_and_names_are_turned_away(headers: dict, status: int) -> None:
    with served() as client:
        answer = client.get("/languages", headers=headers)
        assert answer.status_code == status
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_cors_for_named_origins_only() -> None:
    with served(cors=["https://friend.invalid"]) as client:
        friend = client.get("/languages", headers={"Origin": "https://friend.invalid"})
        assert friend.headers["Access-Control-Allow-Origin"] == "https://friend.invalid"
        preflight = requests.options(
            client.url + "/translate",
            headers={
                "Origin": "https://friend.invalid",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type",
            },
            timeout=10,
        )
        assert preflight.status_code == 200
        assert client.get("/languages", headers={"Origin": "https://evil.invalid"}).status_code == 403
        assert client.get("/languages", headers={"Host": "friend.invalid"}).status_code == 200
        assert client.get("/languages", headers={"Host": "evil.invalid"}).status_code == 421


# --- many at once -------------------------------------------------------------------------------------------


def test_a_thousand_requests_at_once_lose_nothing() -> None:
    texts = [f"문장 {number}번은 한올전자를 말한다." for number in range(1000)]
    with served() as client, ThreadPoolExecutor(200) as pool:

        def ask(number: int) -> str:
            answer = client.translate(texts[number], glossary={"한올전자": "Hanol"} if number % 2 else None)
            text: str = answer["translatedText"]
            return text

        answers = list(pool.map(ask, range(1000)))
    assert answers == [
        text.replace("한올전자", "Hanol ") if number % 2 else text for number, text in enumerate(texts)
    ]


def test_requests_that_come_together_are_decoded_together() -> None:
    engine = SlowEngine(0.2)
    with served(engine=engine) as client, ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda n: client.translate(f"가나 {n % 6}")["translatedText"], range(24)))
        assert answers == [f"xx {n % 6}" for n in range(24)]
    assert len(engine.calls) <= 8


def test_other_answers_come_while_the_engine_works() -> None:
    with served(engine=SlowEngine(1.5)) as client, ThreadPoolExecutor(4) as pool:
        work = [pool.submit(client.translate, f"가 {number}") for number in range(3)]
        time.sleep(0.2)
        begin = time.monotonic()
        assert client.get("/languages").status_code == client.get("/health").status_code == 200
        assert time.monotonic() - begin < 1
        assert all(one.result()["translatedText"] for one in work)


def test_a_client_that_goes_away_costs_nothing() -> None:
    engine = SlowEngine(0.5)
    with served(engine=engine) as client:
        port = int(client.url.rsplit(":", 1)[1])
        body = json.dumps({"q": "가", "target": "en"}).encode()
        head = b"POST /translate HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
        first = threading.Thread(target=client.translate, args=("나",))
        first.start()
        time.sleep(0.2)  # the engine is busy: these wait, and leave
        for _ in range(5):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(head % len(body) + body)
                time.sleep(0.02)
        first.join()
        assert client.translate("다")["translatedText"] == "x"
    assert sum(engine.calls) <= 2 + 1


def test_one_requests_trouble_is_not_that_of_others() -> None:
    with served(engine=SlowEngine(0.2)) as client, ThreadPoolExecutor(4) as pool:
        words = ["가", "고장", "나", "다"]
        answers = list(
            pool.map(lambda word: client.post("/translate", json={"q": word, "target": "en"}), words)
        )
    assert [answer.status_code for answer in answers] == [200, 503, 200, 200]
    assert answers[1].json() == {"error": "the engine is broken"}


def test_clients_that_went_away_are_not_tried_again() -> None:
    engine = SlowEngine(0.5)
    with served(engine=engine) as client, ThreadPoolExecutor(2) as pool:
        port = int(client.url.rsplit(":", 1)[1])
        body = json.dumps({"q": "가", "target": "en"}).encode()
        busy = pool.submit(client.translate, "나")
        time.sleep(0.2)  # the engine is busy: these wait, and leave while they are decoded together
        broken = pool.submit(client.post, "/translate", json={"q": "고장", "target": "en"})
        leaving = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
        for connection in leaving:
            head = b"POST /translate HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            connection.sendall(head % len(body) + body)
        busy.result()
        time.sleep(0.2)
        for connection in leaving:
            connection.close()
        assert broken.result().status_code == 503
        assert client.translate("다")["translatedText"] == "x"
    assert engine.calls == [1, 2, 1, 1]  # identical texts decode once


@pytest.mark.parametrize("status", [0, 401, 403, 429, 500, 503])
@pytest.mark.parametrize("glossaries", [1, 12])
def test_a_service_that_is_down_is_told_to_all_who_wait(
    status: int, glossaries: int, service: Callable[..., Service]
) -> None:
    def answer(call: object) -> tuple[int, dict[str, str], bytes]:
        time.sleep(0.1)
        return reply({"error": "no"}, status, Retry_After="0")

    down = service("libre", answer)
    engine = online_engine("libre", backoff=0.01)
    with served(engine=engine) as client, ThreadPoolExecutor(12) as pool:

        def status_of(number: int) -> int:
            glossary = {f"용어{number % glossaries}": "term"}
            body = {"q": f"회의 {number}", "target": "en", "glossary": glossary}
            return client.post("/translate", json=body).status_code

        assert list(pool.map(status_of, range(12))) == [503] * 12
    attempts = 1 if status in (401, 403) else 5
    assert len(down.calls) <= 4 * attempts  # what came before the first was refused, and the rest


# --- figures and logs ---------------------------------------------------------------------------------------


def test_metrics_count_requests_characters_and_pins() -> None:
    with served() as client:
        client.translate("한올전자", glossary={"한올전자": "Hanol"})
        client.get("/nowhere/비밀")
        figures = client.get("/metrics").text
    assert 'yongeo_requests_total{method="POST",route="/translate",status="200"} 1.0' in figures
    assert 'yongeo_requests_total{method="GET",route="other",status="404"} 1.0' in figures
    assert "yongeo_characters_total 4.0" in figures
    assert 'yongeo_pins_total{how="marker"} 1.0' in figures
    assert "비밀" not in figures


class Process:
    """The real command."""

    def __init__(self, *arguments: str, log: Path) -> None:
        self.log = log
        self.process = subprocess.Popen(
            [*YONGEO, "serve", "--engine", "copy", "--port", "0", *arguments],
            stderr=log.open("wb"),
        )
        for _ in range(600):
            found = re.search(r"listening on (http://\S+?)/\s", log.read_text())
            if found or self.process.poll() is not None:
                break
            time.sleep(0.05)
        assert found, log.read_text()
        self.url = found[1].replace("0.0.0.0", "127.0.0.1")


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    made = Process(log=tmp_path / "log")
    yield made
    made.process.kill()
    made.process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_in_hand_is_finished_at_the_end(number: signal.Signals, process: Process) -> None:
    body = {"q": [f"문장 {one}번은 길고 길다." for one in range(900)], "target": "en"}
    with ThreadPoolExecutor(1) as pool:
        assert requests.get(process.url + "/health", timeout=30).json() == {"status": "ok"}
        answer = pool.submit(requests.post, process.url + "/translate", json=body, timeout=60)
        time.sleep(0.3)
        process.process.send_signal(number)
        assert len(answer.result().json()["translatedText"]) == 900
    assert process.process.wait(20) == 0
    lines = process.log.read_text().splitlines()
    assert json.loads(lines[-1])["event"]
    assert not [line for line in lines if "Traceback" in line]


def test_logs_are_json_without_texts(process: Process) -> None:
    requests.post(
        process.url + "/translate",
        json={"q": "아주 비밀", "target": "en", "glossary": {"비밀": "Secret"}},
        timeout=60,
    )
    requests.post(process.url + "/translate?q=비밀", data=b"{", timeout=60)
    process.process.terminate()
    process.process.wait(20)
    text = process.log.read_text()
    events = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    requested = [event for event in events if event["event"] == "request"]
    assert [(one["route"], one["status"]) for one in requested] == [("/translate", 200), ("/translate", 400)]
    assert "비밀" not in text and "Secret" not in text


@pytest.mark.slow
def test_memory_does_not_grow(process: Process) -> None:
    def resident() -> int:
        status = Path(f"/proc/{process.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])  # type: ignore[index]

    sizes = []
    for number in range(601):
        text = f"{number}번째 소식이다. " + "한올전자는 새 공장을 짓는다고 밝혔다. " * 20
        glossary = {"한올전자": f"Hanol {number}"}
        requests.post(
            process.url + "/translate", json={"q": text, "target": "en", "glossary": glossary}, timeout=60
        )
        if number in (100, 600):
            sizes.append(resident())
    assert sizes[1] - sizes[0] < 50_000


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*YONGEO, "serve", "--engine", "copy", "--port", str(port)],
            capture_output=True,
            text=True,
            env={**os.environ, "YONGEO_API_KEY": "topsecret"},
        )
    assert done.returncode == 1
    assert (
        done.stderr
        == f"yongeo: cannot listen on 127.0.0.1:{port} (Address already in use); take another --port\n"
    )


def test_an_open_door_is_announced(tmp_path: Path) -> None:
    made = Process("--host", "0.0.0.0", log=tmp_path / "log")
    made.process.terminate()
    made.process.wait(20)
    assert "yongeo: 0.0.0.0 can be reached from elsewhere, and no --api-key is set" in made.log.read_text()


def test_keys_of_a_file_as_editors_on_windows_save_it(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes("\ufefffirst\r\nsecond\r\n".encode())
    made = Process("--api-key-file", str(tmp_path / "keys"), log=tmp_path / "log")
    answers = [
        requests.get(made.url + "/v2/usage", headers={"Authorization": f"Bearer {key}"}, timeout=30)
        for key in ("first", "second", "third")
    ]
    made.process.terminate()
    made.process.wait(20)
    assert [answer.status_code for answer in answers] == [200, 200, 403]


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["--api-key-file", "keys"], None),
        (["--api-key", ""], None),
        (["--api-key", " "], "secret"),
        (["--api-key", "", "--api-key-file", "keys"], None),
        ([], ""),
        ([], " "),
    ],
)
def test_keys_that_are_asked_for_but_not_there_do_not_open_the_server(
    arguments: list[str], variable: str | None, tmp_path: Path
) -> None:
    (tmp_path / "keys").write_bytes("\ufeff\r\n \r\n".encode())
    environment = {**os.environ} if variable is None else {**os.environ, "YONGEO_API_KEY": variable}
    done = subprocess.run(
        [*YONGEO, "serve", "--engine", "copy", "--port", "0", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=20,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "yongeo: no key in --api-key, --api-key-file or YONGEO_API_KEY; "
        "give one, or leave them all out to serve everybody\n",
    )
