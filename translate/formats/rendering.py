"""A block's English with its inline markup around the right words, always well nested."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise

from translate.document import Block, Mark
from translate.formats.inline import Form, Inline, Span, Tag


class Act(Enum):
    """A step in writing a block."""

    TEXT = 0  # text, to be escaped
    RAW = 1  # white space as it stands in the file
    OPEN = 2
    CLOSE = 3
    ATOM = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One step in writing a block.

    Args:
        act: What to write.
        text: The text of TEXT.
        tag: Number of the tag of OPEN, CLOSE and ATOM.
        raw: Place of RAW's white space in the file.
    """

    act: Act
    text: str = ""
    tag: int = -1
    raw: Span = (0, 0)


def changed(block: Block) -> bool:
    """Whether any segment of the block came out other than it went in."""
    return any(segment.target not in (None, segment.source) for segment in block.segments)


def target_text(block: Block) -> str:
    """The block in English as plain text, white space between its segments kept."""
    return _Layout(Inline(block.text), block).text


def joined(inline: Inline, block: Block, escape: Callable[[str], str], raw: Callable[[Span], str]) -> str:
    """A translated block in a format whose file is one text.

    Args:
        inline: The block as it was read.
        block: The block with its segments translated.
        escape: Writes plain text in the format.
        raw: The file's text of a span.
    """
    parts: list[str] = []
    for step in rendered(inline, block):
        if step.act is Act.TEXT:
            parts.append(escape(step.text))
        elif step.act is Act.RAW:
            parts.append(raw(step.raw))
        else:
            tag = inline.tags[step.tag]
            parts.append(raw(tag.closing if step.act is Act.CLOSE else tag.opening))
    return "".join(parts)


def rendered(inline: Inline, block: Block, *, once: bool = False) -> Iterator[Step]:
    """The run of text and tags of a translated block, whatever became of the marks.

    A style whose place is lost is dropped, a lost link goes round the last word, a lost single tag to the
    end of its segment; pairs that cross in the English are closed and opened again.

    Args:
        inline: The block as it was read.
        block: The block with its segments translated.
        once: Write each pair once, longer where it crosses another, for formats whose tags have names.
    """
    layout = _Layout(inline, block)
    places = layout.places()
    opened: list[int] = []
    late: set[int] = set()  # pairs that end behind one that they cross
    done = 0
    events = _in_order(inline, places, layout.lost_pieces)
    empty = [(place, n) for place, act, n in events if act is Act.ATOM and _is_empty(inline.tags[n])]
    before, behind = layout.spaces(empty)
    for place, act, number in events:
        yield from layout.steps(done, place)
        done = max(done, place)
        if act is Act.ATOM:
            if number in layout.lost_pieces or number in before:
                yield Step(Act.TEXT, " ")
            yield Step(Act.ATOM, tag=number)
            if number in behind:
                yield Step(Act.TEXT, " ")
            done = max(done, places[number][1])
        elif act is Act.OPEN:
            opened.append(number)
            yield Step(Act.OPEN, tag=number)
        elif once and number != opened[-1]:
            late.add(number)
        elif once:
            yield Step(Act.CLOSE, tag=opened.pop())
            while opened and opened[-1] in late:
                yield Step(Act.CLOSE, tag=opened.pop())
        elif number in opened:
            above: list[int] = []
            while (last := opened.pop()) != number:
                yield Step(Act.CLOSE, tag=last)
                if places[last][1] > place:
                    above.append(last)
            yield Step(Act.CLOSE, tag=number)
            for last in reversed(above):
                opened.append(last)
                yield Step(Act.OPEN, tag=last)
    yield from layout.steps(done, len(layout.text))


def _in_order(inline: Inline, places: Mapping[int, Span], lost: set[int]) -> list[tuple[int, Act, int]]:
    """Openings, closings and single tags by their place in the English, ties as in the source.

    At one place, first come the ends of what began earlier and whatever stood inside it, then the rest.
    """
    closing: dict[int, list[Span]] = {}
    for number, (start, end) in places.items():
        tag = inline.tags[number]
        if start < end and tag.form is not Form.ATOM:
            closing.setdefault(end, []).append((tag.opened, tag.closed))
    events: list[tuple[int, bool, int, int, Act, int]] = []
    for number, (start, end) in places.items():
        tag = inline.tags[number]
        act = Act.ATOM if tag.form is Form.ATOM else Act.OPEN
        turn = _turn(closing, start, tag.opened)
        events.append((start, number in lost, turn, tag.opened, act, number))
        if act is Act.OPEN:
            turn = 0 if start < end else _turn(closing, end, tag.closed)
            events.append((end, False, turn, tag.closed, Act.CLOSE, number))
    events.sort(key=lambda event: event[:4])
    return [(place, act, number) for place, _, _, _, act, number in events]


def _turn(closing: Mapping[int, list[Span]], place: int, order: int) -> int:
    return 0 if any(first < order < last for first, last in closing.get(place, ())) else 1


def _is_empty(tag: Tag) -> bool:
    return tag.start == tag.end


class _Layout:
    """Where a block's segments, the white space between them and its tags stand in the English."""

    def __init__(self, inline: Inline, block: Block) -> None:
        self.inline = inline
        self.segments = block.segments
        self.lost_pieces: set[int] = set()
        self._starts = [segment.start - block.start for segment in block.segments]
        self._ends = [segment.end - block.start for segment in block.segments]
        self._target: list[Span] = []
        self._marks: list[dict[int, Mark]] = [
            {mark.ref: mark for mark in segment.marks} for segment in block.segments
        ]
        self._raw: list[tuple[int, Span]] = []
        parts: list[str] = []
        length = done = 0
        for segment, start, end in zip(self.segments, self._starts, self._ends, strict=True):
            gap = self._gap(done, start, length)
            target = segment.target or segment.source
            if not gap and parts and target != segment.source:
                gap = " "  # Korean sentences may touch, English ones do not
            length += len(gap)
            self._target.append((length, length + len(target)))
            length += len(target)
            parts += [gap, target]
            done = end
        self.text = "".join([*parts, self._gap(done, len(inline.text), length)])
        self._raw_places = [place for place, _ in self._raw]

    def _gap(self, start: int, end: int, place: int) -> str:
        """The text between segments; its specially written spaces are noted at their new place."""
        if self.inline.spaces:
            for old in range(start, end):
                if old in self.inline.spaces:
                    self._raw.append((place + old - start, self.inline.spaces[old]))
        return self.inline.text[start:end]

    def steps(self, start: int, end: int) -> Iterator[Step]:
        """Text and specially written white space between two places of the English."""
        first, last = bisect_left(self._raw_places, start), bisect_left(self._raw_places, end)
        for place, raw in self._raw[first:last]:
            if start < place:
                yield Step(Act.TEXT, self.text[start:place])
            yield Step(Act.RAW, raw=raw)
            start = place + 1
        if start < end:
            yield Step(Act.TEXT, self.text[start:end])

    def places(self) -> dict[int, Span]:
        """Each tag's place in the English, in characters; a style whose place is lost is left out."""
        found: dict[int, Span] = {}
        for number, tag in enumerate(self.inline.tags):
            if _is_empty(tag):
                place = self._empty(number, tag.start)
                found[number] = (place, place)
            elif tag.form is Form.ATOM:
                found[number] = self._piece(number, tag)
            else:
                span = self._pair(number, tag, found)
                if span is not None:
                    found[number] = span
        return found

    def spaces(self, places: Sequence[Span]) -> tuple[set[int], set[int]]:
        """Empty tags that want a space before or behind them: engines write one where the source has two.

        Args:
            places: Place in the English, in characters, and number of each empty tag, in order.
        """
        before: set[int] = set()
        behind: set[int] = set()
        source, text = self.inline.text, f" {self.text} "
        for place, group in groupby(places, key=lambda tag: tag[0]):
            numbers = [number for _, number in group]
            starts = [self.inline.tags[number].start for number in numbers]
            left, right = text[place], text[place + 1]
            inside = left.isalnum() and right.isalnum()  # of a word
            if source[starts[0] - 1 : starts[0]].isspace() and not (left.isspace() or inside):
                before.add(numbers[0])
            for number, (last, start) in zip(numbers[1:], pairwise(starts), strict=True):
                if start != last and source[start - 1 : start].isspace():
                    before.add(number)
            if source[starts[-1] : starts[-1] + 1].isspace() and not (right.isspace() or inside):
                behind.add(numbers[-1])
        return before, behind

    def _empty(self, number: int, place: int) -> int:
        index = self._segment_of(place)
        if index is None or place == self._starts[index]:
            return self._outside(place)
        mark = self._marks[index].get(number)
        start, end = self._target[index]
        return end if mark is None or mark.tstart is None else min(start + mark.tstart, end)

    def _piece(self, number: int, tag: Tag) -> Span:
        index = self._segment_of(tag.start)
        if index is None:
            return self._outside(tag.start), self._outside(tag.end)
        span = self._marked(index, number)
        if span is None:
            self.lost_pieces.add(number)
            return self._target[index][1], self._target[index][1]
        return span

    def _pair(self, number: int, tag: Tag, found: Mapping[int, Span]) -> Span | None:
        first, last = self._segment_of(tag.start), self._segment_of(tag.end - 1)
        if first is not None and first == last and not self._covers(tag, first):
            span = self._marked(first, number)
            if span is None or (span[0] == span[1] and tag.form is Form.LINK):
                return self._last_word(first, found) if tag.form is Form.LINK else None
            return span if span[0] < span[1] else None
        if first is None:
            start = self._outside(tag.start)
        elif self._covers(tag, first):
            start = self._target[first][0]
        else:
            span = self._marked(first, number)
            start = self._target[first][1] if span is None else span[0]
        if last is None:
            end = self._outside(tag.end)
        elif self._covers(tag, last):
            end = self._target[last][1]
        else:
            span = self._marked(last, number)
            end = self._target[last][0] if span is None else span[1]
        return start, max(start, end)

    def _segment_of(self, place: int) -> int | None:
        """The segment that holds a character of the source."""
        index = bisect_right(self._starts, place) - 1
        return index if index >= 0 and place < self._ends[index] else None

    def _covers(self, tag: Tag, index: int) -> bool:
        return tag.start <= self._starts[index] and self._ends[index] <= tag.end

    def _marked(self, index: int, number: int) -> Span | None:
        mark = self._marks[index].get(number)
        if mark is not None and mark.tstart is None:  # another tag over the same words shows the place
            mark = next((m for m in self.segments[index].marks if _same_words(m, mark)), None)
        if mark is None or mark.tstart is None or mark.tend is None:
            return None
        start, end = self._target[index]
        left, right = min(start + mark.tstart, end), min(start + max(mark.tstart, mark.tend), end)
        words, source = self.text[left:right], self.segments[index].source[mark.start : mark.end]
        if not source[:1].isspace():
            left += len(words) - len(words.lstrip())
        if not source[-1:].isspace():
            right -= len(words) - len(words.rstrip())
        return left, max(left, right)

    def _outside(self, place: int) -> int:
        """The English place of a place between segments or at the edge of one."""
        index = bisect_right(self._ends, place) - 1
        if index >= 0:
            after = self._target[index][1] + place - self._ends[index]
            return after
        return place

    def _last_word(self, index: int, found: Mapping[int, Span]) -> Span:
        """The last word of a segment that no other link or piece covers, for a lost link."""
        left, end = self._target[index]
        taken = [span for number, span in found.items() if self.inline.tags[number].form is not Form.STYLE]
        while end > left:
            start = max(self.text.rfind(" ", left, end) + 1, left)
            word = self.text[start:end].rstrip(".!?,;:)”’\"'")
            if word and not any(a < end and start < b for a, b in taken):
                return start, start + len(word)
            end = start - 1
        return self._target[index][1], self._target[index][1]


def _same_words(found: Mark, lost: Mark) -> bool:
    same = (found.start, found.end) == (lost.start, lost.end)
    return same and found.tstart is not None and found.start < found.end
