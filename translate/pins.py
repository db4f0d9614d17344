"""Which stretches of a segment become pins, and what each comes out as."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.entry import Case, Entry, Glossary
from glossary.folding import is_hangul
from translate import bylines, labels, numerals, protected
from translate.constrain import Prepared
from translate.document import Document, Mark, Pin, Segment
from translate.families import Spelling, families
from translate.named import names
from translate.numerals import Numeral, Quantity

if TYPE_CHECKING:
    from glossary.matcher import Matcher, Occurrence

_LETTERS = "가나다라마바사아자차카타파하"  # of lists; 자. and 아. begin a sentence, too
_LEAD = re.compile(
    rf"\s*(?:[▷▶►■□◆◇○●◎△▲▽▼※☞•∙‣❶-❿①-⑳]+\s*|{protected.EMOJI}+\s+"
    rf"|(?:[-–—*]|\(?\d{{1,3}}[.)]|\(?[{_LETTERS}]\)|[{_LETTERS[:7]}]\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.)]?|[QA문답]\s?\d{{0,2}}[.:])(?:\s+|$))+"
)
# one letter for one, so that places stay true
_LATIN_LEAD = str.maketrans(dict(zip(f"{_LETTERS}문답", "ABCDEFGHIJKLMNQA", strict=True)))
_LEAST_SPELLED = 11  # smaller numbers are words in English too, and models know them
_NTH = frozenset(("번째", "차", "위", "층", "호", "회", "학년", "월", "일"))  # may ask for an ordinal number


def prepared(
    document: Document, matcher: Matcher, numbers: bool = True, spelling: Spelling | None = None
) -> Iterator[tuple[Segment, Sequence[Occurrence], Prepared]]:
    """Choose the pins of each segment of a document, names that it spells itself among them.

    Args:
        document: With segments.
        matcher: Of the glossary.
        numbers: Whether number expressions are pinned.
        spelling: English of the nouns that the engine is told, if it is told any; of the persons among them
            the family names that stand alone are spelt in the same way.

    Yields:
        A segment, what the glossary's matcher found in it, and the segment prepared.
    """
    from glossary.matcher import Matcher

    spelt = names(segment.source for segment in document.segments)
    namer = Matcher(Glossary(tuple(Entry(*pair) for pair in spelt.items()))) if spelt else None
    matched = [matcher(segment.source) for segment in document.segments]
    own = {found.entry.source: found.entry.target for some in matched for found in some}
    alone = families(
        (segment.source for segment in document.segments),
        lambda name: own.get(name) or (spelling(name) if spelling else None),
    )
    rest = zip(matched, alone, strict=True)
    for block in document.blocks:
        byline = block.kind in bylines.KINDS
        for segment in block.segments:
            found, spelt_alone = next(rest)
            named = namer(segment.source) if namer else ()
            ready = prepare(segment.source, found, segment.marks, numbers, byline, named)
            yield segment, found, replace(ready, families=spelt_alone if spelling else {})


def prepare(
    source: str,
    occurrences: Sequence[Occurrence],
    marks: Sequence[Mark] = (),
    numbers: bool = True,
    byline: bool = False,
    spelt: Sequence[Occurrence] = (),
) -> Prepared:
    """Choose the pins of a segment: protected text, bylines, glossary terms, names, then numbers.

    Args:
        source: The segment's source.
        occurrences: What the glossary's matcher found in it.
        marks: Inline markup over it.
        numbers: Whether number expressions are pinned.
        byline: Whether it may name who wrote the article, or took the picture.
        spelt: Where names stand that the document spells itself; with the spelling beside it, a name and its
            bracket are one pin.
    """
    chosen: list[tuple[Pin, bool]] = []  # in order of place
    lead = _LEAD.match(source)
    length = lead.end() if lead else 0
    fixed = [*(found.start for found in occurrences), *(mark.start for mark in marks if mark.protected)]
    if any(place < length for place in fixed):
        length = 0
    said = source[:length].translate(_LATIN_LEAD)
    behind, label = labels.leading(source, length)
    if label and not any(place < behind for place in fixed):
        length, said = behind, said + label + " " * (behind < len(source))

    def add(pin: Pin, sentence_case: bool = False) -> None:
        place = bisect_left(chosen, pin.start, key=lambda item: item[0].start)
        free_before = place == 0 or chosen[place - 1][0].end <= pin.start
        if free_before and (place == len(chosen) or pin.end <= chosen[place][0].start):
            chosen.insert(place, (pin, sentence_case))

    for mark in marks:
        if mark.protected and mark.start < mark.end:
            surface = source[mark.start : mark.end]
            add(Pin(surface, surface, surface, mark.start, mark.end, "protected"))
    for start, end in protected.spans(source):
        if end <= length:
            continue  # an emoji that stands before the sentence, as a list mark does
        surface = source[start:end]
        add(Pin(surface, protected.english(surface), surface, start, end, "protected"))
    if byline:
        known = {found.surface: found.entry.target for found in occurrences}
        for start, end, names in bylines.find(source, known):
            surface = source[start:end]
            add(Pin(surface, names, surface, start, end, "name"))
    for found in occurrences:
        entry = found.entry
        pin = Pin(entry.source, entry.target, found.surface, found.start, found.end)
        add(pin, entry.case is Case.SENTENCE)
    for name in spelt:
        if name.start and is_hangul(source[name.start - 1]):
            continue  # the end of a longer name
        bracket = re.compile(rf" ?\({re.escape(name.entry.target)}\)").match(source, name.end)
        end = bracket.end() if bracket else name.end
        surface = source[name.start : end]
        add(Pin(surface, name.entry.target, surface, name.start, end, "name"))
    if numbers:
        for number in numerals.find(source):
            rendering = _number(number)
            if rendering and number.start >= length:
                surface = source[number.start : number.end]
                pin = Pin(surface, rendering, surface, number.start, number.end, "number")
                add(pin, rendering[0].islower())  # more than 1.4 million
    return Prepared(
        source,
        tuple(pin for pin, _ in chosen),
        tuple(marks),
        tuple(flag for _, flag in chosen),
        length,
        said,
    )


def _number(numeral: Numeral) -> str | None:
    """The English that a number is pinned to: its fixed rendering, or figures for one spelt in Hangul."""
    if numeral.pinned:
        return numeral.rendering
    spelled = re.fullmatch("[가-힣\u1100-\u11ff ]+", numeral.surface) and numeral.unit not in _NTH
    if not spelled or numeral.kind not in (Quantity.COUNT, Quantity.YEAR) or len(numeral.values) != 1:
        return None
    value = numeral.values[0]
    return numeral.rendering or f"{int(value):,}" if value >= _LEAST_SPELLED else None
