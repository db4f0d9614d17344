"""Unpacking archives that nobody vouches for."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from translate.errors import ModelError
from translate.models.manifest import is_plain_name

_MOST_MEMBERS = 10_000
_LARGEST = 30_000_000_000
_BLOCK = 1 << 20


def unzip(archive: Path, folder: Path) -> None:
    """Unpack a zip file: plain files only, nothing outside of the folder, nothing without end.

    Args:
        archive: The zip file.
        folder: An empty folder.

    Raises:
        ModelError: It is damaged, encrypted or too large, or holds a link or a path that leads elsewhere.
    """
    try:
        with zipfile.ZipFile(archive) as source:
            members = source.infolist()
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST:
                raise ModelError("is larger than any model", path=archive)
            for member in members:
                _unpack(source, member, archive, folder)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        FileExistsError,
    ) as error:
        # RuntimeError: encrypted, or packed in a way that is not known here
        raise ModelError(f"is not a zip file that can be read ({error})", path=archive) from error


def _unpack(source: zipfile.ZipFile, member: zipfile.ZipInfo, archive: Path, folder: Path) -> None:
    parts = PurePosixPath(member.filename).parts
    if not parts or not all(is_plain_name(part) for part in parts):
        raise ModelError(f"holds a file that would lie outside: {member.filename!r}", path=archive)
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ModelError(f"holds something that is no plain file: {member.filename!r}", path=archive)
    target = folder.joinpath(*parts)
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    left = member.file_size
    with source.open(member) as packed, target.open("xb") as output:
        while block := packed.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise ModelError(f"{member.filename!r} is longer than the archive says", path=archive)
            output.write(block)
