"""Terms of a pair, and their marks: what teaches the model to copy what a marker tells it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate import english
from translate.engines import Markers
from translate.pins import prepare

if TYPE_CHECKING:
    from glossary.matcher import Matcher, Occurrence

# what Korean and English write alike: names in Latin letters, and figures
_ALIKE = re.compile(r"[A-Za-z][A-Za-z0-9&.+-]*[A-Za-z0-9+]|\d+(?:[.,]\d+)*")
_MOST = (1, 1, 2, 2, 3, 4, 5, 6)  # how many terms a marked pair shows, each as likely
_RANDOM = 0.2  # share of markers that hold another rendering than the true one, on both sides
_SURFACE = 0.14  # share of markers that hold the Korean, as inline markup does


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a pair that stands on both sides.

    Args:
        start, end: Its place in the source, in characters, without a particle.
        tstart, tend: Its place in the target, in characters.
        rendering: What is to be copied; at the start of a sentence the target may have a capital instead.
    """

    start: int
    end: int
    tstart: int
    tend: int
    rendering: str


@dataclass(frozen=True, slots=True)
class Example:
    """A pair to train or to measure on.

    Args:
        source: Korean.
        target: English.
        terms: In order of their place in the source; none overlap on either side.
    """

    source: str
    target: str
    terms: tuple[Term, ...] = ()


def example(source: str, target: str, matcher: Matcher | None = None) -> Example:
    """A pair with the terms that translation would pin and that its English has, and what both write alike.

    Args:
        source: Korean.
        target: English.
        matcher: Finds the glossary's terms.
    """
    found = matcher(source) if matcher else []
    return Example(source, target, _terms(source, target, found))


def _terms(source: str, target: str, occurrences: Sequence[Occurrence]) -> tuple[Term, ...]:
    prepared = prepare(source, occurrences)
    wanted = [
        (pin.start, pin.end, pin.target, sentence_case)
        for pin, sentence_case in zip(prepared.pins, prepared.sentence_case, strict=True)
    ]
    wanted += [(*alike.span(), alike[0], False) for alike in _ALIKE.finditer(source)]
    terms: list[Term] = []
    for start, end, rendering, sentence_case in wanted:
        if any(start < term.end and term.start < end for term in terms):
            continue
        for tstart, tend in _places(target, rendering, sentence_case):
            if all(tend <= term.tstart or term.tend <= tstart for term in terms):
                terms.append(Term(start, end, tstart, tend, rendering))
                break
    return tuple(sorted(terms, key=lambda term: term.start))


def _places(target: str, rendering: str, sentence_case: bool) -> list[tuple[int, int]]:
    spellings = [rendering, english.capitalised(rendering)] if sentence_case else [rendering]
    alternatives = "|".join(re.escape(spelling) for spelling in spellings)
    return [
        match.span() for match in re.finditer(rf"(?<!\w)(?<!\d[.,])(?:{alternatives})(?!\w|[.,]\d)", target)
    ]


def renderings(examples: Sequence[Example]) -> tuple[str, ...]:
    """All renderings of some examples, as often as they stand there.

    Args:
        examples: Examples with terms.
    """
    return tuple(term.rendering for example in examples for term in example.terms)


def shown(example: Example, markers: Markers, pool: Sequence[str], chance: random.Random) -> tuple[str, str]:
    """An example as the model is shown it once: some of its terms marked, with true renderings and others.

    A rendering that has nothing to do with the term teaches to copy instead of to guess; the Korean itself
    between markers, its translation between them in the target, teaches to carry inline markup.

    Args:
        example: With terms.
        markers: The model's syntax.
        pool: Renderings to choose others from.
        chance: Decides.

    Returns:
        Source and target with markers; as they are where the example has no terms.
    """
    count = min(len(example.terms), markers.most, chance.choice(_MOST))
    chosen = sorted(chance.sample(example.terms, count), key=lambda term: term.start)
    told: list[tuple[str, str]] = []
    for term in chosen:
        kind = chance.random()
        if kind < _RANDOM:
            told.append((other := chance.choice(pool), other))
        elif kind < _RANDOM + _SURFACE:
            told.append((example.source[term.start : term.end], example.target[term.tstart : term.tend]))
        else:
            told.append((term.rendering, term.rendering))
    return _written(example, chosen, told, markers)


def pinned(example: Example, markers: Markers) -> tuple[str, tuple[str, ...]]:
    """An example as translation sends it: all terms marked with their renderings, as many as markers reach.

    Args:
        example: With terms.
        markers: The model's syntax.

    Returns:
        The source with markers, and each marker with its rendering, as it should come out.
    """
    chosen = example.terms[: markers.most]
    source, _ = _written(example, chosen, [(term.rendering, term.rendering) for term in chosen], markers)
    return source, tuple(_marker(markers, n, term.rendering) for n, term in enumerate(chosen, 1))


def _marker(markers: Markers, number: int, text: str) -> str:
    return markers.opening.format(n=number) + text + markers.closing.format(n=number)


def _written(
    example: Example, terms: Sequence[Term], told: Sequence[tuple[str, str]], markers: Markers
) -> tuple[str, str]:
    """Both sides with markers around some terms, numbered in the order of the source."""
    here, there = [], []
    for number, (term, (in_source, in_target)) in enumerate(zip(terms, told, strict=True), 1):
        here.append((term.start, term.end, _marker(markers, number, in_source)))
        there.append((term.tstart, term.tend, _marker(markers, number, in_target)))
    return _replaced(example.source, here), _replaced(example.target, there)


def _replaced(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
