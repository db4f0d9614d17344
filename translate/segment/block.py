"""Blocks of a page copy: what is the article, and what only stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from translate.document import Block, Kind
from translate.segment import furniture, patterns
from translate.segment.folding import folded
from translate.segment.lines import text_lines, unwrapped
from translate.segment.sentence import sentences

_LONGEST_LINE = 300  # characters; longer lines are prose whatever they look like
_LONGEST_TITLE = 100
_LONGEST_SUBHEAD = 60
_SHORTEST_PROSE = 15
_SHORTEST_REPEAT = 12  # characters without white space; shorter sentences recur by chance
_LONGEST_OUTLET = 12
_LONGEST_SUMMARY = 10  # lines
_ARROW = re.compile("[▶☞▷]")
_TITLE_MARK = re.compile("[“”‘’\"'…?!]|\\.\\.")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or a piece of one.

    Args:
        start, end: Its place in the page, without surrounding white space.
        text: It, folded.
        stopped: Whether it ends with a full stop.
        sentence: Whether it ends like a sentence, in a page like this one.
    """

    start: int
    end: int
    text: str
    stopped: bool
    sentence: bool


def blocks(text: str) -> tuple[Block, ...]:
    """Classify the lines of a page copy; the blocks and the white space between them are the page.

    Args:
        text: A page as a person copies it: an article with or without what stands around it on the page.

    Returns:
        Blocks without segments, in order.
    """
    lines = _lines(text)
    return tuple(
        Block(number, kind, line.start, line.end, text[line.start : line.end])
        for number, (line, kind) in enumerate(zip(lines, _kinds(lines), strict=True))
    )


def _lines(text: str) -> list[_Line]:
    spans = list(_pieces(text))
    texts = [folded(text[start:end])[0].strip() for start, end in spans]
    stopped = [patterns.FULL_STOP.search(line[-40:]) is not None for line in texts]
    # Where prose has full stops, a line that ends in 했다 without one is a title.
    ending = patterns.MARKED_END if any(stopped) else patterns.SENTENCE_END
    return [
        _Line(start, end, line, stop, ending.search(line[-40:]) is not None)
        for (start, end), line, stop in zip(spans, texts, stopped, strict=True)
    ]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Lines, those that carry a whole page cut where furniture begins and ends."""
    for start, end in unwrapped(text, list(text_lines(text))):
        cuts = [start, *(start + cut for cut in _cuts(text[start:end])), end]
        for left, right in pairwise(cuts):
            piece = text[left:right]
            stripped = piece.strip()
            if stripped:
                left += len(piece) - len(piece.lstrip())
                yield left, left + len(stripped)


def _cuts(line: str) -> list[int]:
    """Offsets in a line where furniture begins or ends."""
    plain, offsets = folded(line)
    edges = {
        edge
        for pattern in (patterns.LINK_IN_BRACKETS, patterns.COPYRIGHT_INSIDE, furniture.STAMP_INSIDE)
        for match in pattern.finditer(plain)
        for edge in match.span()
    }
    if edges and len(plain) <= _LONGEST_LINE and furniture.FURNITURE.fullmatch(plain.strip()):
        return []
    arrows = [match.start() for match in _ARROW.finditer(plain)]
    if edges or arrows:
        edges.update(match.start() for match in patterns.DATELINE.finditer(plain))
    stops = sorted({*edges, *arrows, len(plain)})
    for arrow in arrows:
        stop = stops[bisect_right(stops, arrow)]
        phrase = plain[arrow + 1 : stop].strip()
        if len(phrase) <= 60 and not phrase.endswith("다.") and patterns.LINK_PHRASE.search(phrase):
            edges.update((arrow, stop))
    byline = patterns.BYLINE_INSIDE.search(plain, max(0, len(plain) - _LONGEST_LINE))
    if byline:
        edges.add(byline.end())
    return [offsets[edge] for edge in sorted(edges) if 0 < edge < len(plain)]


def _kinds(lines: list[_Line]) -> list[Kind]:
    kinds = _line_kinds(lines)
    if not any(
        kind is Kind.BODY and line.sentence and len(line.text) >= _SHORTEST_PROSE
        for line, kind in zip(lines, kinds, strict=True)
    ):  # no article: then all of it is what the user wants translated
        return [Kind.BODY if line.text else Kind.FURNITURE for line in lines]
    _mark_related(lines, kinds)
    _mark_machine_summary(lines, kinds)
    _mark_summary(lines, kinds)
    _mark_titles(lines, kinds)
    return kinds


def _line_kinds(lines: list[_Line]) -> list[Kind]:
    """What each line is by its own shape; BODY where it has none."""
    kinds: list[Kind] = []
    text_size = -9
    for number, line in enumerate(lines):
        if furniture.TEXT_SIZE.search(line.text[:_LONGEST_LINE]):
            text_size = number
        sample = number - text_size <= 3 and furniture.SAMPLE_TEXT.match(line.text)
        kinds.append(Kind.FURNITURE if sample else _line_kind(line))
    _mark_beside(lines, kinds)
    _mark_menus(lines, kinds)
    _mark_outlets(lines, kinds)
    return kinds


def _mark_beside(lines: list[_Line], kinds: list[Kind]) -> None:
    """Words and numbers that are furniture only beside other furniture."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        for number in order:
            text = lines[number].text
            beside = kinds[number - order.step] is Kind.FURNITURE and kinds[number] is Kind.BODY
            if beside and len(text) <= _LONGEST_SUBHEAD and furniture.BESIDE_FURNITURE.fullmatch(text):
                kinds[number] = Kind.FURNITURE


def _mark_menus(lines: list[_Line], kinds: list[Kind]) -> None:
    """Runs of three or more sections of a site."""
    start = 0
    for number in range(len(lines) + 1):
        text = lines[number].text if number < len(lines) else ""
        if not (0 < len(text) <= 10 and furniture.MENU.fullmatch(text)):
            if number - start >= 3:
                kinds[start:number] = [Kind.FURNITURE] * (number - start)
            start = number + 1


def _mark_outlets(lines: list[_Line], kinds: list[Kind]) -> None:
    """The outlet's bare name, known from the copyright line."""
    owners = [line.text for line, kind in zip(lines, kinds, strict=True) if kind is Kind.COPYRIGHT][:5]
    for number, line in enumerate(lines):
        short = 2 <= len(line.text) <= _LONGEST_OUTLET
        if short and kinds[number] is Kind.BODY and any(line.text in owner for owner in owners):
            kinds[number] = Kind.FURNITURE


def _line_kind(line: _Line) -> Kind:
    text = line.text
    if not text or (len(text) <= _LONGEST_LINE and furniture.FURNITURE.fullmatch(text)):
        return Kind.FURNITURE
    if len(text) > _LONGEST_LINE:
        return Kind.BODY
    if patterns.COPYRIGHT.fullmatch(text):
        return Kind.COPYRIGHT
    if patterns.CAPTION.match(text):
        return Kind.CAPTION
    if patterns.BYLINE.fullmatch(text) or (text.endswith("=") and patterns.DATELINE.match(text)):
        return Kind.BYLINE
    if not line.sentence and patterns.CAPTION_END.search(text[-60:]):
        return Kind.CAPTION
    if text[0] in "▲△" and text.count(text[0]) == 1 and not text.endswith("다."):
        return Kind.CAPTION
    return Kind.BODY


def _mark_related(lines: list[_Line], kinds: list[Kind]) -> None:
    """Lists of links behind the article, and under a heading inside it."""
    prose = [
        number
        for number, line in enumerate(lines)
        if kinds[number] is Kind.BODY and line.stopped and not patterns.LINK_BULLET.match(line.text)
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    closed = heading = False  # what has ended the article: a byline or copyright line; a heading of links
    number = 0
    while number < len(lines):
        line, kind = lines[number], kinds[number]
        behind = number > last
        run = _run_of_links(lines, kinds, number)
        if kind is Kind.COPYRIGHT or (kind is Kind.BYLINE and number > first):
            closed = True
        elif kind is Kind.BODY and number and patterns.RELATED_HEADING.fullmatch(line.text):
            kinds[number] = Kind.RELATED
            heading = True
        elif run > number:
            if heading or _links(lines[number:run], closed, behind):
                kinds[number:run] = [Kind.RELATED] * (run - number)
            number = run
            continue
        elif kind in (Kind.BODY, Kind.CAPTION):
            if behind and (closed or heading) and len(line.text) <= _LONGEST_TITLE and not line.stopped:
                kinds[number] = Kind.RELATED
            else:
                heading = False
        number += 1


def _run_of_links(lines: list[_Line], kinds: list[Kind], start: int) -> int:
    """The end of a run of lines with one bullet, or with an outlet's name at the end."""
    bullet = lines[start].text[:1] if patterns.LINK_BULLET.match(lines[start].text) else None
    end = start
    while end < len(lines) and kinds[end] is Kind.BODY and not lines[end].text.endswith("다."):
        text = lines[end].text
        if len(text) > 150 or not (
            (bullet and text[0] == bullet)
            or (bullet and bullet.isdigit() and text[0].isdigit())
            or patterns.OUTLET.search(text[-20:])
        ):
            break
        end += 1
    return end


def _links(run: list[_Line], closed: bool, behind: bool) -> bool:
    """Whether lines with bullets are links: outlets at their ends, or titles behind the article."""
    outlets = [match.group(1) for line in run if (match := patterns.OUTLET.search(line.text[-20:]))]
    if len(outlets) > len(set(outlets)):
        return True
    if closed or not behind:
        return closed and behind
    titles = sum(1 for line in run if len(line.text) >= 15 and _TITLE_MARK.search(line.text))
    arrows = run[0].text[0] in "▶▷►☞"
    return len(run) >= (2 if arrows else 3) and titles * (3 if arrows else 2) >= len(run)


def _mark_machine_summary(lines: list[_Line], kinds: list[Kind]) -> None:
    """What stands between the heading of a summary and the note that a machine wrote it, above the body."""
    heading = len(lines)
    last = max((n for n, kind in enumerate(kinds) if kind is Kind.BODY and lines[n].sentence), default=0)
    for number in range(last):
        if kinds[number] is not Kind.FURNITURE:
            continue
        if furniture.SUMMARY_HEADING.fullmatch(lines[number].text):
            heading = number
        elif number - heading <= _LONGEST_SUMMARY and furniture.SUMMARY_NOTICE.fullmatch(lines[number].text):
            for inner in range(heading, number):
                if kinds[inner] is Kind.BODY:
                    kinds[inner] = Kind.SUMMARY


def _mark_summary(lines: list[_Line], kinds: list[Kind]) -> None:
    """Paragraphs before the body whose sentences all stand again, word for word, in the body."""
    body = [number for number, kind in enumerate(kinds) if kind is Kind.BODY]
    keys = {number: _keys(lines[number].text) for number in body}
    last = {key: number for number in body for key in keys[number]}
    group: list[int] = []
    for number in body:
        line = lines[number]
        repeated = all(last[key] > number for key in keys[number])
        if repeated and line.sentence and max(map(len, keys[number])) >= _SHORTEST_REPEAT:
            group.append(number)
        elif group or line.sentence:
            break
    if not group:
        return
    titled = group[0] > body[0]
    marked = Kind.FURNITURE in kinds[: group[-1] + 2]
    longer = any(len(keys[last[key]]) > len(keys[number]) for number in group for key in keys[number])
    repeats = {key for number in group for key in keys[number]}
    more = any(key not in repeats for number in body if number > group[-1] for key in keys[number])
    if more and (marked or (titled and longer)):
        for number in group:
            kinds[number] = Kind.SUMMARY


def _keys(text: str) -> list[str]:
    """Its sentences without white space, to compare by."""
    return ["".join(text[start:end].split()) for start, end in sentences(text)]


def _mark_titles(lines: list[_Line], kinds: list[Kind]) -> None:
    """Headline and subheads: short lines without the end of a sentence, with prose behind them."""
    prose = [number for number, line in enumerate(lines) if kinds[number] is Kind.BODY and line.sentence]
    if not prose:
        return
    last = prose[-1]
    first = next(number for number, kind in enumerate(kinds) if kind in _COULD_BE_HEADLINE)
    if first < last and _headline(lines[first]):
        kinds[first] = Kind.HEADLINE
    for number in range(first + 1, last):
        if kinds[number] is Kind.BODY and _subhead(lines[number]):
            kinds[number] = Kind.SUBHEAD


_COULD_BE_HEADLINE = frozenset((Kind.BODY, Kind.CAPTION, Kind.BYLINE, Kind.SUMMARY))


def _headline(line: _Line) -> bool:
    if len(line.text) > _LONGEST_TITLE or line.stopped:
        return False
    return not line.sentence or len(sentences(line.text)) == 1


def _subhead(line: _Line) -> bool:
    text = line.text
    if len(text) > _LONGEST_SUBHEAD or line.sentence or patterns.LIST_ITEM.match(text):
        return False
    return text[-1] not in ":：,=" and text.count("▲") <= 1 and len(sentences(text)) == 1
