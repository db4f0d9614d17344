"""How terms were translated before: the phrase that stands most often opposite a term."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import GlossaryError
from glossary.exchange.encoding import decode
from glossary.exchange.markup import language_of, local_name, parse, text_of
from glossary.exchange.records import read_bytes

_LONGEST = 6  # words of a rendering
_LEAST = 2  # sentences that must have a term and its rendering
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9&.'’+/-]*[A-Za-z0-9+]|[A-Za-z0-9]")
# A rendering neither begins nor ends with one of these.
_FUNCTION_WORDS = frozenset(
    """
    a an and are as at be been but by for from had has have he her his if in into is it its not of on or our
    said says she than that the their them there these they this those to was were which who will with would
    also after before about over under more most new could may can
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation."""

    source: str
    target: str


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Translated sentences from JSON Lines (``source``, ``target``) or TMX; untranslated ones are left out.

    Args:
        path: A file that ends in ``.jsonl`` or ``.tmx``.

    Raises:
        GlossaryError: It cannot be read, or a line is no such object.
    """
    return tuple(Pair(source, target) for source, target in _units(path) if target is not None)


def read_sources(path: Path) -> tuple[str, ...]:
    """The source sentences of the same files, translated or not.

    Args:
        path: A file that ends in ``.jsonl`` or ``.tmx``.

    Raises:
        GlossaryError: It cannot be read, or a line is no such object.
    """
    return tuple(source for source, _ in _units(path))


class Renderings:
    """The most frequent rendering of a term, by the Dice coefficient of their sentences.

    The measure is that of Smadja, McKeown and Hatzivassiloglou, "Translating Collocations for Bilingual
    Lexicons" (Computational Linguistics 22, 1996): twice the sentences with both over those with either.

    Args:
        pairs: Translated sentences.
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = tuple(Pair(_joined(pair.source), pair.target) for pair in pairs)
        self._phrases: tuple[frozenset[str], ...] | None = None
        self._counts: Counter[str] = Counter()

    def __call__(self, term: str) -> str | None:
        """The rendering of a term, or None where no phrase keeps it company often enough.

        Args:
            term: The source term.
        """
        if self._phrases is None:
            self._phrases = tuple(frozenset(_phrases(pair.target)) for pair in self._pairs)
            self._counts = Counter(phrase for phrases in self._phrases for phrase in phrases)
        key = _joined(term)
        places = [number for number, pair in enumerate(self._pairs) if key in pair.source]
        together = Counter(phrase for place in places for phrase in self._phrases[place])
        ranked = (
            (2 * both / (len(places) + self._counts[phrase]), len(phrase), phrase)
            for phrase, both in together.items()
            if both >= _LEAST
        )
        dice, _, phrase = max(ranked, default=(0.0, 0, ""))
        # Below a half, the phrase stands more often without the term than with it.
        return self._as_written(phrase, places) if dice > 0.5 else None

    def _as_written(self, phrase: str, places: list[int]) -> str:
        words = r"\s+".join(map(re.escape, phrase.split()))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
        written = Counter(
            " ".join(match.group().split())
            for place in places
            for match in pattern.finditer(self._pairs[place].target)
        )
        # A capital that only the start of a sentence gave is the rarer spelling.
        return written.most_common(1)[0][0] if written else phrase


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def _phrases(target: str) -> Iterator[str]:
    for clause in re.split(r"[.,;:!?\"“”()]+(?=\s|$)|[\"“”()]", target):
        words = [
            match.group().lower().removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(clause)
        ]
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                if words[start] not in _FUNCTION_WORDS and words[end - 1] not in _FUNCTION_WORDS:
                    yield " ".join(words[start:end])


def _units(path: Path) -> Iterator[tuple[str, str | None]]:
    if path.suffix.lower() == ".tmx":
        yield from _tmx_units(path)
    elif path.suffix.lower() == ".jsonl":
        yield from _jsonl_units(path)
    else:
        raise GlossaryError("not a translated file", path=path, mend="give a .jsonl or .tmx file")


def _jsonl_units(path: Path) -> Iterator[tuple[str, str | None]]:
    for number, line in enumerate(decode(read_bytes(path), path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            source, target = record["source"], record["target"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise GlossaryError(
                "no JSON object with source and target",
                path=path,
                line=number,
                mend="write one with yongeo translate --to jsonl",
            ) from error
        if isinstance(source, str):
            yield source, target if isinstance(target, str) else None


def _tmx_units(path: Path) -> Iterator[tuple[str, str | None]]:
    for unit in parse(read_bytes(path), path).iter("tu"):
        texts = {
            language_of(variant): text_of(segment)
            for variant in unit
            if local_name(variant) == "tuv"
            for segment in variant
            if local_name(segment) == "seg"
        }
        if "ko" in texts:
            yield texts["ko"], texts.get("en")
