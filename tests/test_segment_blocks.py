"""Blocks: a page as a person copies it, each line with the kind it is of before the bar."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Document, Kind
from translate.segment import blocks, page

BODY = (
    "body | 한울시는 낡은 다리를 새로 놓기로 하고 내년 봄 공사를 시작한다고 밝혔다. 공사비는 300억원이다.\n"
)
MORE = "body | 시는 주민 설명회를 세 차례 열었다. 반대하는 주민도 적지 않았다.\n"
TITLE = "headline | 한울시, 낡은 다리 새로 놓는다…내년 봄 착공\n"

PAGES = {
    "mobile page with summary, text size and links": """\
headline | 한울시 이어 다온시까지 '다리 새로 놓기' 경쟁
furniture | 전체 맥락을 이해하기 위해서는 본문 보기를 권장합니다.
summary | 한울시가 낡은 다리를 새로 놓기로 하고 내년 봄 공사를 시작한다고 밝혔다.
summary | 다온시도 비슷한 계획을 세운 것으로 알려졌다. 두 도시는 강을 사이에 두고 있다.
furniture | 이 글자크기로 변경됩니다.
furniture | (예시) 다온뉴스는 빠르고 바른 소식을 전합니다. 언제나 곁에 있습니다.
subhead | 다리 두 개 한꺼번에
subhead | 주민들은 소음 걱정
body | 한울시가 낡은 다리를 새로 놓기로 하고 내년 봄 공사를 시작한다고 밝혔다. 공사비는 300억원이다.
body | 다온시도 비슷한 계획을 세운 것으로 알려졌다. 두 도시는 강을 사이에 두고 있다.
body | 주민들은 "밤에는 공사를 멈춰 달라"고 요구했다.
byline | [박가람 기자]
copyright | Copyright © 다온뉴스 & daon.example. 무단 전재, 재배포 및 AI학습 이용 금지
related | - “밤마다 쿵쿵”...공사장 옆집의 하소연 [생활백서] - 다온뉴스
related | - 강 건너 사는 사람들, 다리 없던 시절 - 다온뉴스
related | - 올해 마지막 장터 열린다 - 다온뉴스
""",
    "summary that picks sentences out of longer paragraphs, no note above it": """\
headline | 겨울 축제 열흘 늦춘다
summary | 올겨울 얼음 축제가 예년보다 열흘 늦게 열린다.
summary | 군은 얼음 두께가 25cm를 넘어야 문을 연다는 방침이다.
body | 올겨울 얼음 축제가 예년보다 열흘 늦게 열린다. 날이 따뜻해서다.
body | 군은 얼음 두께가 25cm를 넘어야 문을 연다는 방침이다. 지금은 12cm다.
""",
    "summary of one line with several sentences": """\
headline | 겨울 축제 열흘 늦춘다
furniture | 요약보기
summary | 올겨울 얼음 축제가 예년보다 열흘 늦게 열린다. 지금은 얼음이 12cm로 얇다.
furniture | 음성으로 듣기
body | 올겨울 얼음 축제가 예년보다 열흘 늦게 열린다. 날이 따뜻해서다.
body | 지금은 얼음이 12cm로 얇다. 군은 25cm를 넘어야 문을 연다.
""",
    "a machine's summary in words of its own": f"""\
{TITLE}furniture | AI 핵심 요약
furniture | beta
summary | - 한울시가 낡은 다리를 헐고 새로 놓는다.
summary | - 공사비 300억원은 도와 나누어 낸다.
summary | - 주민 설명회는 세 차례 열렸다.
furniture | !AI가 자동 생성한 요약으로 정확하지 않을 수 있어요.
{BODY}{MORE}""",
    "a heading of a summary without a note is no machine's": f"""\
{TITLE}furniture | AI 핵심 요약
body | - 한울시가 낡은 다리를 헐고 새로 놓는다.
{BODY}{MORE}body | 시는 AI가 생성한 요약으로 논란이 된 자료를 고쳤다.
""",
    "a summary with nothing behind it is the text": """\
furniture | AI 요약
body | 한울시가 낡은 다리를 헐고 새로 놓는다.
furniture | AI가 자동으로 생성한 요약입니다.
""",
    "an opening line that no one repeats is no summary": """\
headline | 겨울 축제 열흘 늦춘다
furniture | 요약보기
body | 올겨울 축제가 늦어진다는 소식에 상인들이 울상이다.
body | 올겨울 얼음 축제가 예년보다 열흘 늦게 열린다. 날이 따뜻해서다.
""",
    "the same price line again and again is no summary": """\
headline | 오늘의 시세
body | 사과 한 상자는 3만 2000원에 팔렸습니다.
body | 배 한 상자는 4만 1000원에 팔렸습니다.
body | 사과 한 상자는 3만 2000원에 팔렸습니다.
body | 감 한 상자는 2만 7000원에 팔렸습니다.
""",
    "player, share buttons, counters and times": """\
headline | 눈 그친 한울산, 등산객 북적
furniture | 입력 2026.01.24. 오전 9:20
furniture | 수정 2026.01.24. 오후 1:05
furniture | 댓글 3
furniture | 좋아요
furniture | 구독
furniture | 요약보기
furniture | 음성으로 듣기
furniture | 번역 설정
furniture | 글씨크기 조절하기
furniture | 공유하기
furniture | 인쇄하기
body | 눈이 그친 한울산에 주말 등산객 5000명이 몰렸다.
furniture | 사진 확대
body | 산길은 아침부터 붐볐다.
furniture | ▶ 제보하기
furniture | 좋아요 1,204
furniture | 훈훈해요 0
""",
    "times of all kinds": f"""\
{TITLE}furniture | 입력 : 2026-01-24 09:20:11
furniture | 등록 2026.01.24 09:20 | 수정 2026.01.24 10:05
furniture | 기사입력 2026.01.24. 오전 9:20 최종수정 2026.01.24. 오전 10:02
furniture | 2026/01/24 10:12 송고
furniture | 2026년 1월 24일 오전 9시 20분
furniture | 승인 2026.01.24 09:20
{BODY}furniture | 3시간 전
furniture | 00:00 / 02:31
""",
    "times in one line with the printed page, bars and a reporter": f"""\
{TITLE}furniture | 입력 : 2026-01-24 09:20  |  수정 : 2026-01-24 10:05  |  지면 : 2026-01-25 27면
furniture | 입력 2026.01.24 09:20 지면 A27
furniture | 지면 : 2026-01-25 27면
furniture | 26.01.24 09:20 l 최종 업데이트 26.01.24 10:05
furniture | 박가람입력 2026. 1. 24. 09:20수정 2026. 1. 24. 10:05
furniture | |
{BODY}""",
    "a moment with a full stop is a sentence of the article": f"""\
{TITLE}furniture | 입력 2026.01.24 09:20
body | 2026년 1월 23일.
body | 2026년 1월 23일 오후 10시 27분.
body | 다리가 흔들렸다. 차들이 멈춰 섰다.
body | 경찰은 시민 여러분의 적극적인 제보를 바랍니다.
{BODY}furniture | 24시간 제보를 받습니다.
furniture | 다온뉴스는 여러분의 많은 제보를 기다립니다.
""",
    "where the page stands in the site, and who is logged in": f"""\
furniture | 로그인 | 회원가입 | 구독신청
furniture | 뉴스홈 > 사회
{TITLE}furniture | 오피니언 > 칼럼
furniture | 금융 > 은행
furniture | 홈 > 뉴스 > 사건·사고
furniture | 정치 | 경제 | 사회
{BODY}""",
    "what is compared or listed is no place in the site": """\
headline | 한울시 인구 > 다온시 인구
subhead | 사과 | 배 | 감
body | 한울시 인구가 다온시를 앞질렀다. 처음 있는 일이다.
subhead | 한울 > 다온
body | 두 도시는 강을 사이에 두고 있다.
""",
    "buttons and notices of several outlets": f"""\
{TITLE}furniture | 글자크기조정
furniture | 가가
furniture | associate_pic
furniture | 박가람 기자 TALK
furniture | 원본보기
furniture | 큰사진보기
furniture | 관련사진보기
furniture | 기사URL복사
furniture | 링크가 복사되었습니다.
furniture | 폰트 작게 폰트 크게
furniture | 페이스북 공유 X 공유 카카오톡 공유 URL 복사
furniture | 프린트 메일보내기 스크랩 글자확대 글자축소
furniture | 언론사 구독되었습니다. 메인 뉴스판에서 주요뉴스를 볼 수 있습니다. 보러가기
furniture | 다온뉴스 언론사 구독 해지되었습니다.
{BODY}{MORE}furniture | ◎공감언론 다온뉴스 garam@daon.example
furniture | 작성된 댓글이 없습니다.
furniture | 좋아요 0 슬퍼요 0 화나요 0
""",
    "calls to subscribe and to send tips": f"""\
{TITLE}{BODY}furniture | 네이버에서 다온뉴스 구독하기
furniture | 카카오톡 채널 추가하기
furniture | ▶ 유튜브 다온TV 바로가기
furniture | 여러분의 제보를 기다립니다.
furniture | 제보는 카카오톡 okdaon
furniture | ▷ 전화 : 02-000-1234
furniture | ▷ 이메일 : tip@daon.example
furniture | ▷ 카카오톡 : '다온제보' 검색, 채널 추가
furniture | #한울시 #다리 #착공
furniture | (끝)
""",
    "picture lines": f"""\
{TITLE}caption | [사진=다온뉴스]
caption | 낡은 다리 위로 차들이 지나고 있다. [사진=한울시]
caption | ▲ 낡은 다리 위로 차들이 지나고 있다. /사진=한울시
caption | 한울시가 공개한 새 다리 조감도. 한울시 사진 제공
caption | 새 다리 조감도. 사진제공=한울시
caption | △ 공사 현장 모습
caption | 공사 현장(한울시 제공)
caption | /사진=박가람 기자
{BODY}caption | 자료사진
""".replace("caption | 자료사진\n", ""),
    "bylines": f"""\
{TITLE}byline | 박가람 기자
byline | 한울=박가람 기자
{BODY}{MORE}byline | 박가람 기자 garam@daon.example
byline | 한울/정유진 특파원
byline | 전주 신동하·봉화 임하늘 기자
byline | 글·사진 박가람 기자
byline | 글: 박가람(garam) l 편집: 최가을(fall)
byline | DBC 뉴스 박가람입니다.
byline | 촬영기자:이하늘/영상편집:최가을
byline | garam@daon.example
""",
    "copyright lines": f"""\
{TITLE}{BODY}{MORE}copyright | ⓒ 다온뉴스, 무단 전재 및 재배포 금지
copyright | <저작권자(c) 한결통신, 무단 전재-재배포, AI 학습 및 활용 금지>
copyright | [ⓒ 다온경제 & daon.example, 무단전재 및 재배포 금지]
copyright | Copyright ⓒ Daon. All rights reserved. 무단 전재 및 재배포 금지.
copyright | 저작권자 © 다온뉴스 무단전재 및 재배포 금지
copyright | 무단 전재 및 재배포 금지
copyright | 본 기사의 무단 전재 및 재배포를 금지합니다.
copyright | All Rights Reserved.
""",
    "a body that speaks of copyright": """\
headline | 기사 베낀 누리집에 첫 판결
body | 법원은 무단 전재를 금지한 약관을 어긴 누리집에 500만원을 물리라고 판결했다.
body | 저작권자의 동의 없이 글을 퍼 나른 혐의다. 무단 복제는 금지된다고 재판부는 밝혔다.
body | 해커의 무단 접속 공격도 함께 다뤄졌다.
""",
    "a body that speaks of buttons": """\
headline | 공유하기 단추가 사라진 까닭
body | 이 회사는 지난달부터 공유하기 단추를 없앴다. 댓글 3개만 남은 글도 많았다.
body | 좋아요 수를 감춘 뒤 이용자가 늘었다는 조사도 있다.
body | 사진 확대 기능은 그대로 두기로 했다.
""",
    "related links with a heading": f"""\
{TITLE}{BODY}{MORE}related | 관련기사
related | 강 건너 사는 사람들
related | "다리 없던 시절" 사진전 열린다
related | 올해 마지막 장터는 언제
""",
    "related links in the middle": f"""\
{TITLE}{BODY}related | [관련기사]
related | ▶ 강 건너 사는 사람들
related | ▶ “밤마다 쿵쿵”…옆집의 하소연
{MORE}body | 공사는 3년 걸린다.
""",
    "one related link in a line of its own": f"""\
{TITLE}{BODY}related | ▶ 관련기사: 강 건너 사는 사람들
{MORE}""",
    "arrows behind the article, without heading or outlet": f"""\
{TITLE}{BODY}{MORE}related | ▶ "밤마다 쿵쿵"…공사장 옆집의 하소연
related | ▶ 강 건너 사는 사람들, 다리 없던 시절
related | ▶ 올해 마지막 장터 열린다?
""",
    "titles behind the copyright line": f"""\
{TITLE}{BODY}{MORE}byline | 박가람 기자 garam@daon.example
copyright | ⓒ 다온뉴스, 무단 전재 및 재배포 금지
related | 이 시각 주요뉴스
related | 1 강 건너 사는 사람들
related | 2 “밤마다 쿵쿵”…옆집은 운다
related | 3 올해 장터가 마지막이었다
related | 많이 본 뉴스
related | 사과값 내렸다는데 왜 비쌀까?
""",
    "a bullet list in the body": """\
headline | 한울시가 내놓은 세 가지 약속
body | 한울시는 세 가지를 약속했다.
body | - 첫째, 밤에는 공사를 하지 않는다.
body | - 둘째, 먼지를 날마다 잰다.
body | - 셋째, 결과를 누리집에 올린다.
body | 주민들은 지켜보겠다고 했다.
""",
    "a list of things at the end of a notice": """\
headline | 겨울 캠프 안내
body | 캠프에 올 때는 다음 물건을 챙겨 주세요.
body | - 두꺼운 외투
body | - 장갑과 모자
body | - 개인 물병
""",
    "a list of places in a sentence": """\
headline | 설명회 일정
body | 설명회가 열리는 곳은 다음과 같다.
body | ▲한울동 주민센터 ▲다온동 도서관 ▲새벽동 체육관
body | 누구나 올 수 있다.
""",
    "interview with Q and A": """\
headline | [인터뷰] 다리 놓는 사람, 정유진 소장
body | 정유진 소장은 30년 동안 다리만 놓았다. 그를 만났다.
body | Q. 왜 다리였습니까?
body | A. 강가에서 자랐습니다. 건너편이 늘 궁금했어요.
body | Q2. 사람들은 무엇이라고 했나
body | Q. 다음 계획은.
body | A. 쉬어야죠. 30년이면 됐습니다.
""",
    "interview with arrows": """\
headline | 다리 놓는 사람
body | ▷ 왜 하필 다리였나?
body | 강가에서 자랐다. 건너편이 늘 궁금했다.
body | ▶ 다음 계획은 무엇인가?
body | 쉬어야 한다. 30년이면 됐다.
body | - 후배들에게 할 말은.
body | 천천히 가라. 다리는 서두르면 무너진다.
""",
    "subheads inside the body": f"""\
{TITLE}{BODY}subhead | ◇ 주민은 소음 걱정
{MORE}subhead | ■ 예산은 어디서
body | 예산은 도에서 절반을 댄다. 나머지는 시가 맡는다.
subhead | 전문가 “3년은 짧다”
body | 전문가들은 걱정한다. 강바닥이 무르다는 것이다.
""",
    "a headline that ends like a sentence": """\
headline | “3년이면 충분하다”더니…한울시 다리, 5년 걸린다
subhead | 시장 "주민께 죄송하다"
body | 한울시는 다리 공사가 5년 걸린다고 밝혔다. 애초 계획은 3년이었다.
body | 주민들은 허탈해했다.
""",
    "a headline that asks": """\
headline | 사과값은 내렸다는데 왜 마트에서는 그대로일까?
body | 사과 도매가격이 한 달 새 20% 내렸다. 마트 값은 그대로다.
body | 중간 유통 단계가 많아서다.
""",
    "dateline and first sentence in one block": """\
headline | 코스닥, 사흘째 올라
body | (서울=한결통신) 박가람 기자 = 코스닥이 27일 사흘 연속 올랐다.
body | 외국인이 1200억원어치를 사들였다.
byline | garam@hangyeol.example
copyright | <저작권자(c) 한결통신, 무단 전재-재배포, AI 학습 및 활용 금지>
furniture | 2026/11/27 16:02 송고
""",
    "dateline in a line of its own": """\
headline | 코스닥, 사흘째 올라
byline | [서울=한결통신] 박가람 기자 =
body | 코스닥이 27일 사흘 연속 올랐다. 외국인이 사들였다.
""",
    "broadcast page": """\
headline | 한밤 정전, 3천 가구 추위에 떨어
subhead | [앵커]
body | 어젯밤 한울시에서 전기가 끊겼습니다. 3천 가구가 추위에 떨었습니다.
subhead | [리포트]
body | 불 꺼진 아파트가 어둠에 잠겼습니다.
body | [김하나/한울시 주민 : 갑자기 캄캄해져서 놀랐어요.]
body | 전기는 네 시간 만에 돌아왔습니다.
byline | DBC 뉴스 박가람입니다.
byline | (영상취재: 이하늘, 영상편집: 최가을)
""",
    "a page without full stops": """\
headline | 동네 뒷산에 다녀와서
body | 어제는 오랜만에 동네 뒷산에 올라가서 해가 지는 모습을 보았어요
body | 내려오는 길에는 시장에 들러 국수를 먹었습니다
body | 다음에는 친구와 함께 가려고 해요
""",
    "notice of a broken player and of a generated summary": f"""\
{TITLE}furniture | 동영상 플레이어
furniture | 기사 제목과 주요 문장을 기반으로 자동 요약한 결과입니다.
furniture | AI 요약
{BODY}{MORE}""",
    "title in the line of the portal": f"""\
furniture | 본문 바로가기
furniture | 구독
{TITLE}{BODY}{MORE}furniture | 이전 기사
furniture | 다음 기사
furniture | 목록
""",
    "two articles in one file": f"""\
{TITLE}{BODY}{MORE}byline | 박가람 기자 garam@daon.example
subhead | 겨울 축제 열흘 늦춘다
body | 올겨울 얼음 축제가 예년보다 열흘 늦게 열린다. 날이 따뜻해서다.
byline | 이하늘 기자 haneul@daon.example
""",
    "portal page with menu, outlet, reporter and counters": """\
furniture | 본문 바로가기
furniture | NAVER
furniture | 뉴스
furniture | 스포츠
furniture | 날씨
furniture | 다온뉴스
furniture | 구독
furniture | PICK
furniture | 안내
headline | 한울시, 다리 새로 놓는다…내년 봄 착공
furniture | 입력2026.01.24. 오전 9:20  수정2026.01.24. 오전 10:20 기사원문
byline | 박가람 기자
furniture | TALK
furniture | 추천
furniture | 쏠쏠정보
furniture | 0
furniture | 흥미진진
furniture | 12
furniture | 댓글
furniture | 본문 요약봇
furniture | 텍스트 음성 변환 서비스 사용하기
furniture | 글자 크기 변경하기
furniture | SNS 보내기
caption | 낡은 다리 위로 차들이 지나고 있다. 한울시 제공
body | 한울시는 다리를 새로 놓는다고 밝혔다. 공사비는 300억원이다.
body | 시민들은 반겼다. 공사는 3년 걸린다.
byline | 박가람 기자 (garam@daon.example)
copyright | Copyright ⓒ 다온뉴스. All rights reserved. 무단 전재 및 재배포 금지.
furniture | 이 기사는 언론사에서 사회 섹션으로 분류했습니다.
furniture | 기사 섹션 분류 안내
furniture | 다온뉴스
furniture | 다온뉴스 구독하고 메인에서 바로 보세요!
furniture | 구독자 0
furniture | 응원수 0
furniture | 박가람 기자 구독
related | 다온뉴스 언론사가 직접 선정한 이슈
related | "밤마다 쿵쿵"…옆집의 하소연
related | 올해 장터가 마지막이었다
""",
    "agency page with picture credits": """\
furniture | 한결통신
headline | 한울시, 다리 새로 놓는다
furniture | 송고시간2026-01-24 09:20
byline | 박가람 기자
furniture | 기자 페이지
caption | 낡은 다리 위로 차들이 지나고 있다. 2026.1.24 garam@hangyeol.example
caption | [한결통신 자료사진. 재판매 및 DB 금지]
caption | [서울=한결통신] 박가람 기자 = 공사 현장. 2026.01.24. photo@hangyeol.example *재판매 및 DB 금지
body | (한울=한결통신) 박가람 기자 = 한울시는 다리를 새로 놓는다고 24일 밝혔다.
body | 시는 "공사비는 300억원"이라고 설명했다.
byline | garam@hangyeol.example
furniture | 제보는 카카오톡 okhangyeol
copyright | <저작권자(c) 한결통신, 무단 전재-재배포, AI 학습 및 활용 금지>
furniture | 2026/01/24 09:20 송고
furniture | #한울시 #다리
""",
    "broadcaster's page": """\
headline | 한울시, 다리 새로 놓는다
furniture | 입력 2026.01.24 (09:20) 수정 2026.01.24 (10:20)
furniture | 읽어주기 기능은 크롬기반의
furniture | 브라우저에서만 사용하실 수 있습니다.
subhead | [앵커]
body | 한울시가 다리를 새로 놓습니다.
body | 박가람 기자가 보도합니다.
subhead | [리포트]
body | [김하나/한울시 주민 : "많이 흔들려요. 무서워요."]
body | 공사는 3년 걸립니다.
byline | DBC 뉴스 박가람입니다.
byline | 촬영기자:이하늘/영상편집:최가을/그래픽:정유진
furniture | ■ 제보하기
furniture | ▷ 카카오톡 : 'DBC제보' 검색, 채널 추가
furniture | ▷ 전화 : 02-000-1234, 4444
furniture | ▷ 이메일 : tip@dbc.example
furniture | ▷ 유튜브, 네이버, 카카오에서도 DBC뉴스를 구독해주세요!
""",
    "headings of a manual are no buttons": """\
headline | 안내
body | 이 글은 새 프로그램을 쓰는 법을 다룬다.
subhead | 로그인
body | 이름과 비밀번호를 넣는다. 처음이라면 새로 만든다.
subhead | 인쇄
body | 종이를 넣고 단추를 누른다.
subhead | 다음
body | 다음 장에서는 저장을 다룬다.
""",
    "titles that speak of services": """\
headline | 카카오톡 선물하기에 새 기능 추가
subhead | 문의 ‘폭주’
subhead | 구독자 늘어
body | 선물하기에 편지 기능이 더해졌다. 첫날부터 문의가 쏟아졌다.
subhead | 유튜브는 댓글 기능 중단
body | 경쟁사는 댓글 기능을 없앴다.
""",
    "the date of a letter": """\
headline | 초대하는 글
body | 새 다리가 열리는 날 여러분을 모십니다.
body | 2026년 11월 22일
body | 한울시장 드립니다.
""".replace("body | 2026", "subhead | 2026"),
    "a table of contents is no menu": """\
headline | 차례
subhead | 첫째 마당
subhead | 둘째 마당
subhead | 경제
body | 이 책은 두 마당으로 되어 있다. 첫째 마당은 다리 이야기다.
""",
    "numbers in the body are no counters": """\
headline | 시험 결과
body | 시험에 붙은 사람의 번호는 다음과 같다.
body | 1204.
body | 3577.
body | 붙은 사람은 서류를 내야 한다.
""",
    "registration dates in a sentence": """\
headline | 한울시 상징물 등록
body | 시의 상징물은 등록 2019.3.4. 이후 널리 쓰였다. 발행 2026년 1월 24일 자 시보에 실렸다.
body | 시는 상징물을 새로 그린다.
""",
    "a contract": """\
headline | 물품 공급 계약서
body | 발주자(이하 ‘갑’이라 한다)와 수급인(이하 ‘을’이라 한다)은 다음과 같이 계약한다.
subhead | 제1조(목적)
body | 이 계약은 2026. 11. 22.부터 효력을 가진다.
subhead | 제2조(대금)
body | 1. 갑은 을에게 3000만원을 지급한다.
body | 2. 을은 영수증을 낸다.
""",
}

WITHOUT_ARTICLE = {
    "one sentence": "한울시는 다리를 새로 놓는다.",
    "one title": "코스닥",
    "one headline with dots": "한울시, 다리 새로 놓는다…내년 착공",
    "one button": "공유하기",
    "buttons of a program": "등록\n취소\n공유하기\n댓글 3\n더보기",
    "a list": "사과\n배\n감",
    "a list with bullets": "- 여권\n- 지갑\n- 약",
    "list marks": "1.\n2)\n가.\n①\n-\n3.14",
    "sounds": "(박수)\nㅋㅋㅋㅋㅋ\n하하하\n네\n!!!!!!",
    "a name and a post": "박가람 기자",
    "a copyright line alone": "ⓒ 다온뉴스, 무단 전재 및 재배포 금지",
    "a question": "어디 가세요?",
    "short messages": "저장했습니다.\n취소\n닫기",
}


def written(cases: str) -> list[tuple[str, str]]:
    return [(kind, line) for kind, line in (row.split(" | ", 1) for row in cases.splitlines())]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n"], ids=["lines", "paragraphs", "windows"])
@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, separator: str) -> None:
    expected = written(PAGES[name])
    assert kinds(page(separator.join(line for _, line in expected), name)) == expected


@pytest.mark.parametrize("name", PAGES)
def test_pages_in_decomposed_hangul(name: str) -> None:
    expected = written(PAGES[name])
    text = unicodedata.normalize("NFD", "\n".join(line for _, line in expected))
    assert [block.kind.value for block in blocks(text)] == [kind for kind, _ in expected]


@pytest.mark.parametrize("name", WITHOUT_ARTICLE)
def test_text_that_is_no_article_is_all_translated(name: str) -> None:
    text = WITHOUT_ARTICLE[name]
    assert kinds(page(text, name)) == [("body", line) for line in text.split("\n")]


ONE_LINE_PAGES = [
    (
        "한울시 도로 통제 안내문. 2026.11.22▶속보는 한결통신[구독 클릭]▶제보하기"
        "저작권자(c) 한결통신, 무단 전재-재배포, AI 학습 및 활용 금지"
        "(서울=한결통신) 박가람 기자 = 한울시는 주말 동안 도로를 막는다. 버스는 돌아간다.",
        [
            ("headline", "한울시 도로 통제 안내문. 2026.11.22"),
            ("furniture", "▶속보는 한결통신"),
            ("furniture", "[구독 클릭]"),
            ("furniture", "▶제보하기"),
            ("copyright", "저작권자(c) 한결통신, 무단 전재-재배포, AI 학습 및 활용 금지"),
            ("body", "(서울=한결통신) 박가람 기자 = 한울시는 주말 동안 도로를 막는다. 버스는 돌아간다."),
        ],
    ),
    (
        "한울시 주말 도로 막는다 입력 2026.11.22. 오전 9:20 (서울=한결통신) 박가람 기자 = "
        "한울시는 도로를 막는다. 버스는 돌아간다. 박가람 기자 garam@hangyeol.example",
        [
            ("headline", "한울시 주말 도로 막는다"),
            ("furniture", "입력 2026.11.22. 오전 9:20"),
            ("body", "(서울=한결통신) 박가람 기자 = 한울시는 도로를 막는다. 버스는 돌아간다."),
            ("byline", "박가람 기자 garam@hangyeol.example"),
        ],
    ),
    (
        "한울시는 도로를 막는다. 버스는 돌아간다.박가람기자 garam@hangyeol.example "
        "Copyright © 한결통신. All rights reserved.",
        [
            ("body", "한울시는 도로를 막는다. 버스는 돌아간다."),
            ("byline", "박가람기자 garam@hangyeol.example"),
            ("copyright", "Copyright © 한결통신. All rights reserved."),
        ],
    ),
    (
        "한울시는 도로를 막는다. 버스는 돌아간다. "
        "26.11.22 09:20 l 최종 업데이트 26.11.22 10:05 l 글: 박가람(garam)",
        [
            ("body", "한울시는 도로를 막는다. 버스는 돌아간다."),
            ("furniture", "26.11.22 09:20 l 최종 업데이트 26.11.22 10:05 l"),
            ("byline", "글: 박가람(garam)"),
        ],
    ),
    (
        "▶제보하기저작권자(c) 한결통신(서울=한결통신) 박가람 기자 = 한울시는 주말 동안 도로를 막는다.",
        [
            ("furniture", "▶제보하기"),
            ("copyright", "저작권자(c) 한결통신"),
            ("body", "(서울=한결통신) 박가람 기자 = 한울시는 주말 동안 도로를 막는다."),
        ],
    ),
    (
        "한울시는 주말에 도로를 막는다고 밝혔다. ▶ 관련기사 더보기 ▶ 유튜브 채널 구독하기",
        [
            ("body", "한울시는 주말에 도로를 막는다고 밝혔다."),
            ("related", "▶ 관련기사 더보기"),
            ("furniture", "▶ 유튜브 채널 구독하기"),
        ],
    ),
    (
        "한울시는 주말에 도로를 막는다. ▶ 첫째, 버스는 돌아간다. ▶ 둘째, 지하철은 그대로 다닌다.",
        [("body", "한울시는 주말에 도로를 막는다. ▶ 첫째, 버스는 돌아간다. ▶ 둘째, 지하철은 그대로 다닌다.")],
    ),
    (
        "한울시는 무단 전재를 금지한 약관을 고친다. 저작권자(이하 ‘갑’)는 그대로다.",
        [("body", "한울시는 무단 전재를 금지한 약관을 고친다. 저작권자(이하 ‘갑’)는 그대로다.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_LINE_PAGES)
def test_a_page_in_one_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(page(text, "line")) == expected


def test_lines_that_a_program_broke_are_joined() -> None:
    text = """\
한울시, 다리 새로 놓는다

한울시는 낡은 다리를 새로 놓기로 하고 내년 봄에
공사를 시작한다고 24일 밝혔다. 공사비는 모두 합해
300억원이며 도와 시가 절반씩 나누어 낸다.

시는 주민 설명회를 세 차례 열어 의견을 들었으나
반대하는 주민도 적지 않았다. 주민들은 공사를 밤에
하지 말아 달라고 요구했다.

- 설명회는 누구나 올 수 있다.
- 자료는 누리집에 있다.
"""
    document = page(text, "mail")
    assert [(block.kind.value, len(block.segments)) for block in document.blocks] == [
        ("headline", 1),
        ("body", 2),
        ("body", 2),
        ("body", 1),
        ("body", 1),
    ]
    assert document.blocks[1].segments[0].source == (
        "한울시는 낡은 다리를 새로 놓기로 하고 내년 봄에\n공사를 시작한다고 24일 밝혔다."
    )


def test_short_paragraphs_are_not_joined() -> None:
    lines = [
        "강이 얼었다. 사람들은 모두 강가로 나왔다.",
        "아이들은 썰매를 탔고 어른들은 불을 피웠다.",
        "해가 지자 하나둘 집으로 돌아가기 시작했다.",
        "다음 날 얼음은 모두 녹아 흘러가고 없었다.",
    ]
    assert [block.text for block in blocks("\n".join(lines))] == lines


def test_forty_sentences_in_one_line_are_one_paragraph() -> None:
    text = " ".join(f"코드 K-{number:02}번이 배정됐다." for number in range(40))
    (block,) = page(text, "line").blocks
    assert (block.kind, len(block.segments)) == (Kind.BODY, 40)


def test_segments_of_the_kinds() -> None:
    text = "\n".join(
        [
            "다리 새로 놓는다! 언제? 내년 봄",
            "공유하기",
            "박가람 기자 (garam@daon.example)",
            "한울시는 다리를 새로 놓는다고 밝혔다. 공사는 내년 봄에 시작한다.",
            "ⓒ 다온뉴스, 무단 전재 및 재배포 금지",
        ]
    )
    document = page(text, "page")
    assert [len(block.segments) for block in document.blocks] == [1, 0, 1, 2, 0]
    assert [text[segment.start : segment.end] for segment in document.segments] == [
        segment.source for segment in document.segments
    ]
    assert [segment.number for segment in document.blocks[3].segments] == [0, 1]


def test_a_dateline_and_a_question_mark_belong_to_the_first_sentence() -> None:
    text = (
        "소식\n(서울=한결통신) 박가람 기자 = 비가 내렸다. 눈도 내렸다.\nQ. 춥습니까?\n- 네, 춥습니다. 아주요."
    )
    assert [segment.source for segment in page(text, "page").segments] == [
        "소식",
        "(서울=한결통신) 박가람 기자 = 비가 내렸다.",
        "눈도 내렸다.",
        "Q. 춥습니까?",
        "- 네, 춥습니다.",
        "아주요.",
    ]


def test_an_invisible_line_is_not_translated() -> None:
    document = page("한울시는 다리를 새로 놓는다고 밝혔다.\n\u200b\ufeff\n공사는 내년 봄에 시작한다.", "page")
    assert [block.kind.value for block in document.blocks] == ["body", "furniture", "body"]


LINES = st.sampled_from(
    [line for cases in PAGES.values() for _, line in written(cases)] + [text for text, _ in ONE_LINE_PAGES]
)


@given(
    st.lists(LINES | st.text(max_size=40), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r", "\n \n", "\u2028"]),
)
def test_nothing_is_lost(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    place = 0
    for number, block in enumerate(blocks(text)):
        assert block.number == number
        assert not text[place : block.start].strip()
        assert block.text == text[block.start : block.end] == block.text.strip() != ""
        place = block.end
    assert not text[place:].strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "▶속보 ",
        "- 소식\n",
        "(가=나다) ",
        "ⓒ 다온 ",
        "[구독 ",
        "같은 문장이 다시 온다.\n",
        "입력 2026.1.1 ",
        "입력 26.1.1 9:20 l " * 14 + "\n",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    seconds = []
    for length in (10_000, 100_000):
        text = (unit * length)[:length]
        started = time.process_time()
        found = blocks(text)
        seconds.append(time.process_time() - started)
        assert "".join("".join(block.text.split()) for block in found) == "".join(text.split())
    assert seconds[1] < 40 * max(seconds[0], 0.02)  # ten times the text; a quadratic rule takes a hundredfold
