"""Words and names that a model does not know are told to it in English: 소해함이 becomes "minesweeper이"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glossary.entry import Entry, Glossary
from glossary.folding import is_hangul, is_plain
from glossary.matcher import Matcher
from glossary.persons import persons
from translate.errors import ModelError
from translate.phrases import STEM, Phrases

_MADE = "하다"  # ends verbs and adjectives that are made of nouns
_VERBAL = re.compile(r"[가-힣]{3,}")
# What the noun of such a verb is followed by: 송환했다, 송환될, 송환시키고; not 요원한테.
_ENDINGS = re.compile(r"[하해했할함합되돼됐된될됨됩]|한(?!테)|시[키켜켰킨킬킴킵]|당[하해했한할함합]")


class Lexicon:
    """Puts English in the place of Korean words that mean only one thing, and of Koreans' names.

    What follows a word stays: the model reads "minesweeper가" or "repatriate했다" and inflects the English by
    itself. These are no pins, as a glossary's renderings are: nobody is promised that they come out.

    Method: K. Song et al. 2019, Code-Switching for Enhancing NMT with Pre-Specified Translation,
    https://arxiv.org/abs/1904.09107

    Args:
        path: A text file in UTF-8: a line is a Korean noun without a particle, a verb or an adjective that
            ends in 하다, or a phrase as ``Phrases`` takes it, a tab, and its English.

    Raises:
        ModelError: The file cannot be read, or a line is wrong; names the line.
    """

    def __init__(self, path: Path) -> None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(f"cannot be read ({error})", path=path) from error
        entries = [_entry(path, *line) for line in enumerate(lines, 1)]
        nouns = (entry for entry in entries if not entry.source.endswith((_MADE, STEM)))
        self._matcher = Matcher(Glossary(tuple(nouns)))
        self._phrases = Phrases(entry for entry in entries if entry.source.endswith(STEM))
        self._verbs = {e.source.removesuffix(_MADE): e.target for e in entries if e.source.endswith(_MADE)}

    def __call__(self, text: str) -> str:
        """The text with its words, and Koreans' names, in English.

        Args:
            text: A Korean sentence, markers in it.
        """
        pieces, at = [], 0
        for start, end, english in sorted(self._found(text)):
            apart = " " if is_plain(text[start - 1 : start]) else ""  # 2028학년도
            pieces += [text[at:start], apart, english]
            at = end
        return "".join([*pieces, text[at:]])

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        taken: set[int] = set()
        for start, end, english in (*self._phrases(text), *self._made(text)):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield start, end, english
        for found in self._matcher(text):
            if not taken.isdisjoint(range(found.start, found.end)):
                continue
            if found.start and is_hangul(text[found.start - 1]):
                continue  # the end of a longer name, such as 경기남부경찰청
            taken.update(range(found.start, found.end))
            yield found.start, found.end, found.entry.target
        # What the lexicon has comes first: many people spell their names in their own way.
        for person in persons(text):
            if taken.isdisjoint(range(person.start, person.end)):
                yield person.start, person.end, person.english

    def _made(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Verbs and adjectives in 하다: where the noun stands that each is made of."""
        for word in _VERBAL.finditer(text) if self._verbs else ():
            start = word.start()
            for end in range(word.end() - 1, start + 1, -1):
                english = self._verbs.get(text[start:end])
                if english and _ENDINGS.match(text, end, word.end()):
                    yield start, end, english
                    break


def _entry(path: Path, number: int, line: str) -> Entry:
    source, tab, target = line.partition("\t")
    if not (source.strip() and tab and target.strip()):
        raise ModelError(f"line {number} is not a Korean word, a tab and its English", path=path)
    return Entry(source, target)
