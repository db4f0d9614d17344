"""Translated documents made by hand, for the review page: invented news and a hostile page."""

from __future__ import annotations

from translate.document import Block, Check, Document, How, Kind, Level, Pin, Segment

Wanted = tuple[str, str, How]


def segment(
    number: int,
    source: str,
    target: str,
    wanted: tuple[Wanted, ...] = (),
    checks: tuple[Check, ...] = (),
    score: float | None = -0.2,
    origin: str = "machine",
) -> Segment:
    """A translated segment; each pin's places are those of its texts' next occurrences."""
    pins = []
    at, tat = 0, {target_text: 0 for _, target_text, _ in wanted}
    for surface, rendering, how in wanted:
        start = at = source.index(surface, at)
        at += len(surface)
        tstart = None
        if how is not How.MISSED:
            tstart = target.index(rendering, tat[rendering])
            tat[rendering] = tstart + len(rendering)
        kind = "number" if surface[0].isdigit() else "glossary"
        pins.append(
            Pin(
                surface,
                rendering,
                surface,
                start,
                at,
                kind,
                tstart,
                None if tstart is None else tstart + len(rendering),
                how,
            )
        )
    human = origin == "human"
    return Segment(
        number,
        0,
        len(source),
        source,
        target,
        tuple(pins),
        (),
        checks,
        None if human else "local",
        None if human else "koen",
        None if human else score,
        origin,
    )


def document(name: str, *blocks: tuple[Kind, tuple[Segment, ...] | str]) -> Document:
    """A document of blocks; a block that is not translated is given by its text."""
    made = []
    for number, (kind, content) in enumerate(blocks):
        segments = () if isinstance(content, str) else content
        text = content if isinstance(content, str) else " ".join(part.source for part in content)
        made.append(Block(number, kind, 0, len(text), text, segments))
    return Document(name, "\n\n".join(block.text for block in made), tuple(made))


def news() -> Document:
    """An invented article with every kind of pin, finding and origin."""
    marker, retry, repair, missed = How.MARKER, How.RETRY, How.REPAIR, How.MISSED
    return document(
        "가온시-전차.txt",
        (Kind.FURNITURE, "입력 2031.04.02 09:12 | 글자 크기 가 가 가"),
        (Kind.FURNITURE, "기사 듣기 · 공유하기"),
        (
            Kind.HEADLINE,
            (
                segment(
                    0,
                    "가온시, 2029년까지 도심 순환 전차 놓는다… 한빛중공업 우선협상",
                    "Gaon to lay a downtown loop tram by 2029; Hanbit Heavy Industries preferred bidder",
                    (
                        ("가온시", "Gaon", marker),
                        ("2029년", "2029", marker),
                        ("순환 전차", "loop tram", marker),
                        ("한빛중공업", "Hanbit Heavy Industries", marker),
                    ),
                    score=-0.31,
                ),
            ),
        ),
        (Kind.BYLINE, (segment(0, "나루신문 도예린 기자", "Do Ye-rin, Naru Sinmun", score=-0.9),)),
        (
            Kind.BODY,
            (
                segment(
                    0,
                    "가온시가 도심과 새강변을 잇는 순환 전차를 2029년까지 놓기로 하고 한빛중공업을 "
                    "우선협상대상자로 골랐다.",
                    "Gaon has decided to build a loop tram linking downtown and Saegangbyeon by 2029 and "
                    "has chosen Hanbit Heavy Industries as its preferred bidder.",
                    (
                        ("가온시", "Gaon", marker),
                        ("새강변", "Saegangbyeon", marker),
                        ("순환 전차", "loop tram", retry),
                        ("2029년", "2029", marker),
                        ("한빛중공업", "Hanbit Heavy Industries", marker),
                    ),
                    score=-0.18,
                ),
                segment(
                    1,
                    "사업비는 모두 1조2000억원으로, 시가 6할을 내고 나머지는 민간 투자로 채운다.",
                    "The project will cost 1.2 trillion won in all, with the city paying 70 percent and "
                    "private investment covering the rest.",
                    (("1조2000억원", "1.2 trillion won", marker),),
                    (
                        Check(
                            "number-mismatch",
                            Level.ERROR,
                            "6할 is 60 percent, not 70 percent",
                            23,
                            25,
                            68,
                            78,
                        ),
                    ),
                    score=-0.55,
                ),
                segment(
                    2,
                    "다온 시장은 “시민이 걸어서 10분 안에 정거장에 닿게 하겠다”고 말했다.",
                    "“We will let citizens reach a stop within a 10-minute walk,” Mayor Da-on said.",
                    (("다온 시장", "Mayor Da-on", marker), ("10분", "10-minute", repair)),
                    origin="memory",
                ),
            ),
        ),
        (Kind.SUBHEAD, (segment(0, "■ 상인들은 기대 반 걱정 반", "Merchants hopeful and wary", score=-0.4),)),
        (
            Kind.BODY,
            (
                segment(
                    0,
                    "새강변상인연합회는 공사 기간의 손님 감소를 메울 대책을 내놓으라고 요구했다.",
                    "The merchants’ group demanded measures to make up for the customers lost during "
                    "construction.",
                    (("새강변상인연합회", "Saegangbyeon Merchants Union", missed),),
                    (
                        Check(
                            "pin-missing",
                            Level.ERROR,
                            "새강변상인연합회 should be Saegangbyeon Merchants Union",
                            0,
                            8,
                        ),
                    ),
                    score=-1.4,
                ),
                segment(
                    1,
                    "시는 임대료 보전과 세금 감면을 검토하고 있다.",
                    "The city is considering rent support and tax relief.",
                    origin="human",
                ),
                segment(
                    2,
                    "지난해 조사에서는 주민 3만5000명 가운데 71%가 전차를 반겼다.",
                    "In a survey last year, 71 percent of 35,000 residents welcomed the tram.",
                    (("3만5000명", "35,000", marker), ("71%", "71 percent", marker)),
                    (
                        Check(
                            "fuzzy",
                            Level.INFO,
                            "Taken from a sentence that is 92% alike",
                        ),
                    ),
                    origin="fuzzy",
                    score=-0.26,
                ),
                segment(
                    3,
                    "공청회는 12월 3일 시청 대강당에서 열린다.",
                    "A public hearing will be held on December 3 in the main hall of City Hall.",
                    (("12월 3일", "December 3", marker),),
                    score=-0.12,
                ),
            ),
        ),
        (Kind.COPYRIGHT, "ⓒ 나루신문, 무단 전재 및 재배포 금지"),
    )


def other_engine() -> Document:
    """The same article by another engine."""
    first = news()
    segments = (
        segment(part.number, part.source, f"{(part.target or '').rstrip('.')}, as another engine has it.")
        for part in first.segments
    )
    return first.with_segments(segments)


HOSTILE = (
    "</script><script>document.title='taken'</script> \"'><img src=x onerror=\"document.title='taken'\">"
    " &amp; <b>굵게</b> ${x} {{body}} --> ]]> \u202ertl\u202c \u2028 줄 \u200b \x00 \x07 \ud800 끝"
)


def hostile() -> Document:
    """A document whose every text tries to break out of the page."""
    pin = Pin(HOSTILE, HOSTILE, HOSTILE, 0, len(HOSTILE), HOSTILE, 0, len(HOSTILE), How.MARKER)
    check = Check(HOSTILE, Level.ERROR, HOSTILE, 0, 9, 0, 9)
    part = Segment(0, 0, 1, HOSTILE, HOSTILE, (pin,), (), (check,), HOSTILE, HOSTILE, -1.0)
    plain = Segment(1, 0, 1, HOSTILE, HOSTILE)
    return Document(
        HOSTILE,
        HOSTILE,
        (
            Block(0, Kind.BODY, 0, 1, HOSTILE, (part, plain)),
            Block(1, Kind.COPYRIGHT, 0, 1, HOSTILE),
        ),
    )
