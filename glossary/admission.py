"""What an entry must be to be taken into a glossary: spelt as no other is, its expressions valid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from glossary.entry import Entry, Glossary, Match
from glossary.errors import GlossaryError


def by_spelling(entries: Iterable[Entry]) -> defaultdict[str, list[Entry]]:
    """Entries by each of their spellings in Unicode normalisation form C.

    Args:
        entries: The entries of a glossary.
    """
    known: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for spelling in entry.spellings:
            known[spelling].append(entry)
    return known


def admit(entry: Entry, known: Mapping[str, Iterable[Entry]], before: Entry | None = None) -> None:
    """Make sure that an entry may be taken in.

    Beside a deprecated entry its living successor may have its variants, not its source.

    Args:
        entry: The entry.
        known: The glossary's entries, ``by_spelling``.
        before: The one of them that it takes the place of; what is wrong there already is let be.

    Raises:
        GlossaryError: Another entry has one of its spellings, or a regular expression is invalid.
    """
    old = () if before is None else before.spellings
    for spelling in entry.spellings:
        others = () if spelling in old else known.get(spelling, ())
        other = next((other for other in others if other is not before and _is_double(entry, other)), None)
        if other is not None:
            raise _double(spelling, other)
    if entry.match is Match.REGEX and (
        before is None or (before.match, old) != (entry.match, entry.spellings)
    ):
        from glossary.matcher import Matcher

        Matcher(Glossary((entry,)))


def _is_double(entry: Entry, other: Entry) -> bool:
    """Whether two entries that share a spelling must not stand beside each other."""
    if entry.pins == other.pins:
        return True
    living, deprecated = (entry, other) if entry.pins else (other, entry)
    return deprecated.spellings[0] in living.spellings


def _double(spelling: str, other: Entry) -> GlossaryError:
    if spelling == other.spellings[0]:
        message, mend = f"there is already an entry {other.source!r}", "change or remove that one"
    else:
        message = f"the entry {other.source!r} has the variant {spelling!r} already"
        mend = "change that one, or take the variant from it (yongeo glossary set --no-variant)"
    return other.place.error(message, mend)
