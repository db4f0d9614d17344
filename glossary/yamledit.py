"""Edits of a glossary's text that touch nothing but the entry meant; comments, quotes and line ends stay."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from typing import Any

from glossary import yamltext
from glossary.entry import Entry
from glossary.errors import GlossaryError
from glossary.yamlnodes import Mapping, Node, Scalar, Sequence, resolved
from glossary.yamlread import RawEntry, RawGlossary, Shape
from glossary.yamlsplice import (
    column,
    content_end,
    dash,
    line_start,
    newline_of,
    with_block_items,
    with_flow_item,
    with_lines,
    with_pair,
    with_value,
    without_flow_item,
    without_lines,
)


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
        return with_pair(raw.text, root, f"entries: [{yamltext.flow_entry(entry)}]")
    # The dash stands below the key, not right of it, so that removing this entry knows to take the key too.
    margin = " " * column(raw.text, root.pairs[-1][0].start)
    lines = [margin + line for line in ("entries:", *yamltext.block_entry(entry))]
    return with_lines(raw.text, content_end(raw.text, root), lines)


def _with_item(raw: RawGlossary, sequence: Sequence, entry: Entry) -> str:
    text = raw.text
    if sequence.flow:
        return with_flow_item(text, sequence, yamltext.flow_entry(entry))
    last = sequence.items[-1]
    margin = " " * column(text, dash(text, sequence, len(sequence.items) - 1))
    held = resolved(last)
    if isinstance(held, Mapping) and held.flow:
        lines = [margin + "- " + yamltext.flow_entry(entry)]
    else:
        lines = [margin + line for line in yamltext.block_entry(entry)]
    return with_lines(text, content_end(text, last), lines)


def _with_term(text: str, mapping: Mapping, entry: Entry) -> str:
    return with_pair(text, mapping, _term(entry, mapping.flow))


def _term(entry: Entry, flow: bool = False) -> str:
    return f"{yamltext.scalar(entry.source, flow=flow)}: {yamltext.scalar(entry.target, flow=flow)}"


def _under(raw: RawGlossary, root: Mapping, name: str, value: Scalar, lines: list[str]) -> str:
    """Lines below a key that has no value yet."""
    key = next(key for key, held in root.pairs if _key_text(key) == name)
    margin = " " * (column(raw.text, key.start) + 2)
    return with_lines(raw.text, value.end, [margin + line for line in lines])


def _after_last_line(raw: RawGlossary, lines: list[str]) -> str:
    """Lines at the end of a document that holds nothing but comments."""
    text, tree = raw.text, raw.tree
    content = text[: tree.end].rstrip()
    if len(content) <= (1 if text.startswith("\ufeff") else 0):
        place = len(text) - len(text.lstrip("\ufeff"))
        newline = newline_of(text)
        return text[:place] + newline.join(lines) + newline + text[place:]
    return with_lines(text, len(content), lines)


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
        return without_flow_item(raw.text, sequence, index)
    first = dash(raw.text, sequence, index)
    if len(sequence.items) == 1 and isinstance(root, Mapping):
        key = next(key for key, value in root.pairs if value is sequence)
        below_key = column(raw.text, key.start) == column(raw.text, first)
        if below_key and not raw.text[key.end : first].strip(": \t\r\n"):
            first = key.start
    return _without_lines(raw, first, content_end(raw.text, sequence.items[index]))


def _without_pair(raw: RawGlossary, mapping: Mapping, index: int) -> str:
    if mapping.flow:
        return without_flow_item(raw.text, mapping, index)
    key, value = mapping.pairs[index]
    if index == 0 and raw.text[line_start(raw.text, key.start) : key.start].strip():
        return _without_first_pair(raw, mapping)
    return _without_lines(raw, key.start, max(key.end, content_end(raw.text, value)))


def _without_first_pair(raw: RawGlossary, mapping: Mapping) -> str:
    """The first pair stands behind a dash, so the next one takes its place there."""
    if len(mapping.pairs) < 2:
        raise _cannot(raw, "this key cannot be removed by command", "edit it by hand")
    return raw.text[: mapping.pairs[0][0].start] + raw.text[mapping.pairs[1][0].start :]


def _without_lines(raw: RawGlossary, start: int, end: int) -> str:
    if raw.text[line_start(raw.text, start) : start].strip("\ufeff \t"):
        raise _cannot(raw, "an entry does not begin its line", "edit it by hand")
    return without_lines(raw.text, start, end)


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
            raw, with_value(text, node, value, flow=bool(getattr(mapping, "flow", False))), expected
        )
    if not isinstance(item.node, Mapping):
        raise _cannot(raw, "the entry is an alias of another", "edit it by hand")
    mapping = item.node
    index = next((place for place, pair in enumerate(mapping.pairs) if _key_text(pair[0]) == name), None)
    if index is None:
        written = yamltext.field(value, flow=mapping.flow)
        return _checked(raw, with_pair(text, mapping, f"{name}: {written}"), expected)
    held = mapping.pairs[index][1]
    if value in ((), ""):
        edited = RawGlossary(_without_pair(raw, mapping, index), raw.path)
        if not edited.problems and edited.glossary.entries == expected:
            return edited
    if isinstance(held, Sequence) and not held.flow and isinstance(value, tuple) and value:
        return _checked(raw, with_block_items(text, held, value), expected)
    return _checked(raw, with_value(text, held, value, mapping.flow), expected)


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
