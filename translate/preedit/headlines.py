"""What only headlines say so, in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from translate.preedit.particles import fitting

_END = "(?=[…,]|$)"  # of one of its parts
_SUM = r"(?:<\d+>[^<]+</\d+>|\d[\d,.]*[조억만]?원?)"


def _sold(deal: re.Match[str]) -> str:
    return f"{deal[1]}{deal[2] or fitting('을', deal[1])} 매각한 "


def _accused(headline: re.Match[str]) -> str:
    return f"{headline[1]}{fitting('이', headline[1])} 책임져야 한다는 목소리 커져"


_SAME: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # By half, not half as much again.
    (re.compile(f"(?<=[가-힣] )반토막{_END}"), "반토막 났다"),
    # "쿠팡 독주에 뭉친": not with it.
    (re.compile("((?:독주|독식|독점|공습|공세)['’]?)에 (?:맞서 )?(?:뭉친|손잡은)(?= )"), r"\1에 맞서 손잡은"),
    # "세븐일레븐 판 롯데": who sold it.
    (
        re.compile(
            r"^((?!한국|미국|중국|일본|글로벌|국내|개정|최신)[^\s…,]*[^\s…,을를])([을를]?) 판 "
            r"(?=[가-힣A-Z]+(?:, |[은는이가] ))"
        ),
        _sold,
    ),
    (re.compile(f"골머리{_END}"), "고심"),
    (re.compile(f"(?<=[가-힣] )도마{_END}"), "도마에 올라"),
    (re.compile(f"(?<=역사 속으로){_END}"), " 사라진다"),
    (re.compile(f"첫선{_END}"), "첫 공개"),
    # It is not the chief executive who calls for it, nor a protest that retaliates.
    (re.compile(rf"([가-힣]+) 책임론 (?:부상|대두|고개|확산|솔솔|커져){_END}"), _accused),
    (re.compile(f"(장외투쟁|단식|고발|보이콧) 맞불{_END}"), r"\1으로 맞서"),
    (re.compile(f"(맞고소|집회|필리버스터) 맞불{_END}"), r"\1로 맞서"),
    (re.compile("(?<=[가-힣]론 )솔솔$"), "부상"),
    (re.compile(f"['‘]?[789]부 능선['’]?{_END}"), "막바지"),
    (re.compile(f"(?<=흑자 )['‘]?기지개['’]?{_END}"), "전환"),
    (re.compile(f"(?<=[가-힣] )['‘]?기지개['’]?{_END}"), "회복 조짐"),
    # "밥그릇 뺏길라": for fear of it; "결선 투표 가나" is not Ghana, nor 삼바 the dance.
    (re.compile("(?<!고릴)(?<!친칠)(?<=[길질릴칠될튈을힐])라(?=['’”\"]?(?:[…,]|$))"), "까 우려"),
    (re.compile(r"^(?!.*(?:축구|평가전|월드컵|대표팀|[대전] 가나))(.*[가-힣]) 가나(?=\W*$)"), r"\1 갈까"),
    (re.compile("^삼바(?=, )"), "삼성바이오로직스"),
    (re.compile(rf"^([\"“‘']?)월 (?={_SUM}에 )"), r"\1매달 "),  # not the moon
    # "의원 구속영장 청구": for him, not by him; "1위 내준 삼성" has it no more.
    (
        re.compile(
            "(尹|[가-힣]{1,3} (?:전 )?(?:대통령|대표|의원|회장|총리|장관|시장|지사|여사)) "
            rf"(?=구속영장 재?(?:청구|발부|기각){_END})"
        ),
        r"\1에 대한 ",
    ),
    (re.compile(r"(?<!에 )((?:\d위|선두|왕좌)) 내준(?= )"), r"\1에서 밀려난"),
    (re.compile(f"득보다 실(?=[\"”'’]?{_END})"), "득보다 실이 크다"),
    (re.compile(f"(?<=[가-힣]설 )['‘]?모락모락['’]?{_END}"), "제기"),
    (re.compile(f"['‘]?맞짱['’]?{_END}"), "정면 대결"),
    (re.compile(f"(?<=곳 )백지화{_END}"), "취소"),
    (re.compile(rf"((?:won</\d+>|원)대?) 철퇴{_END}"), r"\1 과징금"),
    (re.compile(rf"((?:선|투|포|유격|야|공격|수비)수)에(?= {_SUM} 베팅)"), r"\1에게"),
    (re.compile(rf"(?<=환율) (?={_SUM} ?턱밑)"), ", "),
    (re.compile("(?<=에 )등 터지는(?= )"), "시달리는"),
    (re.compile(f"(?<=결국 )백기{_END}"), "백기 들었다"),
    (re.compile("운전대(?:에서|서) 손을? 뗐"), "운전대에서 손 놨"),
    *(
        (re.compile(f"{boom}에 웃{form}"), f"{boom} 덕 {same}")
        for boom in ("호황", "호재", "특수", "반사이익")
        for form, same in (("는", "보는"), ("은", "본"), ("었다", "봤다"))
    ),
    (re.compile("약발(['’]?) 다했"), r"효과\1 끝났"),
    (re.compile("숨통은 트였"), "여유는 생겼"),
    (re.compile(r"몸값(?= (?:\d[\d,]*조|<\d+>[\d.,]+ trillion won))"), "기업가치"),
    (re.compile(rf"(달러|<\d+>\$[\d,]+</\d+>) 붕괴{_END}"), r"\1선 붕괴"),
    (re.compile(f"(?<=동안 )['‘]?깜깜['’]?{_END}"), "아무도 몰랐다"),
    (re.compile(r"(?<=['’] )돌풍에(?= )"), "열풍에"),
    (re.compile(r"(?<=판도 )뒤집히(?=나\W*$)"), "바뀌"),
    (re.compile(r"(?<=수단 )(총?동원)(?=['’”\"])"), r"\1하겠다"),
    (re.compile(rf"({_SUM}) (더 )?붓는다"), r"\1 \2투자한다"),
    (re.compile("첫 ?단추 (?:끼운|꿴)(?= )"), "첫걸음 뗀"),
    (re.compile("한미 (?=조선 ?(?:동맹|협력|펀드|프로젝트))"), "한국과 미국의 "),
    (re.compile(rf"(\S+)에 빗장{_END}"), r"\1 차단"),
    (re.compile(rf"({_SUM}) (?:코앞|눈앞){_END}"), r"\1에 육박"),
    (re.compile("(?<=주춤[한할] )새(?= )"), "사이"),
    (re.compile(f"(?<=[가-힣A-Z] )훨훨{_END}"), "급등"),
    (re.compile(f"(?<![가-힣])씨가? (?:말랐다|마른다){_END}"), "사라졌다"),
    (re.compile("(?<=[가-힣] )돈 (?=내는 (?:사람|이용자|회원|고객|건|곳))"), "돈을 "),
    (re.compile(f"(?<=[남녀위카세] )전면에{_END}"), "전면에 내세워"),  # an heir
    (re.compile("^(.*(?:헌재|헌법재판소).*탄핵심판.*)선고"), r"\1결정"),  # no sentence
    (
        re.compile("((?:유럽|미국|중동|북미|남미|일본|중국|인도|동남아|해외|글로벌)(?: 시장)?) 뚫은(?= )"),
        r"\1 진출한",
    ),
    (re.compile("(?<![가-힣A-Za-z])K석화(?![가-힣]{2})"), "국내 석유화학"),
    (re.compile(rf"(?<=\d)선 안착{_END}"), "선에 올라서"),
    (re.compile("(?<=집값 )잡으려(?=다)"), "안정시키려"),
    (re.compile(r"(?<![가-힣])개미(?= ['‘]?(?:사자|팔자|매수|매도))"), "개인투자자"),
    (re.compile(rf"(?<=\S만) 웃었다{_END}"), " 이익을 봤다"),
    (re.compile(r"(?<=[”\"] )(\S+(?: [가-힣]{1,3})?) 한마디에(?= )"), r"\1 말에"),
    # Of what is sold cheaply; an "airstrike" of shops.
    (
        re.compile(
            "(?<![가-힣])((?:알리|테무|쉬인|샤오미|BYD|비야디|C커머스|중국산|중국차|저가)['’]?의?) 공습"
        ),
        r"\1 공세",
    ),
    # "상권은 지금": the model answers, and makes the answer up.
    (re.compile(r"([가-힣][은는]) 지금$"), r"\1 어떻게 됐나"),
)


def of_headlines(text: str) -> str:
    """Text with what only headlines say in other words: 세븐일레븐 판 롯데 is 세븐일레븐을 매각한 롯데.

    Args:
        text: Plain text, such as 운임 석 달 새 반토막…; a marker may stand for a name.
    """
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text
