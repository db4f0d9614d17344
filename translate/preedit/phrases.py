"""Figures of speech that a model takes literally, told in plain English: 고배를 마셨다 becomes "fail했다"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from glossary.boundaries import is_guess
from glossary.kiwi import kiwi
from translate.preedit.particles import closes, fitting

STEM = "-"  # ends a phrase, as it ends a verb's stem in a dictionary: 고배를 마시-
_PASSIVE = "되"  # ends an English that is told with 되다 instead of 하다: punish되
_PARTICLE = re.compile(r"(?<=[가-힣]{2})[이가]$|[을를]$")  # 막이 올랐다, but not 막 올랐다: it has just risen
_EITHER = {"을": "를", "를": "를", "이": "가", "가": "가"}
_ROLE = re.compile(r"(?<=[가-힣])[이가을를에로](?= |$)")
_APART = re.compile(
    "(.*[아어여라러려져쳐켜겨혀해봐내빼꺼터])(가|나가|나오|오|내|치우|주|올리|내리|먹|들|버리|쓰|담|서|앉|놓|두|넣|붙이)"
)
_FIRST = re.compile(r"(?<![가-힣\d])\S")  # letter of a word
_HANGUL = re.compile("[가-힣]+")
_ADVERB = re.compile(
    "(?<= )(?:더|더욱|더더욱|한층|또|또다시|다시|계속|거듭|크게|톡톡히|뚝|단단히|아예|잇달아|완전히|말끔히"
    "|짙게|잠시|깊게|바짝|잔뜩|모두|결국|좀처럼|줄줄이|고스란히|슬그머니)(?= )"
)
_MAYBE = f"(?:{_ADVERB.pattern} )?"
_OWNED = re.compile(r"(?!거의)(?<!\S)(\S+)의(?= $)")
_CLAUSE = re.compile(r"(?!(?:대한|관한|지난|오는) $)\S*[가-힣](?= $)")
_LONGEST = 30  # letters of a word, with its particle
_REPORTED = ("다는", "라는", "자는", "냐는")
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
        "는다고 다며 는다며 다면서 는다면서 다더니 는다더니 다면 는다면 는데 는데도 으니 으니까 "
        "으므로 자 자면 자니 다니 는다니 으라니 으라면서 자마자 지 지는 지도 게 게끔 도록 으려 으려고 "
        "으려면 고자 어 어서 어서는 어선 어도 어야 어야만 으면 거나 거든 든지 느라 다가 다가는 듯 "
        "듯이 다시피 는지 는가 느냐 을지 을수록 기로 기도 기에 기에는 기엔 기를 기가 기는 기까지 기만 "
        "기보다 기보다는 음에도 으라고 으라며 자고 자며 냐고 은데 은데도 은지"
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
        # By the words before the verb: its stem, its English, whether the phrase's noun is the subject.
        self._verbs: dict[tuple[str, ...], list[tuple[str, str, bool]]] = defaultdict(list)
        for source, english in entries:
            *words, stem = source.removesuffix(STEM).split(" ")
            roles = _ROLE.findall(" ".join(words))
            subject = bool(roles) and roles[-1] in "이가" and stem != "되"
            before = tuple(_PARTICLE.sub(lambda found: _EITHER[found[0]], word) for word in words)
            self._verbs[before].append((stem, english, subject))
            if apart := _APART.fullmatch(stem):  # 이어가다 is written 이어 가다, too
                self._verbs[(*before, apart[1])].append((apart[2], english, subject))
        self._alone: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for verb in self._verbs.pop((), []):
            self._alone[verb[0][0]].append(verb)
        self._begun: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # by the first word
        for before in self._verbs:
            self._begun[_PARTICLE.sub("", before[0])].append(before)
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    def __call__(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where phrases stand, and what is told in their place.

        Args:
            text: A Korean sentence.

        Yields:
            Start, end, and an English verb with the Korean ending. What belonged to the phrase's noun goes
            with the verb: 규제의 고삐를 죄었다 is told as 규제를 tighten했다, 관세의 직격탄을 맞았다 as
            관세에 hit hard됐다, 동네 가게의 설 자리가 좁아졌다 as 동네 가게가 lose ground했다. So does an
            adverb within: 고배를 또 마셨다 is told as 또 fail했다.
        """
        done = 0
        for first in _FIRST.finditer(text):
            start = first.start()
            if start < done or not (found := self._longest(text, start)):
                continue
            done, told, english, subject = found
            if subject is not None and (owner := _owner(text[:start])):
                start -= len("의 ")
                told = f"{_particle(owner, english, subject)} {told}"
            yield start, done, told

    def _longest(self, text: str, start: int) -> tuple[int, str, str, bool | None] | None:
        """The longest phrase that begins in a place.

        Returns:
            Its end, what is told, its English, and whether its noun is the subject; None if it has no noun.
        """
        word = text[start : start + _LONGEST].partition(" ")[0]
        begun = [words for end in range(len(word)) for words in self._begun.get(word[: end + 1], ())]
        phrases = {" ".join(words): words for words in begun}
        # 군침만 흘리- is a phrase of its own, though 만 may stand for a particle
        for phrase in sorted(phrases, key=lambda one: (len(one), text.startswith(one, start)), reverse=True):
            words = phrases[phrase]
            if found := self._pattern(words).match(text, start):
                for stem, english, subject in self._verbs[words]:
                    if ending := _ending(stem, english, found["verb"]):
                        if _described(text[:start]):
                            return None
                        adverbs = [one for one in _ADVERB.findall(found[0]) if one not in words]
                        told = " ".join([*adverbs, english.removesuffix(_PASSIVE) + ending])
                        return found.end(), told, english, subject
        (verb, *_) = _HANGUL.findall(word) or [""]
        for stem, english, _ in self._alone.get(word[0], ()):
            # the forms of a stem take a while to make
            if verb.startswith(_constant(stem)) and (ending := _ending(stem, english, verb)):
                return start + len(verb), english.removesuffix(_PASSIVE) + ending, english, None
        return None

    def _pattern(self, words: tuple[str, ...]) -> re.Pattern[str]:
        if words not in self._patterns:
            before = f" {_MAYBE}".join(map(_spelt, words))
            # neither is 기로에서 a 기로에 서-, nor 매번 a 매를 벌-
            space = " " if words[-1].endswith("에") or len(_PARTICLE.sub("", words[-1])) == 1 else " ?"
            self._patterns[words] = re.compile(f"{before}{space}{_MAYBE}(?P<verb>[가-힣]+)")
        return self._patterns[words]


def _described(before: str) -> bool:
    """Whether a clause describes the noun that comes next: 뒤처졌다는 꼬리표를 뗐다 needs its noun.

    An adjective does not: 깊은 우려를 나타냈다.
    """
    if not _CLAUSE.search(before):
        return False
    tokens = kiwi().tokenize(before)
    if len(tokens) < 2 or tokens[-1].tag != "ETM":  # 투자는 is a topic
        return False
    verb, last = tokens[-2:]
    return str(last.form).endswith(_REPORTED) or str(verb.tag).startswith(("VV", "VX", "XSV"))


def _owner(before: str) -> str:
    """Whose noun comes next: the word before 의; nobody's behind 본회의."""
    owned = _OWNED.search(before)
    if not owned:
        return ""
    last = kiwi().tokenize(owned[0])[-1]
    return owned[1] if last.tag == "JKG" or is_guess(last) else ""


def _particle(owner: str, english: str, subject: bool) -> str:
    """The particle of what the noun belonged to, as what it is to the English verb."""
    if owner.endswith(("과", "와", "으로", "로서", "에서")):  # 애플과의 격차를 좁혔다
        return ""
    if subject:
        return fitting("이", owner)
    return "에" if english.endswith(_PASSIVE) else fitting("을", owner)


def _spelt(word: str) -> str:
    """How a word before the verb may be written: headlines leave its particle out; 만 may stand for it."""
    particle = _PARTICLE.search(word)
    if not particle:
        return re.escape(word) + "[을를이가]?"
    return re.escape(word[: particle.start()]) + ("(?:[을를]|만)?" if particle[0] == "를" else "[이가]?")


@cache
def _constant(stem: str) -> str:
    """What all forms of a verb begin with: 식었다, 섣불렀다."""
    return re.sub("(?<=[가-힣]).르$|(?<=[가-힣])[가-힣]$", "", stem)


def _ending(stem: str, english: str, verb: str) -> str | None:
    """The form of 하다 or 되다 that fits a verb, if that is a form of the stem."""
    return _forms(stem, english.endswith(_PASSIVE)).get(verb)


@cache
def _forms(stem: str, passive: bool) -> dict[str, str]:
    """The forms of a verb, with the same form of 하다 or 되다."""
    light = "되" if passive else "하"
    (first, *_) = kiwi().tokenize(stem + "고")
    # 닫다 is regular, 붓다 is not; 번지- alone is taken for a noun, and 척하- is joined wrongly as what it is
    known = (
        first.form == stem and first.tag.startswith("V") and not (first.tag == "VX" and stem.endswith("하"))
    )
    verbal = str(first.tag) if known else "VV"
    forms: dict[str, str] = {}
    for tag, endings in _ENDINGS.items():
        for ending in endings.split():
            for tense in _TENSES:
                rest = [*tense, (ending, tag)]
                form, told = (_joined(verb, kind, rest) for verb, kind in ((stem, verbal), (light, "VV")))
                for other in (("", ""), *_OTHERWISE.items()):
                    forms.setdefault(form.replace(*other), told)  # 풀지 is 풀+지 before it is 풀+을지
    return forms


def _joined(stem: str, tag: str, rest: Sequence[tuple[str, str]]) -> str:
    form = str(kiwi().join([(stem, tag), *rest]))
    if form.startswith(stem + "으") and not closes(stem):  # 밝히으나
        return stem + form[len(stem) + 1 :]
    return form
