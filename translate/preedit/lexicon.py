"""Words and names that a model does not know are told to it in English: 소해함이 becomes "minesweeper이"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glossary.entry import Entry, Glossary
from glossary.folding import folded, is_hangul
from glossary.kiwi import kiwi
from glossary.matcher import Matcher
from glossary.persons import persons
from translate.errors import ModelError
from translate.numerals.hints import hints
from translate.preedit.phrases import STEM, Phrases
from translate.preedit.titles import told

_MADE = "하다"  # ends verbs and adjectives that are made of nouns
_VERBAL = re.compile(r"[가-힣]{3,}")
# What the noun of such a verb is followed by: 송환했다, 송환될, 송환시키고; not 요원한테.
_ENDINGS = re.compile(r"[하해했할함합되돼됐된될됨됩]|한(?!테)|시[키켜켰킨킬킴킵]|당[하해했한할함합]")
_QUOTED = re.compile(rf"(?<=['‘\"“])[가-힣]{{2,}}(?=['’\"”](?:{_ENDINGS.pattern}))")  # '손절'했다
_NAMED = re.compile(r"기[가-힣]{0,2}$")  # a noun that a verb makes, with its particle
# What stands behind a number belongs to it: 1분기 매출, 37주차, 850여종; but 제2여객터미널.
_TWICE = re.compile(r"(?<![A-Za-z])([A-Za-z][A-Za-z'&. -]{0,60})\(\1\)")  # 경상 기술료(로열티)
_COUNTED = re.compile(r"(?<!제)\d(?:분기|나노급|[주여원만])")


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
        self._nouns: dict[str, tuple[str, str]] = {}  # without spaces; as they stand, and their English
        self._verbs: dict[str, str] = {}
        phrases = []
        for source, english in _lines(path):
            if source.endswith(STEM):
                phrases.append((source, english))
            elif source.endswith(_MADE):
                self._verbs[source.removesuffix(_MADE)] = english
            else:
                self._nouns[source.replace(" ", "")] = source, english
        self._phrases = Phrases(phrases)
        self._lengths = sorted({len(noun) for noun in self._nouns})
        kiwi()  # every text needs it: loaded here, beside the weights

    def __call__(self, text: str) -> str:
        """The text with its words, and Koreans' names, in English.

        Args:
            text: A Korean sentence, markers in it.
        """
        return _TWICE.sub(r"\1", told(text, sorted(self._found(text))))

    def english(self, noun: str) -> str | None:
        """The English of a noun, or None.

        Args:
            noun: Korean, without a particle.
        """
        _, english = self._nouns.get(noun.replace(" ", ""), (noun, None))
        return english

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        nouns = [
            (found.start, found.end, found.entry.target)
            for found in Matcher(self._near(text))(text)
            # not the end of a longer name, such as 경기남부경찰청
            if not (
                found.start and (is_hangul(text[found.start - 1]) or _COUNTED.match(text, found.start - 1))
            )
        ]
        # 상륙함, a landing ship, begins as a form of 상륙하다 does
        verbs = (
            (start, end, english)
            for start, end, english in self._made(text)
            if not any(first <= start and end < last for first, last, _ in nouns)
        )
        phrases = (
            (start, end, english)
            for start, end, english in self._phrases(text)
            # 뼈를 깎는 노력 is longer than 뼈를 깎다, and 발목 잡기, obstruction, is a form of 발목을 잡다
            if not any(
                first <= start and (end <= last or (first == start and _NAMED.match(text[last - 1 : end])))
                for first, last, _ in nouns
            )
        )
        # What the lexicon has comes before names: many people spell theirs in their own way.
        people = ((person.start, person.end, person.english) for person in persons(text))
        taken: set[int] = set()
        for start, end, english in (*phrases, *verbs, *nouns, *people, *hints(text)):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield start, end, english

    def _near(self, text: str) -> Glossary:
        """The nouns whose letters stand in a text: to make all into one automaton takes a second."""
        letters = "".join(folded(text).text.split())
        parts = {
            letters[start : start + length]
            for length in self._lengths
            for start in range(len(letters) - length + 1)
        }
        return Glossary(tuple(Entry(*self._nouns[part]) for part in sorted(parts & self._nouns.keys())))

    def _made(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Verbs and adjectives in 하다: where the noun stands that each is made of."""
        for word in _QUOTED.finditer(text):
            if english := self._verbs.get(word[0]):
                yield *word.span(), english
        for word in _VERBAL.finditer(text) if self._verbs else ():
            start = word.start()
            for end in range(word.end() - 1, start + 1, -1):
                english = self._verbs.get(text[start:end])
                if english and _ENDINGS.match(text, end, word.end()):
                    yield start, end, english
                    break


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The Korean of each line, folded, and its English."""
    try:
        lines = [line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"cannot be read ({error})", path=path) from error
    for number, (source, _, english) in enumerate(lines, 1):
        if not (source.strip() and english.strip()):
            raise ModelError(f"line {number} is not a Korean word, a tab and its English", path=path)
    # all at once: one by one takes 0.1 s more
    korean = folded("\n".join(source for source, _, _ in lines)).text.splitlines()
    return zip(korean, (english for _, _, english in lines), strict=True)
