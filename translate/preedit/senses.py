"""Words that a model takes in another sense or does not know, and others of the meaning that is meant."""

from __future__ import annotations

import re

from translate.preedit.particles import LIQUID

_CLAIM = "(?:우려|전망|관측|의구심|불안감?|의혹|비판|심리|[가-힣]론|[가-힣]설)"
_SENTENCE = r"((?:징역|금고|벌금)(?: <\d+>[^<]+</\d+>| \d\S*)+|사형|무기징역)"
_OFFICE = (
    "(?:장관|차관|의원|의장|총리|대통령|대사|대표|사장|원장|위원|위원장|수석|시장|교수|회장|실장|청장|지사|감독|총장"
    "|대변인|보좌관|총재|판사|검사|비서관|본부장|국장|임원|이사|행장|특보|단장|사령관)"
)
_GROUP = (
    "[가-힣]*(?:직장인|직원|회원|공무원|학생|국민|시민|농민|소비자|근로자|노동자|이용자|유권자|응답자|환자|청년|노인|세대"
    "|기업|스타트업|업체|부모|여성|남성|의사|교사|기사|고교생|가구|농가)"
)
_COST = "(?<![장준정대설소경])비|비용|자금|절반|전액|[\\d만억조천]원|won</\\d+>"
_SAME = (
    (
        re.compile(r"(?<![가-힣])(?:그 ?)?다음 ?해(?=(?:에|부터|까지|는|의|엔|에는|에도|에만)?[\s,.])"),
        "이듬해",
    ),
    (re.compile(r"호재다(?=[\s.”\"]|$)"), "좋은 소식이다"),
    # Behind a bare noun the model takes a latecomer for a pioneer; "시장의 후발주자로서" it understands.
    (
        re.compile(r"(?<=[^\s.,…!?의은는이가을를에로서도며고히게적한된인]) 후발 ?주자로서"),
        "에 뒤늦게 뛰어든 기업으로서",
    ),
    (re.compile(r"(?<![가-힣])선 (?=넘)"), "선을 "),
    # An advisory that is issued (내려졌다) is lifted for it; 양산, mass production, is a city.
    *(
        (re.compile(rf"((?:특|경|주의)보가?) 내려{form}"), rf"\1 발령{same}")
        for form, same in (("졌", "됐"), ("지", "되"), ("진", "된"))
    ),
    (
        re.compile(
            r"(?<![가-힣])양산(?=[에을] (?:들어|돌입|나서|성공|시작)| (?:목표|시작|돌입|성공|개시|[단원]가))"
        ),
        "대량생산",
    ),
    (re.compile("(?<=[가-힣%] )(?<![로에] )['‘]?뚝['’]?(?=[…,]|$)"), "급감"),
    (re.compile("(?<![가-힣])법정서(?= )"), "법정에서"),
    # "5년 새 두 달 가까이 늘었다" is not twice as long.
    *(
        (
            re.compile(rf"(?<!\d)(\d\d? ?년) (?:새|사이) {span} (?:(?:가까이|가량|정도) )?늘(?=[었어])"),
            rf"\1 전보다 {same} 늘",
        )
        for span, same in (
            *((f"{month} 달", f"{n}개월") for n, month in enumerate(("한", "두", "[세석]", "[네넉]"), 1)),
            (r"(\d\d? ?(?:개월|시간|분|일))", r"\2"),
        )
    ),
    (re.compile(r"(?<![가-힣])([가-힣]) 모 ?(?=(?:\((?:\d+|<\d+>\d+</\d+>)\) ?)?씨)"), r"\1모"),
    # The county, where 군 may be the army; 저의, what is behind it, may be "my".
    (
        re.compile(
            "^(?!.*(?:병력|국방|장병|북한|군사))(?=.*(?:군수[는가도]|군민|소멸))(.*?)"
            "(?<![가-힣])(우리|이웃|인근) 군(?=[은이을의도과에으])"
        ),
        r"\1\2 지역",
    ),
    (re.compile("(?<![가-힣])군이 (?=대피령|(?:주민 )?대피 명령)"), "군청이 "),
    (re.compile("^(?=.*(?:어르신|농가|농민|군민|축제|관광객))(.*?)(?<![가-힣])군 관계자"), r"\1군청 관계자"),
    (
        re.compile("저의(?=(?:가 (?:무엇|뭐|뭔|의심|궁금|있|드러)|를 (?:의심|드러|파악|숨기|감추|따져)))"),
        "숨은 의도",
    ),
    (re.compile("(?<=국민) 보기(?:에)? (?=부끄|민망|창피|미안|송구)"), " 앞에 "),
    (re.compile("장담하기 (?:어렵|힘들)(?=[다고지])|장담할 수 없(?=[다고지])"), "확신할 수 없"),
    *(
        (re.compile(f"((?:(?<!방)[법안]|안건)을 )상정{form}"), rf"\1안건으로 {same}")
        for form, same in (("하", "올리"), ("했", "올렸"), ("한", "올린"), ("할", "올릴"), ("해", "올려"))
    ),
    (re.compile('^(?=.*(?:의원|국회|[여야]당|상인|업계|단체|노조))(.*는 )법(?=["”]이라[고며는])'), r"\1법안"),
    *(
        (re.compile(f"딴판이{form}"), same)
        for form, same in (
            ("라(?=[고는며])", "전혀 다르다"),
            ("었", "전혀 달랐"),
            ("(?=[다고며지])", "전혀 다르"),
        )
    ),
    (re.compile("승산이 없"), "이길 가능성이 없"),
    # The pension, not the service that invests it.
    *(
        (
            re.compile(
                "^(?=.*(?:기초연금|퇴직연금|노후|가입자|보험료|소득대체율|수급|수령|연금개혁))"
                f"(.*?국민연금){particle}(?=[ ,])"
            ),
            rf"\1 제도{after}",
        )
        for particle, after in (
            *(("은", "는"), ("이", "가"), ("을", "를"), ("과", "와")),
            *((same, same) for same in ("의", "도", "만", "만으로")),
        )
    ),
    # "다음 달 초까지" it takes for its end; 무 is a radish where it has a price; 전차, a tank, is no car.
    (re.compile(r"((?:달|\d월) 초)까지"), r"\1순까지"),
    (re.compile("(?<![가-힣])무(?=[는가를와]? (?:개당|한 개|1개|값|가격|소매가|도매가))"), "무우"),
    (
        re.compile(
            "^(?=.*(?:K2|방산|국방|군사|육군|기갑|장갑차|자주포|포탑|탄두|무기|드론|폴란드|러시아|우크라|로템))(.*?)"
            "(?<![가-힣])전차(?=[은는이가을를의와도에 ,])"
        ),
        r"\1탱크",
    ),
    (re.compile("^(?=.*(?:회사|노조|직원|조직|[두양]사|통합|합병|인수))(.*?)화학적 결합"), r"\1융합"),
    # A plant that is stopped, not built; a line of power, not of a railway; talks that go nowhere.
    *(
        (
            re.compile(
                "^(?=.*(?:남아돌|멀쩡|파업|고장|정비|과잉))(.*(?:발전소|원전|공장|라인|열차|설비)[를을]) "
                f"세{form}"
            ),
            rf"\1 멈{same}",
        )
        for form, same in (
            ("우(?=[고며는기지])", "추"),
            ("운(?=다| )", "춘"),
            ("웠", "췄"),
            ("울(?= )", "출"),
            ("워(?=[ ,])", "춰"),
        )
    ),
    (
        re.compile("^(?=.*(?:송전|kV|HVDC|전력|변전))(.*?)(?<![가-힣])선로(?=[은는이가을를의와도에 ,])"),
        r"\1송전선로",
    ),
    *(
        (
            re.compile(f"^(?=.*(?:[소특]위|위원회|국회|협상|논의|회의|청문회))(.*?)(?<![가-힣])공전{form}"),
            rf"\1{same}",
        )
        for form, same in (("하고 있", "멈춰 있"), ("했", "멈췄"), ("하는", "멈춘"), ("하면", "멈추면"))
    ),
    (re.compile('(?<=[”"]고 )고개를 숙(?:였|인(?=다))'), "사과했"),
    (re.compile("(?<=[가-힣]도) 못 신고(?= )"), " 신지 못하고"),
    (re.compile("(?<=[가-힣][설론]) 솔솔(?=[…,]|$)"), " 제기"),
    (re.compile("(?<![가-힣])효자는(?= (?:단연|역시|바로) )"), "가장 크게 기여한 것은"),
    *(
        (re.compile(f"지지하지 않는다는 (?:응답|답변){particle}(?= )"), f"부정 평가{after}")
        for particle, after in (("은", "는"), ("이", "가"), ("도", "도"))
    ),
    *(
        (re.compile(f"((?:반응|호응)[이은도]) 뜨{form}"), rf"\1 매우 좋{same}")
        for form, same in (("거웠", "았"), ("거운", "은"), ("거우", "으"), ("거워", "아"), ("겁", ""))
    ),
    *(
        (re.compile(f"((?:평가|의견|반응|시각|전망|여론)[은는이가도]) (?:크게 )?갈{form}"), rf"\1 나{same}")
        for form, same in (("리(?=[고며는기지])", "뉘"), ("린", "뉜"), ("렸", "뉘었"), ("려", "뉘어"))
    ),
    (re.compile("(?<=[을를]) 빼놓고(?! (?:말|논|이야기|설명|얘기))"), " 제외하고"),
    (re.compile("희망하는 (?=학교|사람|주민|기업|가구|학생|직원|환자|곳)"), "원하는 "),
    # Passengers pay fares, shippers freight rates.
    (
        re.compile(
            "^(?=.*(?:철도|열차|KTX|SRT|항공|지하철|버스|택시|여객|승객|이용객|유가족))(.*?)(?<![가-힣])운임"
        ),
        r"\1요금",
    ),
    # 후문 is hearsay before it is a back gate, 숙제 a task; 웃돈 is no premium where a forecast is exceeded.
    (re.compile("(?<=다)는 후문이(?=다)"), "고 전해졌"),
    (re.compile("((?:묵은|오랜|남은|무거운|어려운|풀어야 할) )숙제"), r"\1과제"),
    (
        re.compile(r"(?<=[를을)])((?: \S+){0,3}) 웃돈(?= (?:것|결과|수치|수준|값|실적|성적|데|점))"),
        r"\1 넘어선",
    ),
    (re.compile("(?<![가-힣])(하루|이틀|일주일) 새(?= )"), r"\1 사이"),
    *(
        (re.compile(f"쓸 ?만{form}"), f"쓸모 있{same}")
        for form, same in (
            ("해졌", "게 됐"),
            ("하(?=[다고지])", ""),
            ("한(?= )", "는"),
            ("했", "었"),
            ("해(?=[ ,])", "어"),
        )
    ),
    *(
        (re.compile(f"(전망|앞날|미래|분위기)([이은도]|[가는]) 밝지(?:만은)? 않{form}"), rf"\1\2 어둡{same}")
        for form, same in (("(?=[다고지])", ""),)
    ),
    *(
        (re.compile(f"(?<=[개원러인움][를을] )도난당{form}"), same)
        for form, same in (
            ("한(?= )", "잃은"),
            ("했", "잃었"),
            ("하(?=[고며])", "잃"),
            ("해(?=[ ,])", "잃어"),
        )
    ),
    # A wall has cracks, and no gold; 차로 is a lane, not by car; 사거리 is a range of missiles, too.
    *(
        (re.compile(f"(?<![가-힣])금이 {form}"), f"균열이 {same}")
        for form, same in (
            ("가(?=[고며는기면]|지(?![고지]))", "생기"),
            ("간(?=다| )", "생긴"),
            ("갔", "생겼"),
            ("갈(?= )", "생길"),
            ("가(?= )", "생겨"),
        )
    ),
    *(
        (re.compile(rf"((?:\d|>)개 |왕복 \d+)차로{particle}"), rf"\1차선{after}")
        for particle, after in (
            ("가", "이"),
            ("를", "을"),
            ("는", "은"),
            ("와", "과"),
            *((f" {n}", f" {n}") for n in ("중", "가운데")),
        )
    ),
    (re.compile(r"(?<!\S)한 사거리(?=에서|에는|에선|[ .,]|$)"), "한 네거리"),
    # Who is chosen is not hidden; who leaves a business does not tidy it up, nor change 20 managers' clothes.
    *(
        (
            re.compile(
                rf"((?:대상자|사업자|승자|패자|우승자|우승팀|후보|당선인|승패|승부|순위|주인공)[을를]) {form}"
            ),
            rf"\1 정{same}",
        )
        for form, same in (
            ("가리(?=[는고며기자지면])", "하"),
            ("가린(?=다| )", "한"),
            ("가릴(?= )", "할"),
            ("가렸", "했"),
            ("가려(?= )", "해"),
        )
    ),
    (re.compile("사업을 정리(?=[하했한할해])"), "사업에서 철수"),
    *(
        (re.compile(f"명을 갈아 ?치{form}"), f"명을 교체{same}")
        for form, same in (("웠", "했"), ("운(?=다| )", "한"), ("우(?=[고며는기지])", "하"), ("워", "해"))
    ),
    # A firm has no face; who is poised to do something will probably do it.
    (re.compile("(?<=[한운은] )표정이(?=다|었|고|지만|라고)"), "모습이"),
    (re.compile(f"(?<=[{LIQUID}] )태세(?:이)?(?=다)"), "것으로 보인"),
    # All customers, not former ones, nor 전 국민의힘 의원; what happens 열흘 사이 takes ten days.
    (
        re.compile(
            "(?<![가-힣])전 (?=(?:고객|국민|가구|품목|매장|지점|노선|차종|학년|과목)"
            "(?:[은는이가을를과와도의]|에게?|에서|으?로)(?![가-힣]))"
        ),
        "모든 ",
    ),
    (
        re.compile(r"(이틀|[사나]흘|닷새|열흘|보름|[한두세] 달) 사이(?:에)? (?=(?:<\d+>|\d|무려|약))"),
        r"\1 동안 ",
    ),
    *(
        (re.compile(f"(?<=우군|도움|지원|일손|자금)이 아{form}"), f"이 필요{same}")
        for form, same in (("쉽", "하"), ("쉬운", "한"), ("쉬웠", "했"), ("쉬워", "해"))
    ),
    (re.compile("온도 차(?=[가도] (?:여전|뚜렷|드러|감지)|를 (?:드러|확인))"), "온도차"),
    *(
        (
            re.compile(rf"(?<![가-힣\d]){short}([1-6])(?=[은는이가을를의도에 ,·…]|생(?![가-힣])|$)"),
            rf"{school} \1학년",
        )
        for short, school in (("고", "고등학교"), ("중", "중학교"), ("초", "초등학교"))
    ),
    # What gets in the way, with nobody named; who pays the price.
    *(
        (re.compile(f"(?<=[가-힣>][이가도]) 발목을 잡{form}"), f" 걸림돌이 {same}")
        for form, same in (
            ("았", "됐"),
            ("(?=[고며지])", "되"),
            ("는", "되는"),
            ("은", "된"),
            ("을", "될"),
            ("아(?=[ ,서])", "돼"),
        )
    ),
    (re.compile(r"((?:\S+의 )?)대가는 (\S+[이가]) (?:고스란히 |결국 )?치르"), r"\2 \1대가를 치르"),
    *(
        (re.compile(f"(?<=주장이 )맞{form}"), f"대립{same}")
        for form, same in (("서(?=[고며지])", "하"), ("선", "한"), ("섰", "했"))
    ),
    (re.compile("(?<=는 )쪽을 (?=택|선택)"), "방법을 "),
    (re.compile("바퀴(씩)? (?=(?:지구|달|화성|트랙|운동장|호수)[를을] (?:돌|돈다|도는))"), r"번\1 "),
    (re.compile("(?<![가-힣])민간이 (?=(?:이끌|주도|맡|도맡|나서|개발|참여|투자))"), "민간 기업이 "),
    # Who bears the cost, not 대기업, nor 장비를 대기; who may not be choosy.
    *(
        (re.compile(rf"((?:{_COST})[은는을를] (?:결국 )?(?:\S+[이가] )?){form}"), rf"\1부담{same}")
        for form, same in (
            ("댔(?=다|고|으|지)", "했"),
            ("대(?=(?:고도?|며|는|기로|기도)(?: |$))", "하"),
            ("댈(?= )", "할"),
            ("댄(?=다| )", "한"),
        )
    ),
    *(
        (
            re.compile(f"찬밥 더운밥(?:을)? 가릴 (?:처지|때|상황|형편)[가이는은]? 아니{form}"),
            f"선택의 여지가 없{same}",
        )
        for form, same in (("라(?=[고는며])", "다"), ("었", "었"), ("(?=[다고며지])", ""))
    ),
    (re.compile("^(?=.*대통령)(.*)(?<![가-힣])(?<!대통령 )전용기(?=[가는에를])"), r"\1대통령 전용기"),
    (re.compile("(?<=[가-힣])인 양(?= (?:속|행세|꾸|포장|홍보|선전|떠들))"), "인 것처럼"),
    (re.compile("따라올 (?:곳|자|사람|기업|업체|회사)[이가] 없"), "누구도 따라올 수 없"),
    (re.compile(rf"(?<![가-힣])({_GROUP}) (<\d+>\d[\d.]*%</\d+>|\d[\d.]*%) (?=[\"“])"), r"\1의 \2 "),
    (re.compile("^어기면 "), "이를 위반하면 "),
    (re.compile("절반에 가까운"), "거의 절반인"),
    *(
        (re.compile(f"((?:지적|반발|우려|비판|반론|목소리)[도이가]) 만만(?:찮|치 않){form}"), rf"\1 많{same}")
        for form, same in (("다", "다"), ("아", "아"), ("았", "았"), ("은", "은"), ("고", "고"), ("게", "이"))
    ),
    (re.compile("(?<=[원>])꼴(?=이[다었며고])"), ""),
    (re.compile("(?<![가-힣])열에 하나(?:꼴)?"), "열 개 중 하나"),
    (re.compile(r"(?<=[\d만>])대분의 (?=배터리)"), "대에 쓸 "),
    (re.compile("(?<![가-힣])석 달(?= [뒤후])"), "세 달"),
    *(
        (re.compile(f"((?:동결|인상|인하|찬성|반대|가결|부결|도입|폐지|통과)에) 손을 {form}"), rf"\1 {same}")
        for form, same in (
            ("들었", "투표했"),
            ("들(?=[고며])", "투표하"),
            ("든(?= )", "투표한"),
            ("들어", "투표해"),
        )
    ),
    # To kneel to a rival is to lose, "두 달 새" is no bird, 강진 a county only in the south.
    *(
        (re.compile(rf"(?<!앞)(?<!닥)(?<!땅)(?<!자리)에(?:게)? 무릎을? 꿇{form}"), rf"에 패{same}")
        for form, same in (("었", "했"), ("고", "하고"), ("으며", "하며"), ("은", "한"), ("어", "해"))
    ),
    (
        # not "23일 새 모델을 냈다", nor "2026년 새 모델"
        re.compile(r"((?<!\d)\d\d? ?(?:[달년주]|개월|시간)|[한두세석넉몇] (?:[달해주]|시간)|[사나]흘) 새 "),
        r"\1 사이 ",
    ),
    (re.compile(r"^(?!.*(?:전남|강진군))(.*?)(?<![가-힣])강진(?=[이은을에으과도,… ]|$)"), r"\1강한 지진"),
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
    (re.compile("(?<![을를] )적지 않(?=은|고|지만|으며)|(?<![을를에] )적지 않(?=았|다|아)"), "많"),
    (re.compile(r"[을를] (?:코앞|눈앞|목전)에 두고(?!서)"), " 직전에"),
    (re.compile(r"[을를] (?:코앞|눈앞|목전)에 둔"), " 직전의"),
    (re.compile(r"((?:\d|>)\S*째|연속) 내리 "), r"\1 "),
    # A worry that raises its head comes up; a person raises his.
    *(
        (
            re.compile(rf"({_CLAIM}[이가]) (?:다시 )?고개를 {form}"),
            same,
        )
        for form, same in (("들었", r"\1 나왔"), ("들(?=[고면며자])", r"\1 나오"), ("든(?= )", r"\1 나온"))
    ),
    *(
        (re.compile(rf"((?:모델|앱|서비스|게임|콘텐츠)[을를]) ['‘]?입점['’]?{form}"), rf"\1 {same}")
        for form, same in (
            ("시키면", "넣으면"),
            ("시키", "넣"),
            ("시킨", "넣은"),
            ("시켰", "넣었"),
            ("시켜", "넣어"),
        )
    ),
    # What newspapers have heard is not "known": 전해졌다 it takes for "reportedly".
    (re.compile("(?<=것으로 )알려졌(?=다|고|으며|지만|으나)"), "전해졌"),
    (re.compile("공산(?=이 (?:크|커|높|있))"), "가능성"),
    # The economy, where 경기 may be a match; 반기다, to welcome, is no half.
    (
        re.compile(
            "(?<![가-힣])경기(?=[가도] "
            "(?:나빠|나쁘|좋아[지졌]|되?살아나|회복|침체|둔화|얼어|꺾|식|바닥|위축))"
        ),
        "경제",
    ),
    *(
        (re.compile(rf"([을를] )반{form}"), rf"\1환영{same}")
        for form, same in (
            ("기(?=[고며지면는자던])", "하"),
            ("긴(?=다| )", "한"),
            ("겼", "했"),
            ("길(?= )", "할"),
            ("겨", "해"),
        )
    ),
    # "대표로 부상했다": he emerged; "부상한 선수" is injured. "장관을 지냈다" it takes for "appointed".
    (re.compile("(?<=로 )부상(?=[하했한할해])"), "급부상"),
    *(
        (re.compile(rf"({_OFFICE}[을를] (?:\S+ 번 |두루 |차례로 |잇달아 |각각 )?)지{form}"), rf"\1역임{same}")
        for form, same in (("냈", "했"), ("낸", "한"), ("내(?=[고며다면])", "하"))
    ),
    (re.compile("(?<=명)의 사상자가 (?:났|나왔|발생했)(?=[다고으지])"), "이 죽거나 다쳤"),
    (
        re.compile("(?<=명)의 사상자를 낸(?= (?:[가-힣]+ )?(?:사고|화재|참사|붕괴|폭발|지진|충돌))"),
        "이 죽거나 다친",
    ),
    (re.compile("(?<=[원억만러금>][을를] )출연(?=[하했한할해])"), "기부"),
    *(
        (re.compile(rf"((?:장관|대표|의원|후보|총리|대통령|회장|측근)[을를]) 감{form}"), rf"\1 두둔{same}")
        for form, same in (
            ("쌌", "했"),
            ("싸(?=[고며지면는])", "하"),
            ("싼(?=다| )", "한"),
            ("싸(?=[ ,])", "해"),
        )
    ),
    *(
        (re.compile(f"{number}[곱갑]절{particle}"), f"{times}{after}")
        for number, times in (("(?<=[세네] )", "배"), ("(?<=다섯 )", "배"), ("(?<![가-힣])", "두 배"))
        for particle, after in (("이나", "나"), ("이(?![가-힣])", "가"), ("을", "를"), ("은", "는"), ("", ""))
    ),
    *(
        (re.compile(f"한둘이 아니{form}"), same)
        for form, same in (("라(?=[고는며])", "많다"), ("었", "많았"), ("(?=[고다며지])", "많"))
    ),
    (re.compile("옛말이(?=다)"), "옛말이 됐"),
    (re.compile("(?<![가-힣])인수(?=[가는도] (?:무산|결렬|불발|성사|좌초))"), "기업 인수"),
    (re.compile(r"((?:\d|>) ?거래일)째"), r"\1 연속"),
    # Of "원전 2기" it makes the second plant.
    *(
        (re.compile(rf"((?:원전|원자로|위성|미사일|터빈|포대|팹) ){n}기(?![가-힣]{{2}})"), rf"\1{korean} 기")
        for n, korean in enumerate(["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"], 2)
    ),
    # "인스타그램의 모회사 메타의 …": of three names in a row it leaves one out.
    (
        re.compile(r"(?<=\S)의 (모회사|자회사|운영사|제조사|개발사) (?=(?:<\d+>[^<]+</\d+>|[^\s,<]{2,})의 )"),
        r" \1인 ",
    ),
    # "…한 애플의 또 다른 성과다." has no subject: the deed before it is taken for it.
    (re.compile(r"^(?!.*[은는이가도] )(?=.+[한인된온] \S+의 또 다른 [^.]{1,20}다\.$)"), "이는 "),
    # "X가 이례적인 것은 … 때문이다": X is that because …; "the unusual X are because" is no English.
    *(
        (
            re.compile(
                rf"^([^,]{{2,60}}?){subject} (\S+(?<!중)(?<!것))인 (?:것은|이유는) ([^.?!]* 때문)이다(?=\.$)"
            ),
            rf"\1{topic} \3에 \2이다",
        )
        for subject, topic in (("이", "은"), ("가", "는"))
    ),
    # "X가 중요한 것은 … 때문이다": the reason, not the important thing.
    (re.compile(r"(?<![다라]는) 것은(?! 아니)(?=[ ,][^.?!]*때문이(?:다|었다|라고))"), " 이유는"),
)


def in_one_sense(text: str) -> str:
    """Text whose words of several senses are others of one: 강진, a county, too, becomes a strong earthquake.

    Args:
        text: Plain text, such as 새벽에 강진이 났다; a marker may stand for a name.
    """
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text
