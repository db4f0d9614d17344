"""Nodes put into YAML text, taken out and replaced; whatever stands around them stays as it is."""

from __future__ import annotations

import re
from typing import Any

from glossary import yamltext
from glossary.yamlnodes import Alias, Mapping, Node, Scalar, Sequence, resolved

_NEWLINE = re.compile("\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_SPACE_OR_COMMENT = re.compile(r"(?:\s+|#[^\r\n]*)*")


# Putting in


def with_pair(text: str, mapping: Mapping, written: str) -> str:
    """The text with a pair more at the end of a mapping.

    Args:
        text: The file's text.
        mapping: One of its nodes.
        written: The pair as YAML, on one line.
    """
    if mapping.flow:
        return with_flow_item(text, mapping, written)
    margin = " " * column(text, mapping.pairs[0][0].start)
    return with_lines(text, content_end(text, mapping), [margin + written])


def with_flow_item(text: str, collection: Sequence | Mapping, written: str) -> str:
    """The text with an item more at the end of brackets or braces, on its own line where the last has one.

    Args:
        text: The file's text.
        collection: One of its nodes, in brackets or braces.
        written: The item as YAML, on one line.
    """
    items = collection.items if isinstance(collection, Sequence) else collection.pairs
    if not items:
        bracket = "[" if isinstance(collection, Sequence) else "{"
        place = text.index(bracket, collection.start) + 1
        return text[:place] + written + text[place:]
    place = _item_end(collection, -1)
    start = _item_start(collection, -1)
    line = line_start(text, start)
    separator = ", "
    if line > collection.start and not text[line:start].strip():
        separator = "," + newline_of(text) + text[line:start]
    return text[:place] + separator + written + text[place:]


def with_lines(text: str, place: int, lines: list[str]) -> str:
    """The text with lines more below that of a place.

    Args:
        text: The file's text.
        place: A place in it.
        lines: The lines, without their ends.
    """
    newline = newline_of(text)
    end = line_end(text, place)
    return text[:end] + "".join(newline + line for line in lines) + text[end:]


# Taking out


def without_flow_item(text: str, collection: Sequence | Mapping, index: int) -> str:
    """The text without an item of brackets or braces and its comma.

    Args:
        text: The file's text.
        collection: One of its nodes, in brackets or braces.
        index: Number of the item, from 0.
    """
    start, end = _item_start(collection, index), _item_end(collection, index)
    if index == 0:
        after = _SPACE_OR_COMMENT.match(text, end)
        comma = after.end() if after else end
        if text[comma : comma + 1] != ",":
            return text[:start] + text[end:]
        behind = len(text[comma + 1 :]) - len(text[comma + 1 :].lstrip(" \t"))
        return text[:start] + text[end:comma] + text[comma + 1 + behind :]
    space = _SPACE_OR_COMMENT.match(text, _item_end(collection, index - 1))
    comma = space.end() if space else _item_end(collection, index - 1)
    head, middle = text[:comma], text[comma + 1 : start]
    return head + middle.rstrip() + text[end:]


def without_lines(text: str, start: int, end: int) -> str:
    """The text without the lines from one place to another and one line end; a byte order mark stays.

    Args:
        text: The file's text.
        start: A place in the first line.
        end: A place in the last line.
    """
    first, last = line_start(text, start), line_end(text, end)
    if first == 0:
        first = 1 if text.startswith("\ufeff") else 0
        newline = _NEWLINE.match(text, last)
        return text[:first] + text[newline.end() if newline else last :]
    first -= 2 if text[first - 2 : first] == "\r\n" else 1
    return text[:first] + text[last:]


# Replacing


def with_value(text: str, node: Node, value: Any, flow: bool) -> str:
    """The text with one value in place of another, in the same quotes, its anchor kept.

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
    return text[:start] + written + text[end:]


def with_block_items(text: str, sequence: Sequence, value: tuple[str, ...]) -> str:
    """A list of one item a line: items are taken out and put at the end; a new order is written anew.

    Args:
        text: The file's text.
        sequence: One of its nodes, with a dash before each item.
        value: The texts it is to hold.
    """
    old = [item.text if isinstance(item, Scalar) else None for item in map(resolved, sequence.items)]
    margin = " " * column(text, dash(text, sequence, 0))
    kept = [item for item in old if item in value]
    new = [item for item in value if item not in old]
    first = line_start(text, dash(text, sequence, 0))
    if not kept or (*kept, *new) != value:
        lines = [f"{margin}- {yamltext.scalar(item)}" for item in value]
        last = line_end(text, content_end(text, sequence))
        return text[:first] + newline_of(text).join(lines) + text[last:]
    edited = text
    if new:
        lines = [f"{margin}- {yamltext.scalar(item)}" for item in new]
        edited = with_lines(edited, content_end(text, sequence), lines)
    for place in reversed(range(len(old))):
        if old[place] not in value:
            start = line_start(text, dash(text, sequence, place))
            end = line_end(text, content_end(text, sequence.items[place]))
            start -= 2 if text[start - 2 : start] == "\r\n" else 1
            edited = edited[:start] + edited[end:]
    return edited


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


def _item_start(collection: Sequence | Mapping, index: int) -> int:
    return (collection.items[index] if isinstance(collection, Sequence) else collection.pairs[index][0]).start


def _item_end(collection: Sequence | Mapping, index: int) -> int:
    return (collection.items[index] if isinstance(collection, Sequence) else collection.pairs[index][1]).end
