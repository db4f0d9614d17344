"""The glossaries that requests name: files of a folder, and those that clients create."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import threading
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from glossary.entry import Entry, Glossary
from glossary.errors import GlossaryError
from glossary.matcher import Matcher
from translate.serve.errors import Rejected

_MOST_CREATED = 1000
_MOST_ENTRIES = 100_000  # of all created glossaries together
_MOST_INLINE = 20_000  # entries of a glossary in a request
_INLINE = 32  # parsed inline glossaries that are remembered
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NAMESPACE = uuid.UUID("5d1f6a52-5b0f-5a0e-9d3a-8f6f0c1d7e11")


@dataclass(frozen=True, slots=True)
class Named:
    """A glossary with a name.

    Args:
        id: By which it is asked for; its name does too, for a file.
        name: For people.
        glossary: The terms.
        matcher: Finds them.
        made: When it was created or last changed.
        path: Its file, if it is one.
    """

    id: str
    name: str
    glossary: Glossary
    matcher: Matcher
    made: datetime
    path: Path | None = None


class Glossaries:
    """All glossaries of a server. Created ones live as long as the server.

    Args:
        folder: With YAML files, or None.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: dict[Path, tuple[tuple[int, int], Named]] = {}
        self._created: dict[str, Named] = {}
        self._inline: OrderedDict[bytes, Matcher] = OrderedDict()
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Named]:
        """All, files first; a file that cannot be read is left out."""
        for path in self._paths():
            try:
                yield self._file(path)
            except GlossaryError:
                continue
        yield from list(self._created.values())

    def find(self, name: str) -> Named:
        """A glossary by id or by its file's name without the ending.

        Args:
            name: As the client says.

        Raises:
            Rejected: There is none.
            GlossaryError: The file is wrong.
        """
        if name in self._created:
            return self._created[name]
        for path in self._paths():
            if name in (path.stem, path.name, _id(path)):
                return self._file(path)
        raise Rejected(404, "there is no such glossary", mend="GET /glossaries lists them")

    def inline(self, value: object) -> Matcher:
        """What finds the terms of a glossary in the request: the same object for the same terms.

        Args:
            value: A mapping or list in any of the shapes of the YAML file, or YAML text.

        Raises:
            GlossaryError: Something in it is wrong.
        """
        from glossary.yamlfile import loads

        # JSON is YAML, but for characters that YAML wants escaped.
        text = (
            value
            if isinstance(value, str)
            else _UNPRINTABLE.sub(_escape, json.dumps(value, ensure_ascii=False))
        )
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()  # halves of pairs: refused below
        with self._lock:
            if key in self._inline:
                self._inline.move_to_end(key)
                return self._inline[key]
        glossary = loads(text) if value not in ({}, []) and text.strip() else Glossary()
        if len(glossary) > _MOST_INLINE:
            raise GlossaryError(
                f"a glossary in a request may have {_MOST_INLINE:,} entries",
                mend="put it into the server's --glossary-folder",
            )
        made = Matcher(glossary)
        with self._lock:
            self._inline[key] = made
            if len(self._inline) > _INLINE:
                self._inline.popitem(last=False)
        return made

    def create(self, name: str, entries: str, format: str) -> Named:
        """Create a glossary as DeepL's clients do.

        Args:
            name: For people.
            entries: Source and target terms, one pair a line.
            format: ``tsv`` or ``csv``.

        Raises:
            Rejected: The entries are wrong, or there are too many.
        """
        glossary = _parsed(entries, format)
        with self._lock:
            total = sum(len(created.glossary) for created in self._created.values())
            if len(self._created) >= _MOST_CREATED or total + len(glossary) > _MOST_ENTRIES:
                raise Rejected(456, "there is no room for another glossary", mend="delete one")
            made = Named(str(uuid.uuid4()), name, glossary, Matcher(glossary), datetime.now(timezone.utc))
            self._created[made.id] = made
        return made

    def delete(self, id: str) -> None:
        """Delete a created glossary.

        Args:
            id: Its id.

        Raises:
            Rejected: There is none, or it is a file.
        """
        found = self.find(id)
        if found.path is not None:
            raise Rejected(403, "this glossary is a file of the server", mend="remove it there")
        self._created.pop(found.id, None)

    def _paths(self) -> list[Path]:
        if self._folder is None:
            return []
        return sorted(path for path in self._folder.iterdir() if path.suffix in (".yaml", ".yml"))

    def _file(self, path: Path) -> Named:
        try:
            status = path.stat()
        except OSError as error:
            raise GlossaryError(f"cannot be read: {error.strerror}", path=path.name) from None
        version = (status.st_mtime_ns, status.st_size)
        known = self._files.get(path)
        if known and known[0] == version:
            return known[1]
        made = datetime.fromtimestamp(status.st_mtime, timezone.utc)
        glossary = Glossary.load(path)
        named = Named(_id(path), path.stem, glossary, Matcher(glossary), made, path)
        self._files[path] = (version, named)
        return named


def tabbed(glossary: Glossary) -> str:
    """A glossary's pairs as DeepL's tab-separated lines.

    Args:
        glossary: Its variants become pairs of their own.
    """
    pairs = [(source, entry.target) for entry in glossary for source in (entry.source, *entry.variants)]
    return "\n".join(f"{_one_line(source)}\t{_one_line(target)}" for source, target in pairs)


def _escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _id(path: Path) -> str:
    return str(uuid.uuid5(_NAMESPACE, path.name))


def _parsed(entries: str, format: str) -> Glossary:
    if format == "tsv":
        rows = [line.split("\t") for line in entries.splitlines()]
    else:
        try:
            rows = list(csv.reader(io.StringIO(entries, newline="")))
        except csv.Error as error:
            raise Rejected(400, f"the entries are not CSV: {error}") from None
    found: dict[str, Entry] = {}
    for number, row in enumerate(rows, start=1):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 2 or not row[0].strip() or not row[1].strip():
            raise Rejected(400, f"line {number} of the entries is not a pair of terms")
        source, target = row[0].strip(), row[1].strip()
        if source in found:
            raise Rejected(400, f"line {number} of the entries repeats a source term")
        found[source] = Entry(source, target)
    if not found:
        raise Rejected(400, "the glossary has no entries")
    return Glossary(tuple(found.values()))
