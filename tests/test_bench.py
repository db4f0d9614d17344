"""The benchmark program runs; what it finds is not a test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench.package import write_package
from translate.engines.choose import open_engine
from translate.models.install import add

ROOT = Path(__file__).parent.parent


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def lines(page: str) -> list[list[str]]:
    """The cells of the table, without its head."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if "|" in line
    ]
    return rows[2:]


def test_the_cost_of_a_large_glossary_comes_as_a_table_and_a_plot(tmp_path: Path) -> None:
    done = bench("--only", "matching", "--engine", "copy", "-d", str(tmp_path))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "bench.md").read_text()
    assert done.stdout.strip() == page.strip()
    assert [row[1].split(" (")[0] for row in lines(page)] == [
        "10 entries",
        "1,000 entries",
        "100,000 entries",
    ]
    ratios = [row[3] for row in lines(page)]
    assert ratios[0] == "" and all(re.fullmatch(r"\*\*\d+\.\d\d\*\*", ratio) for ratio in ratios[1:])
    plot = ElementTree.parse(tmp_path / "bench.svg")
    assert len(plot.findall(".//{*}line")) == 1 + 2  # the place of 1, and a spread for each ratio


def test_yongeo_is_held_against_ctranslate2_with_any_model(tmp_path: Path, tiny_generator: Path) -> None:
    done = bench(
        "--only", "pipeline,beams,batches,threads", "--model", str(tiny_generator), "-d", str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    rows = lines((tmp_path / "bench.md").read_text())
    assert [row[1] for row in rows if row[0] == "Beam"] == ["beam 1", "beam 2", "beam 4"]
    against = [row for row in rows if row[6] == "≥ 0.97"]
    assert len(against) == 1 and against[0][4] == "yongeo"


def test_without_argos_translate_the_page_says_how_to_have_it(tiny_seq2seq: Path) -> None:
    done = bench("--only", "argos", "--model", str(tiny_seq2seq))
    assert done.returncode == 0, done.stderr
    assert lines(done.stdout) == []
    assert "`X/bin/pip install argostranslate`, and `--argos X/bin/python`" in done.stdout


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The benchmark's own model, but small, added from an Argos package."""
    folder = tmp_path_factory.mktemp("seeded")
    write_package(folder / "small.argosmodel", layers=1, width=128, size=1500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YONGEO_CACHE", str(folder))
        return add(folder / "small.argosmodel").folder


@pytest.mark.parametrize("beam", [1, 4])
def test_seeded_weights_say_a_word_for_each_piece_and_end(seeded: Path, beam: int) -> None:
    engine = open_engine(seeded, beam=beam)
    source = "한빛전자는 지난달 서울에서 생성형 AI로 고객 상담을 돕는 서비스를 시작했다."
    ((_, (said, *_)),) = engine.translate([source])
    assert said.complete
    assert re.fullmatch(r"[a-z ]+ AI [a-z ]+\.", said.text)
    assert len(said.text[:-1].split(" ")) + 1 == engine.length(source)


def test_a_python_without_argos_translate_is_told_in_one_line(tmp_path: Path, seeded: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    done = bench("--only", "argos", "--argos", str(python), "--model", str(seeded))
    assert done.returncode == 2
    assert "argos-translate ended" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "speed"], "no such part with this engine: speed"),
        (["--only", "pipeline", "--engine", "copy"], "no such part with this engine: pipeline"),
        (["--model", "/nowhere"], "/nowhere"),
    ],
)
def test_a_wrong_call_is_answered_in_one_line(arguments: list[str], said: str) -> None:
    done = bench(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
