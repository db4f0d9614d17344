"""English around a rendering: articles by sound, capitals, possessives, quotation marks, spaces."""

from __future__ import annotations

import pytest

from translate.english import (
    after_rendering,
    article,
    as_sentence,
    as_written,
    before_rendering,
    starts_sentence,
)


@pytest.mark.parametrize(
    ("rendering", "expected"),
    [
        ("Xbox", "an"),
        ("unicorn company", "a"),
        ("MIT graduate", "an"),
        ("hourly job", "an"),
        ("OpenAI", "an"),
        ("UN official", "a"),
        ("US company", "a"),
        ("EU law", "an"),
        ("European", "a"),
        ("one-off", "a"),
        ("umbrella", "an"),
        ("Uber driver", "an"),
        ("university", "a"),
        ("uninsured man", "an"),
        ("unidentified man", "an"),
        ("SK hynix", "an"),
        ("SEC filing", "an"),
        ("NATO", "a"),
        ("NASA", "a"),
        ("RAM chip", "a"),
        ("HBM", "an"),
        ("WWDC", "a"),
        ("Nvidia", "an"),
        ("8-year", "an"),
        ("11th", "an"),
        ("18", "an"),
        ("180", "a"),
        ("$8 billion", "an"),
        ("S&P 500", "an"),
        ("iPhone", "an"),
        ("used car", "a"),
        ("“honest” man", "an"),
        ("⟦1⟧", "a"),
        ("", "a"),
    ],
)
def test_article_goes_by_sound(rendering: str, expected: str) -> None:
    assert article(rendering) == expected


@pytest.mark.parametrize(
    ("before", "rendering", "expected"),
    [
        ("It is a ", "Xbox", "It is an "),
        ("An ", "unicorn company", "A "),
        ("“A ", "AI chip", "“An "),
        ("in the ", "The Wall Street Journal", "in "),
        ("a ", "the Bank of Korea", ""),
        ("the ", "OpenAI", "the "),
        ("via ", "OpenAI", "via "),
        ("Join a ", "AI firm", "Join an "),
        ("the", "Apple", "the "),
        ('"', '"quoted"', ""),
        ("", "OpenAI", ""),
    ],
)
def test_words_before_are_made_to_fit(before: str, rendering: str, expected: str) -> None:
    assert before_rendering(before, rendering) == expected


@pytest.mark.parametrize(
    ("rendering", "after", "expected"),
    [
        ("Apple", "'s plan", "'s plan"),
        ("Samsung Electronics", "'s plan", "' plan"),
        ("McDonald's", "'s plan", " plan"),
        ("AI chip", "s sold", "s sold"),
        ("OpenAI", "said", " said"),
        ("U.S.", ". The", " The"),
        ("Inc.", "... and", "... and"),
        ("BOK", ", which", ", which"),
        ("SMS", "'s", "'s"),
        ("23", "rd game", "rd game"),
        ("BOK", "th", " th"),
    ],
)
def test_words_after_are_made_to_fit(rendering: str, after: str, expected: str) -> None:
    assert after_rendering(rendering, after) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", True),
        ("“", True),
        ("It ended. ", True),
        ('He said so." ', True),
        ("It is ", False),
        ("worth 3.5 ", False),
        ("and, ", False),
        ("Really? ", True),
    ],
)
def test_sentence_starts(before: str, expected: bool) -> None:
    assert starts_sentence(before) is expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("convenience stores are sad.", "편의점은 울상이다.", "Convenience stores are sad."),
        ("convenience store", "편의점", "convenience store"),
        ("iPhone sales rose.", "아이폰 판매가 늘었다.", "iPhone sales rose."),
        ("npm is a tool.", "npm은 도구다.", "npm is a tool."),
        ("<1>iron</1> is heavy.", "철은 무겁다.", "<1>iron</1> is heavy."),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, source: str, expected: str) -> None:
    assert as_sentence(text, source) == expected


@pytest.mark.parametrize(
    ("source", "english", "written"),
    [
        ("연산 36GWh 규모로", "makes 36 gigawatts a year", "makes 36 gigawatt-hours a year"),
        ("1200MWh급 시설", "A 1,200-megawatt facility", "A 1,200-megawatt-hour facility"),
        ("36GWh, 12.5GWh", "36 GWh and 12.5 gigawatt-hours", "36 GWh and 12.5 gigawatt-hours"),
        ("36GW, 6GWh", "36 gigawatts", "36 gigawatts"),
        ("김민수 대표는 말했다.", "Kim Min-su CEO said so.", "CEO Kim Min-su said so."),
        ("김민수 대표의 말", "Kim Min-su, CEO, said so.", "Kim Min-su, CEO, said so."),
        (
            "한빛전자 대표는 말했다.",
            "The Hanbit Electronics CEO said so.",
            "The Hanbit Electronics CEO said so.",
        ),
        ("이용자(들)", "the user(s) (all)", "the user(s) (all)"),
        ("‘캐즘(일시적 정체)’", "a slump(a pause)", "a slump (a pause)"),
        ("함수 f(x)를 그린다", "draws f(x)", "draws f(x)"),
    ],
)
def test_hours_and_spaces_that_a_model_leaves_out(source: str, english: str, written: str) -> None:
    assert as_written(english, source) == written
