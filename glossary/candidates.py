"""Where term candidates stand in a Korean text: noun compounds, mixes, names, quotations, parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from glossary.kiwi import kiwi
from glossary.persons import persons

if TYPE_CHECKING:
    from kiwipiepy import Token


class Cue(str, Enum):
    """What makes a stretch of text a candidate."""

    COMPOUND = "compound"  # nouns in a row, or a proper noun
    MIX = "mix"  # Latin and Hangul in one word
    NAME = "name"  # a person, by the title beside it
    QUOTED = "quoted"  # a noun phrase in quotation marks
    PARENTHESIS = "parenthesis"  # 고대역폭메모리(HBM)


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence of a candidate.

    Args:
        start, end: Its place in the text, in characters.
        cue: What makes it a candidate.
        length: Its morphemes.
        target: The rendering that the text itself gives, or None.
    """

    start: int
    end: int
    cue: Cue
    length: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun morpheme, with the numbers, prefixes and suffixes that are written to it."""

    start: int
    end: int
    tag: str


MOST_NOUNS = 6  # morphemes of a compound; longer ones are lists and titles
_NOUNS = frozenset(("NNG", "NNP", "SL", "SH"))
# Nouns that place a term in time, count or relation; a term neither begins nor ends with one.
_EDGE_WORDS = """
    오늘 내일 어제 올해 내년 지난해 작년 최근 현재 이번 다음 이날 당시 오전 오후 관련 가운데 대상 이상 이하
    이후 이전 기준 경우 정도 때문 자체 사이 동안 앞 뒤 위 아래 안 밖 전체 일부 모두 각각 우리 저희 자신 모습
    다수 소수 일부 현지시간 지난달 이달 올여름 올겨울 이틀 사흘 하루 모회사
    얘기 이야기 생각 말 일 것 수 등 중 약 총 전 후 내 외 간 만큼 이유 방안 계획 예정 가능 필요 해당 주요 다양
"""
_EDGES = frozenset(_EDGE_WORDS.split())
_QUOTED = re.compile(
    "‘([^‘’\n]{2,30})’|“([^“”\n]{2,30})”|'([^'\n]{2,30})'|\"([^\"\n]{2,30})\""
    "|「([^「」\n]{2,30})」|『([^『』\n]{2,30})』|《([^《》\n]{2,30})》|〈([^〈〉\n]{2,30})〉"
)
_ENGLISH = re.compile(r"\(\s*(?P<english>[A-Za-z][A-Za-z0-9&.,'’/·;:+ -]{1,80})\s*\)")
_KOREAN = re.compile(r"(?P<english>[A-Z][A-Za-z0-9&+-]+)\((?P<korean>[가-힣][가-힣 ]{1,30})\)")
_MIX = re.compile(
    r"(?<![A-Za-z0-9가-힣&])(?=[A-Za-z0-9가-힣&]*[A-Za-z])(?=[A-Za-z0-9가-힣&]*[가-힣])[A-Za-z0-9가-힣&]+"
)
_AMPERSAND = re.compile(r"[A-Za-z0-9]+(?:&[A-Za-z0-9]+)+")
_PREFIXES = frozenset(("MM", "XPN"))  # 고 of 고대역폭메모리, 초 of 초거대


def morphemes(text: str) -> list[Token]:
    """Kiwi's morphemes of a text, a Latin name with an ampersand such as R&D being one.

    Args:
        text: The text.
    """
    names = [(*name.span(), "SL") for name in _AMPERSAND.finditer(text)]
    tokens: list[Token] = kiwi().tokenize(text, pretokenized=names)
    return tokens


def candidates(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Every occurrence of every candidate in a text; they overlap.

    Args:
        text: The text.
        tokens: Its ``morphemes``.
    """
    runs = _runs(text, tokens)
    yield from _compounds(text, runs)
    yield from _mixes(text, tokens)
    yield from _names(text, tokens)
    yield from _quotations(text, tokens)
    yield from _parentheses(text, runs)


def _runs(text: str, tokens: Sequence[Token]) -> list[list[Noun]]:
    """Nouns in a row, with at most one space between two."""
    runs: list[list[Noun]] = [[]]
    prefix: Token | None = None
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        start, end = token.start, token.start + token.len
        if token.tag in _PREFIXES and after is not None and after.start == end:
            prefix = prefix or token
            continue
        if prefix is not None:
            start, prefix = prefix.start, None
        run = runs[-1]
        near = bool(run) and text[run[-1].end : start] in ("", " ")
        attached = near and run[-1].end == start
        verb = after is not None and after.tag in ("XSV", "XSA") and after.start == end
        if token.tag in _NOUNS and not verb and end > start:
            if not near:
                runs.append([])
            runs[-1].append(Noun(start, end, token.tag))
        elif token.tag in ("XSN", "SN") and attached and (token.tag == "XSN" or run[-1].tag == "SL"):
            run[-1] = Noun(run[-1].start, end, run[-1].tag)  # 요금+제, HBM+4
        else:
            runs.append([])
    return [run for run in runs if run]


def _compounds(text: str, runs: list[list[Noun]]) -> Iterator[Found]:
    for run in runs:
        for first in range(len(run)):
            for last in range(first, min(first + MOST_NOUNS, len(run))):
                nouns = run[first : last + 1]
                words = (text[nouns[0].start : nouns[0].end], text[nouns[-1].start : nouns[-1].end])
                proper = len(nouns) == 1 and nouns[0].tag == "NNP" and len(words[0]) > 1
                if (proper or len(nouns) > 1) and not _EDGES & set(words):
                    # A single letter is a piece that the analyser cut from an unknown word.
                    if any(len(word) == 1 for word in words) and " " in text[nouns[0].start : nouns[-1].end]:
                        continue
                    yield Found(nouns[0].start, nouns[-1].end, Cue.COMPOUND, len(nouns))


def _mixes(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    starts = {token.start: place for place, token in enumerate(tokens)}
    for match in _MIX.finditer(text):
        place = starts.get(match.start())
        if place is None:
            continue
        inside = []
        for token in tokens[place:]:
            if token.start >= match.end():
                break
            inside.append(token)
        # LG엔솔이 comes out as LG+에+ᆫ+솔+이: all up to the last noun belongs to it.
        nouns = [token for token in inside if token.tag in (*_NOUNS, "XSN", "SN", "NNB", "XPN", "NR")]
        if not nouns or any(token.tag.startswith(("V", "E")) for token in inside[: inside.index(nouns[-1])]):
            continue
        end = nouns[-1].start + nouns[-1].len
        found = text[match.start() : end]
        if re.search("[A-Za-z]", found) and re.search("[가-힣]", found):
            yield Found(match.start(), end, Cue.MIX, len(nouns))


def _names(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    for person in persons(text, tokens):
        if person.beside and " " in person.english:  # a family name alone is no term
            yield Found(person.start, person.end, Cue.NAME, 2, person.english)


def _quotations(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 0
        start, end = match.span(group)
        inside = [token for token in tokens if start <= token.start and token.start + token.len <= end]
        if not inside or not all(
            token.tag in (*_NOUNS, "XSN", "XPN", "SN", "NNB", "NR", "MM", "JKG", "SP", "SO", "SY")
            for token in inside
        ):
            continue
        nouns = sum(token.tag in _NOUNS for token in inside)
        telling = (
            len(inside) > 1 or inside[0].tag == "NNP"
        )  # a common noun in quotation marks is only stressed
        if inside[0].tag != "MM" and telling and nouns and re.fullmatch(r"\S.*[가-힣].*\S", match[group]):
            yield Found(start, end, Cue.QUOTED, nouns)


def _parentheses(text: str, runs: list[list[Noun]]) -> Iterator[Found]:
    ends = {run[place].end: run[: place + 1] for run in runs for place in range(len(run))}
    for match in _ENGLISH.finditer(text):
        run = ends.get(match.start())
        target = _best_english(match["english"])
        if run and re.search("[가-힣]", text[run[-1].start : run[-1].end]) and target is not None:
            nouns = _before_parenthesis(run, match["english"])
            yield Found(nouns[0].start, match.start(), Cue.PARENTHESIS, len(nouns), target)
    for match in _KOREAN.finditer(text):
        yield Found(*match.span("korean"), Cue.PARENTHESIS, 1 + match["korean"].count(" "), match["english"])


def _best_english(inside: str) -> str | None:
    """Of HBM·High Bandwidth Memory the words, else what stands first."""
    parts = [part.strip(" .,'’") for part in re.split(r"[·;:,/]\s*", inside)]
    parts = [part for part in parts if re.search("[A-Za-z]{2}", part)]
    return max(parts, key=lambda part: part.count(" "), default=None)


def _before_parenthesis(run: list[Noun], english: str) -> list[Noun]:
    """The nouns that a parenthesis explains: as many as its letters or words, else the last word."""
    words = re.findall(r"[A-Za-z0-9]+", english)
    lengths = {len(words)} if len(words) > 1 else {len(words[0])} if words[0].isupper() else set()
    starts_word = [place for place in range(len(run)) if place == 0 or run[place - 1].end < run[place].start]
    last = run[starts_word[-1] :]
    if last[-1].tag == "NNP" and last[-1].end - last[-1].start > 3:
        return last  # a whole name: 미국 일간 월스트리트저널(WSJ)
    return next((run[place:] for place in starts_word if len(run) - place in lengths), last)
