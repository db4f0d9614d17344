"""Whole files: upload, translate, download for a while."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from starlette.datastructures import UploadFile

from translate.document import Document
from translate.errors import InputError
from translate.serve.errors import Rejected

_SECONDS = 30 * 60.0  # that a translated file can be fetched
_BYTES = 512 * 1024 * 1024  # of all files that wait to be fetched


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    size: int
    until: float


class Downloads:
    """Translated files that wait to be fetched, in a folder that goes with the server; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._files: OrderedDict[str, _File] = OrderedDict()

    def put(self, name: str, data: bytes) -> str:
        """Keep a file; the oldest go when there are too many bytes.

        Args:
            name: Its name.
            data: Its bytes.

        Returns:
            Its place for the client.
        """
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="yongeo-"))
        id = uuid.uuid4().hex
        path = self._folder / id
        path.write_bytes(data)
        with self._lock:
            self._files[id] = _File(path, name, len(data), time.monotonic() + _SECONDS)
            self._drop_old()
            while len(self._files) > 1 and sum(file.size for file in self._files.values()) > _BYTES:
                self._drop(next(iter(self._files)))
        return id

    def get(self, id: str) -> tuple[Path, str]:
        """A file and its name.

        Args:
            id: Its place.

        Raises:
            Rejected: There is none any more.
        """
        with self._lock:
            self._drop_old()
            found = self._files.get(id)
        if found is None:
            raise Rejected(404, "there is no such file any more", mend="send it again")
        return found.path, found.name

    def close(self) -> None:
        """Remove all files."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._files.clear()

    def _drop_old(self) -> None:
        for old in [key for key, file in self._files.items() if file.until < time.monotonic()]:
            self._drop(old)

    def _drop(self, id: str) -> None:
        self._files.pop(id).path.unlink(missing_ok=True)


def name_of(upload: UploadFile) -> str:
    """A file's name as its owner wrote it, without folders.

    Args:
        upload: Its name may be in CP949, which browsers and scripts of Korean machines send.
    """
    name = upload.filename or ""
    try:
        # What is not UTF-8 comes decoded as Latin-1.
        raw = name.encode("latin-1")
        name = raw.decode("cp949") if any(byte > 0x7F for byte in raw) else name
    except UnicodeError:
        pass
    name = PureWindowsPath(PurePath(name).name).name
    return "".join(character for character in name if character.isprintable()).strip() or "file.txt"


def read(name: str, data: bytes) -> Document:
    """Read an uploaded file by its name's ending.

    Args:
        name: File name.
        data: Its bytes.

    Raises:
        Rejected: The ending is not known, or the file is empty or damaged.
    """
    from translate.formats import format_for, suffixes

    suffix = PurePath(name).suffix.lower()
    if suffix not in suffixes():
        raise Rejected(
            400,
            f"files ending in {suffix or 'nothing'!r} are not translated",
            mend=", ".join(sorted(suffixes())),
        )
    if not data.strip():
        raise Rejected(400, f"{name} is empty")
    try:
        return format_for(name).read(data, name)
    except InputError as error:
        raise Rejected(400, str(error)) from None


def write(document: Document, name: str) -> tuple[str, bytes]:
    """A translated file under its new name.

    Args:
        document: Translated.
        name: The source's name.

    Raises:
        Rejected: It cannot be written.
    """
    from translate.formats import format_for

    path = PurePath(name)
    suffix = ".txt" if path.suffix.lower() == ".pdf" else path.suffix
    try:
        return f"{path.stem}_en{suffix}", format_for(name).write(document)
    except InputError as error:
        raise Rejected(400, str(error)) from None
