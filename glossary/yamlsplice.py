"""Nodes put into YAML text, taken out and replaced; whatever stands around them stays as it is.

Each function says what to splice, so that many edits can be made on one reading of a text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import count
from typing import Any, NamedTuple

from glossary import yamltext
from glossary.yamlnodes import Alias, Mapping, Node, Scalar, Sequence, resolved

_NEWLINE = re.compile("\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_SPACE_OR_COMMENT = re.compile(r"(?:\s+|#[^\r\n]*)*")
_COMMENT_BESIDE = re.compile(r"(?:[ \t]+#[^\r\n]*)?")


class Splice(NamedTuple):
    """A place of a text, and what comes there instead.

    Args:
        start, end: The place, in characters; the same where something is put in.
        text: What comes there.
    """

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; what is put in at one place comes in the order given.

    Args:
        text: The file's text.
        splices: Places of it that do not overlap.
    """
    pieces: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        pieces += (text[done : splice.start], splice.text)
        done = splice.end
    return "".join((*pieces, text[done:]))


# Putting in


def with_pairs(text: str, mapping: Mapping, written: Collection[str]) -> list[Splice]:
    """Pairs more at the end of a mapping.

    Args:
        text: The file's text.
        mapping: One of its nodes.
        written: The lines of the pairs as YAML; for a mapping in braces each is a pair.
    """
    if mapping.flow:
        return with_flow_items(text, mapping, new=written)
    margin = " " * column(text, mapping.pairs[0][0].start)
    place = owned_end(text, mapping.pairs[-1][0].start, content_end(text, mapping))
    return [with_lines(text, place, [margin + line for line in written])]


def with_lines(text: str, place: int, lines: Iterable[str]) -> Splice:
    """Lines more below that of a place.

    Args:
        text: The file's text.
        place: A place in it.
        lines: The lines, without their ends.
    """
    newline = newline_of(text)
    end = line_end(text, place)
    return Splice(end, end, "".join(newline + line for line in lines))


# Taking out


def without_lines(text: str, start: int, end: int) -> Splice:
    """The lines from one place to another taken out with one line end; a byte order mark stays.

    Args:
        text: The file's text.
        start: A place in the first line.
        end: A place in the last line.
    """
    last = line_end(text, end)
    if line_start(text, start) > 0:
        return Splice(_line_break(text, start), last, "")
    newline = _NEWLINE.match(text, last)
    return Splice(1 if text.startswith("\ufeff") else 0, newline.end() if newline else last, "")


# Both


def with_flow_items(
    text: str, collection: Sequence | Mapping, gone: Collection[int] = (), new: Collection[str] = ()
) -> list[Splice]:
    """Items of brackets or braces taken out and others put at the end, on own lines where the last has one.

    What stands on its own line goes with its comma, the comment beside it and the comments right above.

    Args:
        text: The file's text.
        collection: One of its nodes, in brackets or braces.
        gone: Numbers of the items that go, from 0; not all where some are new.
        new: The items that come, as YAML, each on one line.
    """
    length = len(collection.items if isinstance(collection, Sequence) else collection.pairs)
    if not length:
        place = text.index("[" if isinstance(collection, Sequence) else "{", collection.start) + 1
        return [Splice(place, place, ", ".join(new))]
    splices = [
        Splice(_item_begin(text, collection, index), _item_cut(text, collection, index), "") for index in gone
    ]
    if len(gone) == length:
        return splices
    first = next(index for index in count() if index not in gone)
    if first and not _has_own_line(text, collection, first):
        splices.append(
            Splice(_item_cut(text, collection, first - 1), _item_start(collection, first), "")
        )  # no space is left behind the bracket
    last = length - 1
    kept = next(index for index in range(last, -1, -1) if index not in gone)
    trailing = _comma(text, collection, last) is not None
    comma = _comma(text, collection, kept)
    if new:
        start, own = _item_start(collection, last), _has_own_line(text, collection, last)
        separator = newline_of(text) + text[line_start(text, start) : start] if own else " "
        if comma is None:
            splices.append(Splice(_item_end(collection, kept), _item_end(collection, kept), ","))
        place = _item_cut(text, collection, last)
        written = ",".join(separator + item for item in new) + ("," if trailing else "")
        splices.append(Splice(place, place, written))
    elif comma is not None and kept < last and not trailing:
        splices.append(Splice(comma, comma + 1, ""))
    return splices


def with_list(text: str, sequence: Sequence, value: tuple[str, ...]) -> list[Splice]:
    """Items of a list taken out and put at the end; a new order is written anew.

    Args:
        text: The file's text.
        sequence: One of its nodes.
        value: The texts it is to hold, at least one.
    """
    old = [item.text if isinstance(item, Scalar) else None for item in map(resolved, sequence.items)]
    kept = [item for item in old if item in value]
    new = [item for item in value if item not in old]
    gone = [place for place, item in enumerate(old) if item not in value]
    anew = not kept or (*kept, *new) != value
    if sequence.flow:
        if anew:
            return [with_value(text, sequence, value, flow=True)]
        return with_flow_items(text, sequence, gone, [yamltext.scalar(item, flow=True) for item in new])
    dashes = [dash(text, sequence, place) for place in range(len(old))]
    margin = " " * column(text, dashes[0])
    lines = [f"{margin}- {yamltext.scalar(item)}" for item in (value if anew else new)]
    end = content_end(text, sequence)
    if anew:
        first = line_start(text, dashes[0])
        return [Splice(first, line_end(text, end), newline_of(text).join(lines))]
    return [
        *(without_lines(text, dashes[place], content_end(text, sequence.items[place])) for place in gone),
        with_lines(text, end, lines),
    ]


# Replacing


def with_value(text: str, node: Node, value: Any, flow: bool) -> Splice:
    """One value in place of another, in the same quotes, its anchor kept.

    Args:
        text: The file's text.
        node: The value that goes.
        value: What comes: a text, a choice such as ``Case.SENTENCE``, or a list of texts.
        flow: Whether it stands inside brackets or braces.
    """
    start, end = node.start, content_end(text, node)
    style = node.style if isinstance(node, Scalar) and node.style in "'\"" else ""
    written = yamltext.field(value, style, flow)
    if isinstance(node, Sequence):
        kept = {item.text: text[item.start : item.end] for item in node.items if isinstance(item, Scalar)}
        if node.flow and isinstance(value, tuple):
            written = (
                "[" + ", ".join(kept.get(item) or yamltext.scalar(item, flow=True) for item in value) + "]"
            )
    if not isinstance(node, Alias):
        properties = _PROPERTIES.match(text, start, end)
        start = properties.end() if properties else start
    if start == end and start > 0 and not text[start - 1].isspace():
        written = " " + written
    return Splice(start, end, written)


# Places


def content_end(text: str, node: Node) -> int:
    """Where a node's last mark ends; the parser ends a block only where the next thing begins.

    Args:
        text: The file's text.
        node: One of its nodes.
    """
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        header = text[node.start : line_end(text, node.start)]
        held = text[node.start : node.end]
        if "+" in header:
            return node.end - (2 if held.endswith("\r\n") else 1 if held.endswith(("\n", "\r")) else 0)
        return node.start + len(held.rstrip())
    if isinstance(node, (Alias, Scalar)) or node.flow:
        return node.end
    if isinstance(node, Sequence):
        return max(node.start, content_end(text, node.items[-1])) if node.items else node.end
    key, value = node.pairs[-1]
    return max(key.end, content_end(text, value))


def dash(text: str, sequence: Sequence, index: int) -> int:
    """Where the dash of an item in a block list stands.

    Args:
        text: The file's text.
        sequence: One of its nodes, with a dash before each item.
        index: Number of the item, from 0.
    """
    place = content_end(text, sequence.items[index - 1]) if index else sequence.start
    if index == 0:
        properties = _PROPERTIES.match(text, place)
        place = properties.end() if properties else place
    space = _SPACE_OR_COMMENT.match(text, place)
    return space.end() if space else place


def commented(text: str, place: int) -> int:
    """Where the comment right above a place's line begins, or else that line.

    The comment at the file's top is nobody's; one that is indented deeper belongs to what stands before.

    Args:
        text: The file's text.
        place: Where an entry begins.
    """
    margin, start = column(text, place), line_start(text, place)
    while start > 0:
        above = line_start(text, _line_break(text, start))
        line = text[above:start]
        content = line.lstrip("\ufeff \t")
        if not content.startswith("#") or len(line) - len(content) > margin:
            break
        if above == 0:
            return line_start(text, place)
        start = above
    return start


def owned_end(text: str, start: int, end: int) -> int:
    """Where the comments right below an entry end that are indented deeper than it, or else its last line.

    Args:
        text: The file's text.
        start: Where the entry begins.
        end: Where its content ends.
    """
    margin, end = column(text, start), line_end(text, end)
    while newline := _NEWLINE.match(text, end):
        line = text[newline.end() : line_end(text, newline.end())]
        content = line.lstrip(" \t")
        if not content.startswith("#") or len(line) - len(content) <= margin:
            break
        end = newline.end() + len(line)
    return end


def column(text: str, place: int) -> int:
    """Characters before a place in its line."""
    return len(text[line_start(text, place) : place].lstrip("\ufeff"))


def line_start(text: str, place: int) -> int:
    """Where the line of a place begins."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def line_end(text: str, place: int) -> int:
    """Where the line of a place ends, before its line end."""
    newline = _NEWLINE.search(text, place)
    return newline.start() if newline else len(text)


def newline_of(text: str) -> str:
    """The line end that a text uses first."""
    newline = _NEWLINE.search(text)
    return newline.group() if newline else "\n"


def _line_break(text: str, place: int) -> int:
    """Where the line end before the line of a place begins."""
    start = line_start(text, place)
    return start - (2 if text[start - 2 : start] == "\r\n" else 1)


def _item_start(collection: Sequence | Mapping, index: int) -> int:
    return (collection.items[index] if isinstance(collection, Sequence) else collection.pairs[index][0]).start


def _item_end(collection: Sequence | Mapping, index: int) -> int:
    return (collection.items[index] if isinstance(collection, Sequence) else collection.pairs[index][1]).end


def _item_begin(text: str, collection: Sequence | Mapping, index: int) -> int:
    """Where what belongs to an item begins: its comments or the space before it, the first one's excepted."""
    if _has_own_line(text, collection, index):
        return _line_break(text, commented(text, _item_start(collection, index)))
    return _item_cut(text, collection, index - 1) if index else _item_start(collection, 0)


def _item_cut(text: str, collection: Sequence | Mapping, index: int) -> int:
    """Where what belongs to an item ends: its comma, and the comment beside it where it has its own line."""
    comma = _comma(text, collection, index)
    end = _item_end(collection, index) if comma is None else comma + 1
    if _has_own_line(text, collection, index) and (beside := _COMMENT_BESIDE.match(text, end)):
        end = beside.end()
    return end


def _comma(text: str, collection: Sequence | Mapping, index: int) -> int | None:
    """Where the comma behind an item stands, or None where it has none."""
    space = _SPACE_OR_COMMENT.match(text, _item_end(collection, index))
    assert space is not None  # it may be empty
    return space.end() if text.startswith(",", space.end()) else None


def _has_own_line(text: str, collection: Sequence | Mapping, index: int) -> bool:
    start = _item_start(collection, index)
    line = line_start(text, start)
    return line > collection.start and not text[line:start].strip()
