"""What the translation memory holds: records, and the keys that name them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from translate.document import How, Mark, Pin, Segment

COLUMNS = "source, target, pins, marks, score, engine, model, origin"
_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: no characters
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """One segment's translation as the memory holds it.

    Args:
        source: The segment's source.
        target: Its translation.
        pins: The segment's pins, with tstart, tend and how.
        marks: The segment's marks, with tstart and tend; ``ref`` belongs to the document they came from.
        score: Mean log-probability a token, or None.
        engine, model: What translated it; empty for a person.
        origin: ``machine``, ``fuzzy`` or ``human``.
    """

    source: str
    target: str
    pins: tuple[Pin, ...] = ()
    marks: tuple[Mark, ...] = ()
    score: float | None = None
    engine: str = ""
    model: str = ""
    origin: str = "machine"

    @classmethod
    def of(cls, segment: Segment) -> Stored:
        """What the memory keeps of a translated segment.

        Args:
            segment: A segment with a target.

        Raises:
            ValueError: The segment has no target.
        """
        if segment.target is None:
            raise ValueError(f"segment {segment.number} has no target to store")
        return cls(
            segment.source,
            segment.target,
            segment.pins,
            segment.marks,
            segment.score,
            segment.engine or "",
            segment.model or "",
            "machine" if segment.origin == "memory" else segment.origin,
        )

    def fits(self, segment: Segment) -> bool:
        """Whether a record found by a segment's key has its pins and marks; a damaged one has not.

        Args:
            segment: The segment.
        """
        counts = (len(self.pins), len(self.marks))
        return self.origin == "human" or counts == (len(segment.pins), len(segment.marks))

    def onto(self, segment: Segment) -> Segment:
        """The segment translated by this record.

        A machine's record was made for the same pins, so its places hold. A person's holds for whatever pins
        are wanted now: their renderings are looked for in the target (``repair`` where found, since a hand
        put them there) and the others are ``missed``. Of its marks those have a place that cover everything,
        a pin, or words that stand in the target as they are.

        Args:
            segment: A segment with this record's source.
        """
        if self.origin == "human":
            pins = placed(segment.pins, self.target)
            marks = tuple(_mark_placed(mark, segment.source, pins, self.target) for mark in segment.marks)
        else:
            pins = tuple(
                replace(pin, target=done.target, tstart=done.tstart, tend=done.tend, how=done.how)
                for pin, done in zip(segment.pins, self.pins, strict=True)
            )
            marks = tuple(
                replace(mark, tstart=done.tstart, tend=done.tend)
                for mark, done in zip(segment.marks, self.marks, strict=True)
            )
        return replace(
            segment,
            target=self.target,
            pins=pins,
            marks=marks,
            score=self.score,
            engine=self.engine or None,
            model=self.model or None,
            origin="memory" if self.origin == "machine" else self.origin,
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a memory one engine and model made.

    Args:
        engine, model: What translated; empty for people.
        origin: ``machine``, ``fuzzy`` or ``human``.
        records: Number of records.
        characters: Characters of their sources.
    """

    engine: str
    model: str
    origin: str
    records: int
    characters: int


def key(
    source: str,
    pins: Iterable[Pin],
    fingerprint: str,
    options: Mapping[str, Any],
    marks: Iterable[Mark] = (),
) -> str:
    """The name of one translation task: the same for the same task, another for any difference.

    Args:
        source: The segment's source, character for character.
        pins: Its pins; surface, target and place count.
        fingerprint: The engine's fingerprint.
        options: Whatever else could change the target; values that JSON knows.
        marks: Its inline markup; place and protection count.

    Returns:
        SHA-256 of a canonical JSON, in hexadecimal.
    """
    task = {
        "version": 1,
        "source": source,
        "pins": [(pin.surface, pin.target, pin.start, pin.end) for pin in pins],
        "marks": [(mark.start, mark.end, mark.protected) for mark in marks],
        "engine": fingerprint,
        "options": dict(options),
    }
    return hashlib.sha256(_json(task, ascii_only=True).encode()).hexdigest()


def human_key(source: str) -> str:
    """The name of a person's translation of a source, whatever the engine, pins and options.

    Args:
        source: The source; Unicode form, white space and invisible characters do not count.
    """
    return hashlib.sha256(_json({"human": normalised(source)}, ascii_only=True).encode()).hexdigest()


def pair_key(source: str, target: str) -> str:
    """The name of a machine's pair that came from a file, its task unknown: found by similarity only.

    Args:
        source, target: The pair.
    """
    return hashlib.sha256(_json({"pair": [source, target]}, ascii_only=True).encode()).hexdigest()


def normalised(source: str) -> str:
    """A source as people see it: NFC, single spaces, no control or zero-width characters, no half pairs.

    Args:
        source: Any text.
    """
    text = _CONTROL.sub("", unicodedata.normalize("NFC", source))
    return " ".join(_HALVES.sub("\ufffd", text).split())


def placed(pins: Sequence[Pin], target: str) -> tuple[Pin, ...]:
    """Pins with the places of their renderings in a target that a person wrote.

    Longer renderings are placed first, each occurrence serves one pin, and a first letter may be a capital.

    Args:
        pins: The segment's pins.
        target: The person's translation.
    """
    found: dict[int, tuple[int, int]] = {}
    taken: list[tuple[int, int]] = []
    for index in sorted(range(len(pins)), key=lambda index: (-len(pins[index].target), index)):
        rendering = pins[index].target
        if not rendering:
            continue
        first, rest = re.escape(rendering[0]), re.escape(rendering[1:])
        before = r"(?<!\w)" if rendering[0].isalnum() else ""
        after = r"(?!(?!e?s\b)\w)" if rendering[-1].isalnum() else ""  # a plural ending may follow
        capital = re.escape(rendering[0].upper())
        for match in re.finditer(f"{before}(?:{first}|{capital}){rest}{after}", target):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                found[index] = match.span()
                taken.append(match.span())
                break
    return tuple(
        replace(pin, tstart=found[index][0], tend=found[index][1], how=How.REPAIR)
        if index in found
        else replace(pin, tstart=None, tend=None, how=How.MISSED)
        for index, pin in enumerate(pins)
    )


def digest(source: str) -> int:
    """64 bits of the hash of a normalised source, as SQLite keeps integers.

    Args:
        source: Any text.
    """
    return int.from_bytes(hashlib.sha256(normalised(source).encode()).digest()[:8], "big", signed=True)


def _json(value: Any, ascii_only: bool = False) -> str:
    return json.dumps(value, ensure_ascii=ascii_only, sort_keys=True, separators=(",", ":"))


def bound(text: str) -> str | bytes:
    """Text as SQLite takes it; half a surrogate pair, which is no UTF-8, goes in as bytes.

    Args:
        text: Any text.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_of(value: str | bytes) -> str:
    """The text of a column's value.

    Args:
        value: As SQLite gives it.
    """

    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _mark_placed(mark: Mark, source: str, pins: Sequence[Pin], target: str) -> Mark:
    """A mark with its place in a target that a person wrote, or with none."""
    words = source[mark.start : mark.end]
    over = [pin for pin in pins if (pin.start, pin.end) == (mark.start, mark.end)]
    place: tuple[int | None, int | None] = (None, None)
    if words.strip() and words.strip() == source.strip():
        place = (0, len(target))
    elif over:
        place = (over[0].tstart, over[0].tend)
    elif mark.start == mark.end and not source[: mark.end].strip():
        place = (0, 0)
    elif mark.start == mark.end and not source[mark.end :].strip():
        place = (len(target), len(target))
    elif words.strip() and target.count(words) == 1:
        place = (target.index(words), target.index(words) + len(words))
    return replace(mark, tstart=place[0], tend=place[1])


def row(record: Stored) -> tuple[Any, ...]:
    """A record as the values of ``COLUMNS``.

    Args:
        record: Any record.
    """
    pins = [
        [
            pin.source,
            pin.target,
            pin.surface,
            pin.start,
            pin.end,
            pin.origin,
            pin.tstart,
            pin.tend,
            pin.how and pin.how.value,
        ]
        for pin in record.pins
    ]
    marks = [[mark.start, mark.end, mark.tstart, mark.tend, mark.protected] for mark in record.marks]
    return (
        bound(record.source),
        bound(record.target),
        bound(_json(pins)),
        _json(marks),
        record.score,
        record.engine,
        record.model,
        record.origin,
    )


def from_row(values: Sequence[Any]) -> Stored:
    """A record of the values of ``COLUMNS``.

    Args:
        values: As ``row`` gave them.

    Raises:
        ValueError, TypeError: They are damaged.
    """
    source, target, pins, marks, score, engine, model, origin = values
    if origin == "human":  # has none
        pins = marks = "[]"
    return Stored(
        text_of(source),
        text_of(target),
        tuple(
            Pin(term, rendering, surface, start, end, kind, tstart, tend, How(how) if how else None)
            for term, rendering, surface, start, end, kind, tstart, tend, how in json.loads(text_of(pins))
        ),
        tuple(
            Mark(start, end, 0, tstart, tend, protected)
            for start, end, tstart, tend, protected in json.loads(marks)
        ),
        score,
        engine,
        model,
        origin,
    )
