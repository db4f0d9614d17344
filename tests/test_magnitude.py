"""Numbers of which only the size is told have their English; other words with the same letters have none."""

from __future__ import annotations

import pytest

from translate.numerals.magnitude import magnitudes


def told(text: str) -> str:
    """The text with the English of each size in its place."""
    for start, end, english in reversed(list(magnitudes(text))):
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
            )
        ),
    ],
)
def test_a_size_has_its_english(korean: str, expected: str) -> None:
    assert told(korean) == expected
