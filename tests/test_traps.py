"""Faults that users of translators with glossaries report: what stands around a term stays, a kind a test."""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from glossary import Case, Entry, Glossary
from translate import Translator
from translate.document import How, Segment
from translate.engines.choose import engine_for
from translate.engines.copy import CopyEngine
from translate.formats import html as html_format
from translate.segment import page

TERMS = {
    **{"한은": "BOK", "오픈AI": "OpenAI", "엔비디아": "Nvidia", "네이버": "Naver", "코스닥": "KOSDAQ"},
    **{"고대역폭 메모리": "high-bandwidth memory", "국제통화기금": "IMF"},
    **{"정하람": "Jeong Ha-ram", "정하람 시장": "Mayor Jeong Ha-ram", "정 시장": "Mayor Jeong"},
    **{"임대인": "lessor", "임차인": "lessee", "발주자": "client", "수급인": "contractor"},
    **{"아이폰": "iPhone", "이베이": "eBay"},
}
GLOSSARY = Glossary(
    (
        *(Entry(source, target) for source, target in TERMS.items()),
        Entry("생성형 AI", "generative AI", case=Case.SENTENCE),
    )
)
KOREAN = re.compile(r"[가-힣ㄱ-ㆎ]")


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator(CopyEngine())


def segments(translator: Translator, *texts: str, glossary: Glossary = GLOSSARY) -> list[Segment]:
    """All segments of some texts, each pin of them exact and kept at once."""
    documents = translator.translate_documents([page(text, "text") for text in texts], glossary)
    found = [segment for document in documents for segment in document.segments]
    for segment in found:
        for pin in segment.pins:
            assert pin.how is How.MARKER
            assert segment.target is not None
            there = segment.target[pin.tstart : pin.tend]
            assert there == pin.target or there == pin.target[:1].upper() + pin.target[1:]
    return found


def renderings(segment: Segment) -> list[str]:
    return [pin.target for pin in segment.pins]


def yongeo(*arguments: str | Path) -> str:
    """What the command prints with the engine that copies."""
    command = [sys.executable, "-m", "translate", "translate", "--engine", "copy", "--memory", "none", "-q"]
    done = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def glossary_file(folder: Path, terms: dict[str, str]) -> Path:
    path = folder / "terms.yaml"
    path.write_text(json.dumps({"terms": terms}, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize(
    "particle", ["이", "의", "도", "에서는", "뿐", "입니다", "과", "은", "까지", "이라며", "측은", ""]
)
def test_a_short_term_is_found_before_any_particle(translator: Translator, particle: str) -> None:
    (segment,) = segments(translator, f"어제 한은{particle} 말을 아꼈다")
    assert renderings(segment) == ["BOK"]
    assert segment.target == f"어제 BOK{' ' * bool(particle)}{particle} 말을 아꼈다"


@pytest.mark.parametrize(
    "frame",
    [
        *("‘{}’", "“{}”", "({})", "「{}」", "『{}』", "[{}]", "<{}>", "《{}》", '"{}"', "'{}'"),
        *("#{}", "{}…", "{}/", "{}+", "{}·", "-{}-", "{}:", "{},", "{}~", "*{}*", "{}?", "{}!"),
    ],
)
def test_marks_around_a_term_stay_and_hide_it_not(translator: Translator, frame: str) -> None:
    framed = frame.format("오픈AI")
    found = segments(translator, f"어제 {framed} 그리고 {framed} 엔비디아 말이다")
    assert Counter(r for segment in found for r in renderings(segment)) == {"OpenAI": 2, "Nvidia": 1}
    assert "".join(segment.target or "" for segment in found).count(frame.format("OpenAI")) == 2


@pytest.mark.parametrize("between", ["·", "/", ", ", "+", "-", "→", "와 ", " 및 ", "‧", "&"])
def test_terms_side_by_side_are_two(translator: Translator, between: str) -> None:
    (segment,) = segments(translator, f"오픈AI{between}엔비디아")
    assert renderings(segment) == ["OpenAI", "Nvidia"]


def test_inner_spaces_of_terms_are_free(translator: Translator) -> None:
    texts = ["생성형 AI가 온다.", "생성형AI가 온다.", "고대역폭메모리가 온다.", "고대역폭 메모리가 온다."]
    found = segments(translator, *texts, "국제통화기금이 온다.", "국제 통화 기금이 온다.")
    assert [renderings(segment) for segment in found] == [
        *([["generative AI"]] * 2),
        *([["high-bandwidth memory"]] * 2),
        *([["IMF"]] * 2),
    ]


def test_of_nested_names_the_longest_is_pinned_and_nothing_missing(translator: Translator) -> None:
    found = segments(
        translator, "정하람이 왔다.", "정하람 시장이 왔다.", "정 시장이 왔다.", "정 시장은 정하람을 안다."
    )
    assert [renderings(segment) for segment in found] == [
        ["Jeong Ha-ram"],
        ["Mayor Jeong Ha-ram"],
        ["Mayor Jeong"],
        ["Mayor Jeong", "Jeong Ha-ram"],
    ]
    codes = {check.code for segment in found for check in segment.checks}
    assert codes <= {"hangul-left", "untranslated"}


def test_two_roles_of_a_contract_are_told_apart(translator: Translator) -> None:
    found = segments(
        translator,
        "임대인은 임차인에게, 임차인은 임대인에게 알린다.",
        "수급인은 발주자의 지시를 수급인의 비용으로 따른다.",
    )
    assert [renderings(segment) for segment in found] == [
        ["lessor", "lessee", "lessee", "lessor"],
        ["contractor", "client", "contractor"],
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("생성형 AI가 온다.", "Generative AI 가 온다."),
        ("“생성형 AI는 온다”고 했다.", "“Generative AI 는 온다”고 했다."),
        ("학교에 생성형 AI가 온다.", "학교에 generative AI 가 온다."),
        ("▷ 생성형 AI가 온다.", "▷ Generative AI 가 온다."),
        ("아이폰이 온다.", "iPhone 이 온다."),
        ("가게에 아이폰이 온다.", "가게에 iPhone 이 온다."),
        ("이베이가 온다.", "eBay 가 온다."),
    ],
)
def test_only_sentence_case_takes_a_capital_and_only_at_the_start(
    translator: Translator, source: str, target: str
) -> None:
    (segment,) = segments(translator, source)
    assert segment.target == target


ODD = {
    **{"씨플플": "C++", "되부름": r"\1 \g<0>", "일달러샵": "$1", "에이티앤티": "AT&T", "에스앤피": "S&P 500"},
    **{
        "트위터": "X (formerly Twitter)",
        "괄호표": "⟦1⟧",
        "와우페이": "<Wow>",
        "서식": "%s {0} ${x}",
        "꼬리": "&amp;",
    },
}


def test_odd_renderings_come_out_character_for_character_and_html_escapes_them_once(tmp_path: Path) -> None:
    sentences = [f"어제 {source}, 값이 올랐다." for source in ODD]
    expected = [f"어제 {target}, 값이 올랐다." for target in ODD.values()]
    terms = glossary_file(tmp_path, ODD)
    (tmp_path / "a.txt").write_text("\n".join(sentences), "utf-8")
    assert yongeo(tmp_path / "a.txt", "-g", terms).splitlines() == expected
    (tmp_path / "a.html").write_text("".join(f"<p>{s}</p>\n" for s in sentences), "utf-8")
    lines = yongeo(tmp_path / "a.html", "-g", terms).splitlines()
    assert [html.unescape(re.sub("^<p>|</p>$", "", line)) for line in lines] == expected
    assert "AT&amp;T" in lines[3] and "&lt;Wow&gt;" in lines[7]


@pytest.mark.parametrize(
    ("source", "rendering"),
    [
        ("회사는 80억 원을 썼다.", "8 billion won"),
        ("예산은 2조5000억 원이다.", "2.5 trillion won"),
        ("광장에 1만3천 명이 모였다.", "13,000"),
        ("매출은 350억 달러였다.", "$35 billion"),
        ("1억2345만 명이 보았다.", "123.45 million"),
        ("연봉은 2만6천 달러다.", "$26,000"),
        ("땅값은 십이만사천삼백오십육 원이다.", "124,356 won"),
        ("삼백오십만 명이 보았다.", "3.5 million"),
    ],
)
def test_amounts_in_the_korean_scale_are_pinned(translator: Translator, source: str, rendering: str) -> None:
    (segment,) = segments(translator, source)
    assert renderings(segment) == [rendering]


@pytest.mark.parametrize(
    "emoji", ["😆", "👨‍👩‍👧", "🇰🇷", "☕️", "👍🏽", "1️⃣", "🎉🎉", "❤️‍🔥", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "☔", "©", "™"]
)
def test_an_emoji_stays_whole_and_hides_nothing_behind_it(translator: Translator, emoji: str) -> None:
    found = segments(
        translator, f"오늘 즐거웠어요 {emoji} 내일은 오픈AI 발표를 봐요.{emoji} 네이버도 가요 {emoji}"
    )
    together = "".join(segment.target or "" for segment in found)
    assert together.count(emoji) == 3
    assert [target for segment in found for target in renderings(segment) if target.isascii()] == [
        "OpenAI",
        "Naver",
    ]


def test_placeholders_of_programs_come_through_once_and_keys_stay(tmp_path: Path) -> None:
    many = ", ".join(f"%{n}$s" for n in range(1, 13))
    texts = {
        "모두": f"{many} 등이 참가했습니다.",
        "중간": "이 항목은 %1$d일 뒤에 지워집니다.",
        "인사": "{{user.nick}}님, ${city}에 오신 것을 환영합니다!",
        "알림": "%(count)s개의 알림이 {0}에 있습니다.",
        "주문": "주문 :id의 배송이 <0>시작</0>되었습니다. 100% 환불",
        "파일": "총 %d개 중 %s 파일을 %@에서 열 수 없습니다.",
    }
    (tmp_path / "ko.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    done = json.loads(yongeo(tmp_path / "ko.json"))
    assert list(done) == list(texts)
    token = re.compile(r"%\d+\$[sd]|\{\{.*?\}\}|\$\{.*?\}|%\(\w+\)s|\{0\}|:id|</?0>|%[sd@]")
    for key, text in texts.items():
        assert Counter(token.findall(done[key])) == Counter(token.findall(text))


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200b\u200b"])
def test_a_term_with_an_invisible_character_inside_is_pinned(translator: Translator, invisible: str) -> None:
    (segment,) = segments(translator, f"그는 엔비{invisible}디아에 다닌{invisible}다.")
    assert renderings(segment) == ["Nvidia"]
    assert invisible not in (segment.target or "")


@pytest.mark.parametrize("height", ["6′2″", "6'2\"", "5’11”"])
def test_feet_and_inches_stay(translator: Translator, height: str) -> None:
    (segment,) = segments(translator, f"그의 키는 {height}이다.")
    assert height in (segment.target or "")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("문을 닫았다。", "문을 닫았다."),
        ("문을 닫았다．", "문을 닫았다."),
        ("문을 닫았다！", "문을 닫았다!"),
        ("문을 닫았나？", "문을 닫았나?"),
        ("문을 닫았다｡", "문을 닫았다."),
        ("손님은 １２３명이다。", "손님은 123명이다."),
        ("ＡＩ 학교다。", "AI 학교다."),
    ],
)
def test_wide_marks_digits_and_letters_are_read_as_narrow_ones(
    translator: Translator, source: str, target: str
) -> None:
    (segment,) = segments(translator, source)
    assert segment.target == target


MARKS = ["1.", "2)", "가.", "①", "-", "3.14", "2024", "10%", "Ⅲ.", "(주)", "*", "•", "3-1.", "(가)", "※"]


def test_list_marks_alone_and_before_a_sentence_keep_their_cells(tmp_path: Path) -> None:
    rows = [*MARKS, *(f"{mark} 회장은 봄에 뽑는다." for mark in MARKS)]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[row, "x"] for row in rows])
    done = list(csv.reader(yongeo(tmp_path / "in.csv").splitlines()))
    assert [row[1] for row in done] == ["x"] * len(rows)
    for before, (after, _) in zip(rows, done, strict=True):
        assert after.strip()
        assert re.findall("[0-9①Ⅲ]", after) == re.findall("[0-9①Ⅲ]", before)


def test_a_sentence_wrapped_in_html_is_the_sentence_in_one_line() -> None:
    wrapped = "<p>\n    시장은 어제\n    새 도서관을\n\t열었다고 밝혔다.\n</p>"
    line = "<p>시장은 어제 새 도서관을 열었다고 밝혔다.</p>"
    found = [html_format.read(text.encode(), "a.html").segments for text in (wrapped, line)]
    assert [[segment.source for segment in each] for each in map(list, found)] == [
        ["시장은 어제 새 도서관을 열었다고 밝혔다."]
    ] * 2


@pytest.mark.parametrize("kind", ["tiny_generator", "tiny_seq2seq"])
def test_a_line_has_one_english_whatever_stands_around_it(kind: str, request: pytest.FixtureRequest) -> None:
    line = "네이버 주가는 3만2천 원으로 올랐다."
    others = [f"{'아주 ' * (n % 9)}긴 줄 {n}번이다." for n in range(60)]
    translator = Translator(engine_for("local", request.getfixturevalue(kind), threads=1))
    found = set()
    for texts in ([line], [*others, line], [line, *others], [*others[:30], line, *others[30:]]):
        documents = translator.translate_documents([page("\n".join(texts), "text")], GLOSSARY)
        found |= {s.target for document in documents for s in document.segments if s.source == line}
    assert len(found) == 1
