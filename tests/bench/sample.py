"""Invented news of any length, and glossaries of any size for it; the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator

from glossary.entry import Entry, Glossary

_WHO = ["한빛전자", "나루은행", "국토위원회", "가온 연구진", "별빛항공", "다온제약", "서라벌시", "누리모터스"]
_WHO += ["미르 재단", "온새미로 조합", "한울 법원", "바른통신"]
_WHEN = ["지난달", "올해 안에", "3월 2일", "내년부터", "이번 주", "12일 오전", "올해 상반기", "2분기에"]
_WHERE = ["서울", "부산", "제주", "미국", "유럽", "동남아시아", "본사", "국회", "현지 공장", "온라인 시장"]
_WHAT = [
    "새 공장을 짓기로 했다고 밝혔다.",
    "직원 {n}명을 더 뽑겠다고 밝혔다.",
    "반도체 생산을 {p}% 늘릴 계획이다.",
    "생성형 AI로 고객 상담을 돕는 서비스를 시작했다.",
    "매출 {m}억원을 올려 처음으로 이익을 냈다.",
    "값을 올리지 않겠다고 했지만 시장의 반응은 차가웠다.",
    "“안전이 먼저다”라며 점검을 서둘러 달라고 요청했다.",
    "환율이 오르자 투자를 미루는 방안을 논의했다.",
    "주민 설명회를 열어 공항 이전 계획을 설명했지만 반대가 거셌다.",
    "온디바이스 AI를 넣은 제품 {n}대를 팔았다고 집계했다.",
    "전기차 배터리를 {p}% 가볍게 만드는 기술을 선보였다.",
    "비가 많이 와 행사를 미뤘다.",
    "고대역폭메모리 값이 {p}% 떨어져 실적을 걱정하는 목소리가 나온다.",
    "소상공인에게 낮은 이자로 {m}억달러를 빌려주기로 했다.",
    "사고 원인을 찾는 조사단을 꾸려 내달 결과를 발표하기로 했는데, 유족은 더 빨라야 한다고 맞섰다.",
]
_TERMS = {
    "한빛전자": "Hanbit Electronics",
    "나루은행": "Naru Bank",
    "별빛항공": "Byeolbit Air",
    "다온제약": "Daon Pharmaceutical",
    "누리모터스": "Nuri Motors",
    "반도체": "semiconductor",
    "생성형 AI": "generative AI",
    "온디바이스 AI": "on-device AI",
    "전기차": "electric vehicle",
    "고대역폭메모리": "high-bandwidth memory",
}
_SENTENCES_A_PARAGRAPH = 3


def sentences(seed: int = 0) -> Iterator[str]:
    """Korean sentences without end; hardly one comes twice.

    Args:
        seed: Another one gives other sentences.
    """
    choice = random.Random(seed)
    while True:
        what = choice.choice(_WHAT).format(
            n=choice.randrange(100, 90_000), p=choice.randrange(1, 90), m=choice.randrange(10, 9_000)
        )
        who, when, where = (choice.choice(words) for words in (_WHO, _WHEN, _WHERE))
        yield f"{_with_particle(who)} {when} {where}에서 {what}"


def article(count: int, seed: int = 0) -> str:
    """A page of sentences, a few to a paragraph.

    Args:
        count: How many sentences.
        seed: Another one gives another page.
    """
    source = sentences(seed)
    lines = [next(source) for _ in range(count)]
    paragraphs = [
        " ".join(lines[at : at + _SENTENCES_A_PARAGRAPH]) for at in range(0, count, _SENTENCES_A_PARAGRAPH)
    ]
    return "\n\n".join(paragraphs) + "\n"


def glossary(size: int) -> Glossary:
    """Ten terms that stand in the sentences, and any number of others that look like Korean nouns.

    Args:
        size: Entries in all, ten or more.
    """
    choice = random.Random(size)
    terms = dict(_TERMS)
    while len(terms) < size:
        letters = (chr(choice.randrange(0xAC00, 0xD7A4)) for _ in range(choice.randrange(3, 7)))
        terms.setdefault("".join(letters), f"Term {len(terms)}")
    return Glossary(tuple(Entry(source, target) for source, target in terms.items()))


def _with_particle(name: str) -> str:
    return name + ("은" if (ord(name[-1]) - 0xAC00) % 28 else "는")
