"""``yongeo translate`` stopped, killed, beside another run, on a full disk: nothing is lost."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from online_services import Call, Reply, Service, libre, reply
from texts import write

from glossary import Glossary


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


def test_an_input_that_appears_takes_no_other_ones_output_and_report_and_review_page_hold_both(
    tmp_path: Path,
) -> None:
    write(tmp_path / "in/a.txt", "하나.\n")
    page, report = tmp_path / "r.html", tmp_path / "r.json"
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", "--watch", "--to", "html"]
    command += [str(tmp_path / "in"), "-d", str(tmp_path / "out"), "--memory", "none"]
    process = subprocess.Popen([*command, "--review", str(page), "--report", str(report)])
    try:
        appeared(tmp_path / "out/a.html", "하나.", part=True)
        write(tmp_path / "in/a.md", "둘.\n")
        appeared(tmp_path / "out/a.md.html", "둘.", part=True)
        appeared(report, '"documents": 2', part=True)
        assert "하나." in (tmp_path / "out/a.html").read_text()
        assert all(text in page.read_text() for text in ("하나.", "둘."))
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_what_a_service_fails_to_translate_is_tried_again_while_a_folder_is_watched(
    tmp_path: Path, service: Callable[..., Service]
) -> None:
    server = service("libre", lambda call: reply({}, 401))
    write(tmp_path / "in/a.txt", "가격이 올랐다.\n")
    command = [sys.executable, "-m", "translate", "translate", "--engine", "libre", "--watch"]
    command += [str(tmp_path / "in"), "-d", str(tmp_path / "out"), "--memory", "none"]
    command += ["--report", str(tmp_path / "r.json"), "--review", "/proc/nothing/r.html"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        appeared(tmp_path / "r.json", "401", part=True)
        server.answer = libre
        appeared(tmp_path / "out/a.txt", "Prices rose.\n")
        appeared(tmp_path / "r.json", '"documents": 1', part=True)
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "it is tried again" in said and said.endswith("yongeo: stopped\n")
    failures = json.loads((tmp_path / "r.json").read_text())["failures"]
    assert [list(failure) for failure in failures] == [["output", "error"]]


def appeared(path: Path, text: str, part: bool = False) -> None:
    """Wait until a file holds a text, or has it as a part."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists() and (path.read_text() == text or (part and text in path.read_text())):
            return
        time.sleep(0.2)
    raise AssertionError(f"{path} did not come to hold {text!r}")


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    for file in range(40):
        sentences = " ".join(f"이것은 {n}번째 문장이다." for n in range(200 * file, 200 * file + 200))
        write(tmp_path / "in" / f"{file}.txt", sentences)
    memory, out = tmp_path / "m.sqlite", tmp_path / "out"
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", str(tmp_path / "in")]
    command += ["-d", str(out), "--memory", str(memory)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while rows(memory) == 0:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again to go on" in said
    assert len(list(out.rglob("*.txt"))) < 40


def test_ctrl_c_while_the_last_batch_is_decoded_lets_the_run_end_as_if_it_had_not_come(
    tiny_generator: Path, tmp_path: Path
) -> None:
    script = """
import time
from translate.commands import main
from translate.engines import Hypothesis
from translate.engines.generator import GeneratorEngine

def decode(engine, prompts, **options):
    print("decoding", flush=True)
    time.sleep(1)
    return [[Hypothesis("It rained.", 0.0)] for _ in prompts]

GeneratorEngine._generate = decode
main()
"""
    path = write(tmp_path / "in.txt", "비가 왔다.\n")
    command = [sys.executable, "-c", script, "translate", str(path), "--model", str(tiny_generator)]
    command += ["-d", str(tmp_path / "out"), "--memory", "none"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "decoding\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "stopped" not in said
    assert [file.read_text() for file in (tmp_path / "out").glob("*")] == ["It rained.\n"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_a_service_has_answered_is_kept_and_no_further_request_made(
    number: signal.Signals, tmp_path: Path, service: Callable[..., Service]
) -> None:
    def answer(call: Call) -> Reply:
        if len(server.calls) == 2:
            process.send_signal(number)
            time.sleep(0.5)
        return reply({"translatedText": ["It rained." for text in call.json["q"]]})

    server = service("libre", answer)
    places = (f"{a}{b}" for a in "가나다라마바사아자차" for b in "산강들길집봉섬골숲")
    path = write(tmp_path / "in.txt", "\n\n".join(f"{place} 마을에 비가 왔다." for place in places))
    command = [sys.executable, "-m", "translate", "translate", "--engine", "libre", str(path)]
    command += ["-o", str(tmp_path / "out.txt"), "--memory", str(tmp_path / "m.sqlite")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again to go on" in said
    assert len(server.calls) == 2
    assert rows(tmp_path / "m.sqlite") == sum(len(call.json["q"]) for call in server.calls) == 50


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
    lost = "no memory keeps what was translated: leave out --memory none to go on where it stops"
    assert said == f"yongeo: stopped; {lost}\n"
    assert not list((tmp_path / "out").glob("*"))


def test_a_text_on_standard_output_is_read_while_the_rest_is_in_work(tmp_path: Path) -> None:
    path = write(tmp_path / "in.txt", "\n\n".join(f"이것은 {n}번째 문장이다." for n in range(3_000)) + "\n")
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


@pytest.mark.parametrize(
    ("memory", "said"),
    [
        ("m.sqlite", "what is translated is in the memory: run the same command again to go on"),
        ("none", "no memory keeps what was translated: leave out --memory none to go on where it stops"),
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
    assert process.stderr is not None
    code, error = process.wait(timeout=60), process.stderr.read()
    assert (code, error) == (130, f"yongeo: stopped; {said}\n")


def test_ctrl_c_ends_the_wait_though_an_error_raised_where_it_comes_would_be_lost(tmp_path: Path) -> None:
    script = """
import os, queue, signal, weakref
from translate.commands import main

class Importing:
    pass

def get(self, *args, **extra):
    queue.Queue.get = waits
    lock = Importing()
    callback = weakref.ref(lock, lambda _: os.kill(os.getpid(), signal.SIGINT))
    del lock
    return waits(self, *args, **extra)

waits, queue.Queue.get = queue.Queue.get, get
main()
"""
    command = [sys.executable, "-c", script, "translate", "--engine", "copy", "--memory", "none", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.wait(timeout=60) == 130
    finally:
        process.kill()
        _, said = process.communicate()
    assert said.startswith("yongeo: stopped; ") and said.count("\n") == 1


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


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (None, "cannot read (No such file or directory)"),
        (
            ZeroDivisionError("division\nby zero"),
            "cannot be read (ZeroDivisionError: division by zero); save",
        ),
        (MemoryError(), "cannot be read (MemoryError:); save it anew"),
    ],
)
def test_a_file_that_vanishes_under_way_or_meets_a_fault_in_its_reader_fails_alone(
    tmp_path: Path, fault: Exception | None, message: str
) -> None:
    from translate.batch import Finished, run, workload
    from translate.document import Document
    from translate.engines.copy import CopyEngine
    from translate.formats.text import read
    from translate.inputs import Source, discover
    from translate.pipeline import Translator
    from translate.report import Report

    for name in "abc":
        write(tmp_path / f"{name}.txt", f"{name} 글이다.\n")
    sources, _ = discover([str(tmp_path)])
    if fault is None:
        (tmp_path / "b.txt").unlink()

    def documents(source: Source) -> Iterator[Document]:
        if fault is not None and source.relative.name == "b.txt":
            raise fault
        yield read(source.read(), source.name)

    finished: list[Finished] = []
    report = Report("copy", "copy", "")
    run(
        Translator(CopyEngine()),
        sources,
        documents,
        Glossary(),
        report,
        finished.append,
    )
    assert [(Path(f.source.name).name, f.error is None) for f in finished] == [
        ("a.txt", True),
        ("b.txt", False),
        ("c.txt", True),
    ]
    assert [failure["input"] for failure in report.failures] == [str(tmp_path / "b.txt")]
    assert report.failures[0]["error"].startswith(f"{tmp_path / 'b.txt'}: {message}")
    line, wrong = workload(sources, documents, Glossary())
    assert line.startswith("2 documents") and [str(error) for error in wrong] == [report.failures[0]["error"]]
