"""Datasets of rows: Ray gives the same English as this process and the formats; no shard is done twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from translate.commands import main

BODIES = [
    f"한울시는 {number}번 다리를 {number + 1}억원에 놓는다고 밝혔다. 시민이 반겼다.\n"
    "가람중공업은 “맡겠다”고 했다."
    for number in range(30)
]
ROWS: list[dict[str, Any]] = [
    {"id": number, "body": None if number == 7 else body, "price": number / 2, "tags": ["가", "나"]}
    for number, body in enumerate(BODIES)
]
ADDED = ["body_en", "body_segments", "body_pins", "body_checks"]


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
@pytest.mark.parametrize("backend", ["ray", "local"])
def test_without_ray_one_line_says_how_to_install_it(tmp_path: Path, backend: str) -> None:
    name = "rows.jsonl" if backend == "ray" else "rows.parquet"
    (tmp_path / name).write_text("{}\n")
    result = translate([tmp_path / name], tmp_path / "out", "--backend", backend, "--engine", "copy")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("run: pip install 'yongeo[ray]'")


def translate(inputs: Sequence[Any], folder: Path | str, *more: Any) -> Result:
    """The command in this process."""
    words = ["translate", *map(str, inputs), "-d", str(folder), "--fields", "body", *map(str, more)]
    return CliRunner().invoke(main, words)


def parquet(path: Path, rows: Sequence[dict[str, Any]], group: int = 1000) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("ray")
    from pyarrow import parquet

    path.parent.mkdir(exist_ok=True)
    parquet.write_table(pyarrow.Table.from_pylist(list(rows)), path, row_group_size=group)
    return path


def lines(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(
        "entries:\n  - {source: 한울시, target: Hanul City}\n  - {source: 가람중공업, target: Garam Heavy}\n",
        encoding="utf-8",
    )
    return path


def test_rows_keep_their_columns_and_get_english_segments_pins_and_checks(
    tmp_path: Path, glossary: Path
) -> None:
    path = parquet(tmp_path / "in/rows.parquet", ROWS)
    result = translate([path], tmp_path / "out", "-g", glossary, "--engine", "copy")
    assert result.exit_code == 0, result.output
    rows = read(tmp_path / "out/rows.parquet")
    assert [{name: row[name] for name in ROWS[0]} for row in rows] == ROWS
    assert list(rows[0]) == [*ROWS[0], *ADDED]
    assert [rows[7][name] for name in ADDED] == [None, [], [], []]
    row = rows[1]
    assert row["body_en"].startswith("Hanul City ") and "$" not in row["body_en"]
    assert [segment["source"] for segment in row["body_segments"]] == [
        "한울시는 1번 다리를 2억원에 놓는다고 밝혔다.",
        "시민이 반겼다.",
        "가람중공업은 “맡겠다”고 했다.",
    ]
    for pin in row["body_pins"]:
        segment = row["body_segments"][pin["seg"]]
        assert segment["source"][pin["start"] : pin["end"]] == pin["surface"]
        assert segment["target"][pin["tstart"] : pin["tend"]] == pin["target"]
    assert [pin["target"] for pin in row["body_pins"]] == ["Hanul City", "200 million won", "Garam Heavy"]
    assert {check["code"] for check in row["body_checks"]} >= {"hangul-left"}


def test_rows_of_json_keep_their_bytes(tmp_path: Path, glossary: Path) -> None:
    pytest.importorskip("ray")
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1e3, "body": "한울시다.", "n": 1.50}\n\n{}\n{ "body": 5 }\n', encoding="utf-8")
    out = tmp_path / "out"
    from translate.distributed import translated

    options = {"backend": "local", "fields": "body", "folder": out, "to": "same", "engine": "copy"}
    options |= dict.fromkeys(["model", "beam", "threads", "batch_tokens", "memory", "verbose", "jobs"])
    options |= {"on_miss": "repair", "no_numerals": False, "glossaries": [glossary]}
    from glossary.entry import Glossary

    translated([str(path)], Glossary.load(glossary), options)
    first, second, third = (out / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert first.startswith('{"id": 1e3, "body": "한울시다.", "n": 1.50, "body_en": "Hanul City 다."')
    assert second.startswith('{"body_en": null') and third.startswith('{"body": 5, "body_en": null')


def test_a_finished_shard_is_not_done_again(tmp_path: Path, glossary: Path) -> None:
    path = parquet(tmp_path / "in/rows.parquet", ROWS)
    more = ("-g", glossary, "--engine", "copy", "-v")
    first = translate([path], tmp_path / "out", *more)
    output = tmp_path / "out/rows.parquet"
    data, stamp = output.read_bytes(), output.stat().st_mtime_ns
    again = translate([path], tmp_path / "out", *more)
    assert "done before" in again.stderr and output.stat().st_mtime_ns == stamp
    assert figures(again) == figures(first)

    output.write_bytes(data[:-20])  # as after a crash of the disk
    assert "done before" not in translate([path], tmp_path / "out", *more).stderr
    assert output.read_bytes() == data

    glossary.write_text("# 낱말\n" + glossary.read_text(encoding="utf-8"), encoding="utf-8")
    assert "done before" in translate([path], tmp_path / "out", *more).stderr

    glossary.write_text("entries:\n  - {source: 한울시, target: Hanul}\n", encoding="utf-8")
    assert "done before" not in translate([path], tmp_path / "out", *more).stderr
    assert read(output)[0]["body_en"].startswith("Hanul 는")


def figures(result: Result) -> str:
    """The summary without its seconds."""
    return result.stderr.splitlines()[-1].rsplit(";", 1)[0]


def test_a_large_file_is_cut_at_its_row_groups(
    tmp_path: Path, glossary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parquet(tmp_path / "in/rows.parquet", ROWS, group=5)
    more = ("-g", glossary, "--engine", "copy")
    assert translate([path], tmp_path / "whole", *more).exit_code == 0
    from translate import shards

    monkeypatch.setattr(shards, "_SHARD_ROWS", 10)
    assert translate([path], tmp_path / "parts", *more).exit_code == 0
    parts = sorted((tmp_path / "parts").glob("*.parquet"))
    assert [part.name for part in parts] == [f"rows-{number:05}-of-00003.parquet" for number in range(3)]
    assert [row for part in parts for row in read(part)] == read(tmp_path / "whole/rows.parquet")


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    good = parquet(tmp_path / "in/good.parquet", ROWS[:3])
    other = parquet(tmp_path / "in/other.parquet", [{"title": "가"}])
    damaged = tmp_path / "in/damaged.parquet"
    result = translate([good, other], tmp_path / "out", "--engine", "copy")
    assert result.exit_code == 1
    assert f"{other}: there is no column 'body'; take one of title" in result.stderr
    assert [path.name for path in (tmp_path / "out").glob("*.parquet")] == ["good.parquet"]
    damaged.write_bytes(b"PAR1 damaged PAR1")
    result = translate([damaged], tmp_path / "out", "--engine", "copy")
    assert result.exit_code == 1 and f"{damaged}: not Parquet, or damaged" in result.stderr


def test_a_key_that_no_row_has_is_named(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    rows = lines(tmp_path / "in/rows.jsonl", [{"id": 1}, {"id": 2, "text": "가"}])
    parquet(tmp_path / "in/more.parquet", [{"body": "가"}])  # with Parquet beside it, this is a dataset
    result = translate([tmp_path / "in"], tmp_path / "out", "--engine", "copy", "--backend", "ray")
    assert result.exit_code == 1
    assert f"{rows}: no row has a key 'body'; take one of id, text" in result.stderr
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["more.parquet"]


def test_damage_inside_of_parquet_is_told_of_the_input(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "in/rows.parquet",
        [{"body": f"{number:04}번 {body}"} for number, body in enumerate(BODIES * 20)],
    )
    data = bytearray(path.read_bytes())
    data[200:2000] = bytes(1800)
    path.write_bytes(data)
    result = translate([path], tmp_path / "out", "--engine", "copy")
    assert result.exit_code == 1 and f"{path}: damaged Parquet: " in result.stderr
    assert not list((tmp_path / "out").glob("*"))


def test_endings_in_capitals(tmp_path: Path) -> None:
    path = parquet(tmp_path / "in/ROWS.PARQUET", ROWS[:1])
    assert translate([path], tmp_path / "out", "--engine", "copy").exit_code == 0
    assert "100 million won" in read(tmp_path / "out/ROWS.PARQUET")[0]["body_en"]


def test_a_file_system_that_nobody_knows_is_refused_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    result = translate(["nosuch://in/rows.jsonl"], tmp_path / "out", "--backend", "ray", "--engine", "copy")
    assert result.exit_code == 1
    assert result.stderr.startswith("yongeo: nosuch://in/rows.jsonl: cannot be reached: ")


@pytest.mark.parametrize("flag", ["--dry-run", "--watch", "--bilingual"])
def test_options_of_documents_are_refused(tmp_path: Path, flag: str) -> None:
    result = translate([tmp_path / "rows.parquet"], tmp_path / "out", flag)
    assert result.exit_code == 1 and f"{flag} is for documents, not for datasets" in result.stderr


def test_an_output_never_replaces_its_input(tmp_path: Path) -> None:
    path = parquet(tmp_path / "in/rows.parquet", ROWS[:1])
    result = translate([path], tmp_path / "in", "--engine", "copy")
    assert result.exit_code == 1 and "the output would replace its input" in result.stderr
    before = path.read_bytes()
    result = translate([path], tmp_path / "out", "--engine", "copy", "--report", str(path))
    assert result.exit_code == 1 and "the output would replace its input" in result.stderr
    assert path.read_bytes() == before and not (tmp_path / "out").exists()


def test_datasets_may_lie_where_fsspec_reaches(tmp_path: Path, glossary: Path) -> None:
    path = parquet(tmp_path / "in/rows.parquet", ROWS[:3])
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://in/rows.parquet", "wb") as file:
        file.write(path.read_bytes())
    more = ("-g", glossary, "--engine", "copy", "-v")
    result = translate(["memory://in/*.parquet"], "memory://out", *more)
    assert result.exit_code == 0, result.output
    translate([path], tmp_path / "out", *more)
    with fsspec.open("memory://out/rows.parquet", "rb") as file:
        assert file.read() == (tmp_path / "out/rows.parquet").read_bytes()
    assert "done before" in translate(["memory://in/*.parquet"], "memory://out", *more).stderr


@pytest.mark.slow
def test_ray_gives_what_this_process_gives(tmp_path: Path, glossary: Path, tiny_generator: Path) -> None:
    """The tiny model on two actors, against the shards in this process and JSON lines as a format."""
    a = parquet(tmp_path / "in/a.parquet", ROWS[:20], group=5)
    b = lines(tmp_path / "in/b.jsonl", ROWS[20:])
    model = ("-g", glossary, "--model", tiny_generator, "--threads", 1)
    words = ["translate", str(a), str(b), "-d", str(tmp_path / "ray"), "--fields", "body", *map(str, model)]
    words += ["--backend", "ray", "--jobs", "2", "-v", "--report", str(tmp_path / "report.json")]
    command = [sys.executable, "-m", "translate", *words]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert ran.returncode == 0, ran.stderr

    assert translate([a], tmp_path / "here", *model).exit_code == 0
    assert (tmp_path / "ray/a.parquet").read_bytes() == (tmp_path / "here/a.parquet").read_bytes()
    assert translate([b], tmp_path / "format", *model, "--memory", "none").exit_code == 0
    whole = [row["body"] for row in read(tmp_path / "format/b.jsonl")]
    assert [row["body_en"] for row in read(tmp_path / "ray/b.jsonl")] == whole

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (report["documents"], report["segments"], report["failures"]) == (2, 87, [])
    again = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert again.stderr.count("done before") == 2, again.stderr
