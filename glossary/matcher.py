"""Find terms in Korean text: candidates by Aho-Corasick, morpheme boundaries decide, the longest wins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Any

import ahocorasick

from glossary.boundaries import Verdict, is_verb, may_be_verb, stands_alone
from glossary.entry import Entry, Glossary, Match
from glossary.folding import Folded, folded, folded_expression, is_hanja, is_word
from glossary.kiwi import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token

_SPACES = re.compile(r"\s+")
_CLOSED = re.compile(r"[.!?…\"'”]|\s*$")  # what follows the last word of a sentence, folded
_CHANCE = Verdict(False, "letters of two words that only meet")  # no near miss, not worth a mention
_LONGEST_EXPRESSION = 1000
_MOST_REPEATS = 10_000
_SECONDS = 1.0  # for one regular expression over one text
# Hanja that newspapers write for a country or a role, one after another: 韓美日, 與野, 訪美.
_ABBREVIATIONS = frozenset("美中日韓北南英佛獨伊露蘇印臺豪加與野靑檢警軍尹李文朴對反親訪駐新舊前現故前")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term stands.

    Args:
        entry: The entry that fires.
        start, end: The place in the text, in characters.
        surface: The text between them.
    """

    entry: Entry
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that looks like a term, and what was decided.

    Args:
        entry: The entry that could fire.
        start, end: The place in the text, in characters.
        surface: The text between them.
        accepted: Whether it fires.
        reason: Why, in a few words.
    """

    entry: Entry
    start: int
    end: int
    surface: str
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of an entry without its spaces; ``spaces`` are the places they stood at."""

    entry: Entry
    compact: str
    spaces: frozenset[int]

    @property
    def needed_spaces(self) -> frozenset[int] | None:
        """The spaces that an exact one must have, or None where they do not matter."""
        return self.spaces if self.entry.match is Match.EXACT else None


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate in folded coordinates; ``length`` counts no spaces."""

    entry: Entry
    start: int
    end: int
    length: int
    spelling: _Spelling | None = None


class Matcher:
    """Finds the terms of one glossary; made once, called often.

    Method: A. V. Aho, M. J. Corasick, Efficient string matching, CACM 18(6), 1975, for the candidates; see
    ``glossary.boundaries`` for the decision.

    Args:
        glossary: Its entries; of two with one spelling the later counts, and an exact one before others.
            Deprecated ones never match, and hide no other source.

    Raises:
        GlossaryError: A regular expression of an entry is invalid.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._spellings: dict[str, list[_Spelling]] = {}
        self._expressions: list[tuple[Entry, Any]] = []
        # Of two entries with one source the later stands; then deprecated ones give way to live ones.
        for entry in sorted(Glossary.joined((glossary,)), key=lambda entry: entry.pins):
            if entry.match is Match.REGEX:
                self._expressions += [(entry, _compiled(entry, source)) for source in entry.spellings]
                continue
            for spelling in _spellings(entry):
                others = self._spellings.get(spelling.compact, [])
                kept = [other for other in others if other.needed_spaces != spelling.needed_spaces]
                self._spellings[spelling.compact] = [*kept, spelling]
        self._automaton = _automaton(self._spellings)

    def __call__(self, text: str) -> list[Occurrence]:
        """The places where terms stand, in order and never overlapping.

        Args:
            text: A sentence or more.

        Raises:
            GlossaryError: A regular expression takes too long.
        """
        view = _View(text)
        chosen: list[_Found] = []
        taken: set[int] = set()
        for found in sorted(self._candidates(view), key=_longest_then_leftmost):
            places = range(found.start, found.end)
            if found.entry.pins and taken.isdisjoint(places) and self._verdict(view, found).accepted:
                chosen.append(found)
                taken.update(places)
        return [
            Occurrence(found.entry, start, end, text[start:end])
            for found in sorted(chosen, key=lambda found: found.start)
            for start, end in [view.folded.span(found.start, found.end)]
        ]

    def explain(self, text: str) -> list[Candidate]:
        """Every place that looks like a term, with the decision and its reason, in order.

        Args:
            text: A sentence or more.

        Raises:
            GlossaryError: A regular expression takes too long.
        """
        view = _View(text)
        taken: dict[int, _Found] = {}
        decided: list[tuple[_Found, Verdict]] = []
        candidates = sorted(self._candidates(view), key=_longest_then_leftmost)
        for found in candidates:
            places = range(found.start, found.end)
            holder = next((taken[place] for place in places if place in taken), None)
            verdict = self._verdict(view, found)
            if not found.entry.pins:
                verdict = Verdict(False, "the entry is deprecated")
            elif verdict.accepted and holder is not None:
                how = "inside the longer" if holder.length > found.length else "in the place of the"
                verdict = Verdict(False, f"{how} term {holder.entry.source}")
            if verdict.accepted:
                taken.update(dict.fromkeys(places, found))
            if verdict is not _CHANCE:
                decided.append((found, verdict))
        spans = {(found.start, found.end) for found in candidates}
        for found in self._other_case(view):
            if (found.start, found.end) not in spans:
                decided.append((found, Verdict(False, f"other letter case than {found.entry.source}")))
        return [
            Candidate(found.entry, start, end, text[start:end], verdict.accepted, verdict.reason)
            for found, verdict in sorted(decided, key=lambda pair: (pair[0].start, -pair[0].length))
            for start, end in [view.folded.span(found.start, found.end)]
        ]

    @cached_property
    def _caseless(self) -> tuple[Any, dict[str, list[_Spelling]]]:
        """An automaton over lower-cased spellings, for near misses only."""
        lowered = {
            compact.lower(): [spelling]
            for compact, spellings in self._spellings.items()
            for spelling in spellings
            if spelling.entry.pins
            and compact.lower() != compact.upper()
            and len(compact.lower()) == len(compact)
        }
        return _automaton(lowered), lowered

    def _candidates(self, view: _View) -> Iterator[_Found]:
        yield from _occurrences(self._automaton, self._spellings, view, view.compact)
        for entry, expression in self._expressions:
            try:
                for match in expression.finditer(view.folded.text, timeout=_SECONDS):
                    if match.end() > match.start():
                        yield _Found(entry, match.start(), match.end(), match.end() - match.start())
            except TimeoutError:
                raise entry.place.error(
                    f"the regular expression of entry {entry.source!r} takes more than {_SECONDS:g} second",
                    "avoid repeated groups inside repeated groups",
                ) from None

    def _other_case(self, view: _View) -> Iterator[_Found]:
        automaton, spellings = self._caseless
        lowered = view.compact.lower()
        if len(lowered) == len(view.compact):
            yield from _occurrences(automaton, spellings, view, lowered)

    def _verdict(self, view: _View, found: _Found) -> Verdict:
        spelling = found.spelling
        if spelling is None:
            return Verdict(True, "the regular expression matches")
        if view.folded.cuts(found.start) or view.folded.cuts(found.end):
            return Verdict(False, "a mark belongs to its last letter")
        gaps = view.gaps(found.start, found.end)
        if found.entry.match is Match.EXACT:
            exact = frozenset(gaps) == spelling.needed_spaces
            return Verdict(exact, "exactly as written" if exact else "other spaces than the entry")
        extra = [gap for gap in gaps if gap not in spelling.spaces]
        text = view.folded.text
        if extra and not _pieces_are_words(gaps, len(spelling.compact)):
            inside = found.start > 0 and is_word(text[found.start - 1])
            return _CHANCE if inside else Verdict(False, "a space in the term cuts off a single letter")
        if any("\n\n" in gap or len(gap) > 3 for gap in gaps.values()):
            return Verdict(False, "the term is torn apart by white space")
        refusal = _number_refusal(text, found.start, found.end)
        if refusal is not None:
            return Verdict(False, refusal)
        first, last = found.start, found.end
        while first > 0 and is_word(text[first - 1]):
            first -= 1
        while last < len(text) and is_word(text[last]):
            last += 1
        if (first, last) == (found.start, found.end):
            closes = len(view.compact) > found.length and _CLOSED.match(text, last)
            if closes and may_be_verb(spelling.compact) and is_verb(view.tokens, first, last):
                return Verdict(False, "a verb here")
            return Verdict(True, "a word of its own")
        if is_hanja(text[found.start]) and is_hanja(text[found.end - 1]):
            return self._hanja_verdict(text, found.start, found.end)
        word = text[first : found.start] + spelling.compact + text[found.end : last]
        start = found.start - first
        name = found.entry.target[0].isupper()
        return stands_alone(word, start, start + len(spelling.compact), name)

    def _hanja_verdict(self, text: str, start: int, end: int) -> Verdict:
        """Inside a run of Hanja a term stands only with other terms and abbreviations (美中, not 美國)."""
        first, last = start, end
        while first > 0 and is_hanja(text[first - 1]):
            first -= 1
        while last < len(text) and is_hanja(text[last]):
            last += 1
        rest = text[first:start] + text[end:last]
        if all(character in _ABBREVIATIONS or character in self._spellings for character in rest):
            return Verdict(True, "a Hanja abbreviation")
        return Verdict(False, f"part of {text[first:last]}")


class _View:
    """A text folded, without its spaces, and the way back."""

    def __init__(self, text: str) -> None:
        self.folded: Folded = folded(text)
        self.places = [index for index, character in enumerate(self.folded.text) if not character.isspace()]
        self.compact = "".join(self.folded.text.split())

    @cached_property
    def tokens(self) -> list[Token]:
        """Kiwi's morphemes of the folded text."""
        tokens: list[Token] = kiwi().tokenize(self.folded.text)
        return tokens

    def gaps(self, start: int, end: int) -> dict[int, str]:
        """White space inside a span: letters before it in the span, and the space itself."""
        gaps: dict[int, str] = {}
        spaces = 0
        for match in _SPACES.finditer(self.folded.text, start, end):
            gaps[match.start() - start - spaces] = match.group()
            spaces += match.end() - match.start()
        return gaps


def _spellings(entry: Entry) -> Iterator[_Spelling]:
    for text in entry.spellings:
        words = folded(text).text.split()
        compact = "".join(words)
        if not compact:
            continue
        spaces, length = set(), 0
        for word in words[:-1]:
            length += len(word)
            spaces.add(length)
        yield _Spelling(entry, compact, frozenset(spaces))


def _automaton(spellings: dict[str, list[_Spelling]]) -> Any:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for compact in spellings:
        automaton.add_word(_bytes(compact).decode("latin-1"), len(compact))
    automaton.make_automaton()
    return automaton


def _occurrences(
    automaton: Any, spellings: dict[str, list[_Spelling]], view: _View, compact: str
) -> Iterator[_Found]:
    if not spellings or not compact:
        return
    text = _bytes(compact)
    read = end = 0  # what lies before the last hit, in bytes and in characters
    for last, length in automaton.iter(text.decode("latin-1")):
        end += len(text[read : last + 1].decode("utf-8", "surrogatepass"))
        read = last + 1
        for spelling in spellings[compact[end - length : end]]:
            yield _Found(
                spelling.entry, view.places[end - length], view.places[end - 1] + 1, length, spelling
            )


def _bytes(text: str) -> bytes:
    """UTF-8, as the automaton tries a node's followers one by one: bytes have few, syllables thousands."""
    return text.encode("utf-8", "surrogatepass")


def expression(source: str) -> Any:
    """A regular expression of an entry, ready to search with.

    Args:
        source: As it stands in the entry.

    Raises:
        regex.error: It is invalid, too long, nested too deep, or repeats too often.
    """
    import regex

    # A count such as {1000000000} takes all memory before any time limit can act.
    if len(source) > _LONGEST_EXPRESSION or _repeats(source) > _MOST_REPEATS:
        raise regex.error("it is too long or repeats too often")
    try:
        return regex.compile(folded_expression(source))
    except RecursionError:
        raise regex.error("it is nested too deep") from None


def _compiled(entry: Entry, source: str) -> Any:
    import regex

    try:
        return expression(source)
    except regex.error as error:
        raise entry.place.error(
            f"the regular expression of entry {entry.source[:60]!r} is invalid: {error}",
            "correct it or use `match: exact`",
        ) from None


def _repeats(source: str) -> int:
    """How often nested counts such as {20} may repeat something at most, all taken for nested."""
    counts = [
        max(1, *map(int, re.findall(r"[0-9]+", match)))
        for match in re.findall(r"\{[0-9,\s]*[0-9][0-9,\s]*\}", source)
    ]
    return prod(counts)


def _pieces_are_words(gaps: dict[int, str], length: int) -> bool:
    edges = [0, *sorted(gaps), length]
    return all(after - before >= 2 for before, after in pairwise(edges))


def _number_refusal(text: str, start: int, end: int) -> str | None:
    """A term that begins or ends with a digit must not cut a number (5G of 1.5G)."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start].isdigit() and len(before) == 2 and before[1] in ".," and before[0].isdigit():
        return "cuts a number"
    if text[end - 1].isdigit() and len(after) == 2 and after[0] in ".," and after[1].isdigit():
        return "cuts a number"
    return None


def _longest_then_leftmost(found: _Found) -> tuple[int, int, bool]:
    return -found.length, found.start, found.entry.match is not Match.EXACT
