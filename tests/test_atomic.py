"""Outputs that are whole or not there."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from translate.atomic import written


@pytest.mark.parametrize("name", ["보고서.txt", "가" * 85, "\U0001f600" * 63, "[1]*.txt"])
def test_any_name_that_a_file_may_have_can_be_written(tmp_path: Path, name: str) -> None:
    for text in (b"one", b"two"):
        with written(tmp_path / name) as file:
            file.write(text)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(name, b"two")]


def test_a_pipe_gets_the_whole_and_stays_a_pipe(tmp_path: Path) -> None:
    path, got = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()), daemon=True)
    reader.start()
    with written(path) as file:
        file.write(b"whole")
    reader.join(10)
    assert got == [b"whole"] and path.is_fifo()
