"""Whether a term inside a Korean word stands for itself: particles may follow, no longer noun may hold it.

Kiwi analyses the word twice, freely and with the term forced to be one noun. The free reading tells whether
the term is only part of another word (메타 of 메타버스); the forced one tells what stands before and after
(는, 측, 총재 …); their scores tell which of the two is Korean (위 + 한은 costs far more than 위한 + 은).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.folding import is_hangul, is_plain
from glossary.kiwi import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a term stands for itself, and why (not), in a few words for a person."""

    accepted: bool
    reason: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Suffixes and bound nouns that leave a name the name it is: 오픈AI발, 메타측, 애플사, 미국산.
_SUFFIXES = _words(
    """
    들 측 산 발 형 계 권 씨 님 급 용 식 판 향 행 간 내 외 상 당 등 네 쯤 째
    여 대 제 사 옹 별 표 호 전 후 중 때 가량 짜리 어치 씩 끼리 남짓
    """
)
# Nouns that follow a name without a space and do not make it another name: 국제통화기금총재.
_HEADS = _words(
    """
    총재 부총재 대표 대표이사 회장 부회장 사장 부사장 행장 의장 부의장 위원 위원장
    부위원장 이사 이사회 이사장 총리 장관 차관 대통령 주석 총장 원장 부원장 국장 실장
    팀장 본부장 센터장 지사장 대변인 관계자 직원 임직원 연구원 연구진 기자 교수 박사
    의원 선수 감독 본사 지사 본부 지부 지점 공장 주가 주식 지분 주주 실적 매출 측근
    정부 당국 시장 제품 모델 서비스 기술 사용자 이용자 가입자 고객 회원 개발자 창업자
    설립자 최고경영자 노조 그룹 계열사 자회사 협력사 관련주 효과 쇼크 사태 사건 논란
    열풍 현상 문제 위기 대책 정책 회의 총회 행사 현장 출신 소속 대상 이후 이전 이외
    전후 사이 관련 때문 덕분 이상 이하 미만 초과 정도 기준 방식 버전 기반 팀 주
    셀 팩
    """
)
# Particles and forms of the copula, for names that Kiwi does not know (엔비디아가).
_PARTICLES = _words(
    """
    이 가 은 는 을 를 의 에 에서 에게 에게서 께 께서 한테 한테서 더러 로 으로 로서
    으로서 로써 으로써 와 과 랑 이랑 하고 도 만 뿐 까지 부터 마저 조차 마다 밖에
    처럼 만큼 보다 대로 이나 나 이나마 나마 이라도 라도 이든 든 이든지 든지 이야 야
    야말로 이야말로 이란 란 이라는 라는 이라고 라고 이라며 라며 이라면 라면 이며 며 인
    인데 이고 고 이다 다 입니다 였다 이었다 이자 자 여서 이어서 일 이라 라 서 엔
    에선 에는 에도 에서는 에서도 으로는 로는 으로도 로도 이었던 였던 이냐 냐 이지만
    지만 이니 니
    """
)
_PARTICLE_CHAIN = re.compile(f"(?:{'|'.join(sorted(_PARTICLES))}){{1,3}}")
_NEGATIONS = frozenset(("부", "불", "몰", "미", "무"))  # 부적합 is no kind of 적합
_COUNTRIES = frozenset("미중일한러영독불")  # what headlines write to a name: 미엔비디아
_DEGREES = frozenset(("고", "저"))  # 고금리 has 금리 in it, but 고대역폭메모리 no 대역폭메모리
_DERIVES_VERB = frozenset(("XSV", "XSA"))
_WORST_FORCED = (
    -3.0
)  # log-probability that the forced reading may cost where the free one cuts through the term
_MOST_AROUND = 12  # syllables looked at on either side
_UNKNOWN = frozenset((-1, 0, 1, 2, 3))  # Kiwi's numbers for nouns that its dictionary lacks


def stands_alone(word: str, start: int, end: int, name: bool) -> Verdict:
    """Decide whether ``word[start:end]`` is a term of its own in the word.

    Args:
        word: A stretch of letters and digits without spaces, folded.
        start, end: The term's place in it, in characters.
        name: Whether the term is a proper name: a noun after it then makes another name (애플페이), where
            a noun after a common one only makes a compound (금리인상).
    """
    if start > 0 and is_plain(word[start - 1]) and is_plain(word[start]):
        return Verdict(False, f"part of {_stretch(word, start, end)}")
    if end < len(word) and is_plain(word[end - 1]) and is_plain(word[end]):
        return Verdict(False, f"part of {_stretch(word, start, end)}")
    first, last = max(0, start - _MOST_AROUND), min(len(word), end + _MOST_AROUND)
    word, start, end = word[first:last], start - first, end - first
    if start == 0 and end == len(word):
        return Verdict(True, "a word of its own")
    if start == 0 and is_plain(word[end - 1]) and _PARTICLE_CHAIN.fullmatch(word, end):
        return Verdict(True, f"followed by the particle {word[end:]}")
    return _analysed(word, start, end, name)


@lru_cache(maxsize=65536)
def may_be_verb(word: str) -> bool:
    """Whether a word by itself reads as a verb that ends a sentence: 가자.

    Args:
        word: A word, folded.
    """
    return is_verb(kiwi().tokenize(word), 0, len(word))


def is_verb(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a place in a text is a verb that ends a sentence (가자), and no noun.

    Args:
        tokens: Kiwi's morphemes of the text.
        start, end: The place, in characters.
    """
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    return bool(inside) and inside[0].tag[0] == "V" and inside[-1].tag == "EF"


@lru_cache(maxsize=65536)
def _analysed(word: str, start: int, end: int, name: bool) -> Verdict:
    free, free_score = kiwi().analyze(word, top_n=1)[0]
    forced, forced_score = kiwi().analyze(word, top_n=1, pretokenized=[(start, end, "NNP")])[0]
    cost = forced_score - free_score
    known = any(token.start == start and token.end == end and token.id not in _UNKNOWN for token in forced)
    tail = word[end:]
    particles_only = start == 0 and _PARTICLE_CHAIN.fullmatch(tail) is not None

    for token in free:
        if not (token.start < start < token.end or token.start < end < token.end) or is_guess(token):
            continue
        covers = token.start <= start and end <= token.end
        suffixed = token.start == start and word[end : token.end] in _SUFFIXES
        if covers and not (suffixed and (name or token.tag == "NNP")):
            return Verdict(False, f"part of {word[token.start : token.end]}")
        if not covers and not (cost >= _WORST_FORCED if known else particles_only):
            return Verdict(False, f"part of {_stretch(word, start, end)}")

    inside = [token for token in free if start <= token.start and token.end <= end]
    exact = len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)
    last = inside[-1] if inside and inside[-1].end == end else None
    noun = last is not None and last.tag == "NNG" and not is_guess(last)
    if exact and (inside[0].tag[0] in "JE" or (inside[0].tag[0] in "VM" and cost < _WORST_FORCED)):
        return Verdict(False, f"no noun in {word}")
    if end - start == 1 and is_hangul(word[start]):
        verdict = _single_syllable(word, start, free)
        if verdict is not None:
            return verdict

    if start > 0 and is_hangul(word[start - 1]):
        before = [token for token in forced if token.start < start][-1]
        if _holds(before, free, start, end, noun, name):
            return Verdict(False, f"part of {word[before.start : end]}")
    if not tail or particles_only:
        return Verdict(True, f"followed by the particle {tail}" if tail else f"after {word[:start]}")
    return _after([token for token in forced if token.start >= end], word, end, noun, name)


def _single_syllable(word: str, start: int, free: list[Token]) -> Verdict | None:
    """A term of one syllable must be a noun in the free reading and begin the word."""
    if start > 0 and word[start - 1].isdigit():
        return Verdict(False, "a counter here")
    token = next((token for token in free if (token.start, token.end) == (start, start + 1)), None)
    if token is None or token.tag not in ("NNG", "NNP", "NNB", "NR", "NP"):
        return Verdict(False, f"no noun in {word}")
    if start > 0 and is_hangul(word[start - 1]):
        return Verdict(False, f"part of {word}")
    return None


def _holds(before: Token, free: list[Token], start: int, end: int, noun: bool, name: bool) -> bool:
    """Whether what stands before the term makes another word or name with it."""
    if any(token.end == start and token.tag == "XPN" and token.form in _NEGATIONS for token in free):
        return True
    if before.tag == "MM" and before.form in _DEGREES:
        return all((token.start, token.end) != (start, end) for token in free)
    if before.tag[0] in "JES" or before.tag in ("MM", "NR", "XPN", "XSN"):
        return False
    if before.tag not in ("NNG", "NNP", "NNB", "NP"):
        return True
    guessed = any(token.start < start < token.end and is_guess(token) for token in free)
    if name and guessed and before.len == 1 and before.form not in _COUNTRIES:
        return True  # 남서울대
    if end - start > 2:
        return False
    return is_guess(before) or (noun and not name and before.tag == "NNP")


def _after(tokens: list[Token], word: str, end: int, noun: bool, name: bool) -> Verdict:
    """Read what follows the term: suffixes and plain nouns, then particles, nothing else."""
    latin = is_plain(word[end - 1])
    seen_particle = False
    follower = ""
    for token in tokens:
        tag = token.tag
        if tag[0] == "J" or tag == "VCP" or (seen_particle and tag[0] == "E") or token.form == "같":
            seen_particle = True
            follower = follower or f"followed by the particle {word[end:]}"
            continue
        surface = word[token.start : token.end]
        if tag[:3] in _DERIVES_VERB or tag[0] in "VE":
            return Verdict(False, f"part of the verb {word}")
        if seen_particle:
            return Verdict(False, f"part of {word}")
        if surface in _SUFFIXES and not (noun and surface == "대"):  # 10달러대, 하버드대, but not 국방부대
            follower = follower or f"followed by the suffix {surface}"
        elif surface in _HEADS or (
            tag == "NNG" and not is_guess(token) and (latin or (noun and not name and len(surface) > 1))
        ):
            follower = follower or f"followed by the noun {surface}"
        elif tag in ("SN", "SL", "SH", "SW"):
            follower = follower or f"followed by {surface}"
        elif tag in ("NNB", "NNG") and word[end - 1].isdigit():
            follower = follower or f"followed by the counter {surface}"
        else:
            return Verdict(False, f"part of another name, {word}")
    return Verdict(True, follower)


def is_guess(token: Token) -> bool:
    """Whether Kiwi made the noun up, its dictionary lacking it."""
    return token.tag in ("NNG", "NNP") and token.id in _UNKNOWN


def _stretch(word: str, start: int, end: int) -> str:
    """The word, shortened around the term where it is very long."""
    return word[max(0, start - _MOST_AROUND) : end + _MOST_AROUND]
