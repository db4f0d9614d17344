"""Blocks of a page copy: what is the article, and what only stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from translate.document import Block, Kind
from translate.segment import patterns
from translate.segment.folding import folded
from translate.segment.sentence import sentences

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LONGEST_LINE = 300  # characters; longer lines are prose whatever they look like
_LONGEST_TITLE = 100
_LONGEST_SUBHEAD = 60
_SHORTEST_REPEAT = 12  # characters without white space; shorter sentences recur by chance


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or a piece of one, without surrounding white space; ``text`` is folded."""

    start: int
    end: int
    text: str
    kind: Kind | None = None

    @property
    def sentence(self) -> bool:
        """Whether it ends like a sentence."""
        return patterns.SENTENCE_END.search(self.text[-40:]) is not None


def blocks(text: str) -> tuple[Block, ...]:
    """Classify the lines of a page copy; the blocks and the white space between them are the page.

    Args:
        text: A page as a person copies it: an article with or without what stands around it on the page.

    Returns:
        Blocks without segments, in order.
    """
    lines = [_Line(start, end, folded(text[start:end])[0].strip()) for start, end in _pieces(text)]
    kinds = _kinds(lines)
    return tuple(
        Block(number, kind, line.start, line.end, text[line.start : line.end])
        for number, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    )


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Lines, those that carry a whole page cut where furniture begins and ends."""
    for match in _LINE.finditer(text):
        start = match.start()
        for cut in (*_cuts(match.group()), len(match.group())):
            end = match.start() + cut
            piece = text[start:end]
            left = start + len(piece) - len(piece.lstrip())
            right = start + len(piece.rstrip())
            if left < right:
                yield left, right
            start = end


_BRACKETED_LINK = re.compile(r"\[[^\[\]\n]{0,30}(?:구독|클릭|바로가기|제보하기|채널\s?추가)[^\[\]\n]{0,15}\]")
_ARROW = re.compile(r"[▶☞▷]")
_STAMP = re.compile(patterns.STAMP)


def _cuts(line: str) -> list[int]:
    """Offsets in a line where furniture begins or ends."""
    plain, offsets = folded(line)
    spans: list[tuple[int, int]] = []
    for pattern in (_BRACKETED_LINK, patterns.COPYRIGHT_INSIDE, _STAMP):
        spans += [match.span() for match in pattern.finditer(plain)]
    spans.sort()
    edges = sorted({edge for span in spans for edge in span})
    datelines = [match.start() for match in patterns.DATELINE.finditer(plain)]
    if spans or (datelines and "▶" in plain):
        edges = sorted({*edges, *datelines})
    arrows = [match.start() for match in _ARROW.finditer(plain)]
    for number, arrow in enumerate(arrows):
        following = arrows[number + 1] if number + 1 < len(arrows) else len(plain)
        after = next((edge for edge in edges if edge > arrow), len(plain))
        phrase = plain[arrow + 1 : min(following, after)]
        if len(phrase) <= 60 and not phrase.rstrip().endswith("다.") and patterns.LINK_PHRASE.search(phrase):
            edges = sorted({*edges, arrow, min(following, after)})
    byline = patterns.BYLINE_INSIDE.search(plain, max(0, len(plain) - 120))
    if byline:
        edges = sorted({*edges, byline.end()})
    return [offsets[edge] for edge in edges if 0 < edge < len(plain)]


def _kinds(lines: list[_Line]) -> list[Kind]:
    kinds = _line_kinds(lines)
    if not _article(lines, kinds):
        return [kind if kind is Kind.COPYRIGHT and len(lines) > 1 else Kind.BODY for kind in kinds]
    _mark_related(lines, kinds)
    _mark_summary(lines, kinds)
    _mark_titles(lines, kinds)
    return kinds


def _article(lines: list[_Line], kinds: list[Kind]) -> bool:
    """Whether there is prose beside the other lines: otherwise they are what the user wants translated."""
    return any(kind is Kind.BODY and line.sentence for line, kind in zip(lines, kinds, strict=True))


def _line_kinds(lines: list[_Line]) -> list[Kind]:
    """What each line is by its own shape; BODY where it has none."""
    kinds: list[Kind] = []
    text_size = -9
    for number, line in enumerate(lines):
        if patterns.TEXT_SIZE.search(line.text[:_LONGEST_LINE]):
            text_size = number
        sample = number - text_size <= 3 and patterns.SAMPLE_TEXT.match(line.text)
        kinds.append(Kind.FURNITURE if sample else _line_kind(line))
    return kinds


def _line_kind(line: _Line) -> Kind:
    text = line.text
    if len(text) > _LONGEST_LINE:
        return Kind.BODY
    if not any(character.isprintable() and not character.isspace() for character in text):
        return Kind.FURNITURE
    if patterns.FURNITURE.fullmatch(text):
        return Kind.FURNITURE
    if patterns.COPYRIGHT.fullmatch(text):
        return Kind.COPYRIGHT
    if len(text) <= 120 and patterns.BYLINE.fullmatch(text):
        return Kind.BYLINE
    if text.endswith("=") and patterns.DATELINE.match(text):
        return Kind.BYLINE
    if patterns.CAPTION.match(text) or (not line.sentence and patterns.CAPTION_END.search(text[-60:])):
        return Kind.CAPTION
    if (
        text.startswith(("▲", "△"))
        and len(text) <= 150
        and text.count(text[0]) == 1
        and not text.endswith("다.")
    ):
        return Kind.CAPTION
    return Kind.BODY


def _mark_related(lines: list[_Line], kinds: list[Kind]) -> None:
    """Lists of links behind the article."""
    prose = [
        number
        for number, line in enumerate(lines)
        if kinds[number] is Kind.BODY
        and line.sentence
        and not patterns.LINK_BULLET.match(line.text)
        and not patterns.OUTLET.search(line.text[-20:])
    ]
    first = prose[0] if prose else len(lines)
    closed = False  # a byline, copyright line or heading has ended the article
    number = first
    while number < len(lines):
        line, kind = lines[number], kinds[number]
        if kind is Kind.COPYRIGHT or (kind is Kind.BYLINE and number > first):
            closed = True
        elif kind is Kind.BODY and patterns.RELATED_HEADING.fullmatch(line.text):
            kinds[number] = Kind.RELATED
            closed = True
        elif kind is Kind.BODY:
            run = _run_of_links(lines, kinds, number)
            behind = not prose or number > prose[-1]
            if run > number and _links(lines[number:run], closed, behind):
                kinds[number:run] = [Kind.RELATED] * (run - number)
                number = run
                continue
            if closed and behind and len(line.text) <= _LONGEST_TITLE and not line.text.endswith((".", "다")):
                kinds[number] = Kind.RELATED
            elif line.sentence:
                closed = closed and behind
        number += 1


def _run_of_links(lines: list[_Line], kinds: list[Kind], start: int) -> int:
    """The end of a run of lines with one bullet, or with an outlet's name at the end."""
    bullet = lines[start].text[0] if patterns.LINK_BULLET.match(lines[start].text) else None
    end = start
    while end < len(lines) and kinds[end] is Kind.BODY:
        text = lines[end].text
        same = bullet is not None and (text[0] == bullet or (bullet.isdigit() and text[0].isdigit()))
        if len(text) > 150 or not (same or patterns.OUTLET.search(text[-20:])) or text.endswith("다."):
            break
        end += 1
    return end


def _links(run: list[_Line], closed: bool, behind: bool) -> bool:
    """Whether lines with bullets are links: outlets at their ends, or titles behind the article."""
    outlets = [match.group(1) for line in run if (match := patterns.OUTLET.search(line.text[-20:]))]
    if len(outlets) >= 2 and len(outlets) > len(set(outlets)):
        return True
    if not behind:
        return False
    if closed:
        return True
    titles = sum(1 for line in run if len(line.text) >= 15 and re.search(r"[“”‘’\"'…?!]|\.\.", line.text))
    arrows = run[0].text[0] in "▶▷►☞"
    return len(run) >= (2 if arrows else 3) and titles * (3 if arrows else 2) >= len(run)


def _mark_summary(lines: list[_Line], kinds: list[Kind]) -> None:
    """Paragraphs before the body whose sentences all stand again, word for word, in the body."""
    body = [number for number, kind in enumerate(kinds) if kind is Kind.BODY]
    if len(body) < 3 or lines[body[0]].text.endswith("다."):
        return
    keys = {number: _keys(lines[number].text) for number in body}
    last = {key: number for number in body for key in keys[number]}
    group: list[int] = []
    for number in body[1:]:
        repeated = [last[key] > number for key in keys[number]]
        if not keys[number] or not all(repeated) or not lines[number].sentence:
            if group or lines[number].sentence:
                break
            continue
        group.append(number)
    if not group:
        return
    beside = kinds[body[0] : group[-1] + 2]
    longer = any(len(keys[last[key]]) > len(keys[number]) for number in group for key in keys[number])
    behind = [number for number in body if number > group[-1]]
    repeats = {key for number in group for key in keys[number]}
    more = any(key not in repeats for number in behind for key in keys[number])
    if more and (Kind.FURNITURE in beside or longer):
        for number in group:
            kinds[number] = Kind.SUMMARY


def _keys(text: str) -> list[str]:
    """Its sentences without white space, to compare by."""
    found = ["".join(text[start:end].split()) for start, end in sentences(text)]
    return found if all(len(key) >= _SHORTEST_REPEAT for key in found) else []


def _mark_titles(lines: list[_Line], kinds: list[Kind]) -> None:
    """Headline and subheads: short lines without the end of a sentence, with prose behind them."""
    prose = [number for number, line in enumerate(lines) if kinds[number] is Kind.BODY and line.sentence]
    last = prose[-1] if prose else -1
    first = next(
        (number for number, kind in enumerate(kinds) if kind not in (Kind.FURNITURE, Kind.RELATED)), last
    )
    for number, line in enumerate(lines):
        if number >= last and number != first:
            continue
        if number == first and kinds[number] in (Kind.BODY, Kind.CAPTION, Kind.BYLINE) and len(lines) > 1:
            quoted_or_asking = patterns.QUESTION_END.search(line.text[-20:]) is not None
            if len(line.text) <= _LONGEST_TITLE and (not line.sentence or quoted_or_asking):
                kinds[number] = Kind.HEADLINE
        elif kinds[number] is Kind.BODY and len(line.text) <= _LONGEST_SUBHEAD and _subhead(line):
            kinds[number] = Kind.SUBHEAD


_LISTED = re.compile(r"\s?(?:[-–—*•·▷▶→]|\d{1,3}[.)]|\(\d{1,3}\)|[가-하][.)]|[①-⓿]|[QA][.:)])")


def _subhead(line: _Line) -> bool:
    return (
        not line.sentence and not _LISTED.match(line.text) and not line.text.endswith((":", "：", ",", "="))
    )


def with_kind(block: Block, kind: Kind) -> Block:
    """The block with another kind.

    Args:
        block: Any block.
        kind: Its new kind.
    """
    return replace(block, kind=kind)
