"""Figures of speech told in plain English: in which forms they are found, and where they are none."""

from __future__ import annotations

import pytest

from translate.models.koen.build import LEXICON, package_file
from translate.preedit.lexicon import Lexicon
from translate.preedit.phrases import STEM, Phrases

PHRASES = Phrases(
    {
        "고배를 마시-": "fail",
        "고삐를 죄-": "tighten",
        "바닥을 치-": "hit bottom",
        "바닥나-": "run out",
        "칼을 빼 들-": "take drastic action",
        "문을 닫-": "close",
        "맞불을 놓-": "hit back",
        "직격탄을 맞-": "hit hard되",
        "발목이 잡히-": "hold back되",
        "설 자리가 좁아지-": "lose ground",
        "걸림돌이 되-": "hinder",
        "실랑이를 벌이-": "argue",
        "식-": "cool off",
        "쌓이-": "pile up",
        "번지-": "spread",
    }.items()
)


def told(text: str) -> str:
    for start, end, english in sorted(PHRASES(text), reverse=True):
        text = text[:start] + english + text[end:]
    return text


@pytest.mark.parametrize(
    ("korean", "expected"),
    [
        ("후보가 고배를 마셨다.", "후보가 fail했다."),
        ("고배를 마신 후보", "fail한 후보"),
        ("고배 마신 후보", "fail한 후보"),  # as headlines have it
        ("고배를 마셨으면서도 웃었다.", "fail했으면서도 웃었다."),
        ("고배를 마시길래 웃었다.", "고배를 마시길래 웃었다."),  # a form that is not known stays
        ("다시 고배를 마실 수 있다며", "다시 fail할 수 있다며"),
        ("고배만 마셨다.", "fail했다."),
        ("고배를 들었다.", "고배를 들었다."),
        ("금고배를 마셨다.", "금고배를 마셨다."),
        ("8고배를 마셨다.", "8고배를 마셨다."),
        ("집값이 바닥을 쳤고 재고는 바닥났다.", "집값이 hit bottom했고 재고는 run out했다."),
        ("바닥에 앉았다.", "바닥에 앉았다."),
        ("정부가 칼을 빼 들었다.", "정부가 take drastic action했다."),
        ("공장이 문을 닫았다.", "공장이 close했다."),  # 닫 is regular
        ("관세로 맞불을 놨다.", "관세로 hit back했다."),
        ("규제의 고삐를 죄었다.", "규제를 tighten했다."),
        ("규제의 고삐를 죄라고 했다.", "규제를 tighten하라고 했다."),
        ("대출의 고삐를 죄기로 했다.", "대출을 tighten하기로 했다."),
        ("관세의 직격탄을 맞은 공장", "관세에 hit hard된 공장"),
        ("가게의 설 자리가 좁아졌다.", "가게가 lose ground했다."),
        ("기업의 발목이 잡혔다.", "기업이 hold back됐다."),
        ("걸림돌이 되었으나 고쳤다.", "hinder했으나 고쳤다."),
        ("성장의 걸림돌이 된 규제", "성장을 hinder한 규제"),
        ("상인의 실랑이를 벌였다.", "상인을 argue했다."),  # that 이 is no particle
        ("수요는 거의 바닥을 쳤다.", "수요는 거의 hit bottom했다."),
        ("규제에 발목이 잡혔다.", "규제에 hold back됐다."),
        ("규제에 발목 잡혀", "규제에 hold back돼"),
        ("발목이 식었다.", "발목이 cool off했다."),
        ("수요가 식으면서 재고가 쌓이고 있다.", "수요가 cool off하면서 재고가 pile up하고 있다."),
        ("식당에서 쌓은 정", "식당에서 쌓은 정"),
        ("후보는 고배를 또 마셨다.", "후보는 또 fail했다."),
        ("엔비디아의 고삐를 죄었다.", "엔비디아를 tighten했다."),
        ("본회의 고삐를 죄었다.", "본회의 tighten했다."),
        ("새로 내민 고배를 마셨다.", "새로 내민 고배를 마셨다."),
        ("쓰라린 고배를 마셨다.", "쓰라린 fail했다."),
        ("문을 아예 닫았다.", "아예 close했다."),
        ("한국과의 고삐를 죄었다.", "한국과 tighten했다."),
        ("칼을 식은 물에 넣었다.", "칼을 cool off한 물에 넣었다."),
        ("불이 번졌다.", "불이 spread했다."),
        ("재고가 쌓이지 않게 고배를 마셨다.", "재고가 pile up하지 않게 fail했다."),
        ("고배를 마시기에는 이르다.", "fail하기에는 이르다."),
        ("고배를 마셨음에도 웃었다.", "fail했음에도 웃었다."),
        ("표를 잃었다는 고배를 마셨다.", "표를 잃었다는 고배를 마셨다."),  # the clause needs its noun
        ("투자자는 고배를 마셨다.", "투자자는 fail했다."),
        ("", ""),
    ],
)
def test_a_phrase_is_told_in_the_form_of_its_verb(korean: str, expected: str) -> None:
    assert told(korean) == expected


def test_no_phrases_are_found_by_none() -> None:
    assert list(Phrases([])("고배를 마셨다.")) == []


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_every_phrase_of_the_embedded_model_is_found_in_the_past(step: int) -> None:
    lines = package_file(LEXICON).read_text("utf-8").splitlines()
    phrases = [line.split("\t") for line in lines if line.split("\t")[0].endswith(STEM)]
    assert len(phrases) > 250
    lexicon = Lexicon(package_file(LEXICON))
    for source, english in phrases[::step]:
        *words, _ = source.removesuffix(STEM).split(" ")
        past = next(form for form in _past(source) if form)
        sentence = " ".join(["회사가", *words, past]) + "."
        assert english.removesuffix("되") in lexicon(sentence), sentence


def _past(source: str) -> list[str]:
    from translate.preedit.phrases import _forms

    stem = source.removesuffix(STEM).split(" ")[-1]
    return [form for form, light in _forms(stem, passive=False).items() if light == "했다"]
