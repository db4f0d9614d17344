"""Titles of persons, told in English order: 한 전 총리 is "former Prime Minister Han"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from glossary.folding import is_plain
from glossary.persons import is_title, persons
from glossary.romanize import FAMILY_NAMES
from translate.preedit.particles import fitting

_PERSON = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+(?:-[a-z]+)?)+")
# The English of an office of state, which any name before it may hold: "Putin 러시아 대통령".
_OF_STATE = re.compile(
    r".*\b(?:president|minister|premier|chancellor|secretary|attorney general)(?: of \w+)?"
)
_NO_HOLDER = re.compile(r" ?(?:회의|회담|협의|들|급|직|후보|선거|관저)")  # 쿼드 외교장관 회의
_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
_OFFICES = {
    "대통령": "President",
    "국무총리": "Prime Minister",
    "총리": "Prime Minister",
    "부총리": "Deputy Prime Minister",
    "장관": "Minister",
    "차관": "Vice Minister",
    "의원": "Rep.",
    "시장": "Mayor",
    "지사": "Governor",
    "총재": "Governor",
    "청장": "Commissioner",
    "수석": "Senior Secretary",
    "대사": "Ambassador",
    "위원장": "Chairman",
    "회장": "Chairman",
    "부회장": "Vice Chairman",
    "부사장": "Vice President",
    "원내대표": "Floor Leader",
    "대변인": "Spokesperson",
    "후보": "candidate",
    "판사": "Judge",
    "검사": "Prosecutor",
    "변호사": "attorney",
    "교수": "Professor",
    "박사": "Dr.",
    "기자": "reporter",
    "국장": "Director General",
    "이사장": "Chairman",
    "이사": "Director",
    **{title: title for title in ("CEO", "CFO", "COO", "CTO")},
}
_FORMERLY = _OFFICES | {"대표": "leader"}  # of "leader Lee" a model makes nobody but the leader
_OFFICE = re.compile(
    rf" (?:전 (?P<once>{'|'.join(_FORMERLY)})|(?P<office>{'|'.join(_OFFICES)})(?<!수석(?= ))"
    r"|(?P<bureau>[가-힣]{2,8}국)장)"
    r"(?:(?P<particle>[은는이가을를과와])(?![가-힣])|(?![가-힣])|(?=의|에|께|도|만|으?로|부터|까지|측))"
)


def families_first(text: str, spelt: Mapping[str, str]) -> str:
    """A text with family names that stand alone in English, each after its title.

    Args:
        text: The Korean text, markers in it.
        spelt: English of family names by the Korean; others stay as they are.
    """
    if not spelt:
        return text
    found = [
        (person.start, person.end, spelt[text[person.start : person.end]])
        for person in persons(text)
        if text[person.start : person.end] in spelt
    ]
    return told(text, found)


def told(text: str, found: Sequence[tuple[int, int, str]]) -> str:
    """A text with some of its words in English, each title before its name.

    Args:
        text: The Korean text.
        found: Start and end of each word that is told, and its English, in order.
    """
    pieces, at = [], 0
    for start, end, english in titles_first(text, found):
        apart = " " if is_plain(text[start - 1 : start]) else ""  # 2028학년도
        pieces += [text[at:start], apart, english]
        at = end
    return "".join([*pieces, text[at:]])


def titles_first(text: str, found: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """What is told of a text, each title before its name.

    Of "Park Ji-su chief spokesperson" a model makes her own, of "Song 변호사" his lawyer, and "Na은" it reads
    as a given name: where a Korean's office follows, it is told, too, and its particle made to fit the name.

    Args:
        text: The Korean text.
        found: Start and end of each word that is told, and its English, in order.
    """
    told = 0  # how far
    for (start, end, english), after in zip_longest(found, found[1:]):
        if start < told:
            continue
        office = _office(text, start, end, english)
        between = text[end : after[0]] if after else ""
        held = after[2] if after and between in (" ", " 전 ") else ""
        of_state = bool(_OF_STATE.fullmatch(held)) and not _NO_HOLDER.match(text, after[1])
        titled = after and held and (of_state or (between == " " and is_title(text[after[0] : after[1]])))
        # 수석 대변인 is more than 수석, and 보도국장 a title of its own
        if office and not (titled and (office.end() < after[1] or office["bureau"])):
            particle = fitting(office["particle"], text[start:end]) if office["particle"] else ""
            told = office.end()
            yield start, told, f"{_title(office)} {english}{particle}"
        elif titled and _holds(text[start:end], english, of_state):
            told = after[1]
            former = "former " if between == " 전 " else ""
            yield start, told, f"{former}{_capitalised(held) if of_state else held} {english}"
        else:
            yield start, end, english


def _holds(korean: str, english: str, of_state: bool) -> bool:
    """Whether a name may be that of a title's holder."""
    if of_state and _NAME.fullmatch(english):
        return True
    return bool(_PERSON.fullmatch(english)) and (" " in korean or _known(korean, english))


def _capitalised(title: str) -> str:
    """A title as it stands before a name: Secretary of State."""
    return re.sub(r"\b(?!of\b|the\b)[a-z]", lambda letter: letter[0].upper(), title)


def _office(text: str, start: int, end: int, english: str) -> re.Match[str] | None:
    """The office of a Korean who is named there, in full or by the family name alone."""
    korean = text[start:end] in FAMILY_NAMES and " " not in english
    office = _OFFICE.match(text, end) if korean or _known(text[start:end], english) else None
    return office if office and (korean or office["once"] != "대표") else None


def _title(office: re.Match[str]) -> str:
    if office["bureau"]:
        return f"{office['bureau']} {_OFFICES['국장']}"
    return f"former {_FORMERLY[office['once']]}" if office["once"] else _OFFICES[office["office"]]


def _known(korean: str, english: str) -> bool:
    """Whether a name is a Korean's in full: not Hyundai Motor, 현대차, nor 한강, the Han River."""
    family, _, given = english.partition(" ")
    full = given and len(korean) > 2 and korean[0] in FAMILY_NAMES
    return bool(full and (family == FAMILY_NAMES[korean[0]] or "-" in given))  # Chey Tae-won
