"""What newspapers put in brackets before a headline: [단독] is [Exclusive], whatever a model makes of it."""

from __future__ import annotations

import re

# Korean without spaces: 기자 수첩 stands as 기자수첩, too.
_KOREAN = {
    "Exclusive": "단독",
    "Exclusive Interview": "단독인터뷰",
    "Breaking News": "속보",
    "Urgent": "긴급",
    "Roundup": "종합",
    "First Report": "1보",
    "Second Report": "2보",
    "Third Report": "3보",
    "On the Scene": "르포 현장 현장르포 현장에서",
    "Editorial": "사설",
    "Column": "칼럼",
    "Guest Column": "기고 기고문 특별기고 전문가기고",
    "Opinion": "시론 오피니언",
    "Commentary": "논평",
    "Reporter's Notebook": "기자수첩 취재수첩",
    "Editor's Column": "데스크칼럼",
    "Correspondent's Column": "특파원칼럼",
    "Correspondent's Report": "특파원리포트",
    "From the Newsroom": "편집국에서",
    "Letter to the Editor": "독자투고",
    "Interview": "인터뷰",
    "Q&A": "일문일답 문답",
    "Conversation": "대담",
    "Full Text": "전문",
    "Fact Check": "팩트체크",
    "Analysis": "분석",
    "News Analysis": "뉴스분석",
    "Issue Analysis": "이슈분석",
    "In Depth": "심층",
    "In-Depth Analysis": "심층분석",
    "In-Depth Report": "심층취재",
    "Explainer": "해설",
    "Special": "특집",
    "Special Report": "기획 기획특집 기획취재 집중취재",
    "Investigation": "탐사보도",
    "Anniversary Special": "창간기획",
    "New Year Special": "신년기획",
    "New Year's Address": "신년사",
    "Poll": "여론조사",
    "Video": "영상 동영상",
    "Photo": "포토 사진",
    "Photo News": "포토뉴스",
    "Photos": "화보",
    "Graphic": "그래픽",
    "Infographic": "인포그래픽",
    "Card News": "카드뉴스",
    "Cartoon": "만평",
    "Table": "표",
    "In Brief": "단신",
    "News in Brief": "간추린뉴스",
    "Stocks in Focus": "특징주",
    "Disclosure": "공시",
    "Market Report": "시황",
    "Market View": "마켓뷰",
    "Market Insight": "마켓인사이트",
    "Market Open": "개장시황",
    "Midday Markets": "장중시황",
    "Market Close": "마감시황",
    "Stock Outlook": "증시전망",
    "Weekly Stock Outlook": "주간증시전망",
    "New York Stocks": "뉴욕증시",
    "U.S. Stocks": "미국증시",
    "European Stocks": "유럽증시",
    "Chinese Stocks": "중국증시",
    "Japanese Stocks": "일본증시",
    "Hong Kong Stocks": "홍콩증시",
    "Asian Stocks": "아시아증시",
    "Overseas Stocks": "해외증시",
    "Oil Prices": "국제유가",
    "Exchange Rates": "환율",
    "Currencies": "외환",
    "Currency Market": "외환시장 외환시황",
    "Bonds": "채권",
    "Bond Market": "채권시황",
    "KOSPI": "코스피",
    "KOSDAQ": "코스닥",
    "Appointments": "인사",
    "Obituary": "부고",
    "People": "동정",
    "Weddings": "결혼 화촉",
    "Notice": "알림",
    "Correction": "정정 정정보도 바로잡습니다",
    "New Books": "신간",
    "Book Review": "서평",
    "Review": "리뷰",
    "Weather": "날씨",
    "Today's Weather": "오늘의날씨",
    "Tomorrow's Weather": "내일의날씨",
    "Today's Horoscope": "오늘의운세",
    "Politics": "정치",
    "Economy": "경제",
    "Society": "사회",
    "World": "국제",
    "Culture": "문화",
    "Sports": "스포츠",
    "Industry": "산업",
    "Stocks": "증권",
    "Real Estate": "부동산",
}
_ENGLISH = {korean: english for english, some in _KOREAN.items() for korean in some.split()}
_LABEL = re.compile(
    r"\s*(?:\[([^][]{1,12})\]|［([^［］]{1,12})］|【([^【】]{1,12})】|[<〈＜]([가-힣 ]{1,12})[>〉＞])\s*"
)


def leading(text: str, start: int = 0) -> tuple[int, str]:
    """The labels that a text begins with.

    Args:
        text: A headline, such as ``[단독] 삼성, 인텔 인수``.
        start: Where to begin, in characters.

    Returns:
        Where the headline itself begins, and the labels in English, each in square brackets; ``start`` and
        nothing where there is no label, or one that is no common one.
    """
    labels = []
    while label := _LABEL.match(text, start):
        english = _ENGLISH.get(re.sub(r"\s", "", "".join(filter(None, label.groups()))))
        if english is None:
            break
        labels.append(f"[{english}]")
        start = label.end()
    return start, " ".join(labels)
