"""Pairs to train on: read from a user's files, and sifted; what is left out is counted by its reason."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from translate.check import repeats
from translate.errors import InputError
from translate.memory.pairs import Pair, read_pairs
from translate.preedit.plain import plain

_KINDS = (".tmx", ".xliff", ".xlf", ".tsv", ".jsonl", ".json")
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_TAG = re.compile(r"</?(?:[A-Za-z][^<>]*|\d+/?)>|&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_HEADERS = {
    "ko": ("ko", "kor", "ko-kr", "korean", "source", "src", "한국어", "원문"),
    "en": ("en", "eng", "en-us", "en-gb", "english", "target", "tgt", "영어", "번역"),
}
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
# English characters to one of Korean: 0.85 to 3.9 in 1,490 human translations (FLORES-200 dev and news).
_SHORTEST, _LONGEST = 0.75, 5.0
_RATIO_FROM = 15  # characters of Korean; shorter texts have no typical ratio


class Reason(str, Enum):
    """Why a pair is not trained on."""

    MACHINE = "a machine's translation"
    EMPTY = "empty on one side"
    LANGUAGE = "not Korean on the one side and English on the other"
    MARKUP = "tags or entities in the text"
    RATIO = "lengths that do not fit each other"
    REPETITION = "words that run away"
    LONG = "longer than the model takes"
    DUPLICATE = "the same Korean again; the last one counts"


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of the pairs that were read.

    Args:
        pairs: Those to train on, each Korean sentence once, as the engine will see it.
        dropped: How many were left out, by reason; reasons without any are absent.
    """

    pairs: tuple[Pair, ...]
    dropped: Mapping[Reason, int]


def read(path: Path) -> Iterator[Pair]:
    """Pairs of a user's file, one by one.

    Args:
        path: TMX, XLIFF or JSON lines (see ``translate.memory.pairs``), or a table with tabs: columns called
            ``ko`` and ``en`` (or ``source`` and ``target``), else Korean in the first, English in the second.

    Raises:
        InputError: The file cannot be read; names the line.
    """
    suffix = path.suffix.lower()
    if suffix not in _KINDS:
        raise InputError(
            f"pairs cannot be read from a {suffix or 'nameless'} file",
            path=path,
            mend=f"give one of {', '.join(_KINDS)}",
        )
    return _table(path) if suffix == ".tsv" else read_pairs(path)


def sifted(pairs: Iterable[Pair], length: Callable[[str], int], longest: int) -> Sifted:
    """Leave out what would teach nothing, or something wrong.

    Args:
        pairs: Pairs as read.
        length: Length of a text, in the model's tokens.
        longest: Most tokens of both sides together.
    """
    kept: dict[str, Pair] = {}
    dropped: Counter[Reason] = Counter()
    for pair in pairs:
        clean = Pair(plain(pair.source).strip(), plain(pair.target).strip(), origin=pair.origin)
        reason = _reason(clean)
        if reason is None and length(clean.source) + length(clean.target) > longest:
            reason = Reason.LONG
        if reason is None and kept.pop(clean.source, None) is not None:
            dropped[Reason.DUPLICATE] += 1
        if reason is None:
            kept[clean.source] = clean
        else:
            dropped[reason] += 1
    return Sifted(tuple(kept.values()), {reason: dropped[reason] for reason in Reason if dropped[reason]})


def letters(source: str) -> str:
    """A sentence's letters alone: sentences that differ in numbers and marks only have the same.

    Args:
        source: A sentence.
    """
    return _NOT_LETTERS.sub("", source).lower()


def _reason(pair: Pair) -> Reason | None:
    source, target = pair.source, pair.target
    if pair.origin != "human":
        return Reason.MACHINE
    if not source or not target:
        return Reason.EMPTY
    if not _is_korean(source) or not _is_english(target):
        return Reason.LANGUAGE
    if _TAG.search(source) or _TAG.search(target):
        return Reason.MARKUP
    if len(source) >= _RATIO_FROM and not _SHORTEST <= len(target) / len(source) <= _LONGEST:
        return Reason.RATIO
    if repeats(target) and not repeats(source):
        return Reason.REPETITION
    return None


def _is_korean(text: str) -> bool:
    # names in Latin letters are at home in Korean, and take more letters than words in Hangul
    return len(_HANGUL.findall(text)) * 6 >= len(_LETTER.findall(text)) > 0


def _is_english(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return letters > 0 and not _HANGUL.search(text) and len(_LATIN.findall(text)) * 10 >= letters * 9


def _table(path: Path) -> Iterator[Pair]:
    from translate.formats.text import decode

    try:
        text = decode(path.read_bytes(), None, path)
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})", path=path, mend="check its name and permissions"
        ) from error
    columns = {"ko": 0, "en": 1}
    # line ends only: str.splitlines would also cut at marks that stand inside of sentences
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        cells = [_unquoted(cell) for cell in line.split("\t")]
        if number == 1 and (named := _named(cells)):
            columns = named
        elif line.strip():
            if len(cells) <= max(columns.values()):
                raise InputError(
                    f"a line of {len(cells)} cells, but column {max(columns.values()) + 1} is needed",
                    path=path,
                    line=number,
                    mend="put Korean and English in one line with a tab between them",
                )
            yield Pair(cells[columns["ko"]], cells[columns["en"]])


def _named(cells: list[str]) -> dict[str, int] | None:
    """The columns' numbers if the first line names both."""
    names = [cell.strip().lower() for cell in cells]
    found = {
        language: next((names.index(name) for name in known if name in names), -1)
        for language, known in _HEADERS.items()
    }
    return found if min(found.values()) >= 0 else None


def _unquoted(cell: str) -> str:
    # a sentence may be one quotation: only marks doubled inside tell that the outer ones are the table's
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted and '""' in quoted[1] else cell


def split(pairs: Sequence[Pair], most: int) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Pairs to train on, and pairs held out to measure on; sentences alike but for numbers stay together.

    Which are held out depends on the sentences alone, not on their order or on the files they came in.

    Args:
        pairs: Pairs, each source once.
        most: Most pairs held out; never more than a tenth.
    """
    alike: dict[str, list[Pair]] = {}
    for pair in pairs:
        alike.setdefault(letters(pair.source), []).append(pair)
    wanted = min(most, len(pairs) // 10)
    held: list[Pair] = []
    for key in sorted(alike, key=lambda key: hashlib.sha256(key.encode()).digest()):
        if len(held) + len(alike[key]) <= wanted:
            held += alike[key]
    apart = set(map(id, held))
    return tuple(pair for pair in pairs if id(pair) not in apart), tuple(held)
