"""Reading glossaries: three shapes, every word as it stands in the file, every fault with its place."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from glossary import Case, Entry, Glossary, GlossaryError, Match, Place, Status
from glossary.yamlfile import load, loads, raw_entries

FULL = """\
version: 1
source: ko
target: en
x-team: 편집국
entries:
  - source: 생성형 AI
    target: generative AI
    variants: [생성형AI, 생성형 인공지능]
    case: sentence
    match: word
    forbid: [creative AI]
    note: >-
      두 줄에 걸친
      설명
    status: approved
    tags: [ai]
    x-owner: 박 기자
  - {source: WWDC, target: WWDC}
terms:
  오픈AI: OpenAI
"""


def test_the_full_shape() -> None:
    glossary = loads(FULL)
    assert (glossary.source, glossary.target) == ("ko", "en")
    assert glossary.entries == (
        Entry(
            "생성형 AI",
            "generative AI",
            variants=("생성형AI", "생성형 인공지능"),
            case=Case.SENTENCE,
            match=Match.WORD,
            forbid=("creative AI",),
            note="두 줄에 걸친 설명",
            status=Status.APPROVED,
            tags=("ai",),
        ),
        Entry("WWDC", "WWDC"),
        Entry("오픈AI", "OpenAI"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "- source: 한은\n  target: BOK\n- {source: 금리, target: rates}\n",
        "한은: BOK\n금리: rates\n",
        "version: 1\nterms: {한은: BOK, 금리: rates}",
        '{"version": 1, "entries": [{"source": "한은", "target": "BOK"},'
        ' {"source": "금리", "target": "rates"}]}',
        "\ufeff한은: BOK\r\n금리: rates\r\n",
        "%YAML 1.2\n---\n한은: BOK\n금리: rates\n...\n",
        "x-b: &b {target: BOK}\nentries:\n  - {source: 한은, <<: *b}\n"
        "  - {<<: *b, source: 금리, target: rates}\n",
    ],
)
def test_other_shapes_say_the_same(text: str) -> None:
    assert loads(text).entries == (Entry("한은", "BOK"), Entry("금리", "rates"))


@pytest.mark.parametrize(
    "text", ["", "\n", "# 설명\n", "---\n", "version: 1\n", "version: 1\nentries:\nterms: ~\n", "[]", "{}"]
)
def test_a_glossary_may_be_empty(text: str) -> None:
    assert loads(text).entries == ()


def test_places_count_lines_and_columns_as_an_editor_does(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_bytes(
        "\ufeff# 첫 줄\nentries:\n  - source: 한은\n    target: BOK\nterms:\n  금리: R\n".replace(
            "\n", "\r\n"
        ).encode()
    )
    assert [entry.place for entry in load(path)] == [Place(path, 3, 5), Place(path, 6, 3)]
    assert Glossary.load(path) == load(path)


WORDS = [
    "NO",
    "no",
    "on",
    "Off",
    "y",
    "012",
    "1e3",
    "12:30:45",
    "0x1F",
    "2026-06-01",
    "true",
    "1.10",
    "1_000",
    ".5",
    "0o14",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_read_as_it_stands_in_the_file(word: str) -> None:
    text = f"entries:\n  - source: {word}\n    target: {word}\n"
    text += f"    variants: [{word}]\nterms: {{x{word}: {word}}}"
    assert loads(text).entries == (Entry(word, word, variants=(word,)), Entry(f"x{word}", word))


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL", '""', "'  '"])
@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ("entries:\n  - source: 상표\n    target: {}\n", 3),
        ("오픈AI: OpenAI\n상표: {}\n", 2),
        ("terms:\n  상표: {}\n", 2),
    ],
)
def test_an_empty_rendering_is_named_with_its_line(empty: str, layout: str, line: int) -> None:
    with pytest.raises(GlossaryError) as raised:
        loads(layout.format(empty), Path("terms.yaml"))
    assert raised.value.line == line
    assert str(raised.value).startswith(f"terms.yaml:{line}:")
    assert "entry '상표' has an empty rendering" in str(raised.value)


@pytest.mark.parametrize("word", ["~", "null"])
def test_a_quoted_null_is_a_word(word: str) -> None:
    assert loads(f'상표: "{word}"').entries == (Entry("상표", word),)


FAULTS = {
    "- source: 한은\n": ("1:3", "entry '한은' has no target"),
    "- target: BOK\n": ("1:3", "an entry has no source"),
    "- {source: ~, target: BOK}": ("1:12", "an entry has an empty source"),
    "- source: 한은\n  target: [BOK]\n": ("2:11", "entry '한은': target must be a text"),
    "- source: 한은\n  target: BOK\n  tags: 은행\n": (
        "3:9",
        "entry '한은': tags must be a list; write it as `tags: [은행]`",
    ),
    "- source: 한은\n  target: BOK\n  tags: [a, ~]\n": (
        "3:13",
        "entry '한은': tags holds something that is no text",
    ),
    "- source: 한은\n  target: BOK\n  case: sentense\n": (
        "3:9",
        "case 'sentense' is not known; did you mean 'sentence'?",
    ),
    "- source: 한은\n  target: BOK\n  status: done\n": ("3:11", "use one of proposed, approved, deprecated"),
    "- 한은\n": ("1:3", "an entry must be a mapping"),
    "entries: 한은\nversion: 1\n": ("1:10", "entries must be a list"),
    "version: 1\nterms: [한은]\n": ("2:8", "terms must be a mapping"),
    "version: 2\n": ("1:10", "version '2' is not known"),
    "version: 1\nentrys:\n  - {source: 한은, target: BOK}\n": (
        "2:1",
        "unknown key 'entrys'; did you mean 'entries'?",
    ),
    "한은: {target: BOK}": ("1:5", "the rendering of '한은' must be a text"),
    "한은: BOK\n금리: rates\n한은: Bank\n": ("3:1", "the key '한은' stands twice (first in line 1)"),
    "- {source: 한은, target: A, target: B}": ("1:27", "the key 'target' stands twice"),
    "[한은]: BOK\n": ("1:1", "a key must be a text"),
    "- {source: 한은, target: A, <<: B}": ("1:31", "`<<` takes a mapping"),
    "한은\n": ("1:1", "a glossary is a list of entries or a mapping"),
    "- source: 한은\n  target: BOK\n  Status: deprecated\n": (
        "3:3",
        "entry '한은': unknown key 'Status'; did you mean 'status'? keys of your own begin with x-",
    ),
    "- source: 한은\n  targt: BOK\n": ("2:3", "entry '한은': unknown key 'targt'; did you mean 'target'?"),
    "한은: 'BOK\n금리: rates\n": ("1:5", "not valid YAML: while scanning a quoted scalar"),
    "entries: [\n  {source: 한은, target: BOK}\n": ("1:10", "; close what begins here"),
    "한은: A: B\n": ("1:6", "not valid YAML"),
    "\t한은: BOK\n": ("1:1", "use spaces instead of the tab"),
    "terms:\n  한은: BOK\n\t금리: rates\n": ("3:1", "use spaces instead of the tab"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_one_line_with_its_place(text: str) -> None:
    place, message = FAULTS[text]
    with pytest.raises(GlossaryError) as raised:
        loads(text, Path("terms.yaml"))
    assert str(raised.value).startswith(f"terms.yaml:{place}: ")
    assert message in str(raised.value) and "\n" not in str(raised.value)


def test_lint_sees_every_fault_and_every_unknown_key() -> None:
    raw = raw_entries(
        "titel: x\nversion: 1\nentries:\n  - {source: 한은}\n"
        "  - {source: 금리, target: rates, varients: [a], zzz: 1}\n"
        "  - {source: 연준, target: ''}\nterms:\n  가나: ~\n"
    )
    assert [(problem.line, problem.message) for problem in raw.problems] == [
        (4, "entry '한은' has no target"),
        (5, "entry '금리': unknown key 'varients'"),
        (6, "entry '연준' has an empty rendering"),
        (8, "entry '가나' has an empty rendering"),
    ]
    assert [(key.key, key.suggestion, key.line, key.column) for key in raw.unknown] == [
        ("titel", None, 1, 1),
        ("varients", "variants", 5, 33),
        ("zzz", None, 5, 48),
    ]
    assert [entry.entry is not None for entry in raw.entries] == [False, False, False, False]
    assert raw.values(raw.entries[1])["varients"].items is not None


def test_a_key_that_resembles_none_is_let_be() -> None:
    assert loads("- {source: 한은, target: BOK, owner: 박 기자}\n").entries == (Entry("한은", "BOK"),)


def test_an_unreadable_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="there is no such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(GlossaryError, match="cannot be read"):
        load(tmp_path)
    path = tmp_path / "terms.yaml"
    path.write_bytes("한은: BOK\n금리: rates\n".encode("cp949"))
    with pytest.raises(GlossaryError, match=r"terms.yaml:1: the file is not UTF-8 text; save it as UTF-8"):
        load(path)


SCHEMA: dict[str, Any] = json.loads(resources.files("glossary").joinpath("schema.json").read_text("utf-8"))
VALID = [
    FULL,
    "version: 1\n",
    "entries: []\n",
    "version: 1\nentries:\nterms: ~\n",
    "- {source: 한은, target: BOK, variants: [한국은행, 012], note: ~, x-a: {b: 1}}\n",
    "한은: BOK\n판: 1.10\n예: yes\n",
    "x-d: &d {case: sentence}\nentries:\n  - {source: 한은, target: BOK, <<: *d}\n",
]
INVALID = [
    "- {source: 한은}\n",
    "- {source: 한은, target: ''}\n",
    "- {source: 한은, target: BOK, case: upper}\n",
    "- {source: 한은, target: BOK, tags: 은행}\n",
    "- {source: 한은, target: BOK, varients: [a]}\n",
    "version: 2\nentries: []\n",
    "version: 1\nentrys: []\n",
    "version: 1\nterms: {한은: [BOK]}\n",
    "한은: [BOK]\n",
    "한은\n",
]


def test_the_schema_is_a_schema_and_describes_every_key() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    entry, full = SCHEMA["definitions"]["entry"]["properties"], SCHEMA["definitions"]["full"]["properties"]
    assert set(entry) == set(Entry.__slots__) - {"place"}
    assert set(full) == {"version", "source", "target", "entries", "terms"}
    assert all(key["description"] for key in (*entry.values(), *full.values()))


@pytest.mark.parametrize("text", VALID)
def test_the_schema_accepts_what_is_read(text: str) -> None:
    loads(text)
    jsonschema.validate(yaml.load(text, yaml.SafeLoader), SCHEMA, jsonschema.Draft7Validator)


@pytest.mark.parametrize("text", INVALID)
def test_the_schema_refuses_what_lint_would_report(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.load(text, yaml.SafeLoader), SCHEMA, jsonschema.Draft7Validator)
    raw = raw_entries(text)
    assert raw.problems or raw.unknown


def test_the_package_imports_nothing_of_the_translator_and_nothing_heavy() -> None:
    code = (
        "import sys, glossary, glossary.yamlfile, glossary.matcher;"
        "print([m for m in sys.modules if m.split('.')[0] in ('translate', 'kiwipiepy', 'filelock')])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
    code = "import sys, glossary; print([m for m in ('yaml', 'ahocorasick', 'regex') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_keys_of_ones_own_that_only_begin_like_known_ones_are_let_be(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {source: 한은, target: BOK, source_url: https://bok.or.kr}\n", encoding="utf-8")
    assert [entry.target for entry in Glossary.load(path).entries] == ["BOK"]
