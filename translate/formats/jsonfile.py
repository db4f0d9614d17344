"""JSON and JSON lines: chosen string values in English, every other character as it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from translate.document import Document, Kind
from translate.errors import InputError
from translate.formats.inline import KOREAN, Builder, Placed, Span, document
from translate.formats.rendering import changed, target_text
from translate.formats.splice import Edit, Splice, decoded

_DEEPEST = 200
_SPACE = " \t\r\n"
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_OTHER = re.compile(r"-?\d[\d.eE+-]*|true|false|null|-?Infinity|NaN")
_LONE = re.compile("[\ud800-\udfff]")  # half of a letter outside the basic plane, escaped alone

Path = tuple[str, ...]


def read(
    data: bytes,
    name: str,
    *,
    fields: Sequence[str] | str = (),
    encoding: str | None = None,
    part: bool = False,
    **_options: Any,
) -> Document:
    """Read a JSON file, or JSON lines where the name ends so or the first line is an object of its own.

    Args:
        data: The file.
        name: Its name.
        fields: Which values to translate: keys (``title``), or paths with dots (``article.title``,
            ``items.*.text``; numbers and ``*`` stand for places in arrays). All Korean strings if empty.
        encoding: Its encoding, if known.
        part: Whether it is a part of a file, which need not have the fields.

    Raises:
        InputError: It is not JSON, which names the line; or it has none of the fields.
    """
    source = decoded(data, encoding, name)
    lines = name.lower().endswith((".jsonl", ".ndjson")) or _holds_lines(source)
    names = fields.split(",") if isinstance(fields, str) else fields
    wanted = [tuple(field.strip().removeprefix("$.").split(".")) for field in names]
    scanner = _Scanner(source, name)
    chosen = [
        (span, text)
        for path, span, text in _strings(scanner, source, lines)
        if (any(_fits(path, field) for field in wanted) if wanted else KOREAN.search(text))
    ]
    known = any(_first(field) in scanner.keys for field in wanted)
    if wanted and scanner.keys and not (chosen or known or part):
        there = ", ".join(map(repr, [*scanner.keys][:12]))
        raise InputError(f"no field {', '.join(map(repr, names))}", path=name, mend=f"the fields are {there}")
    found = ((_placed(text, span), Kind.BODY) for span, text in chosen)
    return document(name, "ndjson" if lines else "json", found, skeleton=source)


def write(document: Document, **_options: Any) -> bytes:
    """Write the file with its chosen values in English, not escaped; the rest is as it was, byte for byte.

    Args:
        document: The translated document.

    Raises:
        InputError: The document was not read from JSON.
    """
    if not isinstance(document.skeleton, str) or document.format not in ("json", "ndjson"):
        raise InputError(
            f"a {document.format} document cannot be written as JSON",
            path=document.name,
            mend="use --to jsonl",
        )
    edits = [
        Edit(
            block.ref.place,
            json.dumps(target_text(block), ensure_ascii=False),
        )
        for block in document.blocks
        if changed(block)
    ]
    return str(Splice(document.skeleton, edits)).encode()


def _placed(text: str, span: Span) -> Placed:
    builder = Builder()
    builder.text(text)
    return Placed(builder.build(), span)


def _holds_lines(source: str) -> bool:
    """Whether the file is JSON lines: its first two lines are objects of their own."""
    lines = source.lstrip().split("\n", 2)[:2]
    if len(lines) < 2 or not all(line.strip().startswith("{") for line in lines):
        return False
    try:
        for line in lines:
            json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _fits(path: Path, field: Path) -> bool:
    """Whether a value's path is the field: a bare key fits at any depth, a path only from the top."""
    if len(field) == 1:
        keys = [key for key in path if not key.startswith("[")]
        return bool(keys) and keys[-1] == field[0]
    if len(path) == len(field):
        return all(want in ("*", key.strip("[]")) for key, want in zip(path, field, strict=True))
    keys = [key for key in path if not key.startswith("[")]
    return len(keys) == len(field) and all(want in ("*", key) for key, want in zip(keys, field, strict=True))


def _first(field: Path) -> str:
    """The first key that a field names."""
    return next((key for key in field if key != "*" and not key.isdigit()), "")


def _strings(scanner: _Scanner, source: str, lines: bool) -> Iterator[tuple[Path, Span, str]]:
    """Every string value with its path and place; values of JSON lines each stand on a line of their own."""
    if not lines:
        yield from scanner.value(scanner.space(0))
        end = scanner.space(scanner.end)
        if end < len(source):
            raise scanner.wrong(end, "text behind the end")
        return
    start = 0
    while start < len(source):
        stop = source.find("\n", start)
        stop = len(source) if stop < 0 else stop
        scanner.limit = stop
        first = scanner.space(start)
        if first < stop:
            yield from scanner.value(first)
            end = scanner.space(scanner.end)
            if end < stop:
                raise scanner.wrong(end, "text behind the end of an object")
        start = stop + 1


@dataclass(slots=True)
class _Level:
    """An object or array that is being read."""

    closing: str
    path: Path
    count: int = 0


class _Scanner:
    """A reader of JSON (RFC 8259) that keeps places; without recursion."""

    def __init__(self, source: str, name: str) -> None:
        self._source = source
        self._name = name
        self.keys: dict[str, None] = {}  # of all objects, in order
        self.end = 0
        self.limit = len(source)

    def wrong(self, place: int, what: str) -> InputError:
        """The error for a fault at a place."""
        line = self._source.count("\n", 0, place) + 1
        column = place - self._source.rfind("\n", 0, place)
        return InputError(
            f"not JSON: {what}", path=self._name, line=line, column=column, mend="repair the file"
        )

    def space(self, place: int) -> int:
        """The first place from here on that is not white space."""
        place += self._source.startswith("\ufeff", place) and place == 0
        while place < self.limit and self._source[place] in _SPACE:
            place += 1
        return place

    def _at(self, place: int) -> str:
        return self._source[place : place + 1] if place < self.limit else ""

    def value(self, place: int) -> Iterator[tuple[Path, Span, str]]:
        """The strings of the value that begins at a place; ``end`` is set behind it."""
        levels: list[_Level] = []
        path: Path = ()
        while True:
            place = self.space(place)
            letter = self._at(place)
            if letter and letter in "{[":
                if len(levels) >= _DEEPEST:
                    raise self.wrong(place, f"nested more than {_DEEPEST} deep")
                levels.append(_Level("}" if letter == "{" else "]", path))
                following = self.space(place + 1)
                if self._at(following) != levels[-1].closing:
                    place, path = self._member(levels[-1], following)
                    continue
                levels.pop()
                place = following + 1
            elif letter == '"':
                text, end = self._string(place)
                yield path, (place, end), text
                place = end
            else:
                match = _OTHER.match(self._source, place, self.limit)
                if match is None:
                    raise self.wrong(place, "a value is missing" if not letter else f"unexpected {letter!r}")
                place = match.end()
            while levels:
                following = self.space(place)
                letter = self._at(following)
                if letter == ",":
                    levels[-1].count += 1
                    place, path = self._member(levels[-1], self.space(following + 1))
                    break
                if letter != levels[-1].closing:
                    raise self.wrong(following, f"a comma or {levels[-1].closing!r} is missing")
                levels.pop()
                place = following + 1
            else:
                self.end = place
                return

    def _member(self, level: _Level, place: int) -> tuple[int, Path]:
        """Behind the key and colon of an object's member, or at an array's item; and its path."""
        if level.closing == "]":
            return place, (*level.path, f"[{level.count}]")
        if self._at(place) != '"':
            raise self.wrong(place, "a key is missing")
        key, end = self._string(place)
        colon = self.space(end)
        if self._at(colon) != ":":
            raise self.wrong(colon, "a colon is missing")
        self.keys[key] = None
        return colon + 1, (*level.path, key)

    def _string(self, place: int) -> tuple[str, int]:
        match = _STRING.match(self._source, place, self.limit)
        if match is None:
            raise self.wrong(place, "a string that does not end")
        try:
            text = json.loads(match[0])
        except ValueError:
            raise self.wrong(place, "a string with a wrong escape") from None
        assert isinstance(text, str)
        return _LONE.sub("\ufffd", text), match.end()
