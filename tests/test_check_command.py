"""``yongeo check``: its table, JSON and SARIF, the files it reads, and its exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def _row(number: int, source: str, target: str | None, pins: list[dict[str, object]] | None = None) -> str:
    row = {"doc": "a.txt", "block": number, "kind": "body", "seg": 0, "source": source, "target": target}
    return json.dumps({**row, "pins": pins or [], "checks": [], "engine": "local"}, ensure_ascii=False)


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from translate.commands import main; main(sys.argv[1:], prog_name='yongeo')"
    command = [sys.executable, "-c", code, "check", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    missed = {"source": "오픈AI", "target": "OpenAI", "surface": "오픈AI", "start": 0, "end": 4}
    rows = (
        _row(0, "매출은 1조2000억원이다.", "Sales were 12 trillion won."),
        _row(1, "공유하기", None),
        _row(2, "오픈AI가 왔다.", "It came.", [{**missed, "tstart": None, "tend": None, "how": "missed"}]),
        _row(3, "비가 온다.", "It rains."),
    )
    path = tmp_path / "article.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_the_command_prints_a_table_and_counts(article: Path) -> None:
    result = _run(article)
    assert result.returncode == 0
    assert "number-mismatch" in result.stdout
    assert f"{article.name}:1" in result.stdout.replace("\n", "")
    assert "오픈AI should be rendered OpenAI" in result.stdout
    assert result.stderr == "3 segments, 2 findings, 2 errors\n"


def test_strict_exits_with_3_where_a_finding_is_an_error(article: Path, tmp_path: Path) -> None:
    assert _run(article, "--strict").returncode == 3
    good = tmp_path / "good.jsonl"
    good.write_text(_row(0, "비가 온다.", "It rains."), encoding="utf-8")
    assert _run(good, "--strict").returncode == 0


def test_json_has_stable_keys_and_places(article: Path) -> None:
    rows = json.loads(_run(article, "--json").stdout)
    assert [(row["line"], row["segment"], row["code"], row["level"]) for row in rows] == [
        (1, "a.txt#0.0", "number-mismatch", "error"),
        (3, "a.txt#2.0", "pin-missing", "error"),
    ]
    assert rows[0]["source"][rows[0]["start"] : rows[0]["end"]] == "1조2000억원"
    assert rows[0]["target"][rows[0]["tstart"] : rows[0]["tend"]] == "12 trillion won"


def test_sarif_names_rules_levels_and_lines(article: Path) -> None:
    article = article.rename(article.with_name("기사 1.jsonl"))
    log = json.loads(_run(article, "--sarif").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["number-mismatch", "pin-missing"]
    result = run["results"][1]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("pin-missing", 1, "error")
    location = result["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 3}
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("/%EA%B8%B0%EC%82%AC%201.jsonl")
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "a.txt#2.0"


@pytest.mark.parametrize("form", ["--json", "--sarif"])
def test_half_a_surrogate_pair_is_escaped(tmp_path: Path, form: str) -> None:
    path = tmp_path / os.fsdecode("기사.jsonl".encode("cp949"))
    path.write_text(json.dumps({"source": "반쪽 \ud83d 글자다.", "target": "Half \ud83d 글자."}))
    assert "\\ud83d" in _run(path, form).stdout


def test_a_glossary_brings_pins_and_forbidden_renderings_to_a_tmx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary = tmp_path / "terms.yaml"
    glossary.write_text(
        "entries:\n  - {source: 김도윤 대표, target: CEO Kim Do-yoon}\n"
        "  - {source: 김도윤, target: Kim Do-yoon, forbid: [Kim Doyun]}\n",
        encoding="utf-8",
    )
    unit = '<tu><tuv xml:lang="ko"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
    pairs = (
        ("김도윤 대표가 왔다.", "CEO Kim Do-yoon came."),
        ("김도윤은 웃었다.", "Kim Doyun laughed."),
    )
    memory = tmp_path / "memory.tmx"
    units = "".join(unit.format(*pair) for pair in pairs)
    memory.write_text(
        f'<tmx version="1.4"><header srclang="ko"/><body>{units}</body></tmx>', encoding="utf-8"
    )
    rows = json.loads(_run(memory, "--json", "-g", glossary).stdout)
    assert [(row["segment"].rpartition("#")[2], row["code"]) for row in rows] == [
        ("2", "pin-missing"),
        ("2", "forbidden-rendering"),
    ]
    monkeypatch.setenv("YONGEO_GLOSSARY", str(glossary))
    assert json.loads(_run(memory, "--json").stdout) == rows


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{not json}\n", "not JSON lines"),
        ('{"a": 1}\n[]\n', ":2: not an object"),
        ('{"source": 1, "target": "x"}\n', ":1: not a translated segment"),
        ('{"source": "가", "target": "x", "pins": [{"source": "가"}]}\n', ":1: not a translated segment"),
    ],
)
def test_a_damaged_file_is_one_line_with_its_place_and_exit_1(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    result = _run(path)
    assert result.returncode == 1
    first, *rest = result.stderr.splitlines()
    assert first.startswith(f"yongeo: {path}") and message in first
    assert not any("Traceback" in line for line in rest)


def test_the_other_files_are_checked_where_one_is_missing(article: Path, tmp_path: Path) -> None:
    result = _run(tmp_path / "none.jsonl", article)
    assert result.returncode == 1
    assert "none.jsonl" in result.stderr
    assert "pin-missing" in result.stdout


def test_both_outputs_at_once_are_a_usage_error(article: Path) -> None:
    assert _run(article, "--json", "--sarif").returncode == 2
