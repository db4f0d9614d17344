"""Figures of speech that a model takes literally, told in plain English: 고배를 마셨다 becomes "fail했다"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from glossary.kiwi import kiwi
from translate.plain import as_object, as_subject

STEM = "-"  # ends a phrase, as it ends a verb's stem in a dictionary: 고배를 마시-
_PASSIVE = "되"  # ends an English that is told with 되다 instead of 하다: punish되
_PARTICLE = re.compile(r"(?<=[가-힣]{2})[이가]$|[을를]$")  # 막이 올랐다, but not 막 올랐다: it has just risen
_FIRST = re.compile(r"(?<![가-힣\d])\S")  # letter of a word
_OWNED = re.compile(r"(?<!(?<!\S)거)의 $")  # 거의 is "nearly"
_CLAUSE = re.compile(r"\S*[다라자냐]는(?= $)")
_TENSES = ((), (("었", "EP"),), (("겠", "EP"),))
_OTHERWISE = {
    "놓았": "놨",
    "놓아": "놔",
    "좼": "죄었",
    "됐": "되었",
    "돼": "되어",
    "췄": "추었",
    "춰": "추어",
    "줬": "주었",
    "뒀": "두었",
    "둬": "두어",
}
_ENDINGS = {
    "EF": "다 는다 습니다 습니까 어요 라 나 네 네요 죠 을까",
    "EC": (
        "고 고는 고서 고도 으며 으면서 으면서도 으나 더니 더라도 더라면 지만 다지만 는다지만 다고 "
        "는다고 다며 는다며 다면서 는다면서 다면 는다면 는데 는데도 으니 으니까 으므로 자 자마자 지 "
        "지는 지도 게 게끔 도록 으려 으려고 으려면 고자 어 어서 어서는 어선 어도 어야 어야만 으면 거나 "
        "거든 든지 느라 다가 듯 듯이 는지 는가 느냐 을지 을수록 기로 기도 기에 기에는 기엔 기를 기가 "
        "기는 기까지 기만 기보다 기보다는 음에도 으라고 으라며 자고 자며 냐고 은데 은지"
    ),
    "ETM": "는 은 을 던 다는 는다는 다던 으려는 으려던 으라는 자는 냐는",
    "ETN": "기 음",
}


class Phrases:
    """Finds phrases, whatever the form of their verb.

    Args:
        entries: Pairs: a verb's stem and a hyphen, before them the words that always stand there, of which
            headlines leave out 을, 를, 이 and 가 (``고배를 마시-``); and an English verb that is told with
            하다, or with 되다 where it ends in 되.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._phrases: dict[tuple[str, ...], list[tuple[str, str, bool]]] = {}
        for source, target in entries:
            *words, stem = source.removesuffix(STEM).split(" ")
            subject = bool(words) and words[-1].endswith(("이", "가")) and not stem.startswith("되")
            self._phrases.setdefault(tuple(map(_bare, words)), []).append((stem, target, subject))
        self._words = {word for words in self._phrases for word in words}
        # By the first letter: all of them in one expression would take long to compile.
        self._starts: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for key, some in self._phrases.items():
            if key:
                self._starts[key[0][0]][0].append(" ".join(re.escape(word) + "[을를이가]?" for word in key))
            for alone in (_constant(stem) for stem, *_ in some if not key):
                self._starts[alone[0]][1].append(re.escape(alone))
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __call__(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where phrases stand, and what is told in their place.

        Args:
            text: A Korean sentence.

        Yields:
            Start, end, and an English verb with the Korean ending. What belonged to the phrase's noun goes
            with the verb: 규제의 고삐를 죄었다 is told as 규제를 tighten했다, 관세의 직격탄을 맞았다 as
            관세에 hit hard됐다, 동네 가게의 설 자리가 좁아졌다 as 동네 가게가 lose ground했다.
        """
        for found in self._candidates(text):
            words = tuple(
                word if word in self._words else word[:-1]  # without its particle
                for word in (found["words"] or "").split()
            )
            start = found.start()
            english, ending, subject = self._found(words, found["verb"] or found["alone"])
            if words and ending and _described(text[:start]):
                continue
            if words and not ending:  # 훈풍이 식었다 begins as 훈풍을 탔다 does, 바닥났다 as 바닥을 쳤다
                verb = found[0].rpartition(" ")[2]
                words, start = (), found.end() - len(verb)
                english, ending, subject = self._found((), verb)
            if ending:
                told = english.removesuffix(_PASSIVE) + ending
                if words and _OWNED.search(text[:start]):
                    owner = text[: start - 2].rpartition(" ")[2]
                    start -= 2 + len(owner)
                    told = f"{_with_particle(owner, english, subject)} {told}"
                yield start, found.end(), told

    def _candidates(self, text: str) -> Iterator[re.Match[str]]:
        """What begins as a phrase does, from left to right."""
        end = 0
        for first in _FIRST.finditer(text):
            if first.start() < end or first[0] not in self._starts:
                continue
            if found := self._beginning(first[0]).match(text, first.start()):
                end = found.end()
                yield found

    def _beginning(self, letter: str) -> re.Pattern[str]:
        if letter not in self._compiled:
            before, alone = (sorted(some, key=len, reverse=True) for some in self._starts[letter])
            self._compiled[letter] = re.compile(
                f"(?P<words>{'|'.join(before) or '(?!)'}) ?(?P<verb>[가-힣]+)"
                f"|(?P<alone>(?:{'|'.join(alone) or '(?!)'})[가-힣]*)"
            )
        return self._compiled[letter]

    def _found(self, words: tuple[str, ...], verb: str) -> tuple[str, str, bool]:
        """A phrase's English, the ending of 하다 or 되다, whether its noun is the subject; or no ending."""
        for stem, english, subject in self._phrases.get(words, ()):
            if not (words or verb.startswith(_constant(stem))):
                continue  # the forms of a stem take a while to make
            if ending := _forms(stem, english.endswith(_PASSIVE)).get(verb):
                return english, ending, subject
        return "", "", False


def _described(before: str) -> bool:
    """Whether a clause describes the noun that comes next: 뒤처졌다는 꼬리표를 뗐다 needs its noun."""
    clause = _CLAUSE.search(before)
    return clause is not None and str(kiwi().tokenize(clause[0])[-1].tag) == "ETM"  # 투자는 is a topic


def _with_particle(owner: str, english: str, subject: bool) -> str:
    """Whose noun it was, as what it is to the English verb."""
    if subject:
        return as_subject(owner)
    return owner + "에" if english.endswith(_PASSIVE) else as_object(owner)


def _bare(word: str) -> str:
    """A word without a particle that headlines leave out."""
    return _PARTICLE.sub("", word)


@cache
def _constant(stem: str) -> str:
    """What all forms of a verb begin with: 식었다, 섣불렀다."""
    return re.sub("(?<=[가-힣]).르$|(?<=[가-힣])[가-힣]$", "", stem)


@cache
def _forms(stem: str, passive: bool) -> dict[str, str]:
    """The forms of a verb, with the same form of 하다 or 되다."""
    light = "되" if passive else "하"
    (first, *_) = kiwi().tokenize(stem + "고")
    kind = str(first.tag) if first.form == stem else "VV"  # 닫다 is regular, 붓다 is not
    forms = {}
    for tag, endings in _ENDINGS.items():
        for ending in endings.split():
            for tense in _TENSES:
                rest = [*tense, (ending, tag)]
                form, told = (str(kiwi().join([verb, *rest])) for verb in ((stem, kind), (light, "VV")))
                forms[form] = told
                for other in _OTHERWISE.items():
                    forms[form.replace(*other)] = told
    return forms
