"""Edits of a glossary's text that touch nothing but the entry meant; comments, quotes and line ends stay."""

from __future__ import annotations

import difflib
import unicodedata
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from dataclasses import dataclass, replace
from typing import Any

from glossary import yamltext
from glossary.admission import admit, by_spelling
from glossary.diff import Change
from glossary.entry import Entry
from glossary.errors import GlossaryError
from glossary.lines import without_ends
from glossary.yamlnodes import Mapping, Node, Scalar, Sequence, resolved
from glossary.yamlread import ENTRY_KEYS, RawEntry, RawGlossary, Shape
from glossary.yamlsplice import (
    Splice,
    column,
    commented,
    content_end,
    dash,
    line_start,
    newline_of,
    owned_end,
    spliced,
    with_flow_items,
    with_lines,
    with_list,
    with_pairs,
    with_value,
    without_lines,
)


def added(raw: RawGlossary, entry: Entry) -> RawGlossary:
    """The glossary with an entry more, at the end of its entries (or of its terms, where it has only those).

    Args:
        raw: The glossary.
        entry: The entry; its place is ignored.

    Raises:
        GlossaryError: The glossary is wrong, has one of its spellings already, or its layout cannot hold the
            entry; or a regular expression is invalid.
    """
    admit(entry, by_spelling(raw.glossary))
    return applied(raw, [Change(None, entry)])


def removed(raw: RawGlossary, source: str) -> RawGlossary:
    """The glossary without the entries of one source.

    Args:
        raw: The glossary.
        source: The source term.

    Raises:
        GlossaryError: There is no such entry, or others depend on its anchor.
    """
    return applied(raw, [Change(found(raw, source), None)])


def changed(raw: RawGlossary, source: str, changes: AnyMapping[str, Any]) -> RawGlossary:
    """The glossary with fields of an entry changed; of two with one source the last, which counts.

    Args:
        raw: The glossary.
        source: The source term.
        changes: New values by field name of Entry.

    Raises:
        GlossaryError: There is no such entry, a value is wrong, another has the spelling, or the layout
            cannot hold it.
    """
    before = found(raw, source)
    after = replace(before, **changes)
    admit(after, by_spelling(raw.glossary), before)
    return applied(raw, [Change(before, after)])


def applied(raw: RawGlossary, changes: AnySequence[Change]) -> RawGlossary:
    """The glossary with many changes made, of which each is one entry's; doubles are not looked for.

    The text is not read again for each: all that touch different places are made at once.

    Args:
        raw: The glossary.
        changes: What to do. An entry is known by its source, of two the last is changed and both are removed;
            what is added comes last.

    Raises:
        GlossaryError: There is no such entry, or the layout cannot hold the changes.
    """
    new = [_New(change.after) for change in changes if change.before is None and change.after is not None]
    waiting = [change for change in changes if change.before is not None]
    while waiting:
        turn = _Turn(raw)
        waiting = [left for change in waiting if (left := turn.left_of(change)) is not None]
        raw = turn.result()
        new += turn.moved
    if not new:
        return raw
    expected = (*raw.glossary.entries, *(each.entry for each in new))
    return _checked(raw, spliced(raw.text, _with_entries(raw, new)), expected)


def found(raw: RawGlossary, source: str) -> Entry:
    """The entry of a source; of two the last, which counts.

    Args:
        raw: The glossary.
        source: The source term, in any Unicode normalisation form.

    Raises:
        GlossaryError: There is no such entry.
    """
    key = unicodedata.normalize("NFC", source)
    entries = raw.glossary.entries
    entry = next((entry for entry in reversed(entries) if entry.spellings[0] == key), None)
    if entry is None:
        near = difflib.get_close_matches(source, [entry.source for entry in entries], n=1)
        mend = f"did you mean {near[0]!r}?" if near else "see the list of entries"
        raise GlossaryError(f"there is no entry {source!r}", path=raw.path, mend=mend)
    return entry


@dataclass(frozen=True, slots=True)
class _New:
    """An entry to write, with the comments above and beside it that it brings along."""

    entry: Entry
    above: tuple[str, ...] = ()
    beside: str = ""

    @property
    def only_pair(self) -> bool:
        return self.entry == Entry(self.entry.source, self.entry.target)

    def lines(self, flow: bool = False) -> list[str]:
        """The lines of an item of a block list, the entry in braces or as a block."""
        if flow:
            return [*self.above, "- " + yamltext.flow_entry(self.entry) + self.beside]
        source, target, *others = yamltext.block_entry(self.entry)
        return [*self.above, source, target + self.beside, *others]


class _Turn:
    """Changes of a glossary that touch different places, made on one reading of its text."""

    def __init__(self, raw: RawGlossary) -> None:
        self.moved: list[_New] = []  # shorthand terms that need more than a rendering, to be added again
        self._raw = raw
        self._expected: list[Entry | None] = list(raw.glossary.entries)
        self._splices: list[Splice] = []
        self._taken: list[tuple[int, int]] = []  # their places, in order
        self._indexes: defaultdict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(raw.glossary):
            self._indexes[entry.spellings[0]].append(index)
        root = None if raw.tree.root is None else resolved(raw.tree.root)
        self._terms = root if raw.shape is Shape.TERMS else _held(raw, "terms")
        self._entries = root if raw.shape is Shape.LIST else _held(raw, "entries")
        terms = [key for key, _ in self._terms.pairs] if isinstance(self._terms, Mapping) else []
        entries = self._entries.items if isinstance(self._entries, Sequence) else ()
        self._numbers = {id(node): number for nodes in (terms, entries) for number, node in enumerate(nodes)}

    def left_of(self, change: Change) -> Change | None:
        """Make a change; what could not be made yet because it touches a place that is taken, or None."""
        assert change.before is not None
        source = change.before.spellings[0]
        indexes = self._indexes.get(source)
        if indexes is None:
            raise GlossaryError(f"there is no entry {source!r}", path=self._raw.path, mend="read it again")
        if change.after is None:
            removals = [self._remove(index) for index in indexes]
            return None if all(removals) else change
        item, old = self._raw.entries[indexes[-1]], self._expected[indexes[-1]]
        assert old is not None  # no other change is this entry's
        names = [name for name in ENTRY_KEYS if getattr(old, name) != getattr(change.after, name)]
        if item.key is not None and set(names) - {"source", "target"}:
            return None if self._move(indexes[-1], change.after) else change
        now, flow = old, getattr(self._terms, "flow", False)
        for done, splices in _fields(self._raw, item, flow, change.after, names):
            if self._take(splices):
                now = replace(now, **{name: getattr(change.after, name) for name in done})
        self._expected[indexes[-1]] = now
        return None if now == change.after else Change(now, change.after)

    def result(self) -> RawGlossary:
        """The glossary with what was taken."""
        if not self._splices:
            return self._raw
        expected = tuple(entry for entry in self._expected if entry is not None)
        return _checked(self._raw, spliced(self._raw.text, self._splices), expected)

    def _take(self, splices: Collection[Splice]) -> bool:
        """Whether the places were free; they are taken then."""
        for start, end, _ in splices:
            place = bisect_left(self._taken, (start, end))
            before, after = self._taken[max(place - 1, 0) : place], self._taken[place : place + 1]
            if any(taken[1] > start for taken in before) or any(taken[0] < end for taken in after):
                return False
        for splice in splices:
            insort(self._taken, splice[:2])
        self._splices += splices
        return True

    def _remove(self, index: int) -> bool:
        taken = self._take(self._without(self._raw.entries[index]))
        if taken:
            self._expected[index] = None
        return taken

    def _move(self, index: int, after: Entry) -> bool:
        """Move a shorthand term that needs more than a rendering to ``entries``, with its comments."""
        raw, item = self._raw, self._raw.entries[index]
        if raw.shape is not Shape.FULL:
            raise _cannot(
                raw, "a bare mapping holds renderings only", "write `terms:` above it and indent it"
            )
        assert item.key is not None
        start, end, splices = item.key.start, content_end(raw.text, item.node), self._without(item)
        gone = next(splice for splice in splices if splice.start <= start < splice.end)
        above = without_ends(raw.text[gone.start : start])
        beside, *below = without_ends(raw.text[end : gone.end]) or [""]
        if not self._take(splices):
            return False
        self._expected[index] = None
        comments = tuple(filter(None, map(str.strip, (*above, *below))))
        self.moved.append(_New(after, comments, beside.removeprefix(",").rstrip()))
        return True

    def _without(self, item: RawEntry) -> list[Splice]:
        """An entry taken out with its comments; those around the only one may be the list's or the file's."""
        raw, text, number = self._raw, self._raw.text, self._numbers.get(id(item.key or item.node))
        if number is None:
            raise _cannot(raw, "the term comes from an anchor", "edit it by hand")
        holder = self._terms if item.key is not None else self._entries
        assert isinstance(holder, (Mapping, Sequence))
        if holder.flow:
            return with_flow_items(text, holder, (number,))
        end = content_end(text, item.node)
        if isinstance(holder, Sequence):
            first, only = dash(text, holder, number), len(holder.items) == 1
        else:
            key, _ = holder.pairs[number]
            first, end, only = key.start, max(key.end, end), len(holder.pairs) == 1
        above = _key_above(raw, holder, first) if only else None
        if above is not None:
            return [_without_lines(raw, above.start, end)]
        if only:
            bare = raw.shape is not Shape.FULL
            return [_without_lines(raw, first, end, None if bare else commented(text, first))]
        return [_without_lines(raw, first, owned_end(text, first, end), commented(text, first))]


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


def _with_entries(raw: RawGlossary, new: list[_New]) -> list[Splice]:
    root = None if raw.tree.root is None else resolved(raw.tree.root)
    lines = [line for each in new for line in each.lines()]
    only_pairs = all(each.only_pair for each in new)
    if raw.shape is Shape.EMPTY:
        return [_after_last_line(raw, lines)]
    if isinstance(root, Sequence):
        return _with_items(raw, root, new)
    assert isinstance(root, Mapping)
    if raw.shape is Shape.TERMS:
        if not only_pairs:
            raise _cannot(
                raw, "a bare mapping holds renderings only", "write `terms:` above it and indent it"
            )
        return with_pairs(raw.text, root, _terms(new, root.flow))
    entries, terms = raw.top.get("entries"), raw.top.get("terms")
    if isinstance(entries, Sequence):
        return _with_items(raw, entries, new)
    if isinstance(terms, Mapping) and only_pairs:
        return with_pairs(raw.text, terms, _terms(new, terms.flow))
    if isinstance(entries, Scalar) and not root.flow:
        return [_under(raw, root, "entries", entries, lines)]
    if isinstance(terms, Scalar) and only_pairs and not root.flow:
        return [_under(raw, root, "terms", terms, _terms(new))]
    if entries is not None:
        raise _cannot(raw, "the entries stand somewhere else", "write them out under `entries:`")
    if root.flow:
        return with_flow_items(raw.text, root, new=[f"entries: [{', '.join(_in_braces(raw, new))}]"])
    # The dash stands below the key, not right of it, so that removing this entry knows to take the key too.
    return with_pairs(raw.text, root, ("entries:", *lines))


def _with_items(raw: RawGlossary, sequence: Sequence, new: list[_New]) -> list[Splice]:
    text = raw.text
    if sequence.flow:
        return with_flow_items(text, sequence, new=_in_braces(raw, new))
    last = sequence.items[-1]
    start = dash(text, sequence, len(sequence.items) - 1)
    margin = " " * column(text, start)
    held = resolved(last)
    flow = isinstance(held, Mapping) and held.flow
    lines = [margin + line for each in new for line in each.lines(flow)]
    return [with_lines(text, owned_end(text, start, content_end(text, last)), lines)]


def _in_braces(raw: RawGlossary, new: list[_New]) -> list[str]:
    if any(each.above or each.beside for each in new):
        raise _cannot(raw, "the comment of a term has no place among entries in brackets", "move it by hand")
    return [yamltext.flow_entry(each.entry) for each in new]


def _terms(new: list[_New], flow: bool = False) -> list[str]:
    entries = [each.entry for each in new]
    return [
        f"{yamltext.scalar(entry.source, flow=flow)}: {yamltext.scalar(entry.target, flow=flow)}"
        for entry in entries
    ]


def _under(raw: RawGlossary, root: Mapping, name: str, value: Scalar, lines: list[str]) -> Splice:
    """Lines below a key that has no value yet."""
    key = next(key for key, held in root.pairs if _key_text(key) == name)
    margin = " " * (column(raw.text, key.start) + 2)
    return with_lines(raw.text, value.end, [margin + line for line in lines])


def _after_last_line(raw: RawGlossary, lines: list[str]) -> Splice:
    """Lines at the end of a document that holds nothing but comments."""
    text, tree = raw.text, raw.tree
    content = text[: tree.end].rstrip()
    if len(content) <= (1 if text.startswith("\ufeff") else 0):
        place = len(text) - len(text.lstrip("\ufeff"))
        newline = newline_of(text)
        return Splice(place, place, newline.join(lines) + newline)
    return with_lines(text, len(content), lines)


# Removing


def _key_above(raw: RawGlossary, holder: Node, first: int) -> Node | None:
    """The key of a list, if nothing stands between it and a dash right below it."""
    root = None if raw.tree.root is None else resolved(raw.tree.root)
    pairs = root.pairs if isinstance(root, Mapping) else ()
    key: Node | None = next((key for key, value in pairs if value is holder), None)
    if key is None or column(raw.text, key.start) != column(raw.text, first):
        return None
    return None if raw.text[key.end : first].strip(": \t\r\n") else key


def _without_pair(raw: RawGlossary, mapping: Mapping, index: int) -> list[Splice]:
    if mapping.flow:
        return with_flow_items(raw.text, mapping, (index,))
    key, value = mapping.pairs[index]
    if index == 0 and raw.text[line_start(raw.text, key.start) : key.start].strip():
        # The first pair stands behind a dash, so the next one takes its place there.
        if len(mapping.pairs) < 2:
            raise _cannot(raw, "this key cannot be removed by command", "edit it by hand")
        return [Splice(key.start, mapping.pairs[1][0].start, "")]
    return [_without_lines(raw, key.start, max(key.end, content_end(raw.text, value)))]


def _without_lines(raw: RawGlossary, start: int, end: int, first: int | None = None) -> Splice:
    """Lines taken out, from the one that ``first`` says."""
    if raw.text[line_start(raw.text, start) : start].strip("\ufeff \t"):
        raise _cannot(raw, "an entry does not begin its line", "edit it by hand")
    return without_lines(raw.text, start if first is None else first, end)


# Changing


def _fields(
    raw: RawGlossary, item: RawEntry, flow: bool, new: Entry, names: list[str]
) -> Iterator[tuple[list[str], list[Splice]]]:
    """What to splice for fields of an entry, each with those that it brings about."""
    if item.key is not None:
        for name in names:
            node = item.key if name == "source" else item.node
            yield [name], [with_value(raw.text, node, getattr(new, name), flow)]
        return
    mapping = item.node
    if not isinstance(mapping, Mapping):
        raise _cannot(raw, "the entry is an alias of another", "edit it by hand")
    places = {_key_text(key): place for place, (key, _) in enumerate(mapping.pairs)}
    for name in names:
        if name in places:
            yield [name], _with_field(raw, mapping, places[name], name, getattr(new, name))
    missing = [name for name in names if name not in places]
    if missing:
        written = [f"{name}: {yamltext.field(getattr(new, name), flow=mapping.flow)}" for name in missing]
        yield missing, with_pairs(raw.text, mapping, written)


def _with_field(raw: RawGlossary, mapping: Mapping, place: int, name: str, value: Any) -> list[Splice]:
    held = mapping.pairs[place][1]
    if value in ((), "") and not raw.inherits(mapping, name):
        return _without_pair(raw, mapping, place)
    if isinstance(held, Sequence) and isinstance(value, tuple) and value:
        return with_list(raw.text, held, value)
    return [with_value(raw.text, held, value, mapping.flow)]


# Nodes


def _held(raw: RawGlossary, key: str) -> Scalar | Sequence | Mapping | None:
    return resolved(raw.top[key]) if key in raw.top else None


def _key_text(key: Node) -> str | None:
    node = resolved(key)
    return node.text if isinstance(node, Scalar) else None


def _cannot(raw: RawGlossary, message: str, mend: str) -> GlossaryError:
    return GlossaryError(message, path=raw.path, mend=mend)
