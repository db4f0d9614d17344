"""Outputs that are whole or not there: a temporary file in the same folder, synced and renamed."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from translate.errors import InputError

_LONGEST = 50  # characters of a temporary file's name, of up to four bytes; file systems take 255 bytes


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name only when the block ends without an error.

    What an earlier run left unfinished under the same name when it was killed is removed. A device or a pipe
    is never replaced by a file: it gets what was written when the block has ended.

    Args:
        path: The final name; its folder is made if it is not there.

    Raises:
        InputError: The folder or file cannot be written, or the disk is full.
    """
    part = path.with_name(f".{path.name[:_LONGEST]}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            with tempfile.TemporaryFile() as file:
                yield file
                file.seek(0)
                with path.open("wb") as device:
                    shutil.copyfileobj(file, device)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path)
        try:
            with open(part, "xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                os.chmod(part, path.stat().st_mode & 0o7777)
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"cannot write ({error.strerror or error})", path=path, mend="free space or choose another place"
        ) from error


def _remove_leftovers(path: Path) -> None:
    """Remove temporary files of this output whose process is gone."""
    for part in path.parent.glob(f".{glob.escape(path.name[:_LONGEST])}.*.part"):
        number = part.name.split(".")[-2]
        if number.isdecimal() and (int(number) == os.getpid() or not _alive(int(number))):
            part.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's, or a system where this is not known: let it be
        return True
    return True
