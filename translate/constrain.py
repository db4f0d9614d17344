"""Pins: mark the source for the engine, restore the target exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from translate import english
from translate.document import How, Mark, Pin
from translate.engines import Markers
from translate.preedit.clearer import clearer
from translate.preedit.plain import brief, plain
from translate.preedit.titles import families_first

_WORD_IN_KOREAN = re.compile("[가-힣ㄱ-ㆎ\u1100-\u11ff一-鿿㐀-䶿ぁ-ヿ]")  # composed or not
_ANGLES = re.compile("[<>]")


class Mode(Enum):
    """How a pin is told to the engine."""

    MARKER = "marker"  # its rendering inside a marker
    SURFACE = "surface"  # the Korean as it stands, inside a marker
    INLINE = "inline"  # its rendering written in place of the term, without a marker


@dataclass(frozen=True, slots=True)
class Prepared:
    """A segment ready for an engine: what must come out exactly, and the rest.

    Args:
        source: The segment's source.
        pins: In order of place, none overlapping.
        marks: Inline markup over the source.
        sentence_case: For each pin, whether it takes a capital at the start of a sentence.
        begin: Where the sentence begins, in characters: a bullet, a list mark or a label may stand before it.
        lead: What goes to the target for that, with the white space after it.
        hints: English of the words under marks and between tags, for the model to build on, as far as known.
        families: English of family names that stand alone in it, where it is not the usual one.
    """

    source: str
    pins: tuple[Pin, ...] = ()
    marks: tuple[Mark, ...] = ()
    sentence_case: tuple[bool, ...] = ()
    begin: int = 0
    lead: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)

    @property
    def marked_words(self) -> frozenset[str]:
        """Korean that is told to the engine in a marker: under a mark, or between two tags."""
        return frozenset(self.source[slice(*slot.words)] for slot in _slots(self) if slot.words)

    @property
    def decoded(self) -> bool:
        """Whether an engine is needed: some Korean stands outside of the pins."""
        at, rest = self.begin, []
        for pin in self.pins:
            rest.append(self.source[at : pin.start])
            at = pin.end
        rest.append(self.source[at:])
        return any(_WORD_IN_KOREAN.search(piece) for piece in rest)


@dataclass(frozen=True, slots=True)
class Restored:
    """A target with its pins put back.

    Args:
        target: The English.
        pins: All pins of the segment; ``tstart``, ``tend`` and ``how`` set where found.
        marks: All marks; ``tstart`` and ``tend`` set where found.
        clean: No marker was broken, doubled or left over.
        complete: Decoding ended by itself.
        score: Mean log-probability a token, or None.
        reason: Why a service translated no more than this, in its own words, or nothing.
    """

    target: str
    pins: tuple[Pin, ...]
    marks: tuple[Mark, ...] = ()
    clean: bool = True
    complete: bool = True
    score: float | None = None
    reason: str = ""

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the pins that are not in the target."""
        return tuple(i for i, pin in enumerate(self.pins) if pin.tstart is None)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A stretch of the source that is told to the engine apart from the rest."""

    start: int
    end: int
    pin: int | None = None
    mark: int | None = None
    closing: int | None = None  # of a pair of tags, whose opening one is ``pin``
    words: tuple[int, int] | None = None  # what to translate in it


_OPENING = re.compile(r"<(\d+|[A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")


def _slots(prepared: Prepared, pairs: bool = True) -> list[_Slot]:
    """Pins, pairs of tags around words as one, and what the marks cover beside them, in order of place."""
    slots: list[_Slot] = []
    pins = prepared.pins
    for i, pin in enumerate(pins):
        tag = _OPENING.fullmatch(pins[i - 1].surface) if pairs and i else None
        between = (pins[i - 1].end, pin.start)
        if tag and pin.surface == f"</{tag[1]}>" and _WORD_IN_KOREAN.search(prepared.source, *between):
            slots[-1] = _Slot(pins[i - 1].start, pin.end, pin=i - 1, closing=i, words=between)
        else:
            slots.append(_Slot(pin.start, pin.end, pin=i))
    for number, mark in enumerate(prepared.marks):
        start = max(mark.start, prepared.begin)  # the lead goes to the target by itself
        if start >= mark.end or any(s.start < mark.end and start < s.end for s in slots):
            continue
        if mark.start <= prepared.begin and mark.end >= len(prepared.source.rstrip()):
            continue  # the whole segment: no need to ask
        slots.append(_Slot(start, mark.end, mark=number, words=(start, mark.end)))
    return sorted(slots, key=lambda slot: slot.start)


def marked(prepared: Prepared, markers: Markers | None, modes: Sequence[Mode]) -> str:
    """The source as it is sent to the engine.

    Args:
        prepared: The segment.
        markers: The engine's marker syntax; None writes every rendering in place.
        modes: How to tell each pin, as many as there are pins.
    """
    at, pieces, number = prepared.begin, [], 0
    stray = _stray(markers)
    for slot in _slots(prepared, pairs=markers is not None):
        surface = prepared.source[slice(*(slot.words or (slot.start, slot.end)))]
        mode = Mode.SURFACE if slot.pin is None or slot.words else modes[slot.pin]
        if slot.words:
            hint = prepared.hints.get(surface) or surface
        elif slot.pin is not None and mode is not Mode.SURFACE:
            hint = prepared.pins[slot.pin].target
        else:
            hint = surface
        pieces.append(_without(stray, brief(plain(prepared.source[at : slot.start]))))
        hint = _without(stray, plain(hint)).strip() or "it"
        if markers is None or mode is Mode.INLINE:
            pieces.append(surface if slot.pin is None else hint)
        else:
            number += 1
            pieces.append(markers.opening.format(n=number) + hint + markers.closing.format(n=number))
        at = slot.end
    pieces.append(_without(stray, brief(plain(prepared.source[at:]))))
    return families_first(clearer("".join(pieces).strip()), prepared.families)


def _stray(markers: Markers | None) -> re.Pattern[str] | None:
    """What looks like one of the engine's markers; its number is group 1 (opening) or 2 (closing)."""
    if markers is None:
        return None
    opening, closing = (
        re.escape(syntax).replace(r"\{n\}", r"(\d+)") for syntax in (markers.opening, markers.closing)
    )
    return re.compile(f"{opening}|{closing}")


def _without_halves(text: str, markers: Markers) -> str:
    """The text with its whole markers, and no bracket of a broken one."""
    pattern = _stray(markers)
    assert pattern is not None
    at, pieces = 0, []
    for whole in pattern.finditer(text):
        pieces += [_ANGLES.sub("", text[at : whole.start()]), whole[0]]
        at = whole.end()
    return "".join([*pieces, _ANGLES.sub("", text[at:])])


def _without(pattern: re.Pattern[str] | None, text: str) -> str:
    return pattern.sub(lambda m: m[1] or m[2] or "", text) if pattern else text


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    slot: _Slot | None = None


def _read(text: str, markers: Markers, slots: Sequence[_Slot]) -> tuple[list[_Piece], bool]:
    """Cut a hypothesis at its markers: pieces in order, and whether every marker came out once and whole."""
    pattern = _stray(markers)
    assert pattern is not None
    pieces: list[_Piece] = []
    seen: set[int] = set()
    at, clean = 0, True
    found = list(pattern.finditer(text))
    index = 0
    while index < len(found):
        mark = found[index]
        pieces.append(_Piece(text[at : mark.start()]))
        at = mark.end()
        number = int(mark[1] or mark[2])
        following = found[index + 1] if index + 1 < len(found) else None
        paired = mark[1] and following and following[2] and int(following[2]) == number
        if paired and following and 1 <= number <= len(slots):
            clean &= number not in seen
            seen.add(number)
            pieces.append(_Piece(text[mark.end() : following.start()], slots[number - 1]))
            at = following.end()
            index += 1
        else:
            clean = False
        index += 1
    pieces.append(_Piece(text[at:]))
    return pieces, clean and len(seen) == len(slots)


def restore(
    prepared: Prepared, hypothesis: str, markers: Markers | None, modes: Sequence[Mode], how: How
) -> Restored:
    """Put the exact renderings into a hypothesis and find where each pin and mark came out.

    Args:
        prepared: The segment as it was sent.
        hypothesis: What the engine answered.
        markers: The engine's marker syntax, or None.
        modes: As given to ``marked``.
        how: What to report for the pins that are found.
    """
    hypothesis = english.as_sentence(hypothesis, prepared.source)
    if markers is None:
        pieces, clean = [_Piece(hypothesis)], True
    else:
        slots = [s for s in _slots(prepared) if s.words or s.pin is None or modes[s.pin] is not Mode.INLINE]
        if not _ANGLES.search(prepared.source) and not any(
            _ANGLES.search(pin.target) for pin in prepared.pins
        ):
            # half a marker that the model wrote: outside of whole ones nothing of the kind was asked for
            hypothesis = _without_halves(hypothesis, markers)
        pieces, clean = _read(hypothesis, markers, slots)
        pieces = [part for piece in pieces for part in _parted(piece)]
    located = {p.slot.pin for p in pieces if p.slot and p.slot.pin is not None}
    for index, pin in enumerate(prepared.pins):
        if index not in located:
            pieces = _claim(pieces, pin, index)
    return _assemble(prepared, pieces, clean, how)


def _parted(piece: _Piece) -> Iterator[_Piece]:
    """A pair of tags as the opening one, the words between, and the closing one."""
    slot = piece.slot
    if slot is None or slot.closing is None:
        yield piece
        return
    yield _Piece("", replace(slot, closing=None))
    yield _Piece(piece.text.strip())
    yield _Piece("", replace(slot, pin=slot.closing, closing=None))


def _claim(pieces: list[_Piece], pin: Pin, index: int) -> list[_Piece]:
    """Find a rendering that stands in the words outside of markers, and make it the pin."""
    first, rest = re.escape(pin.target[:1]), re.escape(pin.target[1:])
    pattern = re.compile(rf"(?:(?<!\w)|(?!\w))(?i:{first}){rest}(?:(?!\w)|(?<!\w))")
    for number, piece in enumerate(pieces):
        found = pattern.search(piece.text) if piece.slot is None else None
        if found:
            cut = [
                _Piece(piece.text[: found.start()]),
                _Piece(found[0], _Slot(pin.start, pin.end, pin=index)),
                _Piece(piece.text[found.end() :]),
            ]
            return pieces[:number] + cut + pieces[number + 1 :]
    return pieces


def _assemble(prepared: Prepared, pieces: list[_Piece], clean: bool, how: How) -> Restored:
    pins, marks = list(prepared.pins), list(prepared.marks)
    text = prepared.lead
    after: str | None = None  # a rendering that the next words have to fit
    for index, piece in enumerate(pieces):
        slot = piece.slot
        words = english.as_written(piece.text, prepared.source) if slot is None else ""
        if slot is not None and slot.pin is not None:
            words = pins[slot.pin].target
            if prepared.sentence_case[slot.pin] and english.starts_sentence(text[len(prepared.lead) :]):
                words = english.capitalised(words)
            text = english.before_rendering(text, words)
        elif slot is not None:
            words = piece.text.strip()
        elif after is not None:
            words = english.after_rendering(after, words)
            following = next((p for p in pieces[index + 1 :] if p.text or p.slot), None)
            if words == " " and following is None:
                words = ""
        if slot is None:
            words = words if text and not text.endswith(" ") else words.lstrip(" ")
        start, text = len(text), text + words
        if slot is not None and slot.pin is not None:
            if pins[slot.pin].tstart is None:
                pins[slot.pin] = replace(pins[slot.pin], tstart=start, tend=len(text), how=how)
            ending = english.ending(pins[slot.pin].target, piece.text.strip())
            after = words + english.after_rendering(words, ending)
            text = text[:start] + after
        elif slot is not None and slot.mark is not None:
            mark = marks[slot.mark]
            if mark.tstart is None:
                first = _in_lead(prepared, mark.start) if mark.start < prepared.begin else start
                marks[slot.mark] = replace(mark, tstart=first, tend=len(text))
            after = None
        elif words:
            after = None
    last = max((pin.tend for pin in pins if pin.tend is not None), default=0)
    text = text[:last] + text[last:].rstrip()
    return Restored(text, tuple(pins), with_places(prepared, marks, pins, text), clean)


def _in_lead(prepared: Prepared, place: int) -> int:
    """Where a place up to the sentence's beginning is in the target: a label is one whole."""
    if place == prepared.begin:
        return len(prepared.lead)
    if len(prepared.lead) == prepared.begin:
        return place
    return len(prepared.lead.rstrip()) if place else 0


def with_places(
    prepared: Prepared, marks: Sequence[Mark], pins: Sequence[Pin], text: str
) -> tuple[Mark, ...]:
    """Marks, those that had no marker of their own placed over all, the lead, their pins, or in proportion.

    Args:
        prepared: The segment.
        marks: Its marks.
        pins: Its pins, with their places.
        text: Its translation.
    """
    placed = []
    for mark in marks:
        if mark.tstart is None:
            inside = [p for p in pins if p.tstart is not None and mark.start <= p.start and p.end <= mark.end]
            if mark.start <= prepared.begin and mark.end >= len(prepared.source.rstrip()):
                mark = replace(mark, tstart=_in_lead(prepared, mark.start), tend=len(text))
            elif mark.end <= prepared.begin:
                mark = replace(mark, tstart=_in_lead(prepared, mark.start), tend=_in_lead(prepared, mark.end))
            elif mark.start < mark.end and inside:
                ends = [(p.tstart, p.tend) for p in inside if p.tstart is not None and p.tend is not None]
                mark = replace(mark, tstart=min(a for a, _ in ends), tend=max(b for _, b in ends))
            elif mark.start == mark.end:
                at = _boundary(prepared.source, mark.start, text)
                mark = replace(mark, tstart=at, tend=at)
        placed.append(mark)
    return tuple(placed)


_SIGN = re.compile(r"[.,;:!?…)\]]")
_BEFORE_SIGN = re.compile(rf"(?<!{_SIGN.pattern})(?={_SIGN.pattern}+(?:\s|$))")
_BEFORE_WORD = re.compile(r"(?<!\S)(?=\S)|$")
_BEHIND_WORD = re.compile(r"(?<=\S)(?!\S)")


def _boundary(source: str, place: int, text: str) -> int:
    """The place in a text that is like one in its source: before a sign, before or behind a word."""
    if _SIGN.match(source, place):
        kind = _BEFORE_SIGN
    else:
        kind = _BEFORE_WORD if source[:place][-1:].isspace() else _BEHIND_WORD
    wanted = round(len(plain(source[:place])) / max(1, len(plain(source))) * len(text))
    places = [match.start() for match in kind.finditer(text)]
    return min(places, key=lambda at: abs(at - wanted), default=len(text))
