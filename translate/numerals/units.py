"""Currencies and counters of Korean number expressions, and what may follow them."""

from __future__ import annotations

CURRENCIES = {
    **{"원": "won", "달러": "dollar", "불": "dollar", "엔": "yen", "유로": "euro", "위안": "yuan"},
    **{"파운드": "pound", "센트": "cent", "루블": "ruble", "루피": "rupee", "페소": "peso", "프랑": "franc"},
    **{"리라": "lira", "바트": "baht", "루피아": "rupiah", "크로나": "krona", "크로네": "krone"},
}
#: What headlines give in won without saying so: 과징금 2200억, 1500억 투자 유치.
SUMS = (
    "투자|적자|흑자|과징금|과태료|벌금|매출|매출액|영업익|영업이익|영업손실|순이익|순손실|손실|배상|지원|대출|수주|빚|부채"
    "|예산|기부|횡령|배임|비자금|뇌물|추징|보증|성과급|배당|소송|시총|몸값|연봉|상금|피해액|거래액|계약금|선급금|순익"
)
#: What happens to such a sum: 집값 1억 껑충, 유격수에 78억 베팅.
DEALT = "껑충|증발|베팅|탈취|순매수|순매도|잭팟|빅딜|메가딜|던졌|던진|올랐|내렸|떨어졌|사업|공사|프로젝트"
#: Dollars other than the American one.
DOLLARS = {
    **{"캐나다": "Canadian", "홍콩": "Hong Kong", "호주": "Australian", "싱가포르": "Singapore"},
    **{"대만": "New Taiwan", "뉴질랜드": "New Zealand"},
}
SIGNS = {"$": "dollar", "₩": "won", "€": "euro", "£": "pound", "¥": "yen"}
#: By the first letter of million, bn, T and the like after an amount with a sign.
LATIN_SCALES = {"m": 10**6, "b": 10**9, "t": 10**12}
DAYS = {
    **{"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "여드레": 8, "아흐레": 9},
    "열흘": 10,
}
#: Ages that have a name of their own.
AGES = {
    **{"서른": 30, "마흔": 40, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90},
    **{"칠순": 70, "팔순": 80, "구순": 90},
}

SPACE = r"[ \u00a0]?"
PARTICLES = "은|는|을|를|이|가|의|에|와|과|도(?!심)|만|으로|로|까지|부터|마다|보다"
#: What may stand right after a Hangul unit for it to be the unit: 원 in 3만원대, not in 3만 원자력.
END = (
    rf"(?=$|[^가-힣]|{PARTICLES}|씩|짜리|대|권|당|어치|가량|정도|안팎|선|꼴|상당|규모|이상|이하|미만|초과|인(?![간류원])"
    r"|나|여|라|였|며|다|고|밖|뿐|하고|조차|치|쯤|수준|차이|내외|들|간|째|화|배기|박이)"
)
CURRENCY = (
    rf"(?:(?P<land>미국?|美|US|{'|'.join(DOLLARS)}){SPACE}(?=달러))?"
    rf"(?P<currency>{'|'.join(sorted(CURRENCIES, key=len, reverse=True))}){END}"
)
#: Counters after digits.
COUNTERS = (
    "명|사람|개월|개국|개사|배럴|개|건|곳|대|채|척|장|권|편|마리|그루|송이|자루|켤레|벌|잔|병|그릇|가구|세대|가지|종"
    "|번째|번|차례|회|배|년|주일|주|일|시간|분|초|달간|달|해|살|세|위|호|층|평|리터|미터|킬로미터|센티미터|킬로그램|그램"
    "|톤|킬로와트|메가와트|기가와트|갤런|마일|에이커|헥타르|제곱미터|석|표|점|골|승|패|경기|팀|쌍|쪽|문항|기|정|발|필지"
    "|동|면|줄|칸|량|인분|모금|방울|포기|알|조각"
)
LATIN_UNITS = (
    r"(?:[kKMGTPm]?(?:B|W|Wh|Hz|bps|V|J|g|m|L|l|t|cal|Pa)|[cn]m|km/h|m/s|ha|bp|[㎏㎞㎡㎥㎝㎜㎖ℓ℃㎾㎿㎢]|°C|℉|p|P|pt|[A-Za-z]{2,6})"
    r"(?![A-Za-z0-9])"
)
#: Counters after Sino-Korean numbers in Hangul.
SINO_COUNTERS = (
    "명|개월|개국|개|건|년|일|월|주|시간|분|초|세|회|배|위|층|평|점|퍼센트|프로|미터|킬로미터|킬로그램|킬로|톤|가구|대"
    "|곳|호|번째|번|차|동|통|마리|학년|쪽|권|편|장|채|척|가지|종"
)
#: Counters after native numbers.
NATIVE_COUNTERS = (
    "명|사람|개월|개국|개|건|곳|대|채|척|장|권|편|마리|그루|송이|자루|켤레|벌|잔|병|그릇|가구|가지|번째|번|차례|배|시간"
    "|시|초|통|동|달|해|살|주|팀|쌍|쪽|경기|골|점|줄|칸|방울|포기|알|조각|분|나라|학교|도시|군데|끼|바퀴|걸음|모금"
)
#: Counters after a Sino-Korean digit alone; with others it is mostly another word (이 사람, 구 시민회관).
SAFE_COUNTERS = frozenset(("년", "개월", "개국", "명", "원", "달러", "퍼센트", "미터", "킬로미터"))
#: A native number of one syllable and its counter in one word, where that word means nothing else.
GLUED = frozenset(
    first + unit
    for first in "두세네"
    for unit in ("명", "번", "번째", "차례", "개", "달", "시간", "곳", "가지", "살", "마리", "사람", "배")
) - {"세배", "세살"}
