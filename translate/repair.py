"""The last rung: put a rendering in place of the words that already translate its term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate import english, numerals
from translate.check import number_findings
from translate.constrain import Prepared, Restored
from translate.document import How, Mark, Pin

_WORD = re.compile(r"[\w&.'’/+-]*\w|\S")
_LAST_SIGNS = re.compile(r"[^\w\s]+$")
_ALIKE = 76.0  # least similarity, 0 to 100, at which words count as another spelling of the rendering
_SHORT = 90.0  # the same for renderings of up to four characters, where chance likeness is common


def repaired(prepared: Prepared, restored: Restored, known: Sequence[Sequence[str]] = ()) -> Restored:
    """Replace other spellings of missing renderings by the exact ones.

    Args:
        prepared: The segment.
        restored: Its translation, some pins missing.
        known: For each pin, other English for its term, such as the engine's own translation of it.

    Returns:
        The translation with as many pins as could be found, each reported as ``repair``.
    """
    for index in restored.missing:
        pin = restored.pins[index]
        if pin.origin == "number":
            span = _same_value(restored, pin)
        else:
            span = _likest(restored, [pin.target, *(known[index] if index < len(known) else ())])
        if span is not None:
            restored = put(prepared, restored, index, *span)
    return restored


def corrected(prepared: Prepared, restored: Restored) -> Restored:
    """Put a number in place of the only wrong one: "the 16 percent range" where the source has 6%.

    Args:
        prepared: The segment.
        restored: Its translation, decoded in vain for the number.

    Returns:
        The translation; as it was where more than one number of it is in doubt.
    """
    findings = list(number_findings(prepared.source, restored.target, restored.pins))
    if len(findings) != 1 or findings[0].tstart is None or findings[0].tend is None:
        return restored
    for index in restored.missing:
        pin = restored.pins[index]
        if pin.origin == "number" and (findings[0].start, findings[0].end) == (pin.start, pin.end):
            return put(prepared, restored, index, findings[0].tstart, findings[0].tend)
    return restored


def put(prepared: Prepared, restored: Restored, index: int, start: int, end: int) -> Restored:
    """Replace a stretch of a target by a pin's rendering.

    Args:
        prepared: The segment.
        restored: Its translation.
        index: Number of the pin.
        start, end: The stretch, in characters of the target; no other pin may overlap it.
    """
    words = restored.pins[index].target
    if prepared.sentence_case[index] and english.starts_sentence(restored.target[:start]):
        words = english.capitalised(words)
    signs = _LAST_SIGNS.search(words)
    if signs and restored.target.startswith(signs[0], end) and _free(restored, end, end + len(signs[0])):
        end += len(signs[0])  # a word of the target ends before them
    before = english.before_rendering(restored.target[:start], words)
    after = english.after_rendering(words, restored.target[end:])
    target = before + words + after
    first, last = len(before) - start, len(target) - len(restored.target)

    def moved(at: int) -> int:
        return at if at < start else at + last if at >= end else min(at + first, len(target))

    def shifted(span: Pin | Mark) -> Pin | Mark:
        if span.tstart is None or span.tend is None:
            return span
        return replace(span, tstart=moved(span.tstart), tend=moved(span.tend))

    pins = [shifted(pin) for pin in restored.pins]
    pins[index] = replace(
        restored.pins[index], tstart=len(before), tend=len(before) + len(words), how=How.REPAIR
    )
    return replace(
        restored,
        target=target,
        pins=tuple(pin for pin in pins if isinstance(pin, Pin)),
        marks=tuple(mark for mark in map(shifted, restored.marks) if isinstance(mark, Mark)),
    )


def _free(restored: Restored, start: int, end: int) -> bool:
    """Whether no pin stands in a stretch of the target."""
    return all(
        pin.tstart is None or pin.tend is None or pin.tend <= start or end <= pin.tstart
        for pin in restored.pins
    )


def _same_value(restored: Restored, pin: Pin) -> tuple[int, int] | None:
    """The English number that has the pin's value."""
    wanted = [number.value for number in numerals.values(pin.target)]
    for number in numerals.values(restored.target):
        if number.value in wanted and _free(restored, number.start, number.end):
            start, end = number.start, number.end
            before = restored.target[:start]
            if before[-1:] in ("$", "€", "£", "¥") and re.match("(?:more than )?[$€£¥]", pin.target):
                start -= 1
            if pin.target.startswith("more than ") and restored.target[:start].endswith("more than "):
                start -= len("more than ")
            unit = re.match(r"[ -](?:US )?(?:dollars?|won|yen|euros?|percent|%)\b|%", restored.target[end:])
            if (unit and not pin.target[-1:].isdigit()) or (unit and set("$€£¥") & set(pin.target)):
                end += unit.end()
            return start, end
    return None


def _likest(restored: Restored, spellings: Sequence[str]) -> tuple[int, int] | None:
    """The words most like one of the spellings, or None where nothing is like enough."""
    from rapidfuzz import fuzz

    words = [m.span() for m in _WORD.finditer(restored.target)]
    best, place = 0.0, None
    for spelling in dict.fromkeys(spellings):
        plain = _folded(spelling)
        if not plain:
            continue
        least = _SHORT if len(plain) <= 4 else _ALIKE
        width = len(_WORD.findall(spelling))
        for first in range(len(words)):
            for last in range(first, min(first + width + 2, len(words))):
                start, end = words[first][0], words[last][1]
                score = fuzz.ratio(_folded(restored.target[start:end]), plain)
                if score >= least and score > best and _free(restored, start, end):
                    best, place = score, (start, end)
    return place


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+|^the\s", "", text.casefold())
