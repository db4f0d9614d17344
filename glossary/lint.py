"""What is wrong with a glossary, rule by rule, with its place; and the mends that are safe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from glossary import entryfaults
from glossary.diff import Change
from glossary.entry import Entry, Match
from glossary.errors import GlossaryError
from glossary.lines import without_ends
from glossary.merge import MARK
from glossary.textfaults import cleaned, faults, rendering_faults
from glossary.yamlfile import GlossaryFile, RawEntry, RawGlossary, RawValue, raw_entries
from glossary.yamlnodes import Scalar, decoded, resolved
from glossary.yamlsplice import spliced, with_value


class Level(str, Enum):
    """How bad a finding is; errors and warnings count for the exit status."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


RULES = {
    "invalid": (Level.ERROR, "the file cannot be read as a glossary"),
    "empty-rendering": (Level.ERROR, "an entry has no rendering"),
    "unknown-key": (Level.ERROR, "a key means nothing"),
    "merge-conflict": (Level.ERROR, "a merge left a decision open"),
    "duplicate-source": (Level.ERROR, "a source or variant stands twice with one rendering"),
    "two-renderings": (Level.ERROR, "a source or variant has two renderings; the later one counts"),
    "shadowed": (Level.WARNING, "two sources match the same text though they are spelled differently"),
    "overridden": (Level.NOTE, "a later glossary gives the source another rendering"),
    "particle": (Level.WARNING, "a source ends in a particle"),
    "never-matches": (Level.ERROR, "a source is never found in text, by its own boundaries"),
    "look-alike": (Level.WARNING, "a letter of another script or width looks like a Latin one"),
    "stray-space": (Level.WARNING, "spaces at an end, several in a row or of an odd kind"),
    "not-nfc": (Level.WARNING, "a text is not in Unicode normalisation form C"),
    "invisible": (Level.WARNING, "a text has invisible characters"),
    "forbidden-rendering": (Level.ERROR, "the rendering is one of those it forbids"),
    "unbalanced": (Level.WARNING, "quotation marks or brackets of the rendering do not balance"),
    "trailing-punctuation": (Level.WARNING, "the rendering ends with a punctuation mark"),
    "hangul-in-rendering": (Level.ERROR, "the rendering has Hangul in it"),
    "needless-variant": (Level.WARNING, "a variant is the source or another variant again"),
    "invalid-regex": (Level.ERROR, "a regular expression is invalid"),
    "slow-regex": (Level.ERROR, "a regular expression takes too long on some text"),
    "no-successor": (Level.WARNING, "a deprecated entry names no successor"),
    "capitals": (Level.WARNING, "renderings differ in capitals only"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Args:
        code: The rule, a key of ``RULES``.
        message: One sentence for a person.
        path: The file.
        line, column: The place, from 1.
        fixable: Whether ``fixed`` mends it.
    """

    code: str
    message: str
    path: Path | None
    line: int
    column: int
    fixable: bool = False

    @property
    def level(self) -> Level:
        """How bad it is."""
        return RULES[self.code][0]

    def __str__(self) -> str:
        """``file:line:column: level: message [code]``, as compilers write it."""
        mend = " (--fix mends it)" if self.fixable else ""
        name = "" if self.path is None else f"{self.path}:"
        return f"{name}{self.line}:{self.column}: {self.level.value}: {self.message} [{self.code}]{mend}"


def lint(files: Sequence[tuple[Path, bytes]]) -> tuple[Finding, ...]:
    """All that is wrong with glossaries, file by file, in the order of the lines.

    Args:
        files: Path and content of each, the most important last.
    """
    raws: list[RawGlossary] = []
    findings: list[Finding] = []
    for path, data in files:
        try:
            raw = raw_entries(decoded(data, path), path)
        except GlossaryError as error:
            findings.append(_problem(error, path, frozenset()))
            continue
        raws.append(raw)
        findings += sorted({*_of_file(raw)}, key=lambda f: (f.line, f.column, f.code, f.message))
    return (*findings, *_between(raws))


def fixed(path: Path, text: str) -> str:
    """The text with the mends that are safe: letters, spaces and repeated variants; everything else stays.

    Args:
        path: The file, for messages.
        text: Its text.

    Raises:
        GlossaryError: The mended text would be no glossary; the file is then to be mended by hand.
    """
    raw = raw_entries(text, path)
    mends: dict[Scalar, str] = {}
    for item in raw.entries:
        for value, name in _texts(raw, item):
            node = resolved(value.node)
            if isinstance(node, Scalar) and node.style in ("", "'", '"') and value.text is not None:
                mended = cleaned(value.text)
                if mended and mended != value.text and not _is_expression(raw, item, name):
                    mends[node] = mended
    text = spliced(text, [with_value(text, node, mended, flow=True) for node, mended in mends.items()])
    if raw_entries(text, path).problems:
        return text  # mended as far as it goes; what keeps it from loading is reported
    file = GlossaryFile(path, text.encode())
    counts = Counter(entry.spellings[0] for entry in file.glossary)
    file.apply(
        [
            Change(entry, replace(entry, variants=kept))
            for entry in file.glossary
            if (kept := entryfaults.needed_variants(entry)) != entry.variants
            and counts[entry.spellings[0]] == 1
        ]
    )
    return file.text


def _of_file(raw: RawGlossary) -> Iterator[Finding]:
    yield from _problems(raw)
    for key in raw.unknown:
        mend = f"; did you mean {key.suggestion!r}?" if key.suggestion else ""
        yield Finding("unknown-key", f"unknown key {key.key!r}{mend}", raw.path, key.line, key.column)
    for number, line in enumerate(without_ends(raw.text), 1):
        if MARK in line and (found := re.search(rf"#\s*{MARK}\b.*", line)):
            yield Finding("merge-conflict", found.group().lstrip("# "), raw.path, number, found.start() + 1)
    for item in raw.entries:
        yield from _of_texts(raw, item)
    yield from _of_entries(raw)


def _problems(raw: RawGlossary) -> Iterator[Finding]:
    empty = set()
    for item in raw.entries:
        if item.entry is None:
            value = raw.values(item).get("target")
            if value is None or (not (value.text or "").strip() and value.items is None):
                empty.add(_place(item, value))
    unknown = {(key.line, key.column) for key in raw.unknown}  # which have a rule of their own
    for problem in raw.problems:
        if (problem.line, problem.column) not in unknown:
            yield _problem(problem, raw.path, frozenset(empty))


def _problem(error: GlossaryError, path: Path | None, empty: frozenset[tuple[int, int]]) -> Finding:
    place = (error.line or 1, error.column or 1)
    message = error.message + (f"; {error.mend}" if error.mend else "")
    return Finding("empty-rendering" if place in empty else "invalid", message, path, *place)


def _of_texts(raw: RawGlossary, item: RawEntry) -> Iterator[Finding]:
    source = raw.values(item).get("source")
    for value, name in _texts(raw, item):
        if value.text is None:
            continue
        found = () if _is_expression(raw, item, name) else faults(value.text)
        mendable = isinstance(node := resolved(value.node), Scalar) and node.style in ("", "'", '"')
        for fault in found:
            place = _place(item, value)
            yield Finding(fault.code, fault.message, raw.path, *place, fault.mended and mendable)
        if name == "target":
            for fault in rendering_faults(value.text, (source.text if source else None) or ""):
                yield Finding(fault.code, fault.message, raw.path, *_place(item, value))


def _of_entries(raw: RawGlossary) -> Iterator[Finding]:
    items = {id(item.entry): item for item in raw.entries if item.entry is not None}
    entries = [item.entry for item in raw.entries if item.entry is not None]
    counts = Counter(entry.spellings[0] for entry in entries)
    for fault in entryfaults.faults(entries):
        item = items[id(fault.entry)]
        value = raw.values(item).get(fault.field)
        if value is not None and value.items and fault.text is not None:
            value = next((part for part in value.items if part.text == fault.text), value)
        fixable = fault.code == "needless-variant" and counts[fault.entry.spellings[0]] == 1
        yield Finding(fault.code, fault.message, raw.path, *_place(item, value), fixable)


def _between(raws: Sequence[RawGlossary]) -> Iterator[Finding]:
    """What a later file does to an earlier one; an earlier entry that another rendering hides is named."""
    later: dict[str, tuple[Entry, RawGlossary]] = {}
    for raw in reversed(raws):
        here = {}
        for item in raw.entries:
            for key in entryfaults.keys(item.entry) if item.entry is not None else ():
                assert item.entry is not None
                other = later.get(key)
                if other is not None and other[0].target != item.entry.target:
                    place = f"{other[1].path}:{other[0].place.line}"
                    message = f"{item.entry.source}: {place} gives the rendering {other[0].target!r}"
                    yield Finding("overridden", message, raw.path, *_place(item))
                here[key] = (item.entry, raw)
        later = {**here, **later}


def _texts(raw: RawGlossary, item: RawEntry) -> Iterator[tuple[RawValue, str]]:
    values = raw.values(item)
    for name in ("source", "target", "variants", "forbid"):
        value = values.get(name)
        if value is not None:
            yield from ((part, name) for part in (value.items if value.items is not None else (value,)))


def _place(item: RawEntry, value: RawValue | None = None) -> tuple[int, int]:
    """Line and column of a value, or else of its entry."""
    return (item.line, item.column) if value is None else (value.line, value.column)


def _is_expression(raw: RawGlossary, item: RawEntry, name: str) -> bool:
    """Whether a field holds regular expressions, be the entry right or wrong."""
    match = raw.values(item).get("match")
    return name in ("source", "variants") and match is not None and match.text == Match.REGEX.value
