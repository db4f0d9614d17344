"""The program that measures English runs with any model; what it finds is not a test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.errors import YongeoError
from tests.quality.pairs import Pair, Term, load

ROOT = Path(__file__).parent.parent
ROWS = [
    {"ko": "메타가 웃었다.", "en": "Meta smiled.", "terms": [[0, 2, 0, 4]], "doc": "a", "n": 0},
    {"ko": "오픈AI도 웃었다.", "en": "OpenAI smiled, too.", "terms": [[0, 4, 0, 6]], "doc": "a", "n": 1},
    {"ko": "그러나 시장은 조용했다.", "en": "But the market was calm.", "doc": "a", "n": 2},
    {
        "ko": "메타와 오픈AI는 조용하다.",
        "en": "Meta, OpenAI are calm.",
        "terms": [[4, 8, 6, 12], [0, 2, 0, 4]],
    },
    {"ko": "변혜숙 대표가 웃었다.", "en": "CEO Byun Hye-suk smiled."},
]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def quality(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.quality", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def test_pairs_have_their_terms_in_order(pairs: Path) -> None:
    terms = (Term(0, 2, "Meta"), Term(4, 8, "OpenAI"))
    assert load(pairs)[3] == Pair("메타와 오픈AI는 조용하다.", "Meta, OpenAI are calm.", terms)


def test_a_text_file_has_its_english_beside_it(tmp_path: Path) -> None:
    (tmp_path / "dev.ko").write_text("하나\n둘\n셋\n넷\n", encoding="utf-8")
    (tmp_path / "dev.en").write_text("one\ntwo\nthree\nfour\n", encoding="utf-8")
    assert [pair.reference for pair in load(tmp_path / "dev.ko", 2)] == ["one", "three"]
    (tmp_path / "dev.en").write_text("one\n", encoding="utf-8")
    with pytest.raises(YongeoError, match="no pairs to measure on"):
        load(tmp_path / "dev.ko")


def test_every_choice_is_measured(pairs: Path, tiny_generator: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny_generator, folder)
    (folder / "words.tsv").write_text("시장\tmarket\n", encoding="utf-8")
    manifest = folder / "model.toml"
    manifest.write_text('lexicon = "words.tsv"\n' + manifest.read_text())
    done = quality(pairs, "--model", folder, "-o", tmp_path / "quality.md")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "quality.md").read_text()
    assert done.stdout.strip() == page.strip()
    parts = [
        line.removeprefix("## ").partition(":")[0] for line in page.splitlines() if line.startswith("## ")
    ]
    assert parts == [
        *("Models", "Beam and length penalty", "Compute type", "Prompt lengths", "Tokens of a batch"),
        *(
            "Words of the lexicon",
            "Names",
            "Guards against repetition",
            "Context",
            "Paragraphs",
            "Markers",
            "Pins",
            "Scores",
        ),
    ]
    assert "4 of 4 pins exact" in page
    assert page.count(" of 3 as they should be, ") == 2


def test_what_cannot_be_measured_is_told_in_one_line(tmp_path: Path) -> None:
    done = quality(tmp_path / "none.jsonl")
    assert done.returncode == 2
    assert "none.jsonl: no pairs to measure on" in done.stderr and "Traceback" not in done.stderr
