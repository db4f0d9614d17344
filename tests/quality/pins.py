"""Pins: how faithfully a model copies markers, and what the whole ladder makes of them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from glossary.entry import Entry, Glossary
from tests.quality.figures import Row, scored
from tests.quality.pairs import Pair
from tests.quality.trial import Trial, decoded
from translate.document import How
from translate.engines import Engine, Markers
from translate.ladder import _ALTERNATIVES
from translate.pipeline import Translator
from translate.segment import sentences

_TRAINED = 6  # markers of a sentence
_SEED = 5


def markers(trial: Trial) -> Iterator[Row]:
    """Markers at the first decoding, before anything is mended, with true and with random renderings.

    Passages are cut into sentences, as an article is.
    """
    engine = trial.engine()
    pairs = _with_terms(trial)
    if engine.markers is None or not pairs:
        return
    cut = [_sentences(pair) for pair in pairs]
    whole = [sentence for some in cut for sentence in some]
    part = f"Markers: {len(whole)} sentences of {len(pairs)} passages"
    references = [pair.reference for pair in pairs]

    def joined(texts: Sequence[str]) -> list[str]:
        rest = iter(texts)
        return [" ".join(next(rest) for _ in some) for some in cut]

    plain = decoded(engine, [sentence.source for sentence in whole])
    terms = [sentence.terms[:_TRAINED] for sentence in whole]
    by_itself = sum(t.rendering in text for text, some in zip(plain.texts, terms, strict=True) for t in some)
    count = sum(map(len, terms))
    note = f"the wanted rendering comes by itself in {by_itself / count:.1%} of {count} places"
    yield scored(part, "no markers", joined(plain.texts), references, plain.seconds, note)
    choice = random.Random(_SEED)
    pool = [term.rendering for some in terms for term in some]
    true = [[term.rendering for term in some] for some in terms]
    other = [[choice.choice(pool) for _ in some] for some in terms]
    for case, renderings in (("true renderings", true), ("random renderings", other)):
        told = [_marked(s, some, engine.markers) for s, some in zip(whole, renderings, strict=True)]
        done = decoded(engine, told)
        faithful = [
            [_held(hypothesis.text, some, engine.markers) for hypothesis in hypotheses]
            for hypotheses, some in zip(done.answers, renderings, strict=True)
        ]
        first = [tries[0] for tries in faithful]
        best = [max(tries, key=sum) for tries in faithful]
        faulty = [n for n, some in enumerate(renderings) if sum(best[n]) < 2 * len(some)]
        again = list(best)
        further = decoded(engine, [told[n] for n in faulty], _ALTERNATIVES)
        for n, hypotheses in zip(faulty, further.answers, strict=True):
            tries = (_held(one.text, renderings[n], engine.markers) for one in hypotheses)
            again[n] = max(best[n], *tries, key=sum)
        stray = sum(
            len(_any_tag(engine.markers).findall(text)) > 2 * len(some)
            for text, some in zip(done.texts, renderings, strict=True)
        )
        shares = [
            " and ".join(f"{held / count:.1%}" for held in map(sum, zip(*some, strict=True)))
            for some in (first, best, again)
        ]
        note = (
            f"{count} markers, once and exact: {shares[0]} in the likeliest, {shares[1]} in the best of the"
            f" beam, {shares[2]} once {len(faulty)} are decoded again in {_ALTERNATIVES} ways;"
            f" {stray} with stray tags"
        )
        bare = [_any_tag(engine.markers).sub("", text) for text in done.texts]
        if renderings is true:
            yield scored(part, case, joined(bare), references, done.seconds, note)
        else:
            yield Row(part, case, seconds=done.seconds, note=note)


def _sentences(pair: Pair) -> list[Pair]:
    """The sentences of a passage, each with its terms, without references."""
    return [
        Pair(
            pair.source[start:end],
            "",
            tuple(
                replace(term, start=term.start - start, end=term.end - start)
                for term in pair.terms
                if start <= term.start and term.end <= end
            ),
        )
        for start, end in sentences(pair.source)
    ]


def _held(text: str, renderings: Sequence[str], markers: Markers) -> tuple[int, int]:
    """How many markers came out once, and how many with their rendering as it was given."""
    once = exact = 0
    for number, rendering in enumerate(renderings, 1):
        opening, closing = (re.escape(tag) for tag in _tags(markers, number))
        held = re.findall(f"{opening}(.*?){closing}", text)
        once += len(held) == 1
        exact += held == [rendering]
    return once, exact


def ladder(trial: Trial) -> Iterator[Row]:
    """Pins through the whole pipeline: with the model's markers, with them switched off, and without pins."""
    pairs = _with_terms(trial)
    if not pairs:
        return
    entries = {
        pair.source[term.start : term.end]: term.rendering for pair in reversed(pairs) for term in pair.terms
    }
    terms = Glossary(tuple(Entry(source, target) for source, target in entries.items()))
    part = f"Pins: {len(pairs)} sentences, {len(entries)} terms"
    for case, engine, glossary in (
        ("with markers", trial.engine(), terms),
        ("markers switched off", trial.engine(markers=None), terms),
        ("no pins", trial.engine(), None),
    ):
        yield _through(part, case, engine, pairs, glossary)


def _through(part: str, case: str, engine: Engine, pairs: Sequence[Pair], terms: Glossary | None) -> Row:
    import time

    begun = time.perf_counter()
    translator = Translator(engine, numerals=terms is not None)
    document = translator.translate("\n\n".join(pair.source for pair in pairs), terms)
    seconds = time.perf_counter() - begun
    pins = Counter(pin.how or How.MISSED for segment in document.segments for pin in segment.pins)
    exact = sum(
        pin.tstart is not None
        and (segment.target or "")[pin.tstart : pin.tend].casefold() == pin.target.casefold()
        for segment in document.segments
        for pin in segment.pins
    )
    texts = [" ".join(s.target or "" for s in block.segments) for block in document.blocks]
    kinds = ", ".join(f"{pins[how]} {how.value}" for how in How if pins[how])
    note = f"{exact} of {sum(pins.values())} pins exact: {kinds}" if pins else ""
    return scored(part, case, texts, [pair.reference for pair in pairs], seconds, note)


def _with_terms(trial: Trial) -> list[Pair]:
    return [pair for pair in trial.pairs if pair.terms]


def _marked(pair: Pair, renderings: Sequence[str], markers: Markers) -> str:
    text = pair.source
    numbered = list(enumerate(zip(pair.terms, renderings, strict=False), 1))
    for number, (term, rendering) in reversed(numbered):
        text = text[: term.start] + rendering.join(_tags(markers, number)) + text[term.end :]
    return text


def _tags(markers: Markers, number: int) -> tuple[str, str]:
    return markers.opening.format(n=number), markers.closing.format(n=number)


def _any_tag(markers: Markers) -> re.Pattern[str]:
    kinds = (re.escape(kind).replace(r"\{n\}", r"\d+") for kind in (markers.opening, markers.closing))
    return re.compile("|".join(kinds))
