"""Hostile glossaries are refused with one clear line; 100,000 entries take bounded time and memory."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from glossary import Entry, Glossary, GlossaryError, Matcher
from glossary.yamlfile import GlossaryFile, load, loads, raw_entries

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CHAIN = "&k0 {x: y}: z\n" + "".join(f"k{n}: &k{n} [*k{n - 1}]\n" for n in range(1, 3000))
MERGES = "x-0: &m0 {source: 가나, target: A}\n" + "".join(
    f"x-{n}: &m{n} {{<<: *m{n - 1}}}\n" for n in range(1, 30)
)
HOSTILE = {
    "billion laughs": (LAUGHS, "aliases repeat too much"),
    "long chain of aliases": (CHAIN, "aliases repeat too much"),
    "long chain of merges": (MERGES + "entries:\n  - {<<: *m29}\n", "`<<` leads on more than 20 times"),
    "anchor in itself": ("&a [*a]", "the anchor &a contains itself"),
    "anchor in its own key": ("&a {*a : x}", "the anchor &a contains itself"),
    "merge of itself": ("x-a: &a {<<: *a}\nversion: 1\n", "the anchor &a contains itself"),
    "unknown anchor": ("한은: *b\n", "the anchor &b is not defined above"),
    "deep brackets": ("[" * 100_000, "nest"),
    "deep braces": ("{a: " * 100_000, "nested deeper than 20 levels"),
    "deep dashes": ("- " * 50_000 + "a", "nested deeper than 20 levels"),
    "long scalar": ("한은: " + "A" * (1024 * 1024 + 1), "a text is longer than 1 MB"),
    "python object": ("한은: !!python/object/apply:os.system ['touch /tmp/no']\n", "the tag !!python/object"),
    "python name": ("한은: !!python/name:os.system\n", "the tag !!python/name:os.system is not allowed"),
    "local tag": ("한은: !include secret.yaml\n", "the tag !include is not allowed"),
    "binary": ("한은: !!binary aGVsbG8=\n", "the tag !!binary is not allowed"),
    "number tag": ("한은: !!int 3\n", "the tag !!int is not allowed"),
    "set tag": ("!!set {한은}\n", "the tag !!set is not allowed"),
    "tag handle": ("%TAG !e! tag:yaml.org,2002:python/\n---\n한은: !e!name:os.system\n", "is not allowed"),
    "two documents": ("한은: BOK\n---\n금리: rates\n", "a second document begins"),
    "zero byte": ("한은: B\x00K\n", "the character U+0000 may not stand"),
    "control character": ("한은: B\x1b[31mK\n", "the character U+001B may not stand"),
    "surrogate": ("한은: B\ud800K\n", "the character U+D800 may not stand"),
    "line separator": ("한은: B\u2028K\n", "the character U+2028 may not stand"),
    "unknown directive": ("%YAML 3.0\n---\n한은: BOK\n", "not valid YAML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_harm_is_refused_with_one_line(name: str) -> None:
    text, message = HOSTILE[name]
    started = time.monotonic()
    with pytest.raises(GlossaryError) as raised:
        loads(text, Path("terms.yaml"))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 300
    assert raised.value.line is not None
    assert time.monotonic() - started < 20


def test_the_text_tags_that_change_nothing_are_allowed() -> None:
    assert loads("!!map\n한은: !!str BOK\n금리: ! rates\n").entries == (
        Entry("한은", "BOK"),
        Entry("금리", "rates"),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(range(256)), "not UTF-8 text"),
        (b"PK\x03\x04" + bytes(100), "may not stand in YAML"),
        ("한은: BOK".encode("utf-16"), "not UTF-8 text"),
        (b"\xff\xfe\x00\x00", "not UTF-8 text"),
    ],
)
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "terms.yaml"
    path.write_bytes(data)
    for opening in (load, GlossaryFile.open):
        with pytest.raises(GlossaryError, match=message):
            opening(path)


def test_a_file_of_many_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    with path.open("wb") as file:
        file.truncate(8 * 1024**3)  # sparse
    with pytest.raises(GlossaryError, match="larger than 64 MB"):
        load(path)


FULL_DISK = """
import resource, sys
from pathlib import Path
from glossary import Entry, GlossaryError
from glossary.yamlfile import GlossaryFile
file = GlossaryFile.open(Path(sys.argv[1]))
file.add(Entry("금리", "interest rates " * 20))
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
try:
    file.save()
except GlossaryError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text("entries:\n  - {source: 한은, target: BOK}\n", "utf-8")
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True
    )
    assert "cannot be written: File too large; the file is as it was" in done.stdout
    assert path.read_bytes() == before and [entry.name for entry in tmp_path.iterdir()] == ["terms.yaml"]


SEED = """\
# 용어
version: 1
x-d: &d {case: sentence, tags: [가, "나"]}
entries:
  - source: 한은   # 줄임말
    target: "BOK"
    forbid:
      - Korea Bank
    note: |
      글

  - {source: 'WWDC', target: WWDC, <<: *d}
terms:
  오픈AI: OpenAI
"""


def mutated(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        place, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        piece = chance.choice(
            [*"\n\t -:#&*!|>'\"%@`[]{},?~\ufeff\x00가", "<<: *d", "- ", "null", "---\n", ""]
        )
        text = text[:place] + piece + text[chance.choice([place, place + 1, max(place, other)]) :]
    return text


@pytest.mark.parametrize("seed", range(10))
def test_five_thousand_mutations_never_end_in_a_traceback(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path = tmp_path / "terms.yaml"
    refused = 0
    for _ in range(500):
        text = mutated(SEED, chance)
        data = text.encode("utf-8")
        path.write_bytes(data)
        raw_entries(text)
        try:
            file = GlossaryFile.open(path)
            file.add(Entry("새 용어", "new term"))
            file.remove("새 용어")
            assert file.text == text
        except GlossaryError as error:
            refused += 1
            assert "\n" not in str(error)
        assert path.read_bytes() == data
    assert 0 < refused < 500


MEASURE = """
import re, sys, time
from pathlib import Path
from glossary.yamlfile import load
before = time.perf_counter()
glossary = load(Path(sys.argv[1]))
seconds = time.perf_counter() - before
# not ru_maxrss: that remembers the memory of the process that started this one
peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())
print(len(glossary), seconds, int(peak[1]) / 1024)
"""


def big(path: Path, entries: int) -> Path:
    lines = ["version: 1", "entries:"]
    for number in range(entries):
        lines += [f"  - source: 용어{number}", f"    target: term {number}", "    tags: [많음]"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is known from /proc")
def test_a_hundred_thousand_entries_load_in_bounded_time_and_memory(tmp_path: Path) -> None:
    path = big(tmp_path / "terms.yaml", 100_000)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    entries, seconds, megabytes = map(float, done.stdout.split())
    print(f"{entries:.0f} entries: {seconds:.1f} s, {megabytes:.0f} MB")
    assert entries == 100_000 and megabytes < 500
    assert seconds < 25  # 5 s on an idle machine; the bound leaves room for a busy one


@pytest.mark.slow
def test_matching_costs_no_more_with_a_hundred_thousand_entries() -> None:
    """Process time for one character, best of several runs taken in turn, as a ratio."""
    common = [Entry(f"공통{number}어", f"Term {number}") for number in range(100)]
    more = [Entry(f"다른{number}말", f"Other {number}") for number in range(99_900)]
    text = "어제 공통7어가 오르자 시장은 공통12어의 값을 다시 매겼고 사람들은 조용히 지켜보았다. " * 200
    matchers = {size: Matcher(Glossary((*common, *more[: size - 100]))) for size in (100, 100_000)}
    expected = [(found.start, found.surface) for found in matchers[100](text)]
    assert len(expected) == 400
    assert [(found.start, found.surface) for found in matchers[100_000](text)] == expected
    best = dict.fromkeys(matchers, float("inf"))
    for _ in range(40):
        for size, matcher in matchers.items():
            started = time.process_time()
            matcher(text)
            best[size] = min(best[size], time.process_time() - started)
    ratio = best[100_000] / best[100]
    print(
        f"{1e9 * best[100] / len(text):.0f} ns a character with 100 entries, ratio {ratio:.3f} with 100,000"
    )
    assert ratio < 1.3  # 1.1 on an idle machine
