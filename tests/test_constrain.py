"""Pins: chosen, told to the engine, and put back exactly."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Case, Entry, Glossary
from glossary.matcher import Matcher
from translate import Translator, bylines
from translate.constrain import Mode, Prepared, Restored, marked, restore
from translate.document import How, Mark
from translate.engines import Markers
from translate.engines.copy import CopyEngine
from translate.pins import prepare
from translate.segment import page

MARKERS = Markers("<{n}>", "</{n}>", 16)
STORY = "한빛전자가 어제 서울에서 새 공장을 짓기로 했다고 밝혔다."


def prepared(
    source: str, terms: dict[str, str], case: Case = Case.KEEP, marks: tuple[Mark, ...] = ()
) -> Prepared:
    glossary = Glossary(tuple(Entry(source, target, case=case) for source, target in terms.items()))
    return prepare(source, Matcher(glossary)(source), marks)


def put_back(segment: Prepared, answer: str) -> Restored:
    return restore(segment, answer, MARKERS, [Mode.MARKER] * len(segment.pins), How.MARKER)


def told(segment: Prepared) -> str:
    return marked(segment, MARKERS, [Mode.MARKER] * len(segment.pins))


def test_the_engine_is_told_each_rendering_and_the_particle_stays() -> None:
    segment = prepared("애플은 챗GPT 의존을 낮추길 원해", {"챗GPT": "ChatGPT", "애플": "Apple"})
    assert told(segment) == "<1>Apple</1>은 <2>ChatGPT</2> 의존을 낮추길 원해"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("오픈AI 이어 메타까지 애플 AI 동맹", "<1>OpenAI</1>에 이어 <2>Meta</2>까지 애플 AI 동맹"),
        ("미국 이어 일본도 금리 동결…환율 급등", "미국에 이어 일본도 금리 동결…환율 급등"),
        ("서울 이어 경기 아파트값도 들썩", "서울에 이어 경기 아파트값도 들썩"),
        ("오픈AI에 이어 메타도", "<1>OpenAI</1>에 이어 <2>Meta</2>도"),
        ("메타는 이어 일본도 찾는다", "<1>Meta</1>는 이어 일본도 찾는다"),
        ("발표 뒤 이어 공연도 열렸다", "발표 뒤 이어 공연도 열렸다"),
        ("3대 이어 온 가게도 닫았다", "3대 이어 온 가게도 닫았다"),
        ("가업 이어 손자도 빵집 연다", "가업 이어 손자도 빵집 연다"),
        ("상승세 이어 코스닥도 900선 돌파", "상승세 이어 코스닥도 900선 돌파"),
        ("관세 이어 환율도 부담", "관세에 이어 환율도 부담"),
        ("끝났다. 이어 공연도 열렸다", "끝났다. 이어 공연도 열렸다"),
        ("실 이어 만든 옷", "실 이어 만든 옷"),
        ("메타, 오픈AI 꺾고 1위", "<1>Meta</1>, <2>OpenAI</2>를 꺾고 1위"),
        ("쿠팡 밀어낸 네이버", "쿠팡을 밀어낸 네이버"),
        ("‘구글’ 따라잡은 메타…시장 흔들", "‘구글’을 따라잡은 <1>Meta</1>…시장 흔들"),
        ("일본 앞지른 한국", "일본을 앞지른 한국"),
        ("한국, 3대 0 꺾고 결승", "한국, 3대 0 꺾고 결승"),
        ("한국, 크게 꺾고 결승", "한국, 크게 꺾고 결승"),
        ("한국, 다시 꺾고 결승", "한국, 다시 꺾고 결승"),
        ("일본을 꺾고 결승", "일본을 꺾고 결승"),
        ("서양보다 수십 년 앞지른 것이었다.", "서양보다 수십 년 앞지른 것이었다."),
        ("메타는 다음해에 문을 닫았다.", "<1>Meta</1>는 이듬해에 문을 닫았다."),
        ("그 다음 해 매출이 뛰었다.", "이듬해 매출이 뛰었다."),
        ("다음 해안 도로로 간다.", "다음 해안 도로로 간다."),
        ("다음 해결책을 찾는다.", "다음 해결책을 찾는다."),
        ("메타에도 호재다.", "<1>Meta</1>에도 좋은 소식이다."),
        ("호재다운 호재가 없다.", "호재다운 호재가 없다."),
        ("메타는 AI 후발주자로서 나선다.", "<1>Meta</1>는 AI에 뒤늦게 뛰어든 기업으로서 나선다."),
        ("전기차 시장의 후발주자로서 값을 내린다.", "전기차 시장의 후발주자로서 값을 내린다."),
        ("메타는 후발주자로서 값을 내린다.", "<1>Meta</1>는 후발주자로서 값을 내린다."),
        ("'선 넘는' 농담", "'선을 넘는' 농담"),
        ("우선 넘기고 본다.", "우선 넘기고 본다."),
        ("폭염주의보가 내려졌다.", "폭염주의보가 발령됐다."),
        ("호우경보 내려진 산간", "호우경보 발령된 산간"),
        ("명령이 내려졌다.", "명령이 내려졌다."),
        ("내년 양산에 들어간다.", "내년 대량생산에 들어간다."),
        ("경남 양산에 갔다.", "경남 양산에 갔다."),
        ("금리를 당장 내리라고 했다.", "금리를 당장 인하하라고 했다."),
        ("커튼을 내리라고 했다.", "커튼을 내리라고 했다."),
        ("전망치를 20% 밑돌았다.", "전망치보다 <1>20%</1> 낮았다."),
        ("예상을 20% 밑도는 값", "예상보다 <1>20%</1> 낮은 값"),
        ("전망치를 밑돌았다.", "전망치를 밑돌았다."),
        ("공매도에 개미들이 울었다.", "공매도에 개인투자자들이 울었다."),
        ("개미들이 줄을 섰다.", "개미들이 줄을 섰다."),
        ("장중 한때 2895선까지 밀리기도 했다.", "장중 한때 2895포인트까지 떨어지기도 했다."),
        ("환율이 장중 1400선까지 밀렸다.", "환율이 장중 1400선까지 밀렸다."),
        (
            "당분간 2900선을 사이에 둔 공방이 이어질 듯하다.",
            "당분간 2900포인트를 중심으로 한 등락이 이어질 듯하다.",
        ),
        ("코스피 하락…2900선 턱걸이", "코스피 하락…2900선 간신히 지켜"),
        ("삼성이 최대 주주인 A사는 올랐다.", "최대 주주가 삼성인 A사는 올랐다."),
        ("그는 메타가 2대 주주인 A사를", "그는 2대 주주가 <1>Meta</1>인 A사를"),
        ("외국계 펀드 등이 대주주인 A사", "외국계 펀드 등이 대주주인 A사"),
        ("지수 3000선 턱밑…당국 긴장", "지수 3000선 바로 아래…당국 긴장"),
        ("메타를 턱밑까지 쫓아왔다.", "<1>Meta</1>를 턱밑까지 쫓아왔다."),
        ("매출은 경쟁사의 세 배에 육박한다.", "매출은 경쟁사의 세 배에 가깝다."),
        ("두 배에 육박하는 값", "두 배에 가까운 값"),
        ("로봇주가 무섭게 치솟고 있다.", "로봇주가 가파르게 치솟고 있다."),
        ("아이가 무섭게 울었다.", "아이가 무섭게 울었다."),
        ("쿠팡은 느긋한 표정이다.", "쿠팡은 느긋한 모습이다."),
        ("코인 34만개를 도난당한 이후", "코인 <1>340,000</1>개를 잃은 이후"),
        ("도난당한 인증서", "도난당한 인증서"),
        ("드디어 쓸 만해졌다.", "드디어 쓸모 있게 됐다."),
        ("쓸 만한 물건이다.", "쓸모 있는 물건이다."),
        ("돈을 쓸 만큼 썼다.", "돈을 쓸 만큼 썼다."),
        ("전망은 밝지 않다.", "전망은 어둡다."),
        ("불빛은 밝지 않다.", "불빛은 밝지 않다."),
        ("메타(Meta)가 왔다.", "<1>Meta</1>(Meta)가 왔다."),
        ("차주의 빚이 늘었다.", "차주의 빚이 늘었다."),
        ("불이 난 차량 차주가 신고했다.", "불이 난 차량 차량 소유자가 신고했다."),
        ("통신사들이 보조금을 푼 결과다.", "통신사들이 보조금을 뿌린 결과다."),
        ("봉인을 풀었다.", "봉인을 풀었다."),
        ("젠슨 황 최고경영자(CEO)는 말했다.", "젠슨 황 CEO는 말했다."),
        ("강 최고사업책임자(CCO)는 말했다.", "강 최고사업책임자(CCO)는 말했다."),
        ("반도체가 실적을 견인했다.", "반도체가 실적을 이끌었다."),
        ("차를 견인했다.", "차를 견인했다."),
        ("초등 2학년 딸", "초등학교 2학년 딸"),
        ("서두르지 않겠다는 태도다.", "서두르지 않겠다는 입장이다."),
        ("호실적에도 주가는 시큰둥", "호실적에도 주가 반응은 냉담"),
        ("소식도 찬물을 끼얹었다.", "소식도 분위기에 찬물을 끼얹었다."),
        ("잔치에 찬물을 끼얹었다.", "잔치에 찬물을 끼얹었다."),
        ("끝났다고 보기는 이르다.", "끝났다고 말하기에는 이르다."),
        ("구급차에서 내리지 못한 채 숨졌다.", "구급차 안에서 숨졌다."),
        ("받아줄 의사가 없었다.", "환자를 받아줄 의사가 없었다."),
        ("만날 의사가 없었다.", "만날 의사가 없었다."),
        ("떠난 지 300일이 다 돼 간다.", "떠난 지 거의 300일이 됐다."),
        ("매출은 5분의 1 토막이 났다.", "매출은 5분의 1로 줄었다."),
        ("의대 정원을 늘린다.", "의대 입학 정원을 늘린다."),
        ("대학이 정원 외로 뽑았다.", "대학이 정원 외로 뽑았다."),
        ("꽃이 핀 정원을 걸었다.", "꽃이 핀 정원을 걸었다."),
        ("3000만원대 초반의 소형 SUV를 내놨다.", "가격이 <1>30 million won</1>대 초반인 소형 SUV를 내놨다."),
        ("기온은 두 번째로 낮았다.", "기온은 두 번째로 낮은 수준이었다."),
        ("두 번째로 낮은 산이다.", "두 번째로 낮은 산이다."),
        ("0시 55분에 쐈다.", "오전 12시 55분에 쐈다."),
        ("10시 55분에 쐈다.", "10시 55분에 쐈다."),
        ("관세를 매긴 것도 기름을 부었다.", "관세를 매긴 것도 상황을 악화시켰다."),
        ("70억원을 불렀다.", "<1>7 billion won</1>을 요구했다."),
        ("서로를 부를 수 있다.", "서로를 부를 수 있다."),
        ("1단을 떼어냈다.", "1단을 분리했다."),
        (
            "경찰은 27일 오전 3시께 서울 한 카페에서 그를 붙잡았다고 밝혔다.",
            "경찰은 그를 27일 오전 3시께 서울 한 카페에서 붙잡았다고 밝혔다.",
        ),
        ("경찰은 27일 그를 붙잡았다고 밝혔다.", "경찰은 27일 그를 붙잡았다고 밝혔다."),
        ("법은 공포 1년 뒤 시행된다.", "법은 공표 1년 뒤 시행된다."),
        ("시장은 공포에 빠졌다.", "시장은 공포에 빠졌다."),
        ("조선과 원전 협력", "조선업과 원전 협력"),
        ("조선과 일본의 협력", "조선과 일본의 협력"),
        ("월세를 마다할 이유가 없다.", "월세를 거절할 이유가 없다."),
        ("달라진 점은 반긴다.", "달라진 점은 환영한다."),
        ("코에 걸면 코걸이, 귀에 걸면 귀걸이가 될 수 있다.", "자의적으로 해석될 수 있다."),
        ("기업 편만 든 법", "기업 편을 든 법"),
        ("뒷말도 무성하다.", "비판도 많다."),
        ("비만약 '춘추전국시대'", "비만약 치열한 경쟁"),
        ("춘추전국시대의 철학", "춘추전국시대의 철학"),
        ("없어서 못 판다.", "물건이 부족해 못 판다."),
        ("사업을 직접 챙기고 있다.", "사업을 직접 관리하고 있다."),
        ("현실이 녹록지 않다.", "현실이 어렵다."),
        ("대책 마련에 부심하고 있다.", "대책 마련에 애쓰고 있다."),
        ("코스피 2600선 탈환", "코스피 2600선 회복"),
        ("동반 약세를 보였다.", "함께 약세를 보였다."),
        ("시한인 다음 달 2일을 넘겼다.", "시한인 다음 달 2일을 지키지 못했다."),
        ("유통기한을 넘긴 우유", "유통기한을 넘긴 우유"),
        ("재고를 요청했다.", "재검토를 요청했다."),
        ("재고를 줄였다.", "재고를 줄였다."),
        ("공은 국회로 넘어갔다.", "최종 결정은 국회로 넘어갔다."),
        ("공은 골대를 넘어갔다.", "공은 골대를 넘어갔다."),
        ("합의를 종용했다.", "합의를 촉구했다."),
        ("대표 방탄을 위한 법", "대표 보호를 위한 법"),
        ("방탄소년단이 왔다.", "방탄소년단이 왔다."),
        ("키 127㎝짜리 로봇", "키가 127cm인 로봇"),
        ("전기로 움직이는 차", "전력으로 움직이는 차"),
        ("전기로 공장", "전기로 공장"),
        ("테슬라에 유니트리 맞불", "유니트리, 테슬라에 맞불"),
        ("유니트리, 테슬라에 맞불", "유니트리, 테슬라에 맞불"),
        ("유통을 담보하지만", "유통을 보장하지만"),
        ("주식을 담보로 빌렸다.", "주식을 담보로 빌렸다."),
        (
            "이달 초 연례 행사인 '큰 잔치 2024'에서 말했다.",
            "이달 초 열린 연례 행사인 '큰 잔치 2024'에서 말했다.",
        ),
        ("지난달 개발자 회의에서 말했다.", "지난달 열린 개발자 회의에서 말했다."),
        ("이달 말 총회에서 정할 예정이다.", "이달 말 총회에서 정할 예정이다."),
        ("지난달 열린 회의에서 말했다.", "지난달 열린 회의에서 말했다."),
        ("지난달 서울에서 한 행사에서 말했다.", "지난달 서울에서 한 행사에서 말했다."),
        ("이제 공은 국회로 넘어갔다.", "이제 최종 결정은 국회로 넘어갔다."),
        ("20조 핀테크 공룡 나오나", "20조원 핀테크 공룡 나오나"),
        ("20조 달러 시장 열리나", "<1>$20 trillion</1> 시장 열리나"),
        ("빚이 20조 늘었다.", "빚이 20조 늘었다."),
        ("법안을 다듬고 있다.", "법안을 마련하고 있다."),
        ("돌을 다듬고 있다.", "돌을 다듬고 있다."),
        ("아무리 찾아도 나오지 않았다.", "찾을 수 없었다."),
        ("불똥이 튈까 노심초사한다.", "피해를 볼까 노심초사한다."),
        ("성사되면 기업이 탄생한다.", "실현되면 기업이 탄생한다."),
        ("한발 물러섰다는 후문이다.", "한발 물러섰다고 전해졌다."),
        ("학교 후문이다.", "학교 후문이다."),
        ("10년 묵은 숙제를 풀었다.", "10년 묵은 과제를 풀었다."),
        ("아이가 숙제를 풀었다.", "아이가 숙제를 풀었다."),
        ("전망치를 두 배 이상 웃돈 것도 컸다.", "전망치를 두 배 이상 넘어선 것도 컸다."),
        ("웃돈 얹은 것도 팔렸다.", "웃돈 얹은 것도 팔렸다."),
        ("하루 새 값이 뛰었다.", "하루 사이 값이 뛰었다."),
        ("열차 이용객은 운임이 싸다고 했다.", "열차 이용객은 요금이 싸다고 했다."),
        ("컨테이너선 운임이 내렸다.", "컨테이너선 운임이 내렸다."),
        ("시장의 반응은 뜨거웠다.", "시장의 반응은 매우 좋았다."),
        ("냄비가 뜨거웠다.", "냄비가 뜨거웠다."),
        ("현장의 평가는 갈린다.", "현장의 평가는 나뉜다."),
        ("신발도 못 신고 나왔다.", "신발도 신지 못하고 나왔다."),
        ("지하철에서 못 신고 나왔다.", "지하철에서 못 신고 나왔다."),
        ("교사를 빼놓고 밀어붙였다.", "교사를 제외하고 밀어붙였다."),
        ("그를 빼놓고 말할 수 없다.", "그를 빼놓고 말할 수 없다."),
        ("희망하는 학교에 준다.", "원하는 학교에 준다."),
        ("군이 대피령을 내렸다.", "군청이 대피령을 내렸다."),
        ("군 관계자는 “농가 피해가 크다”고 했다.", "군청 관계자는 “농가 피해가 크다”고 했다."),
        ("군 관계자는 “훈련 중이었다”고 했다.", "군 관계자는 “훈련 중이었다”고 했다."),
        ("중의원 해산설 솔솔", "중의원 해산설 제기"),
        ("봄바람이 솔솔 분다.", "봄바람이 솔솔 분다."),
        ("효자는 단연 게임이다.", "가장 크게 기여한 것은 단연 게임이다."),
        ("지지하지 않는다는 응답은 58%였다.", "부정 평가는 <1>58%</1>였다."),
        ("빚은 9억원으로 사상 최대다.", "빚은 <1>900 million won</1>으로 사상 최대치다."),
        ("다음 달 초까지 푼다.", "다음 달 초순까지 푼다."),
        ("다음 달 초에 푼다.", "다음 달 초에 푼다."),
        ("무는 개당 오른다.", "무우는 개당 오른다."),
        ("K2 전차를 판다.", "K2 탱크를 판다."),
        ("가우디는 전차에 치였다.", "가우디는 전차에 치였다."),
        ("두 회사의 화학적 결합", "두 회사의 융합"),
        ("원자의 화학적 결합", "원자의 화학적 결합"),
        ("전기가 남아돌아 발전소를 세운다.", "전기가 남아돌아 발전소를 멈춘다."),
        ("전기가 모자라 발전소를 세운다.", "전기가 모자라 발전소를 세운다."),
        ("전력을 나르는 선로가 없다.", "전력을 나르는 송전선로가 없다."),
        ("KTX가 서울 쪽 선로에 섰다.", "KTX가 서울 쪽 선로에 섰다."),
        ("예결위 소위는 나흘째 공전하고 있다.", "예결위 소위는 나흘째 멈춰 있다."),
        ("지구는 공전하고 있다.", "지구는 공전하고 있다."),
        ("“송구하다”고 고개를 숙였다.", "“송구하다”고 사과했다."),
        ("그는 고개를 숙였다.", "그는 고개를 숙였다."),
        ("물려 있던 주식을 판다.", "손실을 보고 있던 주식을 판다."),
        ("200㎿와 3만㎡를 쓴다.", "200MW와 <1>30,000</1>㎡를 쓴다."),
        ("벽에 금이 가고 문이 안 닫힌다.", "벽에 균열이 생기고 문이 안 닫힌다."),
        ("동맹에 금이 갔다.", "동맹에 균열이 생겼다."),
        ("성금이 가는 곳", "성금이 가는 곳"),
        ("왕복 6차로 중 3개 차로가 막혔다.", "왕복 6차선 중 3개 차선이 막혔다."),
        ("차로 10분 걸린다.", "차로 10분 걸린다."),
        ("부평의 한 사거리에서", "부평의 한 네거리에서"),
        ("미사일의 사거리가 길다.", "미사일의 사거리가 길다."),
        ("사업자를 가리는 입찰", "사업자를 정하는 입찰"),
        ("우선협상대상자를 가린다.", "우선협상대상자를 정한다."),
        ("얼굴을 가린 사람", "얼굴을 가린 사람"),
        ("편의점 사업을 정리했다.", "편의점 사업에서 철수했다."),
        ("임원 20명을 갈아 치웠다.", "임원 20명을 교체했다."),
        ("국민연금과 기초연금을 손본다.", "국민연금 제도와 기초연금을 손본다."),
        ("국민연금이 주식을 샀다.", "국민연금이 주식을 샀다."),
        ("하루 9억원씩 빚이 쌓인다.", "매일 <1>900 million won</1>의 빚이 쌓인다."),
        ("하루 9억원씩 벌었다.", "하루 <1>900 million won</1>씩 벌었다."),
        ("대형마트도 나설 태세다.", "대형마트도 나설 것으로 보인다."),
        ("전투 태세다.", "전투 태세다."),
        ("양산 단가가 내렸다.", "대량생산 단가가 내렸다."),
        ("가람, 1500억 투자 유치", "가람, <1>150 billion won</1> 투자 유치"),
        ("한빛, 영업이익 1조2천억…반등", "한빛, 영업이익 <1>1.2 trillion won</1>…반등"),
        ("14억 인구, 매출 3억 달러", "<1>1.4 billion</1> 인구, 매출 <2>$300 million</2>"),
        (
            "전망치 평균(94억원)을 28% 웃도는 수치다.",
            "이는 전망치 평균(<1>9.4 billion won</1>)보다 <2>28%</2> 높은 수치다.",
        ),
        ("대출 규제에 거래 '뚝'", "대출 규제에 거래 급감"),
        ("이자 연 2%대로 뚝…", "이자 연 <1>2%</1>대로 뚝…"),
        ("법정서 다투겠다", "법정에서 다투겠다"),
        ("기간은 5년 새 두 달 가까이 늘었다.", "기간은 5년 전보다 2개월 늘었다."),
        ("통학 시간은 3년 새 20분 가까이 늘었다.", "통학 시간은 3년 전보다 20분 늘었다."),
        ("박 모씨와 최 모(49)씨", "박모씨와 최모(49)씨"),
        ("민간소비가 살아난 덕이다.", "이는 민간소비가 회복된 덕이다."),
        ("아이가 살아난 덕이다.", "이는 아이가 살아난 덕이다."),
        ("연내 인하는 물 건너갔다.", "연내 금리 인하는 물 건너갔다."),
        (
            "성장률 전망치를 1.0%로 올려 잡았고 내년은 1.8%로 내다봤다.",
            "성장률 전망치를 <1>1.0%</1>로 올려 잡았고 내년 성장률은 <2>1.8%</2>로 내다봤다.",
        ),
        ("전 고객의 유심, 전 직원", "모든 고객의 유심, 전 직원"),
        ("열흘 사이 21만명이 떠났다.", "열흘 동안 <1>210,000</1>명이 떠났다."),
        ("고3 자녀, 중1에 도입한, 고1은", "고등학교 3학년 자녀, 중학교 1학년에 도입한, 고등학교 1학년은"),
        ("집값이 발목을 잡았다.", "집값이 걸림돌이 됐다."),
        ("기업의 발목을 잡았다.", "기업의 발목을 잡았다."),
        ("혼란의 대가는 수험생이 치르고 있다.", "수험생이 혼란의 대가를 치르고 있다."),
        ("바꿔야 한다는 주장이 맞선다.", "바꿔야 한다는 주장이 대립한다."),
        ("우군이 아쉽기 때문", "우군이 필요하기 때문"),
        ("북핵을 둘러싼 온도 차도 여전하다.", "북핵을 둘러싼 온도차도 여전하다."),
        ("계절별로 온도 차가 크다.", "계절별로 온도 차가 크다."),
        ("30만대분의 배터리", "<1>300,000</1>대에 쓸 배터리"),
        ("확률은 열에 하나꼴도 안 된다.", "확률은 열 개 중 하나도 안 된다."),
        ("하루 열 바퀴씩 지구를 돈다.", "하루 열 번씩 지구를 돈다."),
        ("발사를 민간이 이끌었다.", "발사를 민간 기업이 이끌었다."),
        ("제작비는 결국 그가 댔다.", "제작비는 결국 그가 부담했다."),
        ("건설비의 절반을 대기로 했다.", "건설비의 절반을 부담하기로 했다."),
        ("다온이 49%를 댄다.", "다온이 <1>49%</1>를 댄다."),
        ("노하우를 따라올 곳이 없다", "노하우를 누구도 따라올 수 없다"),
        ("스타트업 98% “준비 못 했다”", "스타트업의 <1>98%</1> “준비 못 했다”"),
        ("지지율 40% “역대 최저”", "지지율 <1>40%</1> “역대 최저”"),
        ("어기면 과태료를 문다.", "이를 위반하면 과태료를 문다."),
        ("절반에 가까운 응답자", "거의 절반인 응답자"),
        ("반발도 만만찮다.", "반발도 많다."),
        ("내년 상반기 양산 목표", "내년 상반기 대량생산 목표"),
        ("양산 통도사", "양산 통도사"),
        ("평균 10억원꼴이었다.", "평균 <1>1 billion won</1>이었다."),
        ("핑계를 댔다.", "핑계를 댔다."),
        ("찬밥 더운밥 가릴 처지가 아니었다", "선택의 여지가 없었다"),
        ("대통령은 전용기에서 말했다.", "대통령은 대통령 전용기에서 말했다."),
        ("우량 자산인 양 속여", "우량 자산인 것처럼 속여"),
        ("시간을 버는 쪽을 택했다.", "시간을 버는 방법을 택했다."),
        ("석 달 뒤, 석 달 만에", "세 달 뒤, 석 달 만에"),
        ("5명이 동결에 손을 들었고", "5명이 동결에 투표했고"),
        ("3할이 줄고 2할은 늘었다.", "<1>30%</1>이 줄고 <2>20%</2>은 늘었다."),
        ("타율 3할 복귀, 3할 타자", "타율 3할 복귀, 3할 타자"),
        ("소멸 위기인 우리 군으로서는", "소멸 위기인 우리 지역으로서는"),
        ("우리 군은 국경을 지켰다.", "우리 군은 국경을 지켰다."),
        ("인구 감소로 우리 군의 병력이 준다.", "인구 감소로 우리 군의 병력이 준다."),
        ("전 국민의힘 의원, 전 지점장, 전 국민은행장", "전 국민의힘 의원, 전 지점장, 전 국민은행장"),
        ("병원을 대기업이 인수했다.", "병원을 대기업이 인수했다."),
        ("비용을 대기업이 떠안고 직원은 대기 중이다.", "비용을 대기업이 떠안고 직원은 대기 중이다."),
        ("장비를 대고 소비를 댄다.", "장비를 대고 소비를 댄다."),
        ("방법을 상정하고 조건을 상정한", "방법을 상정하고 조건을 상정한"),
        ("잘 사는 법”이라는 책", "잘 사는 법”이라는 책"),
        ("매출 30% “껑충”", "매출 <1>30%</1> “껑충”"),
        ("유류세 연내 인하", "유류세 연내 인하"),
        ("발목을 잡아당겼다", "발목을 잡아당겼다"),
        ("밤낮의 온도 차도 크다.", "밤낮의 온도 차도 크다."),
        ("가열에 하나씩", "가열에 하나씩"),
        ("형법 356조 배임, 특가법 5조 뇌물", "형법 356조 배임, 특가법 5조 뇌물"),
        ("3조 지원자, 1억 투자자", "3조 지원자, <1>100 million</1> 투자자"),
        ("밀어붙이는 저의가 무엇이냐", "밀어붙이는 숨은 의도가 무엇이냐"),
        ("저의가 아닌 저의 생각", "저의가 아닌 저의 생각"),
        ("국민 보기 부끄럽지 않으냐", "국민 앞에 부끄럽지 않으냐"),
        ("이후는 장담하기 어렵다", "이후는 확신할 수 없다"),
        ("특별법을 상정했지만", "특별법을 안건으로 올렸지만"),
        ("최악을 상정했지만", "최악을 상정했지만"),
        ("의원은 “떠넘기는 법”이라며", "의원은 “떠넘기는 법안”이라며"),
        ("전세는 딴판이다.", "전세는 전혀 다르다."),
        ("승산이 없다고 봤다", "이길 가능성이 없다고 봤다"),
        ("개인은 주식을 팔아치웠다.", "개인투자자들은 주식을 팔아치웠다."),
        ("개인은 책임을 진다.", "개인은 책임을 진다."),
        ("코스피가 외국인의 '사자'에 올랐다.", "코스피가 외국인의 '매수'에 올랐다."),
        ("외국인 사흘째 ‘팔자’", "외국인 사흘째 ‘매도’"),
        ("동물원의 '사자'가 죽었다.", "동물원의 '사자'가 죽었다."),
        ("삼성전자가 '8만전자'에 복귀했다.", "삼성전자가 '8만원대'에 복귀했다."),
        ("코스피가 4,000선을 내줬다.", "코스피가 4,000선 아래로 떨어졌다."),
        ("10만달러 선을 내주자 던졌다.", "<1>$100,000</1> 선 아래로 떨어지자 던졌다."),
        ("대출을 내준 은행", "대출을 내준 은행"),
        ("10만전자책을 모았다.", "10만전자책을 모았다."),
        ("엔저에 등 돌린 개미들, 日 국채로", "엔저에 등 돌린 개인투자자들, 日 국채로"),
        ("한국은 일본에 무릎을 꿇었다.", "한국은 일본에 패했다."),
        ("한국, 일본에 무릎 꿇어", "한국, 일본에 패해"),
        ("국민 앞에 무릎을 꿇었다.", "국민 앞에 무릎을 꿇었다."),
        ("한 달 새 값이 뛰었다.", "한 달 사이 값이 뛰었다."),
        ("법원은 가처분 신청을 일부 인용했다.", "법원은 가처분 신청을 일부 받아들였다."),
        ("논문을 인용했다.", "논문을 인용했다."),
        ("혐의가 상당 부분 소명됐다.", "혐의가 상당 부분 입증됐다."),
        ("의혹이 소명됐다.", "의혹이 소명됐다."),
        ("법원이 사측 손을 들어주자 항소했다.", "법원이 사측의 손을 들어주자 항소했다."),
        ("법원은 결국 노조의 손을 들어줬다.", "법원은 결국 노조의 손을 들어줬다."),
        ("건설사에서 3억 원을 뜯어낸 혐의", "건설사에서 <1>300 million won</1>을 갈취한 혐의"),
        ("벽지를 뜯어냈다.", "벽지를 뜯어냈다."),
        ("檢, 회장 징역 12년 구형", "檢, 회장에 징역 12년을 구형했다"),
        ("특검, 총수에게 무기징역 구형", "특검, 총수에게 무기징역을 구형했다"),
        ("구형 아이폰", "구형 아이폰"),
        ("대통령은 사의를 하루 만에 수리했다.", "대통령은 사의를 하루 만에 받아들였다."),
        ("사의를 밝힌 뒤 차를 수리했다.", "사의를 밝힌 뒤 차를 수리했다."),
        ("불만이 적지 않았다.", "불만이 많았다."),
        ("애플이 협상 중인 것으로 알려졌다.", "애플이 협상 중인 것으로 전해졌다."),
        (
            "그는 시인으로 알려졌다. 그 사실은 널리 알려졌다.",
            "그는 시인으로 알려졌다. 그 사실은 널리 알려졌다.",
        ),
        ("경기가 나빠지면 줄인다.", "경제가 나빠지면 줄인다."),
        ("경기가 끝났다.", "경기가 끝났다."),
        ("업계는 이 결정을 반겼다.", "업계는 이 결정을 환영했다."),
        ("상반기는 적자다.", "상반기는 적자다."),
        ("세 곱절이나 뛰었다.", "세 배나 뛰었다."),
        ("곱절로 늘었다.", "두 배로 늘었다."),
        ("피해자가 한둘이 아니었다.", "피해자가 많았다."),
        ("외국인은 3000주를 순매수했다.", "외국인 투자자들은 3000주를 순매수했다."),
        ("외국인과 기관이 사들였다.", "외국인 투자자들과 기관투자가들이 사들였다."),
        ("외국인이 늘었다.", "외국인이 늘었다."),
        ("정부 기관이 사들였다.", "정부 기관이 사들였다."),
        ("韓 銀 2개", "韓 銀 2개"),
        ("외국인이 주택을 사들였다.", "외국인이 주택을 사들였다."),
        ("10명의 사상자를 낸 시공사", "10명의 사상자를 낸 시공사"),
        ("10명의 사상자를 낸 화재", "10명이 죽거나 다친 화재"),
        ("그는 대표로 부상했다.", "그는 대표로 급부상했다."),
        ("그는 장관을 두 번 지냈다.", "그는 장관을 두 번 역임했다."),
        ("부사장을 지낸 그", "부사장을 역임한 그"),
        ("여름을 지냈다.", "여름을 지냈다."),
        ("부상한 선수", "부상한 선수"),
        ("20명의 사상자가 났다.", "20명이 죽거나 다쳤다."),
        ("재단에 10억 원을 출연했다.", "재단에 <1>1 billion won</1>을 기부했다."),
        ("드라마에 출연했다.", "드라마에 출연했다."),
        ("英·佛 정상, 中企 지원", "영국·프랑스 정상, 중소기업 지원"),
        ("獨 車업계 反이민 정서", "독일 자동차업계 반이민 정서"),
        ("英國의 왕", "英國의 왕"),
        ("여당은 장관을 감쌌다.", "여당은 장관을 두둔했다."),
        ("몸을 감쌌다.", "몸을 감쌌다."),
        ("평생직장은 옛말이다.", "평생직장은 옛말이 됐다."),
        ("인수가 무산됐다.", "기업 인수가 무산됐다."),
        ("함수의 인수가 많다.", "함수의 인수가 많다."),
        ("얼마 남지 않은 만큼 모두 신중하다.", "얼마 남지 않았기 때문에 모두 신중하다."),
        ("경제에 적지 않은 타격", "경제에 많은 타격"),
        ("신고서에 적지 않았다.", "신고서에 적지 않았다."),
        ("이름을 적지 않았다.", "이름을 적지 않았다."),
        ("파업을 코앞에 두고 타결했다.", "파업 직전에 타결했다."),
        ("9개월째 내리 늘었다.", "9개월째 늘었다."),
        ("9개월째 내리막이다.", "9개월째 내리막이다."),
        ("시내버스서 불…승객 대피", "시내버스에서 불…승객 대피"),
        ("오픈AI서 짐 싼 직원들", "<1>OpenAI</1>에서 짐 싼 직원들"),
        ("1심서 감형", "1심에서 감형"),
        ("보고서 낸 한국은행", "보고서 낸 한국은행"),
        ("강남서 형사 구속", "강남서 형사 구속"),
        ("혼자서 짐 싼 직원", "혼자서 짐 싼 직원"),
        ("서울서 불이 났다.", "서울서 불이 났다."),
        ("거품론이 다시 고개를 들면서 내렸다.", "거품론이 나오면서 내렸다."),
        ("우려가 고개를 들었다.", "우려가 나왔다."),
        ("기자가 고개를 들었다.", "기자가 고개를 들었다."),
        ("길어질 공산이 커졌다.", "길어질 가능성이 커졌다."),
        ("與 “합의 처리”…野 “저지”", "여당 “합의 처리”…야당 “저지”"),
        ("與野 합의", "與野 합의"),
        ("코스피가 6거래일째 올랐다.", "코스피가 6거래일 연속 올랐다."),
        ("비트코인 8만弗 붕괴", "비트코인 <1>80,000</1>달러 붕괴"),
        ("신규 원전 2기 건설에 나섰다.", "신규 원전 두 기 건설에 나섰다."),
        ("2기 내각", "2기 내각"),
        ("반도체가 끌고 조선이 밀며 늘었다.", "반도체와 조선이 이끌며 늘었다."),
        ("수출이 끌고 내수가 민 성장", "수출과 내수가 이끈 성장"),
        ("소가 끌고 사람이 미는 수레", "소가 끌고 사람이 미는 수레"),
        ("3년 새 값이 뛰었다.", "3년 사이 값이 뛰었다."),
        ("2026년 새 차를 냈다.", "2026년 새 차를 냈다."),
        ("오늘 새 노래를 냈다.", "오늘 새 노래를 냈다."),
        ("日 강진에 쓰나미", "日 강한 지진에 쓰나미"),
        ("전남 강진에 갔다.", "전남 강진에 갔다."),
        ("공장을 인수한 메타의 또 다른 '승부수'다.", "이는 공장을 인수한 <1>Meta</1>의 또 다른 '승부수'다."),
        ("이것이 공장을 인수한 구글의 또 다른 승부수다.", "이것이 공장을 인수한 구글의 또 다른 승부수다."),
        ("구글의 또 다른 승부수다.", "구글의 또 다른 승부수다."),
        ("구글의 모회사 알파벳의 주가", "구글 모회사인 알파벳의 주가"),
        ("구글의 자회사 내의 조직", "구글의 자회사 내의 조직"),
        ("오픈AI의 운영사 메타의 값이 올랐다.", "<1>OpenAI</1> 운영사인 <2>Meta</2>의 값이 올랐다."),
        ("값이 오른 것은 물량이 적기 때문이다.", "값이 오른 이유는 물량이 적기 때문이다."),
        (
            "다 통하는 것은 아니라고 한 것은 땅값 때문이다.",
            "다 통하는 것은 아니라고 한 이유는 땅값 때문이다.",
        ),
        ("값이 올랐다는 것은 물량이 적기 때문이다.", "값이 올랐다는 것은 물량이 적기 때문이다."),
        ("그 합의가 이례적인 것은 둘이 다퉜기 때문이다.", "그 합의는 둘이 다퉜기 때문에 이례적이다."),
        ("구글의 제안이 이례적인 이유는 값 때문이다.", "구글의 제안은 값 때문에 이례적이다."),
        ("값이 오르는 중인 것은 물량 때문이다.", "값이 오르는 중인 이유는 물량 때문이다."),
        ("구글에 앱을 '입점'시키면 는다.", "구글에 앱을 넣으면 는다."),
        ("백화점에 가게를 입점시켰다.", "백화점에 가게를 입점시켰다."),
        ("중요한 것은 값이다. 물량 때문이다.", "중요한 것은 값이다. 물량 때문이다."),
        ("메타는 2.5배로 늘 수 있다고 로이터는 전했다.", "로이터에 따르면 <1>Meta</1>는 2.5배로 늘 수 있다."),
        ("이 배가 더 클 것이라고 한 선원은 전했다.", "한 선원에 따르면 이 배가 더 클 것이다."),
        ("핵 개발을 멈추라고 백악관은 전했다.", "핵 개발을 멈추라고 백악관은 전했다."),  # an order
        ("공장을 더 짓는다고 지난달부터는 전했다.", "공장을 더 짓는다고 지난달부터는 전했다."),
        ("공장을 더 짓는다고 지난달에는 전했다.", "공장을 더 짓는다고 지난달에는 전했다."),
        ("공장을 더 짓는다고 기자들에게 그는 전했다.", "공장을 더 짓는다고 기자들에게 그는 전했다."),
        ("공장을 짓는다고 메타는 전했다.", "공장을 짓는다고 <1>Meta</1>는 전했다."),
        ("“문을 닫는다”고 그는 전했다.", "“문을 닫는다”고 그는 전했다."),
    ],
)
def test_the_engine_is_told_clearly_who_was_first_when_and_who_says_so(source: str, expected: str) -> None:
    assert told(prepared(source, {"오픈AI": "OpenAI", "메타": "Meta"})) == expected


def test_numbers_and_addresses_are_pinned_beside_terms() -> None:
    segment = prepared("메타는 100억달러를 https://naru.example/a 에 썼다.", {"메타": "Meta"})
    assert [(pin.target, pin.origin) for pin in segment.pins] == [
        ("Meta", "glossary"),
        ("$10 billion", "number"),
        ("https://naru.example/a", "protected"),
    ]


def test_a_list_mark_goes_through_unchanged() -> None:
    segment = prepared("▷ 코스닥이 올랐다.", {"코스닥": "KOSDAQ"})
    assert told(segment).startswith("<1>KOSDAQ</1>")
    assert put_back(segment, "<1>KOSDAQ</1> rose.").target == "▷ KOSDAQ rose."


@pytest.mark.parametrize(
    "rendering",
    [
        "C++",
        r"\1 \g<0>",
        "$1",
        "AT&T",
        "X (formerly Twitter)",
        "⟦1⟧",
        "S&P 500",
        "<Wow>",
        "₩",
        "한글",
        "</1>",
        "<1>x</1>",
    ],
)
def test_a_rendering_comes_out_character_for_character(rendering: str) -> None:
    segment = prepared("엑스가 올랐다.", {"엑스": rendering})
    restored = put_back(segment, "Shares of <1>whatever</1> rose.")
    (pin,) = restored.pins
    assert restored.target[pin.tstart : pin.tend] == rendering
    assert restored.target == f"Shares of {rendering} rose."


def test_sentence_case_takes_a_capital_only_at_a_sentence_start() -> None:
    source = "생성형 AI가 뜬다. 생성형 AI는 온다."
    answer = "<1>generative AI</1> is rising, and <2>generative AI</2> is coming."
    segment = prepared(source, {"생성형 AI": "generative AI"}, Case.SENTENCE)
    assert put_back(segment, answer).target == "Generative AI is rising, and generative AI is coming."
    keep = prepared(source, {"생성형 AI": "iPhone"})
    assert put_back(keep, answer).target == "iPhone is rising, and iPhone is coming."


def test_text_that_looks_like_a_marker_comes_through() -> None:
    segment = prepared("<1>메타</1>와 <2>", {"메타": "Meta"})
    assert told(segment) == "<1>1</1><2>Meta</2><3>1</3>와 <4>2</4>"
    assert put_back(segment, "<1>1</1><2>Meta</2><3>1</3> and <4>2</4>").target == "<1>Meta</1> and <2>"


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("<1>Meta</1> and Google", ()),  # the rendering stands there by itself
        ("<1>Meta</1> and <2>Google", ()),
        ("<1>Meta</1> and Goggle", (1,)),
        ("Meta and Google", ()),
        ("Metaverse and Google", (0,)),
        ("<2>Google</2> and <1>Meta</1>", ()),
        ("", (0, 1)),
    ],
)
def test_what_is_missing_is_known(answer: str, missing: tuple[int, ...]) -> None:
    segment = prepared("메타와 구글", {"메타": "Meta", "구글": "Google"})
    assert put_back(segment, answer).missing == missing


def test_no_marker_is_ever_left_over() -> None:
    segment = prepared("메타와 구글", {"메타": "Meta", "구글": "Google"})
    restored = put_back(segment, "<1>Meta</1></1> and <7>x</7> <2>Google</2> <1>Meta</1>")
    assert "<" not in restored.target
    assert not restored.clean


def test_inline_markup_is_carried_by_the_same_markers() -> None:
    source = "이 기사는 굵은 글씨를 쓴다."
    segment = prepared(source, {}, marks=(Mark(6, 11, 0),))
    assert told(segment) == "이 기사는 <1>굵은 글씨</1>를 쓴다."
    restored = put_back(segment, "This article uses <1>bold type</1>.")
    (mark,) = restored.marks
    assert restored.target[mark.tstart : mark.tend] == "bold type"


@pytest.mark.parametrize(("end", "sent"), [(2, "제목은 좋다."), (5, "<1>제목</1>은 좋다.")])
def test_markup_over_a_list_mark_does_not_say_it_twice(end: int, sent: str) -> None:
    segment = prepared("1. 제목은 좋다.", {}, marks=(Mark(0, end, 0),))
    assert told(segment) == sent
    restored = put_back(segment, sent)
    assert restored.target == segment.source
    assert [(mark.tstart, mark.tend) for mark in restored.marks] == [(0, end)]


def test_a_rendering_outside_of_its_marker_counts_where_it_stands_exactly() -> None:
    restored = put_back(prepared("오픈AI가 밝혔다.", {"오픈AI": "OpenAI"}), "Not openai but OpenAI said so.")
    assert restored.target[slice(restored.pins[0].tstart, restored.pins[0].tend)] == "OpenAI"


def test_words_between_tags_are_told_in_one_marker_with_their_english() -> None:
    segment = prepared("<0>여기</0>를 누르세요.", {})
    assert segment.marked_words == {"여기"}
    assert told(segment) == "<1>여기</1>를 누르세요."
    assert told(replace(segment, hints={"여기": "here"})) == "<1>here</1>를 누르세요."
    restored = put_back(segment, "Press <1>here</1>.")
    assert restored.target == "Press <0>here</0>."
    assert [restored.target[pin.tstart : pin.tend] for pin in restored.pins] == ["<0>", "</0>"]
    assert marked(segment, None, [Mode.MARKER] * 2) == "<0>여기</0>를 누르세요."


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        *(("가. 총회", "A. "), ("(나) 총회", "(B) "), ("하) 총회", "N) "), ("다.", "C.")),
        *(("문. 언제?", "Q. "), ("문1. 언제?", "Q1. "), ("답 2. 내년", "A 2. "), ("Q12. 언제?", "Q12. ")),
    ],
)
def test_the_letters_of_a_list_are_latin(source: str, lead: str) -> None:
    assert prepared(source, {}).lead == lead


@pytest.mark.parametrize("source", ["아. 그렇구나", "자. 가자", "가나. 다라", "문 앞에서"])
def test_a_word_is_no_list_mark(source: str) -> None:
    assert prepared(source, {}).lead == ""


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("백일흔두 명이 탔다.", ["172"]),
        ("스물세 살이다.", ["23"]),
        ("이천이십육년에 연다.", ["2026"]),
        ("천이백여 개가 있다.", ["1,200"]),
        ("두 명이 왔다.", []),  # a word in English, too
        ("열두 번째로 왔다.", []),  # 12th
        ("백 번째 골이다.", []),
        ("23명이 왔다.", []),  # models copy figures
    ],
)
def test_numbers_spelt_in_hangul_are_pinned_to_figures(source: str, figures: list[str]) -> None:
    assert [pin.target for pin in prepared(source, {}).pins] == figures


@pytest.mark.parametrize(
    ("source", "english"),
    [("ㅋㅋㅋㅋ", "haha"), ("ㅎㅎ", "haha"), ("ㅠㅜㅠ", "T_T"), ("재밌다 ㅋㅋ", "haha")],
)
def test_letters_that_laugh_or_cry_have_their_english(source: str, english: str) -> None:
    assert [pin.target for pin in prepared(source, {}).pins] == [english]


def test_what_stands_many_times_in_a_row_is_told_three_times() -> None:
    assert told(prepared("하하하하하하하! 빨리 빨리 빨리 빨리 빨리 와", {})) == "하하하! 빨리 빨리 빨리 와"
    assert told(prepared("가가 가가 aaaaaa", {})) == "가가 가가 aaaaaa"


@pytest.mark.parametrize(
    "text",
    [
        "👍" + "🏽" * 5000,
        "❶" * 5000,
        "⭐\u200d" * 5000,
        "가. " * 5000,
        "하" * 5000,
        "뻔" * 99_999,
        "1," * 99_999,
    ],
)
def test_time_does_not_explode_with_marks_in_a_row(text: str) -> None:
    assert prepared(f"{text}가", {}).source == f"{text}가"
    assert told(prepared(f"{text}다", {}))


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("Sales of <1>AI chips</1> rose.", "Sales of AI chips rose."),
        ("<1>AI chip's</1> price", "AI chip's price"),
        ("<1>AI chip's</1>'s price", "AI chip's price"),
        ("<1>AI chipset</1> sales", "AI chip sales"),
    ],
)
def test_the_ending_of_a_plural_or_possessive_stays_behind_the_rendering(answer: str, target: str) -> None:
    restored = put_back(prepared("AI칩이 팔린다.", {"AI칩": "AI chip"}), answer)
    assert restored.target == target
    (pin,) = restored.pins
    assert restored.target[pin.tstart : pin.tend] == "AI chip"


def test_an_emoji_before_a_sentence_is_no_word_of_it() -> None:
    segment = prepared("✅ 신청은 네이버에서 하세요 🙏", {"네이버": "Naver"})
    assert told(segment) == "신청은 <1>Naver</1>에서 하세요 <2>🙏</2>"
    assert put_back(segment, "Apply at <1>Naver</1> <2>🙏</2>").target == "✅ Apply at Naver 🙏"


def test_a_segment_of_pins_alone_needs_no_engine() -> None:
    terms = {"오픈AI": "OpenAI", "메타": "Meta"}
    assert not prepared("오픈AI·메타", terms).decoded
    assert prepared("오픈AI와 메타", terms).decoded


@given(st.text(max_size=80), st.text(min_size=1, max_size=12).filter(str.strip), st.text(max_size=80))
def test_whatever_the_model_answers_pins_are_exact_or_missing(
    before: str, rendering: str, answer: str
) -> None:
    segment = prepared(f"{before} 챗GPT는 {before}", {"챗GPT": rendering})
    restored = put_back(segment, answer)
    for index, pin in enumerate(restored.pins):
        if index in restored.missing:
            assert pin.tstart is None
        else:
            there = restored.target[pin.tstart : pin.tend]
            assert there[1:] == pin.target[1:] and there[:1] in (pin.target[:1], pin.target[:1].upper())


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("[박가람 기자]", "[By Park Ga-ram]"),
        ("기자명 박가람 기자", "By Park Ga-ram"),
        ("최가을 기자 gaeul@daon.example", "By Choi Ga-eul gaeul@daon.example"),
        ("이하늘·선우진 기자", "By Lee Ha-neul and Sunwoo Jin"),
        ("한별·서지우·남궁솔 인턴기자", "By Han Byeol, Seo Ji-u and Namgung Sol"),
        ("사진=김도현 기자", "Photo by Kim Do-hyeon"),
        ("글·사진 박가람 기자", "Text and photo by Park Ga-ram"),
        ("박가람 의학전문기자", "By Park Ga-ram"),
    ],
)
def test_a_byline_names_its_reporters(korean: str, english: str) -> None:
    [document] = Translator(CopyEngine()).translate_documents([page(f"{STORY}\n\n{korean}", "page")])
    byline = document.blocks[-1]
    assert byline.segments[0].target == english


@pytest.mark.parametrize("korean", ["정치부 기자", "한국 기자", "Amy Lee 기자", "쀍뷁 기자"])
def test_what_is_no_korean_name_is_left_to_the_model(korean: str) -> None:
    assert list(bylines.find(korean, {})) == []


def test_a_reporter_in_a_sentence_is_part_of_it() -> None:
    text = "박가람 기자는 웃었다."
    (segment,) = Translator(CopyEngine()).translate(text).segments
    assert (segment.target, segment.pins) == (text, ())


def test_a_reporters_name_comes_as_the_glossary_has_it() -> None:
    text = f"{STORY}\n\n[박가람 기자]"
    document = Translator(CopyEngine()).translate(text, Glossary((Entry("박가람", "Garam Bak"),)))
    assert list(document.segments)[-1].target == "[By Garam Bak]"


@pytest.mark.parametrize(
    ("korean", "answer", "english"),
    [
        ("메타가 웃었다.", "<1>Meta</1> smiled>.", "Meta smiled."),
        ("메타가 a<b라고 썼다.", "<1>Meta</1> wrote a<b.", "Meta wrote a<b."),
    ],
)
def test_half_a_marker_is_not_left_in_the_english(korean: str, answer: str, english: str) -> None:
    assert put_back(prepared(korean, {"메타": "Meta"}), answer).target == english


def test_decomposed_korean_is_translated_with_its_pins() -> None:
    source = unicodedata.normalize("NFD", "오픈AI가 어제 스물세 명을 뽑았다.")
    segment = prepared(source, {"오픈AI": "OpenAI"})
    assert segment.decoded
    assert told(segment) == "<1>OpenAI</1>가 어제 <2>23</2> 명을 뽑았다."
    assert [source[pin.start : pin.end] for pin in segment.pins] == [pin.surface for pin in segment.pins]
    assert not prepared(unicodedata.normalize("NFD", "오픈AI"), {"오픈AI": "OpenAI"}).decoded


@pytest.mark.parametrize(
    ("answer", "english"), [("{0}files sent", "{0}files sent"), ("US{0} sent", "US{0} sent")]
)
def test_a_rendering_of_signs_may_touch_a_word(answer: str, english: str) -> None:
    restored = put_back(prepared("파일 {0}개를 보냈다.", {}), answer)
    assert (restored.target, restored.missing) == (english, ())


@pytest.mark.parametrize(
    ("source", "place", "english", "tstart"),
    [
        ("본문 . 뒤 글", 3, "Text. And the rest", 4),  # before a sign
        ("파일 개를 보냈다", 3, "Sent files now", 5),  # before a word
        ("총  원", 2, "Won", 3),
        ("각주 뒤 글", 2, "A note after", 6),  # behind a word
    ],
)
def test_an_empty_element_stands_as_in_the_source(source: str, place: int, english: str, tstart: int) -> None:
    (mark,) = put_back(prepared(source, {}, marks=(Mark(place, place, 0),)), english).marks
    assert (mark.tstart, mark.tend) == (tstart, tstart)
