"""Korean words and personal names in Latin letters, and what they sound like.

Given names follow the Revised Romanization of Korean (Ministry of Culture and Tourism, notice 2000-8): rule
III.4 writes a name syllable by syllable, without the sound changes between them, and allows the hyphen.
Family names are written as their bearers and the press do, which rule III.7 permits: Kim, Lee and Park.
"""

from __future__ import annotations

import re
import unicodedata

_INITIALS = (
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
    "eu", "ui", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_FIRST, _LAST = 0xAC00, 0xD7A3

_FAMILIES = """
    김 Kim  이 Lee  박 Park  최 Choi  정 Jung  강 Kang  조 Cho  윤 Yoon  장 Jang
    임 Lim  한 Han  오 Oh  서 Seo  신 Shin  권 Kwon  황 Hwang  안 Ahn  송 Song  류 Ryu
    유 Yoo  홍 Hong  전 Jeon  고 Ko  문 Moon  손 Son  양 Yang  배 Bae  백 Baek  허 Heo
    남 Nam  심 Shim  노 Noh  하 Ha  곽 Kwak  성 Sung  차 Cha  주 Joo  우 Woo  구 Koo
    나 Na  민 Min  진 Jin  지 Ji  엄 Eom  원 Won  채 Chae  천 Chun  방 Bang  공 Kong
    현 Hyun  함 Ham  변 Byun  염 Yeom  여 Yeo  추 Choo  도 Do  소 So  석 Seok  선 Sun
    설 Seol  마 Ma  길 Gil  연 Yeon  위 Wi  표 Pyo  명 Myung  기 Ki  반 Ban  라 Ra
    왕 Wang  금 Keum  옥 Ok  육 Yook  인 In  맹 Maeng  제 Je  모 Mo  탁 Tak  국 Kook
    어 Eo  봉 Bong  복 Bok  태 Tae  목 Mok  계 Gye  편 Pyun  은 Eun  경 Kyung  예 Ye
    남궁 Namgung  황보 Hwangbo  제갈 Jegal  사공 Sagong  선우 Sunwoo  서문 Seomun
    독고 Dokgo  동방 Dongbang
""".split()  # noqa: SIM905
_DIGRAPHS = (("ch", "s"), ("sh", "s"), ("ph", "p"), ("ng", "n"))
_SOUNDS = str.maketrans("gcqdbfvlzjx", "kkktppprsss", "aeiouwyh")

FAMILY_NAMES = dict(zip(_FAMILIES[::2], _FAMILIES[1::2], strict=True))


def romanized_name(name: str) -> str | None:
    """A personal name in Latin letters: 김도윤 gives Kim Do-yun.

    Args:
        name: Family name and given name in Hangul, together or with a space.

    Returns:
        None where this is no name of one or two syllables after a known family name.
    """
    name = unicodedata.normalize("NFC", name).replace(" ", "")
    for length in (2, 1):
        family, given = name[:length], name[length:]
        if family in FAMILY_NAMES and 1 <= len(given) <= 2 and all(map(_is_syllable, given)):
            return f"{FAMILY_NAMES[family]} {'-'.join(map(_syllable, given)).capitalize()}"
    return None


def romanized(word: str) -> str:
    """A word in Latin letters, syllable by syllable: 코인 gives koin.

    Args:
        word: Composed syllables of Hangul; anything else stays.
    """
    return "".join(_syllable(letter) if _is_syllable(letter) else letter for letter in word)


def consonants(word: str) -> str:
    """What a word in Latin letters sounds like without its vowels: Coinbay and koinbei both give knp.

    Args:
        word: Of any language; sounds that Korean does not tell apart become one letter.
    """
    word = word.lower()
    for pair, letter in _DIGRAPHS:
        word = word.replace(pair, letter)
    return re.sub(r"[^a-z]|(?<=(.))\1", "", word.translate(_SOUNDS))


def _is_syllable(letter: str) -> bool:
    return _FIRST <= ord(letter) <= _LAST


def _syllable(letter: str) -> str:
    """The Unicode Standard, 3.12: a syllable is (initial * 21 + vowel) * 28 + final."""
    rest, final = divmod(ord(letter) - _FIRST, 28)
    initial, vowel = divmod(rest, 21)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
