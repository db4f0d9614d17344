"""The translation memory as a file: damaged, full, killed, shared."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from memories import SENTENCE, name, record

from translate.memory import Memory, TranslationMemoryError, human_key

# Files that are not good


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"This is a letter, not a memory. " * 40, "not a translation memory"),
        (b"SQLite format 3\0" + bytes(range(256)) * 20, "not a translation memory|damaged|failed"),
    ],
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(TranslationMemoryError, match=message) as fault:
        Memory(path)
    assert "\n" not in str(fault.value) and str(path) in str(fault.value)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite"
    base = sqlite3.connect(path)
    base.executescript("CREATE TABLE photos (name TEXT)")
    base.close()
    before = path.read_bytes()
    with pytest.raises(TranslationMemoryError, match="not a translation memory of yongeo"):
        Memory(path)
    assert path.read_bytes() == before


def test_a_memory_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    Memory(path).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 9")
    base.close()
    with pytest.raises(TranslationMemoryError, match="format 9, newer"):
        Memory(path)


def test_a_damaged_memory_says_so(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.put({name(number): record(number) for number in range(2000)})
    whole = bytearray(path.read_bytes())
    whole[8192:] = os.urandom(len(whole) - 8192)
    path.write_bytes(whole)
    with pytest.raises(TranslationMemoryError, match="damaged"), Memory(path) as memory:
        list(memory.records())


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(TranslationMemoryError, match="cannot be opened"):
        Memory(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TranslationMemoryError, match="cannot make the memory's folder"):
        Memory(tmp_path / "file" / "memory.sqlite")


def test_a_full_disk_keeps_nothing_of_the_batch_and_all_before(tmp_path: Path) -> None:
    """SQLite's own page limit gives the very error of a full disk."""
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.put({name(1): record(1)})
        pages = memory._base.execute("PRAGMA page_count").fetchone()[0]
        memory._base.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(TranslationMemoryError, match="the disk is full; free some space"):
            memory.put({name(number): record(number) for number in range(2, 3000)})
        assert [kept.source for kept in memory.records()] == ["문장 1"]
        memory._base.execute("PRAGMA max_page_count = 100000")
        memory.put({name(2): record(2)})
        assert len(list(memory.records())) == 2


def test_a_memory_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.put({name(1): record(1)})
        memory._base.execute("PRAGMA query_only = 1")
        with pytest.raises(TranslationMemoryError, match="cannot be written"):
            memory.put({name(2): record(2)})


# Crashes and company

_CHILD = """
import sys
from translate.memory import Memory, Stored, key
memory = Memory(sys.argv[1])
start, count, batch = map(int, sys.argv[2:5])
for number in range(start, start + count, batch):
    names = range(number, number + batch)
    memory.put({key(f"문장 {n}", (), "koen", {}): Stored(f"문장 {n}", f"Sentence {n}") for n in names})
    print(*names, sep="\\n", flush=True)
"""


def child(path: Path, start: int, count: int, batch: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), str(start), str(count), str(batch)],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("kills", [12, pytest.param(50, marks=pytest.mark.slow)])
def test_whatever_was_reported_done_survives_kill_9(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "memory.sqlite"
    chance = random.Random(7)
    reported: set[int] = set()
    for kill in range(kills):
        process = child(path, kill * 100_000, 100_000, chance.randrange(1, 12))
        assert process.stdout is not None
        reported.add(int(process.stdout.readline()))  # it works
        time.sleep(chance.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        # The last line may be cut off by the kill: it counts as reported only with its line end.
        reported.update(int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n"))
        assert process.returncode == -signal.SIGKILL
        with Memory(path) as memory:
            assert memory._base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            found = memory.get([name(number) for number in reported])
        assert {stored.source for stored in found.values()} == {f"문장 {number}" for number in reported}
    assert len(reported) > 100


def test_processes_that_start_at_once_on_a_new_memory_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "memory.sqlite"
    processes = [child(path, 1000 * number, 200, 4) for number in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    with Memory(path) as memory:
        assert {stored.source for stored in memory.records()} == {
            f"문장 {1000 * process + number}" for process in range(4) for number in range(200)
        }


def test_whoever_opens_a_memory_while_another_makes_it_knows_it_for_one(tmp_path: Path) -> None:
    def opened(path: Path) -> None:
        Memory(path).close()

    with ThreadPoolExecutor(8) as pool:
        for number in range(40):
            list(pool.map(opened, [tmp_path / f"{number}.sqlite"] * 8))


def test_threads_share_one_memory(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")

    def put(first: int) -> None:
        for number in range(first, first + 50):
            memory.put({name(number): record(number)})
            assert name(number) in memory.get([name(number)])
            memory.similar(f"문장 {number}")

    threads = [threading.Thread(target=put, args=(100 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(memory.records())) == 200


def test_a_clock_that_jumps_back_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    memory.correct([(SENTENCE, "First.")])
    monkeypatch.setattr(time, "time", lambda: 0.0)
    memory.correct([(SENTENCE, "Second.")])
    memory.put({name(1): record(1)})
    assert memory.human([SENTENCE])[SENTENCE].target == "Second."
    assert human_key(SENTENCE) != name(1) and name(1) in memory.get([name(1)])
