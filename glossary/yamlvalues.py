"""What stands in the mappings of a glossary file: keys, texts, lists of texts; each fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from glossary.errors import GlossaryError
from glossary.yamlnodes import MOST_DEPTH, Lines, Mapping, Node, Scalar, Sequence, resolved

Pairs: TypeAlias = dict[str, tuple[Node, Node]]
"""Key and value nodes by key."""


@dataclass(frozen=True, slots=True)
class RawValue:
    """A value as it stands in the file.

    Args:
        text: The text; None where it is empty or no text.
        items: The texts of a list, in order; None where it is no list of texts.
        line, column: Where it stands, from 1.
        node: The node it was read from.
    """

    text: str | None
    items: tuple[RawValue, ...] | None
    line: int
    column: int
    node: Node


class Values:
    """Reads the nodes of a file and notes what is wrong with them.

    Args:
        text: The file's text.
        path: The file, for messages.

    Attributes:
        problems: What was wrong, in the order of reading.
    """

    def __init__(self, text: str, path: Path | None) -> None:
        self.problems: list[GlossaryError] = []
        self._path = path
        self._lines = Lines(text)

    def problem(self, message: str, node: Node, mend: str) -> None:
        """Note that something is wrong.

        Args:
            message: What.
            node: Where.
            mend: What to do.
        """
        line, column = self.place(node)
        self.problems.append(GlossaryError(message, path=self._path, line=line, column=column, mend=mend))

    def place(self, node: Node) -> tuple[int, int]:
        """Line and column of a node, from 1."""
        return self._lines.place(node.start)

    def raw(self, node: Node) -> RawValue:
        """A value as it stands, right or wrong."""
        value = resolved(node)
        items = tuple(map(self._item, value.items)) if isinstance(value, Sequence) else None
        return RawValue(_text_of(value), items, *self.place(node), node)

    def pairs(self, node: Mapping, report: bool = True) -> Pairs:
        """Key and value nodes by key; ``<<`` brings in other mappings' pairs that are not given here.

        Args:
            node: The mapping.
            report: Whether to note what is wrong.
        """
        return self._pairs(node, report, 0)

    def text(self, node: Node, key: str, pairs: Pairs) -> str | None:
        """A text; None where it is empty or, which is noted, something else.

        Args:
            node: The value.
            key: Its key.
            pairs: The mapping that holds it.
        """
        value = resolved(node)
        if isinstance(value, Scalar):
            return value.text
        self.problem(
            f"{whose(pairs)}{key} must be a text", node, "write it on one line, in quotes if need be"
        )
        return None

    def texts(self, node: Node, key: str, pairs: Pairs) -> tuple[str, ...]:
        """A list of texts; what is none is noted and left out.

        Args:
            node: The value.
            key: Its key.
            pairs: The mapping that holds it.
        """
        value = resolved(node)
        if isinstance(value, Scalar) and value.text is None:
            return ()
        if not isinstance(value, Sequence):
            example = value.text[:30] if isinstance(value, Scalar) and value.text else "…"
            self.problem(f"{whose(pairs)}{key} must be a list", node, f"write it as `{key}: [{example}]`")
            return ()
        texts = []
        for item in value.items:
            scalar = resolved(item)
            if isinstance(scalar, Scalar) and scalar.text is not None and scalar.text.strip():
                texts.append(scalar.text)
            else:
                self.problem(
                    f"{whose(pairs)}{key} holds something that is no text",
                    item,
                    "remove it or put it in quotes",
                )
        return tuple(texts)

    def _pairs(self, node: Mapping, report: bool, depth: int) -> Pairs:
        own: Pairs = {}
        merged: list[Node] = []
        for key_node, value in node.pairs:
            key = resolved(key_node)
            if not isinstance(key, Scalar):
                if report:
                    self.problem("a key must be a text", key_node, "write it as `key: value`")
                continue
            if key.text == "<<" and not key.style:
                merged.append(value)
                continue
            text = key.text or ""
            if text in own and report:
                first = self.place(own[text][0])[0]
                self.problem(
                    f"the key {text[:60]!r} stands twice (first in line {first})", key_node, "remove one"
                )
            own[text] = (key_node, value)
        if merged and depth >= MOST_DEPTH:
            self.problem(f"`<<` leads on more than {MOST_DEPTH} times", merged[0], "write the keys out")
            return own
        for value in merged:
            for mapping in self._merge_sources(value, report):
                for key_text, pair in self._pairs(mapping, False, depth + 1).items():
                    own.setdefault(key_text, pair)
        return own

    def _merge_sources(self, value: Node, report: bool) -> Iterator[Mapping]:
        node = resolved(value)
        for part in node.items if isinstance(node, Sequence) else (value,):
            mapping = resolved(part)
            if isinstance(mapping, Mapping):
                yield mapping
            elif report:
                self.problem("`<<` takes a mapping", value, "point it to the anchor of a mapping")

    def _item(self, node: Node) -> RawValue:
        return RawValue(_text_of(resolved(node)), None, *self.place(node), node)


def whose(pairs: Pairs) -> str:
    """``entry '…': `` for messages, where the entry has a source.

    Args:
        pairs: Of the entry.
    """
    if "source" not in pairs:
        return ""
    source = _text_of(resolved(pairs["source"][1]))
    return f"entry {source[:60]!r}: " if source else ""


def _text_of(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) else None
