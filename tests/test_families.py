"""Family names that stand alone are spelt as the full names before them."""

from __future__ import annotations

import pytest

from translate.families import families
from translate.preedit.titles import families_first

SPELT = {
    "정의선": "Chung Euisun",
    "정원오": "Chong Won-o",
    "이재명": "Lee Jae Myung",
    "조국": "Cho Kuk",
    "최수연": "Soo-yeon Choi",
    "윤석열": "Yoon Suk Yeol",
    "서정진": "Suh Jung-jin",
    "조선": "Chosun Ilbo",
}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["정의선 현대차그룹 회장은 출국했다.", "정 회장은 돌아왔다."], [{}, {"정": "Chung"}]),
        (["정의선 회장은 정 회장의 차를 탔다."], [{"정": "Chung"}]),
        (["정 회장은 출국했다.", "정의선 회장이다."], [{}, {}]),  # not yet named
        (["정원오 후보가 앞섰다.", "정 후보는 웃었다."], [{}, {"정": "Chong"}]),
        # of two, whoever has the title; then the last
        (["정의선 회장과 정원오 후보", "정 회장은 웃었다."], [{}, {"정": "Chung"}]),
        (["정의선 회장과 정원오 후보", "정씨는 웃었다."], [{}, {"정": "Chong"}]),
        # somebody else, spelt in the usual way
        (["정의선 회장", "정은보 이사장", "정 이사장은 웃었다."], [{}, {}, {}]),
        # the usual spelling needs no word
        (["이재명 대통령은 왔다.", "이 대통령은 갔다."], [{}, {}]),
        (["최수연 대표는 왔다.", "최 대표는 갔다."], [{}, {}]),
        (["서정진 회장은 왔다.", "서 회장은 갔다."], [{}, {"서": "Suh"}]),
        (["조선 시대", "조 대표는 갔다."], [{}, {}]),
        ([""], [{}]),
    ],
)
def test_family_names_alone_are_spelt_as_in_full(texts: list[str], expected: list[dict[str, str]]) -> None:
    assert list(families(texts, SPELT.get)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("정 회장은 돌아왔다.", "Chairman Chung은 돌아왔다."),
        ("정씨가 <1>ChatGPT</1>를 썼다.", "Chung씨가 <1>ChatGPT</1>를 썼다."),
        ("김 회장은 돌아왔다.", "김 회장은 돌아왔다."),
        ("정부는 돌아왔다.", "정부는 돌아왔다."),
    ],
)
def test_the_engine_is_told_the_spelling_after_the_title(text: str, expected: str) -> None:
    assert families_first(text, {"정": "Chung"}) == expected
