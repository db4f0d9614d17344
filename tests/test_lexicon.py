"""Words told to a model in English: where they fire, what files hold, what an engine makes of them."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from glossary.entry import Entry, Glossary
from glossary.matcher import Matcher
from translate.constrain import Mode, marked
from translate.engines import Markers
from translate.engines.choose import open_engine
from translate.errors import ModelError
from translate.models.koen.build import LEXICON, package_file
from translate.models.manifest import Manifest
from translate.pins import prepare
from translate.preedit.lexicon import Lexicon
from translate.preedit.phrases import STEM

WORDS = """\
기뢰\tnaval mine
봉준호\tBong Joon-ho
대두\tsoybean
석회암\tlimestone
석회암 동굴\tlimestone cave
소해함\tminesweeper
무력\tarmed force
무력화하다\tneutralize
송환하다\trepatriate
좌초하다\trun aground
상륙하다\tland
상륙함\tlanding ship
험준하다\trugged
요원하다\tremote
분기 매출\tquarterly revenue
수석대변인\tchief spokesperson
현대차\tHyundai Motor
팀 쿡\tTim Cook
시진핑\tXi Jinping
푸틴\tPutin
쿼드\tQuad
미국 국무장관\tU.S. secretary of state
중국 국가주석\tChinese president
러시아 대통령\tRussian president
외교장관\tforeign minister
최태원\tChey Tae-won
대통령 탄핵\tpresidential impeachment
발목 잡기\tobstruction
발목을 잡-\thold back
한ㆍ미 정상\tleaders of South Korea and the U.S.
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    path = tmp_path / "words.tsv"
    path.write_text(WORDS, encoding="utf-8")
    return Lexicon(path)


@pytest.mark.parametrize(
    ("korean", "told"),
    [
        (
            "기뢰 수만 개에 수백억 원을 썼다.",
            "naval mine tens of thousands 개에 tens of billions of won을 썼다.",
        ),
        ("소해함이 기뢰를 찾는다.", "minesweeper이 naval mine를 찾는다."),
        ("소해함", "minesweeper"),
        ("", ""),
        ("군함이 떠났다.", "군함이 떠났다."),
        ("석회암 동굴에 들어갔다.", "limestone cave에 들어갔다."),  # the longer one
        ("석회암동굴에 들어갔다.", "limestone cave에 들어갔다."),  # written together
        ("대두를 심었다.", "soybean를 심었다."),
        ("한·미 정상이 만났다.", "leaders of South Korea and the U.S.이 만났다."),  # the dot is another
        (unicodedata.normalize("NFD", "소해함이"), "minesweeper" + unicodedata.normalize("NFD", "이")),
        ("문제가 대두되고 있다.", "문제가 대두되고 있다."),  # a verb: it comes up
        ("연대두목을 만났다.", "연대두목을 만났다."),  # letters of two words
        ("강습소해함이 왔다.", "강습소해함이 왔다."),  # the end of a longer one
        ("상륙함이 상륙했다.", "landing ship이 land했다."),
        ("<1>Aegis</1> 소해함은 없다.", "<1>Aegis</1> minesweeper은 없다."),
        ("<1>소해함</1>을 띄웠다.", "<1>minesweeper</1>을 띄웠다."),  # a link around it
        ("제3소해함이 왔다.", "제3 minesweeper이 왔다."),
        ("제1분기 매출 말고 분기 매출", "제1 quarterly revenue 말고 quarterly revenue"),
        ("1분기 매출이 늘었다.", "1분기 매출이 늘었다."),  # the number belongs to the quarter
        # verbs and adjectives in 하다
        ("포로를 송환하기로 했다.", "포로를 repatriate하기로 했다."),
        (
            "소해함이 좌초됐고 선원은 송환될 예정이다.",
            "minesweeper이 run aground됐고 선원은 repatriate될 예정이다.",
        ),
        ("험준한 산에서 송환당한", "rugged한 산에서 repatriate당한"),
        ("백신을 무력화시켰다.", "백신을 neutralize시켰다."),
        ("포로를 '송환'했다.", "포로를 'repatriate'했다."),
        ("포로의 ‘송환’을 미뤘다.", "포로의 ‘송환’을 미뤘다."),
        ("무력을 썼다.", "armed force을 썼다."),
        ("본국송환해 달라", "본국송환해 달라"),  # the end of a longer one
        ("송환이 늦어졌다.", "송환이 늦어졌다."),  # the noun alone
        ("송환 하루 전", "송환 하루 전"),
        ("앞날이 요원하다.", "앞날이 remote하다."),
        ("요원한테 맡겼다.", "요원한테 맡겼다."),  # an agent
        ("방진경씨가 소해함을 봤다.", "Bang Jin-gyeong씨가 minesweeper을 봤다."),  # a Korean's name
        ("방진경 수석대변인은 말했다.", "chief spokesperson Bang Jin-gyeong은 말했다."),
        ("봉준호 수석 대변인은 말했다.", "chief spokesperson Bong Joon-ho은 말했다."),
        ("현대차 수석대변인은 말했다.", "Hyundai Motor chief spokesperson은 말했다."),
        ("팀 쿡 수석대변인은 말했다.", "chief spokesperson Tim Cook은 말했다."),
        ("수석대변인 방진경", "chief spokesperson Bang Jin-gyeong"),
        # an office of state, before whoever holds it
        ("시진핑 중국 국가주석과 만났다.", "Chinese President Xi Jinping과 만났다."),
        ("푸틴 전 러시아 대통령이 왔다.", "former Russian President Putin이 왔다."),
        ("팀 쿡 미국 국무장관은", "U.S. Secretary of State Tim Cook은"),
        (
            "미국 국무장관이 푸틴 러시아 대통령 후보를",
            "U.S. secretary of state이 Putin Russian president 후보를",
        ),
        ("쿼드 외교장관 회의", "Quad foreign minister 회의"),
        # an office that the model knows, before the name all the same, and the particle fits the name
        ("한 총리는 이 전 대통령을 만났다.", "Prime Minister Han은 former President Lee를 만났다."),
        ("봉준호(Bong Joon-ho)와 기뢰(naval mine) 수", "Bong Joon-ho와 naval mine 수"),
        ("조영무 국장은 말했다.", "Director General Cho Yeong-mu는 말했다."),
        ("조영무 CEO는 말했다.", "CEO Cho Yeong-mu는 말했다."),
        ("조영무 이사는 말했다.", "Director Cho Yeong-mu는 말했다."),
        ("조영무 이사장은 말했다.", "Chairman Cho Yeong-mu는 말했다."),
        ("조영무 조사국장이 말했다.", "조사국 Director General Cho Yeong-mu가 말했다."),
        ("송영수 변호사가 왔다.", "attorney Song Yeong-su가 왔다."),
        ("김 전 대표의 변호사", "former leader Kim의 변호사"),
        ("방진경 전 대표는 말했다.", "Bang Jin-gyeong 전 대표는 말했다."),  # of a party or of a firm
        ("윤 대통령 탄핵 심판", "President Yoon 탄핵 심판"),  # not of a presidential impeachment
        ("나 의원에게, 오 시장 등", "Rep. Na에게, Mayor Oh 등"),
        ("최태원 회장과 만났다.", "Chairman Chey Tae-won과 만났다."),  # spelt in his own way
        ("송영수 변호사들", "Song Yeong-su 변호사들"),
        ("발목 잡기에 나섰다.", "obstruction에 나섰다."),
        ("발목 잡기로 했다.", "obstruction로 했다."),
        ("발목을 잡았다.", "hold back했다."),
        ("대두의 발목을 잡았다.", "soybean를 hold back했다."),
        (
            "봉준호 감독이 방진경씨를 만났다.",
            "Bong Joon-ho 감독이 Bang Jin-gyeong씨를 만났다.",
        ),
    ],
)
def test_a_word_is_told_in_english_where_it_stands_for_itself(
    lexicon: Lexicon, korean: str, told: str
) -> None:
    assert lexicon(korean) == told


@pytest.mark.parametrize("line", ["기뢰", "기뢰\t", "\tmine", "기뢰 mine", ""])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"소해함\tminesweeper\n{line}\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"words\.tsv: line 2 is not a Korean word, a tab and its English"):
        Lexicon(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"words\.tsv: cannot be read"):
        Lexicon(tmp_path / "words.tsv")
    (tmp_path / "words.tsv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ModelError, match=r"words\.tsv: cannot be read"):
        Lexicon(tmp_path / "words.tsv")


@pytest.mark.parametrize("kind", ["tiny_generator", "tiny_seq2seq"])
def test_a_model_with_a_lexicon_reads_its_english(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plain = request.getfixturevalue(kind)
    folder = tmp_path / "model"
    shutil.copytree(plain, folder)
    (folder / "words.tsv").write_text(WORDS, encoding="utf-8")
    manifest = folder / "model.toml"
    manifest.write_text('lexicon = "words.tsv"\n' + manifest.read_text())
    without, having = open_engine(plain), open_engine(folder)
    korean, english = "소해함이 떠났다.", "minesweeper이 떠났다."
    assert having.length(korean) == without.length(english) != without.length(korean)
    assert dict(having.translate([korean, "네"])) == dict(without.translate([english, "네"]))
    assert having.fingerprint != without.fingerprint


def test_a_lexicon_is_a_file_of_the_model(tiny_generator: Path, tmp_path: Path) -> None:
    text = (tiny_generator / "model.toml").read_text()
    (tmp_path / "model.toml").write_text(text)
    assert Manifest.load(tmp_path).lexicon == ""
    (tmp_path / "model.toml").write_text('lexicon = "../words.tsv"\n' + text)
    with pytest.raises(ModelError, match="lexicon: must be the name of a file in the folder"):
        Manifest.load(tmp_path)


def test_a_glossary_stands_above_a_lexicon(lexicon: Lexicon) -> None:
    source = "소해함이 기뢰를 찾는다."
    found = Matcher(Glossary((Entry("소해함", "mine countermeasures vessel"),)))(source)
    told = lexicon(marked(prepare(source, found), Markers("<{n}>", "</{n}>", 16), [Mode.MARKER]))
    assert told == "<1>mine countermeasures vessel</1>이 naval mine를 찾는다."


# the words of the embedded model


def test_the_embedded_models_words_are_in_order_and_of_one_language_each() -> None:
    lines = package_file(LEXICON).read_text(encoding="utf-8").splitlines()
    words = [line.split("\t") for line in lines]
    sources = [source for source, _ in words]
    assert sources == sorted(sources)
    # Written with its spaces a noun is found without them, too; the other way round not always: 팀 쿡.
    nouns = Counter(source.replace(" ", "") for source in sources if not source.endswith(STEM))
    assert [noun for noun, count in nouns.items() if count > 1] == []
    wrong = [
        line
        for line, (source, target) in zip(lines, words, strict=True)
        if not re.search("[가-힣]", source)
        or re.search("[가-힣<>]", target.removesuffix("되") if source.endswith(STEM) else target)
        or line != line.strip()
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "everyday",
    [
        "그는 어제 학교에 가서 친구를 만나 점심을 먹었다.",
        "정부는 오늘 새 정책을 발표하고 예산을 늘리겠다고 밝혔다.",
        "회사는 지난해 매출이 크게 늘어 이익을 냈다고 설명했다.",
        "새 문제가 대두되자 의사와 기사가 배를 타고 시장에 갔다.",
    ],
)
def test_the_embedded_models_words_leave_everyday_korean_alone(everyday: str) -> None:
    assert Lexicon(package_file(LEXICON))(everyday) == everyday
