"""Korean that a model does not turn round or take for something else, of the same meaning."""

from __future__ import annotations

import re

from glossary.kiwi import kiwi
from translate.named import spelt_out
from translate.preedit.grammar import constructions
from translate.preedit.headlines import of_headlines
from translate.preedit.markets import of_markets
from translate.preedit.particles import fitting
from translate.preedit.politics import of_public_affairs
from translate.preedit.senses import in_one_sense

# Of headlines: a model knows 美, 日, 韓, 北 and 檢, and 中 in 韓中 and 美·中, but not by itself.
_HANJA = {
    **{"中企": "중소기업", "外人": "외국인", "與": "여당", "野": "야당", "靑": "청와대"},
    **{"獨": "독일", "英": "영국", "佛": "프랑스", "伊": "이탈리아", "印": "인도"},
    **{"露": "러시아", "亞": "아시아"},
}
_LETTERS = (
    *((re.compile(rf"(?<![^\s\"“‘'…·]){hanja}(?=[\s,…\"“‘'·])"), korean) for hanja, korean in _HANJA.items()),
    (re.compile("(?<![^\\s\"“‘'…])中(?=[\\s,…\"'’”]|(?:서|에|과|의|선|은|이|도|에서|업체)[\\s,…])"), "중국"),
    *((re.compile(rf"{hanja}(?=[가-힣])"), korean) for hanja, korean in (("反", "반"), ("親", "친"))),
    (re.compile("(?<![가-힣\u4e00-\u9fff])車(?=업계|산업|시장|보험|관세|부품)"), "자동차"),
    (re.compile("(?<=[\\d만억조천백>])弗"), "달러"),
)
# "오픈AI는 …할 수 있다고 WSJ는 전했다": who said it stands between two topics.
_REPORTED = re.compile(
    r"^((?:[^\"“”.]|\.(?=\d)){6,200}?(?:다|[이니거]라))고 "
    r"((?:[^\s,<\"“”]*[^\s,<\"“”에게서로을를] )?[^\s,<\"“”]*[^\s,<\"“”에서])(?<!부터|까지|으로)"
    r"[은는] (?:전했|보도했|소개했)다\.$"
)
# "삼성 이어 LG도", not "그는 이어 …도", "뒤 이어", "3대 이어"; nor what is carried on: "가업 이어 손자도".
_AFTER = re.compile(
    r"(?<!\S)(?!(?:가업|유업|명맥|맥|전통|인기|열기|흐름|뜻|명성|영광"
    r"|(?:상승|하락|오름|내림|증가|감소|성장|호조|강|약|기)세) )"
    r"(\S*[^\s.,…!?은는이가을를에로서도며고뒤후곧대])"
    r"(?= 이어 [^.…]{0,40}?(?:도|까지|마저)(?:[\s,…'\"’”]|$))"
)
# "B 꺾고 1위", not "B를 꺾고", "크게 꺾고", "3대 0 꺾고", "다시 꺾고"; only headlines leave 를 out.
_BEAT = (
    "꺾고 꺾은 꺾어 제치고 제친 제쳐 밀어내고 밀어낸 밀어내 따돌리고 따돌린 따돌려 앞지르고 앞지른 앞질러 "
    "추월하고 추월한 추월해 따라잡고 따라잡은 따라잡아"
).replace(" ", "|")
_BEATEN = re.compile(
    r"(?<!\S)(?!(?:잇따라|연달아|다시|또|끝내|결국|처음|모두|전부|속속|훌쩍|다|더) )"
    rf"(\S*[^\s.,…!?\d은는이가을를에서로도만며고게히])(?= (?:{_BEAT})(?:[\s,…]|$))(?!.*[.다요]\W*$)"
)
# "버스서 불": headlines have 서 for 에서; not 보고서, nor "강남서 형사", of its police station.
_IN = re.compile(r"(?<!\S)(\S*[가-힣\u4e00-\u9fff>])서(?= (?!형사|경찰|서장|소속))(?!.*[.다요]\W*$)")
# "반도체가 끌고 조선이 밀며": what pulls and what pushes lead together.
_LED = re.compile(r"([^\s<>]+)[이가] 끌고 ([^\s<>]+[이가]) (밀(?=[며고면어었])|민(?= ))")

# "이달 초 연례 행사에서 …했다고 밝혔다": the event was then, and not what is told.
_EVENT = re.compile(
    r"(?<!\S)((?:이달|지난달|지난주|지난해)(?: (?:초|말|중순))?) (?!.*(?:예정|방침|계획|예상))"
    r"((?:[^\s,.<>\"“”]*[^\s,.<>\"“”은는이가을를에서린한된] ){0,4}[가-힣]*"
    r"(?:행사|회의|대회|포럼|콘퍼런스|컨퍼런스|박람회|전시회|간담회|총회|설명회|기자회견)"
    r"(?:인)?(?: (?:['‘][^'’]{1,60}['’]|<\d+>[^<]+</\d+>)(?: \d{4})?)?에서(?=[ ,]))"
)
# "테슬라에 유니트리 맞불": it is the latter that hits back.
_HIT_BACK = re.compile(r"(?<![^…] )([^…,]+?)에 ((?:[\u4e00-\u9fff] )?[^\s…,]+) 맞불$")
# "경찰은 27일 오전 3시 한 카페에서 그를 붙잡았다고 밝혔다": when and where stand before "said".
_WHEN = re.compile(
    r"^(\S+[은는]) (\d\d?일 (?:오전|오후|새벽|낮|밤|저녁) \d\d?시(?: \d\d?분)?(?:께|쯤|경)?"
    r"(?: [^\s,\"“]+){0,6}? [^\s,\"“]+에서) ([^\s,\"“]+[을를]) (?=[^,\"“]*다고 (?:밝혔|전했|말했)다\.$)"
)

_LONGEST = 1000  # characters of a sentence: with a word without end some patterns take its square in time


def clearer(text: str) -> str:
    """Text without what a model turns round or takes for something else.

    Particles that headlines leave out of "after X, Y too" and "Y beats X" are put back, and a few words
    become others of the same meaning (다음해: 이듬해); who reports something stands first (…에 따르면).

    Args:
        text: Plain text, such as 삼성 이어 LG도, or LG, 삼성 꺾고 1위; a marker may stand for the name.
            What is longer than a sentence comes back as it is.
    """
    if len(text) > _LONGEST:
        return text
    text = spelt_out(text)
    for pattern, same in _LETTERS:
        text = pattern.sub(same, text)
    text = in_one_sense(of_public_affairs(of_markets(of_headlines(text))))
    text = _EVENT.sub(r"\1 열린 \2", text)
    text = _HIT_BACK.sub(r"\2, \1에 맞불", text)
    text = _WHEN.sub(r"\1 \3 \2 ", text)
    text = _IN.sub(_within, _LED.sub(_together, _REPORTED.sub(_as_source, text)))
    text = _BEATEN.sub(lambda word: word[1] + fitting("을", word[1]), _AFTER.sub(r"\1에", text))
    return constructions(text)


def _within(place: re.Match[str]) -> str:
    if place[1].endswith(">"):
        return place[1] + "에서"
    *_, before, last = [("", ""), *((str(token.form), str(token.tag)) for token in kiwi().tokenize(place[0]))]
    return (
        place[1] + "에서"
        if last[0] == "서" and before[1] in {"NNG", "NNP", "SH"} and last[1] != "JKS"
        else place[0]
    )


def _together(led: re.Match[str]) -> str:
    return f"{led[1]}{fitting('과', led[1])} {led[2]} {'이끈' if led[3] == '민' else '이끌'}"


def _as_source(reported: re.Match[str]) -> str:
    return f"{reported[2]}에 따르면 {reported[1][:-1]}다."
