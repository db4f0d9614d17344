"""Edits of a glossary's text that touch nothing but the entry meant; comments, quotes and line ends stay."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from typing import Any

from glossary import yamltext
from glossary.entry import Entry
from glossary.errors import GlossaryError
from glossary.yamlnodes import Alias, Mapping, Node, Scalar, Sequence, resolved
from glossary.yamlread import RawEntry, RawGlossary, Shape

_NEWLINE = re.compile("\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_SPACE_OR_COMMENT = re.compile(r"(?:\s+|#[^\r\n]*)*")


def added(raw: RawGlossary, entry: Entry) -> RawGlossary:
    """The glossary with an entry more, at the end of its entries (or of its terms, where it has only those).

    Args:
        raw: The glossary.
        entry: The entry; its place is ignored.

    Raises:
        GlossaryError: The glossary is wrong, has this source already, or its layout cannot hold the entry.
    """
    before = raw.glossary.entries
    if any(known.source == entry.source for known in before):
        raise GlossaryError(
            f"there is already an entry {entry.source!r}",
            path=raw.path,
            line=next(known.place.line for known in before if known.source == entry.source),
            mend="change that one",
        )
    return _checked(raw, _with_entry(raw, entry), (*before, entry))


def removed(raw: RawGlossary, source: str) -> RawGlossary:
    """The glossary without the entries of one source.

    Args:
        raw: The glossary.
        source: The source term, exactly.

    Raises:
        GlossaryError: There is no such entry, or others depend on its anchor.
    """
    _last(raw, source)
    while True:
        before = raw.glossary.entries
        found = next((item for item in reversed(raw.entries) if _is(item, source)), None)
        if found is None:
            return raw
        left = list(before)
        left.remove(_entry_of(found))
        raw = _checked(raw, _without(raw, found), tuple(left))


def changed(raw: RawGlossary, source: str, changes: AnyMapping[str, Any]) -> RawGlossary:
    """The glossary with fields of an entry changed; of two with one source the last, which counts.

    Args:
        raw: The glossary.
        source: The source term, exactly.
        changes: New values by field name of Entry.

    Raises:
        GlossaryError: There is no such entry, a value is wrong, or the layout cannot hold it.
    """
    item = _last(raw, source)
    old = _entry_of(item)
    new = replace(old, **changes)
    if new.source != old.source and any(_is(other, new.source) for other in raw.entries):
        raise GlossaryError(
            f"there is already an entry {new.source!r}", path=raw.path, mend="remove one of them"
        )
    index = raw.entries.index(item)
    names = [name for name in changes if getattr(new, name) != getattr(old, name)]
    if item.key is not None and set(names) - {"source", "target"}:
        return _moved_to_entries(raw, item, new)
    for name in names:
        now = replace(_entry_of(raw.entries[index]), **{name: getattr(new, name)})
        expected = [now if place == index else entry for place, entry in enumerate(raw.glossary.entries)]
        raw = _with_field(raw, raw.entries[index], name, getattr(new, name), tuple(expected))
    return raw


def _moved_to_entries(raw: RawGlossary, item: RawEntry, new: Entry) -> RawGlossary:
    """A shorthand term that needs more than a rendering goes to ``entries``."""
    if raw.shape is not Shape.FULL:
        raise _cannot(raw, "a bare mapping holds renderings only", "write `terms:` above it and indent it")
    left = list(raw.glossary.entries)
    left.remove(_entry_of(item))
    raw = _checked(raw, _without(raw, item), tuple(left))
    return _checked(raw, _with_entry(raw, new), (*left, new))


def _checked(raw: RawGlossary, text: str, expected: tuple[Entry, ...]) -> RawGlossary:
    """The edited text read again: it must hold just what was meant, whatever anchors did."""
    edited = RawGlossary(text, raw.path)
    if edited.problems or Counter(edited.glossary.entries) != Counter(expected):
        raise _cannot(
            raw,
            "this place of the file cannot be edited by command",
            "an anchor or an odd layout; edit it by hand",
        )
    return edited


# Adding


def _with_entry(raw: RawGlossary, entry: Entry) -> str:
    root = None if raw.tree.root is None else resolved(raw.tree.root)
    only_pair = entry == Entry(entry.source, entry.target)
    if raw.shape is Shape.EMPTY:
        return _after_last_line(raw, yamltext.block_entry(entry))
    if isinstance(root, Sequence):
        return _with_item(raw, root, entry)
    assert isinstance(root, Mapping)
    if raw.shape is Shape.TERMS:
        if not only_pair:
            raise _cannot(
                raw, "a bare mapping holds renderings only", "write `terms:` above it and indent it"
            )
        return _with_term(raw.text, root, entry)
    entries, terms = raw.top.get("entries"), raw.top.get("terms")
    if isinstance(entries, Sequence):
        return _with_item(raw, entries, entry)
    if isinstance(terms, Mapping) and only_pair:
        return _with_term(raw.text, terms, entry)
    if isinstance(entries, Scalar) and not root.flow:
        return _under(raw, root, "entries", entries, yamltext.block_entry(entry))
    if isinstance(terms, Scalar) and only_pair and not root.flow:
        return _under(raw, root, "terms", terms, [_term(entry)])
    if entries is not None:
        raise _cannot(raw, "the entries stand somewhere else", "write them out under `entries:`")
    if root.flow:
        return _with_pair(raw.text, root, f"entries: [{yamltext.flow_entry(entry)}]")
    # The dash stands below the key, not right of it, so that removing this entry knows to take the key too.
    margin = " " * _column(raw.text, root.pairs[-1][0].start)
    lines = [margin + line for line in ("entries:", *yamltext.block_entry(entry))]
    return _after_line(raw.text, _content_end(raw.text, root), lines)


def _with_item(raw: RawGlossary, sequence: Sequence, entry: Entry) -> str:
    text = raw.text
    if sequence.flow:
        return _with_flow_item(text, sequence, "[", list(sequence.items), yamltext.flow_entry(entry))
    last = sequence.items[-1]
    margin = " " * _column(text, _dash(text, sequence, len(sequence.items) - 1))
    held = resolved(last)
    if isinstance(held, Mapping) and held.flow:
        lines = [margin + "- " + yamltext.flow_entry(entry)]
    else:
        lines = [margin + line for line in yamltext.block_entry(entry)]
    return _after_line(text, _content_end(text, last), lines)


def _with_term(text: str, mapping: Mapping, entry: Entry) -> str:
    return _with_pair(text, mapping, _term(entry, mapping.flow))


def _term(entry: Entry, flow: bool = False) -> str:
    return f"{yamltext.scalar(entry.source, flow=flow)}: {yamltext.scalar(entry.target, flow=flow)}"


def _with_pair(text: str, mapping: Mapping, written: str) -> str:
    if mapping.flow:
        return _with_flow_item(text, mapping, "{", [value for _, value in mapping.pairs], written)
    margin = " " * _column(text, mapping.pairs[0][0].start)
    return _after_line(text, _content_end(text, mapping), [margin + written])


def _with_flow_item(
    text: str, collection: Sequence | Mapping, bracket: str, items: list[Node], written: str
) -> str:
    if not items:
        place = text.index(bracket, collection.start) + 1
        return text[:place] + written + text[place:]
    place = items[-1].end
    start = _item_start(collection, len(items) - 1)
    line = _line_start(text, start)
    separator = ", "
    if line > collection.start and not text[line:start].strip():
        separator = "," + _newline_of(text) + text[line:start]
    return text[:place] + separator + written + text[place:]


def _under(raw: RawGlossary, root: Mapping, name: str, value: Scalar, lines: list[str]) -> str:
    """Lines below a key that has no value yet."""
    key = next(key for key, held in root.pairs if _key_text(key) == name)
    margin = " " * (_column(raw.text, key.start) + 2)
    return _after_line(raw.text, value.end, [margin + line for line in lines])


def _after_last_line(raw: RawGlossary, lines: list[str]) -> str:
    """Lines at the end of a document that holds nothing but comments."""
    text, tree = raw.text, raw.tree
    content = text[: tree.end].rstrip()
    if len(content) <= (1 if text.startswith("\ufeff") else 0):
        place = len(text) - len(text.lstrip("\ufeff"))
        newline = _newline_of(text)
        return text[:place] + newline.join(lines) + newline + text[place:]
    return _after_line(text, len(content), lines)


def _after_line(text: str, place: int, lines: list[str]) -> str:
    newline = _newline_of(text)
    end = _line_end(text, place)
    return text[:end] + "".join(newline + line for line in lines) + text[end:]


# Removing


def _without(raw: RawGlossary, item: RawEntry) -> str:
    root = resolved(raw.tree.root) if raw.tree.root is not None else None
    if item.key is not None:
        holder = root if raw.shape is Shape.TERMS else resolved(raw.top["terms"])
        assert isinstance(holder, Mapping)
        index = next((place for place, pair in enumerate(holder.pairs) if pair[0] is item.key), None)
        if index is None:
            raise _cannot(raw, "the term comes from an anchor", "edit it by hand")
        return _without_pair(raw, holder, index)
    sequence = root if raw.shape is Shape.LIST else resolved(raw.top["entries"])
    assert isinstance(sequence, Sequence)
    index = next(place for place, node in enumerate(sequence.items) if node is item.node)
    if sequence.flow:
        return _without_flow_item(raw.text, sequence, index)
    first = _dash(raw.text, sequence, index)
    if len(sequence.items) == 1 and isinstance(root, Mapping):
        key = next(key for key, value in root.pairs if value is sequence)
        below_key = _column(raw.text, key.start) == _column(raw.text, first)
        if below_key and not raw.text[key.end : first].strip(": \t\r\n"):
            first = key.start
    return _without_lines(raw, first, _content_end(raw.text, sequence.items[index]))


def _without_pair(raw: RawGlossary, mapping: Mapping, index: int) -> str:
    if mapping.flow:
        return _without_flow_item(raw.text, mapping, index)
    key, value = mapping.pairs[index]
    if index == 0 and raw.text[_line_start(raw.text, key.start) : key.start].strip():
        return _without_first_pair(raw, mapping)
    return _without_lines(raw, key.start, max(key.end, _content_end(raw.text, value)))


def _without_first_pair(raw: RawGlossary, mapping: Mapping) -> str:
    """The first pair stands behind a dash, so the next one takes its place there."""
    if len(mapping.pairs) < 2:
        raise _cannot(raw, "this key cannot be removed by command", "edit it by hand")
    return raw.text[: mapping.pairs[0][0].start] + raw.text[mapping.pairs[1][0].start :]


def _without_lines(raw: RawGlossary, start: int, end: int) -> str:
    text = raw.text
    first, last = _line_start(text, start), _line_end(text, end)
    if text[first:start].strip("\ufeff \t"):
        raise _cannot(raw, "an entry does not begin its line", "edit it by hand")
    if first == 0:
        first = 1 if text.startswith("\ufeff") else 0
        newline = _NEWLINE.match(text, last)
        return text[:first] + text[newline.end() if newline else last :]
    first -= 2 if text[first - 2 : first] == "\r\n" else 1
    return text[:first] + text[last:]


def _without_flow_item(text: str, collection: Sequence | Mapping, index: int) -> str:
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


# Changing


def _with_field(
    raw: RawGlossary, item: RawEntry, name: str, value: Any, expected: tuple[Entry, ...]
) -> RawGlossary:
    text = raw.text
    if item.key is not None:
        node = item.key if name == "source" else item.node
        mapping = (
            resolved(raw.tree.root)
            if raw.shape is Shape.TERMS and raw.tree.root
            else resolved(raw.top["terms"])
        )
        return _checked(
            raw, _replaced(text, node, value, flow=bool(getattr(mapping, "flow", False))), expected
        )
    if not isinstance(item.node, Mapping):
        raise _cannot(raw, "the entry is an alias of another", "edit it by hand")
    mapping = item.node
    index = next((place for place, pair in enumerate(mapping.pairs) if _key_text(pair[0]) == name), None)
    if index is None:
        written = yamltext.field(value, flow=mapping.flow)
        return _checked(raw, _with_pair(text, mapping, f"{name}: {written}"), expected)
    held = mapping.pairs[index][1]
    if value in ((), ""):
        edited = RawGlossary(_without_pair(raw, mapping, index), raw.path)
        if not edited.problems and edited.glossary.entries == expected:
            return edited
    if isinstance(held, Sequence) and not held.flow and isinstance(value, tuple) and value:
        return _checked(raw, _with_block_items(raw, held, value), expected)
    return _checked(raw, _replaced(text, held, value, mapping.flow), expected)


def _replaced(text: str, node: Node, value: Any, flow: bool) -> str:
    """The text with one value in place of another, in the same quotes, its anchor kept."""
    start, end = node.start, _content_end(text, node)
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


def _with_block_items(raw: RawGlossary, sequence: Sequence, value: tuple[str, ...]) -> str:
    """A list of one item a line: items are taken out and put at the end; a new order is written anew."""
    text = raw.text
    old = [item.text if isinstance(item, Scalar) else None for item in map(resolved, sequence.items)]
    margin = " " * _column(text, _dash(text, sequence, 0))
    kept = [item for item in old if item in value]
    new = [item for item in value if item not in old]
    first = _line_start(text, _dash(text, sequence, 0))
    if not kept or (*kept, *new) != value:
        lines = [f"{margin}- {yamltext.scalar(item)}" for item in value]
        return (
            text[:first]
            + _newline_of(text).join(lines)
            + text[_line_end(text, _content_end(text, sequence)) :]
        )
    edited = text
    if new:
        lines = [f"{margin}- {yamltext.scalar(item)}" for item in new]
        edited = _after_line(edited, _content_end(text, sequence), lines)
    for place in reversed(range(len(old))):
        if old[place] not in value:
            start = _line_start(text, _dash(text, sequence, place))
            end = _line_end(text, _content_end(text, sequence.items[place]))
            start -= 2 if text[start - 2 : start] == "\r\n" else 1
            edited = edited[:start] + edited[end:]
    return edited


# Places


def _content_end(text: str, node: Node) -> int:
    """Where a node's last mark ends; the parser ends a block only where the next thing begins."""
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        header = text[node.start : _line_end(text, node.start)]
        held = text[node.start : node.end]
        if "+" in header:
            return node.end - (2 if held.endswith("\r\n") else 1 if held.endswith(("\n", "\r")) else 0)
        return node.start + len(held.rstrip())
    if isinstance(node, (Alias, Scalar)) or node.flow:
        return node.end
    if isinstance(node, Sequence):
        return max(node.start, _content_end(text, node.items[-1])) if node.items else node.end
    key, value = node.pairs[-1]
    return max(key.end, _content_end(text, value))


def _item_start(collection: Sequence | Mapping, index: int) -> int:
    return (collection.items[index] if isinstance(collection, Sequence) else collection.pairs[index][0]).start


def _item_end(collection: Sequence | Mapping, index: int) -> int:
    return (collection.items[index] if isinstance(collection, Sequence) else collection.pairs[index][1]).end


def _dash(text: str, sequence: Sequence, index: int) -> int:
    """Where the dash of an item in a block list stands."""
    place = _content_end(text, sequence.items[index - 1]) if index else sequence.start
    if index == 0:
        properties = _PROPERTIES.match(text, place)
        place = properties.end() if properties else place
    space = _SPACE_OR_COMMENT.match(text, place)
    return space.end() if space else place


def _column(text: str, place: int) -> int:
    return len(text[_line_start(text, place) : place].lstrip("\ufeff"))


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _line_end(text: str, place: int) -> int:
    newline = _NEWLINE.search(text, place)
    return newline.start() if newline else len(text)


def _newline_of(text: str) -> str:
    newline = _NEWLINE.search(text)
    return newline.group() if newline else "\n"


# Entries


def _last(raw: RawGlossary, source: str) -> RawEntry:
    sources = [entry.source for entry in raw.glossary]
    if source not in sources:
        near = difflib.get_close_matches(source, sources, n=1)
        mend = f"did you mean {near[0]!r}?" if near else "see the list of entries"
        raise GlossaryError(f"there is no entry {source!r}", path=raw.path, mend=mend)
    return next(item for item in reversed(raw.entries) if _is(item, source))


def _is(item: RawEntry, source: str) -> bool:
    return item.entry is not None and item.entry.source == source


def _entry_of(item: RawEntry) -> Entry:
    assert item.entry is not None  # the glossary was read without a problem
    return item.entry


def _key_text(key: Node) -> str | None:
    node = resolved(key)
    return node.text if isinstance(node, Scalar) else None


def _cannot(raw: RawGlossary, message: str, mend: str) -> GlossaryError:
    return GlossaryError(message, path=raw.path, mend=mend)
