"""What changed between two glossaries, by meaning: order, comments and layout do not count."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import Enum

from glossary.entry import Entry, Glossary

FIELDS = tuple(field.name for field in fields(Entry) if field.compare and field.name != "source")
LISTS = frozenset(("variants", "forbid", "tags"))


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``before`` is None for an added entry, ``after`` for a removed one."""

    before: Entry | None
    after: Entry | None

    @property
    def kind(self) -> str:
        """``added``, ``removed``, ``renamed`` or ``changed``."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.before.spellings[0] == self.after.spellings[0] else "renamed"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, source excepted; none for an added or removed entry."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in FIELDS if getattr(self.before, name) != getattr(self.after, name))

    def __str__(self) -> str:
        """One line for a person: ``+``, ``-``, ``~`` or ``>``, the source, and what changed."""
        if self.before is None or self.after is None:
            entry = self.after or self.before
            assert entry is not None
            return f"{'+' if self.before is None else '-'} {entry.source} → {entry.target}"
        changes = "; ".join(_described(name, self.before, self.after) for name in self.fields)
        if self.kind == "renamed":
            return f"> {self.before.source} → {self.after.source}{f': {changes}' if changes else ''}"
        return f"~ {self.after.source}: {changes}"


def diff(before: Glossary, after: Glossary) -> tuple[Change, ...]:
    """The changes that lead from one glossary to another, in the order of the later one, removals last.

    An entry is known by its source. A removed and an added entry that are alike otherwise are a rename.

    Args:
        before: The earlier glossary.
        after: The later one.
    """
    old, new = keyed(before), keyed(after)
    removed = [entry for key, entry in old.items() if key not in new]
    changes = []
    for key, entry in new.items():
        if key in old:
            if _bare(old[key]) != _bare(entry):
                changes.append(Change(old[key], entry))
            continue
        renamed = next((other for other in removed if _bare(other) == _bare(entry)), None)
        if renamed is not None:
            removed.remove(renamed)
        changes.append(Change(renamed, entry))
    return (*changes, *(Change(entry, None) for entry in removed))


def keyed(glossary: Iterable[Entry]) -> dict[tuple[str, int], Entry]:
    """Entries by source in NFC and by their number among those of the same source.

    Args:
        glossary: The entries.
    """
    entries: dict[tuple[str, int], Entry] = {}
    for entry in glossary:
        number = 0
        while (entry.spellings[0], number) in entries:
            number += 1
        entries[entry.spellings[0], number] = entry
    return entries


def shown(value: object) -> str:
    """A field's value in one line.

    Args:
        value: A text, a choice or a list of texts.
    """
    if isinstance(value, Enum):
        return str(value.value)
    return json.dumps(value, ensure_ascii=False)


def _bare(entry: Entry) -> Entry:
    return replace(entry, source="-")


def _described(name: str, before: Entry, after: Entry) -> str:
    old, new = getattr(before, name), getattr(after, name)
    if name in LISTS and set(old) != set(new):
        signs = [f"+{item}" for item in new if item not in old] + [
            f"-{item}" for item in old if item not in new
        ]
        return f"{name} {' '.join(signs)}"
    return f"{name} {shown(old)} → {shown(new)}"
