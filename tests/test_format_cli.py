"""Files of every format through the real command, with an engine that copies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

DATA = Path(__file__).parent / "data"
FILES = {
    "post.md": "---\ntitle: 소식\n---\n\n# 새 *도서관*\n\n정부는 [한빛 법](/law)을 **곧** 낸다고 말했다.\n",
    "page.html": '<p>정부는 <a href="/law">한빛 법</a>을 <b>곧</b> 낸다.<br>\n둘째 줄이다.</p>\n',
    "cues.srt": "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>비가 왔다.</i>\r\n",
    "table.csv": 'id,ko\r\n1,"가, 나"\r\n2,-다\r\n',
    "data.json": '{"제목": "가람시", "n": 1.0}\n',
    "lines.jsonl": '{"t": "가람시"}\n{"t": "나루구"}\n',
}


def yongeo(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translate", "translate", *map(str, arguments)]
    command += ["--engine", "copy", "--memory", "none", "--no-numerals", "-q"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(text.encode())
    for path in DATA.glob("library-*.docx"):
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_every_format_comes_out_as_it_went_in(folder: Path) -> None:
    done = yongeo(folder / "in", "-d", folder / "out")
    assert (done.returncode, done.stderr) == (0, "")
    for path in sorted((folder / "in").iterdir()):
        assert (folder / "out" / path.name).read_bytes() == path.read_bytes(), path.name


def test_every_format_becomes_lines_for_scripts_and_xliff(folder: Path) -> None:
    assert yongeo(folder / "in", "-d", folder / "jsonl", "--to", "jsonl").returncode == 0
    assert yongeo(folder / "in", "-d", folder / "xliff", "--to", "xliff").returncode == 0
    for path in (folder / "jsonl").iterdir():
        assert all(json.loads(line)["target"] for line in path.read_text("utf-8").splitlines()), path.name
    for path in (folder / "xliff").iterdir():
        assert etree.parse(path).getroot().get("trgLang") == "en"


def test_columns_and_fields_are_named_with_commas(folder: Path) -> None:
    done = yongeo(folder / "in" / "table.csv", "--columns", "ko", "--to", "jsonl")
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["가, 나", "다"]
    done = yongeo(folder / "in" / "lines.jsonl", "--fields", "t", "--to", "jsonl")
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["가람시", "나루구"]


@pytest.mark.parametrize(
    ("name", "output", "begins"),
    [
        ("post.md", "o.docx", b"PK"),
        ("post.md", "o.html", b"<!doctype html>"),
        ("page.html", "o.xliff", b"<?xml"),
        ("page.html", "o.htm", b"<p>"),  # the same format
        ("cues.srt", "o.jsonl", b'{"doc"'),
        ("lines.jsonl", "o.ndjson", b'{"t"'),
        ("post.md", "o.new", b"---"),  # no ending that is known
    ],
)
def test_the_ending_of_the_output_tells_its_format(
    folder: Path, name: str, output: str, begins: bytes
) -> None:
    done = yongeo(folder / "in" / name, "-o", folder / output)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / output).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("name", "output", "message"),
    [
        ("post.md", "o.csv", "md cannot be written as csv; end its name in .txt, .md"),
        ("cues.srt", "o.vtt", "srt cannot be written as vtt"),
        ("data.json", "o.pdf", "json cannot be written as pdf"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused(
    folder: Path, name: str, output: str, message: str
) -> None:
    done = yongeo(folder / "in" / name, "-o", folder / output)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert message in done.stderr
    assert not (folder / output).exists()


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_what_cannot_be_written_is_refused_before_it_is_translated(folder: Path, more: tuple[str]) -> None:
    done = yongeo(DATA / "library.pdf", *more)
    assert done.returncode == 1 and "PDF cannot be written; use --to txt" in done.stderr
    done = yongeo(folder / "in" / "table.csv", "--bilingual", *more)
    assert done.returncode == 1 and "bilingual output is not written as csv" in done.stderr
    assert yongeo(DATA / "library.pdf", "-o", folder / "o.txt", *more).returncode == 0


@pytest.mark.parametrize(("name", "to"), [("page.html", "html"), ("post.md", "md")])
def test_bilingual_output_holds_the_source_also_where_the_input_has_that_format(
    folder: Path, name: str, to: str
) -> None:
    terms = folder / "terms.yaml"
    terms.write_text("terms: {한빛 법: Hanbit Act}\n")
    shown = yongeo(folder / "in" / name, "--to", to, "--bilingual", "-g", terms).stdout
    assert "Hanbit Act" in shown and "한빛 법" in shown


def test_a_pdf_is_read_and_says_that_it_cannot_be_written() -> None:
    done = yongeo(DATA / "library.pdf", "--to", "txt")
    assert done.stdout.startswith("가람시는 강변에 새 도서관을 열었다고 오늘 밝혔다.")
    done = yongeo(DATA / "library.pdf", "--to", "same")
    assert done.returncode == 1
    assert "PDF cannot be written; use --to txt" in done.stderr
