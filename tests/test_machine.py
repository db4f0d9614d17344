"""What the machine leaves to a program."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from translate import machine

GB = 10**9


@pytest.fixture(autouse=True)
def groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The files of control groups in a folder of this test, which is empty."""
    monkeypatch.setattr(machine, "_CGROUPS", tuple((tmp_path, *names) for _, *names in machine._CGROUPS))


def test_free_memory_is_what_the_system_says() -> None:
    assert machine.free_bytes() == pytest.approx(psutil.virtual_memory().available, rel=0.2)


@pytest.mark.parametrize(
    ("most", "taken", "cache"),
    [
        ("memory.max", "memory.current", "inactive_file"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    ],
)
def test_a_container_may_have_less_and_its_cache_counts_as_free(
    tmp_path: Path, most: str, taken: str, cache: str
) -> None:
    (tmp_path / most).write_text(f"{GB // 4}\n")
    (tmp_path / taken).write_text(f"{GB // 5}\n")
    (tmp_path / "memory.stat").write_text(f"anon 5\n{cache} {GB // 20}\nactive_file 7\n")
    assert machine.free_bytes() == GB // 4 - GB // 5 + GB // 20


def test_a_container_without_a_limit_has_what_the_machine_has(tmp_path: Path) -> None:
    for name, text in (("memory.max", "max"), ("memory.current", str(GB)), ("memory.stat", "")):
        (tmp_path / name).write_text(f"{text}\n")
    assert machine.free_bytes() > GB // 4
