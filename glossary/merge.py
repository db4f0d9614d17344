"""Three-way merge of glossaries, entry by entry and field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from glossary.diff import FIELDS, LISTS, Change, keyed, shown
from glossary.entry import Entry, Glossary
from glossary.lines import with_ends

MARK = "CONFLICT"  # begins the comment over an entry that a person must decide


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision for a person: both sides changed the same thing.

    Args:
        source: The entry's source.
        field: The field, or None where one side removed the entry.
        ours, theirs, before: What stands on either side and stood before, as text for a comment.
    """

    source: str
    field: str | None
    ours: str
    theirs: str
    before: str

    def __str__(self) -> str:
        return f"{self._mark} ours {self.ours}, theirs {self.theirs}, before {self.before}"

    def is_in(self, comment: str) -> bool:
        """Whether a comment is about the same field."""
        return comment.lstrip(" ").startswith(f"# {self._mark} ")

    @property
    def _mark(self) -> str:
        return f"{MARK} {self.field or 'entry'}:"


@dataclass(frozen=True, slots=True)
class Merged:
    """The edits that bring their changes into our glossary, and what could not be decided.

    Args:
        edits: In the order of their file, removals last.
        conflicts: Where our side stands for now.
    """

    edits: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(base: Glossary, ours: Glossary, theirs: Glossary) -> Merged:
    """Bring their changes since the base into ours.

    Lists merge as sets. Where both sides changed one value, ours stays; where one side removed an entry that
    the other changed, the changed entry stays; both are conflicts.

    Args:
        base: The common ancestor.
        ours: Our side.
        theirs: Their side.

    Raises:
        GlossaryError: A side has two entries of one source, so that it is not clear which is which.
    """
    old, our, their = (_by_source(glossary) for glossary in (base, ours, theirs))
    edits: list[Change] = []
    conflicts: list[Conflict] = []
    for key in (*their, *(key for key in old if key not in their)):
        before, mine, other = old.get(key), our.get(key), their.get(key)
        if other in (before, mine):
            continue
        if mine == before:
            kept = replace(other, source=mine.source) if mine is not None and other is not None else other
            edits.append(Change(mine, kept))
        elif mine is None or other is None:
            assert before is not None  # added on one side only is no change of the other
            conflicts.append(_removal(before, mine, other))
            if mine is None:
                edits.append(Change(None, other))
        else:
            after, undecided = _fields(before, mine, other)
            conflicts += undecided
            if after != mine:
                edits.append(Change(mine, after))
    edits.sort(key=lambda edit: edit.after is None)
    return Merged(tuple(edits), tuple(conflicts))


def with_comments(text: str, places: dict[str, int], conflicts: tuple[Conflict, ...]) -> str:
    """A glossary's text with a comment over each entry that has a conflict, in place of an older one.

    Args:
        text: The YAML.
        places: The line, from 1, on which the entry of a source begins.
        conflicts: What to write; those without a place go to the top.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""  # stays the file's first character
    lines = with_ends(text.removeprefix(mark))
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    comments: dict[int, list[str]] = {}
    older: set[int] = set()
    for conflict in conflicts:
        line = places.get(conflict.source, 1)
        content = lines[line - 1] if line <= len(lines) else ""
        indent = content[: len(content) - len(content.lstrip(" "))]
        comments.setdefault(line, []).append(f"{indent}# {conflict}{ending}")
        older.update(number for number in _comments(lines, line) if conflict.is_in(lines[number - 1]))
    top = comments.pop(1, []) if not lines else []
    kept = ("" if number in older else line for number, line in enumerate(lines, 1))
    marked = ("".join((*comments.get(number, ()), line)) for number, line in enumerate(kept, 1))
    return mark + "".join((*top, *marked))


def _comments(lines: list[str], line: int) -> Iterator[int]:
    """The numbers of the comment lines right above a line, and of those from it on if it is one itself."""
    for numbers in (range(line - 1, 0, -1), range(line, len(lines) + 1)):
        yield from takewhile(lambda number: lines[number - 1].lstrip(" ").startswith("#"), numbers)


def _by_source(glossary: Glossary) -> dict[str, Entry]:
    entries = {}
    for (source, number), entry in keyed(glossary).items():
        if number:
            mend = "join them before merging (yongeo glossary lint shows all)"
            raise entry.place.error(f"two entries for {source!r}", mend)
        entries[source] = entry
    return entries


def _removal(before: Entry, mine: Entry | None, other: Entry | None) -> Conflict:
    gone = "removed it"
    return Conflict(
        before.spellings[0],
        None,
        gone if mine is None else f"→ {shown(mine.target)}",
        gone if other is None else f"→ {shown(other.target)}",
        f"→ {shown(before.target)}",
    )


def _fields(before: Entry | None, mine: Entry, other: Entry) -> tuple[Entry, list[Conflict]]:
    merged: dict[str, Any] = {}
    conflicts = []
    for name in FIELDS:
        missing: Any = () if name in LISTS else None
        old = missing if before is None else getattr(before, name)
        our, their = getattr(mine, name), getattr(other, name)
        if their in (old, our):
            continue
        if name in LISTS:
            kept = (item for item in our if item in their or item not in old)
            merged[name] = tuple(dict.fromkeys((*kept, *(item for item in their if item not in old))))
        elif our == old:
            merged[name] = their
        else:
            stood = "nothing" if before is None else shown(old)
            conflicts.append(Conflict(mine.spellings[0], name, shown(our), shown(their), stood))
    return replace(mine, **merged), conflicts
