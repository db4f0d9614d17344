"""What can be wrong with entries, each by itself and one beside the other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.entry import Entry, Glossary, Match, Status
from glossary.folding import folded, is_hangul

if TYPE_CHECKING:
    from glossary.matcher import Matcher

_SECONDS = 0.1  # for one expression over one text
# A particle that may close a source by mistake. What also closes many names (이, 가, 도 …) counts only after
# Latin letters and digits, where no name goes on in Hangul.
_PARTICLE = re.compile(
    r"(?P<noun>.+?)(?P<particle>의|을|를|는|에서|에게|으로|부터|까지|처럼|보다|에는|에도|께서|이라는|라는)"
)
_AFTER_LATIN = re.compile(r"(?P<noun>.*[A-Za-z0-9])(?P<particle>은|이|가|도|만|로|와|과|에|나|랑)")
_SUCCESSOR = re.compile(r"→|->|=>|대신|새말|\b(?:use|see|now|replaced by)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryFault:
    """Something wrong with an entry.

    Args:
        code: The rule's name.
        message: One sentence for a person.
        entry: The entry.
        field: The field of it that is meant.
        text: The item of a list that is meant, or None.
    """

    code: str
    message: str
    entry: Entry
    field: str = "source"
    text: str | None = None


def faults(entries: Sequence[Entry]) -> Iterator[EntryFault]:
    """What is wrong with the entries of one glossary.

    Args:
        entries: In the order of the file.
    """
    for entry in entries:
        yield from _own(entry)
    yield from _doubles(entries)
    yield from _capitals(entries)
    from glossary.matcher import Matcher

    matcher = Matcher(Glossary(tuple(entry for entry in entries if entry.match is not Match.REGEX)))
    yield from _successors(entries, matcher)
    yield from _boundaries(entries, matcher)


def keys(entry: Entry) -> tuple[str, ...]:
    """An entry's spellings as matching compares them: folded and without spaces.

    Args:
        entry: The entry.
    """
    if entry.match is Match.REGEX:
        return ()
    return tuple(dict.fromkeys("".join(folded(text).text.split()) for text in entry.spellings))


def needed_variants(entry: Entry) -> tuple[str, ...]:
    """The variants without those that are the source or another variant again.

    Args:
        entry: The entry.
    """
    seen = {folded(entry.source).text}
    kept = []
    for variant in entry.variants:
        if folded(variant).text not in seen:
            seen.add(folded(variant).text)
            kept.append(variant)
    return tuple(kept)


def _own(entry: Entry) -> Iterator[EntryFault]:
    needed = list(needed_variants(entry))
    for variant in entry.variants:
        if variant in needed:
            needed.remove(variant)
        else:
            same = "its source" if folded(variant).text == folded(entry.source).text else "another one"
            message = f"the variant {variant!r} is {same} again"
            yield EntryFault("needless-variant", message, entry, "variants", variant)
    if folded(entry.target).text in [folded(text).text for text in entry.forbid]:
        yield EntryFault(
            "forbidden-rendering",
            f"the rendering {entry.target!r} is forbidden by the entry itself",
            entry,
            "target",
        )
    if entry.match is Match.REGEX:
        yield from _expressions(entry)
    elif entry.match is Match.WORD and entry.pins and (found := _particle(entry.source)):
        noun, particle = found
        yield EntryFault(
            "particle", f"{entry.source!r} ends in the particle {particle}; write {noun!r}", entry
        )


def _particle(source: str) -> tuple[str, str] | None:
    text = folded(source).text.strip()
    match = _AFTER_LATIN.fullmatch(text)
    if match is None:
        match = _PARTICLE.fullmatch(text)
        if match is None or len(match["noun"]) < 2:
            return None
        from glossary.kiwi import kiwi

        # The analyser must agree that it is a particle after a noun: 강의, 정을 and 회의 are nouns.
        tokens = kiwi().tokenize(text)
        split = [token for token in tokens if token.start + token.len > len(match["noun"])]
        if not split or not split[0].tag.startswith("J") or split[0].start < len(match["noun"]):
            return None
    return match["noun"], match["particle"]


def _expressions(entry: Entry) -> Iterator[EntryFault]:
    import regex

    from glossary.matcher import expression

    for text in entry.spellings:
        field, item = ("source", None) if text == entry.spellings[0] else ("variants", text)
        try:
            compiled = expression(text)
        except regex.error as error:
            message = f"the regular expression {_shortened(text, 60)} is invalid: {error}"
            yield EntryFault("invalid-regex", message, entry, field, item)
            continue
        try:
            for trial in _trials(text):
                compiled.search(trial, timeout=_SECONDS)
        except TimeoutError:
            message = f"the regular expression {text!r} takes too long, as on {_shortened(trial)}"
            yield EntryFault("slow-regex", message, entry, field, item)


def _trials(expression: str) -> Iterator[str]:
    """Texts on which careless expressions need exponential or cubic time: what they repeat, then a misfit."""
    letters = dict.fromkeys((*re.sub(r"\\.|\W", "", expression), "가", "a", "1", " "))
    words = re.sub(r"\(\?[:=!<]*|\\.|[^\w\s]", "", expression).replace("_", "")
    for unit in (*letters, words, "가1", "a "):
        for times in (28, 2000):
            if unit:
                yield unit * times + "!"


def _doubles(entries: Sequence[Entry]) -> Iterator[EntryFault]:
    first: dict[str, tuple[Entry, str]] = {}
    for entry in entries:
        if not entry.pins:
            continue
        for spelling in () if entry.match is Match.REGEX else entry.spellings:
            key = "".join(folded(spelling).text.split())
            field, item = ("source", None) if spelling == entry.spellings[0] else ("variants", spelling)
            other = first.setdefault(key, (entry, spelling))
            if other[0] is entry:
                continue
            line = f" (line {other[0].place.line})" if other[0].place.line else ""
            if other[0].target != entry.target:
                code = "two-renderings"
                message = (
                    f"{spelling!r} is rendered {entry.target!r} here and {other[0].target!r} before{line}"
                )
            elif other[1] == spelling:
                code, message = "duplicate-source", f"{spelling!r} stands before already{line}"
            else:
                code, message = "shadowed", f"{spelling!r} matches the same text as {other[1]!r}{line}"
            yield EntryFault(code, message, entry, field, item)
            first[key] = (entry, spelling)
    yield from _hidden_by_expressions(entries)


def _hidden_by_expressions(entries: Sequence[Entry]) -> Iterator[EntryFault]:
    import regex

    from glossary.matcher import expression

    for entry in entries:
        if entry.match is not Match.REGEX or not entry.pins:
            continue
        for text in entry.spellings:
            try:
                compiled = expression(text)
                for other in entries:
                    if other.match is not Match.REGEX and other.pins and other.target != entry.target:
                        for spelling in other.spellings:
                            if compiled.fullmatch(spelling, timeout=_SECONDS):
                                message = f"{spelling!r} is also matched by the regular expression {text!r}"
                                yield EntryFault("shadowed", message, other)
            except (regex.error, TimeoutError):
                continue  # reported as invalid-regex and slow-regex


def _capitals(entries: Sequence[Entry]) -> Iterator[EntryFault]:
    spelled: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.pins:
            spelled[entry.target.casefold()].append(entry)
    for alike in spelled.values():
        counts = Counter(entry.target for entry in alike)
        if len(counts) > 1:
            usual = counts.most_common(1)[0][0]
            for entry in alike:
                if entry.target != usual:
                    message = f"{entry.target!r} is written {usual!r} in other entries"
                    yield EntryFault("capitals", message, entry, "target")


def _successors(entries: Sequence[Entry], matcher: Matcher) -> Iterator[EntryFault]:
    living = {spelling for entry in entries if entry.pins for spelling in entry.spellings}
    for entry in entries:
        if entry.status is not Status.DEPRECATED or entry.source in living:
            continue
        if not _SUCCESSOR.search(entry.note) and not matcher(entry.note):
            message = f"{entry.source!r} is deprecated; name the term to use instead in its note"
            yield EntryFault("no-successor", message, entry, "status")


def _boundaries(entries: Sequence[Entry], matcher: Matcher) -> Iterator[EntryFault]:
    for entry in entries:
        if not entry.pins or entry.match is not Match.WORD:
            continue
        for spelling in entry.spellings:
            reason = _why_never(matcher, spelling.strip())
            if reason is not None:
                field, item = ("source", None) if spelling == entry.spellings[0] else ("variants", spelling)
                message = f"{spelling!r} is never found in a sentence: {reason}"
                yield EntryFault("never-matches", message, entry, field, item)


def _why_never(matcher: Matcher, spelling: str) -> str | None:
    """Why a spelling is not found with any of the commonest particles, or None where it is."""
    for particle in _particles(spelling):
        found = matcher(spelling + particle)
        if any(occurrence.start == 0 and occurrence.end >= len(spelling) for occurrence in found):
            return None
    from glossary.kiwi import kiwi

    tokens = kiwi().tokenize(spelling)
    if tokens and tokens[-1].tag.startswith(("E", "J", "V")):
        return None  # a clause or a particle at the end; no particle follows it
    refused = [c for c in matcher.explain(spelling + "는") if c.start == 0 and c.end == len(spelling)]
    return refused[0].reason if refused else "it holds nothing that can be matched"


def _particles(spelling: str) -> tuple[str, ...]:
    closed = bool(spelling) and is_hangul(spelling[-1]) and (ord(spelling[-1]) - 0xAC00) % 28 > 0
    return ("은", "이", "의") if closed else ("는", "가", "의")


def _shortened(text: str, most: int = 12) -> str:
    return repr(text if len(text) <= most else text[:most] + "…")
