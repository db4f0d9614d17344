"""YAML text to nodes that keep every scalar as it stands and know their place; refuses whatever could harm.

A full YAML loader decides that ``NO`` is false and ``1.10`` a number. A glossary holds words, so only the
parser's events are used: no scalar is ever interpreted and no tag ever makes an object.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias

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


# Named tuples, because large files make a million of them and a frozen dataclass takes four times as long.
class Scalar(NamedTuple):
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


class Sequence(NamedTuple):
    """A list of nodes; ``flow`` says whether it stands in brackets."""

    items: tuple[Node, ...]
    start: int
    end: int
    flow: bool


class Mapping(NamedTuple):
    """Pairs of nodes in order; ``flow`` says whether it stands in braces."""

    pairs: tuple[tuple[Node, Node], ...]
    start: int
    end: int
    flow: bool


class Alias(NamedTuple):
    """A place that stands for an anchored node; ``weight`` counts the nodes that it expands to."""

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
    return _Composer(text, path).tree()


@contextmanager
def uncollected() -> Iterator[None]:
    """Make no search for garbage: where a million records are made and none dropped, it only costs."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
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
        self._weights: dict[str, int] = {}  # nodes of an anchored node, aliases in it expanded
        self._open: list[tuple[Any, list[Node]]] = []  # a collection's start event and the nodes in it
        self._nodes: list[Node] = []  # of the innermost open collection, or the root
        self._expanded = 0

    def tree(self) -> Tree:
        self._refuse_unprintable()
        try:
            # Both loaders only parse here; nothing is constructed. A surrogate fails when the parser is made.
            return self._composed(getattr(yaml, "CLoader", yaml.Loader)(self._text[self._shift :]))
        except yaml.MarkedYAMLError as error:
            message = " ".join(part for part in (error.context, error.problem) if part)
            index = self._place(error.problem_mark or error.context_mark)
            mend = "put quotes around a text with special marks"
            if not self._text[index:].strip() and error.context_mark is not None:
                index, mend = self._place(error.context_mark), "close what begins here"
            elif self._text.startswith("\t", index):
                mend = "use spaces instead of the tab"
            self._fail_at(f"not valid YAML: {message}", index, mend)
        except (yaml.YAMLError, UnicodeError) as error:
            self._fail_at(f"not valid YAML: {error}".splitlines()[0], 0, "check the file")

    def _composed(self, parser: Any) -> Tree:
        start, end, documents = self._shift, len(self._text), 0
        for number, event in enumerate(iter(parser.get_event, None)):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._begin(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._finish(event)
            elif kind is yaml.AliasEvent:
                self._alias(event, number)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._fail(
                        "a second document begins", event, "keep one document a file: remove this `---`"
                    )
                if event.explicit:
                    start = self._shift + event.end_mark.index
            elif kind is yaml.DocumentEndEvent and event.explicit:
                end = self._shift + event.start_mark.index
        return Tree(self._nodes[0] if self._nodes else None, start, end)

    def _refuse_unprintable(self) -> None:
        bad = _UNPRINTABLE.search(self._text, self._shift)
        if bad:
            self._fail_at(
                f"the character U+{ord(bad.group()):04X} may not stand in YAML",
                bad.start(),
                "remove it, or write it as an escape in double quotes",
            )

    def _scalar(self, event: Any) -> None:
        text: str | None = event.value
        style = event.style or ""
        if event.tag is not None:
            self._check_tag(event, _TEXT_TAGS)
        elif not style and text in _NULL:
            text = None
        if text is not None and len(text) > MOST_SCALAR:
            self._fail(f"a text is longer than {MOST_SCALAR >> 20} MB", event, "shorten it")
        shift = self._shift
        node = Scalar(text, shift + event.start_mark.index, shift + event.end_mark.index, style)
        if event.anchor is not None:
            self._anchors[event.anchor], self._weights[event.anchor] = node, 1
        self._nodes.append(node)

    def _begin(self, event: Any) -> None:
        self._check_tag(event, _COLLECTION_TAGS)
        if len(self._open) >= MOST_DEPTH:
            self._fail(f"nested deeper than {MOST_DEPTH} levels", event, "a glossary needs three or four")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._open.append((event, self._nodes))
        self._nodes = []

    def _finish(self, event: Any) -> None:
        nodes = self._nodes
        begun, self._nodes = self._open.pop()
        start, end = self._shift + begun.start_mark.index, self._shift + event.end_mark.index
        flow = bool(begun.flow_style)
        node: Sequence | Mapping
        if type(begun) is yaml.SequenceStartEvent:
            node = Sequence(tuple(nodes), start, end, flow)
        else:
            node = Mapping(tuple(zip(nodes[::2], nodes[1::2], strict=True)), start, end, flow)
        if begun.anchor is not None:
            self._anchors[begun.anchor], self._weights[begun.anchor] = node, _weight(node)
        self._nodes.append(node)

    def _alias(self, event: Any, written: int) -> None:
        if event.anchor not in self._anchors:
            self._fail(
                f"the anchor &{event.anchor} is not defined above", event, "define it before its first use"
            )
        node = self._anchors[event.anchor]
        if node is None:
            self._fail(f"the anchor &{event.anchor} contains itself", event, "remove this alias")
        weight = self._weights[event.anchor]
        self._expanded += weight
        if self._expanded > MOST_EXPANSION * (written + 100):
            self._fail("aliases repeat too much of the file", event, "write the entries out")
        start, end = self._shift + event.start_mark.index, self._shift + event.end_mark.index
        self._nodes.append(Alias(node, start, end, weight))

    def _check_tag(self, event: Any, allowed: frozenset[str]) -> None:
        if event.tag is not None and event.tag not in allowed:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fail(f"the tag {tag[:60]} is not allowed", event, "remove it; every value is plain text")

    def _place(self, mark: Any) -> int:
        return self._shift + mark.index if mark is not None else 0

    def _fail(self, message: str, event: Any, mend: str) -> NoReturn:
        self._fail_at(message, self._shift + event.start_mark.index, mend)

    def _fail_at(self, message: str, index: int, mend: str) -> NoReturn:
        line, column = Lines(self._text).place(index)
        raise GlossaryError(message, path=self._path, line=line, column=column, mend=mend) from None


def _weight(node: Node) -> int:
    """The nodes in a node, aliases expanded."""
    if isinstance(node, Alias):
        return node.weight
    if isinstance(node, Sequence):
        return 1 + sum(map(_weight, node.items))
    if isinstance(node, Mapping):
        return 1 + sum(_weight(key) + _weight(value) for key, value in node.pairs)
    return 1
