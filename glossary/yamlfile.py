"""Glossary files: load them, edit their text in place, save them without losing anything."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from glossary import yamledit
from glossary.diff import Change
from glossary.entry import Entry, Glossary
from glossary.errors import GlossaryError
from glossary.folders import cache_folder
from glossary.yamlnodes import MOST_BYTES, decoded
from glossary.yamlread import RawEntry, RawGlossary, Shape, UnknownKey, raw_entries
from glossary.yamlvalues import RawValue

__all__ = [
    "LONGEST_NAME",
    "NEW_FILE",
    "GlossaryFile",
    "RawEntry",
    "RawGlossary",
    "RawValue",
    "Shape",
    "UnknownKey",
    "content_if_any",
    "content_of",
    "load",
    "loads",
    "raw_entries",
    "write_whole",
]

NEW_FILE = "version: 1\nsource: ko\ntarget: en\nentries:\n"
LONGEST_NAME = 50  # characters of a name that a temporary file's has in it; file systems take 255 bytes
_LOCK_SECONDS = 60.0


def load(path: Path) -> Glossary:
    """Read a YAML glossary.

    Args:
        path: The file, in UTF-8.

    Raises:
        GlossaryError: The file cannot be read, or something in it is wrong; names line and column.
    """
    return loads(decoded(content_of(path), path), path)


def loads(text: str, path: Path | None = None) -> Glossary:
    """Read a YAML glossary from a text.

    Args:
        text: The YAML.
        path: Where it comes from, for messages.

    Raises:
        GlossaryError: Something in it is wrong; names line and column.
    """
    return raw_entries(text, path).glossary


class GlossaryFile:
    """A glossary file being edited: each edit changes its text and nothing but the entry meant.

    Args:
        path: The file.
        data: Its bytes; None for a file that does not exist yet.
    """

    def __init__(self, path: Path, data: bytes | None) -> None:
        self.path = path
        self._data = data
        self._raw = raw_entries(NEW_FILE if data is None else decoded(data, path), path)

    @classmethod
    def open(cls, path: Path) -> GlossaryFile:
        """Read a file for editing.

        Args:
            path: The file.

        Raises:
            GlossaryError: It cannot be read, or something in it is wrong.
        """
        file = cls(path, content_of(path))
        _ = file.glossary
        return file

    @classmethod
    def create(cls, path: Path) -> GlossaryFile:
        """A new glossary without entries; nothing is written before ``save``.

        Args:
            path: The file to be, which must not exist when saved.
        """
        return cls(path, None)

    @classmethod
    @contextmanager
    def locked(cls, path: Path) -> Iterator[GlossaryFile]:
        """Open a file for editing while no other process edits it; save inside the ``with`` block.

        Args:
            path: The file.

        Raises:
            GlossaryError: It cannot be read, something in it is wrong, or another process holds it.
        """
        with _lock(path):
            yield cls.open(path)

    @property
    def text(self) -> str:
        """The text as it would be saved."""
        return self._raw.text

    @property
    def glossary(self) -> Glossary:
        """The entries as they would be saved."""
        return self._raw.glossary

    @property
    def raw(self) -> RawGlossary:
        """The text read with its places and unknown keys."""
        return self._raw

    def entry(self, source: str) -> Entry:
        """The entry of a source; of two the last, which counts.

        Args:
            source: The source term, in any Unicode normalisation form.

        Raises:
            GlossaryError: There is no such entry.
        """
        return yamledit.found(self._raw, source)

    def add(self, entry: Entry) -> None:
        """Add an entry after the others.

        Args:
            entry: The entry; its place is ignored.

        Raises:
            GlossaryError: There is one with this spelling, a regular expression is invalid, or the file's
                layout cannot hold it.
        """
        self._raw = yamledit.added(self._raw, entry)

    def set(self, source: str, **changes: Any) -> None:
        """Change fields of an entry.

        Args:
            source: Its source term.
            changes: New values by field name of ``Entry``.

        Raises:
            GlossaryError: There is no such entry, a value is wrong, or another entry has the spelling.
        """
        self._raw = yamledit.changed(self._raw, source, changes)

    def remove(self, source: str) -> None:
        """Remove an entry, or all with this source, and the comments right above.

        Args:
            source: Its source term.

        Raises:
            GlossaryError: There is no such entry, or others need its anchor.
        """
        self._raw = yamledit.removed(self._raw, source)

    def rename(self, source: str, new: str) -> None:
        """Change the source term of an entry.

        Args:
            source: The source term it has.
            new: The one it gets.

        Raises:
            GlossaryError: There is no such entry, or another has the new spelling.
        """
        self._raw = yamledit.changed(self._raw, source, {"source": new})

    def apply(self, changes: Sequence[Change]) -> None:
        """Make many changes at once; ``lint`` finds the doubles that they bring about.

        Args:
            changes: What to do, each for another entry, which is known by its source.

        Raises:
            GlossaryError: There is no such entry, or the file's layout cannot hold the changes.
        """
        self._raw = yamledit.applied(self._raw, changes)

    def replace_text(self, text: str) -> None:
        """Put another text in place of the whole, for formatting and merging.

        Args:
            text: The new text.

        Raises:
            GlossaryError: It is no glossary.
        """
        raw = raw_entries(text, self.path)
        _ = raw.glossary
        self._raw = raw

    def save(self) -> None:
        """Write the file: whole or not at all, with the permissions it had; unchanged text is not written.

        Raises:
            GlossaryError: It was changed by others since it was opened, or cannot be written.
        """
        data = self.text.encode("utf-8")
        if content_if_any(self.path) != self._data:
            raise GlossaryError(
                "the file was changed meanwhile",
                path=self.path,
                mend="nothing was written; run the command again",
            )
        if data == self._data:
            return
        try:
            write_whole(self.path, data)
        except OSError as error:
            raise GlossaryError(
                f"cannot be written: {error.strerror}", path=self.path, mend="the file is as it was"
            ) from None
        self._data = data


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the file, flush to the disk, then take its name (the rename is atomic).

    A link stays a link, and a device or a pipe is written to, never replaced.

    Args:
        path: The file; its permissions stay.
        data: Its new bytes.

    Raises:
        OSError: It cannot be written; it is as it was, and nothing is left beside it.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:LONGEST_NAME]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, name)
        else:
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
    with suppress(OSError):  # some file systems cannot flush a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Keep this user's other processes from editing a file; the lock lies in the cache, not beside it."""
    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    folder = cache_folder() / "locks"
    lock = FileLock(str(folder / f"{name}.lock"), timeout=_LOCK_SECONDS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise GlossaryError("another command edits this file", path=path, mend="wait for it to end") from None
    except OSError as error:
        raise GlossaryError(
            f"cannot be locked: {error.strerror}", path=folder, mend="make this folder writable"
        ) from None
    try:
        yield
    finally:
        lock.release()


def content_of(path: Path) -> bytes:
    """The bytes of a file; of one that is too large the first, and one more than ``decoded`` takes.

    Args:
        path: The file.

    Raises:
        GlossaryError: It is not there or cannot be read.
    """
    data = content_if_any(path)
    if data is None:
        raise GlossaryError("there is no such file", path=path, mend="check the name")
    return data


def content_if_any(path: Path) -> bytes | None:
    """The bytes of a file, as ``content_of`` gives them; None where there is none.

    Args:
        path: The file.

    Raises:
        GlossaryError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GlossaryError(
            f"cannot be read: {error.strerror}", path=path, mend="check its permissions"
        ) from None
