"""The API of DeepL, asked by its official client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import deepl
import pytest
from serving import Client, served

from translate.engines import Hypothesis
from translate.engines.copy import CopyEngine
from translate.engines.online import engine


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("glossaries")
    (folder / "hanol.yaml").write_text(
        "entries: [{source: 한올전자, target: Hanol Electronics, variants: [한올]}]", encoding="utf-8"
    )
    with served(folder=folder, keys=["the-key"]) as client:
        yield client


@pytest.fixture(scope="module")
def client(server: Client) -> Iterator[deepl.Translator]:
    made = deepl.Translator("the-key", server_url=server.url)
    yield made
    made.close()


@pytest.fixture(scope="module")
def marking() -> Iterator[deepl.Translator]:
    with served(engine=MarkingEngine()) as client:
        made = deepl.Translator("any", server_url=client.url)
        yield made
        made.close()


def test_texts(client: deepl.Translator) -> None:
    one = client.translate_text("안녕하세요.", target_lang="EN-US")
    assert (one.text, one.detected_source_lang, one.billed_characters) == ("안녕하세요.", "KO", 6)
    both = client.translate_text(["하나.", "둘."], source_lang="KO", target_lang="EN-GB")
    assert [result.text for result in both] == ["하나.", "둘."]


def test_a_glossary_from_its_creation_to_its_end(client: deepl.Translator) -> None:
    entries = {"가온 그룹": "Gaon Group", "서산": "Seosan"}
    made = client.create_glossary("names", "KO", "EN-US", entries)
    assert (made.name, made.ready, made.source_lang, made.target_lang, made.entry_count) == (
        "names",
        True,
        "KO",
        "EN",
        2,
    )
    assert client.get_glossary(made.glossary_id).creation_time == made.creation_time
    assert made.glossary_id in [one.glossary_id for one in client.list_glossaries()]
    assert client.get_glossary_entries(made) == entries
    answer = client.translate_text_with_glossary("가온 그룹은 서산에 있다.", made)
    assert answer.text == "Gaon Group 은 Seosan 에 있다."
    client.delete_glossary(made)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(made.glossary_id)


def test_a_glossary_from_csv(client: deepl.Translator) -> None:
    made = client.create_glossary_from_csv(
        "csv", "KO", "EN", '서산,"Seosan, Chungnam",ko,en\r\n한올,Hanol\r\n'
    )
    assert client.get_glossary_entries(made) == {"서산": "Seosan, Chungnam", "한올": "Hanol"}
    client.delete_glossary(made)
    with pytest.raises(deepl.DeepLException, match="not CSV"):
        client.create_glossary_from_csv("csv", "KO", "EN", "가," + "A" * 200_000)


def test_the_servers_own_glossaries_can_be_used_but_not_deleted(client: deepl.Translator) -> None:
    (found,) = [one for one in client.list_glossaries() if one.name == "hanol"]
    assert client.get_glossary_entries(found) == {
        "한올전자": "Hanol Electronics",
        "한올": "Hanol Electronics",
    }
    for name in (found, "hanol"):
        text = client.translate_text(
            "한올은 크다.", source_lang="KO", target_lang="EN-US", glossary=name
        ).text
        assert text == "Hanol Electronics 은 크다."
    with pytest.raises(deepl.AuthorizationException, match="file of the server"):
        client.delete_glossary(found)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("", "no entries"),
        ("가\t", "line 1"),
        ("가\tA\n\n나", "line 3"),
        ("가\tA\n가\tB", "repeats"),
    ],
)
def test_wrong_entries_name_the_line(entries: str, message: str, server: Client) -> None:
    answer = server.post(
        "/v2/glossaries",
        json={"name": "x", "source_lang": "ko", "target_lang": "en", "entries": entries},
        headers={"Authorization": "DeepL-Auth-Key the-key"},
    )
    assert answer.status_code == 400
    assert message in answer.json()["message"]


def test_languages_usage_and_pairs(client: deepl.Translator) -> None:
    assert [str(one) for one in client.get_source_languages()] == ["KO"]
    assert [str(one) for one in client.get_target_languages()] == ["EN-US"]
    before = client.get_usage().character.count
    client.translate_text("12345", target_lang="EN-US")
    assert client.get_usage().character.count == before + 5
    assert not client.get_usage().any_limit_reached
    assert [(pair.source_lang, pair.target_lang) for pair in client.get_glossary_languages()] == [
        ("ko", "en")
    ]


def test_html_and_xml(client: deepl.Translator) -> None:
    for kind in ("html", "xml"):
        text = client.translate_text(
            "<p>크고 <b>좋다</b> &amp; 싸다.</p>", target_lang="EN-US", tag_handling=kind
        ).text
        assert text == "<p>크고 <b>좋다</b> &amp; 싸다.</p>"


class MarkingEngine(CopyEngine):
    """Writes x for every Hangul syllable outside of its markers."""

    def translate(
        self, texts: Sequence[str], *_: object, **__: object
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        for number, text in enumerate(texts):
            parts = re.split(r"(<\d+>.*?</\d+>)", text)
            parts[::2] = [re.sub("[가-힣]", "x", part) for part in parts[::2]]
            yield number, [Hypothesis("".join(parts))]


@pytest.mark.parametrize(
    ("text", "tags", "english"),
    [
        ("안녕 <keep>그대로</keep> 말이다.", ["keep"], "Xx <keep>그대로</keep> xxx."),
        ("<x>하나</x> <code>둘</code>", [], "<x>xx</x> <code>둘</code>"),
        ("안녕 <Keep id='1'>그 <b>대</b>로</Keep> 말.", "keep", "Xx <Keep id='1'>그 <b>대</b>로</Keep> x."),
        ("<p>하나 <x>둘</x> <n>셋</n></p><p>넷</p>", "x, n", "<p>xx <x>둘</x> <n>셋</n></p><p>x</p>"),
        ("<p>하나</p><x><p>둘</p><x>셋</x></x><p>넷</p>", "x", "<p>xx</p><x><p>둘</p><x>셋</x></x><p>x</p>"),
        ("<x>하나</x>", "x", "<x>하나</x>"),
        ("하나 <b>둘</b><x/> 셋", ["b", "x"], "xx <b>둘</b><x/> x"),
        ("<xy>하나</xy> <code>둘</code> <x>셋</x>", "x,", "<xy>xx</xy> <code>둘</code> <x>셋</x>"),
    ],
)
@pytest.mark.parametrize("kind", ["xml", "html"])
def test_ignored_tags_keep_their_korean(
    text: str, tags: str | list[str], english: str, kind: str, marking: deepl.Translator
) -> None:
    done = marking.translate_text(text, target_lang="EN-US", tag_handling=kind, ignore_tags=tags)
    assert (done.text, done.billed_characters) == (english, len(text))


def test_ignored_tags_in_a_form(server: Client) -> None:
    for tags in ([("ignore_tags", "x,y")], [("ignore_tags", "x"), ("ignore_tags", "y")]):
        answer = server.post(
            "/v2/translate",
            data=[("text", "<x>하나</x> 둘"), ("target_lang", "EN"), ("tag_handling", "xml"), *tags],
            headers={"Authorization": "DeepL-Auth-Key the-key"},
        )
        assert answer.json()["translations"][0]["text"] == "<x>하나</x> 둘"


@pytest.mark.parametrize("name", ["source_lang", "tag_handling", "ignore_tags", "glossary_id", "auth_key"])
def test_null_is_as_good_as_nothing(name: str, server: Client) -> None:
    answer = server.post(
        "/v2/translate",
        json={"text": ["안녕 <b>."], "target_lang": "EN-US", name: None},
        headers={"Authorization": "DeepL-Auth-Key the-key"},
    )
    assert (answer.status_code, answer.json()["translations"][0]["text"]) == (200, "안녕 <b>.")


@pytest.mark.parametrize("name", ["text", "target_lang"])
def test_null_is_no_text_or_language(name: str, server: Client) -> None:
    answer = server.post(
        "/v2/translate",
        json={"text": ["가"], "target_lang": "EN-US", name: None},
        headers={"Authorization": "DeepL-Auth-Key the-key"},
    )
    assert (answer.status_code, answer.json()) == (400, {"message": f"{name} is missing"})


def test_a_form_as_curl_sends_it(server: Client) -> None:
    answer = server.post(
        "/v2/translate",
        data=[("text", "하나."), ("text", "둘."), ("target_lang", "EN-US"), ("glossary_id", "hanol")],
        headers={"Authorization": "DeepL-Auth-Key the-key"},
    )
    assert [one["text"] for one in answer.json()["translations"]] == ["하나.", "둘."]


def test_wrong_key_language_and_text(server: Client, client: deepl.Translator) -> None:
    with pytest.raises(deepl.AuthorizationException):
        deepl.Translator("wrong", server_url=server.url).translate_text("가", target_lang="EN-US")
    with pytest.raises(deepl.DeepLException, match="target_lang must be en"):
        client.translate_text("가", target_lang="JA")
    with pytest.raises(deepl.DeepLException, match="source_lang must be ko"):
        client.translate_text("가", source_lang="DE", target_lang="EN-US")


def test_our_own_online_engine_is_a_client(
    server: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("DEEPL_API_KEY", "the-key")
    monkeypatch.setenv("YONGEO_DEEPL_URL", server.url)
    text = "<p1>A&B</p1>"
    assert [one[1][0].text for one in engine("deepl").translate([text])] == [text]
