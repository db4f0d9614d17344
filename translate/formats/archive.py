"""Zip archives (DOCX, XLSX, EPUB) that are not trusted: sizes, names and XML are bounded and checked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from translate.errors import InputError
from translate.formats.splice import decoded

if TYPE_CHECKING:
    from lxml import etree

LARGEST = 512 * 2**20
"""Most bytes of an archive's contents together."""
LARGEST_TEXT = 128 * 2**20
"""Most bytes of a member that is parsed."""
MOST_MEMBERS = 20_000

# What zipfile lets through for damaged files.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)


class Archive:
    """A zip file in memory.

    Args:
        data: Its bytes.
        name: Its name, for errors.
        what: What it should be, such as ``DOCX``.

    Raises:
        InputError: It is no zip, is damaged, has names that lead out of it, or is too big when unpacked.
    """

    def __init__(self, data: bytes, name: str, what: str) -> None:
        self._name = name
        self._what = what
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise self._wrong("an old Office file, or one with a password", f"save it as {what} without one")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self._wrong(f"not a {what} file", "give a sound one") from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST:
            raise self._wrong("too big when unpacked", f"the most is {LARGEST >> 20} MB")
        _rename(members)
        for member in members:
            if member.filename.startswith(("/", "\\")) or ".." in member.filename.replace("\\", "/").split(
                "/"
            ):
                raise self._wrong(f"a name in it leads out of it: {member.filename!r}", "give a sound file")
            if member.flag_bits & 1:
                raise self._wrong("it is locked with a password", "remove the password")
        self._members = {member.filename: member for member in members}

    @property
    def names(self) -> list[str]:
        """Names of the members in order."""
        return list(self._members)

    def read(self, member: str) -> bytes:
        """The bytes of a member.

        Raises:
            InputError: There is no such member, it is damaged, or it is bigger than it says.
        """
        try:
            with self._zip.open(self._members[member]) as stream:
                data = stream.read(LARGEST_TEXT + 1)
        except KeyError:
            raise self._wrong(f"not a {self._what} file: {member} is missing", "give a sound one") from None
        except _DAMAGED as error:
            raise self._wrong(f"{member} in it is damaged", "save it again") from error
        if len(data) > LARGEST_TEXT:
            raise self._wrong(f"{member} in it is too big", f"the most is {LARGEST_TEXT >> 20} MB")
        return data

    def xml(self, member: str) -> etree._Element:
        """The root of a member that is XML."""
        return parsed(self.read(member), f"{self._name}: {member}")

    def text(self, member: str) -> str:
        """The text of a member.

        Raises:
            InputError: It is no text; names the archive and the member.
        """
        return decoded(self.read(member), None, f"{self._name}: {member}")

    def with_members(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some members changed, in the same order and with the same dates.

        Args:
            changed: New contents by name.
        """
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as target:
            target.comment = self._zip.comment
            for info in self._zip.infolist():
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                entry.compress_type = info.compress_type
                entry.external_attr = info.external_attr
                entry.create_system = info.create_system
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    entry.compress_type = zipfile.ZIP_DEFLATED
                data = changed.get(info.filename)
                if data is not None:
                    target.writestr(entry, data)
                    continue
                try:
                    with self._zip.open(info) as source, target.open(entry, "w") as sink:
                        while chunk := source.read(2**20):
                            sink.write(chunk)
                except _DAMAGED as error:
                    raise self._wrong(f"{info.filename} in it is damaged", "save it again") from error
        return stream.getvalue()

    def _wrong(self, what: str, mend: str) -> InputError:
        return InputError(what, path=self._name, mend=mend)


def _rename(members: Sequence[zipfile.ZipInfo]) -> None:
    """Read anew the names that are not said to be UTF-8: all are so nonetheless, or Windows' Korean."""
    unsaid = [member for member in members if not member.flag_bits & 0x800]
    for encoding in ("utf-8", "cp949"):
        with suppress(UnicodeError):
            names = [member.filename.encode("cp437").decode(encoding) for member in unsaid]
            for member, name in zip(unsaid, names, strict=True):
                member.filename = name
            return


def parsed(data: bytes, name: str) -> etree._Element:
    """The root of an XML file, read without network, outside files or entities of its own.

    Args:
        data: The file.
        name: Its name, for errors.

    Raises:
        InputError: It is not well-formed, defines entities, or is nested too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno if isinstance(error.lineno, int) else None
        raise InputError(
            f"not well-formed XML: {' '.join(str(error.msg).split())}",
            path=name,
            line=line,
            mend="repair the file",
        ) from None
    except ValueError as error:
        raise InputError(f"not XML: {error}", path=name, mend="repair the file") from None
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise InputError(
            "an XML file that defines entities is not read", path=name, mend="resolve them first"
        )
    return root
