"""The canonical layout of a glossary file: entries by source, keys in one order, quotes where needed.

Only block lists and block mappings are laid out, entry by entry as lines; what holds anchors, comments or
folded texts keeps its own lines. Comments right above an entry move with it; a comment with a blank line
after it begins a section, and entries are ordered within their section.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from glossary import yamltext
from glossary.entry import Entry, Glossary
from glossary.entryfaults import keys
from glossary.errors import GlossaryError
from glossary.lines import without_ends
from glossary.yamlfile import RawEntry, RawGlossary, raw_entries

_OWN_LINES = re.compile(r"(?:^|\s)(?:[&*!][^\s]|#)|<<\s*:|[|>][-+0-9]*$", re.MULTILINE)
_KEYS = frozenset(("source", "target", "variants", "case", "match", "forbid", "note", "status", "tags"))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of an entry with the comments above it, and what they are ordered by."""

    entry: Entry
    comments: tuple[str, ...]
    lines: tuple[str, ...]


def formatted(raw: RawGlossary) -> str:
    """The text in canonical layout; the same text where it is canonical already.

    Args:
        raw: The glossary.

    Raises:
        GlossaryError: It cannot be read; or order decides which of two renderings counts, or anchors bind
            entries to their places.
    """
    before = raw.glossary
    _refuse_doubles(before)
    newline = "\r\n" if "\r\n" in raw.text else "\n"
    for shorthand in (False, True):
        items = [item for item in raw.entries if (item.key is not None) is shorthand]
        lines = _ordered(raw, items)
        raw = raw_entries(newline.join(lines) + newline if lines else "", raw.path)
        if raw.problems or Counter(raw.glossary.entries) != Counter(before.entries):
            raise GlossaryError(
                "the entries cannot be put in order", path=raw.path, mend="anchors bind them to their places"
            )
    return raw.text


def _refuse_doubles(glossary: Glossary) -> None:
    first: dict[str, Entry] = {}
    for entry in glossary:
        for key in keys(entry):
            other = first.setdefault(key, entry)
            if other.target != entry.target:
                message = f"{entry.source!r} has two renderings, of which the later counts"
                raise entry.place.error(message, "remove one before the order changes")


def _ordered(raw: RawGlossary, items: list[RawEntry]) -> list[str]:
    """The lines with one list of entries laid out; as they are where it is no block list."""
    lines = without_ends(raw.text)
    prefixes = [lines[item.line - 1][: item.column - 1] for item in items]
    pattern = r" *-\s+(?:&\S+\s+)?" if items and items[0].key is None else r"(?: *-)? *"
    margins = {len(prefix) - len(prefix.lstrip(" ")) for prefix in prefixes}
    starts = [item.line for item in items]
    if (
        len(margins) != 1
        or starts != sorted(set(starts))
        or not all(re.fullmatch(pattern, prefix) for prefix in prefixes)
    ):
        return lines
    margin = margins.pop()
    ends = [_end(lines, start, margin) for start in starts]
    first = _start(lines, starts[0])
    sections: list[tuple[tuple[str, ...], list[_Chunk]]] = [((), [])]
    blanks = 0
    previous = first
    for item, start, end in zip(items, starts, ends, strict=True):
        above = lines[previous - 1 : start - 1]
        comments: list[str] = []
        while above and above[-1].lstrip().startswith("#"):
            comments.insert(0, above.pop())
        blanks += start != starts[0] and bool(above)
        if any(line.strip() for line in above):
            sections.append((_trimmed(above), []))
        assert item.entry is not None
        written = _canonical(raw, item, lines[start - 1 : end], margin)
        sections[-1][1].append(_Chunk(item.entry, tuple(comments), written))
        previous = end + 1
    separator = [""] if blanks * 2 >= max(len(items) - 1, 1) else []
    laid_out: list[str] = []
    for header, chunks in sections:
        if header:
            laid_out += [*([""] if laid_out else []), *header, ""]
        for place, chunk in enumerate(sorted(chunks, key=_order)):
            laid_out += [*(separator if place else ()), *chunk.comments, *chunk.lines]
    return [*lines[: first - 1], *laid_out, *lines[ends[-1] :]]


def _order(chunk: _Chunk) -> tuple[str, str]:
    source = chunk.entry.spellings[0]
    return source.casefold(), source


def _start(lines: list[str], line: int) -> int:
    """The first of the comment and blank lines above an entry, the comment at the file's top excepted."""
    first = line
    while first > 1 and (not lines[first - 2].strip() or lines[first - 2].lstrip("\ufeff ").startswith("#")):
        first -= 1
    while first < line and first <= _top(lines):
        first += 1
    return first


def _top(lines: list[str]) -> int:
    """How many lines of comment a file begins with."""
    return next(
        (number for number, line in enumerate(lines) if not line.lstrip("\ufeff ").startswith("#")),
        len(lines),
    )


def _end(lines: list[str], line: int, margin: int) -> int:
    """The last line of the entry that begins on a line: what is indented deeper belongs to it."""
    end = line
    for number in range(line + 1, len(lines) + 1):
        content = lines[number - 1]
        if content.strip():
            if len(content) - len(content.lstrip(" ")) <= margin:
                break
            end = number
    return end


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    """Lines without blank ones at both ends."""
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return tuple(lines)


def _canonical(raw: RawGlossary, item: RawEntry, lines: list[str], margin: int) -> tuple[str, ...]:
    """An entry's lines with its keys in order; its own lines where they hold more than its fields."""
    entry = item.entry
    assert entry is not None
    text = "\n".join(lines)
    if _OWN_LINES.search(text):
        return tuple(lines)
    if item.key is not None:
        written = [f"{yamltext.scalar(entry.source)}: {yamltext.scalar(entry.target)}"]
    elif lines[0].lstrip(" -").startswith("{"):
        written = ["- " + yamltext.flow_entry(entry)]
    else:
        written = yamltext.block_entry(entry)
    canonical = tuple(" " * margin + line for line in written)
    # A key that is none of an entry's fields would be lost.
    return canonical if raw.values(item).keys() <= _KEYS else tuple(lines)
