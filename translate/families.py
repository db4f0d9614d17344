"""Family names that stand alone, spelt as in full: where 정의선 is Chung Euisun, 정 회장 is Chung."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from glossary.persons import persons
from glossary.romanize import FAMILY_NAMES

_FULL = re.compile(r"(?<![가-힣A-Za-z])(?=([가-힣]{2,4}))")
_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Za-z][a-z]*){1,2}")
_TITLE = re.compile(" ([가-힣]+?)(?:[은는이가을를의도과와]|에게|께서?)?(?![가-힣])")
# How families spell their names, the usual way among them.
_SPELT = """
강 Kang Gang, 고 Ko Go Koh, 곽 Kwak Gwak, 구 Koo Ku Gu, 국 Kook Kuk Guk, 권 Kwon Gwon Kwun,
금 Keum Kum Geum, 기 Ki Kee Gi, 김 Kim Gim, 나 Na Ra Rha Nah, 남 Nam, 노 Noh Roh Ro, 도 Do Doh,
류 Ryu Ryoo Yoo Yu Rhyu, 문 Moon Mun, 민 Min, 박 Park Pak Bak, 반 Ban, 방 Bang Pang, 배 Bae Pae,
백 Baek Paik Paek Baik Back, 변 Byun Byeon Byon Pyun, 서 Seo Suh Su So, 석 Seok Suk Sok,
선 Sun Seon Sunwoo, 선우 Sunwoo Sonu, 설 Seol Sul, 성 Sung Seong Song, 소 So Soh, 손 Son Sohn,
송 Song, 신 Shin Sin, 심 Shim Sim, 안 Ahn An, 양 Yang, 어 Eo Uh, 엄 Eom Um Uhm, 여 Yeo Yuh Lyuh,
염 Yeom Yum Youm, 오 Oh O, 옥 Ok Ock, 우 Woo U, 원 Won, 유 Yoo Yu You Ryu, 윤 Yoon Yun, 은 Eun,
이 Lee Yi Rhee Rhie Yie, 인 In, 임 Lim Im Yim Rim, 장 Jang Chang, 전 Jeon Jun Chun Chon Jeun,
정 Jung Chung Jeong Chong Cheong Joung, 제 Je, 조 Cho Jo, 주 Joo Ju Choo Chu, 지 Ji Jee Chi,
진 Jin Chin, 차 Cha, 채 Chae, 천 Cheon Chun, 최 Choi Choe Chey Choy, 추 Choo Chu, 탁 Tak, 표 Pyo,
하 Ha, 한 Han Hahn, 함 Ham Hahm, 허 Heo Huh Hur Hu, 현 Hyun Hyeon Hyon, 홍 Hong, 황 Hwang Whang,
황보 Hwangbo, 남궁 Namkung Namgung Namgoong
"""
_SPELLINGS = {family: spellings for family, *spellings in (words.split() for words in _SPELT.split(","))}
_NEAR = 24  # characters after a full name in which its title may stand

#: English of a Korean word, as a glossary or a model has it, or None.
Spelling = Callable[[str], str | None]


class _Mention(NamedTuple):
    start: int
    family: str
    english: str  # of the family name
    after: str  # what follows a full name


def families(texts: Iterable[str], spelling: Spelling) -> Iterator[dict[str, str]]:
    """How family names that stand alone are spelt, where that is not the usual way.

    Args:
        texts: The segments of one document, in order.
        spelling: English of full names.

    Yields:
        For each segment, the English of such family names in it, by the Korean: as in the last full name
        with that family name and title, or else with that family name.
    """
    before: list[_Mention] = []
    for text in texts:
        named = list(_named(text, spelling))
        found: dict[str, str] = {}
        if named or before:
            alone = []
            for person in persons(text):
                name = text[person.start : person.end]
                family = _family_of(name)
                if name in FAMILY_NAMES:
                    alone.append(person)
                elif family in FAMILY_NAMES and all(person.start != mention.start for mention in named):
                    after = text[person.end : person.end + _NEAR]
                    named.append(_Mention(person.start, family, FAMILY_NAMES[family], after))
            for person in alone:
                family = text[person.start : person.end]
                earlier = [*before, *(m for m in sorted(named) if m.start < person.start)]
                english = _spelling_of(family, _TITLE.match(text, person.end), earlier)
                if english != FAMILY_NAMES[family]:
                    found[family] = english
            before += sorted(named)
        yield found


def _spelling_of(family: str, title: re.Match[str] | None, earlier: Iterable[_Mention]) -> str:
    """A family name as the last person's who bears it, first of all of those with a title."""
    bearers = [mention for mention in earlier if mention.family == family]
    titled = [mention for mention in bearers if title and title[1] in mention.after]
    return (titled or bearers)[-1].english if bearers else FAMILY_NAMES[family]


def _named(text: str, spelling: Spelling) -> Iterator[_Mention]:
    """Persons whose full name has a known spelling."""
    for match in _FULL.finditer(text):
        for length in range(len(match[1]), 1, -1):
            name = match[1][:length]
            family = _family_of(name)
            english = spelling(name) if family in FAMILY_NAMES else None
            if english and _NAME.fullmatch(english) and (spelt := _spelt(family, english)):
                after = match.start() + length
                yield _Mention(match.start(), family, spelt, text[after : after + _NEAR])
                break


def _family_of(name: str) -> str:
    return name[:2] if len(name) != 3 and name[:2] in FAMILY_NAMES else name[0]


def _spelt(family: str, english: str) -> str | None:
    """The family name in a person's English name, which stands first or last."""
    words = english.split(" ")
    return next((word for word in (words[0], words[-1]) if word in _SPELLINGS.get(family, ())), None)
