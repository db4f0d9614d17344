"""Term candidates of texts that no entry covers, ranked by termhood, with proposed renderings."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.candidates import Cue, Found, candidates, morphemes
from glossary.entry import Entry, Glossary, Status

if TYPE_CHECKING:
    from glossary.renderings import Renderings

_AROUND = 20  # characters of context on each side
_CONTEXTS = 3
_CUED = frozenset((Cue.NAME, Cue.QUOTED, Cue.PARENTHESIS, Cue.MIX))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that a glossary may want.

    Args:
        source: Its most frequent spelling.
        variants: Its other spellings; they differ in spaces only, which matching ignores.
        target: A proposed rendering, or None.
        why: Where the rendering is from: ``parenthesis``, ``translation`` or ``romanization``; or None.
        cues: What makes it a candidate.
        count: Occurrences in the texts.
        score: Termhood; see ``suggest``.
        contexts: The first few places, as text around it.
    """

    source: str
    variants: tuple[str, ...]
    target: str | None
    why: str | None
    cues: tuple[Cue, ...]
    count: int
    score: float
    contexts: tuple[str, ...]

    @property
    def entry(self) -> Entry | None:
        """The entry to propose, or None without a rendering."""
        if self.target is None:
            return None
        return Entry(self.source, self.target, status=Status.PROPOSED)


def suggest(
    texts: Iterable[str], glossary: Glossary, renderings: Renderings | None = None, least: int = 2
) -> tuple[Candidate, ...]:
    """Candidates by falling termhood.

    Termhood is the C-value of Frantzi, Ananiadou and Mima, "Automatic Recognition of Multi-Word Terms: the
    C-value/NC-value Method" (International Journal on Digital Libraries 3, 2000): the logarithm of the length
    times the frequency, less the mean frequency of the longer candidates around it; with log2(length + 1), so
    that terms of one word count too (Barrón-Cedeño et al., "An Improved Automatic Term Recognition Method for
    Spanish", 2009).
    Length is in morphemes. A cue in the text (quotation marks, a title, an English parenthesis) counts as one
    further occurrence.

    Args:
        texts: Korean texts.
        glossary: Entries of any status; what they cover is left out.
        renderings: Earlier translations that propose renderings.
        least: Occurrences that a candidate without a cue must have.
    """
    found = _gathered(texts, glossary)
    longer = _longer(found)
    chosen = []
    for key, places in found.items():
        cues = tuple(dict.fromkeys(place.found.cue for place in places))
        count = _count(places)
        if count < least and not _CUED & set(cues):
            continue
        cued = len(_CUED & set(cues))
        # What the text itself sets apart is a term, whatever stands around it.
        around = [] if cued else [_count(found[other]) for other in longer.get(key, ())]
        if around and max(around) >= count:
            continue  # never stands outside of a longer candidate
        frequency = count + cued - (sum(around) / len(around) if around else 0)
        score = math.log2(max(place.found.length for place in places) + 1) * frequency
        chosen.append(_candidate(places, cues, count, round(score, 3), renderings))
    return tuple(sorted(chosen, key=lambda candidate: (-candidate.score, candidate.source)))


@dataclass(frozen=True, slots=True)
class _Place:
    text: int
    found: Found
    surface: str
    context: str


def _gathered(texts: Iterable[str], glossary: Glossary) -> dict[str, list[_Place]]:
    from glossary.matcher import Matcher

    matcher = Matcher(glossary)
    known = {_key(spelling) for entry in glossary for spelling in entry.spellings}
    gathered: defaultdict[str, list[_Place]] = defaultdict(list)
    for number, text in enumerate(_paragraphs(texts)):
        covered = [(occurrence.start, occurrence.end) for occurrence in matcher(text)]
        for found in candidates(text, morphemes(text)):
            surface = text[found.start : found.end]
            if _key(surface) in known or any(s <= found.start and found.end <= e for s, e in covered):
                continue
            before, after = text[max(0, found.start - _AROUND) : found.start], text[found.end :][:_AROUND]
            gathered[_key(surface)].append(
                _Place(number, found, surface, f"{before}[{surface}]{after}".strip())
            )
    return dict(gathered)


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in unicodedata.normalize("NFC", text).splitlines():
            if re.search("[가-힣]", line):
                yield line


def _longer(found: dict[str, list[_Place]]) -> dict[str, tuple[str, ...]]:
    """For each candidate the compounds in which it stands."""
    inside: defaultdict[str, set[str]] = defaultdict(set)
    by_text: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for key, places in found.items():
        for place in places:
            by_text[place.text].append((place.found.start, place.found.end, key))
    for spans in by_text.values():
        spans.sort(key=lambda span: (span[0], -span[1]))
        open_spans: list[tuple[int, int, str]] = []
        for start, end, key in spans:
            open_spans = [span for span in open_spans if span[1] > start]
            for _, other_end, other in open_spans:
                if other_end >= end and other != key and len(other) > len(key):
                    inside[key].add(other)
            open_spans.append((start, end, key))
    return {key: tuple(others) for key, others in inside.items()}


def _count(places: list[_Place]) -> int:
    return len({(place.text, place.found.start) for place in places})


def _candidate(
    places: list[_Place], cues: tuple[Cue, ...], count: int, score: float, renderings: Renderings | None
) -> Candidate:
    spellings = [spelling for spelling, _ in Counter(place.surface for place in places).most_common()]
    contexts = tuple(dict.fromkeys(place.context for place in places))[:_CONTEXTS]
    proposals = (
        (_most_frequent(places, Cue.PARENTHESIS), "parenthesis"),
        (renderings(spellings[0]) if renderings is not None else None, "translation"),
        (_most_frequent(places, Cue.NAME), "romanization"),
    )
    target, why = next((proposal for proposal in proposals if proposal[0] is not None), (None, None))
    return Candidate(spellings[0], tuple(spellings[1:]), target, why, cues, count, score, contexts)


def _most_frequent(places: list[_Place], cue: Cue) -> str | None:
    given = Counter(place.found.target for place in places if place.found.cue is cue and place.found.target)
    return given.most_common(1)[0][0] if given else None


def _key(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))
