"""What lint finds, where, and what it mends."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Entry, Glossary, GlossaryError, Place, yamltext
from glossary.layout import formatted
from glossary.lint import RULES, Finding, Level, fixed, lint
from glossary.lint_report import github, sarif
from glossary.textfaults import cleaned, faults
from glossary.yamlfile import loads, raw_entries

PATH = Path("terms.yaml")


def found(text: str) -> list[str]:
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in findings(text)]


def findings(text: str) -> tuple[Finding, ...]:
    return lint([(PATH, text.encode())])


CASES = [
    ("- {source: 한은, target: BOK}\n- {source: 한은, target: BOK}\n", ["2:12 duplicate-source"]),
    ("- {source: 한은, target: BOK}\n- {source: 한은, target: Bank of Korea}\n", ["2:12 two-renderings"]),
    (
        "- {source: 한은, target: BOK, variants: [한국은행]}\n- {source: 한국은행, target: Bank of Korea}\n",
        ["2:12 two-renderings"],
    ),
    (
        "- {source: 새벽 요금제, target: Dawn plan}\n- {source: 새벽요금제, target: Dawn plan}\n",
        ["2:12 shadowed"],
    ),
    (
        "- {source: 제3차 회담, target: third talks}\n"
        "- {source: '제\\d차 회담', target: talks, match: regex}\n",
        ["1:12 shadowed"],
    ),
    ("- source: 챗GPT의\n  target: ChatGPT\n", ["1:11 particle"]),
    ("- source: 가온전자에서\n  target: Gaon Electronics\n", ["1:11 particle"]),
    ("- source: 오픈АI\n  target: OpenAI\n", ["1:11 look-alike"]),
    ("- source: ＡＢＣ협회\n  target: ABC Society\n", ["1:11 look-alike"]),
    ("- source: 오픈AI\n  target: ОРЕС\n", ["2:11 look-alike"]),
    ('- source: " 한은"\n  target: "Bank  of Korea"\n', ["1:11 stray-space", "2:11 stray-space"]),
    (unicodedata.normalize("NFD", "- source: 한은\n  target: BOK\n"), ["1:11 not-nfc"]),
    ('- source: "한\\u200b은"\n  target: BOK\n', ["1:11 invisible"]),
    ("- source: 상표\n  target:\n", ["2:10 empty-rendering"]),
    ('- source: 상표\n  target: ""\n', ["2:11 empty-rendering"]),
    ("- source: 상표\n", ["1:3 empty-rendering"]),
    ("- source: 상표\n  target: ~\n", ["2:11 empty-rendering"]),
    ("- source: 메타\n  target: Meta\n  forbid: [Facebook, Meta]\n", ["2:11 forbidden-rendering"]),
    ("- source: 나래\n  target: Narae (Group\n", ["2:11 unbalanced"]),
    ("- source: 나래\n  target: “Narae\n", ["2:11 unbalanced"]),
    ("- source: 나래\n  target: Narae,\n", ["2:11 trailing-punctuation"]),
    ("- source: 나래\n  target: Narae 그룹\n", ["2:11 hangul-in-rendering"]),
    ("- source: 나래\n  target: Narae\n  variants: [나래, 나래그룹]\n", ["3:14 needless-variant"]),
    ("- {source: '(회의', target: talks, match: regex}\n", ["1:12 invalid-regex"]),
    ("- {source: '(?:(?:가{1000}){1000}){1000}', target: aah, match: regex}\n", ["1:12 invalid-regex"]),
    (f"- {{source: '{'(' * 3000}가{')' * 3000}', target: aah, match: regex}}\n", ["1:12 invalid-regex"]),
    ("- {source: '(a+)+$', target: aah, match: regex}\n", ["1:12 slow-regex"]),
    ("- source: 나래\n  targt: Narae\n", ["2:3 unknown-key"]),
    ("version: 1\nentrys: []\n", ["2:1 unknown-key"]),
    ("- source: 나래\n  target: Narae\n  tag: [x]\n", ["3:3 unknown-key"]),
    ("- source: 옛말\n  target: Old Word\n  status: deprecated\n", ["3:11 no-successor"]),
    (
        "- {source: 생성형 AI, target: generative AI}\n- {source: 생성 AI, target: generative AI}\n"
        "- {source: 생성형 인공지능, target: Generative AI}\n",
        ["3:30 capitals"],
    ),
    (
        '- source: 한은\n  # CONFLICT target: ours "BOK", theirs "Bank"\n  target: BOK\n',
        ["2:3 merge-conflict"],
    ),
    ("- source: [\n", ["2:1 invalid"]),
    ("- source: 한은\n  target: BOK\n  status: aproved\n", ["3:11 invalid"]),
    ("terms:\n  상표: ''\n  나래: Narae.\n", ["2:7 empty-rendering", "3:7 trailing-punctuation"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[f"{e[0]}-{n}" for n, (_, e) in enumerate(CASES)])
def test_finding_with_its_place(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "entry",
    [
        "{source: 한은, target: BOK}",  # ends like a particle, and is a name
        "{source: 강의, target: lecture}",
        "{source: 정부 회의, target: government meeting}",
        "{source: 마을, target: village}",
        "{source: 다온, target: Daon Inc.}",
        "{source: 미국, target: U.S.}",
        "{source: 에이티앤티, target: AT&T}",
        "{source: 씨쁠쁠, target: C++}",
        "{source: 야호, target: Yahoo!}",
        "{source: 트위터, target: X (formerly Twitter)}",
        "{source: 키, target: 6'2\" man}",
        "{source: 맥도널드, target: McDonald’s}",
        "{source: 감마, target: γ-ray}",
        "{source: 옛말, target: old word, status: deprecated, note: 새말은 나래말}",
        "{source: WWDC, target: WWDC}",
        "{source: 국제통화기금, target: IMF, x-id: 12}",
        "{source: '제\\d+차 회의', target: meeting, match: regex}",
    ],
)
def test_no_finding_for_what_is_right(entry: str) -> None:
    assert found(f"- {entry}\n") == []


def test_a_misspelled_key_gets_a_suggestion() -> None:
    (finding,) = findings("- source: 나래\n  target: Narae\n  varients: [나래그룹]\n")
    assert finding.message == "unknown key 'varients'; did you mean 'variants'?"
    assert str(finding) == (
        "terms.yaml:3:3: error: unknown key 'varients'; did you mean 'variants'? [unknown-key]"
    )


def test_a_source_that_its_own_boundaries_refuse() -> None:
    text = "- {source: 메타버스, target: metaverse}\n- {source: 타버, target: Taver}\n"
    assert found(text) == []  # 타버 alone is a word
    assert found("- {source: '…', target: ellipsis}\n") in ([], ["1:12 never-matches"])


def test_of_several_files_the_later_counts_and_lint_says_so() -> None:
    first, second = (
        b"- {source: \xed\x95\x9c\xec\x9d\x80, target: BOK}\n",
        "terms:\n  한은: Bank of Korea\n".encode(),
    )
    (finding,) = lint([(Path("a.yaml"), first), (Path("b.yaml"), second)])
    assert (finding.code, finding.level, finding.path) == ("overridden", Level.NOTE, Path("a.yaml"))
    assert finding.message == "한은: b.yaml:2 gives the rendering 'Bank of Korea'"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\0\0", b"\x80\x81"])
def test_a_file_that_is_no_text_is_a_finding(data: bytes) -> None:
    (finding,) = lint([(PATH, data)])
    assert finding.code == "invalid"


class TestFix:
    TEXT = (
        "# 회사\n"
        "- source: ' 오픈АI'   # 앞 빈칸\n"
        '  target: "OpenAI "\n'
        "  variants: [오픈 ＡＩ, ' 오픈AI', 오픈AI]\n"
        "- {source: 한은, target: Bank  of Korea}\n"
        "- source: 옛말\n"
        "  target: Old word\n"
        "  status: deprecated\n"
    )
    MENDED = (
        "# 회사\n"
        "- source: '오픈AI'   # 앞 빈칸\n"
        '  target: "OpenAI"\n'
        "  variants: [오픈 AI]\n"
        "- {source: 한은, target: Bank of Korea}\n"
        "- source: 옛말\n"
        "  target: Old word\n"
        "  status: deprecated\n"
    )

    def test_mends_letters_spaces_and_variants_and_nothing_else(self) -> None:
        assert fixed(PATH, self.TEXT) == self.MENDED

    def test_what_was_fixable_is_gone_afterwards(self) -> None:
        before, after = findings(self.TEXT), findings(self.MENDED)
        assert {finding.code for finding in before if finding.fixable} == {"look-alike", "stray-space"}
        assert not any(finding.fixable for finding in after)
        assert [finding.code for finding in after] == ["no-successor"]

    def test_crlf_and_anchors_stay(self) -> None:
        text = "- &a {source: 한은, target: 'BOK '}\r\n- source: 가온\r\n  target: &g Gaon\r\n"
        assert fixed(PATH, text) == text.replace("'BOK '", "'BOK'")

    def test_an_anchor_before_a_mended_text_stays(self) -> None:
        text = "- source: 한은\n  target: &b 'BOK '\n- source: 한국은행\n  target: *b\n"
        assert fixed(PATH, text) == text.replace("'BOK '", "'BOK'")

    @pytest.mark.parametrize("target", ["meeting", ""])
    def test_a_regular_expression_is_not_touched(self, target: str) -> None:
        text = f"- {{source: '회의  ?', target: {target}, match: regex}}\n"
        assert fixed(PATH, text) == text

    def test_the_rendering_of_a_regular_expression_is_mended(self) -> None:
        text = "- {source: '회의  ?', target: ' meeting', match: regex}\n"
        assert fixed(PATH, text) == text.replace("' meeting'", "'meeting'")

    def test_what_fix_leaves_alone_is_not_called_fixable(self) -> None:
        text = "- {source: 한은, target: BOK, variants: [한은]}\n- {source: 한은, target: BOK}\n"
        assert fixed(PATH, text) == text
        assert not any(finding.fixable for finding in findings(text))


# Texts as web pages and spreadsheets give them: odd spaces, letters and marks that YAML takes for its own.
_DIRTY = st.text(
    st.sampled_from("한은가 AIＡАο\u200b\u00a0\u3000\t:,#-'\"[]{}&*!|>%@`?\\é1."), min_size=1, max_size=9
)
_TEXTS = _DIRTY.filter(lambda text: cleaned(text) != "")
_ENTRIES = st.lists(st.builds(Entry, source=_TEXTS, target=_TEXTS), max_size=4, unique_by=lambda e: e.source)


def written(entries: list[Entry], in_braces: bool) -> str:
    if in_braces:
        return "".join(f"- {yamltext.flow_entry(entry)}\n" for entry in entries)
    return "".join(f"{line}\n" for entry in entries for line in yamltext.block_entry(entry))


@given(entries=_ENTRIES, in_braces=st.booleans())
@settings(deadline=None)
def test_fix_gives_clean_texts_and_a_glossary_that_loads(entries: list[Entry], in_braces: bool) -> None:
    mended = loads(fixed(PATH, written(entries, in_braces)))
    assert [(entry.source, entry.target) for entry in mended] == [
        (cleaned(entry.source), cleaned(entry.target)) for entry in entries
    ]
    assert not any(fault.mended for entry in mended for fault in faults(entry.source))
    assert fixed(PATH, fixed(PATH, written(entries, in_braces))) == fixed(PATH, written(entries, in_braces))


@given(entries=_ENTRIES, in_braces=st.booleans(), above=st.sampled_from(("", "# 회사\n", "# 회사\n\n", "\n")))
@settings(deadline=None)
def test_canonical_layout_keeps_every_entry_and_is_reached_at_once(
    entries: list[Entry], in_braces: bool, above: str
) -> None:
    text = "".join(above + written([entry], in_braces) for entry in entries)
    try:
        neat = formatted(raw_entries(text))
    except GlossaryError as error:
        assert "has two renderings" in str(error)
        return
    assert sorted(map(repr, bare(loads(neat)))) == sorted(map(repr, bare(loads(text))))
    assert formatted(raw_entries(neat)) == neat
    assert neat.count("# 회사") == text.count("# 회사")


def bare(glossary: Glossary) -> list[Entry]:
    return [replace(entry, place=Place()) for entry in glossary]


class TestOutput:
    def test_github_shows_it_beside_the_line(self) -> None:
        (finding,) = findings("- source: 나래\n  target: Narae, 50%,\n")
        assert github(finding) == (
            "::warning file=terms.yaml,line=2,col=11,title=trailing-punctuation"
            "::the rendering 'Narae, 50%25,' ends with ,"
        )

    def test_sarif(self) -> None:
        log = json.loads(sarif(findings("- source: 나래\n  target: Narae 그룹\n")))
        (run,) = log["runs"]
        assert (log["version"], [rule["id"] for rule in run["tool"]["driver"]["rules"]]) == (
            "2.1.0",
            list(RULES),
        )
        (result,) = run["results"]
        assert (result["ruleId"], result["level"]) == ("hangul-in-rendering", "error")
        region = result["locations"][0]["physicalLocation"]
        assert region == {
            "artifactLocation": {"uri": "terms.yaml"},
            "region": {"startLine": 2, "startColumn": 11},
        }


def test_every_rule_is_shown_by_a_case() -> None:
    shown = {code.split()[1] for _, expected in CASES for code in expected}
    assert set(RULES) - shown == {"overridden", "never-matches"}
