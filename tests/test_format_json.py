"""JSON and JSON lines: only chosen strings change; the output that scripts read has stable keys."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pseudo import HANGUL, copied, in_english, masked, sources

from translate.document import Check, How, Level, Pin
from translate.errors import InputError
from translate.formats import format_for

FILE = r"""{
    "z": 1.0, "a": [1e3, null, true, 123456789012345678901234567890, -0.10],
  "제목": "가람시 \uc548\ub155 \ud83d\ude00 \"인용\" \/",
	"items": [{"text": "하나", "id": "가나"}, {"text": "둘", "id": "다라"}],
    "same": "하나", "english": "plain é \u00e9", "빈": ""
}
"""


def test_a_copy_is_the_same_byte_for_byte() -> None:
    assert copied(FILE, "a.json").decode() == FILE
    assert copied("\ufeff" + FILE, "a.json").decode() == "\ufeff" + FILE


def test_without_fields_every_korean_string_changes_and_no_key() -> None:
    assert masked(FILE, "a.json") == (
        FILE.replace(r'"가람시 \uc548\ub155 \ud83d\ude00 \"인용\" \/"', r'"xxx xx 😀 \"xx\" /"')
        .replace('"하나"', '"xx"')
        .replace('"둘"', '"x"')
        .replace('"가나"', '"xx"')
        .replace('"다라"', '"xx"')
    )


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (["text"], ["하나", "둘"]),
        (["items.text"], ["하나", "둘"]),
        (["items.*.text"], ["하나", "둘"]),
        (["items.1.text"], ["둘"]),
        (["$.same"], ["하나"]),
        ("text,same", ["하나", "둘", "하나"]),
        (["items"], []),
    ],
)
def test_fields_choose_the_strings(fields: list[str], found: list[str]) -> None:
    assert sources(FILE, "a.json", fields=fields) == found


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_fields_that_no_value_has_are_refused(name: str) -> None:
    file = '{"t": "가", "items": [], "n": null}\n'
    with pytest.raises(InputError, match="no field 'nope'; the fields are 't', 'items', 'n'"):
        format_for(name).read(file.encode(), name, fields="nope")
    assert sources(file, name, fields="nope,t") == ["가"]
    assert sources(file, name, fields="items.*.text,n") == []  # there, and without words
    assert sources("[]", name, fields="t") == []


def test_json_lines_stay_one_object_a_line() -> None:
    lines = '{"text": "가", "n": 1}\r\n\r\n{"text": "나\\n다"}\r\n'
    assert masked(lines, "a.jsonl") == '{"text": "x", "n": 1}\r\n\r\n{"text": "x\\nx"}\r\n'
    assert copied(lines, "a.jsonl").decode() == lines


@pytest.mark.parametrize(
    ("name", "file", "message"),
    [
        ("a.json", '{"a": "가"', "a.json:1:10: not JSON: a comma or '}' is missing"),
        ("a.json", '{"a" "가"}', "a.json:1:6: not JSON: a colon is missing"),
        ("a.json", '{\n"a": tru}', "a.json:2:6: not JSON: unexpected 't'"),
        ("a.json", '["가\n"]', "a.json:1:2: not JSON: a string that does not end"),
        ("a.json", r'["\x"]', "a.json:1:2: not JSON: a string with a wrong escape"),
        ("a.json", "[1] 2", "a.json:1:5: not JSON: text behind the end"),
        ("a.json", "", "a.json:1:1: not JSON: a value is missing"),
        ("a.json", "[" * 100_000, "nested more than 200 deep"),
        ("a.jsonl", '{"a": 1}\n{"a": 2\n', "a.jsonl:2:8: not JSON: a comma or '}' is missing"),
        (
            "a.jsonl",
            '{"a": 1}\n{"a":\n2}\n',
            "a.jsonl:2:6: not JSON: a value is missing",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_line(name: str, file: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        format_for(name).read(file.encode(), name)
    assert message in str(caught.value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@example("\x7f", None, False)
@given(VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_any_json_is_copied_byte_for_byte_and_stays_the_same_data(
    value: object, indent: int | None, ascii_only: bool
) -> None:
    file = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    try:
        file.encode()
    except UnicodeEncodeError:
        return
    assert copied(file, "a.json").decode() == file

    def swapped(value: object) -> object:
        if isinstance(value, str):
            return HANGUL.sub("x", value)
        if isinstance(value, list):
            return [swapped(item) for item in value]
        return {key: swapped(item) for key, item in value.items()} if isinstance(value, dict) else value

    if not any("\ud800" <= letter <= "\udfff" for letter in json.dumps(value, ensure_ascii=False)):
        assert json.loads(masked(file, "a.json")) == swapped(value)


def test_scripts_get_one_object_a_segment_with_stable_keys() -> None:
    page = format_for("a.html").read("<p>네이버가 냈다.</p><p><br></p>".encode(), "a.html")
    (segment,) = page.segments
    pin = Pin("네이버", "Naver", "네이버", 0, 3, tstart=0, tend=5, how=How.MARKER)
    check = Check("too-short", Level.WARNING, "the English is short")
    done = replace(segment, target="Naver did.", pins=(pin,), checks=(check,), engine="local", score=-0.5)
    (line,) = format_for("", "jsonl").write(page.with_segments(iter([done]))).decode().splitlines()
    assert json.loads(line) == {
        "doc": "a.html",
        "block": 0,
        "kind": "body",
        "seg": 0,
        "source": "네이버가 냈다.",
        "target": "Naver did.",
        "pins": [
            {
                "source": "네이버",
                "target": "Naver",
                "surface": "네이버",
                "start": 0,
                "end": 3,
                "tstart": 0,
                "tend": 5,
                "how": "marker",
            }
        ],
        "checks": [{"code": "too-short", "level": "warning", "message": "the English is short"}],
        "engine": "local",
        "model": None,
        "score": -0.5,
    }


def test_blocks_that_are_not_translated_have_no_target() -> None:
    pytest.importorskip("trafilatura")
    page = Path(__file__).parent / "data" / "news.html"
    document = format_for("a.html").read(page.read_bytes(), "a.html", to="jsonl")
    lines = format_for("", "jsonl").write(document).decode().splitlines()
    furniture = [record for record in map(json.loads, lines) if record["kind"] == "furniture"]
    assert furniture
    assert all(record["target"] is None for record in furniture)


def test_english_is_written_unescaped() -> None:
    done = in_english(r'{"t": "\uac00"}', "a.json", {"가": 'café "x" \\ 😀'}).decode()
    assert done == r'{"t": "café \"x\" \\ 😀"}'
