"""Names that the Korean spells in Latin letters: told once, and kept through the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from glossary import Entry, Glossary
from translate import How, Translator
from translate.commands import main
from translate.engines.copy import CopyEngine
from translate.named import names, spelt_out

ARTICLE = (
    "체인트레이스(ChainTrace)가 투자를 받았다. 체인트레이스는 서울에 있다. 샘 리들리(Sam Ridley)도 왔다. "
    "리들리는 체인트레이스 (ChainTrace)에 투자했다."
)


@pytest.mark.parametrize(
    ("korean", "once"),
    [
        ("그는 라오니치(Raonic)에게 졌다.", "그는 Raonic에게 졌다."),
        ("외신은 조지 니콜라코풀로스(George Nikolakopoulos)를", "외신은 George Nikolakopoulos를"),
        ("그는 존 그랜트 (John Grant)다.", "그는 John Grant다."),
        ("태양의 서커스(Cirque du Soleil)", "태양의 서커스(Cirque du Soleil)"),
        ("고대역폭메모리(HBM)를 판다.", "고대역폭메모리(HBM)를 판다."),
        ("<1>Meta</1>(Meta)가 왔다.", "<1>Meta</1>(Meta)가 왔다."),
        ("주문(Order)은", "주문(Order)은"),
        ("(Raonic) 라오니치( Raonic)", "(Raonic) 라오니치( Raonic)"),
    ],
)
def test_what_stands_in_both_is_told_in_latin_letters(korean: str, once: str) -> None:
    assert spelt_out(korean) == once


@given(st.lists(st.sampled_from(["라오니치", "(Raonic)", " ", "는", "(", ")", "\n", "Kim"])).map("".join))
def test_no_text_but_brackets_goes(text: str) -> None:
    assert spelt_out(text).count("Kim") == text.count("Kim")
    assert spelt_out(text).count("Raonic") == text.count("Raonic")


def test_names_are_those_that_kiwi_takes_for_names() -> None:
    texts = [
        "샘 리들리(Sam Ridley)는 왔다.",
        "비자(Visa)와 프로세스(process)",
        "노스게이트 오픈(Northgate Open)",
    ]
    assert names(texts) == {
        "노스게이트": "Northgate",
        "노스게이트 오픈": "Northgate Open",
        "샘 리들리": "Sam Ridley",
        "리들리": "Ridley",
    }


def test_a_name_is_kept_through_the_document() -> None:
    document = Translator(CopyEngine()).translate(ARTICLE)
    pins = [(pin.surface, pin.target, pin.origin, pin.how) for s in document.segments for pin in s.pins]
    assert pins == [
        ("체인트레이스(ChainTrace)", "ChainTrace", "name", How.MARKER),
        ("체인트레이스", "ChainTrace", "name", How.MARKER),
        ("샘 리들리(Sam Ridley)", "Sam Ridley", "name", How.MARKER),
        ("리들리", "Ridley", "name", How.MARKER),
        ("체인트레이스 (ChainTrace)", "ChainTrace", "name", How.MARKER),
    ]


def test_a_dry_run_counts_such_pins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    command = ["translate", str(tmp_path / "a.txt"), "--dry-run"]
    assert "5 pins" in CliRunner().invoke(main, command).output


def test_the_end_of_a_longer_name_is_another_one() -> None:
    text = "노스게이트 벤처스(Northgate Ventures)와 알토스벤처스가 샀다. 노스게이트는 팔았다."
    document = Translator(CopyEngine()).translate(text)
    pins = [pin.target for segment in document.segments for pin in segment.pins]
    assert pins == ["Northgate Ventures", "Northgate"]


def test_the_glossary_comes_first() -> None:
    glossary = Glossary((Entry("체인트레이스", "Chain Trace"),))
    document = Translator(CopyEngine()).translate(ARTICLE, glossary)
    assert {pin.target for s in document.segments for pin in s.pins} == {
        "Chain Trace",
        "Sam Ridley",
        "Ridley",
    }
