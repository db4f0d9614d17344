"""Term candidates of Korean texts, and the renderings proposed for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossary import Entry, Glossary, GlossaryError, Status
from glossary.renderings import Pair, Renderings, read_pairs
from glossary.romanize import romanized_name
from glossary.suggest import Candidate, suggest

ARTICLE = """한빛전자는 25일 차세대 고대역폭메모리(HBM) 시제품을 공개했다고 밝혔다.
김도윤 대표는 "생성형AI 수요가 늘고 있다"고 말했다. 이른바 '새벽 요금제'는 국토교통부와 협의 중이다.
박서연 산업통상자원부 장관은 LG엔솔이 만든 배터리 관리 시스템(BMS)을 살펴봤다.
고객 정보 보호 규정을 지킨 한빛전자는 고대역폭메모리 양산을 앞당긴다. 고객정보 보호는 필수다.
이사회 의장은 고객 정보 유출을 막겠다고 했다. 새벽 요금제를 쓰는 고객 정보 보호 담당자가 늘었다.
국제통화기금(IMF·International Monetary Fund) 총재는 CEO(최고경영자)들을 만났다.
이혁(34) 씨와 변씨는 심 감독을 찾아갔다.
"""


@pytest.fixture(scope="module")
def candidates() -> dict[str, Candidate]:
    return {candidate.source: candidate for candidate in suggest([ARTICLE], Glossary())}


@pytest.mark.parametrize(
    ("source", "target", "why", "cue"),
    [
        ("고대역폭메모리", "HBM", "parenthesis", "parenthesis"),
        ("배터리 관리 시스템", "BMS", "parenthesis", "parenthesis"),
        ("국제통화기금", "International Monetary Fund", "parenthesis", "parenthesis"),
        ("최고경영자", "CEO", "parenthesis", "parenthesis"),
        ("김도윤", "Kim Do-yun", "romanization", "name"),
        ("박서연", "Park Seo-yeon", "romanization", "name"),
        ("이혁", "Lee Hyeok", "romanization", "name"),
        ("새벽 요금제", None, None, "quoted"),
        ("생성형AI", None, None, "mix"),
        ("LG엔솔", None, None, "mix"),
        ("고객 정보 보호", None, None, "compound"),
    ],
)
def test_candidate_and_its_rendering(
    source: str, target: str | None, why: str | None, cue: str, candidates: dict[str, Candidate]
) -> None:
    candidate = candidates[source]
    assert (candidate.target, candidate.why) == (target, why)
    assert cue in [item.value for item in candidate.cues]


@pytest.mark.parametrize("source", ["차세대", "이사회", "공개", "25일", "정보 보호", "새벽", "변씨", "변"])
def test_no_candidate(source: str, candidates: dict[str, Candidate]) -> None:
    assert source not in candidates


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("고대역폭메모리(HBM)는 중요하다.", {"고대역폭메모리"}),
        ("중국은 초거대인공지능을 만든다.", {"중국", "초거대인공지능"}),
        ("R&D예산을 줄였다.", {"R&D예산"}),
        ("R&D 예산을 줄였다.", {"R&D 예산"}),
    ],
)
def test_no_term_lacks_its_beginning(text: str, sources: set[str]) -> None:
    assert {candidate.source for candidate in suggest([text], Glossary(), least=1)} == sources


def test_counts_spellings_and_contexts(candidates: dict[str, Candidate]) -> None:
    candidate = candidates["고객 정보 보호"]
    assert (candidate.count, candidate.variants) == (3, ("고객정보 보호",))
    assert candidate.contexts[0].startswith("[고객 정보 보호] 규정을 지킨")
    assert len(candidate.contexts) == 3


def test_the_longer_term_stands_above_its_parts(candidates: dict[str, Candidate]) -> None:
    assert candidates["고객 정보 보호"].score > candidates["고객 정보"].score


def test_what_an_entry_covers_is_left_out_and_what_holds_an_entry_is_not() -> None:
    known = Glossary(
        (
            Entry("김도윤", "Kim Do-yoon", status=Status.DEPRECATED),
            Entry("고객정보", "customer data"),
            Entry("새벽요금제", "Dawn Plan"),
            Entry("HBM", "HBM", variants=("고대역폭 메모리",)),
        )
    )
    sources = {candidate.source for candidate in suggest([ARTICLE], known)}
    assert not sources & {"김도윤", "고객 정보", "새벽 요금제", "고대역폭메모리"}
    assert "고객 정보 보호" in sources


def test_the_entry_is_proposed(candidates: dict[str, Candidate]) -> None:
    assert candidates["고대역폭메모리"].entry == Entry("고대역폭메모리", "HBM", status=Status.PROPOSED)
    assert candidates["새벽 요금제"].entry is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "English only (ABC).", "(HBM)", "ㅋㅋㅋㅋ", "'", "“”", "가" * 500]
)
def test_texts_without_terms(text: str) -> None:
    assert suggest([text], Glossary()) == ()


PAIRS = (
    Pair("한빛전자가 새벽 요금제를 냈다.", "Hanbit Electronics launched the Dawn Plan."),
    Pair("새벽요금제는 싸다.", "The Dawn Plan is cheap."),
    Pair("요금이 올랐다.", "Fees rose."),
    Pair("새벽 요금제 가입이 늘었다.", "Sign-ups for the Dawn Plan rose."),
    Pair("한빛전자는 부인했다.", "Hanbit Electronics denied it."),
    Pair("정부는 새벽에 발표했다.", "The government announced it at dawn."),
)


class TestRenderings:
    @pytest.mark.parametrize(
        ("term", "rendering"),
        [("새벽 요금제", "Dawn Plan"), ("한빛전자", "Hanbit Electronics"), ("정부", None), ("없는 말", None)],
    )
    def test_the_most_frequent_one(self, term: str, rendering: str | None) -> None:
        assert Renderings(PAIRS)(term) == rendering

    def test_it_is_proposed_where_the_text_gives_none(self) -> None:
        found = {
            candidate.source: candidate for candidate in suggest([ARTICLE], Glossary(), Renderings(PAIRS))
        }
        assert (found["새벽 요금제"].target, found["새벽 요금제"].why) == ("Dawn Plan", "translation")
        assert found["고대역폭메모리"].target == "HBM"

    def test_pairs_from_jsonl_and_tmx(self, tmp_path: Path) -> None:
        lines = [{"source": "한은은 동결했다.", "target": "BOK held."}, {"source": "머리말", "target": None}]
        jsonl = tmp_path / "a.jsonl"
        jsonl.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        tmx = tmp_path / "a.tmx"
        tmx.write_text(
            '<tmx version="1.4"><body><tu><tuv xml:lang="KO-kr"><seg>한은은 동결했다.</seg></tuv>'
            '<tuv xml:lang="en"><seg>BOK held.</seg></tuv></tu></body></tmx>',
            "utf-16",
        )
        assert read_pairs(jsonl) == read_pairs(tmx) == (Pair("한은은 동결했다.", "BOK held."),)

    @pytest.mark.parametrize("line", ["[1]", "{", '{"source": "가"}', "3", "[" * 100_000])
    def test_a_broken_line_is_named(self, line: str, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"source": "가", "target": "A"}\n' + line, "utf-8")
        with pytest.raises(GlossaryError, match=r"a\.jsonl:2: no JSON object with source and target"):
            read_pairs(path)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("김도윤", "Kim Do-yun"),
        ("이서준", "Lee Seo-jun"),
        ("박빛나", "Park Bit-na"),
        ("한복남", "Han Bok-nam"),  # III.4: not Bongnam
        ("최웅", "Choi Ung"),
        ("남궁민수", "Namgung Min-su"),
        ("정 하늘", "Jung Ha-neul"),
        ("권율", "Kwon Yul"),
        ("서값", "Seo Gap"),
        ("요금제", None),
        ("김", None),
        ("김가나다라", None),
        ("Kim", None),
        ("", None),
    ],
)
def test_names_in_latin_letters(name: str, latin: str | None) -> None:
    assert romanized_name(name) == latin
