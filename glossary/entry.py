"""The termbase: entries and glossaries, validated and immutable."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from glossary.errors import GlossaryError


class Case(str, Enum):
    """How a rendering is capitalised in the English."""

    KEEP = "keep"  # exactly as written
    SENTENCE = "sentence"  # capital at the start of a sentence


class Match(str, Enum):
    """How a source term is looked for in the Korean."""

    WORD = "word"  # morpheme boundaries decide
    EXACT = "exact"  # this string anywhere
    REGEX = "regex"  # a regular expression


class Status(str, Enum):
    """Where an entry stands in its life; deprecated entries do not pin."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: the file, and line and column from 1."""

    path: Path | None = None
    line: int | None = None
    column: int | None = None

    def error(self, message: str, mend: str) -> GlossaryError:
        """What is wrong with the entry that stands here.

        Args:
            message, mend: As ``GlossaryError`` takes them.
        """
        return GlossaryError(message, path=self.path, line=self.line, column=self.column, mend=mend)


@dataclass(frozen=True, slots=True)
class Entry:
    """One term and its fixed rendering.

    Args:
        source: The Korean term, as found in text without a particle.
        target: Its rendering, used character for character.
        variants: Other spellings of the source that take the same rendering.
        case: Whether the rendering takes a capital at the start of a sentence.
        match: How the source is found.
        forbid: Renderings that are wrong.
        note: Free text for people.
        status: proposed, approved or deprecated.
        tags: Free labels.
        place: Where the entry was read.

    Raises:
        GlossaryError: source, target, a variant, a forbidden rendering or a tag is empty.
    """

    source: str
    target: str
    variants: tuple[str, ...] = ()
    case: Case = Case.KEEP
    match: Match = Match.WORD
    forbid: tuple[str, ...] = ()
    note: str = ""
    status: Status = Status.APPROVED
    tags: tuple[str, ...] = ()
    place: Place = field(default=Place(), compare=False)

    def __post_init__(self) -> None:
        for name in ("source", "target"):
            if not getattr(self, name).strip():
                mend = f"give it a {name} or remove the entry"
                raise self.place.error(f"an entry has an empty {name}", mend)
        for name, what in (("variants", "variant"), ("forbid", "forbidden rendering"), ("tags", "tag")):
            if not all(map(str.strip, getattr(self, name))):
                mend = "give it a text or leave it out"
                raise self.place.error(f"entry {self.source!r} has an empty {what}", mend)

    @property
    def pins(self) -> bool:
        """Whether the entry fixes renderings; deprecated entries do not."""
        return self.status is not Status.DEPRECATED

    @property
    def spellings(self) -> tuple[str, ...]:
        """The source and its variants in Unicode normalisation form C, each once."""
        return tuple(
            dict.fromkeys(unicodedata.normalize("NFC", text) for text in (self.source, *self.variants))
        )


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries in the order of their file; of two with one source the later wins when matching.

    Args:
        entries: The entries.
        path: The file they were read from.
        source: Language of the source terms (BCP 47).
        target: Language of the renderings (BCP 47).
    """

    entries: tuple[Entry, ...] = ()
    path: Path | None = None
    source: str = "ko"
    target: str = "en"

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @classmethod
    def load(cls, path: Path | str) -> Glossary:
        """Read a YAML glossary.

        Args:
            path: The file.

        Raises:
            GlossaryError: The file cannot be read, or an entry is wrong; names file and line.
        """
        # Not above: reading makes Glossaries, and `import glossary` must not load a YAML parser.
        from glossary.yamlfile import load

        return load(Path(path))

    @classmethod
    def joined(cls, glossaries: Iterable[Glossary]) -> Glossary:
        """One glossary of several; where two have the same source, the later one's entry stands.

        Args:
            glossaries: Glossaries, most important last.
        """
        by_source: dict[str, Entry] = {}
        for glossary in glossaries:
            for entry in glossary:
                key = entry.spellings[0]
                by_source.pop(key, None)
                by_source[key] = entry
        return cls(tuple(by_source.values()))
