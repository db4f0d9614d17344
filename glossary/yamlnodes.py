"""YAML text to nodes that keep every scalar as it stands and know their place; refuses whatever could harm.

A full YAML loader decides that ``NO`` is false and ``1.10`` a number. A glossary holds words, so only the
parser's events are used: no scalar is ever interpreted and no tag ever makes an object.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from glossary.errors import GlossaryError

MOST_BYTES = 64 * 1024 * 1024
MOST_DEPTH = 20
MOST_SCALAR = 1024 * 1024
MOST_EXPANSION = 10  # nodes that aliases may add, for each node written out
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TEXT_TAGS = frozenset(("!", "tag:yaml.org,2002:str"))
_COLLECTION_TAGS = frozenset(("!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"))
# What YAML does not print, and the line ends that editors do not count but the parser would.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, exactly as the file has it.

    Args:
        text: Its value; None for an empty, ``~`` or ``null`` plain scalar.
        start, end: Its place in the text, in characters, anchor and tag included.
        style: ``''`` plain, ``'`` or ``"`` quoted, ``|`` or ``>`` block.
    """

    text: str | None
    start: int
    end: int
    style: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes; ``flow`` where it stands in brackets, ``weight`` as its nodes, aliases expanded."""

    items: tuple[Node, ...]
    start: int
    end: int
    flow: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of nodes; ``flow`` where it stands in braces, ``weight`` counts its nodes, aliases expanded."""

    pairs: tuple[tuple[Node, Node], ...]
    start: int
    end: int
    flow: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Alias:
    """A place that stands for an anchored node."""

    node: Scalar | Sequence | Mapping
    start: int
    end: int
    weight: int


Node: TypeAlias = Scalar | Sequence | Mapping | Alias


def resolved(node: Node) -> Scalar | Sequence | Mapping:
    """The node that an alias stands for, with the anchor's place; any other node itself."""
    return node.node if isinstance(node, Alias) else node


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file.

    Args:
        root: The document, or None where the file holds none.
        start, end: Where its content may stand, in characters.
    """

    root: Node | None
    start: int
    end: int


class Lines:
    """Line and column, both from 1, of places in a text.

    Args:
        text: The text; lines end as editors end them, with LF, CR LF or CR.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a character."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def decoded(data: bytes, path: Path | None = None) -> str:
    """The text of a glossary file, its byte order mark kept.

    Args:
        data: The file's bytes.
        path: The file, for messages.

    Raises:
        GlossaryError: The file is too large, binary or not UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise GlossaryError(
            f"the file is larger than {MOST_BYTES >> 20} MB",
            path=path,
            mend="split it; several glossaries may be given at once",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise GlossaryError(
            "the file is not UTF-8 text", path=path, line=line, mend="save it as UTF-8 and try again"
        ) from None


def parsed(text: str, path: Path | None = None) -> Tree:
    """Parse YAML into nodes.

    Args:
        text: The file's text, with or without a byte order mark.
        path: The file, for messages.

    Raises:
        GlossaryError: It is no YAML, or holds what a glossary must not: more than one document, tags, binary
            data, anchors in themselves, aliases without end, nesting deeper than 20, a text over 1 MB.
    """
    if len(text) > MOST_BYTES:
        raise GlossaryError(f"the text is larger than {MOST_BYTES >> 20} MB", path=path, mend="split it")
    # Hundreds of thousands of records are made and none is dropped: collecting garbage only costs.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Composer(text, path).tree()
    finally:
        if collecting:
            gc.enable()


class _Composer:
    """Builds the tree of one text from the parser's events, without recursion."""

    def __init__(self, text: str, path: Path | None) -> None:
        self._text = text
        self._path = path
        self._shift = 1 if text.startswith("\ufeff") else 0
        self._anchors: dict[str, Scalar | Sequence | Mapping | None] = {}
        self._open: list[
            tuple[Any, list[Node], str | None]
        ] = []  # collection's start event, its nodes, anchor
        self._root: Node | None = None
        self._start = self._shift
        self._end = len(text)
        self._written = 0
        self._expanded = 0

    def tree(self) -> Tree:
        self._refuse_unprintable()
        documents = 0
        for event in self._events():
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._begin(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._finish(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fail(
                        "a second document begins", event, "keep one document a file: remove this `---`"
                    )
                if event.explicit:
                    self._start = self._shift + event.end_mark.index
            elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                self._end = self._shift + event.start_mark.index
        return Tree(self._root, self._start, self._end)

    def _events(self) -> Iterator[Any]:
        loader = getattr(yaml, "CLoader", yaml.Loader)  # both only parse here; nothing is constructed
        try:
            yield from yaml.parse(self._text[self._shift :], Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message = " ".join(part for part in (error.context, error.problem) if part)
            index = self._shift + mark.index if mark is not None else 0
            self._fail_at(f"not valid YAML: {message}", index, "put quotes around a text with special marks")
        except (yaml.YAMLError, UnicodeError) as error:
            self._fail_at(f"not valid YAML: {error}".splitlines()[0], 0, "check the file")

    def _refuse_unprintable(self) -> None:
        bad = _UNPRINTABLE.search(self._text, self._shift)
        if bad:
            code = f"U+{ord(bad.group()):04X}"
            self._fail_at(
                f"the character {code} may not stand in YAML",
                bad.start(),
                "remove it, or write it as an escape in double quotes",
            )

    def _scalar(self, event: Any) -> None:
        self._check_tag(event, _TEXT_TAGS)
        text: str | None = event.value
        if len(event.value) > MOST_SCALAR:
            self._fail(f"a text is longer than {MOST_SCALAR >> 20} MB", event, "shorten it")
        style = event.style or ""
        if not style and event.tag is None and text in _NULL:
            text = None
        node = Scalar(text, self._shift + event.start_mark.index, self._shift + event.end_mark.index, style)
        self._place(node, event.anchor)

    def _begin(self, event: Any) -> None:
        self._check_tag(event, _COLLECTION_TAGS)
        if len(self._open) >= MOST_DEPTH:
            self._fail(f"nested deeper than {MOST_DEPTH} levels", event, "a glossary needs three or four")
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append((event, [], event.anchor))

    def _finish(self, event: Any) -> None:
        begun, nodes, anchor = self._open.pop()
        start, end = self._shift + begun.start_mark.index, self._shift + event.end_mark.index
        weight = 1 + sum(node.weight for node in nodes)
        flow = bool(begun.flow_style)
        node: Sequence | Mapping
        if isinstance(begun, yaml.SequenceStartEvent):
            node = Sequence(tuple(nodes), start, end, flow, weight)
        else:
            node = Mapping(tuple(zip(nodes[::2], nodes[1::2], strict=True)), start, end, flow, weight)
        self._place(node, anchor)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            self._fail(
                f"the anchor &{event.anchor} is not defined above", event, "define it before its first use"
            )
        node = self._anchors[event.anchor]
        if node is None:
            self._fail(f"the anchor &{event.anchor} contains itself", event, "remove this alias")
        self._expanded += node.weight
        if self._expanded > MOST_EXPANSION * (self._written + 100):
            self._fail("aliases repeat too much of the file", event, "write the entries out")
        place = (self._shift + event.start_mark.index, self._shift + event.end_mark.index)
        self._place(Alias(node, *place, node.weight), None)

    def _place(self, node: Node, anchor: str | None) -> None:
        self._written += 1
        if anchor and not isinstance(node, Alias):
            self._anchors[anchor] = node
        if self._open:
            self._open[-1][1].append(node)
        else:
            self._root = node

    def _check_tag(self, event: Any, allowed: frozenset[str]) -> None:
        if event.tag is not None and event.tag not in allowed:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fail(f"the tag {tag[:60]} is not allowed", event, "remove it; every value is plain text")

    def _fail(self, message: str, event: Any, mend: str) -> NoReturn:
        self._fail_at(message, self._shift + event.start_mark.index, mend)

    def _fail_at(self, message: str, index: int, mend: str) -> NoReturn:
        line, column = Lines(self._text).place(index)
        raise GlossaryError(message, path=self._path, line=line, column=column, mend=mend) from None
