"""What is said of parliaments, courts and offices, in words that a model does not take for something else."""

from __future__ import annotations

import re

_SENTENCE = r"((?:징역|금고|벌금)(?: <\d+>[^<]+</\d+>| \d\S*)+|사형|무기징역)"
_OFFICE = (
    "(?:장관|차관|의원|의장|총리|대통령|대사|대표|사장|원장|위원|위원장|수석|시장|교수|회장|실장|청장|지사|감독|총장"
    "|대변인|보좌관|총재|판사|검사|비서관|본부장|국장|임원|이사|행장|특보|단장|사령관)"
)
_SAME = (
    # The county, where 군 may be the army; the public is who is to be ashamed before.
    (
        re.compile(
            "^(?!.*(?:병력|국방|장병|북한|군사))(?=.*(?:군수[는가도]|군민|소멸))(.*?)"
            "(?<![가-힣])(우리|이웃|인근) 군(?=[은이을의도과에으])"
        ),
        r"\1\2 지역",
    ),
    (re.compile("(?<![가-힣])군이 (?=대피령|(?:주민 )?대피 명령)"), "군청이 "),
    (re.compile("^(?=.*(?:어르신|농가|농민|군민|축제|관광객))(.*?)(?<![가-힣])군 관계자"), r"\1군청 관계자"),
    (re.compile("(?<=국민) 보기(?:에)? (?=부끄|민망|창피|미안|송구)"), " 앞에 "),
    # "도로 검찰청" is one again, and no road; public opinion that is tight is divided.
    (re.compile("(?<![가-힣])도로 (?=[가-힣]{2,8}[당청부][\"”'’])"), "다시 "),
    (re.compile("(?<=의석수)에서 (?:밀리는|뒤지는)(?= )"), "가 적은"),
    (re.compile("(?<=여론)([은이도]) 팽팽(?:하다|했다|히 맞[선섰]다)"), r"\1 반반으로 갈렸다"),
    (re.compile("([가-힣])(?:한다|하겠다)는 시간표를 (?:짰|세웠)다"), r"\1할 계획이다"),
    # A bill and what becomes of it: 공포 of a law is no fear, 재고 no stock, 공 no man; a missed deadline.
    *(
        (re.compile(f"((?:(?<!방)[법안]|안건)을 )상정{form}"), rf"\1안건으로 {same}")
        for form, same in (("하", "올리"), ("했", "올렸"), ("한", "올린"), ("할", "올릴"), ("해", "올려"))
    ),
    (re.compile('^(?=.*(?:의원|국회|[여야]당|상인|업계|단체|노조))(.*는 )법(?=["”]이라[고며는])'), r"\1법안"),
    (
        re.compile(
            r"^(?=.*(?:법|시행|개정))(.*?)(?<![가-힣])공포(?= (?:\S+ )?(?:뒤|후|즉시|절차)|[된되됐]|일)"
        ),
        r"\1공표",
    ),
    *(
        (
            re.compile(
                f"((?:시한|(?<!유통)(?<!소비)기한)(?:인 [^,.을를]{{2,20}})?[을를] )(?:또 |결국 )?넘{form}"
            ),
            rf"\1지키지 못{same}",
        )
        for form, same in (
            ("길(?= )", "할"),
            ("겼", "했"),
            ("긴(?=다| )", "한"),
            ("기(?=[고며나게는])", "하"),
        )
    ),
    (re.compile("재고(?=를 (?:호소|요청|요구|촉구|당부)|해 (?:달|줄)|할 (?:여지|필요)|의 여지)"), "재검토"),
    (re.compile(r"(?:(?<=^)|(?<=이제 ))공은 (?=[^.]*(?:에게|으?로) 넘어[가갔간])"), "최종 결정은 "),
    *(
        (re.compile(f"((?:[법초]안|개정안|시행령)을 )다듬{form}"), rf"\1마련{same}")
        for form, same in (("(?=[고기지])", "하"), ("는", "하는"), ("었", "했"), ("어", "해"), ("을", "할"))
    ),
    (re.compile("(?<=[을를] )종용(?=[하했한할해])"), "촉구"),
    (re.compile("방탄(?:을)? (?=위한 )"), "보호를 "),
    *(
        (
            re.compile(f"^(?=.*(?:[소특]위|위원회|국회|협상|논의|회의|청문회))(.*?)(?<![가-힣])공전{form}"),
            rf"\1{same}",
        )
        for form, same in (("하고 있", "멈춰 있"), ("했", "멈췄"), ("하는", "멈춘"), ("하면", "멈추면"))
    ),
    *(
        (re.compile(f"((?:동결|인상|인하|찬성|반대|가결|부결|도입|폐지|통과)에) 손을 {form}"), rf"\1 {same}")
        for form, same in (
            ("들었", "투표했"),
            ("들(?=[고며])", "투표하"),
            ("든(?= )", "투표한"),
            ("들어", "투표해"),
        )
    ),
    # Words of courts: 인용하다 is to grant, not to quote, 구형하다 to ask for a sentence, not to pass it.
    *(
        (re.compile(rf"((?:신청|청구|심판)을 (?:(?:일부|모두|전부) )?)인용{form}"), rf"\1받아들{same}")
        for form, same in (("하", "이"), ("했", "였"), ("한", "인"), ("할", "일"), ("해", "여"))
    ),
    (re.compile(r"((?:혐의|범죄사실)[가는이] (?:\S+ ){0,2})소명(?=[되된됐될])"), r"\1입증"),
    (re.compile(r"(?<!\S)([가-힣]+[^\s의은는이가을를도에서]) 손을 (?=들어 ?[주준줬줄])"), r"\1의 손을 "),
    *(
        (re.compile(rf"(?<=[원러돈품금>])을 뜯어{form}"), rf"을 갈취{same}")
        for form, same in (("낸", "한"), ("냈", "했"), ("내(?=[고려기는])", "하"), ("내(?=[ ,])", "해"))
    ),
    *(
        (re.compile(rf"{before} {_SENTENCE} 구형$"), after)
        for before, after in (
            (r"(?<=[가-힣])(?<![은는이가을를에게께])", r"에 \1을 구형했다"),
            ("(?<=에|게)", r" \1을 구형했다"),
        )
    ),
    *(
        (re.compile(rf"((?:사의|사표)를 (?:[^,.을를 ]+ ){{0,3}})수리{form}"), rf"\1받아들{same}")
        for form, same in (("하", "이"), ("했", "였"), ("한", "인"), ("할", "일"), ("해", "여"))
    ),
    # "장관을 지냈다" it takes for "appointed"; who holds an office has a plane, and is stood up for.
    *(
        (re.compile(f"지지하지 않는다는 (?:응답|답변){particle}(?= )"), f"부정 평가{after}")
        for particle, after in (("은", "는"), ("이", "가"), ("도", "도"))
    ),
    (re.compile("^(?=.*대통령)(.*)(?<![가-힣])(?<!대통령 )전용기(?=[가는에를])"), r"\1대통령 전용기"),
    *(
        (re.compile(rf"({_OFFICE}[을를] (?:\S+ 번 |두루 |차례로 |잇달아 |각각 )?)지{form}"), rf"\1역임{same}")
        for form, same in (("냈", "했"), ("낸", "한"), ("내(?=[고며다면])", "하"))
    ),
    # From a post, not from a horse.
    (re.compile("^(?!.*(?:경선|[총대]선|선거))([^.]*(?:후보|지명자|내정자|장관)[^.]*)낙마(?!의)"), r"\1사퇴"),
    *(
        (re.compile(rf"((?:장관|대표|의원|후보|총리|대통령|회장|측근)[을를]) 감{form}"), rf"\1 두둔{same}")
        for form, same in (
            ("쌌", "했"),
            ("싸(?=[고며지면는])", "하"),
            ("싼(?=다| )", "한"),
            ("싸(?=[ ,])", "해"),
        )
    ),
    # "12억원을 물어 주라고": to pay for damage, not to ask for it.
    (
        re.compile(r"((?:[\d억만천]원|달러|won</\d+>|dollars</\d+>)[을를] )물어 ?(?=[주줘줬준줄])"),
        r"\1배상해 ",
    ),
)


def of_public_affairs(text: str) -> str:
    """Text on public affairs in plain words: 재고를 요청했다 becomes 재검토를 요청했다, no stocks.

    Args:
        text: Plain text; a marker may stand for a name or a number.
    """
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text
