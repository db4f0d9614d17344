"""``yongeo translate``: outputs, exit statuses and messages of the contract, on the real command line."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from texts import write

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YONGEO_MEMORY", str(tmp_path_factory.mktemp("home") / "memory.sqlite"))


def yongeo(*arguments: str | Path, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command with the engine that copies, and expect an exit status."""
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_results_go_to_standard_output_and_messages_to_standard_error() -> None:
    done = yongeo(EXAMPLES / "article.txt", "-g", EXAMPLES / "glossary.yaml")
    assert "generative AI" in done.stdout
    assert "글자크기" not in done.stdout and "Copyright" not in done.stdout
    assert done.stderr.startswith("yongeo: 1 document, 13 segments; 31 pins (31 marker)")


def test_furniture_is_kept_when_asked() -> None:
    done = yongeo(EXAMPLES / "article.txt", "--keep-furniture", "-q")
    assert "이 글자크기로 변경됩니다." in done.stdout and "Copyright" in done.stdout
    assert done.stderr == ""


def test_pins_can_be_shown() -> None:
    done = yongeo(EXAMPLES / "article.txt", "-g", EXAMPLES / "glossary.yaml", "--show-pins")
    assert "⟦generative AI⟧" in done.stdout


def test_shown_pins_leave_inline_markup_in_its_place(tmp_path: Path) -> None:
    terms = write(tmp_path / "t.yaml", "네이버: Naver\n카카오: Kakao\n")
    text = "어제 **네이버** 소식, [카카오](/k) 소식, **끝**.\n"
    done = yongeo(write(tmp_path / "in.md", text), "-g", terms, "--show-pins")
    assert done.stdout == "어제 **⟦Naver⟧** 소식, [⟦Kakao⟧](/k) 소식, **끝**.\n"
    yongeo(tmp_path / "in.md", "--show-pins", "--to", "jsonl", code=2)  # its places would be wrong


def test_jsonl_has_the_keys_that_scripts_depend_on() -> None:
    done = yongeo(EXAMPLES / "article.txt", "-g", EXAMPLES / "glossary.yaml", "--to", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    keys = ["doc", "block", "kind", "seg", "source", "target", "pins", "checks", "engine", "model", "score"]
    assert all(list(row)[: len(keys)] == keys for row in rows)
    assert [row["block"] for row in rows] == sorted(row["block"] for row in rows)
    for row in rows:
        assert (row["target"] is None) == (row["kind"] in ("summary", "furniture", "copyright", "related"))
        for pin in row["pins"]:
            assert row["source"][pin["start"] : pin["end"]] == pin["surface"]
            assert row["target"][pin["tstart"] : pin["tend"]].lower() == pin["target"].lower()
            assert pin["how"] == "marker"


def test_standard_input_and_file_give_the_same() -> None:
    text = (EXAMPLES / "markets.txt").read_text()
    by_file = yongeo(EXAMPLES / "markets.txt", "-g", EXAMPLES / "markets.yaml").stdout
    assert yongeo("-", "-g", EXAMPLES / "markets.yaml", stdin=text).stdout == by_file


def test_a_folder_is_mirrored_and_failures_do_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", "가나다.\n")
    write(tmp_path / "in/deep/b.md", "# 제목\n\n본문이다.\n")
    (tmp_path / "in/bad.txt").write_bytes(b"\x00\xff\xfe\x00\x01" * 50)
    report = tmp_path / "r.json"
    done = yongeo(
        tmp_path / "in", "nowhere.txt", "--recursive", "-d", tmp_path / "out", "--report", report, code=1
    )
    assert (tmp_path / "out/a.txt").read_text() == "가나다.\n"
    assert (tmp_path / "out/deep/b.md").read_text() == "# 제목\n\n본문이다.\n"
    assert not (tmp_path / "out/bad.txt").exists()
    lines = [line for line in done.stderr.splitlines() if "bad.txt" in line or "nowhere.txt" in line]
    assert len(lines) == 2
    failures = json.loads(report.read_text())["failures"]
    assert {Path(failure["input"]).name for failure in failures} == {"bad.txt", "nowhere.txt"}


def test_translations_inside_the_folder_of_the_inputs_are_no_inputs(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", "가나다.\n")
    for inputs in (tmp_path / "in", tmp_path / "in", tmp_path / "in/**/*.txt"):
        yongeo(inputs, "--recursive", "-d", tmp_path / "in/english")
    made = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.txt")]
    assert sorted(made) == ["in/a.txt", "in/english/a.txt"]
    yongeo(tmp_path / "in/english", "-d", tmp_path / "in/english/again")  # unless they are named


def test_globs_and_several_inputs_on_standard_output(tmp_path: Path) -> None:
    write(tmp_path / "1.txt", "하나.\n")
    write(tmp_path / "2.txt", "둘.\n")
    assert yongeo(tmp_path / "*.txt").stdout == "하나.\n\n둘.\n"
    write(tmp_path / "1.txt", "하나.")
    write(tmp_path / "2.txt", "둘.")
    assert yongeo(tmp_path / "*.txt").stdout == "하나.\n\n둘.\n"


@pytest.mark.parametrize("ending", ["docx", "html", "srt"])
def test_inputs_that_would_make_no_file_together_need_a_folder(tmp_path: Path, ending: str) -> None:
    inputs = [write(tmp_path / f"{number}.{ending}", "") for number in (1, 2)]
    done = yongeo(*inputs, "-o", tmp_path / "out", code=1)
    assert f"2 inputs cannot share one .{ending} output; give a folder with -d" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-o", "x", "-d", "y", "IN"], 2, "-o names one file and -d a folder"),
        (["IN", "--beam", "4"], 2, "--beam is for --engine local"),
        (["--to", "nothing", "IN"], 2, "Invalid value for '--to'"),
        ([], 2, "Missing argument"),
        (["no-such-file.txt"], 1, "no-such-file.txt: no such file; check the name"),
        (["no*such*.txt"], 1, "no file matches"),
        (["정부는 내년 예산안을 발표했다. " * 20], 1, "cannot read (File name too long); check the name"),
        (["IN", "-g", "no-such.yaml"], 1, "no-such.yaml"),
        (["IN", "--encoding", "klingon"], 1, "klingon"),
        (["IN", "-o", "/proc/nothing/out.txt"], 1, "cannot write"),
        (["IN", "--memory", "/proc/nothing/m.sqlite"], 1, "memory"),
    ],
)
def test_bad_input_gets_one_line(tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    path = write(tmp_path / "in.txt", "가나다.\n")
    done = yongeo(*(str(path) if a == "IN" else a for a in arguments), code=code)
    assert message in done.stderr
    assert done.stdout == ""


def test_a_failed_input_leaves_no_output(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\xff\xfe\x00\x01" * 50)
    yongeo(bad, "-o", tmp_path / "out.txt", code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.txt"]


def test_a_name_that_is_no_utf8_stands_in_the_report(tmp_path: Path) -> None:
    bad = tmp_path / os.fsdecode("기사.txt".encode("cp949"))
    bad.write_bytes(b"\x00\xff\xfe\x00\x01" * 50)
    yongeo(bad, "--report", tmp_path / "r.json", code=1)
    (failure,) = json.loads((tmp_path / "r.json").read_text())["failures"]
    assert failure["input"] == str(bad)


def test_an_output_never_replaces_an_input(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "가나다.\n")
    for where in (["-d", tmp_path], ["-o", path]):
        assert "would replace its input" in yongeo(path, *where, code=1).stderr
    assert path.read_text() == "가나다.\n"
    write(tmp_path / "in/deep/b.txt", "하나.\n")
    other = write(tmp_path / "out/deep/b.txt", "둘.\n")
    done = yongeo(tmp_path / "in", other, "--recursive", "-d", tmp_path / "out", code=1)
    assert f"{other}: the output would replace its input" in done.stderr
    assert other.read_text() == "둘.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("x.txt -d e --report x.txt", "x.txt: the output would replace its input"),
        ("x.txt -d e --review x.txt", "x.txt: the output would replace its input"),
        ("x.txt -d e --report e/x.txt", "e/x.txt: the output would replace another output"),
        ("x.txt --to html -o s.html --review s.html", "s.html: the output would replace another output"),
        ("x.txt -g t.yaml -o t.yaml", "t.yaml: the output would replace the glossary"),
        ("x.txt --memory m.sqlite -o m.sqlite", "m.sqlite: the output would replace the memory"),
        ("x.txt --memory m --report m-wal", "m-wal: the output would replace the memory"),
    ],
)
def test_no_output_replaces_what_the_run_reads_or_another_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "x.txt", "가나다.\n")
    write(tmp_path / "t.yaml", "가나다: Ganada\n")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    done = yongeo(*arguments.split(), code=1)
    assert done.stderr == f"yongeo: {said}; write it somewhere else\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_device_takes_all_outputs_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", "가나다.\n")
    yongeo(path, "-o", "/dev/null", "--report", "/dev/null", "--review", "/dev/null")


@pytest.mark.parametrize("to", ["same", "txt"])
def test_two_inputs_are_never_written_to_one_file(tmp_path: Path, to: str) -> None:
    one, two = (write(tmp_path / name / "in.txt", f"{name}.\n") for name in ("하나", "둘"))
    done = yongeo(one, two, "-d", tmp_path / "out", "--to", to, code=1)
    assert f"{one} and {two} would be written to this one file" in done.stderr
    assert not (tmp_path / "out").exists()


def test_strict_exits_with_three_where_a_check_finds_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "가나다.\n")
    yongeo(path, "--strict", code=3)
    term = write(tmp_path / "t.yaml", "오픈AI: OpenAI\n")
    yongeo("-", "--strict", "-g", term, stdin="오픈AI\n")


@pytest.mark.parametrize("pins", ["[[", "[[1,2]]", "[]"])
def test_what_is_damaged_in_the_memory_is_translated_again(tmp_path: Path, pins: str) -> None:
    path = write(tmp_path / "in.txt", "챗GPT가 왔다.\n")
    terms = write(tmp_path / "t.yaml", "챗GPT: ChatGPT\n")
    arguments = (path, "-g", terms, "--memory", tmp_path / "m.sqlite")
    before = yongeo(*arguments).stdout
    with closing(sqlite3.connect(tmp_path / "m.sqlite")) as base, base:
        base.execute("UPDATE segments SET pins = ?", (pins,))
    done = yongeo(*arguments)
    assert done.stdout == before and "from memory" not in done.stderr
    assert "1 segment (1 from memory)" in yongeo(*arguments).stderr


def test_a_changed_term_translates_only_what_it_touches(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "챗GPT가 나왔다.\n\n메타는 조용하다.\n\n눈이 왔다.\n")
    terms = write(tmp_path / "t.yaml", "챗GPT: ChatGPT\n메타: Meta\n")
    report, memory = tmp_path / "r.json", tmp_path / "m.sqlite"
    options = ["-g", terms, "--memory", memory, "--report", report]
    yongeo(path, *options)
    assert json.loads(report.read_text())["segments_from_memory"] == 0
    yongeo(path, *options)
    assert json.loads(report.read_text())["segments_from_memory"] == 3
    write(terms, "챗GPT: Chatty\n메타: Meta\n")
    assert "Chatty" in yongeo(path, *options).stdout
    assert json.loads(report.read_text())["segments_from_memory"] == 2


def test_the_same_options_said_otherwise_decode_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "눈이 왔다.\n")
    report = tmp_path / "r.json"
    yongeo(path, "--report", report)
    yongeo(path, "--report", report, "--on-miss", "repair", "--to", "jsonl")
    assert json.loads(report.read_text())["segments_from_memory"] == 1


def test_bilingual_text_stands_under_its_source(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "오픈AI\n")
    terms = write(tmp_path / "t.yaml", "오픈AI: OpenAI\n")
    assert yongeo(path, "-g", terms, "--bilingual").stdout == "오픈AI\nOpenAI\n"
    assert yongeo(path, "-g", terms, "--bilingual", "--to", "md").stdout == "> 오픈AI\n\nOpenAI\n"


@pytest.mark.parametrize("to", ["txt", "md", "html", "jsonl", "tmx", "xliff", "docx"])
def test_every_output_format_is_written(tmp_path: Path, to: str) -> None:
    yongeo(EXAMPLES / "interview.txt", "--to", to, "-d", tmp_path, "-g", EXAMPLES / "interview.yaml")
    (path,) = tmp_path.iterdir()
    assert path.stat().st_size > 1000


def test_the_review_page_is_written(tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    yongeo(EXAMPLES / "interview.txt", "-o", tmp_path / "o.txt", "--review", page)
    assert "나루연구소" in page.read_text()


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", "챗GPT가 10억달러를 벌었다. 끝이다.\n")
    terms = write(tmp_path / "t.yaml", "챗GPT: ChatGPT\n")
    done = yongeo(tmp_path / "in", "-d", tmp_path / "out", "-g", terms, "--dry-run")
    assert done.stdout.startswith("1 document, 2 segments, 21 characters, 2 pins; under a minute")
    assert not (tmp_path / "out").exists()
    bad = tmp_path / "in/bad.txt"
    bad.write_bytes(b"\x00\xff\xfe\x00\x01" * 50)
    done = yongeo(tmp_path / "in", "--dry-run", code=1)
    assert done.stdout.startswith("1 document,") and str(bad) in done.stderr


def test_engines_are_compared_in_the_review_page(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "가나다.\n")
    page = tmp_path / "r.html"
    done = yongeo(path, "--engine", "copy,copy", "--compare", "--review", page)
    assert done.stdout == "가나다.\n"
    assert page.read_text().count("가나다.") > 2
    yongeo("-", "--engine", "copy,copy", "--compare", "--review", page, stdin="라마바.\n")
    assert page.read_text().count("라마바.") > 2
    yongeo(path, "--engine", "copy,copy", code=2)
    yongeo(path, "--compare", code=2)


def test_an_input_that_fails_is_compared_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\xff\xfe\x00\x01" * 50)
    good = write(tmp_path / "good.txt", "가나다. 라마바.\n")
    page = tmp_path / "r.html"
    engines = ("--engine", "copy,copy", "--compare", "--review", page)
    done = yongeo(tmp_path / "bad.txt", good, *engines, code=1)
    assert done.stderr.count("bad.txt") == 1
    assert page.read_text().count('<dl class="others">') == 2


def test_outputs_are_written_also_where_the_review_page_cannot_be(tmp_path: Path) -> None:
    path, out = write(tmp_path / "in.txt", "가나다.\n"), tmp_path / "out.txt"
    report = tmp_path / "r.json"
    done = yongeo(path, "-o", out, "--review", "/proc/nothing/r.html", "--report", report, code=1)
    failure, summary = done.stderr.splitlines()
    assert "/proc/nothing/r.html: cannot write" in failure and summary.startswith("yongeo: 1 document")
    assert out.read_text() == "가나다.\n"
    (failure,) = json.loads(report.read_text())["failures"]
    assert failure["output"] == "/proc/nothing/r.html" and "cannot write" in failure["error"]
    done = yongeo(path, "-o", out, "--report", "/proc/nothing/r.json", code=1)
    assert "/proc/nothing/r.json: cannot write" in done.stderr and "1 document" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("--help > /dev/full", "No space left on device"),
        ("translate --engine copy x.txt > /dev/full", "No space left on device"),
        ("check c.jsonl > /dev/full", "No space left on device"),
        ("memory export -m m.sqlite > /dev/full", "No space left on device"),
        ("translate --engine copy x.txt >&-", "Bad file descriptor"),
        ("memory export -m m.sqlite >&-", "Bad file descriptor"),
    ],
)
def test_standard_output_that_cannot_be_written_is_one_line(tmp_path: Path, command: str, said: str) -> None:
    path = write(tmp_path / "x.txt", "가나다.\n")
    yongeo(path, "--memory", tmp_path / "m.sqlite", "--to", "jsonl", "-o", tmp_path / "c.jsonl")
    shell = f"exec {sys.executable} -m translate {command}"
    environment = {**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", shell], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == f"yongeo: output: {said}; check its permissions and space"
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_a_closed_standard_error_stops_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", "가나다.\n")
    shell = f"exec {sys.executable} -m translate translate --engine copy {path} -o {tmp_path / 'z.txt'} 2>&-"
    subprocess.run(["bash", "-c", shell], check=True)
    assert (tmp_path / "z.txt").read_text() == "가나다.\n"


def test_what_is_shown_early_stands_once_though_an_input_before_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)))
    write(tmp_path / "b.txt", "비가 왔다.\n\n눈이 왔다.\n")
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", "--memory", "none"]
    command += [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout == "비가 왔다.\n\n눈이 왔다.\n"
    assert done.returncode == 1
    assert "a.txt: neither UTF-8" in done.stderr
