"""The API of LibreTranslate, asked by real clients."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from deep_translator import LibreTranslator
from serving import Client, served

from translate.commands import main
from translate.engines.choose import engine_for
from translate.engines.online import engine
from translate.formats import text as text_format
from translate.pipeline import Translator
from translate.serve.files import Downloads

GLOSSARY = """\
version: 1
entries:
  - {source: 한올전자, target: Hanol Electronics}
  - {source: 생성형 AI, target: generative AI, variants: [생성형 인공지능], case: sentence}
"""
ARTICLE = (
    "한올전자, 새 공장 짓는다\n\n"
    "한올전자는 내년 봄 서산에 공장을 짓는다고 27일 밝혔다. 투자액은 100억달러다.\n\n"
    "김도윤 대표는 “생성형 인공지능 수요가 빠르게 늘고 있다”고 말했다.\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("glossaries")
    (folder / "hanol.yaml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "broken.yaml").write_text("entries: [{source: 가}]", encoding="utf-8")
    (folder.parent / "secret.yaml").write_text("{비밀: secret}", encoding="utf-8")
    with served(folder=folder) as client:
        yield client


def test_deep_translator_is_a_client(server: Client) -> None:
    client = LibreTranslator(source="ko", target="en", api_key="unused", custom_url=server.url + "/")
    assert client.translate("WWDC 2026") == "WWDC 2026"
    assert client.translate_batch(["첫째", "둘째"]) == ["첫째", "둘째"]


def test_our_own_online_engine_is_a_client(server: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YONGEO_LIBRE_URL", server.url)
    sentences = ["첫째 문장이다.", "둘째 문장이다 & <b>."]
    assert [answer[1][0].text for answer in engine("libre").translate(["WWDC", "A&B <c>"])] == [
        "WWDC",
        "A&B <c>",
    ]
    assert [one[1][0].complete for one in engine("libre").translate(sentences)] == [
        False,
        False,
    ]  # Korean came back


def test_a_text_and_a_list(server: Client) -> None:
    assert server.translate("안녕하세요.")["translatedText"] == "안녕하세요."
    assert server.translate(["하나.", "둘.", "하나."])["translatedText"] == ["하나.", "둘.", "하나."]
    assert server.translate([])["translatedText"] == []


def test_form_and_query_are_read_too(server: Client) -> None:
    fields = {
        "q": "한올전자는 크다.",
        "source": "ko",
        "target": "en",
        "glossary": "한올전자: Hanol",
        "alternatives": "3",
    }
    requests = (
        {"data": fields},
        {"files": {name: (None, value) for name, value in fields.items()}},
        {"params": fields},
    )
    for request in requests:
        answer = server.post("/translate", **request).json()
        assert (answer["translatedText"], answer["alternatives"]) == ("Hanol 는 크다.", [])


@pytest.mark.parametrize(
    "glossary",
    [
        "hanol",
        "hanol.yaml",
        {"한올전자": "Hanol Electronics"},
        {"terms": {"한올전자": "Hanol Electronics"}},
        {"entries": [{"source": "한올전자", "target": "Hanol Electronics"}]},
        [{"source": "한올전자", "target": "Hanol Electronics"}],
        "한올전자: Hanol Electronics\n",
        GLOSSARY,
    ],
)
def test_a_glossary_by_name_or_inline(glossary: object, server: Client) -> None:
    answer = server.translate("한올전자는 크다.", glossary=glossary)
    assert answer["translatedText"].startswith("Hanol Electronics")
    (pin,) = answer["pins"]
    assert pin == {
        "source": "한올전자",
        "target": "Hanol Electronics",
        "surface": "한올전자",
        "start": 0,
        "end": 4,
        "tstart": 0,
        "tend": 17,
        "how": "marker",
    }


def test_pins_have_their_place_in_the_whole_text(server: Client) -> None:
    answer = server.translate("첫 줄 😆이다.\n\n" + ARTICLE, glossary="hanol")
    pins = [pin for pin in answer["pins"] if pin["source"] in ("한올전자", "생성형 AI")]
    assert [pin["surface"] for pin in pins] == ["한올전자", "한올전자", "생성형 인공지능"]
    for pin in pins:
        assert ("첫 줄 😆이다.\n\n" + ARTICLE)[pin["start"] : pin["end"]] == pin["surface"]
        assert answer["translatedText"][pin["tstart"] : pin["tend"]].lower() == pin["target"].lower()


def test_the_english_is_that_of_the_command_line(server: Client) -> None:
    document = Translator("copy").translate(ARTICLE, None)
    assert server.translate(ARTICLE)["translatedText"] == text_format.write(document).decode()


def test_many_at_once_get_the_english_of_the_command_line(tiny_generator: Path, tmp_path: Path) -> None:
    articles = [f"한올전자는 {number}번째 공장을 짓는다고 밝혔다.\n" for number in range(12)]
    (tmp_path / "terms.yaml").write_text(GLOSSARY, encoding="utf-8")
    for number, article in enumerate(articles):
        (tmp_path / f"{number}.txt").write_text(article, encoding="utf-8")
    arguments = ["translate", *(str(tmp_path / f"{number}.txt") for number in range(12))]
    arguments += [
        "-d",
        str(tmp_path / "english"),
        "-g",
        str(tmp_path / "terms.yaml"),
        "--memory",
        "none",
        "-q",
    ]
    done = CliRunner().invoke(main, [*arguments, "--model", str(tiny_generator)])
    assert done.exit_code == 0, done.output
    with (
        served(engine=engine_for("local", tiny_generator), folder=tmp_path) as client,
        ThreadPoolExecutor(12) as pool,
    ):
        answers = list(pool.map(lambda text: client.translate(text, glossary="terms"), articles * 2))
    assert [answer["translatedText"] for answer in answers] == [
        (tmp_path / "english" / f"{number}.txt").read_text(encoding="utf-8") for number in range(12)
    ] * 2
    assert all("Hanol Electronics" in answer["translatedText"] for answer in answers)


@pytest.mark.parametrize(
    "label", ["로그인", "등록", "…", "", "  ", "\n", "10%", "(주)", "2026.11.22", "저작권자 한결통신"]
)
def test_short_texts_come_back_translated_not_dropped(label: str, server: Client) -> None:
    assert server.translate(label)["translatedText"].strip() == label.strip()


def test_html_keeps_its_tags(server: Client) -> None:
    source = '<p>한올전자는 <b class="x">크다</b> &amp; 좋다.</p><code>한올전자</code>'
    answer = server.translate(source, format="html", glossary="hanol")
    assert answer["translatedText"].startswith("<p>Hanol Electronics")
    assert '<b class="x">크다</b> &amp; ' in answer["translatedText"]
    assert "<code>한올전자</code>" in answer["translatedText"]
    assert answer["pins"][0]["tstart"] is None


def test_markup_in_plain_text_is_text(server: Client) -> None:
    assert server.translate("a < b && <b>")["translatedText"] == "a < b && <b>"


@pytest.mark.parametrize("source", ["ko", "KO", "ko-KR", "ko_KR", "kor", "KOR", "auto", None])
@pytest.mark.parametrize("target", ["en", "EN", "en-US", "EN-GB", "eng"])
def test_codes_of_both_languages(source: str | None, target: str, server: Client) -> None:
    fields = {"q": "안녕", "target": target, **({"source": source} if source else {})}
    answer = server.post("/translate", json=fields).json()
    assert answer["translatedText"] == "안녕"
    assert ("detectedLanguage" in answer) == (source in ("auto", None))


@pytest.mark.parametrize(
    ("fields", "status", "message"),
    [
        ({}, 400, "q is missing"),
        ({"q": 3}, 400, "q must be a string or a list of strings"),
        ({"q": ["a", None]}, 400, "q must be"),
        ({"q": "가"}, 400, "target is missing"),
        ({"q": "가", "target": "ja"}, 400, "target must be en"),
        ({"q": "가", "target": "en", "source": "ja"}, 400, "source must be ko or auto"),
        ({"q": "가", "target": "en", "source": 7}, 400, "source must be a string"),
        ({"q": "가", "target": "en", "format": "pdf"}, 400, "format must be one of text, html"),
        ({"q": "가", "target": "en", "alternatives": -1}, 400, "alternatives must be"),
        ({"q": "가", "target": "en", "alternatives": "many"}, 400, "alternatives must be"),
        ({"q": "가", "target": "en", "glossary": 5}, 400, "glossary must be"),
        ({"q": "가", "target": "en", "glossary": "nothing"}, 404, "no such glossary"),
        ({"q": "가", "target": "en", "glossary": "../secret"}, 404, "no such glossary"),
        ({"q": "가", "target": "en", "glossary": "broken"}, 400, "target"),
        ({"q": "가", "target": "en", "glossary": {"나": ""}}, 400, "empty"),
        ({"q": "가", "target": "en", "glossary": {"나\ud800": "A"}}, 400, "U+D800"),
        ({"q": "가", "target": "en", "glossary": "나: \ud800"}, 400, "U+D800"),
        ({"q": "가", "target": "en", "glossary": "\ud800"}, 404, "no such glossary"),
        ({"q": "가", "target": "en", "glossary": "a: [b"}, 400, ""),
        ({"q": ["가"] * 1001, "target": "en"}, 400, "more than 1000 texts"),
        ({"q": "가" * 200_001, "target": "en"}, 413, "more than 200,000 characters"),
    ],
)
def test_wrong_requests_say_why(fields: dict, status: int, message: str, server: Client) -> None:
    answer = server.post("/translate", json=fields)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert message in answer.json()["error"]
    assert "Traceback" not in answer.text and "/tmp" not in answer.text


@pytest.mark.parametrize("name", ["source", "format", "alternatives", "segments", "glossary", "api_key"])
def test_null_is_as_good_as_nothing(name: str, server: Client) -> None:
    sent = {"q": "안녕 <b>.", "target": "en"}
    answer = server.post("/translate", json={**sent, name: None})
    assert (answer.status_code, answer.json()) == (200, server.post("/translate", json=sent).json())


def test_alternatives_are_none_however_many_are_asked_for(server: Client) -> None:
    assert server.translate("가", alternatives=10_000)["alternatives"] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status"),
    [
        ("GET", "/translate", b"", "application/json", 405),
        ("GET", "/nowhere", b"", "application/json", 404),
        ("POST", "/translate", b"{", "application/json", 400),
        ("POST", "/translate", b"[" * 100_000, "application/json", 400),
        ("POST", "/translate", b"[]", "application/json", 400),
        ("POST", "/translate", b'{"q": "\\ud800", "target": "en"}', "application/json", 400),
        ("POST", "/translate", b"\xff\xfe", "application/json", 400),
        ("POST", "/translate", b"<q/>", "text/xml", 415),
        ("POST", "/translate", b"--x\r\n", "multipart/form-data; boundary=x", 400),
        ("POST", "/translate", b"", "multipart/form-data", 400),
    ],
)
def test_every_error_is_json(
    method: str, path: str, body: bytes, kind: str, status: int, server: Client
) -> None:
    import requests

    answer = requests.request(
        method, server.url + path, data=body, headers={"Content-Type": kind}, timeout=30
    )
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]


@pytest.mark.parametrize(
    ("text", "language"), [("안녕하세요", "ko"), ("AI 폰", "ko"), ("Hello", "en"), ("…", "en"), ("", "en")]
)
def test_detect(text: str, language: str, server: Client) -> None:
    (found,) = server.post("/detect", json={"q": text}).json()
    assert found["language"] == language
    assert 0 <= found["confidence"] <= 100


def test_languages_settings_health(server: Client) -> None:
    assert server.get("/languages").json()[0] == {"code": "ko", "name": "Korean", "targets": ["en"]}
    assert server.get("/frontend/settings").json()["charLimit"] == 200_000
    assert server.get("/health").json() == {"status": "ok"}


def test_glossaries_are_listed_and_shown(server: Client) -> None:
    assert [(one["name"], one["entries"]) for one in server.get("/glossaries").json()] == [("hanol", 2)]
    shown = server.get("/glossaries/hanol").json()
    assert shown["yaml"] == GLOSSARY
    assert shown["entries"][0] == {"source": "한올전자", "target": "Hanol Electronics"}
    assert server.get("/glossaries/..%2Fsecret").status_code == 404


def test_a_changed_glossary_counts_at_once(server: Client) -> None:
    folder = server.service.glossaries._folder
    assert folder is not None
    (folder / "fresh.yaml").write_text("가온: Gaon\n", encoding="utf-8")
    assert server.translate("가온은 크다.", glossary="fresh")["translatedText"].startswith("Gaon")
    (folder / "fresh.yaml").write_text("가온: Ga-on Inc.\n", encoding="utf-8")
    assert server.translate("가온은 크다.", glossary="fresh")["translatedText"].startswith("Ga-on Inc.")
    (folder / "fresh.yaml").unlink()


# --- files ------------------------------------------------------------------------------------------------


def upload(server: Client, name: str | bytes, data: bytes, **fields: str) -> object:
    if isinstance(name, str):
        name = name.encode()
    body = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (key.encode(), value.encode())
        for key, value in {"source": "ko", "target": "en", **fields}.items()
    )
    body += b'--edge\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n' % name
    body += data + b"\r\n--edge--\r\n"
    return server.post(
        "/translate_file", data=body, headers={"Content-Type": "multipart/form-data; boundary=edge"}
    )


def test_a_file_comes_back_by_a_link(server: Client) -> None:
    answer = upload(server, "소식.md", "# 한올전자 소식\n\n한올전자는 `크다`.\n".encode(), glossary="hanol")
    link = answer.json()["translatedFileUrl"]
    assert link.startswith(server.url + "/download_file/")
    download = server.get(link[len(server.url) :])
    assert "Hanol Electronics" in download.content.decode()
    assert "attachment" in download.headers["Content-Disposition"]
    assert download.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["보고서 최종(1).TXT", "보고서 최종(1).TXT".encode("cp949"), "../../etc/x.txt", "C:\\a\\b.txt"]
)
def test_any_name_and_cp949(name: str | bytes, server: Client) -> None:
    answer = upload(server, name, "회의는 월요일에 열린다.\r\n".encode("cp949"))
    assert answer.status_code == 200, answer.text
    link = answer.json()["translatedFileUrl"]
    assert ".." not in link
    download = server.get(link[len(server.url) :])
    assert download.status_code == 200
    assert download.content.decode("utf-8").strip() == "회의는 월요일에 열린다."


def test_files_are_fetched_while_others_come() -> None:
    downloads, pace = Downloads(), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(1) as reader:
            first = downloads.put("a.txt", b"a")
            coming = reader.submit(lambda: [downloads.put("b.txt", b"b") for _ in range(300)])
            while not coming.done():
                assert downloads.get(first)[1] == "a.txt"
            assert len(set(coming.result())) == 300
    finally:
        sys.setswitchinterval(pace)
        downloads.close()


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "가")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("setup.exe", b"MZ\x90\x00\x03\x00\x00\x00"),
        ("binary.txt", bytes(range(256)) * 40),
        ("noname", b"abc"),
        ("fake.docx", _zip()),
        ("fake.docx", b"not a zip"),
        ("bad.json", b"{"),
    ],
)
def test_bad_files_are_refused_with_a_reason(name: str, data: bytes, server: Client) -> None:
    answer = upload(server, name, data)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_file_must_be_a_file(server: Client) -> None:
    answer = server.post("/translate_file", data={"file": "text", "target": "en"})
    assert (answer.status_code, "must be a file" in answer.json()["error"]) == (400, True)
    assert server.get("/download_file/0123/x.txt").status_code == 404
