"""Constructions that a model reads wrongly, said in others of the same meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from glossary.kiwi import kiwi
from translate.preedit.negation import affirmed
from translate.preedit.particles import LIQUID, closes, fitting

_NUMBER = r"(?:약 |무려 )?(?:<\d+>[^<]+</\d+>|\d)"
_AMOUNT = r"(?:<\d+>[^<%]+</\d+>|\d[^\s%]*(?:[원명대개건곳엔]|달러|포인트))"
_COUNT = r"(?:<\d+>[^<]+</\d+>|\d[\d,만억천여]*)(?:여 ?)?(?:명|곳|건|대|개|표|가구|팀|편)"
_LATER = '(?= [^."”]*(?:수 있|가능|것으로|전망))'
_NO_NEGATION = "(?! [^.]*(?:도|조차|마저|하나) [^.]*(?:못|않|없|안 ))"


def _hindering(verdict: re.Match[str]) -> str:
    return f"{verdict[1]}{fitting('을', verdict[1])} 방해하는 "


_SAME: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # "감소한 것은 17개월 만이다" is the first time in 17 months, "체포 사흘 만이다" three days after it.
    (
        re.compile(
            r"((?:것은|건|이후) (?:(?:약|무려|꼭|거의) )?(?:\d+년 )?(?:\d+ ?|[한두세네석넉] )"
            r"(?:년|개월|달|주|분기|거래일)(?: ?반)? 만)(?=이(?:다|라|었|며|지만|고))"
        ),
        r"\1에 처음",
    ),
    (re.compile(r"임기를 (\S+년|\S+ ?개월|\S+ 달)(?:이나)? (?:남기고|남겨 ?[두놓]고)"), r"임기 종료 \1 전에"),
    (re.compile(f"(?:(?<=[년월후쯤말초순뒤])|(?<=[분반]기))에나{_LATER}"), "에야"),
    (re.compile("(?<=[봄름을월울년])에나(?= [가-힣]+(?:[된한간온난]다|될|할|나올|열릴|시작))"), "에야"),
    (re.compile("(?<= 때)일수록"), " 오히려"),
    (re.compile("(위기|불황|침체기|하락장|불경기)일수록"), r"\1 때 오히려"),
    # What is not, or not said to be: 불사하다, to go as far as, it takes for a "not".
    *(
        (re.compile(f"나쁠 [것게](?:은|이|도)? 없{form}"), f"나쁘지 않{same}")
        for form, same in (("(?=[다지으을])", ""), ("는", "은"), ("었", "았"), ("어", "아"))
    ),
    (re.compile("(?<=[가-힣>])(?:까지도|까지|도|[을를]) 불사(?=하[겠고며지는]|한다|할|했)"), "까지 "),
    (re.compile('(?<=[가-힣>])(?<!기)(?:[은는] ?커녕|[은는] 고사하고) (?=[^.,”"]*없[었다])'), "도 없고 "),
    (re.compile(rf"(?<=[가-힣>])(?<!기)(?:[은는] ?커녕|[은는] 고사하고){_NO_NEGATION}"), " 대신"),
    (re.compile(f"기는 ?커녕{_NO_NEGATION}"), "지 않고 오히려"),
    (re.compile("하마터면 (?=[^.]*뻔[했한])"), ""),
    # "1000원 올라 4800원이 된다": up 1,000 won, to 4,800; it makes it "from 1,000". Percentages it reads.
    *(
        (re.compile(rf"({_AMOUNT}) {form} (?={_AMOUNT}[이가을를에])"), rf"\1 {same} ")
        for form, same in (("올라", "오른"), ("내려", "내린"), ("늘어", "늘어난"), ("줄어", "줄어든"))
    ),
    # "정부가 늦었다는 비판이 나왔다": not the government says so.
    *(
        (
            re.compile(
                rf"^(?!.*(?:에서|에게|으로부터)[는도]? )((?:[^,\"“”]* )?[^ ,\"“”]+[이가] [^\"“”]*다)는 "
                rf"{noun}[이도] (?:{forms})다(?=\.$)"
            ),
            rf"일각에서는 \1고 {noun}{said}다",
        )
        for noun in ("비판", "주장")
        for forms, said in (
            ("나왔|제기됐|일었|쏟아졌|잇따랐", "했"),
            ("나온|제기된|(?:나오|제기되|일|쏟아지|잇따르)고 있", "한"),
        )
    ),
    (re.compile("(?<=것이라는 )관측(?=[이도] (?:나[온왔오]|제기))"), "전망"),
    (re.compile(r"^(?!.*(?:지금|이제))(?=[^.\"“”]*[가-힣]야 할 때다\.?$)"), "지금은 "),
    # "뒤처지지 않겠다는 의지다.", "전망치를 28% 웃도는 수치다." have no subject: it makes one up.
    (
        re.compile(
            r"^(?!.*(?:(?<![다에서로라])[은는]|이|(?<!증권)가) (?!수치|수준|규모|금액|액수))"
            r"(?=(?:[^.\"“”]|\.\d)*(?:겠다는 (?:의지|각오)|[은는] (?:수치|수준|규모|금액|액수)이?)다\.?$)"
        ),
        "이는 ",
    ),
    (
        re.compile(
            r"^(?!\S*[은는이가] |.* \S*[은는이가] )"
            r"(?=(?:[^.\"“”]|\.\d)*보다 (?:약 )?(?:<\d+>)?\d\S*(?:</\d+>)? "
            r"?(?:넘게 |이상 |가까이 |가량 )?(?:비싸|높|낮|많|적|크|작|빠르|싸)다\.$)"
        ),
        "이는 ",
    ),
    # "반도체 수출이 늘어난 덕분이다." says why of the sentence before.
    (
        re.compile(
            r"^(?!.*[은는] )(?=(?:[^.\"“”]|\.\d)*[한인된온난은운긴친진린킨른] (?:덕분|덕|덕택)이다\.?$)"
        ),
        "이는 ",
    ),
    # "331억달러를 20억달러 웃도는": so much more than that; it takes one for the other.
    *(
        (
            re.compile(rf"({_AMOUNT})[을를] ({_AMOUNT}) (?:넘게 |이상 |가까이 |가량 )?{form}"),
            rf"\1보다 \2 {same}",
        )
        for form, same in (
            ("웃도는", "많은"),
            ("웃돈(?= )", "많은"),
            ("웃돌았", "많았"),
            ("웃도(?=[고며])", "많"),
            ("밑도는", "적은"),
            ("밑돌았", "적었"),
        )
    ),
    # "50명이 지원하는 데 그쳤다": only 50.
    *(
        (re.compile(rf"({_COUNT})[이가을를] ([가-힣]+)하는 데 그{form}"), rf"\1만 \2{same}")
        for form, same in (("쳤", "했"), ("친(?=다| )", "한"), ("쳐(?=[ ,])", "해"), ("치(?=[고며])", "하"))
    ),
    # "마무리되지 않은 터라": as it is so; "밀릴까 봐": for fear that it is; "안 오른 게 없다": all rose.
    (re.compile("(?<=[은는던한운난린진된온간른친] )터(?:라|여서|이라)(?=[ ,])"), "상황이라"),
    (
        re.compile(
            f"(?<=[{LIQUID}])(?<!아니랄)까 ?봐서?(?=[ ,])"
            r"(?! (?:\S+ )?(?:걱정|두렵|두려|무서|무섭|겁|불안|조마|염려))"
        ),
        " 것을 우려해",
    ),
    (re.compile("안 오른 (?:게|것이|품목이) 없(?=다|었)"), "모두 올랐"),
    (
        re.compile(rf"((?:{_NUMBER}|수십)\S*년(?:</\d+>)?) 만의 (?=가뭄|폭우|한파|폭설|홍수|폭염|더위|추위)"),
        r"\1 만의 최악의 ",
    ),
    *(
        (
            re.compile(f"(시작해|나서|서둘러|움직여|준비해)도 (?:결코 )?빠르지 않{form}"),
            rf"\1도 이미 늦{same}",
        )
        for form, same in (("(?=[다고지])", ""), ("았", "었"), ("은", "은"))
    ),
    (
        re.compile(
            r"^((?:하지만|그러나|그래도|다만|물론) )?(?:아직 )?갈 길[은이] (?:아직 |여전히 )?멀다(?=\.$)"
        ),
        r"\1아직 해야 할 일이 많다",
    ),
    # "은행에 넣어봐야 이자가 적다": though; not "해봐야 안다".
    (
        re.compile(
            "(?<=[을를에] )((?!지켜|두고|물어|따져|살펴|들여다|찾아|알아)[가-힣]*[아어여해워려져겨꿔]) ?봐야"
            "(?= [^ ]+ )(?! (?:안다|알|할|한다|하|제대로|비로소|진짜|된다|될|겠))"
        ),
        r"\1도",
    ),
    # "간담회를 열고 … 적용한다고 밝혔다": it makes it "said it would hold".
    (
        re.compile(
            "((?:간담회|기자회견|콘퍼런스|컨퍼런스|행사|설명회|토론회|포럼|브리핑)(?: ['‘][^'’]{1,30}['’])?)"
            '[를을] (?:열고|열어|갖고|개최하고) (?=[^"“”]*다고 (?:밝혔|말했|전했|발표했)다)'
        ),
        r"\1에서 ",
    ),
    (re.compile(r"(?<!\S)(이르면 (?:<\d+>[^<]+</\d+>|\d\d?월 \d\d?일))(?= (?!사이|전|께))"), r"\1에"),
    # "지적이 나오는 이유다": which is why they say so; "A가 아니라 B가 공신이다": B is, and A is not.
    (
        re.compile(
            r"^(?!이 때문|그래서)((?:[^.]|\.\d)*(?:지적|비판|우려|분석|전망|주장|목소리|[가-힣]론)[이가] 나)"
            r"오는 이유(?:이)?다(?=\.$)"
        ),
        r"이 때문에 \1온다",
    ),
    (
        re.compile("^([^,.]+[이가] 아니라 [^,.]+)[이가] (일등 ?공신|주인공|핵심|관건)이다(?=\\.$)"),
        r"\2은 \1이다",
    ),
    # "조이라면서 금리는 내리라니": who is told so.
    (re.compile("(?<=[을를] )([가-힣]*[^바놀자])라면서(?= )"), r"\1라고 하면서"),
    (re.compile(r"(?<=[을를은는] )([가-힣]*[^바놀자상\s])라니(?= )"), r"\1라고 하니"),
    # "검증하느니 직접 쓰는 게 빠르다": rather than; not "가느니 마느니".
    (re.compile(r"(?<!느니 )(?<![가-힣])([가-힣]+(?<![다라았었겠]))느니(?= (?!\S*느니))"), r"\1는 것보다"),
    # "물러설 수도 없는 노릇이다": cannot; "검토할 단계가 아니다": too early. It makes both their opposite.
    *(
        (re.compile(f"(?<=[{LIQUID}] )수[도는] 없는 (?:노릇|형편|일)이{form}"), f"수 없{same}")
        for form, same in (("(?=다|었|지만)", ""), ("라(?=[고는며])", "다"), ("(?=[고며])", ""))
    ),
    *(
        (re.compile(rf"아직은? ((?:\S+ )?[가-힣]+)할 단계[가는도] 아니{form}"), rf"\1하기에는 아직 {same}")
        for form, same in (
            ("라(?=[고는며])", "이르다"),
            ("(?=[다지])", "이르"),
            ("(?=[고며])", "이르"),
            ("었", "일렀"),
        )
    ),
    (re.compile(f"(?<=[{LIQUID}] )(?:재간|도리|방도)[이가도은는]? 없"), "수 없"),
    (re.compile("(?<=[올해달] )들어서만"), "들어"),
    # "0.1%에도 못 미쳐": less than that, not as much.
    *(
        (re.compile(f"(?<=[%>명원개건곳])에[도는]? (?:크게 |한참 |훨씬 )?못 미{form}"), f" 미만이{same}")
        for form, same in (
            ("쳤", "었"),
            ("친(?=다)", ""),
            ("치(?=[고며지])", ""),
            ("쳐(?=[ ,])", "어서"),
        )
    ),
    (re.compile("(?<=[%>명원개건곳])에[도는]? (?:크게 |한참 |훨씬 )?못 미치는(?= )"), " 미만인"),
    (re.compile("(?<=[한은된인난친둔운온]) 바(?= 있[다고으지어는습])"), " 적이"),
    *(
        (re.compile(f"(?<=[은는] 것)이나 (?:마찬가지|매한가지|다름없|진배없){form}"), f"과 같{same}")
        for form, same in (("이?(?=[다지고며])", ""), ("이?라(?=[고는며])", "다"), ("(?:이?었|였)", "았"))
    ),
    *(
        (re.compile(f"([가-힣]+)기 일쑤{form}"), rf"\1는 일이 많{same}")
        for form, same in (
            ("(?:이?었|였)", "았"),
            ("이?(?=다|지만|고)", ""),
            ("이?(?=며)", "으"),
            ("라(?=[고는며])", "다"),
            ("이?라(?=[ ,.])", "아"),
            ("인", "은"),
        )
    ),
    # "도로 내놨다": back, by no road; "한두 곳이 아니다": many; "팔려던 참이었다": about to.
    (re.compile("(?<!\\S)도로 (?=내놓|내놨|가져|돌려|빼앗|물러|사들|거둬)"), "다시 "),
    *(
        (re.compile(f"한두 {some}[이가] 아니{form}"), f"{many}{same}")
        for some, many in (("(?:곳|군데|명|사람|가지|건)", "많"), ("번", "여러 번이"))
        for form, same in (
            ("라(?=[고는며])", "다"),
            ("었", "았" if many == "많" else "었"),
            ("(?=[다고며지])", ""),
        )
    ),
    (re.compile("려던 참이(?=었|다)"), "려고 했"),
    (re.compile("려던 참(?=인데)"), "려고 하는"),
    (re.compile("만 떼어 ?(?:놓고|내) 보면"), "만 보면"),
    (re.compile(r"((?:\d월|지난해|지난달|재작년|\d년))에 이어 (?=두 번째)"), r"\1 이후 "),
    (re.compile(r"(?<!\S)(?:단 )?한 (?:톨|푼)의 (?=\S+도 )"), "조금의 "),
    (re.compile(r"(?<=\)) ?(\d)사(?=[를가는의와도])"), r" \1개 회사"),
    # "한국 말고는 없다시피 하다": hardly any but Korea; "빨라야 5년": five years at least.
    *(
        (re.compile(f"없다시피 ?{form}"), f"거의 {same}")
        for form, same in (
            ("하(?=[고기며지])", "없"),
            ("한다", "없다"),
            ("했", "없었"),
            ("한(?= )", "없는"),
            ("해(?=[ ,])", "없어"),
        )
    ),
    (re.compile("(?<=[가-힣>]) 말고는(?= )"), " 외에는"),
    (re.compile(r"빨라야 (?=\d{1,2} ?(?:년|개월|달|주|일)(?![가-힣]*까지))"), "최소 "),
    # Who wants something done by others is not for doing it.
    *(
        (re.compile(f"(?<=달)라는 입장이{form}"), f"라고 요구하고 있{same}")
        for form, same in (("라(?=[고는며])", "다"), ("(?=[다고며지])", ""), ("었", "었"))
    ),
    # "2030년으로 잡힌 개통이 늦춰진다": it was to be in 2030, and is put off beyond that.
    (
        re.compile(
            r"(\d{4}년(?: \d\d?월| [상하]반기| [말초])?)으?로 (?:잡힌|예정된|정해진|계획된) "
            r"([가-힣]+(?: [가-힣]+)?[이가] )(?:더 |또 |다시 )?(?=늦[춰어]|미뤄|밀[리려]|연기)"
        ),
        r"\2\1보다 더 ",
    ),
    # "확인된 것만 96건": so many, not only so many; "확인은 사람의 몫이다": theirs to do, no share.
    (
        re.compile(rf"(?:지금까지 )?((?:확인|집계|파악|적발|접수|신고)된 것)만(?= (?:해도 )?{_NUMBER})"),
        r"지금까지 \1이",
    ),
    *(
        (
            re.compile(
                r"((?:판단|선택|확인|결정|해석|책임|검증|평가)[은는] (?:[^.,\"“”]+ )?[^\s.,\"“”]+)의 몫"
                rf"이{form}"
            ),
            rf"\1에게 달려 있{same}",
        )
        for form, same in (("라(?=[고며는])", "다"), ("(?=[다고며])", ""), ("었", "었"))
    ),
    (re.compile("(?<=벗어나)기 (?:힘들|어려울) (?=것)"), "지 못할 "),
    (re.compile("^해외에서(?=[는도] )"), "외국에서"),  # or in the United States
    (re.compile(r"(?<=\d척) 수준(?=으로 )"), ""),
    (re.compile("(?<=려)다가?는(?= )"), "고 하면"),
    *(
        (re.compile(f"(?<=[가-힣>] )(?<!배 )(?<!속 )탈이 {form}"), f"문제가 {same}")
        for form, same in (("난(?=다)", "생긴"), ("날(?= )", "생길"), ("났(?=[다고으])", "생겼"))
    ),
    (re.compile("(?<![가-힣])(?:받는|받아 ?보는) 대로(?= )"), "받는 즉시"),
    # Who accepts that damages are due orders them paid; who turns a claim down does not shoot back.
    (re.compile("^((?=.*(?:법원|재판부|판사)).*다며 )배상 책임을 인정했"), r"\1배상하라고 판결했"),
    (
        re.compile(
            '(?<=주장)에 (?:대해서는|대해선|대해) (?=["“][^"“”]*["”](?:이라|라)?며 (?:물리쳤|배척했))'
        ),
        "은 ",
    ),
    (re.compile('(?<=["”]며 )(?:물리쳤|배척했)(?=다)'), "받아들이지 않았"),
    (re.compile(r"(\S+)의 발목을 잡는 (?=판단|판결|결정|규제|조치|처사)"), _hindering),
    (re.compile("제 몫(?:을|은)? (?:다 )?하는 (?=기술자|개발자|인력|인재|직원|엔지니어|전문가)"), "유능한 "),
    (re.compile("밑 빠진 독에 물 붓기가(?= 되)"), "밑 빠진 독에 물 붓는 일이"),
    (re.compile("(?<![가-힣])채 (?=(?:살아나|시작되|끝나|마르|식|피|자리 ?잡|회복되)기도 전에)"), ""),
    (re.compile("(경기|경제|내수|소비) (?:회복 )?불씨가 (?=살아나)"), r"\1가 "),
    # Or it is expected to.
    (re.compile("(?<=떨어지|하락하|내려가)기[는가도]? (?:어려울|힘들) (?=것|전망)"), "지 않을 "),
    (re.compile("(?<=[가-힣>])기([는가도]?) 어려울 (?=것|전망)"), r"기\1 힘들 "),
    # The water falls.
    (
        re.compile(
            r"^물가(?=[는가도] (?:\S+ ){0,3}(?:떨어|하락|내리|내려|오르|올라|오를|뛰|상승|안정|잡[히힐]))"
        ),
        "소비자물가",
    ),
    (re.compile("있지도 않(?:은|는)(?= )"), "존재하지 않는"),
    # "위법으로 모는 것은 유감": who says that it is.
    *(
        (re.compile(f"(?<![가-힣])({whom}){particle} {form}"), rf"\1{called} 비난{same}")
        for whom, particle, called in (
            ("위법|불법|간첩|적|악", "으로", "이라고"),
            ("범죄|범죄자|가해자|거짓말쟁이", "로", "라고"),
        )
        for form, same in (
            ("모는", "하는"),
            ("몰(?=고(?! 가)|면|지)", "하"),
            ("몰아(?:가는|붙이는)", "하는"),
            ("몰았", "했"),
            ("몬(?= )", "한"),
        )
    ),
    (re.compile("(?<=[가-힣>]) 못지않게"), "만큼"),
    (re.compile(r"(?<!\S)([가-힣]+)도 \1이?(?:거니와|지만)"), r"\1뿐 아니라"),
    (re.compile("([가-힣]+)든 말든"), r"\1든 \1지 않든"),
    # "오는 9일 본회의를 열어 처리하기로 했다": it is yet to be held.
    *(
        (
            re.compile(
                rf"(오는 [^.\"“”]*?[를을] (?:\S+ )?){form} "
                r"(?=[^.\"“”]*기로 (?:했|결정했|합의했|의결했)다\.?$)"
            ),
            rf"\1{same}기로 하고 ",
        )
        for form, same in (("열[고어]", "열"), ("개최(?:하고|해)", "개최하"))
    ),
    # "…다는 판단에서다.", "… 점을 반영했다." have no subject: it makes one up.
    *(
        (
            re.compile(rf"^{whose}((?:[^.\"“”]|\.\d)*){form}다(?=\.?$)"),
            rf"{told}\1{same}다",
        )
        for whose, told in (
            (r"(?!(?:\S+ )*?\S*(?:[이그]는|것은|이유는|배경은) )", "이는 "),
            (r"(?=(?:\S+ )*?\S*(?:[이그]는|것은|이유는|배경은) )", ""),
        )
        for form, same in (
            ("것이라는 판단에서", "것이라고 판단했기 때문이"),
            ("것이라는 우려에서", "것을 우려하기 때문이"),
            ("다는 판단에서", "다고 판단했기 때문이"),
            ("다는 우려에서", "다고 우려하기 때문이"),
            ("것을 우려해서", "것을 우려하기 때문이"),
            ("을 의식해서", "을 의식했기 때문이"),
        )
    ),
    (
        re.compile(
            r"^(?!이는 )(?!(?:\S+ )*?\S*[은는] (?!점을))((?:[^.\"“”]|\.\d)*[은는] 점을 반영)했다(?=\.?$)"
        ),
        r"이는 \1한 것이다",
    ),
    # "유감을 표하는 데 그쳤다": only that.
    *(
        (re.compile(rf"(?<=[가-힣])[을를] ([가-힣]*){form}는 데 그쳤(?=[다고지으])"), rf"만 \1{same}")
        for form, same in (("하", "했"), ("내놓", "내놓았"), ("밝히", "밝혔"), ("보이", "보였"))
    ),
    (re.compile("(?<![가-힣])여야[는가도]? 한목소리로"), "여야 모두"),
    (re.compile("(?<=들[은이] )한목소리로"), "모두"),
    (re.compile("(?<=[은는이가] )한목소리로"), "함께"),
    (re.compile("(?<=다고 )주문(?=한다|했다|하고 있다)"), "촉구"),
    (
        re.compile(
            r"예정(?:된)? ?시간을 (\S+(?:분|시간)) (?:이상 |가량 |넘게 |가까이 )?"
            r"(?:넘겨|넘긴|넘기며|넘겨서)(?= [^.]*진행)"
        ),
        r"예정보다 \1 더 길게",
    ),
    *(
        (re.compile(f"(문구|표현|조항)([이가은는도]) {form}"), rf"\1\2 {same}")
        for form, same in (
            ("빠졌(?=[다고지으기])", "삭제됐"),
            ("빠지(?=[고며자면])", "삭제되"),
            ("빠진(?=[ 다])", "삭제된"),
            ("들어갔(?=[다고지으기])", "추가됐"),
            ("들어가(?=[고며자면])", "추가되"),
        )
    ),
    (re.compile("(?<![가-힣])선뜻(?= [^.,]*(?:못|않|어렵|없))"), "쉽게"),
    *(
        (re.compile(f"(?<=기) 십상{form}"), f" {same}")
        for form, same in (
            ("이라(?=[고는])", "쉽다"),
            ("이(?=[다고지며])", "쉽"),
            ("이라", "쉬워"),
            ("인", "쉬운"),
            ("이었", "쉬웠"),
        )
    ),
)
# "나오기가 무섭게", "이어질 뻔했다"; not "분위기가 무섭게", "정말 뻔했다".
_SOON = re.compile(r"(?<!\S)(?!(?:열|크|세|보|쓰)기)\S+기가? 무섭게")
_NEARLY = re.compile(rf"\S*[{LIQUID}] 뻔했")
# "적자를 볼지언정 내주지 않는다": even if.
_EVEN = re.compile(r"[^\s<>]+(?:지언정|망정)(?=[\s,])")
# "의존도가 높은 만큼 환율에 민감하다": as it is high; not "필요한 만큼 쓴다", nor "번 만큼 낸다", an amount.
_SINCE = re.compile(
    r"(?<!\S)(?:[^\s.,\"“]+ )?(?!필요|가능|충분|원하|원했|바라|바랐|기대|예상|우려|생각|걱정)[^\s.,\"“]+ 만큼"
    r"(?= (?!많|더|빨리|자주|잘|오래|오랫|크게|충분)[^\s.,\"”]+ [^\s.,\"”]+)"
)
# "높아질 대로 높아진 기대": very high.
_UTTERLY = re.compile(r"(?<![가-힣])([가-힣]+) 대로 ([가-힣]+)(?=[ .,])")
# "쓰는 일이 없도록": so that it is not.
_NEVER = re.compile(r"(?<!\S)([^\s<>]+는) 일이 없(?=도록|게(?= ))")
# "삭감이나 다름없다": the same as a cut.
_LIKE = re.compile(r"(?<!\S)(?!누구|어디|언제|무엇)([^\s<>]*[가-힣]이?나) (?:다름|진배)없([다지고며는었])")
_ALIKE = {"며": "으며", "는": "은", "었": "았"}
# "대기업치고 반기는 곳은 없다": none of them.
_AMONG = re.compile(r"(?<!\S)\S+치고(?= [^.]*(?:없|드물))")
# "공사비만 4조 원에 이른다": that alone; it makes it "only".
_ALONE = re.compile(
    r"([가-힣]*(?:비|금|액|자|비용|사람|손실|빚|부채|기업|업체|가구|물량|식당|직원|수수료|채|채권"
    r"|예금|현금|대출|자산|건수|피해|사례))만 "
    rf"(?={_NUMBER}\S*(?: \S+)?"
    r"(?:에 (?:이르|이른|달하|달한|육박)|[이을를] (?:넘|웃도|웃돈|웃돌)|(?:건|명)이[다었]))"
)


# "1년 4개월 만에" it makes four months, or a year, and "4년 8개월 만에" "in four and eight months".
_MONTHS = re.compile(
    r"(?<![\d.~])(?<!징역 )(?<!금고 )(?<!실형 )(?<!유예 )"
    r"([1-9]\d?) ?년 (\d{1,2}) ?개월(?!물|마다|씩|단위|[~∼-])"
)


# "지난 25~27일" is three days, where it may find two.
_DAYS = re.compile(r"(?<=지난 )(\d{1,2}) ?[~∼-] ?(\d{1,2})일(?=,? [가-힣\d<])(?! (?:사이|동안|간))")


# “특혜를 주겠다는 것”이라고 비판했다: what others want, and not the critic.
_INTENT = re.compile(
    r"(?<=[“\"])([^“”\"]{2,80}[가-힣])겠다는 것([”\"])이라(?=[며고] "
    r".*(?:(?:비판|지적|반발|성토|규탄)(?:했|하[며고])|꼬집었|철회를 (?:요구|촉구)"
    r"|(?:저지하|막|막아내|맞서|싸우|투쟁하|파업하|용납하지 않)겠다))"
)


def constructions(text: str) -> str:
    """Text in constructions that a model reads rightly: "first in" for 것은 … 만이다, "because" for 만큼.

    Args:
        text: Plain text, such as 흥행은커녕 재고만 쌓였다; a marker may stand for a name.
    """
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    text = _INTENT.sub(_of_others, text)
    text = _DAYS.sub(r"\1일부터 \2일까지", _MONTHS.sub(_in_months, text))
    text = _ALONE.sub(lambda noun: f"{noun[1]}{fitting('이', noun[1])} ", text)
    text = _NEARLY.sub(_could, _SOON.sub(_at_once, text))
    text = _NEVER.sub(_not, _LIKE.sub(_same_as, text))
    text = _UTTERLY.sub(_very, _AMONG.sub(_none_of, text))
    return affirmed(_SINCE.sub(_because, _EVEN.sub(_even_if, text)))


def _in_months(years: re.Match[str]) -> str:
    if years[1] == "1":
        return f"{12 + int(years[2])}개월"
    return f"{years[1]} years and {years[2]} month{'s' * (years[2] != '1')}"


def _of_others(intent: re.Match[str]) -> str:
    tokens = kiwi().tokenize(f"{intent[1]}겠다")
    # who wants it is said, or a verb that changes before a vowel, as 돕다 does
    if any(token.tag in {"JKS", "VV-I"} or (token.tag == "JX" and token.form in "은는") for token in tokens):
        return intent[0]
    ending = "으려" if closes(intent[1]) and intent[1][-1] not in LIQUID else "려"
    return f"그들은 {intent[1]}{ending} 한다{intent[2]}"


def _at_once(soon: re.Match[str]) -> str:
    noun = all(token.tag != "ETN" for token in kiwi().tokenize(soon[0]))
    return soon[0] if noun else re.sub("기가? 무섭게$", "자마자", soon[0])


def _could(nearly: re.Match[str]) -> str:
    happens = any(token.tag == "ETM" for token in kiwi().tokenize(nearly[0]))
    return nearly[0].removesuffix("뻔했") + "수도 있었" if happens else nearly[0]


def _very(utterly: re.Match[str]) -> str:
    """ "지칠 대로 지친" is very tired; "될 대로 되라" stays."""
    before, after = (unicodedata.normalize("NFD", word) for word in utterly.groups())
    same = before[-1] == "ᆯ" and after == before[:-1] + "ᆫ"
    return f"매우 {utterly[2]}" if same else utterly[0]


def _not(never: re.Match[str]) -> str:
    match kiwi().tokenize(never[1]):
        case [*_, stem, ending] if ending.tag == "ETM" and stem.tag.startswith(("VV", "VX", "XSV")):
            return f"{never[1][: stem.start]}{stem.form}지 않"
    return never[0]


def _same_as(like: re.Match[str]) -> str:
    (*_, noun, particle) = kiwi().tokenize(like[1])
    if particle.form not in ("이나", "나") or not noun.tag.startswith(("N", "XSN")):
        return like[0]
    same = like[1][: particle.start]
    return f"{same}{fitting('과', same)} 같{_ALIKE.get(like[2], like[2])}"


def _none_of(all_of: re.Match[str]) -> str:
    particle = kiwi().tokenize(all_of[0])[-1]
    return all_of[0].removesuffix("치고") + " 가운데" if particle.tag == "JX" else all_of[0]


def _even_if(verb: re.Match[str]) -> str:
    match kiwi().tokenize(verb[0]):
        case [*_, stem, ending] if ending.tag == "EC":
            return f"{verb[0][: stem.start]}{stem.form}더라도"
    return verb[0]


def _because(since: re.Match[str]) -> str:
    match kiwi().tokenize(since[0]):
        case [*_, stem, ending, _] if ending.form == "던" and stem.tag == "EP":
            return f"{since[0][: ending.start]}기 때문에"
        case [*before, stem, ending, _] if ending.tag == "ETM" and ending.form != "을":
            negated = stem.form == "않" and ending.form == "은"
            if negated or ending.form == "는" or stem.tag.startswith(("VA", "VC", "XSA")):
                # "남지 않은", not "많지 않은"
                past = negated and any(token.tag.startswith("VV") for token in before[-2:-1])
                return f"{since[0][: stem.start]}{stem.form}{'았' * past}기 때문에"
    return since[0]
