"""Quotations and brackets: which stretches of a text are enclosed, however unbalanced the marks are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FAMILIES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣", "«": "»"}
_FAMILIES |= {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】"}
_OPENING = {opening: opening for opening in _FAMILIES}
_CLOSING = {closing: opening for opening, closing in _FAMILIES.items()}
_EITHER = {'"': "“", "＂": "“", "'": "‘", "＇": "‘"}
_BRACKETS = frozenset("(（[［【")
_MARK = re.compile("[" + re.escape("".join({*_OPENING, *_CLOSING, *_EITHER})) + "]")
_PRIME = re.compile(r"\d['′’]?\d{0,2}$")
_EMOTICON = re.compile(r"[:;=]['-]?$")

CLOSING_MARKS = frozenset(_CLOSING) | frozenset(_EITHER)
OPENING_MARKS = frozenset(_OPENING) | frozenset(_EITHER)
LONGEST_QUOTATION = 4000
LONGEST_BRACKET = 1000


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One outermost quotation or bracket.

    Args:
        start: Offset of the opening mark.
        end: Offset behind the closing mark.
        bracket: Whether it is a bracket, not a quotation.
    """

    start: int
    end: int
    bracket: bool


def enclosures(text: str) -> list[Enclosure]:
    """Find the outermost pairs of marks; a mark without a partner nearby encloses nothing.

    Args:
        text: Any text.

    Returns:
        Disjoint enclosures in order.
    """
    waiting: dict[str, list[int]] = {}
    pairs: list[Enclosure] = []
    for match in _MARK.finditer(text):
        place = match.start()
        mark = match.group()
        if _EMOTICON.search(text, max(0, place - 2), place):
            continue
        family = _OPENING.get(mark) or _CLOSING.get(mark) or _EITHER[mark]
        bracket = family in _BRACKETS
        opened = waiting.setdefault(family, [])
        role = _role(text, place, mark, bool(opened))
        if role == "open":
            if not bracket:  # quotations of one kind do not nest: the earlier mark has no partner
                opened.clear()
            opened.append(place)
        elif role == "close" and opened:
            start = opened.pop()
            if place - start <= (LONGEST_BRACKET if bracket else LONGEST_QUOTATION):
                pairs.append(Enclosure(start, place + 1, bracket))
    return _outermost(pairs)


def _role(text: str, place: int, mark: str, opened: bool) -> str:
    before = text[place - 1] if place else " "
    behind = text[place + 1] if place + 1 < len(text) else " "
    if mark in "'＇’" and _letter(before) and _letter(behind):
        return "none"  # an apostrophe
    if mark in _OPENING:
        return "open"
    if mark in _CLOSING:
        return "close"
    if mark in "\"'" and _PRIME.search(text, max(0, place - 4), place) and (mark == "'" or not opened):
        return "close" if opened and not _letter(behind) and not behind.isdigit() else "none"  # 6'2"
    leads = (before.isspace() or before in OPENING_MARKS) and not behind.isspace()
    if opened:
        return "open" if leads and before.isspace() else "close"
    return "none" if behind.isspace() or (mark in "'＇" and _letter(before)) else "open"


def _letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _outermost(pairs: list[Enclosure]) -> list[Enclosure]:
    outermost: list[Enclosure] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not outermost or pair.start >= outermost[-1].end:
            outermost.append(pair)
        elif pair.end > outermost[-1].end:  # crossing marks: one stretch
            outermost[-1] = Enclosure(outermost[-1].start, pair.end, outermost[-1].bracket)
    return outermost
