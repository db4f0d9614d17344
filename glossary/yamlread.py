"""Nodes to entries: the three shapes of a glossary file, every problem with its place."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError
from glossary.yamlnodes import Mapping, Node, Scalar, Sequence, Tree, parsed, resolved, uncollected
from glossary.yamlvalues import Pairs, RawValue, Values, whose

ENTRY_KEYS = tuple(field.name for field in fields(Entry) if field.name != "place")
TOP_KEYS = ("version", "source", "target", "entries", "terms")
LIST_KEYS = frozenset(("variants", "forbid", "tags"))
_CHOICES: dict[str, type[Enum]] = {"case": Case, "match": Match, "status": Status}


class Shape(str, Enum):
    """How a glossary file is laid out."""

    FULL = "full"  # a mapping with version, source, target, entries, terms
    LIST = "list"  # a bare list of entries
    TERMS = "terms"  # a bare mapping source: target
    EMPTY = "empty"  # no document at all


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that means nothing here; ``suggestion`` is the known key it resembles, or None."""

    key: str
    suggestion: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands in the file, right or wrong.

    Args:
        node: The item of ``entries``, or the rendering of a shorthand term.
        key: The source of a shorthand term, as a node; None for an entry written out.
        entry: The entry, or None where it is wrong.
        line, column: Where it stands, from 1.
    """

    node: Node
    key: Node | None
    entry: Entry | None
    line: int
    column: int


class RawGlossary:
    """A glossary file with everything that is wrong in it; nothing stops the reading but broken YAML.

    Args:
        text: The file's text.
        path: The file, for messages.

    Attributes:
        text: The text.
        tree: The nodes of the file.
        shape: How it is laid out.
        entries: All entries in the order of the file.
        problems: What keeps it from being loaded, in the order of the file.
        unknown: Keys without a meaning, those that begin with ``x-`` excepted.
        source, target: The languages.
    """

    def __init__(self, text: str, path: Path | None = None) -> None:
        self.path = path
        self.text = text
        self._values = Values(text, path)
        self.problems = self._values.problems
        self.tree: Tree = Tree(None, 0, len(text))
        self.shape = Shape.EMPTY
        self.entries: list[RawEntry] = []
        self.unknown: list[UnknownKey] = []
        self.source = "ko"
        self.target = "en"
        self.top: dict[str, Node] = {}
        with uncollected():
            try:
                self.tree = parsed(text, path)
            except GlossaryError as error:
                self.problems.append(error)
                return
            self._read(self.tree.root)

    @property
    def glossary(self) -> Glossary:
        """The entries without fault.

        Raises:
            GlossaryError: The first problem, where there is one.
        """
        if self.problems:
            raise self.problems[0]
        entries = tuple(raw.entry for raw in self.entries if raw.entry is not None)
        return Glossary(entries, self.path, self.source, self.target)

    def values(self, raw: RawEntry) -> dict[str, RawValue]:
        """The values of an entry by key, known or not, merged ones included.

        Args:
            raw: One of ``entries``.
        """
        if raw.key is not None:
            return {"source": self._values.raw(raw.key), "target": self._values.raw(raw.node)}
        node = resolved(raw.node)
        if not isinstance(node, Mapping):
            return {}
        return {
            key: self._values.raw(value) for key, (_, value) in self._values.pairs(node, report=False).items()
        }

    def inherits(self, mapping: Mapping, key: str) -> bool:
        """Whether ``<<`` gives a mapping a key, be it given in the mapping itself or not.

        Args:
            mapping: The node of an entry.
            key: The key.
        """
        others = (pair for pair in mapping.pairs if getattr(resolved(pair[0]), "text", None) != key)
        return key in self._values.pairs(mapping._replace(pairs=tuple(others)), report=False)

    def _read(self, root: Node | None) -> None:
        node = None if root is None else resolved(root)
        if node is None or (isinstance(node, Scalar) and node.text is None and node.start == node.end):
            return
        if isinstance(node, Sequence):
            self.shape = Shape.LIST
            self._read_entries(node)
        elif not isinstance(node, Mapping):
            self._values.problem(
                "a glossary is a list of entries or a mapping", node, "begin with `entries:`"
            )
        elif _is_full(node):
            self.shape = Shape.FULL
            self._read_full(node)
        else:
            self.shape = Shape.TERMS
            self._read_terms(node)

    def _read_full(self, node: Mapping) -> None:
        pairs = self._values.pairs(node)
        self.top = {key: value for key, (_, value) in pairs.items()}
        for key, (key_node, value) in pairs.items():
            if key == "entries":
                self._read_entries(value)
            elif key == "terms":
                self._read_terms(value)
            elif key == "version":
                self._read_version(value)
            elif key in ("source", "target"):
                setattr(self, key, self._values.text(value, key, {}) or getattr(self, key))
            elif not key.startswith("x-"):
                self._read_unknown_top(key, key_node)

    def _read_unknown_top(self, key: str, node: Node) -> None:
        suggestion = _nearest(key, TOP_KEYS)
        self.unknown.append(UnknownKey(key, suggestion, *self._values.place(node)))
        if suggestion in ("entries", "terms"):  # terms would be lost without a word
            self._values.problem(f"unknown key {key!r}", node, f"did you mean {suggestion!r}?")

    def _read_version(self, node: Node) -> None:
        text = self._values.text(node, "version", {})
        if text is not None and text != "1":
            self._values.problem(f"version {text[:20]!r} is not known", node, "this program reads version 1")

    def _read_entries(self, node: Node) -> None:
        sequence = resolved(node)
        if isinstance(sequence, Scalar) and sequence.text is None:
            return
        if not isinstance(sequence, Sequence):
            self._values.problem("entries must be a list", node, "begin each entry with `- source: …`")
            return
        for item in sequence.items:
            at = self._values.place(item)
            entry = self._entry(item, Place(self.path, *at))
            self.entries.append(RawEntry(item, None, entry, *at))

    def _read_terms(self, node: Node) -> None:
        mapping = resolved(node)
        if isinstance(mapping, Scalar) and mapping.text is None:
            return
        if not isinstance(mapping, Mapping):
            self._values.problem("terms must be a mapping", node, "write each term as `source: rendering`")
            return
        for source, (key, value) in self._values.pairs(mapping).items():
            if self.shape is Shape.TERMS and source.startswith("x-"):
                continue
            at = self._values.place(key)
            entry = self._term(source, key, value, Place(self.path, *at))
            self.entries.append(RawEntry(value, key, entry, *at))

    def _term(self, source: str, key: Node, value: Node, place: Place) -> Entry | None:
        node = resolved(value)
        if not isinstance(node, Scalar):
            self._values.problem(
                f"the rendering of {source[:60]!r} must be a text",
                value,
                "write it out under `entries:` if it needs more keys",
            )
            return None
        if not source.strip():
            self._values.problem("a term has an empty source", key, "give it a source or remove it")
            return None
        target = node.text or ""
        if not target.strip():
            self._empty_target(source, value)
            return None
        return Entry(source, target, place=place)

    def _entry(self, item: Node, place: Place) -> Entry | None:
        node = resolved(item)
        if not isinstance(node, Mapping):
            self._values.problem(
                "an entry must be a mapping", item, "write it as `- source: …` with a `target: …`"
            )
            return None
        before = len(self.problems)
        pairs = self._values.pairs(node)
        values: dict[str, Any] = {}
        for key, (key_node, value) in pairs.items():
            if key in LIST_KEYS:
                values[key] = self._values.texts(value, key, pairs)
            elif key in _CHOICES:
                values[key] = self._choice(value, key, pairs)
            elif key in ENTRY_KEYS:
                values[key] = self._values.text(value, key, pairs) or ""
            elif not key.startswith("x-"):
                self._read_unknown(key, key_node, pairs)
        if len(self.problems) > before:
            return None
        source = values.get("source", "")
        if not source.strip():
            what, where = ("an empty", pairs["source"][1]) if "source" in pairs else ("no", item)
            self._values.problem(f"an entry has {what} source", where, "give it a source or remove the entry")
            return None
        if not values.get("target", "").strip():
            if "target" in pairs:
                self._empty_target(source, pairs["target"][1])
            else:
                self._values.problem(
                    f"entry {source[:60]!r} has no target", item, "add a target or remove the entry"
                )
            return None
        return Entry(**values, place=place)

    def _read_unknown(self, key: str, node: Node, pairs: Pairs) -> None:
        suggestion = _nearest(key, ENTRY_KEYS)
        self.unknown.append(UnknownKey(key, suggestion, *self._values.place(node)))
        if suggestion and abs(len(suggestion) - len(key)) <= 2:  # not source_url; what it says would be lost
            self._values.problem(
                f"{whose(pairs)}unknown key {key[:60]!r}",
                node,
                f"did you mean {suggestion!r}? keys of your own begin with x-",
            )

    def _choice(self, node: Node, key: str, pairs: Pairs) -> Enum:
        kind = _CHOICES[key]
        text = self._values.text(node, key, pairs)
        if text is None:
            return next(field.default for field in fields(Entry) if field.name == key)
        try:
            return kind(text)
        except ValueError:
            choices = [str(choice.value) for choice in kind]
            nearest = _nearest(text, choices)
            mend = f"did you mean {nearest!r}?" if nearest else "use one of " + ", ".join(choices)
            self._values.problem(f"{whose(pairs)}{key} {text[:40]!r} is not known", node, mend)
            return next(iter(kind))

    def _empty_target(self, source: str, node: Node) -> None:
        self._values.problem(
            f"entry {source[:60]!r} has an empty rendering",
            node,
            'give it one, in quotes if it is a word such as "null", or remove the entry',
        )


def raw_entries(text: str, path: Path | None = None) -> RawGlossary:
    """Read a glossary with all its faults, for lint.

    Args:
        text: The file's text.
        path: The file, for messages.
    """
    return RawGlossary(text, path)


def _is_full(node: Mapping) -> bool:
    """The full shape has a version, or ``entries`` or ``terms`` that hold a collection or nothing."""
    for key_node, value in node.pairs:
        key = resolved(key_node)
        if not isinstance(key, Scalar):
            continue
        if key.text == "version":
            return True
        held = resolved(value)
        if key.text in ("entries", "terms") and not (isinstance(held, Scalar) and held.text is not None):
            return True
    return False


def _nearest(word: str, known: tuple[str, ...] | list[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.7)), None)
