"""Quality assurance: what is wrong with a translation, seen from source and target; each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translate.check.agreement import number_checks
from translate.check.consistency import consistency_checks
from translate.check.times import age_checks, time_checks
from translate.document import Check, Document, How, Level, Pin

#: Every code that a check can have, and what it means.
CODES = {
    "pin-missing": "a pinned rendering is not in the translation",
    "forbidden-rendering": "the translation uses a rendering that the glossary forbids",
    "number-mismatch": "a number of the source is not in the translation, or has another value there",
    "number-added": "the translation has a number or a month that its source lacks, or has less often",
    "date-mismatch": "a date or time of the source is not in the translation",
    "unit-mismatch": "an amount has another currency or unit in the translation",
    "hangul-left": "Korean letters are left in the translation",
    "empty": "the translation is empty",
    "incomplete": "the engine did not translate the whole of it",
    "identical": "the translation is the source",
    "too-short": "the translation is much shorter than its source lets expect",
    "too-long": "the translation is much longer than its source lets expect",
    "repetition": "words are repeated more than four times in a row",
    "unbalanced-quotes": "quotation marks do not pair up",
    "unbalanced-brackets": "brackets do not pair up",
    "url-changed": "a web address was changed or lost",
    "email-changed": "an e-mail address was changed or lost",
    "marker-left": "a marker of the translation engine is left",
    "inconsistent-translation": "the same source has another translation elsewhere in the document",
    "inconsistent-name": "a name without a glossary entry is spelt in several ways",
    "inconsistent-term": "a term without a glossary entry is rendered in several ways",
    "low-score": "the model itself is unsure of the translation",
    "fuzzy-match": "a person translated a sentence much like this one",
}

_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ\u1100-\u11ff]+")
_URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]{1,2000}", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_MARKER = re.compile(r"</?[0-9]{1,3}/?>|⟦/?[0-9]{1,3}⟧")
_URL_END = ".,;:!?'\"<>"

# English characters to one of Korean: 0.85 to 3.9 in 1,490 human translations (FLORES-200 dev and news).
_SHORTEST, _LONGEST = 0.75, 5.0
_RATIO_FROM = 15  # characters of Korean; shorter texts have no typical ratio

_MOST_REPEATS = 4
_LONGEST_PERIOD = 24  # words
_GLUED = re.compile(r"([^\W\d_]{1,8}?)\1{7,}")


def checks(
    source: str,
    target: str,
    pins: Sequence[Pin] = (),
    forbidden: Sequence[tuple[str, str]] = (),
) -> tuple[Check, ...]:
    """Check one segment.

    Args:
        source: Korean.
        target: Its English.
        pins: The segment's pins, with ``tstart``, ``tend`` and ``how`` as far as known.
        forbidden: Pairs of a source term and a rendering that is wrong for it.

    Returns:
        Findings in order of their place in the source; those without one last.
    """
    if source.strip() and not target.strip():
        return (Check("empty", Level.ERROR, "the translation is empty", 0, len(source)),)
    if source.strip() == target.strip() and _HANGUL.search(source):
        return (
            Check("identical", Level.ERROR, "the translation is the source", 0, len(source), 0, len(target)),
        )
    found = [
        *_pin_checks(target, pins),
        *_forbidden_checks(source, target, pins, forbidden),
        *number_findings(source, target, pins),
        *_hangul_checks(target, pins),
        *_length_checks(source, target),
        *_repetition_checks(source, target),
        *_pairing_checks(source, target),
        *_address_checks(source, target),
        *_marker_checks(source, target, pins),
    ]
    end = len(source) + 1
    return tuple(sorted(found, key=lambda check: end if check.start is None else check.start))


def document_checks(document: Document) -> Document:
    """Add what only the whole document shows: the same source or the same term rendered in several ways.

    Args:
        document: A translated document whose segments have their own checks already.

    Returns:
        The document with findings added to the segments concerned.
    """
    added = consistency_checks(list(document.segments))
    return document.with_segments(
        replace(segment, checks=(*segment.checks, *added[place])) if place in added else segment
        for place, segment in enumerate(document.segments)
    )


def repeats(text: str) -> bool:
    """Whether a text runs away: a group of words, or of letters, more than four times in a row.

    Args:
        text: English, as an engine wrote it.

    Returns:
        True for ``very very very very very``; marks and digits alone do not count. Takes linear time.
    """
    return _runaway(text) is not None


def shortened(text: str) -> str:
    """A text whose runaways end after the third time.

    Args:
        text: English, as an engine wrote it for a source that repeats, such as 하하하하하.
    """
    while (run := _runaway(text)) is not None:
        text = text[: run.third] + text[run.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Run:
    """Where a group is repeated, and where its third time ends."""

    start: int
    third: int
    end: int


def _runaway(text: str) -> _Run | None:
    glued = _GLUED.search(text)
    if glued:
        return _Run(glued.start(), glued.start() + 3 * len(glued[1]), glued.end())
    places = [match.span() for match in re.finditer(r"\w[\w'’]*", text)]
    words = [text[start:end].casefold() for start, end in places]
    if not words or Counter(words).most_common(1)[0][1] <= _MOST_REPEATS:
        return None
    for period in range(1, min(_LONGEST_PERIOD, len(words) // (_MOST_REPEATS + 1)) + 1):
        run = 0
        for place in range(period, len(words)):
            run = run + 1 if words[place] == words[place - period] else 0
            if run >= period * _MOST_REPEATS:
                first, last = place - run - period + 1, place
                if any(word.isalpha() for word in words[first : first + period]):
                    while last + 1 < len(words) and words[last + 1] == words[last + 1 - period]:
                        last += 1
                    return _Run(places[first][0], places[first + 3 * period - 1][1], places[last][1])
    return None


def _shows(text: str, pin: Pin) -> bool:
    """Whether a text is a pin's rendering, at the start of a sentence perhaps with a capital."""
    return text == pin.target or text == pin.target[:1].upper() + pin.target[1:]


def _pin_checks(target: str, pins: Sequence[Pin]) -> Iterator[Check]:
    wanted: Counter[str] = Counter()
    for pin in pins:
        if pin.how is not How.MISSED and pin.tstart is not None and pin.tend is not None:
            held = _shows(target[pin.tstart : pin.tend], pin)
        elif pin.how is How.MISSED:
            held = False
        else:
            wanted[pin.target] += 1
            spellings = {pin.target, pin.target[:1].upper() + pin.target[1:]}
            held = sum(target.count(spelling) for spelling in spellings) >= wanted[pin.target]
        if not held:
            message = f"{pin.surface} should be rendered {pin.target}"
            yield Check("pin-missing", Level.ERROR, message, pin.start, pin.end)


def number_findings(source: str, target: str, pins: Sequence[Pin]) -> Iterator[Check]:
    """Numbers that only one side has, terms aside, and times and ages that the target puts otherwise.

    Args:
        source: Korean.
        target: Its English.
        pins: With their places in both.
    """
    terms = [pin for pin in pins if pin.origin != "number"]
    yield from number_checks(source, target, [(pin.start, pin.end) for pin in terms], _target_places(terms))
    yield from time_checks(source, target)
    yield from age_checks(source, target)


def _forbidden_checks(
    source: str, target: str, pins: Sequence[Pin], forbidden: Sequence[tuple[str, str]]
) -> Iterator[Check]:
    held = _target_places(pins)
    for term, rendering in forbidden:
        start = source.find(term)
        if start < 0 or not rendering.strip():
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(rendering)}(?!\w)", target, re.IGNORECASE):
            if any(begin <= match.start() and match.end() <= end for begin, end in held):
                continue
            message = f"{term} must not be rendered {rendering}"
            yield Check("forbidden-rendering", Level.ERROR, message, start, start + len(term), *match.span())


def _target_places(pins: Sequence[Pin]) -> list[tuple[int, int]]:
    return [(pin.tstart, pin.tend) for pin in pins if pin.tstart is not None and pin.tend is not None]


def _hangul_checks(target: str, pins: Sequence[Pin]) -> Iterator[Check]:
    held = _target_places(pins)
    renderings = [pin.target for pin in pins if _HANGUL.search(pin.target)]
    for match in _HANGUL.finditer(target):
        start, end = match.span()
        if any(begin <= start and end <= stop for begin, stop in held):
            continue
        if not any(match.group() in rendering for rendering in renderings):
            yield Check(
                "hangul-left", Level.ERROR, f"Korean is left: {match.group()}", None, None, start, end
            )


def _length_checks(source: str, target: str) -> Iterator[Check]:
    composed = unicodedata.normalize("NFC", source)
    length = sum(1 for sign in composed if not sign.isspace())
    if length < _RATIO_FROM or not _HANGUL.search(source):
        return
    ratio = len(target) / len(composed)
    for code, out, limit in (
        ("too-short", ratio < _SHORTEST, "short"),
        ("too-long", ratio > _LONGEST, "long"),
    ):
        if out:
            message = f"the translation is {limit}: {ratio:.1f} times the characters of the source"
            yield Check(code, Level.WARNING, message, 0, len(source), 0, len(target))


def _repetition_checks(source: str, target: str) -> Iterator[Check]:
    run = _runaway(target)
    if run is not None and not repeats(source):
        words = " ".join(target[run.start : run.end].split()[:6])
        yield Check(
            "repetition", Level.ERROR, f"words are repeated: {words} …", None, None, run.start, run.end
        )


def _pairing_checks(source: str, target: str) -> Iterator[Check]:
    """Only what the source does not have open itself: a quotation may run over several segments."""
    for opening, closing in (("(", ")"), ("[", "]"), ("{", "}")):
        surplus = target.count(opening) - target.count(closing)
        if surplus and surplus != source.count(opening) - source.count(closing):
            start = (target.rfind if surplus > 0 else target.find)(opening if surplus > 0 else closing)
            message = f"{abs(surplus)} {opening if surplus > 0 else closing} without its partner"
            yield Check("unbalanced-brackets", Level.WARNING, message, None, None, start, start + 1)
    straight = (
        re.sub(r"""(?<=[0-9])(?:"|″)""", "", target).count('"')
        if _HEIGHT.search(source)
        else target.count('"')
    )
    curly = target.count("“") - target.count("”")
    uneven = _quote_surplus(source) != 0
    if (straight % 2 or curly) and not uneven:
        start = max(target.rfind(sign) for sign in '"“”')
        message = "quotation marks do not pair up"
        yield Check("unbalanced-quotes", Level.WARNING, message, None, None, start, start + 1)


_HEIGHT = re.compile(r"[0-9](?:\"|″|인치)")


def _quote_surplus(text: str) -> int:
    curly = sum(text.count(opening) - text.count(closing) for opening, closing in _QUOTES)
    return curly or text.count('"') % 2


_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))


def _address_checks(source: str, target: str) -> Iterator[Check]:
    for pattern, code, name in (
        (_URL, "url-changed", "address"),
        (_EMAIL, "email-changed", "e-mail address"),
    ):
        for match in pattern.finditer(source):
            address = match.group().rstrip(_URL_END)
            if address.endswith(")") and "(" not in address:
                address = address.rstrip(")")
            if address not in target:
                start = match.start()
                message = f"the {name} {address} is not in the translation"
                yield Check(code, Level.ERROR, message, start, start + len(address))


def _marker_checks(source: str, target: str, pins: Sequence[Pin]) -> Iterator[Check]:
    held = _target_places(pins)
    known = set(_MARKER.findall(source)).union(*(_MARKER.findall(pin.target) for pin in pins))
    for match in _MARKER.finditer(target):
        start, end = match.span()
        if match.group() not in known and not any(begin <= start and end <= stop for begin, stop in held):
            message = f"a marker is left: {match.group()}"
            yield Check("marker-left", Level.ERROR, message, None, None, start, end)
