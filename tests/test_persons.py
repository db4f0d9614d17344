"""Koreans named in a text: where a name is meant, and where only its letters stand."""

from __future__ import annotations

import pytest

from glossary.kiwi import kiwi
from glossary.persons import persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("변혜숙은 답하지 않았다.", {"변혜숙": "Byun Hye-suk"}),  # nothing but its syllables
        ("공인노무사 방진경씨는 조언했다.", {"방진경": "Bang Jin-gyeong"}),
        ("김용범 대통령실 정책실장은 답했다.", {"김용범": "Kim Yong-beom"}),  # two words before the title
        ("배우 차종택은 대본을 읽었다.", {"차종택": "Cha Jong-taek"}),
        ("강민경씨(29)는 직장인이다.", {"강민경": "Kang Min-gyeong"}),
        ("박영순(68)씨는 불을 지핀다.", {"박영순": "Park Yeong-sun"}),
        ("문태오 군이 제보했다.", {"문태오": "Moon Tae-o"}),
        ("“칩을 잘 만든다” 윤재석 대표의 말이다.", {"윤재석": "Yoon Jae-seok"}),
        ("정하늘 박사팀은 검사법을 소개했다.", {"정하늘": "Jung Ha-neul"}),
        (
            "남궁민수 감독과 황보혜정 작가가 만났다.",
            {"남궁민수": "Namgung Min-su", "황보혜정": "Hwangbo Hye-jeong"},
        ),
        ("봉하진 씨가 손사래를 쳤다.", {"봉하진": "Bong Ha-jin"}),  # a rare family name, but 씨
        ("이강철 감독은 김태균 코치를 불렀다.", {"이강철": "Lee Gang-cheol", "김태균": "Kim Tae-gyun"}),
        ("<1>Kia</1>의 이강철 감독이다.", {"이강철": "Lee Gang-cheol"}),
        # given names of one syllable
        (
            "허준 씨는 이혁(34)씨와 왔고 배우 김훈씨가 반겼다.",
            {"허준": "Heo Jun", "이혁": "Lee Hyeok", "김훈": "Kim Hun"},
        ),
        (
            "박모 씨와 최모(41) 씨, 이모씨와 탁모 교수를 조사했다.",
            {"박모": "Park", "최모": "Choi", "이모": "Lee", "탁모": "Tak"},
        ),
        ("장모 여사와 부모 대표, 이모님이 왔다.", {}),  # relatives
        ("민수 씨는 지은 씨를 만났다.", {}),  # no family names
        ("이들 씨앗을 심었다.", {}),
        # family names alone
        ("변씨는 계약서를 찾았다.", {"변": "Byun"}),
        ("심 감독은 방 대표와 엄 회장을 만났다.", {"심": "Shim", "방": "Bang", "엄": "Eom"}),
        ("남궁씨가 방씨와 왔다.", {"남궁": "Namgung", "방": "Bang"}),
        ("이 감독과 한 교수와 전 대표가 왔다.", {}),  # this, a, the former
        # family names that are words, before an office that one person holds
        ("이 대통령은 한 총리와 신 장관을 불렀다.", {"이": "Lee", "한": "Han", "신": "Shin"}),
        ("이 대통령 지지율, 한 총리 탄핵안", {"이": "Lee", "한": "Han"}),
        ("이 씨는 고 씨를 고소했다.", {"이": "Lee", "고": "Ko"}),
        ("윤 전 대통령과 나 의원이 만났다.", {"윤": "Yoon", "나": "Na"}),
        ("이 전 감독과 문 전 의원은 불참했다.", {"이": "Lee", "문": "Moon"}),
        ("한 의원은 이 시장이 커진다고 했다.", {}),  # one of them, this market
        ("이 대표팀은 이 대표 상품을 들고 한 대표이사를 만났다.", {}),
        ("구 의원과 시 의원, 전 대통령이 왔다.", {}),  # of a district, of a city, a former one
        ("이 씨앗은 한 후보가 심었고 이 후보를 설치한다.", {}),
        ("솜씨가 좋은 아저씨는 날씨를 탓했다.", {}),
        ("3년 차 직장인이다.", {}),
        ("변 씨앗을 심었다.", {}),
        # no persons
        ("이사회 의장이 물러났다.", {}),
        ("강원대 교수와 서울대 교수가 만났다.", {}),
        ("강남구 의원들이 모였다.", {}),
        ("한국인 감독은 처음이다.", {}),
        ("한미일 외교장관이 만났다.", {}),
        ("심장만은 누이가 옮겼다.", {}),
        ("정찰부터 시작했다.", {}),
        ("그렇게 하도록 지시한 사장이다.", {}),
        ("비례적 조치를 취한다.", {}),
        ("추진제가 폭발했다.", {}),
        ("서해안에 눈이 내린다.", {}),
        ("이재민들이 체육관에 모였다.", {}),
        ("조지아와 하노이를 거쳤다.", {}),
        ("홍명보호가 이겼다.", {}),  # a team
        ("대김용범은", {}),
        ("A김용범 실장", {}),
        ("한국은행과 유한양행은 답하지 않았다.", {}),
        ("오리건주에서 조선주가 올랐다.", {}),
        ("오경보가 울렸다.", {}),
        ("", {}),
    ],
)
def test_names_are_found_where_persons_are_meant(text: str, names: dict[str, str]) -> None:
    found = list(persons(text))
    assert {text[person.start : person.end]: person.english for person in found} == names
    assert list(persons(text, kiwi().tokenize(text))) == found


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("변혜숙은 답하지 않았다.", False),
        ("정치평론가 변혜숙은 답하지 않았다.", True),
        ("변혜숙 씨는 답하지 않았다.", True),
        ("변혜숙 대한법인 대표는 답하지 않았다.", True),
        ("변혜숙은 대표에게 답하지 않았다.", False),  # somebody else's title
        ("변혜숙이 만난 대표는 답하지 않았다.", False),
    ],
)
def test_what_stands_beside_a_name_is_told(text: str, beside: bool) -> None:
    assert [person.beside for person in persons(text)] == [beside]
