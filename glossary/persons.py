"""Koreans named in a text, by the syllables of their names and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.boundaries import is_guess, stands_alone
from glossary.kiwi import kiwi
from glossary.romanize import FAMILY_NAMES, romanized_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiwipiepy import Token


@dataclass(frozen=True, slots=True)
class Person:
    """A Korean who is named.

    Args:
        start, end: Where the name stands, in characters; without title and particle, with the 모 of 박모 씨.
        english: The name in Latin letters, see ``glossary.romanize``.
        beside: Whether a title, an age or an occupation stands beside it.
    """

    start: int
    end: int
    english: str
    beside: bool


# Syllables that given names begin and end with.
_FIRST = (
    "가강건경관광국규균근금기길나남노다담대덕도동두라래련리만맹명무문미민반범별병보복본봉부빈빛상새서석선설섭성세소솔송수숙순"
    "슬승시신아안애양어언여연영예오옥완용우욱운웅원유윤율은을의이익인일자장재점정제종주준중지진찬창채천철청초춘충치태택평필"
    "하학한함해향헌혁현형혜호홍화환효후훈휘흥희"
)
_SECOND = (
    "강건걸경곤관광구국권규균근금기길나남녀년늘능달담대덕도돈동든라란람랑래량려련렬령례로록룡률름리린림만명모목무묵문미"
    "민배백범별병보복봉분비빈빛산삼상새생서석선섭성세소솔송수숙순슬승식신실심아안애양언업엽연열영예오옥완용우욱운웅원월"
    "유윤율은을의이익인일임자재전정제조종주준중지진찬창채천철춘출충치태택표필하학한해향헌혁현협형혜호홍화환후훈휘흠희"
)
# Family names that begin many other words too, and those that begin hardly any.
_RARE = frozenset("봉복태목계편은경예위표명기반라왕금옥육인맹제모탁국어마길연설선석소도나지")
_COMMON = frozenset("김박최윤권")
# What the last syllable may be instead: a particle, a suffix, the end of a place's name.
_PARTICLES = frozenset("은을이의도만로라인나란")
_SUFFIXES = frozenset("지제창식부업기원인용성화상국장주선율량권회단점관실소사자품물학비표형전")
_PLACES = frozenset("구대로리산도동역국강천시군면권실안")
_NOBODY = frozenset(
    """
    한미일 한중일 한일중 남북미 이재민 유가족 한여름 최연소 이중화 이진수 유성우 유함수 오중주
    성노예 한수원 마리아 조지아 하노이 안도라 제이미 마이아 라슬로 노보아 고이치 유이치 이태원
    남대문 서대문 남소문 서소문 남양주 신의주 성균관 안시성 우금치 서해선 동해선 조동종
    """.split()  # noqa: SIM905
)
_TITLE = re.compile(
    r"[가-힣]{0,8}?(?:대표이사|대표|회장|부회장|사장|이사장|이사|전무|상무|의장|총재|총장|총리|장관|차관|대통령|주석|"
    "위원장|위원|의원|시장|지사|구청장|군수|청장|처장|원장|소장|국장|실장|과장|팀장|부장|차장|센터장|단장|본부장|행장|관장|"
    "조합장|지부장|지회장|이장|반장|교장|교감|학장|서장|총경|경정|경감|경위|경사|순경|소방[가-힣]{1,2}|대장|중장|소장|준장|"
    "대령|중령|소령|대위|중위|상사|중사|하사|병장|상병|일병|수석|비서관|행정관|대변인|대사|영사|교수|박사|강사|교사|선생|"
    "연구원|연구위원|애널리스트|이코노미스트|변호사|변리사|회계사|세무사|노무사|건축사|판사|검사|의사|약사|간호사|"
    "감독|코치|선수|배우|가수|작가|시인|화가|소설가|평론가|감사|기자|특파원|앵커|아나운서|디자이너|셰프|명인|명창|장인|"
    "할머니|할아버지|어르신|여사|옹|씨|님|군|양|후보|예비후보|[가-힣]{0,6}책임자|최고경영자|CEO|CTO|CFO|COO|"
    "부부장|당선인|최고위원|원내대표|사무총장)(?![가-힣]{3})"
)
_BEFORE = re.compile(
    r"(?:배우|가수|시인|화가|작가|소설가|평론가|감독|선수|코치|교수|변호사|디자이너|셰프|개그맨|코미디언|방송인|아나운서|"
    "앵커|래퍼|지휘자|피아니스트|바이올리니스트|첼리스트|성악가|무용가|안무가|건축가|조각가|사진가|사진작가|만화가|"
    "번역가|기업인|사업가|창업자|투수|포수|내야수|외야수|타자|공격수|수비수|미드필더|골키퍼|세터|가드|센터|주장|에이스|"
    "직장인|자영업자|농부|어부|대학생|취업준비생|주부|간호사|교사|노무사|회계사|세무사|약사|기사|국가대표|독립운동가|"
    "故|고\\(故\\))\\s?$"
)
_AGE = r"(?:\s?\([^()]{1,12}\))?"
_AFTER = re.compile(rf"{_AGE}(?:\s?씨|\s[군양](?![가-힣])|(?:\s[가-힣A-Za-z·]+){{0,2}}?\s{_TITLE.pattern})")
_NEAR = 24  # morphemes in which a title may follow
_FAMILIES = "|".join(sorted(FAMILY_NAMES, key=len, reverse=True))
# Family names that a title may follow; not 이 감독, 한 감독, 전 감독: this one, one, the former.
_TITLED = "김박최정강조윤장임오서권황안송류유홍문손배백허심노곽성차우민엄채천방변추석탁함염"
# Those that begin hardly any given name: 이준 씨 is somebody Lee, 민수 씨 may be anybody.
_BEFORE_ONE = "김이박최조강황권류손백허심노곽엄천방변추탁함염"
_CALLED = r"씨(?:[는가의를와도에께]|[^가-힣]|$)"
# Offices that one person holds: "이 대통령은" is Lee, but "한 의원은" a lawmaker, "이 시장은" this market.
_OFFICE = (
    "(?:국무총리|부?총리|대통령|장관|부?회장|부?사장|이사장|의장|총재|위원장|총장|청장|처장|실장|행장|본부장|수석|"
    "(?:원내)?대표(?!이)|최고위원|대변인|당선인)"
)
_HELD = rf"(?= {_OFFICE}(?:[은는이가의을를도과와께]|에게))"
_HEADED = "(?= (?:대통령|부?총리|장관|부?회장|총재|원내대표|위원장)(?:[^가-힣]|$))"  # 이 대통령 지지율
_FORMER = (
    rf"(?= [전현] (?:{_OFFICE}|의원|지사|시장|차관|대사|감독|교수|검사|판사|변호사|기자|후보)"
    "(?![가-힣]{3}))"
)
_SHORT = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>(?:{_FAMILIES})(?={_CALLED})|[{_TITLED}](?= {_TITLE.pattern})"
    rf"|[{_BEFORE_ONE}](?!모)[{_SECOND}](?={_AGE}\s?{_CALLED})"
    rf"|(?P<holder>[{_TITLED}이한신하고나남구]{_FORMER}|[이한신하고나남구]{_HELD}"
    rf"|[이한하]{_HEADED}|[이신하고나남](?= (?:의원(?:[은이의을도과]|에게)|후보(?:[는가의도와]|에게)))"
    r"|[이한신하고나남구전](?= 씨[는가의를와도에께]))"
    # 박모 씨, 박모 대표: somebody Park; not 장모 여사, a mother-in-law
    rf"|(?P<surnamed>{_FAMILIES})모(?:(?={_AGE}\s?{_CALLED})|(?<![장유노추부공양]모)(?= {_TITLE.pattern})))"
)
_NAME = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>(?P<family>{_FAMILIES})(?P<given>[{_FIRST}][{_SECOND}]))"
    r"(?P<tail>[가-힣]*)"
)


def is_title(word: str) -> bool:
    """Whether a word is a title or an occupation that stands behind a name, such as 수석대변인.

    Args:
        word: Korean, without a particle; spaces in it do not count.
    """
    return _TITLE.fullmatch(word.replace(" ", "")) is not None


def persons(text: str, tokens: Sequence[Token] | None = None) -> Iterator[Person]:
    """Korean personal names, in order: in full, or a family name alone (심 감독, 변씨, 박모 씨).

    A given name has two syllables, or before 씨 one; a name that a title, an age or an occupation stands
    beside is taken on fewer signs than a bare one.

    Args:
        text: A sentence or more.
        tokens: Kiwi's morphemes of it, where they are at hand.
    """
    at: dict[int, int] = {}  # the number of each morpheme, by its start
    matches = sorted((*_NAME.finditer(text), *_SHORT.finditer(text)), key=lambda match: match.start())
    for match in matches:
        name = match["name"]
        start, end = match.span("name")
        full = match.re is _NAME
        word = match.group()
        if full and (name in _NOBODY or not stands_alone(word, 0, len(name), name=True).accepted):
            continue
        tokens = kiwi().tokenize(text) if tokens is None else tokens
        at = at or {token.start: number for number, token in reversed(list(enumerate(tokens)))}
        number = at.get(start)
        if number is None or tokens[number].tag[0] not in "NMX":
            continue
        first, after = tokens[number], tokens[number + 1 : number + _NEAR]
        if not full:
            if match["surnamed"]:
                yield Person(start, end, FAMILY_NAMES[match["surnamed"]], True)
                continue
            if match["holder"]:
                yield Person(start, end, FAMILY_NAMES[name], True)
                continue
            family = FAMILY_NAMES.get(name)
            called = family and text.startswith("씨", end)
            english = family or romanized_name(name)
            if english and first.len == len(name) and (called or first.tag == "NNP"):
                yield Person(start, end, english, True)
            continue
        beside = bool(_BEFORE.search(text, max(0, start - 12), start)) or _entitled(text, end, after)
        english = romanized_name(name)
        if english is not None and _is_named(match, first, beside):
            yield Person(start, end, english, beside)


def _is_named(match: re.Match[str], first: Token, beside: bool) -> bool:
    """Whether a name is meant, by its first morpheme and whether something beside it says so."""
    name = match["name"]
    known = first.len > 1 and not is_guess(first)
    if known:
        if first.tag != "NNP" or not len(name) - 1 <= first.len <= len(name):  # 이사회 의장, 한국은행
            return False
        particle = first.len < len(name) and name[-1] in _PARTICLES
        if name[-1] in _PLACES or particle:  # 강원대 교수, 한국인 감독
            return match["tail"].startswith("씨") or (beside and name[-1] == "동")
    if beside:
        return True
    if first.tag != "NNP" or match["family"] in _RARE:
        return False
    if known:
        return first.len == len(name) and not _is_word(name[:2], "NNG")  # 오리건
    if name[-1] in _PARTICLES:
        return False
    if first.len == 1:
        return match["family"] in _COMMON or not _is_word(name[1:], "NNG")
    return name[-1] not in _SUFFIXES or not _is_word(name[:2])  # 조선주


def _entitled(text: str, end: int, tokens: Sequence[Token]) -> bool:
    """Whether a title follows, with nothing but nouns between.

    Args:
        text: The text.
        end: Where the name ends.
        tokens: Kiwi's morphemes after its first.
    """
    match = _AFTER.match(text, end)
    return match is not None and not any(
        end <= token.start < match.end() and token.tag[0] in "JEV" for token in tokens
    )


@lru_cache(maxsize=65536)
def _is_word(text: str, tag: str = "NN") -> bool:
    """Whether the dictionary has a noun, so that a name may be this and a suffix."""
    tokens = kiwi().tokenize(text)
    return len(tokens) == 1 and not is_guess(tokens[0]) and tokens[0].tag.startswith(tag)
