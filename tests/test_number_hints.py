"""Numbers that a model does not know have their English; other words with the same letters have none."""

from __future__ import annotations

import pytest

from translate.numerals.hints import hints


def told(text: str) -> str:
    """The text with the English of each size in its place."""
    for start, end, english in reversed(list(hints(text))):
        text = text[:start] + english + text[end:]
    return text


@pytest.mark.parametrize(
    ("korean", "expected"),
    [
        ("수백억 원이 사라졌다.", "tens of billions of won이 사라졌다."),
        ("수십억원을 냈다.", "billions of won을 냈다."),
        ("수천만 원", "tens of millions of won"),
        ("수조 달러", "trillions of dollars"),
        ("수백조 원", "hundreds of trillions of won"),
        ("수억 유로", "hundreds of millions of euros"),
        ("몇만 엔", "tens of thousands of yen"),
        ("수십 억 원", "billions of won"),
        ("수천억 원대 소송", "hundreds of billions of won 규모의 소송"),
        ("수천억대 소송", "hundreds of billions of won 규모의 소송"),
        ("수천만 건의 결제", "tens of millions 건의 결제"),
        ("수십만명이 왔다.", "hundreds of thousands 명이 왔다."),
        ("수십만 원에서 수백만 원", "hundreds of thousands of won에서 millions of won"),
        ("1만 평 부지, <1>20,000</1>평", "1만 pyeong 부지, <1>20,000</1> pyeong"),
        ("서너 명이 왔다.", "three or four 명이 왔다."),
        ("대여섯개를 샀다.", "five or six 개를 샀다."),
        ("두세 배로 뛰었다.", "two or three 배로 뛰었다."),
        ("두서너 곳", "two or three 곳"),
        ("이삼 년 안에", "two or three 년 안에"),
        ("사오십 대 남성", "40~50 대 남성"),
        ("이삼천 원", "2,000~3,000 원"),
        ("오륙백 명이 왔다.", "500~600 명이 왔다."),
        ("사나흘이면 끝난다.", "three or four days이면 끝난다."),
        ("보름 넘게 이어졌다.", "15 days 넘게 이어졌다."),
        ("보름 만에, 보름간", "15 days 만에, 15 days간"),
        *(
            (text, text)
            for text in (
                "수백만~수천만 원",
                "수만 늘었다.",
                "수조에 물고기가 있다.",
                "수조 개수를 센다.",
                "수십 명이 왔다.",
                "점수만 대학에 냈다.",
                "몇조 대 몇조",
                "수만 대군이 왔다.",
                "오륙도에 갔다.",
                "보름달이 떴다.",
                "정월 대보름",
                "한두교",
                "사오정",
                "평당 가격, 평이 좋다. 힘들지만 평화로운",
            )
        ),
    ],
)
def test_a_rough_number_has_its_english(korean: str, expected: str) -> None:
    assert told(korean) == expected
