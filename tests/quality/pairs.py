"""Sentences with a person's translation to measure on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from glossary.errors import YongeoError


@dataclass(frozen=True, slots=True)
class Term:
    """A term that stands on both sides of a pair.

    Args:
        start, end: Its place in the Korean, in characters, without a particle.
        rendering: Its English, as the person wrote it.
    """

    start: int
    end: int
    rendering: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation.

    Args:
        source: Korean.
        reference: A person's English.
        terms: In order of their place in the source; none overlap.
        article: Which article it is a sentence of, where the file says so.
    """

    source: str
    reference: str
    terms: tuple[Term, ...] = ()
    article: str | None = None


def load(path: Path, most: int | None = None) -> list[Pair]:
    """Read pairs.

    Args:
        path: JSON lines with ``ko``, ``en`` and, where known, ``terms`` (a list of starts and ends in the
            Korean and in the English, in characters), ``doc``; or a text file, a sentence a line, whose
            English stands in the file beside it that ends in ``.en``.
        most: Take about so many, evenly spread; all by default. Sentences of articles are all taken.

    Raises:
        YongeoError: The file is missing, or not of this form.
    """
    try:
        if path.suffix == ".jsonl":
            pairs = [_pair(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
        else:
            sides = (
                side.read_text(encoding="utf-8").splitlines() for side in (path, path.with_suffix(".en"))
            )
            pairs = [Pair(*both) for both in zip(*sides, strict=True)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise YongeoError(f"no pairs to measure on ({error})", path=path) from error
    if most is None or most >= len(pairs) or (pairs and pairs[0].article):
        return pairs
    return [pairs[number * len(pairs) // most] for number in range(most)]


def articles(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The sentences of each article, in order.

    Args:
        pairs: Any; those of no article are left out.
    """
    groups = groupby((pair for pair in pairs if pair.article), key=lambda pair: pair.article)
    return [list(group) for _, group in groups]


def _pair(row: dict[str, object]) -> Pair:
    source, reference, spans = row["ko"], row["en"], row.get("terms") or []
    article = row.get("doc")
    assert isinstance(source, str) and isinstance(reference, str) and isinstance(spans, list)
    terms: list[Term] = []
    for start, end, first, last in sorted(spans):
        if not terms or terms[-1].end <= start:
            terms.append(Term(start, end, reference[first:last]))
    return Pair(source, reference, tuple(terms), None if article is None else str(article))
