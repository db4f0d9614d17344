"""``yongeo translate``: outputs, exit statuses and messages of the contract, on the real command line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from glossary import Glossary

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


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


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


def test_killed_runs_leave_nothing_behind_but_what_is_whole(tmp_path: Path) -> None:
    killed(tmp_path, kills=4)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    killed(tmp_path, kills=50)


def rows(memory: Path) -> int:
    """How many segments a memory holds."""
    if not memory.exists():
        return 0
    with closing(sqlite3.connect(memory)) as base:
        tables = base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'segments'").fetchone()[0]
        return int(base.execute("SELECT count(*) FROM segments").fetchone()[0]) if tables else 0


def killed(folder: Path, kills: int) -> None:
    """Kill a run at many points, finish it, and compare with an undisturbed one."""
    for number in range(6):
        sentences = " ".join(f"{number}번째 글의 {n}번째 문장에서 챗GPT를 말했다." for n in range(200))
        write(folder / f"in/{number}.txt", f"제목 {number}\n\n{sentences}\n")
    terms = write(folder / "t.yaml", "챗GPT: ChatGPT\n")
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", str(folder / "in")]
    command += ["-g", str(terms), "--report", str(folder / "r.json")]
    memory = folder / "m.sqlite"
    plain = [*command, "-d", str(folder / "plain"), "--memory", "none"]
    broken = [*command, "-d", str(folder / "broken"), "--memory", str(memory)]
    random = Random(1)
    for _ in range(kills):
        kept, deadline = rows(memory), time.monotonic() + random.uniform(2, 12)
        process = subprocess.Popen(broken, stderr=subprocess.DEVNULL)
        while process.poll() is None and time.monotonic() < deadline and rows(memory) <= kept:
            time.sleep(random.uniform(0, 0.1))
        process.kill()
        process.wait()
        for path in (folder / "broken").glob("[!.]*"):
            assert path.read_text().count("ChatGPT") == 200
    subprocess.run(broken, check=True, capture_output=True)
    kept = json.loads((folder / "r.json").read_text())["segments_from_memory"]
    subprocess.run(plain, check=True, capture_output=True)
    names = sorted(path.name for path in (folder / "broken").iterdir())
    assert names == sorted(path.name for path in (folder / "plain").iterdir())
    for name in names:
        assert (folder / "broken" / name).read_bytes() == (folder / "plain" / name).read_bytes()
    assert kept > 0
    shutil.rmtree(folder)


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
    done = yongeo(path, "-o", out, "--review", "/proc/nothing/r.html", code=1)
    assert "/proc/nothing/r.html: cannot write" in done.stderr
    assert out.read_text() == "가나다.\n"


def test_a_folder_is_watched(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", "하나.\n")
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", "--watch"]
    command += [str(tmp_path / "in"), "-d", str(tmp_path / "out"), "--memory", "none"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        appeared(tmp_path / "out/a.txt", "하나.\n")
        write(tmp_path / "in/b.txt", "둘.\n")
        appeared(tmp_path / "out/b.txt", "둘.\n")
        write(tmp_path / "in/a.txt", "하나 반.\n")
        appeared(tmp_path / "out/a.txt", "하나 반.\n")
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.endswith("yongeo: stopped\n")


def appeared(path: Path, text: str) -> None:
    """Wait until a file holds a text."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists() and path.read_text() == text:
            return
        time.sleep(0.2)
    raise AssertionError(f"{path} did not come to hold {text!r}")


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    sentences = " ".join(f"이것은 {n}번째 문장이다." for n in range(20_000))
    path, memory = write(tmp_path / "in.txt", sentences), tmp_path / "m.sqlite"
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", str(path)]
    command += ["-o", str(tmp_path / "out.txt"), "--memory", str(memory)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while rows(memory) == 0:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again to go on" in said
    assert not (tmp_path / "out.txt").exists()


def test_ctrl_c_twice_ends_the_run_though_a_batch_is_being_decoded(
    tiny_generator: Path, tmp_path: Path
) -> None:
    script = """
import time
from translate.commands import main
from translate.engines.generator import GeneratorEngine

def decode(*_, **__):
    print("decoding", flush=True)
    time.sleep(600)

GeneratorEngine._generate = decode
main()
"""
    path = write(tmp_path / "in.txt", "하나.\n")
    command = [sys.executable, "-c", script, "translate", str(path), "--model", str(tiny_generator)]
    command += ["-d", str(tmp_path / "out"), "--memory", "none"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline() == "decoding\n"
    process.send_signal(signal.SIGINT)
    assert process.stderr.readline().startswith("yongeo: stopping when the sentences in hand are done")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said == "yongeo: stopped; no memory keeps what was translated: the same command begins anew\n"
    assert not list((tmp_path / "out").glob("*"))


def test_a_text_on_standard_output_is_read_while_the_rest_is_in_work(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "\n\n".join(f"이것은 {n}번째 문장이다." for n in range(8_000)) + "\n")
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", str(path)]
    command += ["--memory", "none", "-q"]
    subprocess.run([*command, "-o", str(tmp_path / "out.txt")], check=True)
    text = (tmp_path / "out.txt").read_bytes()
    assert subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout == text
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    first = process.stdout.readline()
    assert process.poll() is None  # the rest is in work
    process.send_signal(signal.SIGTERM)
    shown = first + process.stdout.read()
    assert b"\nyongeo: stopped; no memory" in process.stderr.read()
    assert process.wait(timeout=60) == 130
    assert text.startswith(shown.removesuffix(b"\n"))


def test_what_is_shown_early_stands_once_though_an_input_before_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)))
    write(tmp_path / "b.txt", "비가 왔다.\n\n눈이 왔다.\n")
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", "--memory", "none"]
    command += [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout == "비가 왔다.\n\n눈이 왔다.\n"
    assert done.returncode == 1
    assert "a.txt: neither UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("memory", "said"),
    [
        ("m.sqlite", "what is translated is in the memory: run the same command again to go on"),
        ("none", "no memory keeps what was translated: the same command begins anew"),
    ],
)
def test_ctrl_c_ends_the_wait_for_standard_input_and_says_what_is_kept(
    memory: str, said: str, tmp_path: Path
) -> None:
    memory = memory if memory == "none" else str(tmp_path / memory)
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", "--memory", memory, "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not catches(process.pid, signal.SIGTERM):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr is not None
    assert process.stderr.read() == f"yongeo: stopped; {said}\n"


def catches(process: int, number: int) -> bool:
    """Whether a process has set a handler for a signal."""
    status = Path(f"/proc/{process}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:")).split()[1]
    return bool(int(caught, 16) >> (number - 1) & 1)


def test_two_runs_on_one_folder_do_not_harm_each_other(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path / f"in/{number}.txt", " ".join(f"{number}의 {n}번째 문장이다." for n in range(80)))
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", str(tmp_path / "in")]
    command += ["-d", str(tmp_path / "out"), "--memory", str(tmp_path / "m.sqlite")]
    both = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{n}.txt" for n in range(5)]
    for number in range(5):
        assert (tmp_path / f"out/{number}.txt").read_text() == (tmp_path / f"in/{number}.txt").read_text()


def test_a_full_disk_leaves_the_old_output_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "긴 문장이 여기에 있다. " * 3000)
    old = write(tmp_path / "out.txt", "old\n")
    command = f"ulimit -f 8; exec {sys.executable} -m translate translate --engine copy --no-numerals"
    command += f" --memory none {path} -o {old}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "cannot write (File too large)" in done.stderr and "Traceback" not in done.stderr
    assert old.read_text() == "old\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.txt", "out.txt"]


def test_a_file_that_vanishes_under_way_fails_alone(tmp_path: Path) -> None:
    from translate.batch import Finished, run
    from translate.engines.copy import CopyEngine
    from translate.formats.text import read
    from translate.inputs import discover
    from translate.pipeline import Translator
    from translate.report import Report

    for name in "abc":
        write(tmp_path / f"{name}.txt", f"{name} 글이다.\n")
    sources, _ = discover([str(tmp_path)])
    (tmp_path / "b.txt").unlink()
    finished: list[Finished] = []
    report = Report("copy", "copy", "")
    run(
        Translator(CopyEngine()),
        sources,
        lambda source: [read(source.read(), source.name)],
        Glossary(),
        report,
        finished.append,
    )
    assert [(Path(f.source.name).name, f.error is None) for f in finished] == [
        ("a.txt", True),
        ("b.txt", False),
        ("c.txt", True),
    ]
    assert [Path(failure["input"]).name for failure in report.failures] == ["b.txt"]
