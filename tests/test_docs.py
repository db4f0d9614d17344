"""What the documentation shows works: every command of the README is run, and its Python."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [
    line.split("  #")[0].strip()
    for block in blocks("sh")
    for line in block.splitlines()
    if re.search(r"\byongeo (?!serve)", line) and not line.startswith("pip ")
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the README speaks of."""
    from docx import Document

    monkeypatch.setenv("YONGEO_MEMORY", str(tmp_path / ".memory.sqlite"))
    shutil.copy(ROOT / "examples/article.txt", tmp_path / "article.txt")
    shutil.copy(ROOT / "examples/glossary.yaml", tmp_path / "terms.yaml")
    (tmp_path / "news").mkdir()
    shutil.copy(ROOT / "examples/markets.txt", tmp_path / "news")
    (tmp_path / "page.html").write_text("<!doctype html><title>소식</title><p>챗GPT가 나왔다.</p>")
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n챗GPT가 나왔다.\n")
    (tmp_path / "deepl.csv").write_text("앤스로픽,Anthropic\n")
    report = Document()
    report.add_paragraph("챗GPT가 나왔다.")
    report.save(str(tmp_path / "report.docx"))
    command = f"{sys.executable} -m translate translate article.txt --to jsonl -o article.jsonl --engine copy"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_the_readme_has_commands() -> None:
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("command", COMMANDS)
def test_a_readme_command_runs(desk: Path, command: str) -> None:
    program = f"{shlex.quote(sys.executable)} -m translate"
    line = re.sub(r"\byongeo translate\b", f"{program} translate --engine copy", command)
    line = re.sub(r"\byongeo\b", program, line)
    done = subprocess.run(line, shell=True, cwd=desk, capture_output=True, text=True, timeout=200)
    assert "Traceback" not in done.stderr
    # lint and check say with their status that they found something
    allowed = (0, 1) if " lint" in line or "translate check" in line else (0,)
    assert done.returncode in allowed, done.stderr


def test_serve_starts_and_stops(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "translate", "serve", "--engine", "copy", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(5)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


@pytest.mark.model
def test_the_readme_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("name", "glossary", "pins"),
    [("interview", "interview", 20), ("article", "glossary", 31), ("markets", "markets", 30)],
)
def test_every_example_is_translated_with_every_pin(
    name: str, glossary: str, pins: int, tmp_path: Path
) -> None:
    report = tmp_path / "r.json"
    command = [sys.executable, "-m", "translate", "translate", f"examples/{name}.txt", "-d", str(tmp_path)]
    command += ["-g", f"examples/{glossary}.yaml", "--memory", "none", "--report", str(report)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=800)
    assert done.returncode == 0, done.stderr
    figures = json.loads(report.read_text())
    assert (sum(figures["pins"].values()), figures["misses"]) == (pins, [])
    english = (tmp_path / f"{name}.txt").read_text()
    assert "글자크기" not in english and "무단" not in english
