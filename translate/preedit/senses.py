"""Words that a model takes in another sense or does not know, and others of the meaning that is meant."""

from __future__ import annotations

import re

from translate.preedit.particles import LIQUID, OPEN

_CLAIM = "(?:우려|전망|관측|의구심|불안감?|의혹|비판|심리|[가-힣]론|[가-힣]설)"
_GROUP = (
    "[가-힣]*(?:직장인|직원|회원|공무원|학생|국민|시민|농민|소비자|근로자|노동자|이용자|유권자|응답자|환자|청년|노인|세대"
    "|기업|스타트업|업체|부모|여성|남성|의사|교사|기사|고교생|가구|농가)"
)
_COST = "(?<![장준정대설소경])비|비용|자금|절반|전액|[\\d만억조천]원|won</\\d+>"
_SUM = r"(?:\d[\d억만조천]*(?:원|달러|유로)|(?:won|dollars)</\d+>|\$[^<]*</\d+>)"
_SHARE = r"(?:\d+|<\d+>\d+</\d+>)분의 (?:\d+|<\d+>\d+</\d+>)|<\d+>[^<]*/\d+</\d+>"
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
    (re.compile("(?<=[가-힣%>] )(?<![로에] )['‘]?뚝['’]?(?=[…,]|$)"), "급감"),
    (re.compile("(?<![가-힣])법정서(?= )"), "법정에서"),
    # "1만원이 채 되지 않는 구독": it does not run out of money.
    *(
        (re.compile(f"[이가] 채 (?:되지 {form}|{short})(?= )"), f"도 {short}")
        for form, short in (("않는", "안 되는"), ("않은", "안 된"), ("않아", "안 돼"))
    ),
    (
        re.compile("(?<=[와과] )손(?:을 )?잡고 (?=(?:[가-힣]+ )?(?:개발|제작|출시|설립|만[든들]|내놓|선보))"),
        "함께 ",
    ),
    (re.compile("시선(?=[은이] (?:엇갈|갈렸|갈린))"), "의견"),
    (re.compile("(?<=결국 )웃게 될"), "이기게 될"),
    (re.compile(r"(?<![가-힣])내주(?=[ ,…]|에 |부터|까지)"), "다음 주"),
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
    # 저의, what is behind something, may be "my".
    (
        re.compile("저의(?=(?:가 (?:무엇|뭐|뭔|의심|궁금|있|드러)|를 (?:의심|드러|파악|숨기|감추|따져)))"),
        "숨은 의도",
    ),
    (re.compile("장담하기 (?:어렵|힘들)(?=[다고지])|장담할 수 없(?=[다고지])"), "확신할 수 없"),
    *(
        (re.compile(f"딴판이{form}"), same)
        for form, same in (
            ("라(?=[고는며])", "전혀 다르다"),
            ("었", "전혀 달랐"),
            ("(?=[다고며지])", "전혀 다르"),
        )
    ),
    (re.compile("승산이 없"), "이길 가능성이 없"),
    # 차주 owes money, or owns the car; 보조금을 푸는 is to hand them out; a title in letters says it all.
    (
        re.compile(
            "^(?=.*(?:차량|자동차|전기차|주차|운전|리콜|정비|화재|주유|충전|견인))(.*?)(?<![가-힣])차주"
        ),
        r"\1차량 소유자",
    ),
    *(
        (re.compile(f"((?:보조금|지원금|장려금|상품권|할인권|쿠폰)[을를]) (?:대거 )?{form}"), rf"\1 {same}")
        for form, same in (
            ("풀(?=[며고면자던]|기 |기로)", "뿌리"),
            ("풀었", "뿌렸"),
            ("풀어", "뿌려"),
            ("푼(?= )", "뿌린"),
            ("푸는", "뿌리는"),
        )
    ),
    (re.compile(r"최고(?:재무|운영|기술)책임자 ?\((C[FOT]O|<\d+>C[FOT]O</\d+>)\)"), r"\1"),
    (re.compile(r"최고경영자 ?\((CEO|<\d+>CEO</\d+>)\)"), r"\1"),
    (re.compile(r"(?<![가-힣\d])0시 (?=\d\d? ?분)"), "오전 12시 "),
    (re.compile("(?<=[한긴린운간온진던는] 것도 )기름을 부었"), "상황을 악화시켰"),
    *(
        (re.compile(f"({_SUM}[을를] )부{form}"), rf"\1요구{same}")
        for form, same in (("른(?=다| )", "한"), ("르(?=[고며는기지])", "하"), ("를(?= )", "할"))
    ),
    (re.compile(f"({_SUM}[을를] )불렀"), r"\1요구했"),
    *(
        (re.compile(f"(?<=\\d단[을를] )떼어{form}"), f"분리{same}")
        for form, same in (("냈", "했"), ("낸", "한"), ("내(?=[고며는기지])", "하"))
    ),
    # 조선, shipbuilding, is no Korea here; 마다하다 is to refuse; and figures of speech.
    (
        re.compile("(?<![가-힣])조선(?=(?:과|,|·) ?(?:원전|방산|반도체|자동차|철강|기계|해운|에너지))"),
        "조선업",
    ),
    (re.compile("(?<=원전과 |방산과 |철강과 )조선(?=[은이을의 ])"), "조선업"),
    (re.compile("(?<=[을를] )마다할(?= )"), "거절할"),
    *(
        (re.compile(f"아무리 찾아도 (?:나오|보이)지 않{form}"), f"찾을 수 없{same}")
        for form, same in (("(?=[다고지])", ""), ("았", "었"), ("는", "는"))
    ),
    (re.compile("불똥이 튈까(?: 봐)? (?=노심초사|전전긍긍|걱정|우려)"), "피해를 볼까 "),
    (re.compile("^성사되면 "), "실현되면 "),
    (re.compile("(?<=[는은이가] )최종 (?=결렬)"), "결국 "),  # it is talks that collapse, and not who talks
    # What is still to be done is no castle and no work of art; an offer that is shaken off is declined.
    (re.compile("(?<![가-힣])과제(?=[도가는은] (?:적지|많|산적|만만|남|쌓))"), "challenge"),
    (re.compile("(?<![가-힣])(남은|풀어야 할|해결해야 할|해결할) 과제(?![가-힣]{2})"), r"\1 challenge"),
    (re.compile("(?<=제안을 )뿌리친 지(?= )"), "거절한 뒤"),
    *(
        (re.compile(f"(?<=제안을 )뿌리{form}"), f"거절{same}")
        for form, same in (
            ("치(?=[고며기지는면])", "하"),
            ("쳤", "했"),
            ("친", "한"),
            ("쳐", "해"),
            ("칠", "할"),
        )
    ),
    (re.compile("(?<=[은도] )반긴다(?=\\.$)"), "환영한다"),
    (re.compile("코에 걸면 코걸이,? 귀에 걸면 귀걸이가 될"), "자의적으로 해석될"),
    (re.compile("편만? 든(?= )"), "편을 든"),
    (re.compile("(?:뒷말|비판)([이도은]) 무성하"), r"비판\1 많"),
    (re.compile("['‘]?춘추전국시대['’]?(?=[…,]|$)"), "치열한 경쟁"),
    *(
        (
            re.compile(f"(?<!물건이 )(?<!재고가 )(?<!물량이 )없어서 못 {form}"),
            f"공급이 수요를 따라가지 못{same}",
        )
        for form, same in (("파(?=[는니])", "하"), ("팔(?= )", "할"), ("판(?=다)", "한"), ("팔았", "했"))
    ),
    (re.compile("(?<=(?:물건이|재고가|물량이) )없어서 못 (?=[파팔판])"), "부족해 못 "),
    (re.compile(r"시카고상품거래소(?=\(CME\)| 페드워치|의 페드워치)"), "시카고상업거래소"),
    (re.compile("(?<=장 초반)만 해도"), "에는"),
    (re.compile("(?<![가-힣])직접 챙기(?=[게고며는기겠])"), "직접 관리하"),
    *(
        (re.compile(f"녹록(?:하?지|치) 않{form}"), f"어{same}")
        for form, same in (("(?=[다고지])", "렵"), ("은", "려운"), ("았", "려웠"), ("아", "려워"))
    ),
    *(
        (re.compile(f"(?<=마련에 )부심{form}"), f"애{same}")
        for form, same in (("하(?=[고며는])", "쓰"), ("한다", "쓴다"), ("했", "썼"))
    ),
    # 키 is no key, and 전기로 no furnace.
    (re.compile("(?<=[을를] )담보(?=[하했한할해])"), "보장"),
    (re.compile(r"(?<![가-힣])키 (\d{2,3} ?(?:cm|㎝|센티미터))(?:짜리|의)?(?= )"), r"키가 \1인"),
    (re.compile("(?<![가-힣])전기로(?= (?:움직|작동|구동|달리|돌아가|가동|가는))"), "전력으로"),
    # "역대 두 번째로 낮다" it takes for the lowest in two centuries.
    *(
        (re.compile(f"((?:두|세|네|다섯) 번째로 (?:낮|적)){form}"), rf"\1은 수준이{same}")
        for form, same in (("(?=[다고며지])", ""), ("았", "었"))
    ),
    (re.compile("(?<![가-힣])초등 (?=[1-6]학년)"), "초등학교 "),
    (re.compile("(?<=겠다는 )태도(?=다)"), "입장이"),
    (re.compile("([가-힣]+)[은는] 시큰둥(?=$|[…,\"'”’])"), r"\1 반응은 냉담"),
    (re.compile("(?<![에게] )찬물을 끼얹"), "분위기에 찬물을 끼얹"),
    (re.compile("고 보기(?:는|엔|에는) (?=이르|이른|일러|일렀)"), "고 말하기에는 "),
    (
        re.compile("(차|버스|택시|비행기|여객기|항공기|배|여객선)(?: ?안)?에서 (?:내리|나오)지 못한 채"),
        r"\1 안에서",
    ),
    (
        re.compile(
            "(?<!환자를 )((?:받아 ?줄|봐 ?줄|치료할|진료할|수술할|돌볼) )(?=의사[가도는] (?:없|모자|부족))"
        ),
        r"환자를 \1",
    ),
    (re.compile(r"(?<=지 )(\S+)이 다 (?:돼|되어) ?(?:간다|가고 있다)"), r"거의 \1이 됐다"),
    *(
        (re.compile(rf"({_SHARE}) 토막이? {form}"), rf"\1로 {same}")
        for form, same in (
            ("난다", "줄어든다"),
            ("났", "줄었"),
            ("날(?= )", "줄어들"),
            ("나(?=[고며자면])", "줄어들"),
        )
    ),
    # Quotas are for admission where there are students; a price is what a thing of 3000만원대 has.
    (
        re.compile(
            "^(?=.*(?:의대|대학|학과|학년도|입시|신입생))(.*?)(?<![가-힣])(?<!입학 )정원"
            "(?=[을이은의도과]| (?!외))"
        ),
        r"\1입학 정원",
    ),
    (
        re.compile(
            r"(?<!\S)((?:<\d+>[^<]+</\d+>|\d[\d,]*만 ?원)대(?: [초중후]반)?)의 "
            "(?=(?:[가-힣]+ )*(?:SUV|세단|전기차|승용차|차량|스마트폰|노트북|태블릿|TV|신차|휴대전화|로봇))"
        ),
        r"가격이 \1인 ",
    ),
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
    # A plant that is stopped, not built; a line of power, not of a railway.
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
    (re.compile('(?<=[”"]고 )고개를 숙(?:였|인(?=다))'), "사과했"),
    (re.compile("(?<=[가-힣]도) 못 신고(?= )"), " 신지 못하고"),
    (re.compile("(?<=[가-힣]설) 솔솔(?=[…,]|$)"), " 제기"),
    (re.compile("(?<![가-힣])효자는(?= (?:단연|역시|바로) )"), "가장 크게 기여한 것은"),
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
    # "대표로 부상했다": he emerged; "부상한 선수" is injured.
    (re.compile("(?<=로 )부상(?=[하했한할해])"), "급부상"),
    (re.compile("(?<=명)의 사상자가 (?:났|나왔|발생했)(?=[다고으지])"), "이 죽거나 다쳤"),
    (
        re.compile("(?<=명)의 사상자를 낸(?= (?:[가-힣]+ )?(?:사고|화재|참사|붕괴|폭발|지진|충돌))"),
        "이 죽거나 다친",
    ),
    (re.compile("(?<=[원억만러금>][을를] )출연(?=[하했한할해])"), "기부"),
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
    # Of "원전 2기" it makes the second plant.
    *(
        (re.compile(rf"((?:원전|원자로|위성|미사일|터빈|포대|팹) ){n}기(?![가-힣]{{2}})"), rf"\1{korean} 기")
        for n, korean in enumerate(["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"], 2)
    ),
    # "원서를 80곳 넘게 넣었지만 서류에서 떨어졌다": applied, and failed at the first screening.
    *(
        (re.compile(rf"원서를 (\S+ ?(?:곳|군데)(?: 넘게| 이상| 가까이)?)에? {form}"), rf"\1 지원{same}")
        for form, same in (
            ("(?:넣었|냈)", "했"),
            ("(?:넣은|낸)", "한"),
            ("(?:넣|내)(?=[고지])", "하"),
            ("(?:넣어|내)(?=[ ,도])", "해"),
        )
    ),
    (
        re.compile("(?<=[가-힣] )서류에서(?= (?:\\S+ )?(?:탈락|떨어|고배|미끄러|낙방))"),
        "서류 전형에서",
    ),
    (re.compile("(?<![가-힣])사기(?=[가도] (?:기승|극성|급증|판을|활개))"), "사기 범죄"),
    *(
        (re.compile(rf"(\S*[{kind}])[을를] (?:빙자|가장)한(?= )"), rf"\1{particle} 위장한")
        for kind, particle in ((f"{OPEN}{LIQUID}", "로"), ("가-힣", "으로"))
    ),
    # Worry that others were caused, and how deep an apology is.
    (re.compile("심려를 끼[쳐치](?:드려|드린|게 돼| 드려| 드린)?"), "걱정을 끼쳐"),
    (re.compile("머리 숙여 (?=사과|사죄|용서)"), "깊이 "),
    (re.compile("([을를]) 벼르(?=[고며])"), r"\1 준비하"),
    (re.compile("(?<![가-힣])침해 (?=사실을 (?:인지|확인|파악|신고|통보|알))"), "해킹 "),
    # The head of a business group is no president.
    (re.compile(r"(?:^|(?<=^그룹 )|(?<= 그룹 )|(?<=[,”\"] ))회장(?=[은이도의] )"), "chairman"),
    (
        re.compile("완만하게(?:나마)?(?= (?:살아|회복|개선|증가|감소|상승|하락|둔화|늘|줄|오르|내리))"),
        "서서히",
    ),
    (re.compile("완만한(?= (?:상승|하락|증가|감소|회복|개선|둔화|성장|오름|내림))"), "점진적인"),
    # "인스타그램의 모회사 메타의 …": of three names in a row it leaves one out.
    (
        re.compile(r"(?<=\S)의 (모회사|자회사|운영사|제조사|개발사) (?=(?:<\d+>[^<]+</\d+>|[^\s,<]{2,})의 )"),
        r" \1인 ",
    ),
    # "구글과 AI 스타트업인 앤스로픽, 퍼플렉시티와도": three, the last of which it leaves out.
    (
        re.compile(r"(?<=\S)[과와] (?=(?:\S+ )?\S*(?:스타트업|업체|기업|회사)인 [^\s,]+, [^\s,]+[과와]도? )"),
        ", ",
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
