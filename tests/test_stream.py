"""Large inputs: cut into pieces, translated in constant memory, the same as whole."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from translate import stream
from translate.commands import main
from translate.document import Document
from translate.formats import format_for

PARAGRAPHS = [
    f"한울시는 {number}번 다리를 {number + 1}억원에 놓는다고 밝혔다. 시민 {number}명이 반겼다."
    for number in range(60)
]
TEXT = "\n\n".join(PARAGRAPHS) + "\n"
ROWS = "".join(
    json.dumps({"id": number, "body": body, "price": 1.50}, ensure_ascii=False) + "\n"
    for number, body in enumerate(PARAGRAPHS)
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything above 2,000 bytes is large."""
    monkeypatch.setattr(stream, "LARGE", 2000)
    monkeypatch.setattr(stream, "_CHUNK", 700)
    monkeypatch.setattr(stream, "_PIECE", 1000)
    monkeypatch.setattr(stream, "_LONGEST_LINE", 3000)


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text("entries:\n  - {source: 한울시, target: Hanul City}\n", encoding="utf-8")
    return path


def yongeo(*arguments: Any, input: bytes | None = None) -> Result:
    words = ["translate", *map(str, arguments), "--engine", "copy", "--memory", "none"]
    return CliRunner().invoke(main, words, input=input)


def whole_and_in_pieces(monkeypatch: pytest.MonkeyPatch, *arguments: Any) -> tuple[Result, Result]:
    with monkeypatch.context() as patch:
        patch.setattr(stream, "LARGE", 10**9)
        whole = yongeo(*arguments)
    return whole, yongeo(*arguments)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("to", ["same", "txt", "jsonl"])
@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("cp949", "\n"), ("utf-16", "\r\n"), ("utf-16-be", "\r")],
)
def test_text_in_pieces_comes_out_as_the_whole(
    tmp_path: Path, glossary: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, newline: str, to: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.replace("\n", newline).encode(encoding))
    whole, pieces = whole_and_in_pieces(monkeypatch, path, "-g", glossary, "--to", to)
    assert pieces.exit_code == whole.exit_code == 0, pieces.output
    assert pieces.stdout_bytes == whole.stdout_bytes
    assert pieces.stdout.count("Hanul City") >= len(PARAGRAPHS)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("fields", [(), ("--fields", "body")])
@pytest.mark.parametrize("to", ["same", "jsonl"])
def test_json_lines_in_pieces_come_out_as_the_whole(
    tmp_path: Path,
    glossary: Path,
    monkeypatch: pytest.MonkeyPatch,
    fields: tuple[str, ...],
    to: str,
    mark: str,
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(mark + ROWS, encoding="utf-8")
    whole, pieces = whole_and_in_pieces(monkeypatch, path, "-g", glossary, *fields, "--to", to)
    assert pieces.exit_code == whole.exit_code == 0, pieces.output
    assert pieces.stdout_bytes == whole.stdout_bytes
    if to == "same":
        rows = [json.loads(line) for line in pieces.stdout.removeprefix("\ufeff").splitlines()]
        assert [row["id"] for row in rows] == list(range(60))
        assert '"price": 1.5}' in pieces.stdout and all("Hanul City" in row["body"] for row in rows)


@pytest.mark.usefixtures("small")
def test_standard_input_comes_out_as_the_file(tmp_path: Path, glossary: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    piped = yongeo("-", "-g", glossary, input=TEXT.encode())
    assert piped.stdout_bytes == yongeo(path, "-g", glossary).stdout_bytes != b""
    rows = yongeo("-", "--from", "jsonl", "--fields", "body", "--no-numerals", input=ROWS.encode())
    assert rows.stdout == ROWS


@pytest.mark.usefixtures("small")
def test_a_large_input_is_one_document_of_the_report(tmp_path: Path, glossary: Path) -> None:
    path, report = tmp_path / "page.txt", tmp_path / "report.json"
    path.write_text(TEXT, encoding="utf-8")
    result = yongeo(path, "-g", glossary, "-d", tmp_path / "out", "--report", report)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["documents"], told["segments"], told["failures"]) == (1, 2 * len(PARAGRAPHS), [])
    assert f"1 document, {2 * len(PARAGRAPHS)} segments" in result.stderr
    assert (tmp_path / "out/page.txt").read_text(encoding="utf-8").count("Hanul City") == len(PARAGRAPHS)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["page.txt"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("target", ["folder", "file"])
def test_a_bad_line_is_named_and_nothing_of_its_file_is_written(tmp_path: Path, target: str) -> None:
    rows = ROWS.splitlines(keepends=True)
    rows[49] = '{"id": 49, "body": "한울시는\n'
    (tmp_path / "a.jsonl").write_text(ROWS, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("".join(rows), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(ROWS, encoding="utf-8")
    out = tmp_path / "out"
    to = ("-d", out) if target == "folder" else ("-o", out / "all.jsonl")
    result = yongeo(*(tmp_path / f"{name}.jsonl" for name in "abc"), "--fields", "body", "--no-numerals", *to)
    assert result.exit_code == 1
    assert f"{tmp_path / 'b.jsonl'}:50:" in result.stderr and "1 of 3 inputs failed" in result.stderr
    if target == "folder":
        assert {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()} == {
            "a.jsonl": ROWS,
            "c.jsonl": ROWS,
        }
    else:
        assert (out / "all.jsonl").read_text(encoding="utf-8") == f"{ROWS}\n{ROWS}"


@pytest.mark.usefixtures("small")
def test_damaged_text_is_named_with_its_line(tmp_path: Path) -> None:
    lines = TEXT.encode().split(b"\n")
    lines[100] += b"\xff\xfe"
    (tmp_path / "page.txt").write_bytes(b"\n".join(lines))
    result = yongeo(tmp_path / "page.txt", "-o", tmp_path / "out.txt")
    assert result.exit_code == 1
    assert f"{tmp_path / 'page.txt'}:101: not utf-8 text: byte 0xFF" in result.stderr


@pytest.mark.usefixtures("small")
def test_an_encoding_shows_where_the_first_korean_stands(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"Bridge No. 1 is open.\n\n" * 300 + TEXT.encode("cp949"))
    assert "한울시는 59번 다리를" in yongeo(path, "--no-numerals").stdout


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("encoding", ["base64", "kps-9566"])
def test_an_encoding_that_does_not_exist_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = yongeo(path, "--encoding", encoding)
    assert result.exit_code == 1 and "no text encoding called" in result.stderr


@pytest.mark.usefixtures("small")
def test_a_line_without_an_end_is_cut_behind_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(" ".join(PARAGRAPHS), encoding="utf-8")
    records = [json.loads(line) for line in yongeo(path, "--to", "jsonl").stdout.splitlines()]
    assert " ".join(record["source"] for record in records) == " ".join(PARAGRAPHS)
    assert len(records) == 2 * len(PARAGRAPHS)


@pytest.mark.usefixtures("small")
def test_an_endless_line_of_json_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_LONGEST_RECORD", 5000)
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS + json.dumps({"body": "가" * 6000}, ensure_ascii=False) + "\n", encoding="utf-8")
    result = yongeo(path)
    assert result.exit_code == 1 and f"{path}:61: a line of more than 5000 characters" in result.stderr


def pieces(data: bytes, chunk: int, name: str, **options: str) -> list[Document]:
    file = io.BytesIO(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "_CHUNK", chunk)
        patch.setattr(stream, "_PIECE", 60)
        patch.setattr(stream, "_LONGEST_LINE", 150)
        module = format_for(name)
        return list(stream.documents(file, file.read(40), name, module, {"encoding": "utf-8", **options}))


SCRAPS = st.lists(st.sampled_from(["다리가 놓였다.", " ", "\n", "\r\n", "\r", "\n\n", "가" * 40, "ab "]))


@given(SCRAPS, st.integers(1, 90), st.integers(1, 90))
@example(["다리가 놓였다."] * 6 + [" "] * 5 + ["\r\n"] * 4, 1, 1)
def test_pieces_add_up_and_do_not_depend_on_how_the_input_arrives(
    scraps: list[str], chunk: int, other: int
) -> None:
    text = "".join(scraps)
    found = pieces(text.encode(), chunk, "a.txt")
    assert "".join(document.text for document in found) == text
    assert [document.text for document in pieces(text.encode(), other, "a.txt")] == [d.text for d in found]
    assert [d.piece.last for d in found if d.piece] == [False] * (len(found) - 1) + [True] * bool(found)
    for document, start in zip(found, starts(found), strict=True):
        assert document.piece is not None and document.piece.start == start
        assert not text[start:].startswith("\n") or not text[:start].endswith("\r")


def test_a_piece_of_json_lines_need_not_have_the_fields() -> None:
    rows = '{"a": "가"}\n' * 20 + '{"b": "나"}\n'
    found = pieces(rows.encode(), 20, "a.jsonl", fields="b")
    assert [segment.source for document in found for segment in document.segments] == ["나"]


def starts(documents: list[Document]) -> Iterator[int]:
    place = 0
    for document in documents:
        yield place
        place += len(document.text)


# The kernel's own count of this process alone: what resource.getrusage gives begins with the parent's.
MEASURED = """
import atexit, re
atexit.register(lambda: print(re.search("VmHWM:.*", open("/proc/self/status").read()).group()))
from translate.commands import main
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is known from /proc")
def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    """Peak resident memory of the command at 10 MB and at 200 MB of JSON lines."""

    def peak(megabytes: int) -> int:
        path, size, number = tmp_path / f"{megabytes}.jsonl", 0, 0
        with path.open("w", encoding="utf-8") as file:
            while size < megabytes * 10**6:
                row = {"id": number, "title": f"한울시 {number}번 다리 놓는다", "page": "<p>x</p>" * 1200}
                size += file.write(json.dumps(row, ensure_ascii=False) + "\n")
                number += 1
        words = ["translate", str(path), "-o", str(tmp_path / "out.jsonl"), "--fields", "title", "-q"]
        command = [sys.executable, "-c", MEASURED, *words, "--engine", "copy", "--memory", "none"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=280)
        assert ran.returncode == 0, ran.stderr
        with (tmp_path / "out.jsonl").open(encoding="utf-8") as file:
            assert sum("<p>x</p>" in line for line in file) == number
        return int(ran.stdout.split()[1])

    small, large = peak(10), peak(200)
    print(f"peak memory: {small} kB at 10 MB, {large} kB at 200 MB")
    assert large < small + 30_000
