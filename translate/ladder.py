"""The ladder: decode segments until every pin holds, each step only for what is still missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from translate.check import number_findings, repeats, shortened
from translate.constrain import Mode, Prepared, Restored, marked, restore, with_places
from translate.document import How, Mark
from translate.engines import Engine, Hypothesis
from translate.numerals import MONTHS
from translate.preedit.plain import brief, plain
from translate.repair import corrected, repaired

_ALTERNATIVES = 8  # translations of a further try, which begin with different words
_SHORTEST = 6  # characters that are worth cutting
_HANGUL = re.compile(r"[가-힣]")
# What led up to a number or a month that was kept out: "Sales:", "in early this month".
_LED_UP = re.compile(r"[ ,:]+$|\b[Ii]n (?=(?:early|mid|late)[ -](?:this|last|next) )")
_NUMBERS = (*"0123456789", "$", "€", "£", "₩")  # how one begins
_WE = ("^We", "^Our", "We", "Our", "we", "our", "us")
_WHICH = {
    which: (which, f"^{which.capitalize()}") for which in ("this", "next", "last")
}  # week, month or year
_SAYS_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
# Korean that may mean "we": it says so, quotes, is no plain statement, or says what must be done.
_MAY_MEAN_WE = re.compile(r"우리|저희|[\"'“”‘’「」『』]|(?:[^다.…]|니다)[.…]*$|야 [하한할]|안 [되된될]")


def translated(
    engine: Engine, segments: Sequence[Prepared], repair: bool = True, at_once: bool = False
) -> Iterator[tuple[int, Restored]]:
    """Translate segments, each independent of the others.

    Args:
        engine: What decodes.
        segments: Any number.
        repair: Whether the last rungs may be used: a rendering put in place of other words, a sentence cut
            at its clauses.
        at_once: Try a segment again before the rest is decoded, for somebody who reads on; by default all
            those to be tried again are decoded together at the end, which is faster.

    Yields:
        Number of a segment with its translation, as soon as it is final; pins that no rung could keep are
        in ``missing`` and say ``missed``.
    """
    segments = _with_hints(engine, segments)
    rows = []
    for i, segment in enumerate(segments):
        if not segment.decoded:
            yield i, _final(_substituted(segment, engine))
        elif _fits(engine, segment):
            rows.append(i)
    whole = [segments[i] for i in rows]
    best: dict[int, Restored] = {}
    for row, restored in _decoded(engine, whole, [_all(s, Mode.MARKER) for s in whole], 1, How.MARKER):
        segment = segments[rows[row]]
        if repair and all(restored.pins[i].origin == "number" for i in restored.missing):
            restored = repaired(segment, restored)  # the value stands there, written otherwise
        if not _troubled(segment, restored) and not _made_up(segment, restored):
            yield rows[row], _final(restored)
            continue
        best[rows[row]] = restored
        if at_once:
            held = {rows[row]: restored}
            _climb(engine, segments, held, repair)
            best |= held
            if not _broken(segment, best[rows[row]]):
                yield rows[row], _final(best.pop(rows[row]))
    if not at_once:
        _climb(engine, segments, best, repair)
    fitting = frozenset(rows)
    cut = [i for i, s in enumerate(segments) if s.decoded and (i not in fitting or _broken(s, best.get(i)))]
    if not repair:
        cut = [i for i in cut if i not in best]
    for i, result in zip(cut, _in_parts(engine, [segments[i] for i in cut], repair), strict=True):
        if result is not None:
            best[i] = min(best.get(i, result), result, key=lambda r, s=segments[i]: _rank(s, r))  # type: ignore[misc]
    for i, restored in best.items():
        yield i, _final(restored)


def _with_hints(engine: Engine, segments: Sequence[Prepared]) -> Sequence[Prepared]:
    """The segments with the English of the words under their marks and between tags, each translated alone.

    A model writes what a marker holds, so a link or a phrase in bold has to hold English.
    """
    if engine.markers is None:
        return segments
    words = [s.marked_words for s in segments]
    told = {text: brief(plain(text)) for text in frozenset().union(*words)}
    texts = sorted(text for text in {*told.values()} if engine.length(text) <= engine.longest)
    alone: dict[str, str] = {}
    for i, answers in engine.translate(texts) if texts else ():
        if answers[0].complete and not repeats(answers[0].text):
            alone[texts[i]] = answers[0].text.rstrip(".")
    hints = {text: alone[short] for text, short in told.items() if short in alone}
    return [replace(s, hints=hints) if mine else s for s, mine in zip(segments, words, strict=True)]


def _final(restored: Restored) -> Restored:
    pins = tuple(p if p.how else replace(p, how=How.MISSED) for p in restored.pins)
    return replace(restored, pins=pins)


def _substituted(segment: Prepared, engine: Engine) -> Restored:
    """A segment whose Korean is all pinned: nothing is left to decode."""
    modes = [Mode.MARKER] * len(segment.pins)
    if engine.markers is None:
        return restore(segment, marked(segment, None, modes), None, modes, How.MARKER)
    return restore(segment, marked(segment, engine.markers, modes), engine.markers, modes, How.MARKER)


def _fits(engine: Engine, segment: Prepared) -> bool:
    if engine.markers is not None and len(segment.pins) > engine.markers.most:
        return False
    modes = [Mode.MARKER] * len(segment.pins)
    return engine.length(marked(segment, engine.markers, modes)) <= engine.longest


def _rank(segment: Prepared, restored: Restored) -> tuple[int, ...]:
    """What speaks against a translation, worst first; smaller is better."""
    loose = _loose(restored)
    spent = not restored.target.strip() or not restored.complete
    looping = repeats(restored.target) and not repeats(brief(plain(segment.source)))
    return (
        sum(restored.pins[i].origin != "number" for i in restored.missing),
        int(spent or looping),
        len(restored.missing),
        int(bool(_HANGUL.search(loose))),
        sum(1 for _ in number_findings(segment.source, restored.target, restored.pins)),
        int(_says_we(segment, loose)),
        int(not restored.clean),
    )


def _loose(restored: Restored) -> str:
    """A translation without the renderings of its pins."""
    loose = restored.target
    for pin in restored.pins:
        loose = loose.replace(pin.target, "")
    return loose


def _says_we(segment: Prepared, english: str) -> bool:
    """Whether English has a "we" for somebody whom a newspaper's Korean leaves out: a firm, for instance."""
    return bool(_SAYS_WE.search(english)) and not _MAY_MEAN_WE.search(segment.source.rstrip())


def _troubled(segment: Prepared, restored: Restored) -> bool:
    """Whether a translation has what another try may mend; a stray marker alone is not worth a try."""
    return any(_rank(segment, restored)[:4])


def _made_up(segment: Prepared, restored: Restored) -> set[tuple[str, ...]]:
    """What a translation has though its source does not: numbers, months, "we", "next week" for "this"."""
    kinds: set[tuple[str, ...]] = {_WE} if _says_we(segment, _loose(restored)) else set()
    for check in number_findings(segment.source, restored.target, restored.pins):
        words = restored.target[slice(check.tstart, check.tend)]
        if check.code == "number-added":
            kinds.add(MONTHS if words.isalpha() else _NUMBERS)
        elif which := _WHICH.get(words.partition(" ")[0].lower()):
            kinds.add(which)
    return kinds


def _broken(segment: Prepared, restored: Restored | None) -> bool:
    """Whether a translation lost a term or its end, so that a less fluent one is better."""
    return restored is not None and _rank(segment, restored)[:2] > (0, 0)


def _climb(engine: Engine, segments: Sequence[Prepared], best: dict[int, Restored], repair: bool) -> None:
    """The rungs over whole segments: alternatives, other ways to tell the missing pins, repair."""

    def again(rows: list[int], modes: Callable[[int], list[Mode]], without: Sequence[str] = ()) -> None:
        told = [modes(i) for i in rows]
        most = 1 if without else _ALTERNATIVES  # what is kept out cannot come
        for row, tried in _decoded(engine, [segments[i] for i in rows], told, most, How.RETRY, without):
            i = rows[row]
            best[i] = min(best[i], tried, key=lambda r: _rank(segments[i], r))

    def missing() -> list[int]:
        return [i for i, restored in best.items() if restored.missing]

    again([i for i in best if _troubled(segments[i], best[i])], lambda i: _all(segments[i], Mode.MARKER))
    if engine.markers is not None:
        again(missing(), lambda i: _split(best[i], Mode.MARKER, Mode.INLINE))
        again(missing(), lambda i: _split(best[i], Mode.SURFACE, Mode.MARKER))
    for words in (_NUMBERS, MONTHS, _WE, *_WHICH.values()):
        made_up = [i for i in best if words in _made_up(segments[i], best[i])]
        again(made_up, lambda i: _all(segments[i], Mode.MARKER), words)
    if repair:
        _repair(engine, segments, best)


def _all(segment: Prepared, mode: Mode) -> list[Mode]:
    return [mode] * len(segment.pins)


def _split(restored: Restored, missing: Mode, others: Mode) -> list[Mode]:
    return [missing if i in restored.missing else others for i in range(len(restored.pins))]


def _decoded(
    engine: Engine,
    segments: Sequence[Prepared],
    modes: Sequence[Sequence[Mode]],
    hypotheses: int,
    how: How,
    without: Sequence[str] = (),
) -> Iterator[tuple[int, Restored]]:
    """Decode once; of each segment's hypotheses the best stands."""
    texts = [marked(s, engine.markers, m) for s, m in zip(segments, modes, strict=True)]
    for i, answers in engine.translate(texts, hypotheses, without) if texts else ():
        if without:
            answers = [replace(answer, text=_LED_UP.sub("", answer.text)) for answer in answers]
        tries = [_restored(engine, segments[i], modes[i], answer, how) for answer in answers]
        yield i, min(tries, key=lambda r, s=segments[i]: _rank(s, r))  # type: ignore[misc]


def _restored(
    engine: Engine, segment: Prepared, modes: Sequence[Mode], answer: Hypothesis, how: How
) -> Restored:
    source = plain(segment.source)
    text = answer.text if brief(source) == source else shortened(answer.text)
    restored = restore(segment, text, engine.markers, modes, how)
    return replace(restored, score=answer.score, complete=answer.complete, reason=answer.reason)


def _repair(engine: Engine, segments: Sequence[Prepared], best: dict[int, Restored]) -> None:
    """Repair what is missing, with the engine's own translation of each missing term as a further clue."""
    rows = [i for i, restored in best.items() if restored.missing]
    terms = {
        plain(best[i].pins[n].surface)
        for i in rows
        for n in best[i].missing
        if best[i].pins[n].origin == "glossary"
    }
    surfaces = sorted(s for s in terms if engine.length(s) <= engine.longest)
    alone: dict[str, list[str]] = {}
    for n, answers in engine.translate(surfaces, _ALTERNATIVES) if surfaces else ():
        alone[surfaces[n]] = [answer.text for answer in answers]
    for i in rows:
        known = [alone.get(plain(pin.surface), []) for pin in best[i].pins]
        best[i] = corrected(segments[i], repaired(segments[i], best[i], known))


def _in_parts(engine: Engine, segments: Sequence[Prepared], repair: bool) -> list[Restored | None]:
    """Translate segments in parts cut at clause ends, and join them; None where there is no place to cut."""
    cut = [parts(s) for s in segments]
    flat = [part for pieces in cut if pieces for part in pieces]
    got = dict(translated(engine, flat, repair)) if flat else {}
    answers = (got[i] for i in range(len(flat)))
    results: list[Restored | None] = []
    for segment, pieces in zip(segments, cut, strict=True):
        if pieces:
            results.append(joined(segment, pieces, [next(answers) for _ in pieces]))
        elif _fits(engine, segment):
            results.append(None)
        else:  # one pin or one character longer than the engine takes
            results.append(Restored("", segment.pins, segment.marks, clean=False, complete=False))
    return results


def parts(segment: Prepared) -> list[Prepared]:
    """The parts of a segment, cut at clause ends into about two, never inside a pin.

    Args:
        segment: The segment.

    Returns:
        At least two parts whose sources add up to the segment's, or none where it cannot be cut.
    """
    from translate.segment import clauses

    body = len(segment.source) - segment.begin
    spans = clauses(segment.source, max(_SHORTEST, body * 2 // 3), [(p.start, p.end) for p in segment.pins])
    starts = [0, *(start for start, _ in spans[1:])]
    starts = [s for s in starts if all(s <= p.start or p.end <= s for p in segment.pins)]
    if len(starts) < 2:
        return []
    return [_slice(segment, start, end) for start, end in pairwise([*starts, len(segment.source)])]


def _slice(segment: Prepared, start: int, end: int) -> Prepared:
    inside = [i for i, p in enumerate(segment.pins) if start <= p.start and p.end <= end]
    return Prepared(
        segment.source[start:end],
        tuple(
            replace(segment.pins[i], start=segment.pins[i].start - start, end=segment.pins[i].end - start)
            for i in inside
        ),
        tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in segment.marks
            if start <= m.start and m.end <= end and (m.start < end or end == len(segment.source))
        ),
        tuple(segment.sentence_case[i] for i in inside),
        segment.begin if start == 0 else 0,
        segment.lead if start == 0 else "",
        families=segment.families,
    )


def joined(segment: Prepared, pieces: Sequence[Prepared], results: Iterable[Restored]) -> Restored:
    """One translation of a segment from those of its parts.

    Args:
        segment: The whole.
        pieces: Its parts, in order.
        results: Their translations.
    """
    target, pins, scores, clean, complete, reason, place = "", [], [], True, True, "", 0
    marks: dict[tuple[int, int, int], Mark] = {}  # those inside of one part
    for piece, result in zip(pieces, results, strict=True):
        text = result.target
        if target and not target.endswith((" ", "\n")):
            target += " "
        for pin in result.pins:
            there = pin.tstart is not None and pin.tend is not None
            pins.append(
                replace(
                    pin,
                    start=pin.start + place,
                    end=pin.end + place,
                    tstart=pin.tstart + len(target) if there and pin.tstart is not None else None,
                    tend=pin.tend + len(target) if there and pin.tend is not None else None,
                    how=pin.how if pin.how is not How.MARKER else How.RETRY,
                )
            )
        for mark in result.marks:
            if mark.tstart is not None and mark.tend is not None:
                start, end = mark.start + place, mark.end + place
                tstart, tend = mark.tstart + len(target), mark.tend + len(target)
                marks[start, end, mark.ref] = replace(mark, start=start, end=end, tstart=tstart, tend=tend)
        target += text
        place += len(piece.source)
        clean &= result.clean
        complete &= result.complete
        reason = reason or result.reason
        scores += [result.score] if result.score is not None else []
    pins = [replace(p, how=None) if p.how is How.MISSED else p for p in pins]
    score = sum(scores) / len(scores) if scores else None
    known = [marks.get((mark.start, mark.end, mark.ref), mark) for mark in segment.marks]
    placed = with_places(segment, known, pins, target)
    return Restored(target, tuple(pins), placed, clean, complete, score, reason)
