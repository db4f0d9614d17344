"""What is said of markets and money, in words that a model does not take for something else."""

from __future__ import annotations

import re

_MARKET = "(?:공매도|증시|증권|주식|주가|코스피|코스닥|순매[수도]|외국인|기관)"
_TRADED = "순매|팔아|팔았|판다|팔며|팔고|사들|매수|매도"
_RATE = r"(?:<\d+>[\d.]+%</\d+>|[\d.]+%)"
_SAME = (
    *(
        (re.compile(f"((?:실적|성적)을 )견인{form}"), rf"\1이{same}")
        for form, same in (
            ("하(?=[고며기지])", "끌"),
            ("했", "끌었"),
            ("하는", "끄는"),
            ("한(?=다| )", "끈"),
            ("할", "끌"),
        )
    ),
    (re.compile("(?<![가-힣])인수(?=[가는도] (?:무산|결렬|불발|성사|좌초))"), "기업 인수"),
    (re.compile(r"((?:\d|>) ?거래일)째"), r"\1 연속"),
    (re.compile(r"(?<=\d선) 탈환(?=[…,]|$)"), " 회복"),
    (re.compile(r"((?:%|포인트)(?:</\d+>)?) (오르|내리)는 데 그쳐(?=[ ,])"), r"\1 소폭 \2며"),
    # "20조 핀테크 공룡": of won, which headlines leave out.
    (
        re.compile(
            r"^(?!.*(?:[법령]|규정|조례) ?제?\d)(.*?\d[조억])(?!.*[.다요]\W*$)"
            "(?= (?!(?:[명개건대표회배년엔톤번장인]|인구|달러|위안|유로|뷰|화소|광년|마리)(?![가-힣]{2}))"
            "(?!지원자|참가자|선수|학생|팀|경기)[가-힣])"
        ),
        r"\1원",
    ),
    (re.compile("동반 (?=[약강]세[를도이])"), "함께 "),
    # "내리라" is taken for a rise, and the number in "전망치를 20% 밑돌았다" for the forecast.
    (re.compile(r"(금리를 (?:[가-힣]+ )?)내리(?=[라자고기지면는려]|도록)"), r"\1인하하"),
    *(
        (re.compile(rf"(?<=[가-힣)])[를을] (<\d+>[^<]+</\d+>|\d[\d.]*%) {form}"), rf"보다 \1 {same}")
        for form, same in (
            ("밑돌았", "낮았"),
            ("밑돌고", "낮고"),
            ("밑도는", "낮은"),
            ("웃돌았", "높았"),
            ("웃돌고", "높고"),
            ("웃도는", "높은"),
        )
    ),
    *(
        (
            re.compile(rf"((?:소비|경기|수요|심리|실적|시장|업황|수출|투자|경제)[이가도은는] )살아{form}"),
            rf"\1회복{same}",
        )
        for form, same in (("났", "됐"), ("난", "된"), ("나(?=[고며면자지는])", "되"), ("날", "될"))
    ),
    (re.compile("(?:^|(?<=[\"“‘']))연내 인하(?=[는가도])"), "연내 금리 인하"),
    # "성장률을 1.0%로 올려 잡았고 내년은 1.8%로": whose 1.8% that is.
    (
        re.compile(
            r"((성장률|상승률)(?:[^.]|\.(?=\d))*? )(내년|올해|[상하]반기)[은는] (?=(?:<\d+>)?\d[\d.]*%)"
        ),
        r"\1\3 \2은 ",
    ),
    # Of the stock market: "개미", ants, and "개인" are small investors, "사자" is no lion, "8만전자" a price.
    (
        re.compile(rf"^(?=.*(?:{_MARKET}|[국회사]채|채권|엔저|환율|코인))(.*?)(?<![가-힣])개미들"),
        r"\1개인투자자들",
    ),
    *(
        (re.compile(rf"^(?=.*{_MARKET})(.*?)(?<![가-힣])개미{particle}(?= )"), rf"\1개인투자자들{same}")
        for particle, same in (("는", "은"), ("가", "이"), ("도", "도"))
    ),
    *(
        (re.compile(rf"^(?=.*{_MARKET})(.*(?:[조억]원?|won</\d+>)) ?(?:어치)? 던{form}"), rf"\1어치 팔{same}")
        for form, same in (("졌", "았"), ("지(?=[고며])", ""))
    ),
    *(
        (
            re.compile(
                rf"(?<![가-힣]){some}"
                rf"(?=(?:[은이도]|과 (?:외국인|기관|개인)[은이]) (?!.*(?:주택|아파트|부동산)).*(?:{_TRADED}))"
            ),
            rf"\g<0>{who}",
        )
        for some, who in (
            ("외국인", " 투자자들"),
            ("(?<!정부 |공공 |국가 |연구 |해당 |의료 )기관", "투자가들"),
            ("개인", "투자자들"),
        )
    ),
    (re.compile(rf"^(?=.*{_MARKET})(.*)(?<=['‘\"“])사자(?=['’\"”])"), r"\1매수"),
    (re.compile(rf"^(?=.*{_MARKET})(.*)(?<=['‘\"“])팔자(?=['’\"”])"), r"\1매도"),
    (re.compile(r"(?<=\d만)(?:전자(?!책|기기|제품|담배|우편)|닉스)"), "원대"),
    (re.compile(r"(?<=\d만) (?:전자|닉스)(?=['’])"), "원대"),
    # A policy rate "of 2.5% a year" is held "for another year".
    (re.compile(rf"(?<=기준금리를 )연 (?={_RATE}로 )"), ""),
    *(
        (re.compile(rf"(?<=기준금리를 )({_RATE}로) 묶{form}"), rf"\1 동결{same}")
        for form, same in (("었", "했"), ("은(?= )", "한"), ("기", "하기"), ("고", "하고"), ("는", "하는"))
    ),
    (re.compile(r"(\d{1,2})년 만기로(?= )"), r"\1-year maturity로"),  # not the first time in 30 years
    # "내주다" is to give, lend, lose …: "4,000선을 내줬다".
    *(
        (
            re.compile(rf"(?<=[\d만>])((?:원|달러|포인트)? ?선)(?:을|도|까지|마저)? 내{form}"),
            rf"\1 아래로 떨어{same}",
        )
        for form, same in (("줬", "졌"), ("준", "진"), ("주(?=[고며자기지면])", "지"))
    ),
    *(  # supply that is "tangled" is no shortage
        (re.compile(f"수급이 꼬{form}"), f"수급 균형이 깨{same}")
        for form, same in (("이(?=[고며면자])", "지"), ("인", "진"), ("여", "져"), ("였", "졌"), ("일", "질"))
    ),
    # "환율 1480원 뚫리자": it climbs above that; 주간 종가, at the end of the day session, is no weekly one.
    (re.compile(r"(?<=환율)(?:이)? (\S+(?:원| won</\d+>))(?:이)? 뚫리자"), r"이 \1을 넘자"),
    (re.compile("(?<=거래일 )주간(?: 거래)? (?=종가)"), ""),
    # "2900선" of an index is no length and no ship; who barely holds it does no pull-ups.
    (
        re.compile(
            rf"^(?!.*환율)(?=.*(?:{_MARKET}|장중|지수))(.*\d)선까지(?= (?:밀|떨어|하락|내려|후퇴|올|상승))"
        ),
        r"\1포인트까지",
    ),
    *(
        (re.compile(rf"(?<=포인트까지 )밀{form}"), f"떨어{same}")
        for form, same in (("리(?=[고며기지면는])", "지"), ("렸", "졌"), ("린", "진"), ("려", "져"))
    ),
    # "X가 최대 주주인 Y": whose shareholder X is; "1500원 턱밑" is just below it.
    (
        re.compile(
            r"(?:(?<=^)|(?<=[.,…“‘\"] )|(?<=[은는해서고며] ))([^\s,<]+|<\d+>[^<]+</\d+>)[이가] "
            r"((?:최대|[2-4]대|단일 최대|대) ?주주)인 (?=\S)"
        ),
        r"\2가 \1인 ",
    ),
    (re.compile("(?<=[원선>러트]) ?턱밑(?=까지|[…,’'])"), " 바로 아래"),
    (re.compile("^(?=.*환율)(.*)주간(?= 거래를 (?:마|끝))"), r"\1낮"),  # not a week's
    (re.compile("(?<![가-힣])물려 있(?=[던는] (?:코인|주식|종목|비트))"), "손실을 보고 있"),
    (re.compile(r"(?<=으로 )사상 최대(?=다(?:[.\s]|$)|였)"), "사상 최대치"),
    # "하루 885억원씩 부채가 쌓인다": so much each day.
    (
        re.compile(
            r"하루 (<\d+>[^<]+</\d+>|\d\S*(?:원|달러))씩 "
            r"(?=(?:[가-힣]*[^\W은는한된인던운] ){0,2}[가-힣]+[이가] )"
        ),
        r"매일 \1의 ",
    ),
    *(
        (re.compile(f"배에 육박{form}"), f"배에 {same}")
        for form, same in (
            ("했", "가까웠"),
            ("한다", "가깝다"),
            ("한(?= )", "가까운"),
            ("하는", "가까운"),
            ("하(?=[고지])", "가깝"),
            ("하며", "가까우며"),
            ("해(?=[ ,])", "가까워"),
        )
    ),
    (
        re.compile("무섭게(?= (?:치솟|오르|오른|올랐|늘어|늘고|늘었|성장|크고|뛰|불어나|급등|폭등))"),
        "가파르게",
    ),
    (re.compile(r"(?<=\d)선을 사이에 둔 (?:공방|줄다리기|힘겨루기)"), "포인트를 중심으로 한 등락"),
    (re.compile(r"(?<=\d)((?:원|달러|포인트)? ?선)에? 턱걸이(?=[\s,…]|$)"), r"\1 간신히 지켜"),
    # A yield that closes at the year's high does not close "for the year", or "for the first time".
    *(
        (
            re.compile(
                rf"^((?:[^.]|\.\d)*(?:금리|수익률)[은는이가] .*{_RATE})[에로] "
                r"(?:거래를 )?(?:마감|마치|마쳐)(?:해|하며|하면서|며)? ?"
                rf"연중 {end}[을를] (?:새로 썼|경신했|갈아치웠|기록했)다(?=\.?$)"
            ),
            rf"\1로 마감해 올해 들어 가장 {same}다",
        )
        for end, same in (("최고치?", "높았"), ("최저치?", "낮았"))
    ),
    # A level of an index, and no vessel; small investors, and no ants.
    *(
        (re.compile(rf"^(?!.*(?:환율|달러))(.*)(?<![\d,.])(\d{{4}})선{form}"), rf"\1\2포인트{same}")
        for form, same in (("을", "를"), ("이", "가"), ("은", "는"), ("(?=에|까지)", ""))
    ),
    (re.compile("(?<![가-힣])개미만(?= )"), "개인투자자만"),
    (re.compile("(?<![가-힣])줍줍"), "매수"),
    (re.compile("(?<![가-힣])개인의(?= (?:순매[수도]|매[수도]))"), "개인투자자들의"),
    (re.compile("(?<![가-힣])증권가는(?= )"), "증권사들은"),
    (re.compile("(?<![가-힣])증권가에(?:서는|선)(?= )"), "증권사들 사이에서는"),
    *(
        (re.compile(rf"가격제한폭(\([^()]*\))?까지 {form}(?= \S*\d)"), rf"{limit}\1인")
        for form, limit in (("(?:오른|치솟은|뛴|급등한)", "상한가"), ("(?:내린|떨어진|급락한)", "하한가"))
    ),
    (re.compile("(?<![가-힣])증권가의(?= (?:기대|전망|예상|평가|관측|분석|시각))"), "증권사들의"),
    *(
        (re.compile(f"((?:선물|채권|국채|주식|매물|물량|지분)을) 던{form}"), rf"\1 {same}")
        for form, same in (
            ("지(?=[고며자기])", "팔"),
            ("졌", "팔았"),
            ("질(?= )", "팔"),
            ("지면", "팔면"),
            ("진다", "판다"),
            ("지는", "파는"),
            ("져(?=[ ,])", "팔아"),
        )
    ),
    # "2.5배가 됐다" would be doubled.
    (re.compile(r"(?<=[1-9]\.\d배)가 됐(?=[다고지으])"), "로 늘었"),
    # "적게는 50억원, 많게는 300억원": not less than 50.
    (re.compile(r"(?<![가-힣])적게는 ([^,.]{2,30}?(?:, ?|에서 ))많게는 "), r"최소 \1최대 "),
    (re.compile(r"(?<=^현재 )(\d[\d,]*(?:곳|개|명|건|대))에 불과하다"), r"\1뿐이다"),
)


def of_markets(text: str) -> str:
    """Text with what is said of markets in other words: 개미들, ants, become 개인투자자들, small investors.

    Args:
        text: Plain text, such as 코스피 2900선 턱걸이; a marker may stand for a name.
    """
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text
